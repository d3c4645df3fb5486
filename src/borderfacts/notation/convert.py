"""From a marked story to a reading, and back."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from borderfacts.notation.labels import NOTHING, read_label, write_label
from borderfacts.notation.story import Mark, MarkedStory
from borderfacts.reading.schema import Link, Mention, Reading
from borderfacts.records import Span


def to_reading(story: MarkedStory, sentences: Sequence[Span] = ()) -> Reading:
    """Return what the marks of a story say, with a score of one throughout.

    Args:
        story: a marked story without problems.
        sentences: the sentences of its text, in order; each gets the incidents that its marks belong to.

    Raises:
        LabelError: a mark has a label that the notation does not have.
    """
    index: dict[tuple[int, int], int] = {}
    links: list[Link] = []
    for mark in story.marks:
        at = index.setdefault((mark.start, mark.end), len(index))
        link = read_label(mark.label, at)
        if link is not None:
            links.append(link)
    mentions = tuple(Mention(start=start, end=end) for start, end in index)
    groups = {group.name: group.incident for group in story.groups}
    names = [incident.name for incident in story.incidents]
    marked = [
        (mentions[link.mention].start, groups.get(link.to, link.to))
        for link in links
        if groups.get(link.to, link.to) in names
    ]
    return Reading(
        mentions=mentions,
        links=tuple(links),
        groups=story.groups,
        incidents=story.incidents,
        sentences=tuple(_incidents_of(sentence, marked, names) for sentence in sentences),
    )


def _incidents_of(sentence: Span, marked: Sequence[tuple[int, str]], names: Sequence[str]) -> tuple[str, ...]:
    inside = {name for at, name in marked if sentence.start <= at < sentence.end}
    return tuple(name for name in names if name in inside)


def from_reading(reading: Reading, text: str, meta: Mapping[str, str]) -> MarkedStory:
    """Return a reading as a marked story, so that it can be opened, corrected and saved.

    Args:
        reading: what a reader made of ``text``.
        text: the text.
        meta: what the header states beside incidents and groups (``id``, ``published``, ``kind``).
    """
    labels: dict[int, list[str]] = {}
    for link in reading.links:
        labels.setdefault(link.mention, []).append(write_label(link))
    marks = [
        Mark(mention.start, mention.end, label)
        for i, mention in enumerate(reading.mentions)
        for label in labels.get(i, [NOTHING])
    ]
    ordered = tuple(sorted(marks, key=lambda mark: (mark.start, -mark.end)))
    return MarkedStory(dict(meta), reading.incidents, reading.groups, text, ordered)
