"""What in a telling speaks for or against its being of a happening told before."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from borderfacts import lexicons
from borderfacts.actions.clauses import SUBJECTS
from borderfacts.annotations import PersonMention
from borderfacts.incidents.group import Group, towns_of
from borderfacts.incidents.tellings import Telling
from borderfacts.records import Count
from borderfacts.vocabulary import ActionType, Role, Status

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

_APART = lexicons.story_words("apart")
_REFERRING = frozenset({"definite", "remainder", "partitive", "name", "part"})
_CULPRITS = lexicons.story_words("culprits")
_CUSTODY = frozenset({ActionType.ARREST, ActionType.INTERCEPT})
_ALL = frozenset({"all", "both", "everyone", "most", "none"})
_OTHERS = frozenset({"other", "others"})
_BESIDE = (Role.OFFICER, Role.OTHER)
_PRONOUNS = lexicons.story_words("pronouns")
_HAPPENINGS = lexicons.story_words("happenings")
_HAPPENED = frozenset({"began", "came", "happened", "occurred", "started", "took"})
_SHORT_TIMES = frozenset({"hour", "hours", "minute", "minutes", "shortly", "soon"})
_AFTERWARDS = frozenset({"after", "afterward", "afterwards", "before", "earlier", "later", "on"})
_NO_NAMES = lexicons.story_words("no_names")
# Words at the beginning of a sentence.
_EARLY = 12


class Signs:
    """The signs in the tellings of one Doc."""

    def __init__(self, doc: Doc) -> None:
        self.doc = doc

    def shares_count(self, telling: Telling, group: Group) -> bool:
        """Tell whether a head count of the telling was told in the group."""
        counts = [m.count for m in telling.people if m.count and m.count.min != 1 and not m.official]
        mine = {(count.min, count.max) for count in counts}
        if len(counts) > 1:  # "eleven were found on Tuesday and the other 13 on Wednesday": all 24
            total = sum(count.min or 0 for count in counts)
            mine.add((total, total))
        return any((m.count.min, m.count.max) in mine for m in group.people if m.count)

    def shares_name(self, telling: Telling, group: Group) -> bool:
        """Tell whether a person named in the telling was named in the group."""
        mine = {m.name for m in telling.people if m.name and not m.official}
        return bool(mine) and any(m.name in mine for m in group.people)

    def new_people(self, telling: Telling) -> list[PersonMention]:
        """Return the mentions that bring people in who were not spoken of before."""
        return [
            m
            for m in telling.people
            if m.reference in ("new", "additional")
            and not _is_of_the_same(m, telling)
            and not (m.official or m.name or m.role in _BESIDE)
            and (m.count is not None or m.role == Role.MIGRANT)
        ]

    def arrests_culprits(self, telling: Telling) -> bool:
        """``Two men were arrested on suspicion of arranging the trip``: those behind what was told before."""
        if not telling.types & _CUSTODY or any(m.role == Role.MIGRANT for m in self.new_people(telling)):
            return False
        words = {self.doc[i].lower_ for i in range(telling.start, telling.end)}
        return bool(words & _CULPRITS)

    def says_apart(self, telling: Telling) -> bool:
        """Tell whether the telling begins by setting its happening apart."""
        words = {self.doc[i].lower_ for i in range(telling.start, min(telling.start + 12, telling.end))}
        return bool(words & _APART)

    def refers(self, telling: Telling) -> bool:
        """Tell whether the telling refers back to people told before."""
        if any(m.reference in _REFERRING for m in telling.people if not m.official and m.role not in _BESIDE):
            return True
        return any(self._is_pronoun(i) for i in range(telling.start, telling.end))

    def _is_pronoun(self, i: int) -> bool:
        return self.doc[i].lower_ in _PRONOUNS and self.doc[i].dep_ in ("nsubj", "nsubjpass", "dobj", "poss", "pobj")

    def opens_with_reference(self, telling: Telling) -> bool:
        """Whether the first people that a telling speaks of are known already."""
        if self._opens_with_all(telling):
            return True
        people = [m for m in telling.people if not m.official and m.role not in _BESIDE]
        first = people[0].left if people else telling.end
        if any(self._is_pronoun(i) for i in range(telling.start, min(first, telling.end))):
            return True
        if not people:
            return False
        first_told = people[0]
        return (
            first_told.reference in _REFERRING
            or self._is_bare_number(first_told)
            or _is_of_the_same(first_told, telling)
        )

    def _opens_with_all(self, telling: Telling) -> bool:
        """``All are from Sylhet``, ``Most were men``, ``There were two families among them``."""
        words = [self.doc[i].lower_ for i in range(telling.start, telling.end)]
        opening = next((i for i in range(telling.start, min(telling.start + 3, telling.end)) if self._is_all(i)), None)
        return opening is not None or (words[:1] == ["there"] and ("among", "them") in pairwise(words))

    def _is_all(self, i: int) -> bool:
        token = self.doc[i]
        return token.lower_ in _ALL and token.dep_ in SUBJECTS

    def _is_bare_number(self, mention: PersonMention) -> bool:
        """``Eleven were found on Tuesday``: eleven of those told before."""
        alone = mention.right - mention.left == 1
        return alone and mention.count is not None and self.doc[mention.head].dep_ in SUBJECTS

    def names_happening(self, telling: Telling) -> bool:
        """Tell whether a telling speaks of a happening as known: ``the shooting``, ``the alarm``, ``it happened``."""
        first, end = telling.start, telling.end
        opening = [self.doc[i].lower_ for i in range(first, min(first + 2, end))]
        if opening[:1] == ["it"] and opening[1] in _HAPPENED:
            return True
        return any(
            token.lower_ in _HAPPENINGS and token.dep_ in SUBJECTS and _is_known(token)
            for token in (self.doc[i] for i in range(first, min(first + _EARLY, end)))
        )

    def follows_soon(self, telling: Telling) -> bool:
        """Tell whether a telling begins within hours of what was told before: ``some hours later``."""
        words = [self.doc[i].lower_ for i in range(telling.start, min(telling.start + _EARLY, telling.end))]
        return any(a in _SHORT_TIMES and b in _AFTERWARDS for a, b in pairwise(words))

    def shares_vessel(self, telling: Telling, group: Group) -> bool:
        """Tell whether the telling speaks of a ship by a name that the group told: ``the crew of the Patria``."""
        named = self._proper_names(telling)
        known = {name for t in group.tellings for name in self._proper_names(t)} if named else set()
        return any(name in known and self.doc[i].left_edge.lower_ == "the" for name, i in named.items())

    def _proper_names(self, telling: Telling) -> dict[str, int]:
        """Return the names of ships in a telling: capitalized words in none of the layers, with their tokens."""
        dates = (*telling.dates, *telling.told, *telling.steps, *telling.clocks)
        spans = [p.span for p in telling.places] + [a.span for a in telling.agencies] + [d.span for d in dates]
        people = {i for m in telling.people for i in range(m.left, m.right)}
        return {
            token.text: token.i
            for token in (self.doc[i] for i in range(telling.start, telling.end))
            if token.tag_ == "NNP"
            and token.i not in people
            and token.dep_ not in ("compound", "nmod", "amod")
            and token.lower_ not in _NO_NAMES
            and not any(span.start <= token.idx < span.end for span in spans)
        }

    def starts_with_pronoun(self, telling: Telling) -> bool:
        """Tell whether the telling begins with a pronoun."""
        return any(
            self.doc[i].tag_ in ("PRP", "PRP$") and self.doc[i].lower_ in _PRONOUNS
            for i in range(telling.start, min(telling.start + 2, telling.end))
        )

    def is_concrete(self, telling: Telling) -> bool:
        """Whether a telling can stand for a happening by itself: someone or something particular, or a date."""
        if any(
            m.count is not None or m.body or m.name for m in telling.people if not m.official and m.role not in _BESIDE
        ):
            return True
        if any(s.quantity is not None for s in telling.seizures) and ActionType.SEIZE in telling.types:
            return True
        return telling.interval is not None and (
            bool(telling.people) or bool(telling.seizures) or any(a.verbal for a in telling.actions)
        )

    def tells_plainly(self, telling: Telling) -> bool:
        """Tell whether a first sentence without a day tells a happening: an attack or a find of migrants at a place."""
        past = [a for a in telling.actions if a.verbal and self.doc[a.token].tag_ in ("VBD", "VBN")]
        if not towns_of(telling) or telling.planned or telling.statistics:
            return False
        found = any(m.count is not None and m.role == Role.MIGRANT for m in self.new_people(telling))
        return any(
            a.type == ActionType.ATTACK
            or (a.type == ActionType.DETECT and found)
            or (a.type == ActionType.CROSS and a.status == Status.ATTEMPTED)
            for a in past
        )

    def times_agree(self, telling: Telling, group: Group) -> bool | None:
        """Tell whether the two may be of one time; None where one has none."""
        if telling.interval is None or group.interval is None:
            return None
        return telling.interval.overlaps(group.interval) and (
            telling.interval.length <= 40 or group.interval.length > 40
        )


def _is_known(noun: Token) -> bool:
    return any(
        (child.dep_ == "det" and child.lower_ in ("the", "this", "that")) or child.dep_ == "poss"
        for child in noun.children
    )


def _is_of_the_same(mention: PersonMention, telling: Telling) -> bool:
    """``five other passengers`` are of the same incident, ``five more``, or five others on another day, may not be."""
    if telling.interval is not None:
        return False
    words = mention.span.text.lower().split()
    return mention.reference == "additional" and not _OTHERS.isdisjoint(words)


def may_be_same(new: list[PersonMention], group: Group) -> bool:
    """Whether a head count of the telling overlaps one of the group (``six to eight people`` and ``the six``)."""
    told = [m.count for m in group.people if m.count and not m.official and m.count.min != 1]
    return any(_overlap(m.count, count) for m in new if m.count and m.count.min != 1 for count in told)


def _overlap(first: Count, second: Count) -> bool:
    low = max(first.min or 0, second.min or 0)
    return low <= min(first.max or low, second.max or low) and (first.max is not None or second.max is not None)
