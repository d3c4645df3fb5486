"""Decide which tellings tell of the same happening.

The story is read in order. A telling joins the group in focus, goes back to an earlier group, or opens a new one, by its
date, the people and places it names, and the words that set happenings apart (``in a separate incident``).
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from borderfacts import annotations as layers
from borderfacts.annotations import PersonMention
from borderfacts.grammar.timex import clock_of
from borderfacts.incidents.classification import event_type
from borderfacts.incidents.tellings import Family, Telling
from borderfacts.incidents.times import Interval
from borderfacts.records import Count, DateMention, Place
from borderfacts.vocabulary import ActionType, PlaceKind, Role

if TYPE_CHECKING:
    from spacy.tokens import Doc

# How much each sign speaks for (or against) a telling belonging to a group.
WEIGHTS = {
    "same_paragraph": 1.25,
    "next_sentence": 1.25,
    "next_paragraph": -2.5,
    "next_same_time": 0.25,
    "after_lead": 3.0,
    "main": -1.5,
    "name": 3.0,
    "count": 0.75,
    "refers": 1.5,
    "pronoun_start": 2.5,
    "town": 3.0,
    "other_town": -2.0,
    "other_town_new": -1.0,
    "new_people": -3.0,
    "more_people": -1.25,
    "apart": -3.0,
    "other_clock": -2.0,
    "bare": 2.0,
    "follow_up": 1.0,
    "planned": -2.5,
    "dated_return": -3.0,
    "flashback": -3.75,
    "same_time": 1.5,
    "close_time": -0.75,
    "near_time_same_people": -1.75,
    "near_time": -2.5,
    "far_time": -5.25,
    "first_date": -0.5,
    "old_date": -1.75,
}
# The happening that an undated first paragraph retells begins within this many paragraphs.
LEAD_REACH = 3
REACH = 8
JOIN = 1.0
JOIN_WEAK = 0.0
# A story without a date so far takes one from within this many days of its publication.
RECENT_DAYS = 400
# A step of the same story within this many days may carry its own date (found on Monday, charged on Friday).
SAME_STORY_DAYS = 31
_APART = frozenset(
    {
        "separate",
        "separately",
        "another",
        "elsewhere",
        "different",
        "meanwhile",
        "second",
        "third",
        "similar",
        "unrelated",
        "previous",
    }
)
_REFERRING = frozenset({"definite", "remainder", "partitive", "name", "part"})
_PRONOUNS = frozenset({"they", "them", "he", "him", "she", "her", "his", "their", "it", "its"})
_FOLLOW_UPS = frozenset(
    {
        ActionType.RETURN,
        ActionType.RELEASE,
        ActionType.CHARGE,
        ActionType.TREAT,
        ActionType.SEARCH,
        ActionType.CLAIM_ASYLUM,
        ActionType.GO_MISSING,
    }
)
# Too little to be a happening of their own.
_WEAK = frozenset(
    {
        ActionType.ALERT,
        ActionType.DETECT,
        ActionType.SEARCH,
        ActionType.PURSUE,
        ActionType.FLEE,
        ActionType.RELEASE,
        ActionType.INJURE,
    }
)
_SUMMARIES = frozenset(
    {
        "separate",
        "respectively",
        "incidents",
        "disasters",
        "cases",
        "seizures",
        "episodes",
        "tragedies",
        "operations",
        "events",
    }
)
_PEOPLE_ACTIONS = frozenset(
    {
        ActionType.INTERCEPT,
        ActionType.RESCUE,
        ActionType.DIE,
        ActionType.SMUGGLE,
        ActionType.RETURN,
        ActionType.DETECT,
        ActionType.CROSS,
        ActionType.ARREST,
        ActionType.ATTACK,
        ActionType.GO_MISSING,
    }
)


@dataclass(slots=True, eq=False)
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
    def planned(self) -> bool:
        """Whether all it tells is still to come."""
        told = [t for t in self.tellings if t.actions]
        return bool(told) and all(t.planned for t in told)

    @property
    def towns(self) -> set[str]:
        """The names of its towns and other small places."""
        return {p.name for t in self.tellings for p in t.places if _is_small(p)}

    @property
    def clocks(self) -> set[str]:
        """The clock times told in it."""
        return {clock for t in self.tellings for clock in _clocks(t)}

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
        self.text = doc.text
        self.reference = layers.reference_date(doc)
        self.groups: list[Group] = []
        self.focus: Group | None = None
        self.waiting: list[Telling] = []
        self.summary: Telling | None = None
        self.seen: dict[str, Telling] = {}
        self.repeats: list[tuple[Telling, Telling]] = []

    def group(self, tellings: list[Telling]) -> list[Group]:
        """Return the groups, in the order of their first telling."""
        for telling in tellings:
            words = " ".join(self.text[telling.start_char : telling.end_char].split())
            if len(words) > 20 and words in self.seen:
                self.repeats.append((telling, self.seen[words]))
                continue
            self.seen[words] = telling
            chosen = self._choose(telling)
            if chosen is not None:
                if not chosen.tellings:
                    self._recall(telling, chosen)
                chosen.add(telling)
                self.focus = chosen
                self.waiting = []
            elif not telling.statistics:
                self.waiting.append(telling)
        self._settle_lead()
        self._inherit_times()
        for repeat, original in self.repeats:
            owner = next((g for g in self.groups if original in g.tellings), None)
            if owner is not None and original.actions:
                owner.repeats.append(repeat)
        return self.groups

    def _settle_lead(self) -> None:
        """A first paragraph without a date retells what follows: it joins the one happening it can mean, or sums up several."""
        happenings = [g for g in self.groups if g.family == Family.HAPPENING]
        if len(happenings) < 2 or happenings[0] is not self.groups[0]:
            return
        lead = happenings[0]
        if lead.interval is not None or any(t.paragraph for t in lead.tellings):
            return
        kind = event_type(lead.types)
        alike = [g for g in happenings[1:] if event_type(g.types) == kind or g.types & lead.types & _PEOPLE_ACTIONS]
        alike = [g for g in alike if not self.is_flashback(g) and g.tellings[0].paragraph <= LEAD_REACH]
        if len(alike) == 1 or (alike and alike[0].biggest >= lead.biggest):
            alike[0].tellings = lead.tellings + alike[0].tellings
            self.groups.remove(lead)
        elif alike:
            self.groups.remove(lead)

    def _recall(self, telling: Telling, group: Group) -> None:
        """A new group begins with the sentences that led up to it: the scene, the call, those not yet placed."""
        for earlier in self.waiting:
            told = earlier.interval is not None or bool(_clocks(earlier)) or any(m.count for m in self._new_people(earlier))
            near = telling.paragraph == earlier.paragraph or len(self.groups) == 1 and told
            agrees = telling.interval is None or earlier.interval is None or telling.interval.overlaps(earlier.interval)
            if near and agrees and earlier is not self.summary:
                group.add(earlier)

    def _choose(self, telling: Telling) -> Group | None:
        if self._is_summary(telling):
            self.summary = telling
            return None
        if not telling.actions:
            return self._describe(telling)
        scene = next((t for t in reversed(self.waiting) if t.paragraph == telling.paragraph and t.dates), None)
        if scene is not None and not telling.dates:
            telling.dates = list(scene.dates)
        match telling.family:
            case Family.COURT:
                return self._court(telling)
            case Family.POLICY:
                return self._policy(telling)
            case _:
                return self._happening(telling)

    def _is_summary(self, telling: Telling) -> bool:
        """A first paragraph that sums up several happenings tells none by itself."""
        if telling.paragraph or self.groups:
            return False
        words = [self.doc[i].lower_ for i in range(telling.start, telling.end)]
        plural = _SUMMARIES.intersection(words) and any(
            w in ("two", "three", "four", "five", "six", "several", "both", "separate") for w in words
        )
        return bool(plural) or any(a == "each" and b == "other" for a, b in zip(words, words[1:], strict=False))

    def _inherit_times(self) -> None:
        """A happening without a date has that of a summing-up first paragraph."""
        if self.summary is None or self.summary.time is None:
            return
        for group in self.groups:
            if group.time is None and group.family == Family.HAPPENING:
                group.time, group.interval, group.time_inherited = self.summary.time, self.summary.interval, True

    # --- a telling without an action ---------------------------------------------------------------------------------

    def _describe(self, telling: Telling) -> Group | None:
        """A sentence without an action describes the group in focus, or sets the scene for what follows."""
        group = self.focus
        if telling.statistics or group is None:
            return None
        last = group.tellings[-1]
        if (
            telling.interval is not None
            and group.interval is not None
            and not group.interval.overlaps(telling.interval)
        ):
            return None
        if self.waiting and self.waiting[-1].paragraph == telling.paragraph:
            return None
        if telling.paragraph == last.paragraph:
            return group
        near = telling.index - last.index == 1 and telling.paragraph - last.paragraph == 1
        return group if near and (self._opens_with_reference(telling) or self._shares_name(telling, group)) else None

    # --- court and policy --------------------------------------------------------------------------------------------

    def _court(self, telling: Telling) -> Group | None:
        only_charge = telling.types <= {ActionType.CHARGE, ActionType.ANNOUNCE}
        focus = self.focus
        if (
            only_charge
            and not telling.dates
            and focus is not None
            and focus.family == Family.HAPPENING
            and not telling.planned
        ):
            return focus
        for group in reversed(self._near([g for g in self.groups[-4 * REACH :] if g.family == Family.COURT])):
            if group.tellings[-1].planned != telling.planned or self._times_agree(telling, group) is False:
                continue
            same = bool(self._times_agree(telling, group)) or group is focus or self._shares_name(telling, group)
            follows = not telling.dates and group is focus and group.tellings[-1].index + 1 == telling.index
            if same and (group.types & telling.types or follows):
                return group
        return self._open(Family.COURT) if self._is_concrete(telling) or self._refers(telling) else None

    def _policy(self, telling: Telling) -> Group | None:
        for group in reversed(self._near([g for g in self.groups[-4 * REACH :] if g.family == Family.POLICY])):
            if self._times_agree(telling, group) is False or not group.types & telling.types:
                continue
            towns = _towns(telling)
            if group.towns & towns or (
                not towns and (group is self.focus or (telling.interval is None and self._refers(telling)))
            ):
                return group
        if (
            telling.types == {ActionType.ANNOUNCE}
            and self.focus is not None
            and self.focus.family == Family.POLICY
            and not telling.dates
        ):
            return self.focus
        return None if telling.statistics else self._open(Family.POLICY)

    # --- happenings --------------------------------------------------------------------------------------------------

    def _happening(self, telling: Telling) -> Group | None:
        groups = self._near(
            [g for g in (*self.groups[:2], *self.groups[2:][-4 * REACH :]) if g.family == Family.HAPPENING]
        )
        ranked = sorted(((self._affinity(telling, g), i) for i, g in enumerate(groups)), reverse=True)
        if ranked and ranked[0][0] >= JOIN:
            return groups[ranked[0][1]]
        strong = bool(telling.types - _WEAK) or (
            telling.interval is not None and bool(self._new_people(telling)) and ActionType.DETECT in telling.types
        )
        if strong and self._is_concrete(telling):
            return self._open(Family.HAPPENING)
        return groups[ranked[0][1]] if ranked and ranked[0][0] >= JOIN_WEAK else None

    @staticmethod
    def _near(groups: list[Group]) -> list[Group]:
        """A telling may go back to the first two groups or to one of the last few: cost stays linear in length."""
        return [*groups[:2], *groups[2:][-REACH:]]

    def _affinity(self, telling: Telling, group: Group) -> float:
        """Return how well a telling fits a group; the weights are the product of trial on the project's stories."""
        last = group.tellings[-1]
        new = self._new_people(telling)
        refers = self._opens_with_reference(telling)
        score = self._nearness(telling, group) + self._time_fit(telling, group, refers=refers)
        if telling.interval is None and not _towns(telling) and not _clocks(telling):
            score += WEIGHTS["bare"]
        score += WEIGHTS["name"] * self._shares_name(telling, group)
        score += WEIGHTS["count"] * self._shares_count(telling, group)
        if group is self.focus and self._starts_with_pronoun(telling):
            score += WEIGHTS["pronoun_start"]
        score += WEIGHTS["refers"] * (refers and (group is self.focus or self._shares_count(telling, group)))
        towns = _towns(telling)
        if towns & group.towns:
            score += WEIGHTS["town"]
        elif towns and group.towns:
            score += WEIGHTS["other_town"] + (WEIGHTS["other_town_new"] if new and not refers else 0)
        if new and telling.types & group.types & _PEOPLE_ACTIONS and not refers and not _may_be_same(new, group):
            most = max((m.count.min or m.count.max or 0 for m in new if m.count), default=0)
            score += WEIGHTS["new_people"] + (WEIGHTS["more_people"] if most > group.biggest > 0 else 0)
        if self._says_apart(telling) and new:
            score += WEIGHTS["apart"]
        if new and _clocks(telling) and group.clocks and not _clocks(telling) & group.clocks:
            score += WEIGHTS["other_clock"]
        if telling.planned != group.planned:
            score += WEIGHTS["planned"]
        if (
            ActionType.RETURN in telling.types
            and telling.interval
            and group.interval
            and not telling.interval.overlaps(group.interval)
        ):
            score += WEIGHTS["dated_return"]
        if telling.types <= _FOLLOW_UPS | _WEAK and not new:
            score += WEIGHTS["follow_up"]
        if telling.paragraph != last.paragraph and group is self.focus and self.is_flashback(group) and not refers:
            score += WEIGHTS["flashback"]
        return score

    def _nearness(self, telling: Telling, group: Group) -> float:
        last = group.tellings[-1]
        if telling.paragraph == last.paragraph:
            return WEIGHTS["same_paragraph"] + (WEIGHTS["next_sentence"] if telling.index - last.index == 1 else 0)
        if telling.index - last.index == 1 or telling.paragraph - last.paragraph == 1:
            after_lead = telling.paragraph == 1 and group is self.groups[0]
            return (
                WEIGHTS["after_lead"]
                if after_lead
                else WEIGHTS["next_paragraph"] + (WEIGHTS["next_same_time"] if self._times_agree(telling, group) else 0)
            )
        return WEIGHTS["main"] if group is self.groups[0] else 0

    def _time_fit(self, telling: Telling, group: Group, *, refers: bool) -> float:
        if telling.interval is None:
            return 0
        if group.interval is None:
            if self.reference is not None and abs((self.reference - telling.interval.last).days) > RECENT_DAYS:
                return WEIGHTS["old_date"]
            return WEIGHTS["first_date"]
        if self._times_agree(telling, group):
            return WEIGHTS["same_time"]
        gap = abs(telling.interval.days_from(group.interval))
        if gap <= 2:
            return WEIGHTS["close_time"]
        single = refers or self._shares_name(telling, group)
        if gap <= SAME_STORY_DAYS:
            return WEIGHTS["near_time_same_people"] if single else WEIGHTS["near_time"]
        return WEIGHTS["far_time"]

    def is_flashback(self, group: Group) -> bool:
        """Tell whether a group happened long before the story's first."""
        main = self.groups[0].interval
        return (
            group is not self.groups[0]
            and group.interval is not None
            and main is not None
            and group.interval.days_from(main) < -SAME_STORY_DAYS
        )

    def _shares_count(self, telling: Telling, group: Group) -> bool:
        mine = {(m.count.min, m.count.max) for m in telling.people if m.count and m.count.min != 1 and not m.official}
        return any((m.count.min, m.count.max) in mine for m in group.people if m.count)

    def _shares_name(self, telling: Telling, group: Group) -> bool:
        mine = {m.name for m in telling.people if m.name and not m.official}
        return bool(mine) and any(m.name in mine for m in group.people)

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
        return any(self._is_pronoun(i) for i in range(telling.start, telling.end))

    def _is_pronoun(self, i: int) -> bool:
        return self.doc[i].lower_ in _PRONOUNS and self.doc[i].dep_ in ("nsubj", "nsubjpass", "dobj", "poss", "pobj")

    def _opens_with_reference(self, telling: Telling) -> bool:
        """Whether the first people that a telling speaks of are known already."""
        people = [m for m in telling.people if not m.official and m.role != Role.OFFICER]
        first = people[0].left if people else telling.end
        if any(self._is_pronoun(i) for i in range(telling.start, min(first, telling.end))):
            return True
        return bool(people) and people[0].reference in _REFERRING

    def _starts_with_pronoun(self, telling: Telling) -> bool:
        return any(
            self.doc[i].tag_ in ("PRP", "PRP$") and self.doc[i].lower_ in _PRONOUNS
            for i in range(telling.start, min(telling.start + 2, telling.end))
        )

    def _is_concrete(self, telling: Telling) -> bool:
        """Whether a telling can stand for a happening by itself: someone or something particular, or a date."""
        if any(
            m.count is not None or m.body or m.name for m in telling.people if not m.official and m.role != Role.OFFICER
        ):
            return True
        if any(s.quantity is not None for s in telling.seizures) and ActionType.SEIZE in telling.types:
            return True
        return telling.interval is not None and (
            bool(telling.people) or bool(telling.seizures) or any(a.verbal for a in telling.actions)
        )

    def _times_agree(self, telling: Telling, group: Group) -> bool | None:
        if telling.interval is None or group.interval is None:
            return None
        return telling.interval.overlaps(group.interval) and (
            telling.interval.length <= 40 or group.interval.length > 40
        )

    def _open(self, family: Family) -> Group:
        group = Group(family)
        self.groups.append(group)
        return group


def _may_be_same(new: list[PersonMention], group: Group) -> bool:
    """Whether a head count of the telling overlaps one of the group (``six to eight people`` and ``the six``)."""
    told = [m.count for m in group.people if m.count and not m.official and m.count.min != 1]
    return any(_overlap(m.count, count) for m in new if m.count and m.count.min != 1 for count in told)


def _overlap(first: Count, second: Count) -> bool:
    low = max(first.min or 0, second.min or 0)
    return low <= min(first.max or low, second.max or low) and (first.max is not None or second.max is not None)


def _towns(telling: Telling) -> set[str]:
    return {p.name for p in telling.places if _is_small(p)}


def _clocks(telling: Telling) -> set[str]:
    return {clock for d in telling.clocks if (clock := clock_of(d.value)) is not None}
