"""Turn the mentions of people in one incident into groups with role, head count, parts and fates."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import TYPE_CHECKING

from borderfacts.incidents.cast import Cast
from borderfacts.incidents.entities import Entity, Story, add_parts, record_of
from borderfacts.incidents.fates import Fates
from borderfacts.incidents.tellings import Telling
from borderfacts.incidents.totals import (
    count_remainders,
    joined_by_fate,
    with_descriptions,
    without_covered_totals,
    without_retold_parts,
)
from borderfacts.records import PersonGroup
from borderfacts.vocabulary import ActionType, Fate, Role

if TYPE_CHECKING:
    from spacy.tokens import Doc

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
# What only those whom an incident is about do themselves; to rescue, to find a body or to hand over is for others.
_OWN_ACTIONS = frozenset(
    {
        ActionType.CROSS,
        ActionType.CLAIM_ASYLUM,
        ActionType.GO_MISSING,
        ActionType.FLEE,
        ActionType.SMUGGLE,
        ActionType.PLEAD,
        ActionType.ATTACK,
    }
)
# So many people at once are no band of suspects unless a noun says so.
MANY = 7
_WANTED = re.compile(r"\b(?:wanted\b|want\b[^.]{0,20}\bfor\b|warrants?\b|fugitive\b|convicted\b)")


class People:
    """The people of one incident."""

    def __init__(self, doc: Doc, text: str, tellings: Iterable[Telling], story: Story) -> None:
        self.text = text
        self.cast = Cast(doc, story)
        self.fates = Fates(self.cast)
        self._kept: list[Entity] = []
        for telling in tellings:
            self.cast.read(telling)
            for action in telling.actions:
                self.fates.apply(action, telling)
        count_remainders(self.cast.entities)
        self.cast.complete()

    def groups(self, types: set[ActionType]) -> list[PersonGroup]:
        """Return the people as records, each with its role; people who only stand by are left out."""
        self._settle_roles(types)
        self._merge_uncounted()
        self.fates.complete(types)
        kept = without_retold_parts([e for e in self.cast.entities if self._takes_part(e)])
        kept = joined_by_fate(without_covered_totals(with_descriptions(kept)))
        self._kept = [e for e in kept if self._stands_alone(e)]
        return [record_of(e) for e in self._kept]

    def _stands_alone(self, entity: Entity) -> bool:
        if entity.role != Role.MIGRANT or not entity.single:
            return True
        return bool(entity.fates or entity.suffers & _MIGRANT_ACTIONS or entity.acts & _MIGRANT_ACTIONS)

    def indices(self, token: int) -> list[int]:
        """Return which of the records of ``groups`` a token stands for."""
        owners = self.cast.by_token.get(token, ())
        return [k for k, entity in enumerate(self._kept) if any(entity is e or e in entity.joined for e in owners)]

    def _settle_roles(self, types: set[ActionType]) -> None:
        moving = bool(types & _MIGRANT_ACTIONS)
        for entity in self.cast.entities:
            if entity.body:
                entity.add_fate(Fate.DEAD)
            if entity.role in (Role.MIGRANT, Role.SUSPECT, Role.OFFICER):
                continue
            crowd = entity.count is not None and (entity.count.min or 0) >= MANY
            if self._stands_by(entity):
                continue
            if self._is_accused(entity) and not crowd:
                entity.role = Role.SUSPECT
            elif moving or entity.nationalities:
                only_goods = ActionType.SEIZE in types and not types & {ActionType.SMUGGLE, ActionType.CROSS}
                entity.role = Role.SUSPECT if only_goods else Role.MIGRANT
            elif types & (_SUSPECT_ACTIONS | {ActionType.SEIZE}):
                entity.role = Role.SUSPECT
            else:
                entity.role = entity.role or Role.OTHER

        for entity in self.cast.entities:
            whole = entity.derived_from
            if whole is not None and whole.role == Role.MIGRANT and not entity.suffers & _SUSPECT_ACTIONS:
                entity.role = Role.MIGRANT
            elif whole is not None and whole.role == Role.SUSPECT and entity.is_remainder:
                entity.role = Role.SUSPECT

    def _stands_by(self, entity: Entity) -> bool:
        """Tell whether someone of the place (``a fisherman``) has no part in it but to find, help or tell."""
        part = entity.fates or entity.suffers or entity.acts & _OWN_ACTIONS
        return entity.role == Role.OTHER and not entity.accused and not part

    def _is_accused(self, entity: Entity) -> bool:
        if self._is_wanted(entity) or entity.suffers & (_SUSPECT_ACTIONS - {ActionType.ARREST}):
            return True
        if entity.acts & _SUSPECT_AGENTS or Fate.CHARGED in entity.fates:
            return True
        arrested = ActionType.ARREST in entity.suffers and ActionType.CROSS not in entity.acts
        return arrested and (not entity.nationalities or self._others_move(entity))

    def _is_wanted(self, entity: Entity) -> bool:
        mention = entity.mentions[0]
        text = self.text[max(mention.span.start - 30, 0) : mention.span.end + 60].lower()
        return bool(_WANTED.search(text)) and entity.single

    def _others_move(self, entity: Entity) -> bool:
        return any(
            e.role == Role.MIGRANT or e.suffers & {ActionType.SMUGGLE} for e in self.cast.entities if e is not entity
        )

    def _takes_part(self, entity: Entity) -> bool:
        if entity.role == Role.OFFICER:
            return bool(entity.fates) or ActionType.ATTACK in entity.suffers
        if self._stands_by(entity):
            return False
        if entity.fates or entity.suffers & _MIGRANT_ACTIONS or entity.acts & (_MIGRANT_ACTIONS | {ActionType.ATTACK}):
            return True
        if entity.role == Role.OTHER or (entity.recalled and not entity.single):
            return False
        whole = entity.derived_from
        if whole is not None and whole.fates and entity.mentions[0].reference == "partitive" and not entity.acts:
            return False  # "two of them critically"
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

    def _merge_uncounted(self) -> None:
        """``the migrants`` without a number are the group whose number is told, where there is only one."""
        for role in (Role.MIGRANT, Role.SUSPECT):
            counted = [
                e
                for e in self.cast.entities
                if e.role == role and e.count is not None and not (e.single and role == Role.MIGRANT)
            ]
            totals = [e for e in counted if e.derived_from is None]
            if not totals:
                continue
            main = totals[0] if len(totals) == 1 else None
            for entity in [e for e in self.cast.entities if e.role == role and e.count is None and not e.name]:
                rest = entity.is_remainder  # "the rest got away": how many is not told
                if main is not None and not (rest and self._told_apart(main)):
                    for fate in entity.fates:
                        main.add_fate(fate)
                    main.parts = add_parts(
                        main.parts, [p for p in entity.parts if p.kind not in {q.kind for q in main.parts}]
                    )
                    main.nationalities += [n for n in entity.nationalities if n not in main.nationalities]
                    main.acts |= entity.acts
                    main.suffers |= entity.suffers
                self.cast.entities.remove(entity)

    def _told_apart(self, whole: Entity) -> bool:
        """Tell whether some of a group have a fate of their own."""
        return any(e.derived_from is whole and e.fates for e in self.cast.entities)
