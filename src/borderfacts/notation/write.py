"""From a marked story to the notation."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from borderfacts.notation.parse import ESCAPED, RULE
from borderfacts.notation.story import Mark, MarkedStory
from borderfacts.reading.schema import Group, Incident


def write(story: MarkedStory) -> str:
    """Return a marked story in the notation; ``parse`` gives the same story back.

    Raises:
        ValueError: two marks cross, which the notation cannot write.
    """
    header = [f"{key}: {value}" for key, value in story.meta.items()]
    header += [_incident(incident) for incident in story.incidents]
    header += [_group(group) for group in story.groups]
    return "\n".join(header) + RULE + _body(story) + "\n"


def _incident(incident: Incident) -> str:
    words = [incident.name, incident.type.value, incident.status.value]
    if incident.origin or incident.destination:
        words.append(f"{incident.origin or '-'}>{incident.destination or '-'}")
    if incident.start:
        words.append(f"when={incident.start}..{incident.end or incident.start}")
    optional = {"time": incident.time, "part": incident.part, "cause": incident.cause, "follows": incident.follows}
    words += [f"{key}={value}" for key, value in optional.items() if value is not None]
    if incident.also:
        words.append("also=" + ",".join(incident.also))
    return " ".join(words)


def _group(group: Group) -> str:
    words = [group.name, group.role.value, *group.fates]
    if group.count is not None:
        words.append("count=" + "..".join("?" if end is None else str(end) for end in group.count))
    if group.nationalities:
        words.append("nat=" + ",".join(group.nationalities))
    optional = {"same": group.same, "part-of": group.part_of}
    return " ".join([*words, *(f"{key}={value}" for key, value in optional.items() if value)])


def _body(story: MarkedStory) -> str:
    out = []
    for step in walk(story):
        if isinstance(step, str):
            out.append("".join("\\" + char if char in ESCAPED else char for char in step))
        else:
            out.append("[" if step.opens else "]{" + " ".join(step.labels) + "}")
    return "".join(out)


class Bracket(NamedTuple):
    """Where a stretch of marked words opens or closes, with all its labels."""

    opens: bool
    labels: list[str]


def walk(story: MarkedStory) -> Iterator[str | Bracket]:
    """Yield the text of a story in pieces, and between them the brackets of its marks.

    Raises:
        ValueError: two marks cross.
    """
    labels: dict[tuple[int, int], list[str]] = {}
    for mark in story.marks:
        labels.setdefault((mark.start, mark.end), []).append(mark.label)
    opened: list[tuple[int, int]] = []
    at = 0
    for span in [*sorted(labels, key=lambda each: (each[0], -each[1])), (len(story.text), len(story.text))]:
        while opened and opened[-1][1] <= span[0]:
            closed = opened.pop()
            yield story.text[at : closed[1]]
            yield Bracket(False, labels[closed])
            at = closed[1]
        if opened and span in labels and span[1] > opened[-1][1]:
            crossing = Mark(*span, labels[span][0])
            raise ValueError(f"{crossing} crosses the mark from {opened[-1][0]} to {opened[-1][1]}")
        yield story.text[at : span[0]]
        at = span[0]
        if span in labels:
            yield Bracket(True, labels[span])
            opened.append(span)
