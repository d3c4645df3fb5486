"""The text as it is read: white space, unseen characters and accents in one form, with the way back to the text given.

A no-break space between a number and its noun, a hard wrap, a soft hyphen inside a word, an accent written as a
character of its own or a character that was decoded wrongly change nothing in what a text says, so they must change
nothing in what is read. All that is found is found in the form of one kind, and its spans are then led back to the text
as it was given.
"""

from __future__ import annotations

import re
import unicodedata
from array import array
from collections.abc import Iterator
from typing import NamedTuple, TypeVar

from borderfacts.records import Span
from borderfacts.records.base import Record, with_spans
from borderfacts.text.mojibake import repairs

R = TypeVar("R", bound=Record)

# Characters that nobody sees: soft hyphen, zero-width characters, marks of direction.
_UNSEEN = "\\u00ad\\u200b-\\u200f\\u2060\\ufeff"
# White space and those; a letter with its accents as characters of their own, with unseen ones between them or not.
_ODD = re.compile(rf"[\s{_UNSEEN}]+|(?P<letter>[^\W\d_](?:[{_UNSEEN}]*[\u0300-\u036f])+)")
_ONLY_UNSEEN = re.compile(rf"[{_UNSEEN}]")
_BLANK_LINE = re.compile(r"\r\n?[^\S\r\n]*\r\n?|\n[^\S\n]*\n|[\u2028\u2029]")
_LINE_END = re.compile(r"[\r\n\x0b\x0c\x85]")
_NEXT_WORD = re.compile(r"\S{0,40}")
_PARAGRAPH = "\n\n"
# Texts are wrapped at 60 to 120 characters; where a line is longer, each line is a paragraph.
_LONGEST_WRAPPED = 160


class Normalized(NamedTuple):
    """A text in its one form.

    Attributes:
        text: the text to read.
        starts: for each of its characters where it starts in the text given.
        ends: for each of its characters where it ends there.
        given: the text given.
    """

    text: str
    starts: array[int]
    ends: array[int]
    given: str

    def parts(self, longest: int) -> Iterator[tuple[int, Normalized]]:
        """Yield the text in parts of at most so many characters, each with where it starts in the whole text.

        A part ends with a paragraph, or where no paragraph ends in it with a sentence, or with a word.
        """
        start = 0
        while len(self.text) - start > longest:
            end = _cut(self.text, start, start + longest)
            yield start, self._part(start, end)
            start = end
        yield start, self._part(start, len(self.text))

    def _part(self, start: int, end: int) -> Normalized:
        if (start, end) == (0, len(self.text)):
            return self
        return Normalized(self.text[start:end], self.starts[start:end], self.ends[start:end], self.given)

    def given_back(self, record: R) -> R:
        """Return a record with all of its spans led back to the text given."""
        return record if self.text == self.given else with_spans(record, self._given_back)

    def _given_back(self, span: Span) -> Span:
        return Span.of(self.given, self.starts[span.start], self.ends[span.end - 1])


def normalized(text: str) -> Normalized:
    r"""Return a text in its one form.

    Examples:
        >>> normalized("about 30\u00a0people, one of\nthem ill").text
        'about 30 people, one of them ill'
    """
    repaired = _repaired(text)
    form = _in_one_form(repaired.text)
    if repaired.text == text:
        return form
    starts = array("I", [repaired.starts[at] for at in form.starts])
    return Normalized(form.text, starts, array("I", [repaired.ends[at - 1] for at in form.ends]), text)


def _repaired(text: str) -> Normalized:
    """Return a text with the characters that were meant, where some were decoded wrongly."""
    parts: list[str] = []
    starts, ends = array("I"), array("I")  # a list of numbers would take nine times the memory
    at = 0
    for start, end, meant in repairs(text):
        _add(parts, starts, ends, text, at, start)
        parts.append(meant)
        starts.extend([start] * len(meant))
        ends.extend([end] * len(meant))
        at = end
    _add(parts, starts, ends, text, at, len(text))
    return Normalized("".join(parts), starts, ends, text)


def _in_one_form(text: str) -> Normalized:
    """Return a text with its white space, unseen characters and accents in one form."""
    parts: list[str] = []
    starts, ends = array("I"), array("I")
    longest = max(map(len, text.splitlines()), default=0)
    at = 0
    for match in _ODD.finditer(text):
        start, end = match.span()
        if text[start:end] != " ":
            _add(parts, starts, ends, text, at, start)
            written = _written(text, match, longest) if starts or match["letter"] else ""
            parts.append(written)
            starts.extend([start] * len(written))
            ends.extend([end] * len(written))
            at = end
    _add(parts, starts, ends, text, at, len(text))
    return Normalized("".join(parts), starts, ends, text)


def _add(parts: list[str], starts: array[int], ends: array[int], text: str, start: int, end: int) -> None:
    parts.append(text[start:end])
    starts.extend(range(start, end))
    ends.extend(range(start + 1, end + 1))


def _cut(text: str, start: int, last: int) -> int:
    """Return where a text is best cut: behind the last paragraph that ends in a stretch, or sentence, or word."""
    for ending in (_PARAGRAPH, ". ", " "):
        at = text.rfind(ending, start, last)
        if at > start:
            return at + len(ending)
    return last


def _written(text: str, match: re.Match[str], longest: int) -> str:
    """Return what stands in the one form for white space, unseen characters or a letter with accents."""
    found = match.group()
    seen = _ONLY_UNSEEN.sub("", found)
    if match["letter"] or not seen:
        return unicodedata.normalize("NFC", seen)
    if _BLANK_LINE.search(found) or (_LINE_END.search(found) and not _is_wrapped(text, match, longest)):
        return _PARAGRAPH
    return " "


def _is_wrapped(text: str, match: re.Match[str], longest: int) -> bool:
    """Return whether a line goes on in the next: the next word would not have found a place on it."""
    if longest > _LONGEST_WRAPPED:
        return False
    start, end = match.span()
    # No further back than a line may be long, or a text without line ends is read through again for each of its spaces.
    first = max(0, start - _LONGEST_WRAPPED - 1)
    line = start - max(text.rfind("\n", first, start), text.rfind("\r", first, start)) - 1
    following = _NEXT_WORD.match(text, end)
    return line + 1 + len(following.group() if following else "") > longest
