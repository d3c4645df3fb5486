"""Find which agency a text means in short, once it has been named: ``the agency``, ``the department``, ``deputies``."""

from __future__ import annotations

from borderfacts.values.agencies.story import AgencyStory, Found
from borderfacts.vocabulary import AgencyKind

_AGENTS = ("USBP", "HSI", "DEA", "FBI", "ICE", "ERO", "ATF", "AMO", "INM", "FIA", "NIA", "USSS")


def of_noun(story: AgencyStory, noun: str) -> Found | None:
    """Return the agency that a noun for one stands for: ``the department``."""
    if noun == "department":
        return story.last(word="department") or story.last(word="sheriff's office")
    if noun == "office":
        return story.last("DOJ") or story.last(word="office")
    if noun == "agency":
        return story.last(
            kinds=(
                AgencyKind.BORDER,
                AgencyKind.CUSTOMS,
                AgencyKind.IMMIGRATION,
                AgencyKind.COAST_GUARD,
                AgencyKind.POLICE,
            )
        )
    if noun == "force":
        return story.last(kinds=(AgencyKind.POLICE, AgencyKind.BORDER, AgencyKind.MILITARY))
    if noun == "sector":
        return story.last("USBP")
    if noun == "unit":
        return story.last(word="unit")
    return story.last(word=noun)


def of_staff(story: AgencyStory, staff: str, at: int) -> Found | None:
    """Return the agency whose staff a word means by what was named before: ``agents``, ``deputies``."""
    word = staff.split()[-1]
    if word.startswith("agent"):
        return story.last(*_AGENTS) or story.last("CBP")
    if word.startswith("deput"):
        county = story.where.county_at(at)
        office = story.last(word="sheriff's office")
        if office or not county:
            return office
        full = f"{county} Sheriff's Office"
        return Found(at, at, full, full, "US", AgencyKind.POLICE)
    if word.startswith("firefighter"):
        return story.last(kinds=(AgencyKind.FIRE,))
    if word.startswith("warden"):
        return story.last(word="warden")
    if word == "guards":
        return story.last(kinds=(AgencyKind.BORDER,), word="guard")
    if word.startswith("trooper"):
        return story.last(word="state p") or story.last("Texas DPS")
    agency = story.last(kinds=(AgencyKind.POLICE, AgencyKind.CUSTOMS, AgencyKind.BORDER, AgencyKind.IMMIGRATION))
    return agency if agency and agency.short not in _AGENTS else story.last("CBP", "CBSA", "Border Force", "RCMP")
