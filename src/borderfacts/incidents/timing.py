"""When an incident happened: its days, the clock time and the part of the day."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from borderfacts import annotations as layers
from borderfacts import lexicons
from borderfacts.actions.clauses import SUBJECTS, is_verb
from borderfacts.grammar.timex import clock_of, is_day, part_of
from borderfacts.incidents.group import Group
from borderfacts.incidents.moments import verb_above
from borderfacts.incidents.tellings import Family, Telling
from borderfacts.incidents.times import Interval, interval_of_mention
from borderfacts.records import DateMention, When
from borderfacts.vocabulary import ActionType, Basis, EventType, PartOfDay

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

_FINDINGS = frozenset({ActionType.DETECT, ActionType.RESCUE})
_CLOCK_WORDS = lexicons.story_words("clock_words")
# ``three days before`` counts from what happened.
_OFFSET = re.compile(r"\b(?:before|earlier)$", re.IGNORECASE)
_WORDS = re.compile(r"[A-Za-z]+")
# Parts of one number found on different days lie no farther apart: ``eleven on Tuesday and the other 13 on Wednesday``.
_FARTHEST = 3


class Timing:
    """Reads the time of groups of one Doc."""

    def __init__(self, doc: Doc) -> None:
        self.doc = doc

    def when(self, group: Group, kind: EventType) -> When | None:
        """Return the time of a group; a policy act without a date of its own has that of its announcement.

        A date told with the main action (the rescue, the finding) goes before that of another step (the departure).
        """
        date, basis = self._date(group, kind), Basis.HAPPENED
        if date is None and group.family == Family.POLICY:
            date = next((d for t in group.tellings for d in t.told), None)
            basis = Basis.ANNOUNCED
        if ActionType.DIE in group.types and any(m.body for m in group.people):
            basis = Basis.FOUND
        clocks = self._clocks(group, date)
        own = [date] if date is not None and clock_of(date.value) else []
        clock = next((d for d in (*own, *clocks) if clock_of(d.value)), None)
        told = date or clock
        if told is None:
            return None
        inherited = date is not None and not (
            group.tellings[0].start_char <= date.span.start < group.tellings[-1].end_char
        )
        part = self._part(None if group.time_inherited else date, clocks)
        start, end = (date.start, self._end(group, date)) if date else (None, None)
        return When(
            start=start, end=end, time=clock_of(clock.value) if clock else None, part=part,
            basis=basis, resolved=date.resolved if date else False, inherited=inherited, span=told.span,
        )  # fmt: skip

    # --- days --------------------------------------------------------------------------------------------------------

    def _date(self, group: Group, kind: EventType) -> DateMention | None:
        if group.family == Family.POLICY and group.planned:
            effect = next((t.time for t in group.tellings if self._is_to_come(t)), None)
            if effect is not None:
                return effect
        if group.family == Family.POLICY and self._is_announced(group):
            return None
        date = group.time
        main = [t for t in group.tellings if t.time is not None and t.types & (kind.triggers | _FINDINGS)]
        if main and kind in (EventType.DEATH, EventType.RESCUE) and not group.time_inherited:
            date = main[0].time
            if group.interval is not None and _within(group.interval, main[0].interval):
                date = group.time
        elif group.family == Family.HAPPENING and not group.time_inherited:
            date = self._told_with_action(group) or date
        if date is None and group.family == Family.HAPPENING:
            steps = [d for t in group.tellings for d in t.steps]
            steps = [d for d in steps if not _OFFSET.search(d.span.text)]
            date = next((d for d in steps if is_day(d) or ActionType.GO_MISSING in group.types), None)
        return date

    def _told_with_action(self, group: Group) -> DateMention | None:
        """Return the day on which an action is told, where the date of the group is of something beside it."""
        dated = [t for t in group.tellings if t.time is not None and is_day(t.time) and t.actions]
        first = next((t for t in dated if t.time == group.time), None)
        if first is None or group.interval is None or self._is_of_action(first):
            return None
        for telling in dated:
            interval = telling.interval
            near = interval is not None and abs(interval.days_from(group.interval)) <= 1
            if near and self._is_of_action(telling):
                return telling.time
        return None

    def _is_of_action(self, telling: Telling) -> bool:
        date = telling.time
        span = self.doc.char_span(date.span.start, date.span.end, alignment_mode="expand") if date else None
        verb = verb_above(span.root) if span is not None else None
        return verb is not None and verb.i in {action.token for action in telling.actions}

    @staticmethod
    def _is_announced(group: Group) -> bool:
        """Whether the act itself has the date of its announcement, and only sentences before it another."""
        act = next((t for t in group.tellings if t.actions), None)
        return act is not None and bool(act.told) and not any(t.dates for t in group.tellings if t.index >= act.index)

    def _is_to_come(self, telling: Telling) -> bool:
        reference = layers.reference_date(self.doc)
        return reference is not None and telling.interval is not None and telling.interval.last > reference

    def _end(self, group: Group, date: DateMention) -> str | None:
        """Return the last day: of the date, of a later part of the same number, or up to which a measure lasts."""
        first = interval_of_mention(date)
        if first is None or not is_day(date):
            return date.end
        telling = next((t for t in group.tellings if date in t.dates), None)
        if telling is not None and group.family == Family.HAPPENING:
            later = [d for d in telling.dates if is_day(d) and self._continues(date, d)]
            return later[-1].end if later else date.end
        reference = layers.reference_date(self.doc)
        to_come = group.planned or (reference is not None and first.last >= reference)
        if group.family == Family.POLICY and to_come:
            ends = [d for t in group.tellings for d in t.ends if d.end]
            return next((d.end for d in ends if _is_after(interval_of_mention(d), first)), date.end)
        return date.end

    def _continues(self, date: DateMention, later: DateMention) -> bool:
        """Whether the later date tells of another part of a number without a verb of its own."""
        if date.span.end >= later.span.start or later.start is None or date.start is None or later.start <= date.start:
            return False
        first, last = interval_of_mention(date), interval_of_mention(later)
        between = self.doc.char_span(date.span.end, later.span.start, alignment_mode="contract")
        if first is None or last is None or between is None or abs(last.days_from(first)) > _FARTHEST:
            return False
        words = {token.lower_ for token in between}
        verbs = any(token.tag_[:2] in ("VB", "MD") for token in between)
        return "and" in words and any(t.tag_ == "CD" for t in between) and not verbs

    # --- times of day ------------------------------------------------------------------------------------------------

    def _clocks(self, group: Group, date: DateMention | None) -> list[DateMention]:
        """Return the times of day of a group that are not of another day."""
        found = []
        for telling in group.tellings:
            days = [d for d in telling.dates if not is_bare(d)]
            apart = bool(days) and group.interval is not None and not _agrees(days[0], group.interval)
            for clock in telling.clocks:
                if clock in telling.told or apart:
                    continue
                if clock.start is None or date is None or clock.start == date.start or is_bare(clock):
                    found.append(clock)
        return found

    def _part(self, date: DateMention | None, clocks: list[DateMention]) -> PartOfDay | None:
        part = part_of(date.value) if date else None
        if part is not None:
            return part
        return next((p for d in clocks if (p := part_of(d.value)) is not None and not self._is_aside(d)), None)

    def _is_aside(self, clock: DateMention) -> bool:
        """``believed to have come in the night``: a part of the day in a clause about something else."""
        span = self.doc.char_span(clock.span.start, clock.span.end, alignment_mode="expand")
        verb: Token | None = verb_above(span.root) if span is not None else None
        if verb is None or not is_bare(clock):
            return False
        while verb.dep_ in ("ccomp", "xcomp") and verb.head is not verb:
            verb = verb.head
        if verb.head.dep_ == "ROOT" and not is_verb(verb.head):
            return False  # a clause that the parser took for part of a noun
        own = verb.dep_ == "conj" and any(child.dep_ in SUBJECTS for child in verb.children)
        return own or verb.dep_ in ("relcl", "acl")


def is_bare(date: DateMention) -> bool:
    """Tell whether a date expression names a time of day only: ``about 3 p.m.``, ``dawn``."""
    return all(word.lower() in _CLOCK_WORDS for word in _WORDS.findall(date.span.text))


def _within(inner: Interval, outer: Interval | None) -> bool:
    return outer is not None and inner.length < outer.length and inner.overlaps(outer)


def _is_after(end: Interval | None, first: Interval) -> bool:
    return end is not None and end.last > first.last


def _agrees(date: DateMention, interval: Interval) -> bool:
    own = interval_of_mention(date)
    return own is None or own.overlaps(interval)
