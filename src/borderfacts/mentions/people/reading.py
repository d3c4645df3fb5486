"""A Doc as the search for people reads it: words and tags as lists, and what other layers say of its tokens."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable
from typing import TYPE_CHECKING, NamedTuple, Protocol

from borderfacts import annotations as layers
from borderfacts.annotations import span_of
from borderfacts.grammar.numbers import Number, find_numbers, to_count
from borderfacts.mentions.people.ages import find_ages
from borderfacts.records import Count, Span
from borderfacts.vocabulary import Dimension

if TYPE_CHECKING:
    from spacy.tokens import Doc

NOUN_TAGS = frozenset({"NN", "NNS", "NNP", "NNPS"})


class _Placed(Protocol):
    @property
    def span(self) -> Span: ...


class Numeral(NamedTuple):
    """A number that may count people, by its tokens.

    Attributes:
        first: its first token, hedges included.
        core: the last token of the numeral itself.
        stop: the token after it, hedges included.
        number: what it says.
    """

    first: int
    core: int
    stop: int
    number: Number


class Nation(NamedTuple):
    """A word for a nationality or country: its last token and the ISO codes."""

    last: int
    codes: tuple[str, ...]


class Reading:
    """One Doc, read once.

    Attributes:
        words: the tokens in lower case.
        tags: their Penn tags.
        sentence: for each token, the first token of its sentence.
        taken: tokens of dates and measurements.
        named: tokens of places and agencies.
        ages: the ages told.
        numerals: the numbers that may count people, by the last token of the numeral itself.
        numeral_at: the same, by each of their tokens.
        nations: words for nationalities, by each of their tokens.
        countries: names of countries, by their first token.
    """

    def __init__(self, doc: Doc) -> None:
        self.doc = doc
        self.text = doc.text
        tokens = list(doc)  # a Doc makes its tokens anew each time it is walked
        self.words = [token.lower_ for token in tokens]
        self.tags = [token.tag_ for token in tokens]
        self._starts = [token.idx for token in tokens]
        self.sentence = _sentence_starts(doc)
        measured = layers.QUANTITIES.read(doc)
        self.taken = self._tokens_of(q for q in measured if q.dimension != Dimension.AGE) | self._tokens_of(
            layers.DATES.read(doc)
        )
        self.named = self._tokens_of(layers.PLACES.read(doc)) | self._tokens_of(layers.AGENCIES.read(doc))
        self.ages = find_ages(self.text)
        self.nations = self._nations()
        self.countries = self._countries()
        self.numerals: dict[int, Numeral] = {}
        self.numeral_at: dict[int, Numeral] = {}
        self._read_numbers(self.taken | self._tokens_of(measured))

    def __len__(self) -> int:
        return len(self.words)

    def word(self, i: int) -> str:
        """Return a token in lower case; nothing outside the Doc."""
        return self.words[i] if 0 <= i < len(self.words) else ""

    def tag(self, i: int) -> str:
        """Return the tag of a token; nothing outside the Doc."""
        return self.tags[i] if 0 <= i < len(self.tags) else ""

    def span(self, left: int, right: int) -> Span:
        """Return the span of the tokens from ``left`` to the one before ``right``."""
        return span_of(self.doc, left, right)

    def tokens(self, start: int, end: int) -> range:
        """Return the tokens that the characters from ``start`` to ``end`` touch."""
        first = bisect_left(self._starts, start)
        if first == len(self._starts) or self._starts[first] > start:
            first = max(first - 1, 0)
        return range(first, bisect_left(self._starts, end))

    def count(self, numeral: Numeral) -> Count:
        """Return the count that a number stands for."""
        return to_count(self.text, numeral.number)

    def one(self, left: int, right: int) -> Count:
        """Return a count of one, told by the tokens."""
        return Count(min=1, max=1, text=self.span(left, right).text)

    def codes_in(self, left: int, right: int) -> tuple[str, ...]:
        """Return the nationalities among the tokens."""
        return tuple(
            dict.fromkeys(code for i in range(left, right) if i in self.nations for code in self.nations[i].codes)
        )

    def _tokens_of(self, records: Iterable[_Placed]) -> set[int]:
        return {i for record in records for i in self.tokens(record.span.start, record.span.end)}

    def _nations(self) -> dict[int, Nation]:
        found: dict[int, Nation] = {}
        for hit in layers.phrases(self.doc, "nationalities"):
            for i in self.tokens(hit.start, hit.end):
                # "U.S.-Canadian" is one token and names both
                codes = (*found[i].codes, *hit.keys) if i in found else hit.keys
                found[i] = Nation(self.tokens(hit.start, hit.end)[-1], codes)
        return found

    def _countries(self) -> dict[int, Nation]:
        hits = [(self.tokens(hit.start, hit.end), hit.keys) for hit in layers.phrases(self.doc, "countries")]
        return {tokens[0]: Nation(tokens[-1], keys) for tokens, keys in hits if tokens}

    def _read_numbers(self, not_counting: set[int]) -> None:
        for age in self.ages:
            not_counting.update(i for i in self.tokens(age.start, age.end) if self.tags[i] == "CD")
        for number in find_numbers(self.text):
            core = self.tokens(number.core_start, number.core_end)
            if not core or number.is_ordinal or not not_counting.isdisjoint(core):
                continue
            whole = self.tokens(number.start, number.end)
            numeral = Numeral(whole[0], core[-1], whole[-1] + 1, number)
            self.numerals[numeral.core] = numeral
            for i in whole:
                self.numeral_at[i] = numeral


def _sentence_starts(doc: Doc) -> list[int]:
    if not doc.has_annotation("SENT_START"):
        return [0] * len(doc)
    return [sent.start for sent in doc.sents for _ in range(sent.start, sent.end)]
