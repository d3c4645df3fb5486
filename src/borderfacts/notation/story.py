"""A marked story as data: its header, its text, and the marks on its words."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import NamedTuple

from borderfacts.reading.schema import Group, Incident


class Mark(NamedTuple):
    """A label on a stretch of the text; ``-`` for words that were looked at and belong to nothing."""

    start: int
    end: int
    label: str


class Problem(NamedTuple):
    """What is wrong in a marked story: the line (from 1, of the file), the words, and what they break."""

    line: int
    words: str
    message: str

    def __str__(self) -> str:
        words = f" {self.words!r}:" if self.words else ""
        return f"line {self.line}:{words} {self.message}"


@dataclass(frozen=True)
class MarkedStory:
    """A story with its words marked.

    Attributes:
        meta: the lines ``key: value`` of the header (``id``, ``published``, ``kind``, ``region``), in its order.
        incidents: the incidents of the header, in its order.
        groups: the groups of people of the header, in its order.
        text: the story without the marks.
        marks: the marks, by place, the longer before the shorter.
    """

    meta: dict[str, str] = field(default_factory=dict)
    incidents: tuple[Incident, ...] = ()
    groups: tuple[Group, ...] = ()
    text: str = ""
    marks: tuple[Mark, ...] = ()
