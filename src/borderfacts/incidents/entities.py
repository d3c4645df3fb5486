"""The people of an incident while it is put together: who they are, and what the story says of them elsewhere."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from borderfacts.annotations import PersonMention
from borderfacts.records import Count, Part, PersonGroup
from borderfacts.vocabulary import ActionType, Fate, PartKind, Role

MALE = frozenset({"he", "him", "his", "himself"})
FEMALE = frozenset({"she", "her", "hers", "herself"})


@dataclass(slots=True, eq=False)
class Entity:
    """A set of people that the story speaks of, gathered from its mentions.

    Attributes:
        person: who it is in the story as a whole, where it is one person.
        accused: whether the story tells of them before a court.
        recalled: known from another incident; told of here by a pronoun alone.
    """

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
    person: Entity | None = None
    accused: bool = False
    recalled: bool = False
    last: int = -1
    joined: list[Entity] = field(default_factory=list)

    @property
    def single(self) -> bool:
        """Whether it is one person."""
        return self.count is not None and self.count.min == self.count.max == 1

    @property
    def is_remainder(self) -> bool:
        """Whether they are those left of a total, told without a number: ``the others``."""
        return self.mentions[0].reference == "remainder" and self.mentions[0].count is None

    @property
    def survives(self) -> bool:
        """Whether they are called survivors."""
        return any("survivor" in m.span.text.lower() for m in self.mentions)

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

    def learn(self, known: Entity) -> None:
        """Add who the story says elsewhere that this person is."""
        self.name = self.name or known.name
        if known.accused and self.role in (None, Role.OTHER):
            self.role = Role.SUSPECT
        self.ages += [age for age in known.ages if age not in self.ages]
        self.nationalities += [n for n in known.nationalities if n not in self.nationalities]
        self.parts = self.parts or list(known.parts)

    def stranger(self) -> Entity:
        """Return the same person as one of another incident: known, but with no fate there as yet."""
        entity = Entity(self.mentions[:1], self.count, person=self, recalled=True)
        entity.learn(self)
        return entity

    def add_fate(self, fate: Fate) -> None:
        """Add a fate once."""
        if fate not in self.fates:
            self.fates.append(fate)


class Story:
    """The people of a whole story, for what one incident's sentences leave open.

    Attributes:
        counted: the mentions of each exact head count above one.
    """

    def __init__(self, mentions: Sequence[PersonMention]) -> None:
        self.counted: dict[int, list[PersonMention]] = {}
        self._known: dict[int, Entity] = {}
        for mention in mentions:
            if (
                mention.count is not None
                and mention.count.min == mention.count.max
                and mention.count.min
                and mention.count.min > 1
            ):
                self.counted.setdefault(mention.count.min, []).append(mention)

    def identify(self, known: Mapping[int, Entity]) -> None:
        """Take in who each token of the story means."""
        self._known = dict(known)

    def known(self, token: int) -> Entity | None:
        """Return who a token means in the story as a whole; None where that is nobody or more than one group."""
        return self._known.get(token)

    def person(self, token: int) -> Entity | None:
        """Return the person whom a token means; None where it means nobody or several."""
        known = self.known(token)
        return known if known is not None and known.single else None


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
