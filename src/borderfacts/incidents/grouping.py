"""Decide which tellings tell of the same happening.

The story is read in order. A telling joins the group in focus, goes back to an earlier group, or opens a new one, by
its date, the people and places it names, and the words that set happenings apart (``in a separate incident``).
"""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from borderfacts import annotations as layers
from borderfacts import lexicons
from borderfacts.incidents.group import Group, clocks_of, towns_of
from borderfacts.incidents.signs import Signs, may_be_same
from borderfacts.incidents.tellings import Family, Telling
from borderfacts.incidents.times import interval_of_mention
from borderfacts.vocabulary import ActionType, EventType, Role

if TYPE_CHECKING:
    from spacy.tokens import Doc

# The happening that an undated first paragraph retells begins within this many paragraphs.
LEAD_REACH = 3
# A telling may go back to the first two groups or to one of the last eight: cost stays linear in length.
REACH = 8
# A telling joins the group it fits best at this score; one too weak to stand alone joins at the lower.
JOIN = 1.0
JOIN_WEAK = 0.0
# A story without a date so far takes one from within this many days of its publication.
RECENT_DAYS = 400
# A step of the same story within this many days may carry its own date (found on Monday, charged on Friday).
SAME_STORY_DAYS = 31
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
# What those arrested for it have arranged.
_MOVING = frozenset(
    {ActionType.SMUGGLE, ActionType.CROSS, ActionType.INTERCEPT, ActionType.RESCUE, ActionType.DIE, ActionType.DETECT}
)
# Many things happen in them on one day: that two tellings share one says nothing.
_WIDE_WATERS = lexicons.story_words("wide_waters")
_SUMMARIES = lexicons.story_words("summaries")
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


