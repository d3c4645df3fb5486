"""How sure the library is that a record is a real incident of the story."""

from __future__ import annotations

import json
import math
from functools import cache
from typing import TYPE_CHECKING

from borderfacts import lexicons

if TYPE_CHECKING:
    from borderfacts.incidents.group import Group
    from borderfacts.records import PersonGroup, Place, When


@cache
def _weights() -> dict[str, float]:
    weights: dict[str, float] = json.loads(lexicons.read_bytes("confidence.json"))
    return weights


def features(
    group: Group, when: When | None, places: list[Place], people: list[PersonGroup], agencies: int
) -> dict[str, float]:
    """Return what the estimate looks at, each 0 or 1."""
    return {
        "dated": float(when is not None and when.start is not None),
        "day": float(when is not None and when.start is not None and len(when.start) >= 7),
        "placed": float(bool(places)),
        "peopled": float(any(p.count is not None for p in people)),
        "fated": float(any(p.fates for p in people)),
        "official": float(agencies > 0),
        "several_actions": float(len(group.types) > 2),
        "several_tellings": float(len(group.tellings) > 2),
        "policy": float(group.family == "policy"),
        "court": float(group.family == "court"),
    }


def confidence(told: dict[str, float]) -> float:
    """Return the probability, from 0 to 1 with two decimals, by a logistic model fitted on the project's stories.

    The weights in ``confidence.json`` are made by ``scripts/calibrate_confidence.py``.
    """
    weights = _weights()
    score = weights["bias"] + sum(weights[name] * value for name, value in told.items())
    return round(1 / (1 + math.exp(-score)), 2)
