"""Decide which tellings tell of the same happening.

The story is read in order. A telling joins the group in focus, goes back to an earlier group, or opens a new one, by its
date, the people and places it names, and the words that set happenings apart (``in a separate incident``).
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from borderfacts.annotations import PersonMention
from borderfacts.incidents.tellings import Family, Telling
from borderfacts.incidents.times import Interval
from borderfacts.records import DateMention, Place
from borderfacts.vocabulary import ActionType, PlaceKind, Role

if TYPE_CHECKING:
    from spacy.tokens import Doc

# A step of the same story within this many days may carry its own date (found on Monday, charged on Friday).
SAME_STORY_DAYS = 31
_APART = frozenset({"separate", "separately", "another", "elsewhere", "different", "meanwhile", "second", "third", "similar", "unrelated", "previous"})
_REFERRING = frozenset({"definite", "remainder", "partitive", "name", "part"})
_PRONOUNS = frozenset({"they", "them", "he", "him", "she", "her", "his", "their", "it", "its"})
_FOLLOW_UPS = frozenset({ActionType.RETURN, ActionType.RELEASE, ActionType.CHARGE, ActionType.TREAT, ActionType.SEARCH, ActionType.DIE, ActionType.ARREST, ActionType.DETECT, ActionType.RESCUE, ActionType.GO_MISSING})
_PEOPLE_ACTIONS = frozenset({ActionType.INTERCEPT, ActionType.RESCUE, ActionType.DIE, ActionType.SMUGGLE, ActionType.RETURN, ActionType.DETECT, ActionType.CROSS, ActionType.ARREST, ActionType.ATTACK, ActionType.GO_MISSING})


@dataclass(slots=True)
class Group:
    """The tellings of one happening.

    Attributes:
        tellings: in the order of the text.
        repeats: word-for-word repeats of its tellings elsewhere in the text.
        family: what sort of happening.
        time: the date it happened, as first told.
        time_inherited: the date was carried over from another sentence.
    """

    family: Family
    tellings: list[Telling] = field(default_factory=list)
    repeats: list[Telling] = field(default_factory=list)
    time: DateMention | None = None
    interval: Interval | None = None
    time_inherited: bool = False

    def add(self, telling: Telling) -> None:
        """Take in a telling, and its date when the group has none yet."""
        self.tellings.append(telling)
        if telling.time is not None and (self.time is None or _sharper(telling, self)):
            self.time, self.interval = telling.time, telling.interval

    @property
    def people(self) -> list[PersonMention]:
        """All mentions of people in it."""
        return [m for t in self.tellings for m in t.people]

    @property
    def towns(self) -> set[str]:
        """The names of its towns and other small places."""
        return {p.name for t in self.tellings for p in t.places if _is_small(p)}

    @property
    def types(self) -> set[ActionType]:
        """The kinds of action told."""
        return {a for t in self.tellings for a in t.types}

    @property
    def biggest(self) -> int:
        """The largest head count told of anyone in it."""
        return max((m.count.max or m.count.min or 0 for m in self.people if m.count), default=0)


def _is_small(place: Place) -> bool:
    return place.kind not in (PlaceKind.COUNTRY, PlaceKind.ADMIN1)


def _sharper(telling: Telling, group: Group) -> bool:
    """A day inside the month or week that the group has so far is the better date."""
    new, old = telling.interval, group.interval
    return new is not None and old is not None and new.length < old.length and old.overlaps(new) and old.length > 2


class Grouper:
    """Groups the tellings of one Doc."""

    def __init__(self, doc: Doc) -> None:
        self.doc = doc
        self.groups: list[Group] = []
        self.focus: Group | None = None
        self.pending: Telling | None = None
        self.seen: dict[str, Group | None] = {}

    def group(self, tellings: list[Telling]) -> list[Group]:
        """Return the groups, in the order of their first telling."""
        for telling in tellings:
            words = " ".join(self.doc.text[telling.start_char : telling.end_char].split())
            if len(words) > 20 and words in self.seen:
                repeated = self.seen[words]
                if repeated is not None:
                    repeated.repeats.append(telling)
                continue
            chosen = self._choose(telling)
            if chosen is not None:
                chosen.add(telling)
                self.focus = chosen
            self.seen[words] = chosen
        return self.groups

    def _choose(self, telling: Telling) -> Group | None:
        if not telling.actions:
            return self._describe(telling)
        if self.pending is not None and self.pending.paragraph == telling.paragraph and not telling.dates:
            telling.dates = list(self.pending.dates)
            telling.places = [*self.pending.places, *telling.places]
        self.pending = None
        match telling.family:
            case Family.COURT:
                return self._court(telling)
            case Family.POLICY:
                return self._policy(telling)
            case _:
                return self._happening(telling)

    # --- a telling without an action ---------------------------------------------------------------------------------

    def _describe(self, telling: Telling) -> Group | None:
        """A sentence without an action describes the group in focus, or sets the scene for what follows."""
        group = self.focus
        if telling.statistics or group is None:
            return None
        if telling.interval is not None and group.interval is not None and not group.interval.overlaps(telling.interval):
            self.pending = telling
            return None
        same_paragraph = group.tellings[-1].paragraph == telling.paragraph
        near = telling.paragraph - group.tellings[-1].paragraph <= 1 and self._refers(telling)
        return group if same_paragraph or near else None

    # --- court and policy --------------------------------------------------------------------------------------------

    def _court(self, telling: Telling) -> Group | None:
        courts = [g for g in self.groups if g.family == Family.COURT]
        only_charge = telling.types <= {ActionType.CHARGE, ActionType.ANNOUNCE}
        if only_charge and not telling.dates and self.focus is not None and self.focus.family == Family.HAPPENING and not telling.planned:
            return self.focus
        for group in reversed(courts):
            if group.tellings[-1].planned != telling.planned:
                continue
            times = self._times_agree(telling, group)
            if times is False:
                continue
            if (times or group is self.focus or self._shares_name(telling, group)) and (group.types & telling.types or not telling.dates and group is self.focus and group.tellings[-1].index + 1 == telling.index):
                return group
        return self._open(telling, Family.COURT) if self._is_concrete(telling) or self._refers(telling) else None

    def _policy(self, telling: Telling) -> Group | None:
        telling_time = telling.interval
        for group in reversed([g for g in self.groups if g.family == Family.POLICY]):
            agree = self._times_agree(telling, group)
            if agree is False or not group.types & telling.types:
                continue
            towns = {p.name for p in telling.places if _is_small(p)}
            if group.towns & towns or not towns and (group is self.focus) or not towns and telling_time is None and self._refers(telling):
                return group
        if telling.types == {ActionType.ANNOUNCE} and self.focus is not None and self.focus.family == Family.POLICY and not telling.dates:
            return self.focus
        return self._open(telling, Family.POLICY) if telling.statistics == [] else None

    # --- happenings --------------------------------------------------------------------------------------------------

    def _happening(self, telling: Telling) -> Group | None:
        groups = [g for g in self.groups if g.family == Family.HAPPENING]
        if not groups:
            return self._open(telling, Family.HAPPENING) if self._is_concrete(telling) else None
        named = next((g for g in reversed(groups) if self._shares_name(telling, g)), None)
        if telling.interval is not None:
            return self._dated(telling, groups, named)
        if named is not None:
            return named
        focus = self._return_point(telling, groups)
        if self._sets_apart(telling, focus):
            return self._open(telling, Family.HAPPENING) if self._is_concrete(telling) else None
        if focus is not None and self._belongs(telling, focus):
            return focus
        return None

    def _dated(self, telling: Telling, groups: list[Group], named: Group | None) -> Group | None:
        apart = self._says_apart(telling)
        for group in reversed(groups):
            if self._times_agree(telling, group) and not (apart and self._new_people(telling)) and not self._other_place(telling, group):
                return group
        current = self.focus if self.focus in groups else None
        for group in (named, current, groups[0]):
            if group is None:
                continue
            if group.interval is None and not apart and self._is_recent(telling) and self._belongs(telling, group):
                return group
            if self._follows(telling, group) and not apart:
                return group
        return self._open(telling, Family.HAPPENING) if self._is_concrete(telling) else None

    def _is_recent(self, telling: Telling) -> bool:
        """A group without a date takes one only from near the publication, when that is known."""
        from borderfacts import annotations

        reference = annotations.reference_date(self.doc)
        if reference is None or telling.interval is None:
            return True
        return abs((reference - telling.interval.last).days) <= 400 or not self.groups[0].interval

    def _follows(self, telling: Telling, group: Group) -> bool:
        """A later or earlier step of the same story: other day, same people."""
        if group.interval is None or telling.interval is None:
            return False
        gap = telling.interval.days_from(group.interval)
        if abs(gap) > SAME_STORY_DAYS:
            return False
        strong = self._refers(telling) and not self._new_people(telling)
        return strong and (bool(telling.types & _FOLLOW_UPS) or abs(gap) <= 2 or self._shares_name(telling, group))

    def _return_point(self, telling: Telling, groups: list[Group]) -> Group | None:
        """Return the group that an undated telling would continue: the one in focus, or the main one after a flashback."""
        focus = self.focus if self.focus in groups else None
        if focus is None:
            return groups[0] if self._refers(telling) or self._is_concrete(telling) else None
        if telling.paragraph != focus.tellings[-1].paragraph and focus is not groups[0] and self._is_flashback(focus, groups[0]) and not self._new_people(telling):
            return groups[0]
        return focus

    def _is_flashback(self, group: Group, main: Group) -> bool:
        return group.interval is not None and main.interval is not None and group.interval.days_from(main.interval) < -SAME_STORY_DAYS

    def _sets_apart(self, telling: Telling, focus: Group | None) -> bool:
        new = self._new_people(telling)
        if focus is None:
            return bool(new)
        if self._says_apart(telling) and new:
            return True
        if not new or not telling.types & _PEOPLE_ACTIONS:
            return False
        counts = [m.count.min or m.count.max or 0 for m in new if m.count]
        if self._other_place(telling, focus) and not self._refers(telling):
            return True
        return bool(counts) and focus.biggest > 1 and max(counts) > focus.biggest and not self._refers(telling) and bool(self._same_kind(telling, focus))

    def _same_kind(self, telling: Telling, group: Group) -> set[ActionType]:
        return telling.types & group.types & _PEOPLE_ACTIONS

    def _belongs(self, telling: Telling, group: Group) -> bool:
        """An undated telling continues a group when it is near it or refers to its people, things or places."""
        last = group.tellings[-1]
        if telling.paragraph == last.paragraph or telling.index - last.index <= 1:
            return self._is_concrete(telling) or self._refers(telling) or telling.index - last.index <= 2
        towns = {p.name for p in telling.places if _is_small(p)}
        return self._refers(telling) or bool(towns & group.towns) or self._shares_count(telling, group) or bool(telling.seizures and ActionType.SEIZE in group.types)

    def _shares_count(self, telling: Telling, group: Group) -> bool:
        mine = {(m.count.min, m.count.max) for m in telling.people if m.count and m.count.min != 1}
        return any((m.count.min, m.count.max) in mine for m in group.people if m.count)

    def _shares_name(self, telling: Telling, group: Group) -> bool:
        mine = {m.name for m in telling.people if m.name and not m.official}
        return bool(mine) and any(m.name in mine for m in group.people)

    def _other_place(self, telling: Telling, group: Group) -> bool:
        mine = {p.name for p in telling.places if _is_small(p)}
        return bool(mine) and bool(group.towns) and not mine & group.towns and bool(self._new_people(telling))

    def _new_people(self, telling: Telling) -> list[PersonMention]:
        return [
            m for m in telling.people
            if m.reference in ("new", "additional") and not m.official and m.role != Role.OFFICER and not m.name and (m.count is not None or m.role == Role.MIGRANT)
        ]  # fmt: skip

    def _says_apart(self, telling: Telling) -> bool:
        words = {self.doc[i].lower_ for i in range(telling.start, min(telling.start + 12, telling.end))}
        return bool(words & _APART)

    def _refers(self, telling: Telling) -> bool:
        if any(m.reference in _REFERRING for m in telling.people if not m.official and m.role != Role.OFFICER):
            return True
        return any(self.doc[i].lower_ in _PRONOUNS and self.doc[i].dep_ in ("nsubj", "nsubjpass", "dobj", "poss", "pobj") for i in range(telling.start, telling.end))

    def _is_concrete(self, telling: Telling) -> bool:
        """Whether a telling can stand for a happening by itself: someone or something particular, or a date."""
        if any(m.count is not None or m.body or m.name for m in telling.people if not m.official and m.role != Role.OFFICER):
            return True
        if any(s.quantity is not None for s in telling.seizures) and ActionType.SEIZE in telling.types:
            return True
        return telling.interval is not None and (bool(telling.people) or bool(telling.seizures) or any(a.verbal for a in telling.actions))

    def _times_agree(self, telling: Telling, group: Group) -> bool | None:
        if telling.interval is None or group.interval is None:
            return None
        return telling.interval.overlaps(group.interval) and (telling.interval.length <= 40 or group.interval.length > 40)

    def _open(self, telling: Telling, family: Family) -> Group:
        group = Group(family)
        self.groups.append(group)
        return group
