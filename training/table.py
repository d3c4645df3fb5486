"""Print the corpus in numbers, as the tables of ``corpus/README.md``.

python -m training.table            # print them
python -m training.table --write    # put them into the page, between its two marks
"""

from __future__ import annotations

import re
import sys
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from typing import NamedTuple

from borderfacts.notation.labels import NOTHING
from training.corpus import CORPUS, own_stories, records_without_text

BEGIN, END = "<!-- table: begin -->", "<!-- table: end -->"
PAGE = CORPUS / "README.md"
_LENGTHS = ((100, "under 100"), (250, "100 to 249"), (400, "250 to 399"), (10**6, "400 and more"))
# A word of news with the white space behind it, in characters; texts that are not here are counted by it.
_CHARACTERS_A_WORD = 6.0


class Row(NamedTuple):
    """What is counted of one story."""

    part: str
    kind: str
    region: str
    source: str
    words: int
    types: tuple[str, ...]
    labels: tuple[str, ...]


def rows() -> Iterator[Row]:
    """Yield a row a story."""
    for entry in own_stories():
        story = entry.story
        types = tuple(incident.type.value for incident in story.incidents)
        labels = tuple(mark.label for mark in story.marks)
        words = len(story.text.split())
        yield Row(entry.part, story.meta["kind"], story.meta["region"], "this project", words, types, labels)
    for _, record in records_without_text():
        types = tuple(incident["type"] for incident in record["incidents"])
        labels = tuple(label for _, _, label in record["marks"])
        words = round(record["source"]["length"] / _CHARACTERS_A_WORD)
        dataset = record["source"]["dataset"]
        yield Row("real", record["kind"], record["region"], dataset, words, types, labels)


def tables(stories: Iterable[Row]) -> str:
    """Return the tables of some stories, in Markdown."""
    found = list(stories)
    incidents = Counter(kind for row in found for kind in row.types)
    marks = Counter(label != NOTHING for row in found for label in row.labels)
    lines = [
        f"{len(found):,} stories with {incidents.total():,} incidents and {marks[True]:,} labels on words; "
        f"{marks[False]:,} more stretches of words are marked as belonging to nothing.",
        "",
    ]
    lines += _table("kind", found, lambda row: row.kind)
    lines += _table("region", found, lambda row: row.region)
    lines += _table("source", found, lambda row: row.source)
    lines += _table("words", found, lambda row: next(name for most, name in _LENGTHS if row.words < most))
    lines += _table("incidents", found, lambda row: str(len(row.types)) if len(row.types) < 6 else "6 and more")
    lines += ["| type of incident | number |", "|---|---|"]
    lines += [f"| {name} | {number} |" for name, number in incidents.most_common()]
    return "\n".join(lines)


def _table(name: str, found: list[Row], key: Callable[[Row], str]) -> list[str]:
    parts = ("recorded", "retold", "real")
    counts = Counter((key(row), row.part) for row in found)
    names = sorted({each for each, _ in counts}, key=lambda each: _order(name, each, counts))
    lines = [f"| {name} | {' | '.join(parts)} | all |", "|---" * (len(parts) + 2) + "|"]
    for each in names:
        numbers = [counts[each, part] for part in parts]
        lines.append(f"| {each} | {' | '.join(map(str, numbers))} | {sum(numbers)} |")
    return [*lines, ""]


def _order(name: str, value: str, counts: Counter[tuple[str, str]]) -> tuple[int, str]:
    if name == "words":
        return [label for _, label in _LENGTHS].index(value), value
    if name == "incidents":
        return 0, value
    return -sum(number for (each, _), number in counts.items() if each == value), value


def with_tables(page: str) -> str:
    """Return the text of the page with the tables of today."""
    return re.sub(f"{BEGIN}.*{END}", lambda _: f"{BEGIN}\n\n{tables(rows())}\n\n{END}", page, flags=re.DOTALL)


def main(arguments: list[str]) -> int:
    """Print or write the tables; return the exit status."""
    if "--write" in arguments:
        PAGE.write_text(with_tables(PAGE.read_text(encoding="utf-8")), encoding="utf-8")
    else:
        print(tables(rows()))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
