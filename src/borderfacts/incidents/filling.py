"""What belongs to an incident besides its people, time and place: agencies, goods, measurements, cause, sources."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from functools import cache
from typing import TYPE_CHECKING

from borderfacts import lexicons
from borderfacts.actions.clauses import SUBJECTS, is_verb
from borderfacts.actions.status import is_reporting
from borderfacts.incidents.group import Group
from borderfacts.incidents.tellings import Family, Telling
from borderfacts.records import Agency, Attribution, Seizure, Span
from borderfacts.vocabulary import ActionType, AgencyKind, Cause, SeizureKind

if TYPE_CHECKING:
    from spacy.tokens import Doc

_FORCES = frozenset(
    {
        AgencyKind.BORDER,
        AgencyKind.POLICE,
        AgencyKind.COAST_GUARD,
        AgencyKind.CUSTOMS,
        AgencyKind.IMMIGRATION,
        AgencyKind.RESCUE,
    }
)
# What nobody may keep who is arrested with it.
_CONTRABAND = frozenset(
    {
        SeizureKind.COCAINE,
        SeizureKind.METHAMPHETAMINE,
        SeizureKind.FENTANYL,
        SeizureKind.HEROIN,
        SeizureKind.CANNABIS,
        SeizureKind.OTHER_DRUG,
    }
)
_INVESTIGATING = lexicons.story_words("investigating")
_ARMS = lexicons.story_words("arms")
_STANDING_BY = lexicons.story_words("standing_by")
_HARM = frozenset({ActionType.DIE, ActionType.INJURE, ActionType.TREAT, ActionType.RESCUE, ActionType.ATTACK})


def agencies_of(doc: Doc, starts: Sequence[int], group: Group) -> list[Agency]:
    """Return the agencies that act in a group, once each.

    One that only reports is left out, unless it is a force and no other acts: then it tells of its own work. A
    prosecutor who announces a case acts in it, a government that announces an act of policy in that. ``starts`` are
    the character offsets of the tokens.
    """
    acting: dict[str, Agency] = {}
    reporting: dict[str, Agency] = {}
    for telling in group.tellings:
        announcing = {i for a in telling.actions if a.type == ActionType.ANNOUNCE for i in a.agents}
        for agency in telling.agencies:
            first, end = bisect_left(starts, agency.span.start), bisect_left(starts, agency.span.end)
            if group.family == Family.COURT and agency.kind == AgencyKind.GOVERNMENT:
                continue  # "the government's chief witness": a party to the case
            prosecutes = group.family == Family.COURT and agency.kind == AgencyKind.JUSTICE
            decides = group.family == Family.POLICY and not announcing.isdisjoint(range(first, end))
            if prosecutes or decides or _acts(doc, first, end):
                acting.setdefault(agency.short, agency)
            elif telling.actions and (agency.kind in _FORCES or group.family == Family.POLICY):
                reporting.setdefault(agency.short, agency)
    if acting or group.family == Family.COURT:
        return list(acting.values())
    return list(reporting.values())[:1]


def investigators(doc: Doc, starts: Sequence[int], telling: Telling) -> list[Agency]:
    """Return who built the case, by a sentence that says only that: ``The case was investigated by HSI``."""
    words = {doc[i].lower_ for i in range(telling.start, telling.end)}
    if telling.actions or not words & _INVESTIGATING or "case" not in words:
        return []
    found = {a.short: a for a in telling.agencies if a.kind != AgencyKind.JUSTICE}
    return [a for a in found.values() if _acts(doc, bisect_left(starts, a.span.start), bisect_left(starts, a.span.end))]


def _acts(doc: Doc, start: int, end: int) -> bool:
    """An agency acts unless it is only the source of a report or modifies another noun that reports."""
    if start >= len(doc):
        return False
    token = next(
        (doc[i] for i in range(start, max(end, start + 1)) if doc[i].head.i < start or doc[i].head.i >= end), doc[start]
    )
    if token.head.lower_ in ("to",) and token.head.head.lower_ == "according":
        return False
    if token.dep_ == "pobj" and token.head.lower_ == "of" and token.head.head.lower_ in _ARMS:
        return False  # "HSI, an arm of ICE"
    if token.dep_ == "pobj" and token.head.lower_ == "to" and token.lower_ in ("authorities", "officials"):
        return False  # those whom people are handed to
    for _ in range(4):
        if is_verb(token):
            break
        if token.dep_ in SUBJECTS:
            return not (is_verb(token.head) and (is_reporting(token.head) or token.head.lower_ in _STANDING_BY))
        if token.head.i == token.i:
            break
        token = token.head
    return True


def seizures_of(group: Group) -> list[Seizure]:
    """Return what was seized, once each; nothing where the group tells of no seizure.

    Drugs found on those who are arrested in the same sentence are seized without a word that says so.
    """
    found: dict[tuple[object, ...], Seizure] = {}
    for telling in group.tellings:
        if ActionType.SEIZE not in group.types and ActionType.ARREST not in telling.types:
            continue
        for seizure in telling.seizures:
            if ActionType.SEIZE not in group.types and not (seizure.quantity and seizure.kind in _CONTRABAND):
                continue
            amount = seizure.quantity
            key = (seizure.kind, amount.value if amount else None, amount.unit if amount else None)
            found.setdefault(key, seizure)
    counted = {s.kind for s in found.values() if s.quantity is not None}
    return [s for s in found.values() if s.quantity is not None or s.kind not in counted]


@cache
def _cause_patterns() -> dict[Cause, re.Pattern[str]]:
    return {
        cause: re.compile(r"\b(?:" + "|".join(re.escape(word) for word in words) + ")", re.IGNORECASE)
        for cause, words in lexicons.causes().items()
    }


def cause_of(text: str, group: Group) -> Cause | None:
    """Return the cause of death, injury or distress that the group's own sentences tell."""
    if not group.types & _HARM:
        return None
    told = " ".join(text[t.start_char : t.end_char] for t in group.tellings)
    return next((cause for cause, pattern in _cause_patterns().items() if pattern.search(told)), None)


def attributions_of(group: Group) -> list[Attribution]:
    """Return who tells of the group, once each."""
    found: dict[tuple[str, str], Attribution] = {}
    for telling in group.tellings:
        for attribution in telling.attributions:
            found.setdefault((attribution.source, attribution.verb), attribution)
    return list(found.values())


def evidence_of(text: str, group: Group) -> list[Span]:
    """Return the sentences that tell actions of the group, and their repeats."""
    found = []
    for telling in sorted([t for t in group.tellings if t.actions] + group.repeats, key=lambda t: t.start_char):
        start, end = telling.start_char, telling.end_char
        while end > start and text[end - 1].isspace():
            end -= 1
        while start < end and text[start].isspace():
            start += 1
        found.append(Span.of(text, start, end))
    return found
