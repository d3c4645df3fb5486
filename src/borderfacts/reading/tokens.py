"""A story as the model is given it: its words, where they stand, and the candidates among them."""

from __future__ import annotations

import re
from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import pairwise
from typing import Any

import numpy as np
import numpy.typing as npt

from borderfacts.reading.overlaps import OVERLAPS, overlaps
from borderfacts.reading.schema import Values
from borderfacts.records import Span
from borderfacts.text.paragraphs import paragraph_starts

Floats = npt.NDArray[np.floating[Any]]
Ints = npt.NDArray[np.int64]

_WORD = re.compile(r"\w+|[^\w\s]")

# What proposes a candidate, in the order of the model's inputs.
KINDS = ("date", "quantity", "place", "agency", "number", "age", "nationality", "goods", "period")
# All kinds of stretches, in the order of the model's table: those that no grammar proposes stand last.
ALL_KINDS = (*KINDS, "action", "people", "part", "cause", "source")
# What is known of a word before it is read: whether a candidate of each kind covers it, its case, where it stands.
FEATURES = len(KINDS) + 5


@dataclass(frozen=True, slots=True)
class Node:
    """A stretch of words that may be or is something.

    Attributes:
        first: the index of its first word.
        last: the index of its last word.
        kind: what proposed it, one of ``ALL_KINDS``.
        codes: the countries that it names (ISO 3166-1), the kind of goods, what a number counts, or the first day of a
            date (ISO 8601).
    """

    first: int
    last: int
    kind: str
    codes: tuple[str, ...] = ()


class Words:
    """The words of a text, to find those that a stretch of characters covers.

    Attributes:
        starts: for each word where it starts in the text.
        ends: for each word where it ends there.
    """

    def __init__(self, text: str) -> None:
        self.starts = array("I", [match.start() for match in _WORD.finditer(text)])
        self.ends = array("I", [match.end() for match in _WORD.finditer(text)])

    def inside(self, start: int, end: int) -> tuple[int, int] | None:
        """Return the first and last word that share a character with a stretch; None where none does."""
        first = max(bisect_right(self.starts, start) - 1, 0)
        while first < len(self.ends) and self.ends[first] <= start:
            first += 1
        last = bisect_right(self.starts, end - 1) - 1
        return (first, last) if first <= last else None

    def counted(self, starts: Sequence[int]) -> list[int]:
        """Return for each word the index of the stretch, of those that start at ``starts``, in which it stands.

        All words of a stretch share one number in memory.
        """
        bounds = [0, *(bisect_left(self.starts, start) for start in starts[1:]), len(self.starts)]
        return [at for at, (first, end) in enumerate(pairwise(bounds)) for _ in range(first, end)]


@dataclass(frozen=True)
class Tokens:
    """The words of a story.

    Attributes:
        text: the text.
        starts: for each word where it starts in the text.
        ends: for each word where it ends there.
        sentence: for each word the index of its sentence.
        paragraph: for each word the index of its paragraph.
        candidates: the values that may be something, by place.
    """

    text: str
    starts: array[int]
    ends: array[int]
    sentence: list[int]
    paragraph: list[int]
    candidates: list[Node]

    def place_of(self, node: Node) -> tuple[int, int]:
        """Return where the words of a stretch start and end in the text."""
        return self.starts[node.first], self.ends[node.last]

    def words_of(self, node: Node) -> str:
        """Return the words of a stretch in lower case."""
        start, end = self.place_of(node)
        return self.text[start:end].lower()

    def sections(self, longest: int) -> Iterator[Tokens]:
        """Yield the story in sections of at most so many words, each cut at the start of a paragraph or sentence.

        A candidate that stands across a cut is left out. Each section is made when it is asked for, since what is
        worked out of its words takes many times their memory.
        """
        if len(self.starts) <= longest and not any((*self.sentence[:1], *self.paragraph[:1])):
            yield self
            return
        first = 0
        while len(self.starts) - first > longest:
            end = self._cut(first, first + longest)
            yield self._section(first, end)
            first = end
        yield self._section(first, len(self.starts))

    def _cut(self, first: int, last: int) -> int:
        """Return the last word between two, the second included, that starts a paragraph, or else a sentence."""
        for index in (self.paragraph, self.sentence):
            for i in range(last, first, -1):
                if index[i] != index[i - 1]:
                    return i
        return last

    def _section(self, first: int, end: int) -> Tokens:
        from_here = bisect_left(self.candidates, first, key=lambda node: node.first)
        beyond = bisect_left(self.candidates, end, from_here, key=lambda node: node.first)
        inside = [node for node in self.candidates[from_here:beyond] if node.last < end]
        return Tokens(
            text=self.text,
            starts=self.starts[first:end],
            ends=self.ends[first:end],
            sentence=[at - self.sentence[first] for at in self.sentence[first:end]],
            paragraph=[at - self.paragraph[first] for at in self.paragraph[first:end]],
            candidates=[replace(node, first=node.first - first, last=node.last - first) for node in inside],
        )

    @cached_property
    def forms(self) -> list[str]:
        """The words themselves."""
        return [self.text[start:end] for start, end in zip(self.starts, self.ends, strict=True)]

    @cached_property
    def features(self) -> Floats:
        """What is known of each word before it is read: an array of words by ``FEATURES``."""
        found = np.zeros((len(self.starts), FEATURES), dtype=np.float32)
        for node in self.candidates:
            found[node.first : node.last + 1, KINDS.index(node.kind)] = 1
        columns = (
            [form[:1].isupper() for form in self.forms],
            [len(form) > 1 and form.isupper() for form in self.forms],
            [form[:1].isdigit() for form in self.forms],
            np.diff(self.sentence, prepend=-1) != 0,
            np.diff(self.paragraph, prepend=-1) != 0,
        )
        for column, each in enumerate(columns, len(KINDS)):
            found[:, column] = each
        return found

    @cached_property
    def places(self) -> dict[str, Ints]:
        """Arrays by word: sentence, paragraph, and how many dates and places stand before it."""
        before = {
            kind: np.cumsum(
                np.bincount([n.first for n in self.candidates if n.kind == kind], minlength=len(self.starts))
            )
            for kind in ("date", "place")
        }
        return {"sentence": np.array(self.sentence), "paragraph": np.array(self.paragraph), **before}

    @cached_property
    def overlaps(self) -> Floats:
        """What each two sentences share (see ``borderfacts.reading.overlaps``)."""
        said = [
            (n.first, n.kind, n.codes[0] if n.kind == "date" and n.codes else self.words_of(n)) for n in self.candidates
        ]
        return overlaps(self.forms, self.sentence, said)


