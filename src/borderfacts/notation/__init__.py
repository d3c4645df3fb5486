"""Marked stories: a story with its words marked, read, checked, written and turned into a reading and back."""

from borderfacts.notation.convert import from_reading, to_reading
from borderfacts.notation.parse import parse, read_file
from borderfacts.notation.review import questions, unmarked
from borderfacts.notation.standoff import fill, strip
from borderfacts.notation.story import Mark, MarkedStory, Problem
from borderfacts.notation.write import write

__all__ = [
    "Mark",
    "MarkedStory",
    "Problem",
    "fill",
    "from_reading",
    "parse",
    "questions",
    "read_file",
    "strip",
    "to_reading",
    "unmarked",
    "write",
]
