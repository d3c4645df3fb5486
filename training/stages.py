"""Measure a model stage by stage on the stories that are set aside: words, links, incidents, groups, and the whole.

    python -m training.stages ITEMS.pickle MODEL_FOLDER

Words: those of each use, by overlap. Same incident: pairs of words that both marks and model have. Incidents and
groups: each of the marks is compared with the one of the model that shares the most of its words.
"""

from __future__ import annotations

import sys
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from borderfacts.notation import MarkedStory, from_reading
from borderfacts.reading.decoding import decode
from borderfacts.reading.model import LearnedReader
from borderfacts.reading.schema import Reading
from borderfacts.vocabulary import Use
from training.agreement import Agreement, Meaning, links, meanings
from training.calibrate import Story, score, stories_aside

Words = dict[str, set[tuple[int, int]]]


def main(arguments: list[str]) -> int:
    """Print the figures; return the exit status."""
    if len(arguments) != 2:
        sys.stderr.write(__doc__ or "")
        return 2
    reader = LearnedReader(Path(arguments[1]))
    stories = stories_aside(reader, Path(arguments[0]))
    found: dict[str, Agreement] = defaultdict(lambda: Agreement(0, 0, 0))
    for story in stories:
        for name, each in measured(story, decode(reader.heads, story.sections, story.item.values, reader.limits)):
            found[name] = found[name].plus(each)
    for name, each in found.items():
        print(f"{name:22} F1 {each.f1:.3f}   marks {each.first}, model {each.second}, both {each.both}")
    for name, scores in sorted(score(reader.heads, stories, reader.limits).items()):
        print(f"{name:22} incidents {scores.incidents.f1:.3f}   slots {scores.slots.f1:.3f}")
    return 0


def measured(story: Story, reading: Reading) -> Iterator[tuple[str, Agreement]]:
    """Yield the agreement of the marks of a story with a reading, by stage."""
    marks = story.item.story
    model = from_reading(reading, marks.text, marks.meta)
    yield from _words(meanings(marks), meanings(model))
    yield "same incident", links(marks, model)
    yield from _incidents(marks, model)


def _words(ours: Iterable[Meaning], theirs: Iterable[Meaning]) -> Iterator[tuple[str, Agreement]]:
    for use in Use:
        one, left = ([each for each in side if each.says.split()[0] == use.value] for side in (ours, theirs))
        count, both = len(left), 0
        for each in one:
            match = next((o for o in left if each.start < o.end and o.start < each.end and each.says == o.says), None)
            if match is not None:
                left.remove(match)
                both += 1
        if one or count:
            yield f"words: {use.value}", Agreement(both, len(one), count)


def _incidents(marks: MarkedStory, model: MarkedStory) -> Iterator[tuple[str, Agreement]]:
    ours, theirs = _places(marks), _places(model)
    known = {incident.name: incident for incident in model.incidents}
    for incident in marks.incidents:
        match = known.get(_nearest(ours[incident.name], {name: theirs[name] for name in known}) or "")
        if match is not None:
            yield "type of incident", Agreement(int(match.type is incident.type), 1, 1)
            yield "status of incident", Agreement(int(match.status is incident.status), 1, 1)
            for end in ("origin", "destination"):
                one, other = getattr(incident, end), getattr(match, end)
                same = one == other and one is not None
                yield f"route: {end}", Agreement(int(same), int(bool(one)), int(bool(other)))
    groups = {group.name: group for group in model.groups}
    for group in marks.groups:
        near = groups.get(_nearest(ours[group.name], {name: theirs[name] for name in groups}) or "")
        if near is not None:
            yield "role of group", Agreement(int(near.role is group.role), 1, 1)
            both = len(set(near.fates) & set(group.fates))
            yield "fates of group", Agreement(both, len(group.fates), len(near.fates))


def _places(story: MarkedStory) -> Words:
    """Return for each incident and group the words that bear its letter, in words of the text as offsets."""
    found: Words = defaultdict(set)
    for mark in story.marks:
        found[mark.label.partition(":")[0]].add((mark.start, mark.end))
    return found


def _nearest(words: set[tuple[int, int]], others: Mapping[str, set[tuple[int, int]]]) -> str | None:
    shared = Counter(
        {name: sum(any(a < d and c < b for c, d in other) for a, b in words) for name, other in others.items()}
    )
    best = max(shared, key=lambda name: shared[name], default=None)
    return best if best is not None and shared[best] else None


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
