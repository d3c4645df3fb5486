"""From a marked story to the notation."""

from __future__ import annotations

from borderfacts.notation.parse import ESCAPED, RULE
from borderfacts.notation.story import Mark, MarkedStory
from borderfacts.reader.schema import Group, Incident


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
    told = {"time": incident.time, "part": incident.part, "cause": incident.cause, "follows": incident.follows}
    words += [f"{key}={value}" for key, value in told.items() if value is not None]
    if incident.also:
        words.append("also=" + ",".join(incident.also))
    return " ".join(words)


def _group(group: Group) -> str:
    words = [group.name, group.role.value, *group.fates]
    if group.count is not None:
        words.append("count=" + "..".join("?" if end is None else str(end) for end in group.count))
    if group.nationalities:
        words.append("nat=" + ",".join(group.nationalities))
    told = {"same": group.same, "part-of": group.part_of}
    return " ".join([*words, *(f"{key}={value}" for key, value in told.items() if value)])


def _body(story: MarkedStory) -> str:
    labels: dict[tuple[int, int], list[str]] = {}
    for mark in story.marks:
        labels.setdefault((mark.start, mark.end), []).append(mark.label)
    out: list[str] = []
    opened: list[tuple[int, int]] = []
    at = 0
    for start, end in sorted(labels, key=lambda span: (span[0], -span[1])):
        while opened and opened[-1][1] <= start:
            at = _close(out, story.text, opened.pop(), at, labels)
        if opened and end > opened[-1][1]:
            crossing = Mark(start, end, labels[start, end][0])
            raise ValueError(f"{crossing} crosses the mark from {opened[-1][0]} to {opened[-1][1]}")
        out += [_escaped(story.text[at:start]), "["]
        at = start
        opened.append((start, end))
    while opened:
        at = _close(out, story.text, opened.pop(), at, labels)
    return "".join([*out, _escaped(story.text[at:])])


def _close(out: list[str], text: str, span: tuple[int, int], at: int, labels: dict[tuple[int, int], list[str]]) -> int:
    out += [_escaped(text[at : span[1]]), "]{", " ".join(labels[span]), "}"]
    return span[1]


def _escaped(text: str) -> str:
    return "".join("\\" + char if char in ESCAPED else char for char in text)
