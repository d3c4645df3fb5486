"""Agreement of stories that were marked twice, blind.

    python -m training.agreement FIRST SECOND     # two folders with stories of the same file names

Mentions agree where their words overlap and they have the same label, with the incidents of the second marker renamed
to those of the first so that most labels agree. Same-incident links are pairs of words that both markers marked
(overlapping) and that belong to a common incident.
"""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterator
from itertools import combinations
from pathlib import Path
from typing import NamedTuple

from borderfacts.notation import MarkedStory, parse, to_reading
from borderfacts.notation.labels import read_label
from borderfacts.vocabulary import Use


class Agreement(NamedTuple):
    """How many things both told, and how many each."""

    both: int
    first: int
    second: int

    @property
    def f1(self) -> float:
        """Twice what both told over what each told."""
        return 2 * self.both / (self.first + self.second) if self.first + self.second else 1.0

    def plus(self, other: Agreement) -> Agreement:
        """Return the agreement over both."""
        return Agreement(self.both + other.both, self.first + other.first, self.second + other.second)


class Told(NamedTuple):
    """One label on some words: its incident, and what it says without names of incidents and groups."""

    start: int
    end: int
    incident: str
    says: str


def tell(story: MarkedStory) -> list[Told]:
    """Return the labels of a story, those of nothing left out."""
    groups = {group.name: group for group in story.groups}
    found = []
    for mark in story.marks:
        link = read_label(mark.label)
        if link is None:
            continue
        group = groups.get(link.to)
        figure = link.use in (Use.FIGURE, Use.PERIOD, Use.AREA, Use.FACT)
        role = f" {group.role.value}" if group else ""
        label = "" if link.use is Use.FIGURE else link.label or ""
        incident = "" if figure else group.incident if group else link.to
        found.append(Told(mark.start, mark.end, incident, f"{link.use.value}{role} {label}".strip()))
    return found


def mentions(first: MarkedStory, second: MarkedStory) -> Agreement:
    """Return the agreement on words and what they are, in which incident."""
    ours, theirs = tell(first), tell(second)
    names = _renamed(ours, theirs)
    theirs = [each._replace(incident=names.get(each.incident, "?" if each.incident else "")) for each in theirs]
    left = list(theirs)
    both = 0
    for one in ours:
        match = next((each for each in left if _overlap(one, each) and one[2:] == each[2:]), None)
        if match is not None:
            left.remove(match)
            both += 1
    return Agreement(both, len(ours), len(theirs))


def _renamed(ours: list[Told], theirs: list[Told]) -> dict[str, str]:
    """Return for each incident of the second marker the one of the first with which it shares most words."""
    shared: Counter[tuple[str, str]] = Counter()
    for one in ours:
        for other in theirs:
            if one.incident and other.incident and _overlap(one, other) and one.says == other.says:
                shared[one.incident, other.incident] += 1
    names: dict[str, str] = {}
    for (first, second), _ in sorted(shared.items(), key=lambda pair: (-pair[1], pair[0])):
        if second not in names and first not in names.values():
            names[second] = first
    return names


def _overlap(one: Told, other: Told) -> bool:
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


def read_pairs(first: Path, second: Path) -> Iterator[tuple[str, MarkedStory, MarkedStory]]:
    """Yield the stories that both folders hold, by name."""
    for path in sorted(second.glob("*.marks")):
        other = first / path.name
        if other.is_file():
            ours, theirs = (parse(each.read_text(encoding="utf-8"))[0] for each in (other, path))
            yield path.stem, ours, theirs


def main(arguments: list[str]) -> int:
    """Print the agreement by story and over all; return the exit status."""
    if len(arguments) != 2:
        sys.stderr.write(__doc__ or "")
        return 2
    words, same = Agreement(0, 0, 0), Agreement(0, 0, 0)
    for name, first, second in read_pairs(Path(arguments[0]), Path(arguments[1])):
        on_words, on_links = mentions(first, second), links(first, second)
        numbers = f"incidents {len(first.incidents)}, {len(second.incidents)}"
        print(f"{name:10} mentions {on_words.f1:.2f}   same incident {on_links.f1:.2f}   {numbers}")
        words, same = words.plus(on_words), same.plus(on_links)
    print(f"mentions {words.f1:.3f} ({words.first}, {words.second})   same incident {same.f1:.3f}")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
