"""A long text in windows of whole paragraphs, each short enough to be asked for at once."""

from __future__ import annotations

import re
from collections.abc import Iterator

_PARAGRAPH = re.compile(r"\n")
_SENTENCE = re.compile(r"(?<=[.!?”\"])\s+")


def windows(text: str, longest: int) -> list[tuple[int, int]]:
    r"""Return the starts and ends of windows that hold all words of a text; the white space between them is in none.

    A window takes as many paragraphs as fit. A paragraph that is longer is cut between sentences, and a sentence that
    is longer at the last space.

    Args:
        text: the text.
        longest: the most characters of a window.

    Examples:
        >>> windows("One.\n\nTwo.\n\nThree.", 10)
        [(0, 10), (12, 18)]
    """
    found: list[tuple[int, int]] = []
    for start, end in _pieces(text, longest):
        if found and end - found[-1][0] <= longest:
            found[-1] = (found[-1][0], end)
        else:
            found.append((start, end))
    return found


def _pieces(text: str, longest: int) -> Iterator[tuple[int, int]]:
    for start, end in _between(_PARAGRAPH, text, 0, len(text)):
        if end - start <= longest:
            yield start, end
            continue
        for first, last in _between(_SENTENCE, text, start, end):
            yield from _cut(text, first, last, longest)


def _between(separator: re.Pattern[str], text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Yield the stretches between separators, without white space around them."""
    for match in separator.finditer(text, start, end):
        yield from _stripped(text, start, match.start())
        start = match.end()
    yield from _stripped(text, start, end)


def _cut(text: str, start: int, end: int, longest: int) -> Iterator[tuple[int, int]]:
    while end - start > longest:
        space = text.rfind(" ", start + 1, start + longest + 1)
        cut = space if space > start else start + longest
        yield from _stripped(text, start, cut)
        start = cut
    yield from _stripped(text, start, end)


def _stripped(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    words = text[start:end]
    start, end = start + len(words) - len(words.lstrip()), start + len(words.rstrip())
    if end > start:
        yield start, end
