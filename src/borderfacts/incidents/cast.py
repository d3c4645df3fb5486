"""Decide which mentions and pronouns of an incident mean the same people."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from borderfacts import lexicons
from borderfacts.actions.clauses import arguments, is_verb
from borderfacts.annotations import PersonMention
from borderfacts.incidents.entities import FEMALE, MALE, Entity, Story, add_parts, may_be
from borderfacts.incidents.scenes import new_parts, parts_shown
from borderfacts.incidents.tellings import Family, Telling
from borderfacts.records import Part
from borderfacts.vocabulary import ActionType, PartKind, PlaceKind, Role

if TYPE_CHECKING:
    from spacy.tokens import Doc

_ORIGIN_VERBS = lexicons.story_words("origin_verbs")
# Tokens within which a person spoken of is named: "A Romanian man ... . Ion Albu, 41, ...".
_NAMED_WITHIN = 150
# So many of the people told last are looked back over: cost stays linear in length.
_REMEMBERED = 100
_IN_COURT = frozenset({ActionType.CHARGE, ActionType.PLEAD, ActionType.SENTENCE, ActionType.EXTRADITE})
_PLURAL = lexicons.story_words("plural")
_BE = frozenset({"are", "were"})
# Subjects of several people: all, they, eight, the men.
_PLURAL_TAGS = frozenset({"DT", "PRP", "CD", "NNS"})


class Cast:
    """The people of one incident, as its tellings are read.

    Attributes:
        entities: in the order in which they come up.
        by_token: which of them a token means.
    """

    def __init__(self, doc: Doc, story: Story) -> None:
        self.doc = doc
        self.story = story
        self.entities: list[Entity] = []
        self.by_token: dict[int, list[Entity]] = {}
        self._in_court = False
        self._here: set[str] = set()

    def at(self, tokens: Iterable[int]) -> list[Entity]:
        """Return the entities that tokens mean, once each."""
        return list({id(e): e for i in tokens for e in self.by_token.get(i, ()) or self._recalled(i)}.values())

    def _recalled(self, token: int) -> list[Entity]:
        """Return who a noun means that another incident has told: ``two men ..., who are to appear in court``."""
        known = self.story.known(token) if self._in_court else None
        if known is None:
            return []
        entity = next((e for e in self.entities if e.person is known), None)
        if entity is None:
            entity = known.stranger()
            entity.last = token
            self.entities.append(entity)
        self.by_token[token] = [entity]
        return [entity]

    def complete(self) -> None:
        """Add what the story tells of the same names and numbers elsewhere."""
        self._complete_persons()
        self._complete_counted()

    def read(self, telling: Telling) -> None:
        """Take in the mentions and pronouns of a telling, in the order of the text."""
        self._in_court = telling.family == Family.COURT
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
            if mention.official and mention.count is None:
                continue  # "police", "officials": a body, not a person harmed
            for entity in self._all_of(mention) or self._resolve(mention):
                entity.last = max(entity.last, mention.head)
                for k in tokens:
                    self.by_token.setdefault(k, []).append(entity)
        self._origins(telling)
        if telling.shown:
            self._show(telling.shown)

    def _show(self, people: list[PersonMention]) -> None:
        """``Pictures show two girls and a woman``: of the group told last that is large enough to hold them."""
        parts = parts_shown(people)
        size = sum((p.count.min or 0) if p.count else 0 for p in parts)
        for entity in reversed(self.entities):
            if entity.single or entity.body or entity.role in (Role.SUSPECT, Role.OFFICER, Role.OTHER):
                continue
            most = entity.count.max if entity.count else None
            if most is None or most >= size:
                more = new_parts(entity.parts, parts)
                entity.parts += more
                kinds = {p.kind for p in more}
                ages = [a for m in people if kinds.issuperset(p.kind for p in m.parts) for a in m.ages]
                entity.ages += [a for a in dict.fromkeys(ages) if a not in entity.ages]
                return

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
            first.parts = add_parts(first.parts, other.parts)
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
        known = self._of_person(mention) or self._subject_of(mention) or self._same(mention)
        if known is not None:
            known.take(mention)
            return [known]
        entity = Entity([], mention.count, person=self.story.person(mention.head))
        entity.take(mention)
        if mention.reference in ("partitive", "remainder"):
            entity.derived_from = self._whole(mention)
            if entity.derived_from is not None:
                entity.role = entity.role or entity.derived_from.role
                entity.nationalities = entity.nationalities or list(entity.derived_from.nationalities)
        self.entities.append(entity)
        return [entity]

    def _of_person(self, mention: PersonMention) -> Entity | None:
        """Return who is here already by another of the words that the story has for the same person."""
        person = self.story.person(mention.head)
        return next((e for e in self.entities if e.person is person), None) if person is not None else None

    def _subject_of(self, mention: PersonMention) -> Entity | None:
        """``The woman is a citizen of ...``: what is said of the subject names no one else."""
        head = self.doc[mention.head]
        if head.dep_ != "attr" or head.head.lower_ not in ("was", "is", "were", "are"):
            return None
        subjects = self.at(c.i for c in head.head.children if c.dep_ == "nsubj")
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
            return self._called_so([e for e in candidates if e.single == (mention.count is not None)], mention)
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

    def _called_so(self, candidates: list[Entity], mention: PersonMention) -> Entity | None:
        """``the driver`` is who was called a driver before, else who is of that role, else who was told of last."""
        if not candidates:
            return None
        word = self.doc[mention.head].lower_
        owner = self.doc[mention.left]
        if mention.body and owner.tag_ == "PRP$":
            return self.latest(mention.left, single=True, word=owner.lower_)
        called = [e for e in candidates if any(self.doc[m.head].lower_ == word for m in e.mentions)]
        if owner.tag_ == "PRP$" and not called:
            return None  # "her husband" is no one told of before
        alike = [e for e in candidates if mention.role is not None and e.role == mention.role]
        return (called or alike or candidates)[-1]

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
            and e.mentions[0].reference != "partitive"
            and mention.head - e.last < _NAMED_WITHIN
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
        if not mention.kind or not entity.single or len(kinds) != 1:
            return True
        return mention.kind in kinds or {mention.kind, *kinds} <= {PartKind.MAN, PartKind.ADULT}

    def _pronoun(self, i: int) -> None:
        token = self.doc[i]
        if i in self.by_token or token.tag_ not in ("PRP", "PRP$", "DT", "WP", "WDT", "NN", "NNS", "PDT"):
            return
        word = token.lower_
        entity: Entity | None = None
        if word in MALE or word in FEMALE:
            entity = self.latest(i, single=True, word=word)
            if entity is not None and entity.single and not entity.parts:
                kind = PartKind.MAN if word in MALE else PartKind.WOMAN
                entity.parts = [Part(kind=kind, count=entity.count, span=entity.mentions[0].span)]
        elif (
            word in _PLURAL
            and token.dep_ in ("nsubj", "nsubjpass", "dobj", "pobj")
            and not (word == "all" and i + 1 < len(self.doc) and self.doc[i + 1].lower_ == "of")
        ):
            entity = self.latest(i, single=False)
        if entity is not None:
            entity.last = i
            self.by_token[i] = [entity]

    def latest(self, before: int, *, single: bool, word: str = "") -> Entity | None:
        """Return who was spoken of last before a token: one person, or several."""
        wanted = [e for e in self.entities if e.single == single and -1 < e.last < before and may_be(e, word)]
        if wanted:
            # "so many people" in between is not who "they" are when a counted group is at hand
            counted = [e for e in wanted if single or e.count is not None]
            return max(counted or wanted, key=lambda e: e.last)
        return self._from_story(before, word, single=single)

    def _from_story(self, at: int, word: str, *, single: bool) -> Entity | None:
        """Return the people told before this incident's own sentences whom a pronoun means."""
        known = self.story.known(at)
        if not single and not self._in_court:
            return None  # several are told again with their number, save those who stand before a court
        if known is None or known.single != single or not may_be(known, word):
            return None
        entity = known.stranger()
        entity.last = at - 1
        self.entities.append(entity)
        return entity

    def _origins(self, telling: Telling) -> None:
        """``They had come from Mexico, Guatemala and Cuba``: the countries are those of the subject.

        A town is an origin where several are said to be of it, in another country than the incident's own.
        """
        countries = {p.span.start: p.country for p in telling.places if p.kind == PlaceKind.COUNTRY and p.country}
        abroad = {p.span.start: p.country for p in telling.places if p.country and p.country not in self._here}
        if telling.actions:
            self._here.update(p.country for p in telling.places if p.country)
            abroad = {}
        for i in range(telling.start, telling.end):
            token = self.doc[i]
            if token.lower_ != "from" or not is_verb(token.head) or token.head.lower_ not in _ORIGIN_VERBS:
                continue
            of_all = token.head.lower_ in _BE and any(c.tag_ in _PLURAL_TAGS for c in token.head.children)
            origins = countries | abroad if of_all else countries
            named = [origins[t.idx] for t in token.subtree if t.idx in origins]
            owners = self.at(t.i for t in arguments(token.head).agents)
            if not owners and named and (plural := self.latest(i, single=False)) is not None:
                owners = [plural]
            for entity in owners:
                if entity.role == Role.SUSPECT and not countries:
                    continue  # where a suspect lives
                entity.nationalities += [n for n in dict.fromkeys(named) if n not in entity.nationalities]

    def _complete_counted(self) -> None:
        """``the six`` are of the nationality and kind that the story tells of six people; a part is like its whole."""
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

    def _complete_persons(self) -> None:
        """A person has the name, age, nationality and sex that the story tells of the same person elsewhere."""
        for entity in self.entities:
            if entity.person is not None:
                entity.learn(entity.person)


def identify(doc: Doc, tellings: Iterable[Telling], story: Story) -> None:
    """Tell a story who each of its single persons is: by name, by pronoun, by ``the driver``.

    One who stands before a court is a suspect wherever the story speaks of them.
    """
    cast = Cast(doc, story)
    for telling in tellings:
        del cast.entities[:-_REMEMBERED]
        cast.read(telling)
        for action in telling.actions:
            if action.type in _IN_COURT:
                for entity in cast.at(action.patients or action.agents):
                    entity.accused = True
    story.identify({i: owners[0] for i, owners in cast.by_token.items() if len(owners) == 1})
