"""How sure the library is that a record is a real incident of the story."""

from __future__ import annotations

import math
from collections.abc import Sequence

from borderfacts import lexicons
from borderfacts.records import Action, Agency, PersonGroup, Place, Route, Span, When
from borderfacts.vocabulary import EventType


def features(
    *,
    kind: EventType,
    when: When | None,
    places: Sequence[Place],
    route: Route | None,
    people: Sequence[PersonGroup],
    agencies: Sequence[Agency],
    actions: Sequence[Action],
    evidence: Sequence[Span],
) -> dict[str, float]:
    """Return what the estimate looks at in a record, each 0 or 1."""
    return {
        "dated": float(when is not None and when.start is not None),
        "day": float(when is not None and when.start is not None and len(when.start) > 7),
        "placed": float(bool(places)),
        "routed": float(route is not None),
        "counted": float(any(group.count is not None for group in people)),
        "fated": float(any(group.fates for group in people)),
        "official": float(bool(agencies)),
        "several_actions": float(len(actions) > 2),
        "told_at_length": float(len(evidence) > 2),
        "policy": float(kind == EventType.POLICY),
        "court": float(kind == EventType.COURT),
        "other": float(kind == EventType.OTHER),
    }


def confidence(told: dict[str, float]) -> float:
    """Return the probability, from 0 to 1 with two decimals, by a logistic model fitted on the project's stories.

    The weights in ``confidence.json`` are made by ``scripts/calibrate_confidence.py``.
    """
    weights = lexicons.confidence_weights()
    score = weights["bias"] + sum(weights[name] * value for name, value in told.items())
    return round(1 / (1 + math.exp(-score)), 2)
