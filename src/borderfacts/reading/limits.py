"""From which chance on something is said, and what a score is worth as a chance."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np

from borderfacts.reading.heads import sigmoid
from borderfacts.reading.tokens import Floats

# What speaks for an incident: how many actions report it, how sure they are, how much they belong together, how many
# mentions of people and which values it has, how sure its type and status are, and where the story first reports it.
INCIDENT_FEATURES = (
    "actions",
    "surest",
    "mean",
    "together",
    "other",
    "people",
    "when",
    "place",
    "agency",
    "type",
    "status",
    "start",
)


@dataclass(frozen=True)
class Limits:
    """From which chance on something is said; chosen on stories set aside for it.

    Attributes:
        action: that words report an action.
        people: that words stand for people of an incident.
        beside: that a word belongs to the words for people that it stands next to.
        part: that words say what some of a group are.
        cause: that words state a cause.
        source: that words name who says so.
        use: that a value is something to an incident.
        together: that two clusters of actions are one incident.
        belongs: that a value is something to an incident, and to the one that it fits best.
        member: that words stand for people, and for such of the incident that they fit best.
        also: that they belong to another one, too.
        same: that two clusters of mentions are the same people.
        detail: that a period or a place belongs to a statistic.
        fate: that a group met a fate.
        fates: the same for fates that need another chance, by their names.
        route: that a country is an end of the movement.
        acting: that someone does an action, or that it is done to them.
        dead: that a group of which some are dead is one, by its calibrated chance.
        incident: that an incident is one.
        on_borders: how much more than the gate asks for a text weighs (``borderfacts.gate``, thousandths of log odds)
            where all of its windows are read.
        window: what the heaviest stretch of a window weighs where a window of another text is read.
        surety: how much each of ``INCIDENT_FEATURES`` speaks for an incident, and last the constant (logistic
            regression); where empty, the surest of its actions speaks alone.
        calibration: for each use and for ``incident``, ``type``, ``status``, ``route`` and ``group`` the scores, in
            ascending order, whose chances of being right were measured, and these chances.
    """

    action: float = 0.5
    people: float = 0.5
    beside: float = 0.5
    part: float = 0.5
    cause: float = 0.5
    source: float = 0.4
    use: float = 0.5
    together: float = 0.5
    belongs: float = 0.3
    member: float = 0.4
    also: float = 0.6
    same: float = 0.5
    detail: float = 0.3
    fate: float = 0.5
    fates: Mapping[str, float] = field(default_factory=dict)
    route: float = 0.5
    acting: float = 0.5
    dead: float = 0.0
    incident: float = 0.0
    on_borders: int = 0
    window: int = 0
    surety: Sequence[float] = ()
    calibration: Mapping[str, tuple[Sequence[float], Sequence[float]]] = field(default_factory=dict)

    def sureties(self, features: Floats) -> Floats:
        """Return the chances of clusters to be incidents, from their features: clusters by ``INCIDENT_FEATURES``."""
        if not self.surety:
            return features[:, INCIDENT_FEATURES.index("surest")]
        *weights, constant = self.surety
        return sigmoid(features @ np.array(weights) + constant)

    def chance(self, family: str, score: float) -> float:
        """Return the calibrated chance for a score of a family; the score itself where none was fitted."""
        if family not in self.calibration:
            return min(max(score, 0.0), 1.0)
        scores, chances = self.calibration[family]
        return round(float(np.interp(score, scores, chances)), 4)
