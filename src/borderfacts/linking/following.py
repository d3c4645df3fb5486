"""Which incidents are a later step of which: a charge, a sentence, a funeral, an inquiry, an anniversary."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from borderfacts.linking.blocking import step_keys
from borderfacts.linking.features import compare_steps
from borderfacts.linking.model import log_odds, odds_of, weights
from borderfacts.linking.profile import Profile
from borderfacts.vocabulary import EventType

# What is a later step by its type alone; others are where their words say so.
STEPS = (EventType.COURT, EventType.REMOVAL, EventType.OTHER, EventType.POLICY)
NEAREST = 12  # earlier tellings of a block that a step is compared with, the latest first


class Following(NamedTuple):
    """A telling of a later step, the telling that it follows, and the log odds of that."""

    later: int
    earlier: int
    odds: float
    told_together: bool


def is_step(profile: Profile) -> bool:
    """Return whether a telling may be of a later step."""
    return profile.kind in STEPS or bool(profile.steps)


def followed(profiles: Sequence[Profile], incidents: Sequence[Sequence[int]]) -> dict[int, Following]:
    """Return, for each incident that is a later step, the strongest link to the incident that it follows.

    Args:
        profiles: the tellings.
        incidents: for each incident the positions of its members.
    """
    incident_of = {member: number for number, members in enumerate(incidents) for member in members}
    least = odds_of(weights("follows").made)
    found: dict[int, Following] = {}
    for each in candidates(profiles, incident_of):
        number = incident_of[each.later]
        if each.odds >= least and (number not in found or _rank(each) > _rank(found[number])):
            found[number] = each
    return {number: each for number, each in sorted(found.items()) if not _returns(each, incident_of, found)}


def _rank(each: Following) -> tuple[float, int, int]:
    return each.odds, -each.earlier, -each.later


def _returns(each: Following, incident_of: dict[int, int], found: dict[int, Following]) -> bool:
    """Return whether the earlier incident follows the later one, with better reason."""
    back = found.get(incident_of[each.earlier])
    return back is not None and incident_of[back.earlier] == incident_of[each.later] and _rank(back) > _rank(each)


def candidates(profiles: Sequence[Profile], incident_of: dict[int, int]) -> Iterator[Following]:
    """Yield the pairs of a later step and what it may follow, of two incidents, with their log odds."""
    stories: dict[str, list[int]] = {}
    for position, profile in enumerate(profiles):
        stories.setdefault(profile.document, []).append(position)
    together = _told_together(stories.values(), incident_of)
    blocks = _blocks(profiles)
    for position, profile in enumerate(profiles):
        if is_step(profile):
            near = {*stories[profile.document], *_earlier(position, profiles, blocks)}
            for other in sorted(near):
                if incident_of[other] != incident_of[position]:
                    both = (incident_of[position], incident_of[other]) in together
                    odds = log_odds(compare_steps(profile, profiles[other], both), "follows")
                    yield Following(position, other, odds, both)


def _told_together(stories: Iterable[Sequence[int]], incident_of: dict[int, int]) -> set[tuple[int, int]]:
    """Return the pairs of incidents that one story reports."""
    return {
        (incident_of[one], incident_of[other])
        for story in stories
        if len(story) > 1
        for one in story
        for other in story
    }


def _day(profile: Profile) -> int:
    return profile.days.first if profile.days else 0


def _blocks(profiles: Sequence[Profile]) -> dict[tuple[object, ...], list[int]]:
    """Return the tellings by the keys that later steps ask for, in the order of their days."""
    asked = {key for profile in profiles if is_step(profile) for key in step_keys(profile)}
    blocks: dict[tuple[object, ...], list[int]] = {}
    for position in sorted(range(len(profiles)), key=lambda each: (_day(profiles[each]), each)):
        for key in set(step_keys(profiles[position])) & asked:
            blocks.setdefault(key, []).append(position)
    return blocks


def _earlier(position: int, profiles: Sequence[Profile], blocks: dict[tuple[object, ...], list[int]]) -> Iterator[int]:
    """Yield the tellings that a step shares a block with, the latest before it."""
    profile = profiles[position]
    until = profile.days.last if profile.days else 0
    for key in step_keys(profile):
        block = blocks[key]
        end = bisect_left(block, until + 1, key=lambda each: _day(profiles[each]))
        yield from block[max(0, end - NEAREST) : end]
