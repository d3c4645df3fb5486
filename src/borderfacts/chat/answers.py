"""What a model answered, window by window: read by the checker of the notation, and held against the text."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import zip_longest
from typing import NamedTuple

from borderfacts.notation import Mark, MarkedStory, Problem, parse
from borderfacts.notation.parse import RULE
from borderfacts.reading.schema import Group, Incident, Values

# So many problems of an answer are reported to the model, and so much of the text around a place where it differs.
MOST_REPORTED = 12
_NEAR = 30

_THOUGHT = re.compile(r"\A\s*<think>.*?</think>", re.DOTALL)
_FENCED = re.compile(r"^```[\w-]*\n(.*?)\n```\s*$", re.DOTALL | re.MULTILINE)
_META = re.compile(r"\A\s{0,80}[a-z-]{1,40}: ")
# Words before the window that bear all names of the windows before it, so that the checker knows them.
_KNOWN = "."


class Progress(NamedTuple):
    """What the windows so far gave.

    Attributes:
        header: the lines of the incidents and groups, by name.
        incidents: the incidents.
        groups: the groups of people.
        marks: the marks on the text.
    """

    header: dict[str, str]
    incidents: tuple[Incident, ...]
    groups: tuple[Group, ...]
    marks: tuple[Mark, ...]

    def figures(self) -> list[str]:
        """Return the names of the statistics."""
        return figures_of(self.marks)

    def story(self, text: str) -> MarkedStory:
        """Return the whole story once all of its windows are read."""
        return MarkedStory({}, self.incidents, self.groups, text, self.marks)


NOTHING = Progress({}, (), (), ())


def figures_of(marks: Iterable[Mark]) -> list[str]:
    """Return the names under which marks give a figure: ``S1`` of ``S1=apprehensions``."""
    parts = (mark.label.partition("=") for mark in marks if mark.label.startswith("S"))
    return list(dict.fromkeys(name for name, equals, _ in parts if equals))


class RefusedError(ValueError):
    """An answer that is not the text with marks; the message says what is wrong, in words for the model."""


def accepted(answer: str, so_far: Progress, text: str, start: int, end: int) -> Progress:
    """Return what the windows up to this one give, with an answer for it.

    White space may differ, and prose around a fenced answer is left out; all else must be the text, to the letter.

    Args:
        answer: what the model said.
        so_far: what the windows before gave.
        text: the whole text.
        start: where the window starts.
        end: where it ends.

    Raises:
        RefusedError: the answer breaks the notation, or is another text.
    """
    head, rule, body = f"\n{_unwrapped(answer)}".partition(RULE)
    if not rule:
        raise RefusedError("There is no line '---' between the header and the story.")
    lines = [line.strip() for line in head.splitlines() if line.strip() and not _META.match(line)]
    own = {line.split()[0]: line for line in lines}
    if len(own) < len(lines):
        raise RefusedError("A name stands in the header twice.")
    header = {**so_far.header, **own}
    labels = " ".join(name if name[1:] else f"{name}:other" for name in so_far.header)
    known = f"[{_KNOWN}]{{{labels}}}\n" if labels else ""
    story, problems = parse("\n".join(header.values()) + RULE + known + body.strip())
    if problems:
        raise RefusedError("\n".join(dict.fromkeys(map(_line_of, problems[:MOST_REPORTED]))))
    lead = len(_KNOWN) + 1 if known else 0
    marks = [mark for mark in story.marks if mark.start >= lead]
    if again := [name for name in figures_of(marks) if name in so_far.figures()]:
        raise RefusedError(f"{', '.join(again)}: a statistic of an earlier part; a new one takes the next free number.")
    places = _places(story.text[lead:], text[start:end])
    placed = [Mark(start + places[m.start - lead], start + places[m.end - 1 - lead] + 1, m.label) for m in marks]
    return Progress(header, story.incidents, story.groups, (*so_far.marks, *placed))


def check_stated(progress: Progress, values: Values) -> None:
    """Refuse what the header works out of nothing: a day, a number or a nationality to which no words point.

    Args:
        progress: what the windows so far gave.
        values: what the grammars found in the whole text.

    Raises:
        RefusedError: such a value stands in the header.
    """
    if problems := list(_unstated(progress, values)):
        raise RefusedError("\n".join(problems[:MOST_REPORTED]))


def _unstated(progress: Progress, values: Values) -> Iterator[str]:
    countries = {place.country for place in values.places}.union(*(each.codes for each in values.nationalities))
    for incident in progress.incidents:
        if incident.start and not values.dates:
            yield f"{incident.name}: when= is worked out of a day in the story, and there is none."
    for group in progress.groups:
        if group.count and not values.numbers:
            yield f"{group.name}: count= is worked out of numbers in the story, and there are none."
        for code in group.nationalities:
            if code not in countries:
                yield f"{group.name}: nat={code} stands for words of the story, and none name that country."


def _unwrapped(answer: str) -> str:
    """Return an answer without a model's thoughts before it and without what stands around a fenced block."""
    content = _THOUGHT.sub("", answer.replace("\r\n", "\n"))
    fenced = _FENCED.findall(content)
    return (fenced[0] if len(fenced) == 1 else content).strip("\n")


def _line_of(problem: Problem) -> str:
    return f"{problem.words!r}: {problem.message}" if problem.words else problem.message


def _places(answered: str, given: str) -> dict[int, int]:
    """Return for each character of an answer that is no white space its place in the text given.

    Raises:
        RefusedError: they differ in more than white space.
    """
    ours = [at for at, character in enumerate(given) if not character.isspace()]
    theirs = [at for at, character in enumerate(answered) if not character.isspace()]
    for our, their in zip_longest(ours, theirs):
        if our is None or their is None or given[our] != answered[their]:
            raise RefusedError(_difference(answered, given, their, our))
    return dict(zip(theirs, ours, strict=True))


def _difference(answered: str, given: str, their: int | None, our: int | None) -> str:
    at = len(given) if our is None else our
    stands = "nothing" if their is None else repr(answered[their : their + _NEAR])
    takes = "nothing" if our is None else repr(given[our : our + _NEAR])
    before = given[max(0, at - _NEAR) : at]
    return f"The text is not the text given: behind {before!r} stands {stands}, and it must be {takes}."
