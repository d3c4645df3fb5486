"""The people of an incident while it is put together: who they are, and what the story says of them elsewhere."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from borderfacts.annotations import PersonMention
from borderfacts.records import Count, Part, PersonGroup
from borderfacts.vocabulary import ActionType, Fate, PartKind, Role

MALE = frozenset({"he", "him", "his", "himself"})
FEMALE = frozenset({"she", "her", "hers", "herself"})


@dataclass(slots=True, eq=False)
class Entity:
    """A set of people that the story speaks of, gathered from its mentions."""

    mentions: list[PersonMention]
    count: Count | None
    role: Role | None = None
    parts: list[Part] = field(default_factory=list)
    nationalities: list[str] = field(default_factory=list)
    ages: list[int] = field(default_factory=list)
    fates: list[Fate] = field(default_factory=list)
    name: str | None = None
    body: bool = False
    acts: set[ActionType] = field(default_factory=set)
    suffers: set[ActionType] = field(default_factory=set)
    derived_from: Entity | None = None
    last: int = -1
    joined: list[Entity] = field(default_factory=list)

    @property
    def single(self) -> bool:
        """Whether it is one person."""
        return self.count is not None and self.count.min == self.count.max == 1

    def take(self, mention: PersonMention) -> None:
        """Add what a further mention tells of the same people."""
        self.mentions.append(mention)
        self.count = self.count or mention.count
        self.role = self.role if self.role not in (None, Role.OTHER) else (mention.role or self.role)
        self.name = self.name or mention.name
        self.body = self.body or mention.body
        for nation in mention.nationalities:
            if nation not in self.nationalities:
                self.nationalities.append(nation)
        self.ages += [age for age in mention.ages if age not in self.ages]
        if mention.parts and not self.parts:
            self.parts = list(mention.parts)

    def add_fate(self, fate: Fate) -> None:
        """Add a fate once."""
        if fate not in self.fates:
            self.fates.append(fate)


class Story:
    """The mentions of people of a whole story, for what one incident's sentences leave open.

    Attributes:
        named: the mentions of each personal name.
        counted: the mentions of each exact head count above one.
    """

    # A pronoun reaches back over this many mentions at most.
    reach = 60

    def __init__(self, mentions: Sequence[PersonMention]) -> None:
        self._mentions = mentions
        self._heads = [m.head for m in mentions]
        self.named: dict[str, list[PersonMention]] = {}
        self.counted: dict[int, list[PersonMention]] = {}
        for mention in mentions:
            if mention.name:
                self.named.setdefault(mention.name, []).append(mention)
            if (
                mention.count is not None
                and mention.count.min == mention.count.max
                and mention.count.min
                and mention.count.min > 1
            ):
                self.counted.setdefault(mention.count.min, []).append(mention)

    def before(self, token: int) -> Iterator[PersonMention]:
        """Yield the mentions before a token, the latest first."""
        end = bisect_left(self._heads, token)
        for i in range(end - 1, max(end - 1 - self.reach, -1), -1):
            if self._heads[i] < token:
                yield self._mentions[i]


def record_of(entity: Entity) -> PersonGroup:
    """Return the record of an entity."""
    first = entity.mentions[0]
    return PersonGroup(
        role=entity.role or Role.OTHER,
        count=entity.count,
        parts=tuple(entity.parts),
        nationalities=tuple(entity.nationalities),
        ages=tuple(entity.ages),
        fates=tuple(entity.fates),
        span=first.span,
    )


def add_parts(parts: list[Part], more: Iterable[Part]) -> list[Part]:
    """Add parts; two of one kind become one with the sum of their counts."""
    result = list(parts)
    for part in more:
        same = next((p for p in result if p.kind == part.kind), None)
        if same is None:
            result.append(part)
        elif same.count and part.count and same.count.min is not None and part.count.min is not None:
            high = (
                same.count.max + part.count.max if same.count.max is not None and part.count.max is not None else None
            )
            total = Count(min=same.count.min + part.count.min, max=high, text=same.count.text)
            result[result.index(same)] = same.model_copy(update={"count": total})
    return result


def may_be(entity: Entity, word: str) -> bool:
    """Tell whether a singular pronoun can stand for an entity, as far as its kind tells."""
    kinds = {p.kind for p in entity.parts}
    female = word in FEMALE
    if (female and PartKind.MAN in kinds) or (word in MALE and PartKind.WOMAN in kinds):
        return False
    text = entity.mentions[0].span.text.lower()
    return not ((female and text.endswith(("boy", "son"))) or (word in MALE and text.endswith(("girl", "daughter"))))