def tokens_of(text: str, values: Values) -> Tokens:
    """Return the words of a text and the candidates among its values."""
    words = Words(text)
    sentences = [sentence.start for sentence in values.sentences] or [0]
    return Tokens(
        text=text,
        starts=words.starts,
        ends=words.ends,
        sentence=words.counted(sentences),
        paragraph=words.counted(paragraph_starts(text)),
        candidates=_candidates(words, values),
    )


def _candidates(words: Words, values: Values) -> list[Node]:
    """Return the values that may be something, by place, each stretch and kind once."""
    proposed: list[tuple[str, Span, tuple[str, ...]]] = [
        *(("date", v.span, (v.start,) if v.start else ()) for v in values.dates),
        *(("quantity", v.span, ()) for v in values.quantities),
        *(("place", v.span, (v.country,) if v.country else ()) for v in values.places),
        *(("agency", v.span, (v.country,) if v.country else ()) for v in values.agencies),
        *(("number", v.span, (v.counts or "people",)) for v in values.numbers if not v.single),
        *(("age", v.span, ()) for v in values.ages),
        *(("nationality", v.span, v.codes) for v in values.nationalities),
        *(("goods", v.span, (v.kind.value,)) for v in values.goods),
        *(("period", v.span, ()) for v in values.periods),
    ]
    found: dict[tuple[int, int, str], Node] = {}
    for kind, span, codes in proposed:
        inside = words.inside(span.start, span.end)
        if inside is not None:
            found.setdefault((*inside, kind), Node(*inside, kind, codes))
    return [found[key] for key in sorted(found)]


_DISTANCES = (0, 1, 2, 3, 5, 8, 13)
_BETWEEN = (0, 1, 3)


def _one_hot(bounds: Sequence[int]) -> Floats:
    """Return for each distance up to the last bound, and for all beyond it, a row with a one where it belongs."""
    rows = np.searchsorted(bounds, np.arange(bounds[-1] + 2))
    return np.eye(len(bounds) + 1, dtype=np.float32)[rows]


_APART = (
    ("sentence", _one_hot(_DISTANCES)),
    ("paragraph", _one_hot(_DISTANCES)),
    ("date", _one_hot(_BETWEEN)),
    ("place", _one_hot(_BETWEEN)),
)
PAIR_FEATURES = 2 * (len(_DISTANCES) + 1) + 2 * (len(_BETWEEN) + 1) + OVERLAPS + 8


def pair_features(one: Sequence[Node], other: Sequence[Node], tokens: Tokens) -> Floats:
    """Return what is known of all pairs of two lists: an array of one by other by ``PAIR_FEATURES``.

    Sentences and paragraphs apart, dates and places between, what their sentences share, order, nearness, whether one
    holds the other, whether both are the same words, and whether each stands in the first paragraph.
    """
    found = np.zeros((len(one), len(other), PAIR_FEATURES), dtype=np.float32)
    if not one or not other:
        return found
    a, b = np.array([n.first for n in one])[:, None], np.array([n.first for n in other])[None, :]
    a_end, b_end = np.array([n.last for n in one])[:, None], np.array([n.last for n in other])[None, :]
    at = 0
    for name, rows in _APART:
        count = tokens.places[name]
        beyond, width = len(rows) - 1, rows.shape[1]
        found[..., at : at + width] = rows[np.minimum(np.abs(count[b] - count[a]), beyond)]
        at += width
    sentence = tokens.places["sentence"]
    found[..., at : at + OVERLAPS] = tokens.overlaps[sentence[a], sentence[b]]
    at += OVERLAPS
    numbers: dict[str, int] = {}  # of the words of stretches, which numpy compares faster than the words
    words = [[numbers.setdefault(tokens.words_of(node), len(numbers)) for node in each] for each in (one, other)]
    rest = (
        a < b,
        (a <= b) & (b_end <= a_end),
        (b <= a) & (a_end <= b_end),
        1.0 / (1.0 + np.abs(a - b) / 10),
        np.array(words[0])[:, None] == np.array(words[1])[None, :],
        tokens.places["paragraph"][a] == 0,
        tokens.places["paragraph"][b] == 0,
        sentence[a] == sentence[b],
    )
    for i, each in enumerate(rest):
        found[..., at + i] = each
    return found
