"""Score the stories of this project and refuse to fall below what was reached.

python tests/quality/gate.py            # exit status 1 where a figure is below baseline.json
python tests/quality/gate.py --raise    # write better figures into baseline.json; never lower ones
python tests/quality/gate.py --report   # the figures of every family, too
"""

from __future__ import annotations

import argparse
import json
import math
import sys
from pathlib import Path
from typing import Any

import borderfacts

HERE = Path(__file__).parent
sys.path.insert(0, str(HERE.parent.parent))

from training.scoring import Scores  # noqa: E402

STORIES = HERE.parent / "stories"
BASELINE = HERE / "baseline.json"
SETS = ("open", "open_2", "first_look", "second_look")

Figures = dict[str, dict[str, float]]


def read_stories(folder: Path) -> list[dict[str, Any]]:
    """Return the stories of a folder, by name of file."""
    return [json.loads(path.read_text(encoding="utf-8")) for path in sorted(folder.glob("*.json"))]


def score(folder: Path) -> Scores:
    """Read the stories of a folder and score what comes out."""
    stories = read_stories(folder)
    records = [{"text": story["text"], "reference_date": story["published"]} for story in stories]
    scores = Scores()
    for extraction, story in zip(borderfacts.extract_many(records), stories, strict=True):
        scores.add(extraction.model_dump(mode="json", by_alias=True), story)
    return scores


def figures(scores: Scores) -> dict[str, float]:
    """Return the figures that are held, rounded down to three digits."""
    found = {
        "incident_f1": scores.incidents.f1,
        "slot_f1": scores.slots.f1,
        "left_empty": scores.empty.recall if scores.empty.known else 1.0,
    }
    for family in ("quantity", "date", "statistic"):
        if family in scores.families:
            found[f"{family}_f1"] = scores.families[family].f1
    return {name: math.floor(value * 1000) / 1000 for name, value in found.items()}


def fallen(reached: Figures, baseline: Figures) -> list[str]:
    """Return a line for each figure of the baseline that was not reached again."""
    return [
        f"{name} {figure}: {reached.get(name, {}).get(figure)} is below {floor}"
        for name, floors in baseline.items()
        for figure, floor in floors.items()
        if reached.get(name, {}).get(figure, -1.0) < floor
    ]


def raised(reached: Figures, baseline: Figures) -> Figures:
    """Return the baseline with the figures that are better now; no figure falls."""
    return {
        name: {figure: max(value, baseline.get(name, {}).get(figure, value)) for figure, value in values.items()}
        for name, values in reached.items()
    }


def report(name: str, scores: Scores) -> str:
    """Return the figures of a set of stories as lines for people."""
    lines = [f"{name}: precision, recall, F1"]
    rows = {"incidents": scores.incidents, "slots": scores.slots, **dict(sorted(scores.families.items()))}
    for row, each in rows.items():
        lines.append(f"  {row:18} {each.precision:.3f}  {each.recall:.3f}  {each.f1:.3f}   known {each.known:.0f}")
    lines.append(f"  stories without an incident left empty: {scores.empty.hits:.0f} of {scores.empty.known:.0f}")
    return "\n".join(lines)


def main(arguments: list[str] | None = None) -> int:
    """Run the gate; return its exit status."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--raise", dest="write", action="store_true", help="write better figures into the baseline")
    parser.add_argument("--report", action="store_true", help="print the figures of every family")
    asked = parser.parse_args(arguments)
    scores = {name: score(STORIES / name) for name in SETS}
    reached = {name: figures(each) for name, each in scores.items()}
    baseline: Figures = json.loads(BASELINE.read_text(encoding="utf-8"))
    for name, each in scores.items():
        print(report(name, each) if asked.report else f"{name}: {reached[name]}")
    below = fallen(reached, baseline)
    for line in below:
        print(f"FALLEN {line}")
    if asked.write and not below:
        text = json.dumps(raised(reached, baseline), indent=2, sort_keys=True) + "\n"
        BASELINE.write_text(text, encoding="utf-8")
    return 1 if below else 0


if __name__ == "__main__":
    raise SystemExit(main())
