"""Agreement of stories that were marked twice, blind.

    python -m training.agreement                  # the stories of corpus/twice against the same in the corpus
    python -m training.agreement FIRST SECOND     # two folders with stories of the same file names

Mentions agree where their words overlap and they are the same: the same action and how far it came to pass, people, a
place, a day. Which incident they belong to is measured apart: same-incident links are pairs of words that both markers
marked (overlapping) and that belong to a common incident. What the notation leaves open is not counted: the number of
a group inside a mention of it, and a part of a group named again. What the second marks reach as records, scored
against those of the first, is what a reader could reach.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from itertools import combinations
from pathlib import Path
from typing import NamedTuple

from borderfacts.notation import MarkedStory, parse, to_reading
from borderfacts.notation.labels import read_label
from borderfacts.reading import Link
from borderfacts.vocabulary import Use
from training.corpus import all_stories, own_stories, real_stories
from training.reading_of import extraction
from training.scoring import Scores, as_known

TWICE = "twice"


class Agreement(NamedTuple):
    """How many things both marked, and how many each."""

    both: int
    first: int
    second: int

    @property
    def f1(self) -> float:
        """Twice what both marked over what each marked."""
        return 2 * self.both / (self.first + self.second) if self.first + self.second else 1.0

    def plus(self, other: Agreement) -> Agreement:
        """Return the agreement over both."""
        return Agreement(self.both + other.both, self.first + other.first, self.second + other.second)


class Meaning(NamedTuple):
    """What some words are, without names of incidents and groups."""

    start: int
    end: int
    says: str


def meanings(story: MarkedStory) -> list[Meaning]:
    """Return what the words of a story are, each once, without those of nothing and marks that may be left out."""
    groups: dict[str, list[tuple[int, int]]] = {}
    parts: set[tuple[str, str | None]] = set()
    found: dict[Meaning, None] = {}
    for mark in story.marks:
        link = read_label(mark.label)
        if link is None:
            continue
        if link.use is Use.MENTION:
            groups.setdefault(link.to, []).append((mark.start, mark.end))
        if link.use is Use.COUNT and any(a <= mark.start and mark.end <= b for a, b in groups.get(link.to, ())):
            continue
        if link.use is Use.PART:
            if (link.to, link.label) in parts:
                continue
            parts.add((link.to, link.label))
        found[Meaning(mark.start, mark.end, _says(link))] = None
    return list(found)


def _says(link: Link) -> str:
    use = Use.MENTION if link.use is Use.SOME else link.use
    label = "" if link.use is Use.FIGURE else link.label or ""
    return f"{use.value} {label} {link.factuality.value}"


def mentions(first: MarkedStory, second: MarkedStory) -> Agreement:
    """Return the agreement on words and what they are."""
    ours, left = meanings(first), meanings(second)
    theirs = len(left)
    both = 0
    for one in ours:
        match = next((other for other in left if _overlap(one, other) and one.says == other.says), None)
        if match is not None:
            left.remove(match)
            both += 1
    return Agreement(both, len(ours), theirs)


def _overlap(one: Meaning, other: Meaning) -> bool:
    return one.start < other.end and other.start < one.end


def links(first: MarkedStory, second: MarkedStory) -> Agreement:
    """Return the agreement on which of the words that both marked belong to a common incident."""
    ours, theirs = _incidents(first), _incidents(second)
    common = [(ours[one], theirs[other]) for one in ours for other in theirs if one[0] < other[1] and other[0] < one[1]]
    pairs = list(combinations(common, 2))
    one = [bool(a[0] & b[0]) for a, b in pairs]
    two = [bool(a[1] & b[1]) for a, b in pairs]
    return Agreement(sum(a and b for a, b in zip(one, two, strict=True)), sum(one), sum(two))


def _incidents(story: MarkedStory) -> dict[tuple[int, int], set[str]]:
    reading = to_reading(story)
    groups = {group.name: group.incident for group in reading.groups}
    known = {incident.name for incident in reading.incidents}
    found: dict[tuple[int, int], set[str]] = {}
    for link in reading.links:
        name = groups.get(link.to, link.to)
        if name in known:
            mention = reading.mentions[link.mention]
            found.setdefault((mention.start, mention.end), set()).add(name)
    return found


def corpus_pairs() -> Iterator[tuple[str, MarkedStory, MarkedStory]]:
    """Yield the stories of the corpus that were marked twice, by id; real ones where their texts are laid out."""
    first = {entry.story.meta["id"]: entry.story for entry in all_stories()}
    for entry in (*own_stories(parts=(TWICE,)), *real_stories(part=TWICE)):
        yield entry.story.meta["id"], first[entry.story.meta["id"]], entry.story


def read_pairs(first: Path, second: Path) -> Iterator[tuple[str, MarkedStory, MarkedStory]]:
    """Yield the stories that both folders hold, by name."""
    for path in sorted(second.glob("*.marks")):
        other = first / path.name
        if other.is_file():
            ours, theirs = (parse(each.read_text(encoding="utf-8"))[0] for each in (other, path))
            yield path.stem, ours, theirs


def main(arguments: list[str]) -> int:
    """Print the agreement by story and over all; return the exit status."""
    if len(arguments) not in (0, 2):
        sys.stderr.write(__doc__ or "")
        return 2
    pairs = read_pairs(Path(arguments[0]), Path(arguments[1])) if arguments else corpus_pairs()
    words, same = Agreement(0, 0, 0), Agreement(0, 0, 0)
    records: dict[str, Scores] = {}
    for name, first, second in pairs:
        on_words, on_links = mentions(first, second), links(first, second)
        numbers = f"incidents {len(first.incidents)}, {len(second.incidents)}"
        print(f"{name:10} mentions {on_words.f1:.2f}   same incident {on_links.f1:.2f}   {numbers}")
        words, same = words.plus(on_words), same.plus(on_links)
        known = extraction(first)
        of_part = records.setdefault(name.partition("-")[0], Scores())  # mr-: real articles, rt-: retold stories
        of_part.add(extraction(second), {**known, "events": [as_known(event) for event in known["events"]]})
    for part, scores in records.items():
        print(f"records {part}: incidents {scores.incidents.f1:.3f}, slots {scores.slots.f1:.3f}")
    print(f"mentions {words.f1:.3f} ({words.first}, {words.second})   same incident {same.f1:.3f}")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
