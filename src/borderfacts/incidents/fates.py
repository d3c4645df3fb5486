"""What becomes of people by the actions that are told of them."""

from __future__ import annotations

import re

from borderfacts import lexicons
from borderfacts.actions.clauses import is_verb
from borderfacts.annotations import ActionMention
from borderfacts.incidents.cast import Cast
from borderfacts.incidents.entities import Entity
from borderfacts.incidents.tellings import Telling
from borderfacts.vocabulary import ActionType, Fate, Role, Status

# What an action does to those it is done to.
_PATIENT_FATES: dict[ActionType, Fate] = {
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
_AGENT_FATES: dict[ActionType, Fate] = {
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
_OF_VESSELS = frozenset({ActionType.INTERCEPT, ActionType.RESCUE, ActionType.RETURN})
_CUSTODY = frozenset({ActionType.INTERCEPT, ActionType.ARREST})
# Told of a patient, these say nothing of the agent.
_ON_OTHERS = frozenset({ActionType.DIE, ActionType.INJURE, ActionType.CHARGE, ActionType.SENTENCE, ActionType.TREAT})


# What the dead had come through.
_BEFORE_DEATH = frozenset({Fate.INJURED, Fate.HOSPITALIZED, Fate.MISSING, Fate.RESCUED})
_ACCUSING = re.compile(r"accus|suspect|suspic|remanded|deny|denied|denies")
_WOUNDING = lexicons.story_words("wounding")
_HOSPITALS = lexicons.story_words("hospital_words")


class Fates:
    """Tells the fates of the people of one incident."""

    def __init__(self, cast: Cast) -> None:
        self.cast = cast

    def apply(self, action: ActionMention, telling: Telling) -> None:
        """Give those who do and suffer an action the fate that follows."""
        patients = self.cast.at(action.patients)
        agents = self.cast.at(action.agents) or ([] if action.verbal else self._owners(action))
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
            fate = _PATIENT_FATES.get(kind)
            if fate == Fate.HOSPITALIZED and not self._in_hospital(telling):
                fate = Fate.RESCUED if entity.role != Role.SUSPECT and ActionType.ATTACK not in telling.types else None
            if kind == ActionType.DETECT and entity.survives:
                fate = Fate.RESCUED
            if kind == ActionType.ATTACK and action.verbal and self.cast.doc[action.token].lower_ in _WOUNDING:
                fate = Fate.INJURED
            if fate is not None and self._may_have(entity, fate, action):
                entity.add_fate(fate)
        for entity in agents:
            entity.acts.add(action.type)
            fate = _AGENT_FATES.get(action.type)
            if action.type in _CUSTODY and action.verbal and not patients and entity.role != Role.OFFICER:
                fate = Fate.DETAINED  # "they gave themselves up"
            if fate is None or entity in patients or (patients and action.type in _ON_OTHERS):
                continue
            if self._may_have(entity, fate, action):
                entity.add_fate(fate)
        if not patients and action.verbal and kind in _OF_VESSELS and not agents:
            # "the boat was intercepted", "went to the help of a craft with 41 people on board": its people are meant
            main = self._aboard(action, telling)
            if main is not None:
                main.suffers.add(kind)
                main.add_fate(_PATIENT_FATES[kind])

    def _in_hospital(self, telling: Telling) -> bool:
        """``treated on the spot`` is help, ``flown to a hospital`` a stay."""
        words = {self.cast.doc[i].lower_ for i in range(telling.start, telling.end)}
        return bool(words & _HOSPITALS)

    def _owners(self, action: ActionMention) -> list[Entity]:
        """``his request for asylum``, ``the driver's arrest``, ``two men with severe frostbite``."""
        noun = self.cast.doc[action.token]
        holders = [c.i for c in noun.children if c.dep_ == "poss"]
        if action.type == ActionType.INJURE and noun.head.lower_ == "with" and not is_verb(noun.head.head):
            holders.append(noun.head.head.i)
        return self.cast.at(holders)

    def _aboard(self, action: ActionMention, telling: Telling) -> Entity | None:
        here = [
            e
            for e in self.cast.entities
            if not e.single
            and e.role != Role.SUSPECT
            and any(telling.start <= m.head < telling.end for m in e.mentions)
        ]
        return here[0] if here else self.cast.latest(action.token, single=False)

    def _is_handed_to_police(self, action: ActionMention) -> bool:
        """``handed over to the Border Patrol`` is custody, ``handed over to the Cuban authorities`` a return."""
        verb = self.cast.doc[action.token]
        if not verb.lower_.startswith(("hand", "turn", "transfer", "pass", "deliver")):
            return False
        receivers = [t for t in verb.subtree if t.i > verb.i and t.dep_ == "pobj" and t.i - verb.i < 12]
        words = {t.lower_ for r in receivers for t in r.subtree}
        return (
            not words & {"authorities", "government", "officials", "counterparts", "side", "back", "country", "border"}
            and "back" not in action.span.text.lower()
        )

    def _may_have(self, entity: Entity, fate: Fate, action: ActionMention) -> bool:
        text = self.cast.doc[action.token : action.token + 4].text.lower()
        if fate == Fate.CONVICTED and action.type == ActionType.PLEAD and (" not " in text or text.startswith("den")):
            entity.add_fate(Fate.CHARGED)  # one who pleads not guilty is charged, no more
            return False
        if fate == Fate.CHARGED and _ACCUSING.search(action.span.text.lower()):
            return False  # an accusation or a suspicion is no charge yet
        return not (fate == Fate.ESCAPED and action.status == Status.ATTEMPTED)

    def complete(self, types: set[ActionType]) -> None:
        """Add what one fate entails in an incident with such actions."""
        saving = self._saves(types)
        caught = any(e.role == Role.SUSPECT and Fate.DETAINED in e.fates for e in self.cast.entities)
        for entity in self.cast.entities:
            if Fate.DETAINED in entity.fates and Fate.ESCAPED in entity.fates:
                entity.fates.remove(Fate.ESCAPED)  # who fled and was caught did not get away
            if Fate.DEAD in entity.fates:
                entity.fates = [f for f in entity.fates if f not in _BEFORE_DEATH]
            if entity.role != Role.MIGRANT or {Fate.DEAD, Fate.MISSING} & set(entity.fates):
                continue
            whole = entity.derived_from
            if whole is not None and Fate.RESCUED in whole.fates:
                entity.add_fate(Fate.RESCUED)
            saved = Fate.HOSPITALIZED in entity.fates or (
                Fate.DETAINED in entity.fates and entity.mentions[0].reference == "remainder"
            )
            if saving and saved:
                entity.add_fate(Fate.RESCUED)
            if Fate.RETURNED in entity.fates and ActionType.INTERCEPT in types:
                entity.add_fate(Fate.DETAINED)
            if ActionType.SMUGGLE in types and caught and not entity.fates and not entity.single:
                entity.add_fate(Fate.DETAINED)

    def _saves(self, types: set[ActionType]) -> bool:
        """A rescue is told, or migrants are brought to a hospital whom nobody attacked."""
        if ActionType.RESCUE in types:
            return True
        ill = (e for e in self.cast.entities if e.role == Role.MIGRANT and Fate.HOSPITALIZED in e.fates)
        return ActionType.ATTACK not in types and any(ill)
