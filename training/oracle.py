"""Score what the assembly makes of marks against records written by hand: what is lost there, marks or assembly lost.

    python -m training.oracle [FOLDER ...]     # figures by family, and every slot that differs, by story

Each FOLDER holds stories with their records (``id``, ``text``, ``published``, ``events``); without one the stories of
``tests/stories`` are taken. Only those that are marked in ``corpus/recorded`` count.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from borderfacts.notation import MarkedStory
from training.corpus import own_stories
from training.reading_of import extraction
from training.scoring import Scores, extracted_slots, in_common, known_slots, pair

RECORDS = Path(__file__).parent.parent / "tests" / "stories"


def recorded(folders: Sequence[Path] = (RECORDS,)) -> Iterator[tuple[MarkedStory, dict[str, Any]]]:
    """Yield each marked story that has a record, with it, by name."""
    found = {}
    for folder in folders:
        for path in folder.rglob("*.json"):
            story = json.loads(path.read_text(encoding="utf-8"))
            found[story["id"]] = story
    for entry in own_stories(parts=("recorded",)):
        record = found.get(entry.story.meta["id"])
        if record is not None:
            yield entry.story, record


def differences(found: dict[str, Any], known: dict[str, Any]) -> Iterator[str]:
    """Yield each slot of a story that only the marks or only the record give."""
    ours = [extracted_slots(event) for event in found["events"]]
    theirs = [known_slots(event) for event in known["events"]]
    for one, other in pair(ours, theirs):
        shared = in_common(ours[one], theirs[other])
        yield from (f"{known['id']} {one}: missed {slot}" for slot in (theirs[other] - shared))
        yield from (f"{known['id']} {one}: extra {slot}" for slot in (ours[one] - shared))


def main(arguments: list[str]) -> int:
    """Print the figures; return the exit status."""
    scores = Scores()
    for story, record in recorded([Path(each) for each in arguments] or [RECORDS]):
        found = extraction(story)
        scores.add(found, record)
        for line in differences(found, record):
            print(line)
    rows = {"incidents": scores.incidents, "slots": scores.slots, **dict(sorted(scores.families.items()))}
    for name, each in rows.items():
        print(f"{name:14} {each.precision:.3f} {each.recall:.3f} {each.f1:.3f}  known {each.known:.0f}")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