class Grouper:
    """Groups the tellings of one Doc."""

    def __init__(self, doc: Doc) -> None:
        self.doc = doc
        self.signs = Signs(doc)
        self.weights = lexicons.grouping_weights()
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
                opens = not chosen.tellings
                if opens:
                    self._recall(telling, chosen)
                else:
                    self._set_scene(telling, chosen)
                chosen.add(telling)
                if opens:
                    self._follow_on(chosen)
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
        """A first paragraph without a date retells what follows: the one happening it can mean, or several in sum."""
        happenings = [g for g in self.groups if g.family == Family.HAPPENING]
        if len(happenings) < 2 or happenings[0] is not self.groups[0]:
            return
        lead = happenings[0]
        if lead.interval is not None or any(t.paragraph for t in lead.tellings):
            return
        kind = EventType.made_by(lead.types)
        alike = [
            g for g in happenings[1:] if EventType.made_by(g.types) == kind or g.types & lead.types & _PEOPLE_ACTIONS
        ]
        alike = [g for g in alike if not self.is_flashback(g) and g.tellings[0].paragraph <= LEAD_REACH]
        if len(alike) == 1 or (alike and alike[0].biggest >= lead.biggest):
            alike[0].tellings = lead.tellings + alike[0].tellings
            self.groups.remove(lead)
        elif alike:
            self.groups.remove(lead)

    def _recall(self, telling: Telling, group: Group) -> None:
        """A new group begins with the sentences that led up to it: the scene, the call, those not yet placed."""
        for earlier in self.waiting:
            told = (
                earlier.interval is not None
                or bool(clocks_of(earlier))
                or any(m.count for m in self.signs.new_people(earlier))
            )
            near = telling.paragraph == earlier.paragraph or (len(self.groups) == 1 and told)
            agrees = telling.interval is None or earlier.interval is None or telling.interval.overlaps(earlier.interval)
            if near and agrees and earlier is not self.summary:
                group.add(earlier)

    def _set_scene(self, telling: Telling, group: Group) -> None:
        """The sentences of a paragraph that lead up to one of a group tell of it, too, unless of another day."""
        for earlier in self.waiting:
            if earlier.paragraph != telling.paragraph or earlier is self.summary:
                continue
            if earlier.interval is None or group.interval is None or earlier.interval.overlaps(group.interval):
                group.add(earlier)

    def _choose(self, telling: Telling) -> Group | None:
        if self._is_summary(telling):
            self.summary = telling
            return None
        if not telling.actions:
            return self._describe(telling)
        scene = next((t for t in reversed(self.waiting) if t.paragraph == telling.paragraph and t.dates), None)
        announced = telling.family == Family.POLICY and telling.told
        if scene is not None and not telling.dates and not announced:
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
        return bool(plural) or any(a == "each" and b == "other" for a, b in pairwise(words))

    def _inherit_times(self) -> None:
        """A happening without a date has that of a summing-up first paragraph."""
        if self.summary is None:
            return
        time = self.summary.time or next(iter(self.summary.steps), None)
        if time is None:
            return
        for group in self.groups:
            if group.time is None and group.family == Family.HAPPENING:
                group.time, group.interval, group.time_inherited = time, interval_of_mention(time), True

    def _follow_on(self, group: Group) -> None:
        """A happening some hours after the one told before it is of the same day."""
        before = group.before
        while before is not None and before.time is None:
            before = before.before
        if group.time is not None or before is None or before.interval is None or before.interval.length > 1:
            return
        if any(self.signs.follows_soon(t) for t in group.tellings):
            group.time, group.interval, group.time_inherited = before.time, before.interval, True

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
            return self._of_that_day(telling)
        if telling.shown:
            return group if self._goes_on(telling, last) else None
        if self.waiting and self.waiting[-1].paragraph == telling.paragraph:
            return None
        if telling.paragraph == last.paragraph:
            return group
        near = telling.index - last.index == 1 and telling.paragraph - last.paragraph == 1
        return (
            group
            if near
            and (
                self.signs.opens_with_reference(telling)
                or self.signs.shares_name(telling, group)
                or self.signs.names_happening(telling)
            )
            else None
        )

    def _goes_on(self, telling: Telling, last: Telling) -> bool:
        """Tell whether nothing but sentences without people and figures stands between a telling and the last one."""
        unbroken = telling.index - last.index == len(self.waiting) + 1 and telling.paragraph - last.paragraph <= 2
        return unbroken and not any(t.people or t.shown for t in self.waiting)

    def _of_that_day(self, telling: Telling) -> Group | None:
        """``It was after 8 a.m. on Sunday when divers reached him``: the one group near by that is of this day."""
        day = telling.interval
        if day is None or day.length > 1 or not self.signs.refers(telling):
            return None
        same = [g for g in self._near(self.groups) if g.interval == day and g.family == Family.HAPPENING]
        near = [g for g in same if telling.paragraph - g.tellings[-1].paragraph <= LEAD_REACH]
        return near[0] if len(near) == 1 else None

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
            if group.tellings[-1].planned != telling.planned or self.signs.times_agree(telling, group) is False:
                continue
            same = (
                bool(self.signs.times_agree(telling, group)) or group is focus or self.signs.shares_name(telling, group)
            )
            follows = not telling.dates and group is focus and group.tellings[-1].index + 1 == telling.index
            if same and (group.types & telling.types or follows):
                return group
        return self._open(Family.COURT) if self.signs.is_concrete(telling) or self.signs.refers(telling) else None

    def _policy(self, telling: Telling) -> Group | None:
        for group in reversed(self._near([g for g in self.groups[-4 * REACH :] if g.family == Family.POLICY])):
            if self.signs.times_agree(telling, group) is False or not group.types & telling.types:
                continue
            towns = towns_of(telling)
            if group.towns & towns or (
                not towns and (group is self.focus or (telling.interval is None and self.signs.refers(telling)))
            ):
                return group
        if (
            telling.types == {ActionType.ANNOUNCE}
            and self.focus is not None
            and self.focus.family == Family.POLICY
            and not telling.dates
            and (not telling.told or self.focus.interval is None)
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
        harmed = ActionType.INJURE in telling.types and bool(self.signs.new_people(telling))
        strong = (
            bool(telling.types - _WEAK)
            or harmed
            or (
                telling.interval is not None
                and bool(self.signs.new_people(telling))
                and ActionType.DETECT in telling.types
            )
        )
        if (strong and self.signs.is_concrete(telling)) or (not self.groups and self.signs.tells_plainly(telling)):
            return self._open(Family.HAPPENING)
        return groups[ranked[0][1]] if ranked and ranked[0][0] >= JOIN_WEAK else None

    @staticmethod
    def _near(groups: list[Group]) -> list[Group]:
        """A telling may go back to the first two groups or to one of the last few: cost stays linear in length."""
        return [*groups[:2], *groups[2:][-REACH:]]

    def _affinity(self, telling: Telling, group: Group) -> float:
        """Return how well a telling fits a group; the weights are the product of trial on the project's stories."""
        last = group.tellings[-1]
        new = self.signs.new_people(telling)
        refers = self.signs.opens_with_reference(telling)
        culprits = self._has_culprits_in(telling, group)
        if culprits:
            new = []
        score = (
            self.weights["culprits"] * culprits
            + self._nearness(telling, group)
            + self._time_fit(telling, group, refers=refers)
        )
        if telling.interval is None and not towns_of(telling) and not clocks_of(telling):
            score += self.weights["bare"]
        score += self.weights["name"] * self.signs.shares_name(telling, group)
        vessel = self.signs.shares_vessel(telling, group)
        score += self.weights["vessel"] * vessel
        same_day = self.signs.times_agree(telling, group)
        known = group is self.focus and same_day is not False and self.signs.names_happening(telling)
        score += self.weights["known"] * known
        score += self.weights["count"] * self.signs.shares_count(telling, group)
        if group is self.focus and self.signs.starts_with_pronoun(telling):
            score += self.weights["pronoun_start"]
        score += self.weights["refers"] * (refers and (group is self.focus or self.signs.shares_count(telling, group)))
        towns = towns_of(telling)
        if towns & group.towns - _WIDE_WATERS:
            score += self.weights["town"]
        elif towns and group.towns and not towns & group.towns and not (known or vessel or culprits):
            score += self.weights["other_town"] + (self.weights["other_town_new"] if new and not refers else 0)
        alike = telling.types & group.types & _PEOPLE_ACTIONS or same_day is False
        if new and alike and not refers and not known and not may_be_same(new, group):
            most = max((m.count.min or m.count.max or 0 for m in new if m.count), default=0)
            score += self.weights["new_people"] + (self.weights["more_people"] if most > group.biggest > 0 else 0)
        if self.signs.says_apart(telling) and new:
            score += self.weights["apart"]
        if new and clocks_of(telling) and group.clocks and not clocks_of(telling) & group.clocks:
            score += self.weights["other_clock"]
        if telling.planned != group.planned:
            score += self.weights["planned"]
        if (
            ActionType.RETURN in telling.types
            and telling.interval
            and group.interval
            and not telling.interval.overlaps(group.interval)
        ):
            score += self.weights["dated_return"]
        if telling.types <= _FOLLOW_UPS | _WEAK and not new:
            score += self.weights["follow_up"]
        if telling.paragraph != last.paragraph and group is self.focus and self.is_flashback(group) and not refers:
            score += self.weights["flashback"]
        return score

    def _has_culprits_in(self, telling: Telling, group: Group) -> bool:
        """Tell whether those arrested are the ones behind the group's happening, told right before."""
        near = group is self.focus and telling.paragraph - group.tellings[-1].paragraph <= 1
        caught = any(m.role == Role.SUSPECT and not m.official for m in group.people)
        return near and not caught and bool(group.types & _MOVING) and self.signs.arrests_culprits(telling)

    def _nearness(self, telling: Telling, group: Group) -> float:
        last = group.tellings[-1]
        if telling.paragraph == last.paragraph:
            return self.weights["same_paragraph"] + (
                self.weights["next_sentence"] if telling.index - last.index == 1 else 0
            )
        if telling.index - last.index == 1 or telling.paragraph - last.paragraph == 1:
            after_lead = telling.paragraph == 1 and group is self.groups[0]
            return (
                self.weights["after_lead"]
                if after_lead
                else self.weights["next_paragraph"]
                + (self.weights["next_same_time"] if self.signs.times_agree(telling, group) else 0)
            )
        return self.weights["main"] if group is self.groups[0] else 0

    def _time_fit(self, telling: Telling, group: Group, *, refers: bool) -> float:
        if telling.interval is None:
            return 0
        if group.interval is None:
            if self.reference is not None and abs((self.reference - telling.interval.last).days) > RECENT_DAYS:
                return self.weights["old_date"]
            return self.weights["first_date"]
        if self.signs.times_agree(telling, group):
            return self.weights["same_time"]
        gap = min(abs(telling.interval.days_from(each)) for each in (group.interval, *group.steps))
        if gap <= 2:
            return self.weights["close_time"]
        single = refers or self.signs.shares_name(telling, group)
        if gap <= SAME_STORY_DAYS:
            return self.weights["near_time_same_people"] if single else self.weights["near_time"]
        return self.weights["far_time"]

    def is_flashback(self, group: Group) -> bool:
        """Tell whether a group happened long before the story's first."""
        main = self.groups[0].interval
        return (
            group is not self.groups[0]
            and group.interval is not None
            and main is not None
            and group.interval.days_from(main) < -SAME_STORY_DAYS
        )

    def _open(self, family: Family) -> Group:
        group = Group(family)
        group.before = self.focus
        self.groups.append(group)
        return group
