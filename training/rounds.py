"""Score what reads stories on a round of first-look stories, without showing any of them.

    python -m training.rounds 1             # print the figures of the library on round 1
    python -m training.rounds 1 --write     # and put them into corpus/rounds/scores.json, with the day and the model

The texts of the real articles must be laid out. The records that the marks of a story give are what is right.
"""

from __future__ import annotations

import datetime
import json
import sys
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

import borderfacts
from borderfacts.notation import MarkedStory
from borderfacts.reading.model import model_name
from training.corpus import CORPUS, REAL, Entry, own_stories, real_stories
from training.reading_of import extraction
from training.scoring import Score, Scores, as_known

SCORES = CORPUS / "rounds" / "scores.json"
SLOTS = CORPUS / "rounds" / "slots.json"
Slots = dict[str, list[int]]  # by story: slots in common, extracted and known
Reads = Callable[[MarkedStory], dict[str, Any]]


def library(story: MarkedStory) -> dict[str, Any]:
    """Return what the library makes of the text of a story."""
    return borderfacts.extract(story.text, reference_date=story.meta.get("published")).model_dump(
        mode="json", by_alias=True
    )


def score(entries: Iterable[Entry], reads: Reads = library) -> tuple[dict[str, Scores], Slots]:
    """Return the scores of the retold and of the real stories among some entries, and the slots of each story."""
    found: dict[str, Scores] = {}
    slots: Slots = {}
    for entry in entries:
        marked = extraction(entry.story)
        known = {**marked, "events": [as_known(event) for event in marked["events"]]}
        alone = Scores()
        alone.add(reads(entry.story), known)
        found.setdefault(entry.part, Scores()).merge(alone)
        slots[entry.story.meta["id"]] = [int(alone.slots.hits), int(alone.slots.extracted), int(alone.slots.known)]
    return found, slots


def entries_of(name: str) -> list[Entry]:
    """Return the stories of a round, the real ones and the retold ones as such; every one of them must be there.

    Raises:
        FileNotFoundError: the text of a real article is not laid out.
    """
    part = f"rounds/{name}"
    found = [entry._replace(part="retold") for entry in own_stories(parts=(part,))]
    found += [entry._replace(part=REAL) for entry in real_stories(part=part)]
    missing = len(list((CORPUS / part).iterdir())) - len(found)
    if missing:
        raise FileNotFoundError(f"{missing} texts of round {name} are not laid out; see training.lay_out")
    return found


def figures(scores: Scores) -> dict[str, float | int]:
    """Return the figures that are kept of a round, to three digits."""

    def of(name: str, each: Score) -> dict[str, float | int]:
        rates = {"precision": each.precision, "recall": each.recall, "f1": each.f1}
        return {f"{name}_{key}": round(value, 3) for key, value in rates.items()}

    return {
        **of("incident", scores.incidents),
        **of("slot", scores.slots),
        "spurious": round(1 - scores.incidents.precision, 3),
        "without_incident": int(scores.empty.known),
        "left_empty": int(scores.empty.hits),
    }


def main(arguments: list[str]) -> int:
    """Print the figures of a round, and keep them if asked to; return the exit status."""
    names = [each for each in arguments if each != "--write"]
    if len(names) != 1:
        sys.stderr.write(__doc__ or "")
        return 2
    scores, slots = score(entries_of(names[0]))
    parts = {part: figures(each) for part, each in sorted(scores.items())}
    print(json.dumps(parts, indent=2))
    if "--write" in arguments:
        keep(names[0], parts, by=model_name())
        keep_slots(names[0], slots, by=model_name())
    return 0


def keep(name: str, parts: dict[str, dict[str, float | int]], *, by: str, path: Path = SCORES) -> None:
    """Add the figures of a round to the file of scores."""
    scores = json.loads(path.read_text(encoding="utf-8"))
    day = datetime.datetime.now(tz=datetime.UTC).date().isoformat()
    scores.setdefault(name, []).append({"scored": day, "by": by, "parts": parts})
    path.write_text(json.dumps(scores, indent=2) + "\n", encoding="utf-8")


def keep_slots(name: str, slots: Slots, *, by: str, path: Path = SLOTS) -> None:
    """Keep the slots of each story of a round beside those of other readers, for ``training.compare``."""
    kept = json.loads(path.read_text(encoding="utf-8")) if path.is_file() else {}
    kept.setdefault(by, {})[name] = dict(sorted(slots.items()))
    rows = [
        f"  {json.dumps(reader)}: {{\n"
        + ",\n".join(f'    "{n}": {json.dumps(each)}' for n, each in sorted(rounds.items()))
        + "\n  }"
        for reader, rounds in sorted(kept.items())
    ]
    path.write_text("{\n" + ",\n".join(rows) + "\n}\n", encoding="utf-8")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
