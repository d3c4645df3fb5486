"""Which measurements of a story describe which of its incidents."""

from __future__ import annotations

import re
from collections.abc import Sequence

from borderfacts import lexicons
from borderfacts.incidents.group import Group
from borderfacts.incidents.tellings import Family, Telling
from borderfacts.records import Fact, Quantity
from borderfacts.vocabulary import ActionType, Dimension

_NONE = frozenset({Dimension.MONEY, Dimension.RATIO, Dimension.AGE, Dimension.COUNT})
_TERM_UNITS = frozenset({"year", "month"})


def _any_of(table: str) -> str:
    phrases = sorted(lexicons.story_words(table), key=lambda phrase: (-len(phrase), phrase))
    return r"\b(?:" + "|".join(re.escape(phrase) for phrase in phrases) + r")\b"


_PENAL = re.compile(_any_of("penal"), re.IGNORECASE)
_SUPERVISED = re.compile(r"\b(?:supervis|probation|parole)", re.IGNORECASE)
_POSSIBLE = re.compile(_any_of("possible_terms"), re.IGNORECASE)
_HABIT = re.compile(_any_of("habits") + r"[^,;:–—]*$", re.IGNORECASE)
_DEADLINE = re.compile(r"\b(?:have|has|had|given|get|gets) $", re.IGNORECASE)
# ``In the space of 48 hours``: how long several happenings took together
_WINDOW = re.compile(r"\b(?:space|span|course|matter|period) of(?: just| only| about| little more than)? $", re.I)
# A term and the words that tell that it is one stand so close together.
_NEAR_TERM = 60
_AFTER_TERM = 30


