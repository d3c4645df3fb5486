"""Turn the mentions of people in one incident into groups with role, head count, parts and fates."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from borderfacts.actions.clauses import arguments, is_verb
from borderfacts.annotations import ActionMention, PersonMention
from borderfacts.incidents.tellings import Telling
from borderfacts.records import Count, Part, PersonGroup
from borderfacts.vocabulary import ActionType, Fate, PartKind, PlaceKind, Role, Status

if TYPE_CHECKING:
    from spacy.tokens import Doc

# What an action does to those it is done to.
PATIENT_FATES: dict[ActionType, Fate] = {
    ActionType.INTERCEPT: Fate.DETAINED,
    ActionType.ARREST: Fate.DETAINED,
    ActionType.RESCUE: Fate.RESCUED,
    ActionType.TREAT: Fate.HOSPITALIZED,
    ActionType.INJURE: Fate.INJURED,
    ActionType.RETURN: Fate.RETURNED,
    ActionType.RELEASE: Fate.RELEASED,
    ActionType.CHARGE: Fate.CHARGED,
    ActionType.SENTENCE: Fate.CONVICTED,
    ActionType.EXTRADITE: Fate.RETURNED,
    ActionType.DIE: Fate.DEAD,
    ActionType.GO_MISSING: Fate.MISSING,
    ActionType.CLAIM_ASYLUM: Fate.ASYLUM,
}
# What a step of a court case that is still to come tells of the accused.
_COURT_STEPS = {ActionType.SENTENCE: Fate.CONVICTED, ActionType.CHARGE: Fate.CHARGED, ActionType.PLEAD: Fate.CHARGED}
# What an action makes of those who do it.
AGENT_FATES: dict[ActionType, Fate] = {
    ActionType.DIE: Fate.DEAD,
    ActionType.GO_MISSING: Fate.MISSING,
    ActionType.FLEE: Fate.ESCAPED,
    ActionType.CLAIM_ASYLUM: Fate.ASYLUM,
    ActionType.PLEAD: Fate.CONVICTED,
    ActionType.CHARGE: Fate.CHARGED,
    ActionType.INJURE: Fate.INJURED,
    ActionType.TREAT: Fate.HOSPITALIZED,
    ActionType.SENTENCE: Fate.CONVICTED,
}
_SUSPECT_ACTIONS = frozenset(
    {ActionType.ARREST, ActionType.CHARGE, ActionType.PLEAD, ActionType.SENTENCE, ActionType.EXTRADITE}
)
_SUSPECT_AGENTS = frozenset({ActionType.SMUGGLE, ActionType.PLEAD, ActionType.ATTACK})
_MIGRANT_ACTIONS = frozenset(
    {
        ActionType.CROSS,
        ActionType.INTERCEPT,
        ActionType.RESCUE,
        ActionType.SMUGGLE,
        ActionType.RETURN,
        ActionType.CLAIM_ASYLUM,
        ActionType.DIE,
        ActionType.GO_MISSING,
    }
)
_WANTED = re.compile(r"\b(?:wanted\b|want\b[^.]{0,20}\bfor\b|warrants?\b|fugitive\b|convicted\b)")
_OF_VESSELS = frozenset({ActionType.INTERCEPT, ActionType.RESCUE})
_ORIGIN_VERBS = frozenset(
    {
        "come",
        "came",
        "comes",
        "hail",
        "hailed",
        "originated",
        "were",
        "was",
        "are",
        "is",
        "be",
        "being",
        "coming",
        "hailing",
    }
)
_PLURAL = frozenset(
    {"they", "them", "all", "both", "those", "who", "whom", "everyone", "others", "some", "many", "themselves"}
)
_MALE = frozenset({"he", "him", "his", "himself"})
_FEMALE = frozenset({"she", "her", "hers", "herself"})


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


class People:
    """The people of one incident."""

    def __init__(self, doc: Doc, text: str, tellings: Iterable[Telling], story: Story) -> None:
        self.doc = doc
        self.text = text
        self.entities: list[Entity] = []
        self.by_token: dict[int, list[Entity]] = {}
        self.tellings = list(tellings)
        self.story = story
        self._kept: list[Entity] = []
        for telling in self.tellings:
            self._read(telling)
        self._complete_named()
        self._complete_counted()

    # --- reading -----------------------------------------------------------------------------------------------------

    def _read(self, telling: Telling) -> None:
        statistic = {(s.span.start, s.span.end) for s in telling.statistics}
        harmed = {
            i
            for a in telling.actions
            if a.type in (ActionType.ATTACK, ActionType.INJURE, ActionType.DIE)
            for i in a.patients
        }
        harmed |= {i for a in telling.actions if a.type == ActionType.DIE for i in a.agents}
        mentions = {m.left: m for m in reversed(telling.people)}
        for i in range(telling.start, telling.end):
            mention = mentions.get(i)
            if mention is None:
                self._pronoun(i)
                continue
            tokens = range(mention.left, mention.right)
            if any(start < mention.span.end and mention.span.start < end for start, end in statistic):
                continue
            if (mention.official or mention.role == Role.OFFICER) and not harmed.intersection(tokens):
                continue
            for entity in self._all_of(mention) or self._resolve(mention):
                entity.last = max(entity.last, mention.head)
                for k in tokens:
                    self.by_token.setdefault(k, []).append(entity)
        self._origins(telling)
        for action in telling.actions:
            self._apply(action, telling)

    def _all_of(self, mention: PersonMention) -> list[Entity]:
        """``All seven`` are the six passengers and the driver told before."""
        size = mention.count.min if mention.count and mention.count.min == mention.count.max else None
        if (
            size is None
            or size < 2
            or mention.reference not in ("definite", "new")
            or self.doc[mention.left].lower_ not in ("all", "the", "both")
        ):
            return []
        if any(e.count and e.count.min == size for e in self.entities):
            return []
        sized = [e for e in self.entities if e.count is not None and e.count.min == e.count.max and e.count.min]
        for start in range(len(sized)):
            chosen = sized[start:]
            if len(chosen) > 1 and sum(e.count.min or 0 for e in chosen if e.count) == size:
                roles = {e.role for e in chosen if e.role is not None}
                told_apart = len(roles) > 1 or any(e.fates for e in chosen)
                return chosen if told_apart else [self._fused(chosen, mention)]
        return []

    def _fused(self, entities: list[Entity], mention: PersonMention) -> Entity:
        """``the four`` are the couple and the two girls told before: from now on one group."""
        first = entities[0]
        for other in entities[1:]:
            first.mentions += other.mentions
            first.parts = _add_parts(first.parts, other.parts)
            first.ages += [a for a in other.ages if a not in first.ages]
            first.nationalities += [n for n in other.nationalities if n not in first.nationalities]
            first.acts |= other.acts
            first.suffers |= other.suffers
            first.role = first.role or other.role
            for token, owners in self.by_token.items():
                self.by_token[token] = [first if e is other else e for e in owners]
            self.entities.remove(other)
        first.count = mention.count
        first.name = None
        first.mentions.append(mention)
        return first

    def _resolve(self, mention: PersonMention) -> list[Entity]:
        """Return the entity of a mention: an earlier one it refers to, or a new one."""
        if mention.reference == "part":
            described = self._describe(mention)
            return [described] if described else []
        if mention.crowd and mention.count is None and mention.reference != "new":
            plural = [e for e in self.entities if not e.single]
            return [max(plural, key=lambda e: (e.count.min or 0) if e.count else 0)] if plural else []
        known = self._subject_of(mention) or self._same(mention)
        if known is not None:
            known.take(mention)
            return [known]
        entity = Entity([], mention.count)
        entity.take(mention)
        if mention.reference in ("partitive", "remainder"):
            entity.derived_from = self._whole(mention)
            if entity.derived_from is not None:
                entity.role = entity.role or entity.derived_from.role
                entity.nationalities = entity.nationalities or list(entity.derived_from.nationalities)
        self.entities.append(entity)
        return [entity]

    def _subject_of(self, mention: PersonMention) -> Entity | None:
        """``The woman is a citizen of ...``: what is said of the subject names no one else."""
        head = self.doc[mention.head]
        if head.dep_ != "attr" or head.head.lower_ not in ("was", "is", "were", "are"):
            return None
        subjects = self._entities(c.i for c in head.head.children if c.dep_ == "nsubj")
        return (
            subjects[0]
            if len(subjects) == 1
            and (mention.count is None or subjects[0].count is None or mention.count.min == subjects[0].count.min)
            else None
        )

    def _describe(self, mention: PersonMention) -> Entity | None:
        if self.doc[max(mention.left - 3, 0) : mention.left].text.lower() == "both of them":
            for entity in self.entities[-2:]:
                entity.nationalities += [n for n in mention.nationalities if n not in entity.nationalities]
            return None
        whole = self._whole(mention)
        if whole is None:
            return None
        known = {(p.kind, p.count.min if p.count else None) for p in whole.parts}
        whole.parts += [p for p in mention.parts if (p.kind, p.count.min if p.count else None) not in known]
        whole.ages += [age for age in mention.ages if age not in whole.ages]
        if mention.count is None or whole.count is None or mention.count.min == whole.count.min:
            whole.nationalities += [n for n in mention.nationalities if n not in whole.nationalities]
        return whole

    def _whole(self, mention: PersonMention) -> Entity | None:
        """Return the latest group that the mention can be a part of."""
        size = (mention.count.min or mention.count.max or 0) if mention.count else 0
        for entity in reversed(self.entities):
            if entity.single or (entity.role == Role.SUSPECT and mention.role == Role.MIGRANT):
                continue
            most = None if entity.count is None else entity.count.max
            if most is None or most >= size:
                return entity
        return None

    def _same(self, mention: PersonMention) -> Entity | None:
        if mention.name:
            return self._same_name(mention)
        if mention.reference in ("additional", "partitive"):
            return None
        candidates = [e for e in self.entities if self._compatible(e, mention)]
        if mention.reference == "remainder":
            return next((e for e in reversed(candidates) if any(m.reference == "remainder" for m in e.mentions)), None)
        if mention.count is not None and mention.count.min != 1:
            return next(
                (
                    e
                    for e in reversed(candidates)
                    if e.count is not None and (e.count.min, e.count.max) == (mention.count.min, mention.count.max)
                ),
                None,
            )
        if mention.reference == "definite":
            single = mention.count is not None
            matching = [e for e in candidates if e.single == single]
            return matching[-1] if matching else None
        if mention.count is None:
            if mention.kind is not None:
                return next(
                    (e for e in reversed(candidates) if not e.single and {p.kind for p in e.parts} == {mention.kind}),
                    None,
                )
            return (
                next((e for e in reversed(candidates) if not e.single and e.role == mention.role), None)
                if mention.role
                else None
            )
        return self._retold(mention, candidates)

    def _retold(self, mention: PersonMention, candidates: list[Entity]) -> Entity | None:
        """``A Ghanaian man ...`` and, paragraphs later, ``the 24-year-old``: the same age and no other name."""
        if mention.ages:
            return next((e for e in reversed(candidates) if e.single and set(e.ages) & set(mention.ages)), None)
        return None

    def _same_name(self, mention: PersonMention) -> Entity | None:
        known = next((e for e in self.entities if e.name == mention.name), None)
        if known is not None:
            return known
        nameless = [
            e
            for e in self.entities
            if e.single
            and e.name is None
            and self._compatible(e, mention)
            and (not e.ages or not mention.ages or set(e.ages) & set(mention.ages))
        ]
        return nameless[-1] if len(nameless) == 1 else None

    def _compatible(self, entity: Entity, mention: PersonMention) -> bool:
        if (
            mention.role
            and entity.role
            and mention.role != entity.role
            and Role.OTHER not in (mention.role, entity.role)
        ):
            return False
        if (
            mention.body != entity.body
            and (mention.body or entity.body)
            and mention.count is not None
            and entity.count is not None
            and mention.count.min != entity.count.min
        ):
            return False
        kinds = {p.kind for p in entity.parts}
        adults = {PartKind.MAN, PartKind.ADULT}
        if (
            mention.kind
            and len(kinds) == 1
            and entity.single
            and mention.kind not in kinds
            and not ({mention.kind, *kinds} <= adults)
        ):
            return False
        return True

    def _pronoun(self, i: int) -> None:
        token = self.doc[i]
        if i in self.by_token or token.tag_ not in ("PRP", "PRP$", "DT", "WP", "WDT", "NN", "NNS", "PDT"):
            return
        word = token.lower_
        entity: Entity | None = None
        if word in _MALE or word in _FEMALE:
            entity = self._latest(i, single=True, word=word)
            if entity is not None and entity.single and not entity.parts:
                kind = PartKind.MAN if word in _MALE else PartKind.WOMAN
                entity.parts = [Part(kind=kind, count=entity.count, span=entity.mentions[0].span)]
        elif (
            word in _PLURAL
            and token.dep_ in ("nsubj", "nsubjpass", "dobj", "pobj")
            and not (word == "all" and i + 1 < len(self.doc) and self.doc[i + 1].lower_ == "of")
        ):
            entity = self._latest(i, single=False)
        if entity is not None:
            entity.last = i
            self.by_token[i] = [entity]

    def _latest(self, before: int, *, single: bool, word: str = "") -> Entity | None:
        wanted = [e for e in self.entities if e.single == single and -1 < e.last < before and _may_be(e, word)]
        if wanted:
            # "so many people" in between is not who "they" are when a counted group is at hand
            counted = [e for e in wanted if single or e.count is not None]
            return max(counted or wanted, key=lambda e: e.last)
        return self._from_story(before, word) if single else None

    def _from_story(self, before: int, word: str) -> Entity | None:
        """Return the person told before this incident's own sentences whom a pronoun means."""
        for mention in self.story.before(before):
            if (
                mention.count is not None
                and mention.count.min == mention.count.max == 1
                and not mention.official
                and mention.role != Role.OFFICER
            ):
                entity = Entity([], mention.count)
                entity.take(mention)
                if not _may_be(entity, word):
                    continue
                entity.last = before - 1
                self.entities.append(entity)
                return entity
        return None

    def _origins(self, telling: Telling) -> None:
        """``They had come from Mexico, Guatemala and Cuba``: the countries are those of the subject."""
        countries = {p.span.start: p.country for p in telling.places if p.kind == PlaceKind.COUNTRY and p.country}
        for i in range(telling.start, telling.end):
            token = self.doc[i]
            if token.lower_ != "from" or not is_verb(token.head) or token.head.lower_ not in _ORIGIN_VERBS:
                continue
            named = [countries[t.idx] for t in token.subtree if t.idx in countries]
            owners = self._entities(t.i for t in arguments(token.head).agents)
            if not owners and named and (plural := self._latest(i, single=False)) is not None:
                owners = [plural]
            for entity in owners:
                entity.nationalities += [n for n in dict.fromkeys(named) if n not in entity.nationalities]

    def _complete_counted(self) -> None:
        """``the six`` are of the nationality and kind that the story tells of six people elsewhere; a part is like its whole."""
        for entity in self.entities:
            if entity.derived_from is not None and not entity.nationalities:
                entity.nationalities = list(entity.derived_from.nationalities)
            if (
                entity.count is None
                or entity.single
                or entity.count.min != entity.count.max
                or entity.count.min is None
            ):
                continue
            if entity.mentions[0].reference == "new":
                continue
            for mention in self.story.counted.get(entity.count.min, ()):
                if mention.role not in (None, entity.role) and entity.role is not None:
                    continue
                if not entity.nationalities:
                    entity.nationalities = list(mention.nationalities)
                if not entity.parts:
                    entity.parts = list(mention.parts)

    def _complete_named(self) -> None:
        """A person named here has the age, nationality and sex that the story tells of that name elsewhere."""
        for entity in self.entities:
            if entity.name is None:
                continue
            for mention in self.story.named.get(entity.name, ()):
                entity.ages += [a for a in mention.ages if a not in entity.ages]
                entity.nationalities += [n for n in mention.nationalities if n not in entity.nationalities]
                if mention.parts and not entity.parts:
                    entity.parts = list(mention.parts)

    # --- fates and roles ---------------------------------------------------------------------------------------------

    def _apply(self, action: ActionMention, telling: Telling) -> None:
        patients = self._entities(action.patients)
        agents = self._entities(action.agents) or ([] if action.verbal else self._owners(action))
        if action.status == Status.PLANNED:
            for entity in patients or agents:
                if action.type in _COURT_STEPS:
                    entity.add_fate(_COURT_STEPS[action.type])
            return
        kind = action.type
        if kind == ActionType.RETURN and self._is_handed_to_police(action):
            kind = ActionType.INTERCEPT
        for entity in patients:
            entity.suffers.add(kind)
            if "arrest" in action.span.text.lower():
                entity.suffers.add(ActionType.ARREST)
            fate = PATIENT_FATES.get(kind)
            if fate is not None and self._may_have(entity, fate, action):
                entity.add_fate(fate)
        for entity in agents:
            entity.acts.add(action.type)
            fate = AGENT_FATES.get(action.type)
            if (
                fate is not None
                and entity not in patients
                and self._may_have(entity, fate, action)
                and not (
                    patients
                    and action.type
                    in (ActionType.DIE, ActionType.INJURE, ActionType.CHARGE, ActionType.SENTENCE, ActionType.TREAT)
                )
            ):
                entity.add_fate(fate)
        if not patients and action.verbal and kind in _OF_VESSELS and not agents:
            # "the boat was intercepted", "went to the help of a craft with 41 people on board": its people are meant
            main = self._aboard(action, telling)
            if main is not None:
                main.suffers.add(kind)
                main.add_fate(PATIENT_FATES[kind])

    def _owners(self, action: ActionMention) -> list[Entity]:
        """``his request for asylum``, ``the driver's arrest``."""
        return self._entities(c.i for c in self.doc[action.token].children if c.dep_ == "poss")

    def _aboard(self, action: ActionMention, telling: Telling) -> Entity | None:
        here = [
            e
            for e in self.entities
            if not e.single
            and e.role != Role.SUSPECT
            and any(telling.start <= m.head < telling.end for m in e.mentions)
        ]
        return here[0] if here else self._latest(action.token, single=False)

    def _is_handed_to_police(self, action: ActionMention) -> bool:
        """``handed over to the Border Patrol`` is custody; ``handed over to the Zimbabwean authorities`` is a return."""
        verb = self.doc[action.token]
        if not verb.lower_.startswith(("hand", "turn", "transfer", "pass", "deliver")):
            return False
        receivers = [t for t in verb.subtree if t.i > verb.i and t.dep_ == "pobj" and t.i - verb.i < 12]
        words = {t.lower_ for r in receivers for t in r.subtree}
        return (
            not words & {"authorities", "government", "officials", "counterparts", "side", "back", "country", "border"}
            and "back" not in action.span.text.lower()
        )

    def _may_have(self, entity: Entity, fate: Fate, action: ActionMention) -> bool:
        text = self.doc[action.token : action.token + 4].text.lower()
        if fate == Fate.CONVICTED and action.type == ActionType.PLEAD and (" not " in text or text.startswith("den")):
            entity.add_fate(Fate.CHARGED)  # one who pleads not guilty is charged, no more
            return False
        return not (fate == Fate.ESCAPED and action.status == Status.ATTEMPTED)

    def _entities(self, tokens: Iterable[int]) -> list[Entity]:
        return list({id(e): e for i in tokens for e in self.by_token.get(i, ())}.values())

    # --- records -----------------------------------------------------------------------------------------------------

    def groups(self, types: set[ActionType]) -> list[PersonGroup]:
        """Return the people as records, each with its role; people who only stand by are left out."""
        self._settle_roles(types)
        self._merge_uncounted()
        self._complete_fates(types)
        kept = self._without_retold_parts([e for e in self.entities if self._takes_part(e, types)])
        self._kept = _joined_by_fate(self._without_covered_totals(_with_descriptions(kept)))
        self._kept = [e for e in self._kept if self._stands_alone(e)]
        return [_record(e) for e in self._kept]

    def _stands_alone(self, entity: Entity) -> bool:
        if entity.role != Role.MIGRANT or not entity.single:
            return True
        return bool(entity.fates or entity.suffers & _MIGRANT_ACTIONS or entity.acts & _MIGRANT_ACTIONS)

    def indices(self, token: int) -> list[int]:
        """Return which of the records of ``groups`` a token stands for."""
        owners = self.by_token.get(token, ())
        return [k for k, entity in enumerate(self._kept) if any(entity is e or e in entity.joined for e in owners)]

    def _complete_fates(self, types: set[ActionType]) -> None:
        """Add what one fate entails in an incident with such actions."""
        caught = any(e.role == Role.SUSPECT and Fate.DETAINED in e.fates for e in self.entities)
        for entity in self.entities:
            if entity.role != Role.MIGRANT or {Fate.DEAD, Fate.MISSING} & set(entity.fates):
                continue
            whole = entity.derived_from
            if whole is not None and Fate.RESCUED in whole.fates:
                entity.add_fate(Fate.RESCUED)
            saved = Fate.HOSPITALIZED in entity.fates or (
                Fate.DETAINED in entity.fates and entity.mentions[0].reference == "remainder"
            )
            if ActionType.RESCUE in types and saved:
                entity.add_fate(Fate.RESCUED)
            if Fate.RETURNED in entity.fates and types & {ActionType.INTERCEPT, ActionType.CROSS}:
                entity.add_fate(Fate.DETAINED)
            if ActionType.SMUGGLE in types and caught and not entity.fates and not entity.single:
                entity.add_fate(Fate.DETAINED)

    def _merge_uncounted(self) -> None:
        """``the migrants`` without a number are the group whose number is told, where there is only one."""
        for role in (Role.MIGRANT, Role.SUSPECT):
            counted = [
                e
                for e in self.entities
                if e.role == role and e.count is not None and not (e.single and role == Role.MIGRANT)
            ]
            totals = [e for e in counted if e.derived_from is None]
            if not totals:
                continue
            main = totals[0] if len(totals) == 1 else None
            for entity in [e for e in self.entities if e.role == role and e.count is None and not e.name]:
                if main is not None:
                    for fate in entity.fates:
                        main.add_fate(fate)
                    main.parts = _add_parts(
                        main.parts, [p for p in entity.parts if p.kind not in {q.kind for q in main.parts}]
                    )
                    main.nationalities += [n for n in entity.nationalities if n not in main.nationalities]
                    main.acts |= entity.acts
                    main.suffers |= entity.suffers
                self.entities.remove(entity)

    def _without_retold_parts(self, entities: list[Entity]) -> list[Entity]:
        """``Twenty-four ... Eleven were found here, the other 13 there``: a group told again in parts is one group."""
        kept = list(entities)
        for whole in entities:
            if whole.count is None or whole.single or whole.count.min != whole.count.max or not whole.fates:
                continue
            parts = [
                e
                for e in kept
                if e is not whole
                and e.role == whole.role
                and e.count
                and e.count.min == e.count.max
                and set(e.fates) <= set(whole.fates)
                and e.count.min
                and whole.count.min
                and e.count.min < whole.count.min
            ]
            if len(parts) > 1 and sum(e.count.min or 0 for e in parts if e.count) == whole.count.min:
                kept = [e for e in kept if e not in parts]
        return kept

    def _settle_roles(self, types: set[ActionType]) -> None:
        moving = bool(types & _MIGRANT_ACTIONS)
        for entity in self.entities:
            if entity.body:
                entity.add_fate(Fate.DEAD)
            if entity.role in (Role.MIGRANT, Role.SUSPECT, Role.OFFICER):
                continue
            if (
                self._is_wanted(entity)
                or entity.suffers & (_SUSPECT_ACTIONS - {ActionType.ARREST})
                or entity.acts & _SUSPECT_AGENTS
                or Fate.CHARGED in entity.fates
                or (
                    ActionType.ARREST in entity.suffers
                    and not entity.acts & {ActionType.CROSS}
                    and (not entity.nationalities or self._others_move(entity))
                )
            ):
                entity.role = Role.SUSPECT
            elif moving or entity.nationalities:
                entity.role = (
                    Role.MIGRANT
                    if not (ActionType.SEIZE in types and not types & {ActionType.SMUGGLE, ActionType.CROSS})
                    else Role.SUSPECT
                )
            else:
                entity.role = (
                    Role.SUSPECT if types & (_SUSPECT_ACTIONS | {ActionType.SEIZE}) else (entity.role or Role.OTHER)
                )

    def _is_wanted(self, entity: Entity) -> bool:
        mention = entity.mentions[0]
        text = self.text[max(mention.span.start - 30, 0) : mention.span.end + 60].lower()
        return bool(_WANTED.search(text)) and entity.single

    def _others_move(self, entity: Entity) -> bool:
        return any(e.role == Role.MIGRANT or e.suffers & {ActionType.SMUGGLE} for e in self.entities if e is not entity)

    def _takes_part(self, entity: Entity, types: set[ActionType]) -> bool:
        if entity.role == Role.OFFICER:
            return bool(entity.fates) or ActionType.ATTACK in entity.suffers
        if entity.fates or entity.suffers & _MIGRANT_ACTIONS or entity.acts & (_MIGRANT_ACTIONS | {ActionType.ATTACK}):
            return True
        if entity.role == Role.OTHER:
            return False
        told = entity.count is not None and (entity.count.min or entity.count.max or 0) > 0
        if entity.role == Role.MIGRANT and entity.single and entity.parts and not entity.name:
            return True  # may describe the group; see _with_descriptions
        if entity.role == Role.SUSPECT:
            return (
                bool(
                    entity.acts & {ActionType.SMUGGLE, ActionType.ATTACK, ActionType.CROSS, ActionType.SEIZE}
                    or entity.suffers
                )
                or entity.name is not None
            )
        return told and not entity.single

    def _without_covered_totals(self, entities: list[Entity]) -> list[Entity]:
        """Drop a total whose people are all told apart by fate; pass its nationalities on."""
        kept = list(entities)
        for total in entities:
            rest = [e for e in entities if e is not total and e.role == total.role and e.fates]
            if total.count is None or total.single or total.count.min is None:
                continue
            smaller = [
                e for e in rest if e.count is not None and e.count.min is not None and e.count.min < total.count.min
            ]
            told = sum(e.count.min or 0 for e in smaller if e.count)
            open_ended = any(e.count.max is None for e in smaller if e.count) and told < total.count.min
            if (
                smaller
                and set(total.fates) <= {f for e in smaller for f in e.fates}
                and (told == total.count.min or open_ended)
            ):
                for entity in smaller:
                    entity.nationalities = entity.nationalities or list(total.nationalities)
                kept = [e for e in kept if e is not total]
        return kept


