"""Measure what each output format and each database costs on top of extraction.

    python benchmarks/formats.py                    # a few minutes
    python benchmarks/formats.py --write            # and write the table into docs/benchmarks.md

The stories of tests/stories/open are read over and over under distinct ids; what they give is written in every format,
in turns, and the processor time of each is set beside that of the extraction. Libraries are loaded before; that of a
first use is no part of it.
"""

from __future__ import annotations

import argparse
import json
import statistics
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import documents

import borderfacts
from borderfacts import outputs, stores
from borderfacts.records import Extraction

STORIES = Path(__file__).resolve().parent.parent / "tests" / "stories" / "open"
COUNT = 300
ROUNDS = 5
DATABASES = (".duckdb", ".sqlite")


def read_stories() -> list[dict[str, str]]:
    """Return the stories, over and over under distinct ids."""
    stories = [json.loads(path.read_text(encoding="utf-8")) for path in sorted(STORIES.glob("*.json"))]
    return [
        {"text": story["text"], "id": f"{story['id']}-{number}", "reference_date": story["published"]}
        for number, story in ((number, stories[number % len(stories)]) for number in range(COUNT))
    ]


def seconds(work: Callable[[], object]) -> float:
    """Return the processor time of a call, that of all its threads."""
    start = time.process_time()
    work()
    return time.process_time() - start


def ways(extractions: list[Extraction], folder: Path) -> dict[str, Callable[[], object]]:
    """Return the ways to write extractions, each into a file of its own in a folder."""

    def to_format(name: str) -> None:
        with (folder / name).open("wb") as stream:
            outputs.output_format(name).write(extractions, stream)

    def to_database(path: Path, *, anew: bool) -> None:
        if anew:
            path.unlink(missing_ok=True)
        with stores.open_store(path) as store:
            store.add(extractions)

    found: dict[str, Callable[[], object]] = {
        name: lambda name=name: to_format(name)  # type: ignore[misc]
        for name in outputs.formats()
    }
    for suffix in DATABASES:
        path = folder / f"incidents{suffix}"
        found[suffix] = lambda path=path: to_database(path, anew=True)  # type: ignore[misc]
        found[f"{suffix}, the same again"] = lambda path=path: to_database(path, anew=False)  # type: ignore[misc]
    return found


def table(stories: list[dict[str, str]], folder: Path) -> str:
    """Return the table of the costs."""
    few = list(borderfacts.extract_many(stories[:20]))
    for way in ways(few, folder).values():
        way()
    extractions: list[Extraction] = []
    taken: dict[str, list[float]] = {}
    for _ in range(ROUNDS):  # in turns, so that a change of the machine's load meets all alike
        extractions.clear()
        spent = seconds(lambda: extractions.extend(borderfacts.extract_many(stories)))
        taken.setdefault("extraction", []).append(spent)
        for name, way in ways(extractions, folder).items():
            taken.setdefault(name, []).append(seconds(way))
    median = {name: statistics.median(times) for name, times in taken.items()}
    base = median.pop("extraction")
    words = sum(len(story["text"].split()) for story in stories)
    events = sum(len(each.events) for each in extractions)
    lines = [
        f"{len(stories)} stories, {words:,} words, {events} events, medians of {ROUNDS} rounds. Extraction takes "
        f"{base / len(stories) * 1000:.1f} ms of processor time a story.",
        "",
        "| written as | ms a story | on top of extraction |",
        "|---|---:|---:|",
    ]
    lines += [f"| {name} | {each / len(stories) * 1000:.2f} | {each / base:.1%} |" for name, each in median.items()]
    return "\n".join(lines)


def main() -> None:
    """Print the table, and with ``--write`` put it into the documentation."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--write", action="store_true", help="write the table into docs/benchmarks.md")
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        found = table(read_stories(), Path(folder))
    print(found)
    if asked.write:
        documents.write_part("formats", found)


if __name__ == "__main__":
    main()