class Measures:
    """Gives the groups of one story their measurements: of their own sentences, and prison terms told elsewhere."""

    def __init__(self, text: str, groups: Sequence[Group], summary: Telling | None, facts: Sequence[Fact]) -> None:
        self.text = text
        self.groups = list(groups)
        self.standing = {(f.quantity.span.start, f.quantity.span.end) for f in facts}
        self.happenings = [g for g in groups if g.family == Family.HAPPENING]
        self.summed: list[tuple[Telling, Quantity]] = self._told(summary, None) if summary else []
        self.terms = self._terms()

    def of(self, group: Group) -> list[Quantity]:
        """Return the measurements that describe a group, once each.

        No money, percentages, ages, nor what was seized; standing facts only where they are told with an action (``cut
        the barrier, which is 5.5 metres high``); of a term of prison only one that was imposed.
        """
        held = {(s.quantity.span.start, s.quantity.span.end) for t in group.tellings for s in t.seizures if s.quantity}
        weighed = ActionType.SEIZE in group.types and any(t.seizures for t in group.tellings)
        found: dict[tuple[object, str], Quantity] = {}
        for telling, quantity in (*self._summed_for(group), *self._own(group), *self.terms.get(id(group), ())):
            span = quantity.span
            if (span.start, span.end) in held or (weighed and quantity.dimension == Dimension.MASS):
                continue
            if (span.start, span.end) in self.standing and not telling.actions:
                continue
            found.setdefault((quantity.value, quantity.unit), quantity)
        return list(found.values())

    def _own(self, group: Group) -> list[tuple[Telling, Quantity]]:
        elsewhere = {q.span.start for owner, terms in self.terms.items() for _, q in terms if owner != id(group)}
        told = (each for telling in group.tellings for each in self._told(telling, group))
        return [(telling, quantity) for telling, quantity in told if quantity.span.start not in elsewhere]

    def _summed_for(self, group: Group) -> list[tuple[Telling, Quantity]]:
        """A summing-up first paragraph tells the heat of all happenings, and other measurements of the first."""
        if group not in self.happenings:
            return []
        first = group is self.happenings[0]
        return [
            (telling, quantity)
            for telling, quantity in self.summed
            if first or (quantity.dimension == Dimension.TEMPERATURE and _same_days(telling, group))
        ]

    def _told(self, telling: Telling, group: Group | None) -> list[tuple[Telling, Quantity]]:
        """Return the measurements of a telling that describe something that happened."""
        found: list[tuple[Telling, Quantity]] = []
        listed = [q for q in telling.quantities if q.dimension not in _NONE]
        beside = not telling.actions and any((q.span.start, q.span.end) in self.standing for q in listed)
        for quantity in listed:
            before = self.text[telling.start_char : quantity.span.start]
            if beside and quantity.dimension == Dimension.LENGTH:
                continue  # what stands beside a standing fact is one: "along 191 of the border's 560 kilometres"
            courtly = group is not None and group.family == Family.COURT
            after = self.text[quantity.span.end : telling.end_char]
            if _HABIT.search(before) or self._is_window(telling, quantity):
                continue
            if _DEADLINE.search(before) and after.startswith((" in which to", " to ")):
                continue
            if quantity.dimension == Dimension.DURATION and self._is_possible_term(telling, quantity, courtly=courtly):
                continue
            last = found[-1][1] if found else None
            if last is not None and quantity.span.start - last.span.end <= 3 and _same_size(last, quantity):
                continue  # "21 miles (34 km)": the first
            found.append((telling, quantity))
        return found

    def _is_window(self, telling: Telling, quantity: Quantity) -> bool:
        before = self.text[telling.start_char : quantity.span.start]
        return quantity.dimension == Dimension.DURATION and len(self.happenings) > 1 and bool(_WINDOW.search(before))

    # --- terms of prison ---------------------------------------------------------------------------------------------

    def _terms(self) -> dict[int, list[tuple[Telling, Quantity]]]:
        """Return the terms imposed, by the group of the sentence: ``must also complete three years of supervision``."""
        found: dict[int, list[tuple[Telling, Quantity]]] = {}
        sentence: Group | None = None
        for group in self.groups:
            if group.family == Family.COURT and _begins_with_sentence(group):
                sentence = sentence or group
                continue
            if group.family != Family.COURT or sentence is None:
                continue
            for telling in group.tellings:
                terms = [(telling, q) for _, q in self._told(telling, group) if self._is_term(telling, q)]
                found.setdefault(id(sentence), []).extend(terms)
        return found

    def _is_term(self, telling: Telling, quantity: Quantity) -> bool:
        if quantity.dimension != Dimension.DURATION:
            return False
        start, end = quantity.span.start, quantity.span.end
        before = self.text[max(telling.start_char, start - _NEAR_TERM) : start]
        return bool(_PENAL.search(before) or _PENAL.search(self.text[end : min(end + _AFTER_TERM, telling.end_char)]))

    def _is_possible_term(self, telling: Telling, quantity: Quantity, *, courtly: bool) -> bool:
        """``faces up to 10 years``, ``had asked for 12 years``: a term that nobody imposed."""
        term = self._is_term(telling, quantity)
        courtly = courtly or bool(telling.types & {ActionType.CHARGE, ActionType.SENTENCE, ActionType.PLEAD})
        if not term and not (courtly and quantity.unit in _TERM_UNITS):
            return False
        start, end = quantity.span.start, quantity.span.end
        near = self.text[max(telling.start_char, start - _NEAR_TERM) : end]
        after = self.text[end : min(end + _AFTER_TERM, telling.end_char)]
        imposed = ActionType.SENTENCE in telling.types or bool(_SUPERVISED.search(near) or _SUPERVISED.search(after))
        return bool(_POSSIBLE.search(near)) or (term and not imposed)


def _same_days(telling: Telling, group: Group) -> bool:
    return telling.interval is not None and group.interval is not None and telling.interval.overlaps(group.interval)


def _begins_with_sentence(group: Group) -> bool:
    first = next((t for t in group.tellings if t.actions), None)
    return first is not None and ActionType.SENTENCE in first.types and not first.planned


def _same_size(first: Quantity, second: Quantity) -> bool:
    if first.dimension != second.dimension:
        return False
    if not isinstance(first.si_value, float | int) or not isinstance(second.si_value, float | int):
        return True
    return abs(first.si_value - second.si_value) <= 0.1 * abs(first.si_value)