def _with_descriptions(entities: list[Entity]) -> list[Entity]:
    """People without a fate of their own, of a told kind, describe the one group large enough to hold them.

    ``nine people ... two girls, accompanied by a woman`` is one group of nine.
    """
    wholes = [e for e in entities if e.role == Role.MIGRANT and e.fates and e.count and not e.single]
    if len(wholes) != 1:
        return entities
    whole = wholes[0]
    size = whole.count.min or 0 if whole.count else 0
    described = [
        e for e in entities if e is not whole and e.role == Role.MIGRANT and not e.fates and e.parts and e.count and not e.name
        and e.derived_from is None and (e.count.max or size) < size
    ]  # fmt: skip
    if sum(e.count.min or 0 for e in described if e.count) > size:
        return entities
    for entity in described:
        whole.parts += entity.parts
        whole.ages += [a for a in entity.ages if a not in whole.ages]
        whole.joined.append(entity)
    return [e for e in entities if e not in described]


def _joined_by_fate(entities: list[Entity]) -> list[Entity]:
    """Single people of one role and one fate are one group: the boy at the wheel and the one beside him, both held."""
    result: list[Entity] = []
    for entity in entities:
        same = next(
            (e for e in result if e.role == entity.role and e.fates and set(e.fates) == set(entity.fates) and _singles(e) and entity.single and not e.body), None
        )  # fmt: skip
        if same is None or same.count is None:
            result.append(entity)
            continue
        same.parts = _add_parts(same.parts, entity.parts)
        same.ages += [a for a in entity.ages if a not in same.ages]
        same.nationalities += [n for n in entity.nationalities if n not in same.nationalities]
        number = (same.count.min or 0) + 1
        same.count = Count(min=number, max=number, text=same.count.text)
        same.joined.append(entity)
    return result


def _singles(entity: Entity) -> bool:
    return entity.single or (bool(entity.joined) and all(e.single for e in entity.joined) and entity.mentions[0].count is not None and entity.mentions[0].count.max == 1)


def _record(entity: Entity) -> PersonGroup:
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


def _add_parts(parts: list[Part], more: Iterable[Part]) -> list[Part]:
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


def _may_be(entity: Entity, word: str) -> bool:
    kinds = {p.kind for p in entity.parts}
    female = word in _FEMALE
    if (female and PartKind.MAN in kinds) or (word in _MALE and PartKind.WOMAN in kinds):
        return False
    text = entity.mentions[0].span.text.lower()
    return not ((female and text.endswith(("boy", "son"))) or (word in _MALE and text.endswith(("girl", "daughter"))))
