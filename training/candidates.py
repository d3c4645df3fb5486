"""Measure which of the marked words the layers of values propose.

    python -m training.candidates [--missed]     # the share by family; with --missed the words that are not proposed

A mark is proposed where a candidate that may be such a thing shares a character with it.
"""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterable, Iterator

from borderfacts.notation import to_reading
from borderfacts.reading.schema import Mention, Values
from borderfacts.records import Span
from borderfacts.vocabulary import Use
from training.corpus import Entry, all_stories
from training.reading_of import values

FAMILIES: dict[str, frozenset[Use]] = {
    "people": frozenset({Use.MENTION, Use.SOME, Use.PART}),
    "places": frozenset({Use.PLACE, Use.ORIGIN, Use.DESTINATION}),
    "agencies": frozenset({Use.AGENCY}),
    "dates": frozenset({Use.WHEN, Use.STEP, Use.TIME}),
    "goods": frozenset({Use.SEIZED}),
    "measures": frozenset({Use.MEASURE}),
    "nationalities": frozenset({Use.NATIONALITY}),
    "ages": frozenset({Use.AGE}),
    "figures": frozenset({Use.FIGURE}),
}


def candidates(found: Values) -> dict[str, list[Span]]:
    """Return the words that may be something of each family."""
    kinds: dict[str, Iterable[object]] = {
        "people": found.phrases,
        "places": [*found.places, *found.phrases, *found.nationalities],
        "agencies": [*found.agencies, *found.phrases, *found.places, *found.nationalities],
        "dates": found.dates,
        "goods": [*found.goods, *found.quantities, *found.numbers],
        "measures": found.quantities,
        "nationalities": found.nationalities,
        "ages": [*found.ages, *found.numbers],
        "figures": [*found.numbers, *found.quantities],
    }
    return {family: [each.span for each in kind] for family, kind in kinds.items()}  # type: ignore[attr-defined]


def marked(entry: Entry, found: Values) -> Iterator[tuple[str, Mention]]:
    """Yield the marked words of a story with their family, each once."""
    reading = to_reading(entry.story, found.sentences)
    seen = set()
    for link in reading.links:
        mention = reading.mentions[link.mention]
        for family, uses in FAMILIES.items():
            if link.use in uses and (family, mention.start, mention.end) not in seen:
                seen.add((family, mention.start, mention.end))
                yield family, mention


def measure(entries: Iterable[Entry]) -> tuple[Counter[str], Counter[str], dict[str, Counter[str]]]:
    """Return by family how many words are marked, how many of them are proposed, and the words that are not."""
    counts, proposed = Counter[str](), Counter[str]()
    missed: dict[str, Counter[str]] = {family: Counter() for family in FAMILIES}
    for entry in entries:
        found = values(entry.story)
        proposals = candidates(found)
        for family, mention in marked(entry, found):
            counts[family] += 1
            if any(span.start < mention.end and mention.start < span.end for span in proposals[family]):
                proposed[family] += 1
            else:
                missed[family][entry.story.text[mention.start : mention.end]] += 1
    return counts, proposed, missed


def main(arguments: list[str]) -> int:
    """Print the shares; return the exit status."""
    counts, proposed, missed = measure(all_stories())
    for family in FAMILIES:
        print(f"{family:14} {proposed[family] / max(counts[family], 1):.4f} of {counts[family]}")
        if "--missed" in arguments:
            print("   ", ", ".join(f"{words} ({number})" for words, number in missed[family].most_common(40)))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
