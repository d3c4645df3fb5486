"""How sure the library is that a record is a real incident of the story."""

from __future__ import annotations

import math

from borderfacts import lexicons
from borderfacts.records import Event
from borderfacts.vocabulary import EventType


def features(event: Event) -> dict[str, float]:
    """Return what the estimate looks at in a record, each 0 or 1."""
    start = event.when.start if event.when is not None else None
    return {
        "dated": float(start is not None),
        "day": float(start is not None and len(start) > 7),
        "placed": float(bool(event.places)),
        "routed": float(event.route is not None),
        "counted": float(any(group.count is not None for group in event.people)),
        "fated": float(any(group.fates for group in event.people)),
        "official": float(bool(event.agencies)),
        "several_actions": float(len(event.actions) > 2),
        "told_at_length": float(len(event.evidence) > 2),
        "policy": float(event.type == EventType.POLICY),
        "court": float(event.type == EventType.COURT),
        "other": float(event.type == EventType.OTHER),
    }


def confidence(told: dict[str, float]) -> float:
    """Return the probability, from 0 to 1 with two decimals, by a logistic model fitted on the project's stories.

    The weights in ``confidence.json`` are made by ``scripts/calibrate_confidence.py``.
    """
    weights = lexicons.confidence_weights()
    score = weights["bias"] + sum(weights[name] * value for name, value in told.items())
    return round(1 / (1 + math.exp(-score)), 2)
