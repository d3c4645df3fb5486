"""Measure how much the records of stories change where nothing in the story does.

    python -m training.steadiness

On the stories that are set aside, as far as their texts are here: a headline, a byline, a dateline, a caption, a link
line is added, or another story stands before or behind. Shown are the share of stories with the same records, and the
F1 of the slots of their records on those of the story alone. Last, each story is read up to each of its paragraphs:
shown is the share of incidents found so far whose people or fates the whole story takes back.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import pairwise
from typing import Any

import borderfacts
from training.build import set_aside
from training.corpus import all_stories
from training.scoring import Bag, Score, extracted_slots, in_common, pair

FRAMES: Mapping[str, Callable[[str], str]] = {
    "headline": lambda text: f"Border news in brief\n\n{text}",
    "byline": lambda text: f"By Ines Kollar, staff writer\n\n{text}",
    "dateline": lambda text: f"VIENNA — {text}",
    "caption": lambda text: _inside(text, "A road in the hills, seen last summer. Photo: Ines Kollar"),
    "link line": lambda text: _inside(text, "Read more: What the new rules for lorries mean"),
    "closing line": lambda text: f"{text}\n\nInes Kollar reports on transport. Sign up for our newsletter.",
}
_BLANK_LINE = re.compile(r"\n\s*\n")
LEAST_PARAGRAPH = 200  # characters: a shorter beginning is no text to read by itself


def main() -> None:
    """Print the figures."""
    aside = set_aside()
    chosen = [each.story for each in all_stories() if each.story.meta.get("id") in aside]
    stories = [(story.text, story.meta.get("published")) for story in chosen]
    print(f"{len(stories)} stories")
    for name, (same, score) in steadiness(stories).items():
        print(f"{name:20} same records {same.precision:.3f}   slots {score.f1:.3f}")
    taken_back = Score()
    for text, published in stories:
        taken_back.add(*contradictions(text, published), 0)
    number = f"{taken_back.extracted:.0f} incidents in the first paragraphs"
    print(f"taken back           {taken_back.precision:.3f} of {number}")


def steadiness(stories: Sequence[tuple[str, str | None]]) -> dict[str, tuple[Score, Score]]:
    """Return for each change how many stories keep their records, and the slots in common."""
    found: dict[str, tuple[Score, Score]] = {}
    alone = [bags(text, published) for text, published in stories]
    for name, frame in FRAMES.items():
        changed = (bags(frame(text), published) for text, published in stories)
        found[name] = _compared(zip(changed, alone, strict=True))
    joined = [
        (bags(f"{one[0]}\n\n{other[0]}", one[1]), [*mine, *bags(other[0], one[1])])
        for (one, mine), (other, _) in pairwise(zip(stories, alone, strict=True))
    ]
    found["another story"] = _compared(joined)
    return found


def bags(text: str, published: str | None) -> list[Bag]:
    """Return the slots of the incidents of a text."""
    return [extracted_slots(event) for event in _events(text, published)]


def _events(text: str, published: str | None) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = borderfacts.extract(text, reference_date=published).model_dump(
        mode="json", by_alias=True
    )["events"]
    return found


def _compared(pairs: Any) -> tuple[Score, Score]:
    same, slots = Score(), Score()
    for changed, alone in pairs:
        same.add(sorted(map(_key, changed)) == sorted(map(_key, alone)), 1, 1)
        shared = sum(in_common(changed[i], alone[j]).total() for i, j in pair(changed, alone))
        slots.add(shared, sum(map(Counter.total, changed)), sum(map(Counter.total, alone)))
    return same, slots


def _key(bag: Bag) -> list[str]:
    return sorted(map(repr, bag.elements()))


def _inside(text: str, line: str) -> str:
    """Return a text with a line of its own behind its first paragraph."""
    cut = _BLANK_LINE.search(text)
    at = cut.start() if cut else len(text)
    return f"{text[:at]}\n\n{line}{text[at:]}" if cut else f"{text}\n\n{line}"


def contradictions(text: str, published: str | None) -> tuple[int, int]:
    """Return how many incidents of a text's first paragraphs the whole takes back, and how many there are.

    An incident is taken back where a fate reported so far is none in the end, or where the greatest number of people
    reported so far is greater than that in the end.
    """
    whole = _events(text, published)
    wrong = all_found = 0
    for start in _beginnings(text):
        part = _events(text[:start], published)
        for i, j in pair([extracted_slots(each) for each in part], [extracted_slots(each) for each in whole]):
            all_found += 1
            wrong += _takes_back(part[i], whole[j])
    return wrong, all_found


def _beginnings(text: str) -> Iterator[int]:
    for cut in _BLANK_LINE.finditer(text):
        if cut.start() >= LEAST_PARAGRAPH:
            yield cut.start()


def _takes_back(part: dict[str, Any], whole: dict[str, Any]) -> bool:
    fates = {(group["role"], fate) for group in part["people"] for fate in group["fates"]}
    in_the_end = {(group["role"], fate) for group in whole["people"] for fate in group["fates"]}
    return not fates <= in_the_end or _most(part) > _most(whole)


def _most(event: dict[str, Any]) -> int:
    counts = [group["count"]["min"] or 0 for group in event["people"] if group["count"]]
    return max(counts, default=0)


if __name__ == "__main__":
    main()
