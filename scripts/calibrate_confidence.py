"""Fit the weights of the confidence estimate on the stories in ``tests/stories`` and write them to ``confidence.json``.

A record counts as right when the quality gate's scoring finds its incident (``tests/quality/scoring.py``). The model
is a logistic regression with a small ridge, so that the weights of rare features stay modest; the figures printed last
show how well the estimate is calibrated: of the records in each band of confidence, how many were right.

Run it from the root of the checkout after a change that moves the records::

    python scripts/calibrate_confidence.py
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

import numpy as np

ROOT = Path(__file__).parent.parent
sys.path.insert(0, str(ROOT))

from training import scoring  # noqa: E402

import borderfacts  # noqa: E402
from borderfacts.incidents.confidence import features  # noqa: E402

STORIES = ROOT / "tests" / "stories"
WEIGHTS = ROOT / "src" / "borderfacts" / "lexicons" / "data" / "confidence.json"
RIDGE = 1.0
STEPS = 4000
RATE = 0.02


def examples() -> tuple[list[dict[str, float]], list[float]]:
    """Return the features of every record, and 1 for those that are right."""
    told: list[dict[str, float]] = []
    right: list[float] = []
    for path in sorted(STORIES.rglob("*.json")):
        story: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
        events = borderfacts.extract_events(story["text"], reference_date=story["published"])
        bags = [scoring.told_slots(e.model_dump(mode="json", by_alias=True)) for e in events]
        known = [scoring.known_slots(e) for e in story["events"]]
        found = {i for i, j in scoring.pair(bags, known) if scoring.is_found(bags[i], known[j])}
        for i, event in enumerate(events):
            told.append(features(event))
            right.append(float(i in found))
    return told, right


def fit(rows: np.ndarray[Any, Any], right: np.ndarray[Any, Any]) -> np.ndarray[Any, Any]:
    """Return the weights, the bias first, by gradient descent from zero: the same on every run."""
    weights = np.zeros(rows.shape[1])
    ridge = np.full(rows.shape[1], RIDGE)
    ridge[0] = 0.0
    for _ in range(STEPS):
        error = 1 / (1 + np.exp(-rows @ weights)) - right
        weights -= RATE * (rows.T @ error + ridge * weights) / 10
    return weights


def main() -> None:
    """Fit, write and report."""
    told, right = examples()
    names = list(told[0])
    rows = np.array([[1.0, *(row[name] for name in names)] for row in told])
    weights = fit(rows, np.array(right))
    table = {"bias": round(float(weights[0]), 2)} | {
        name: round(float(w), 2) for name, w in zip(names, weights[1:], strict=True)
    }
    WEIGHTS.write_text(json.dumps(table, indent=2) + "\n", encoding="utf-8")
    estimate = 1 / (1 + np.exp(-rows @ weights))
    print(json.dumps(table))
    for low, high in ((0.0, 0.5), (0.5, 0.7), (0.7, 0.8), (0.8, 0.9), (0.9, 1.01)):
        band = (estimate >= low) & (estimate < high)
        if band.any():
            share = float(np.array(right)[band].mean())
            mean = float(estimate[band].mean())
            print(f"{low:.1f} to {min(high, 1):.1f}: {int(band.sum())} records, mean {mean:.2f}, right {share:.2f}")


if __name__ == "__main__":
    main()
