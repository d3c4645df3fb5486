"""The values of a Doc: what the grammars and the layers of mentions found in it, for a reader."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from functools import cache
from typing import TYPE_CHECKING

from borderfacts import annotations as layers
from borderfacts import lexicons
from borderfacts.figures.measures import measure_of
from borderfacts.figures.periods import find_stretches
from borderfacts.figures.spans import Cover
from borderfacts.reading.phrases import find_phrases, single_people
from borderfacts.reading.schema import Ages, Codes, Number, Stretch, Values
from borderfacts.records import Span
from borderfacts.values import doc_phrases
from borderfacts.values.goods.finder import GoodsFinder
from borderfacts.values.numbers import Number as Found
from borderfacts.values.numbers import numbers_in, to_count
from borderfacts.values.people.ages import find_ages
from borderfacts.values.phrases import words_of
from borderfacts.values.tokens import tokens_of
from borderfacts.vocabulary import Dimension

if TYPE_CHECKING:
    from spacy.tokens import Doc


def values_of(doc: Doc) -> Values:
    """Return the values of a Doc on which the finders of quantities, dates, places and agencies have run."""
    text = layers.text_of(doc)
    dates, quantities = layers.DATES.read(doc), layers.QUANTITIES.read(doc)
    places, agencies = layers.PLACES.read(doc), layers.AGENCIES.read(doc)
    numbers = _numbers(text, Cover((q.span.start, q.span.end) for q in quantities if q.dimension is not Dimension.AGE))
    peoples = _codes(doc, "nationalities")
    dated = [each.span for each in dates]
    native = [each.span for each in peoples]
    phrases = find_phrases(text, [number.span for number in numbers], native, dated)
    _forget_words()
    return Values(
        sentences=tuple(_sentences(doc, text)),
        dates=dates,
        quantities=quantities,
        places=places,
        agencies=agencies,
        numbers=tuple(_by_place([*numbers, *single_people(phrases, native)])),
        ages=tuple(Ages(ages=age.ages, span=Span.of(text, age.start, age.end)) for age in find_ages(text)),
        nationalities=tuple(sorted((*peoples, *_codes(doc, "countries")), key=lambda each: each.span.start)),
        goods=tuple(sorted(_goods_finder().goods(doc), key=lambda each: each.span.start)),
        phrases=tuple(phrases),
        periods=tuple(_periods(doc, text)),
    )


def _forget_words() -> None:
    """Drop the words of the text, which are not asked for again and take as much memory as half of the values."""
    words_of.cache_clear()
    tokens_of.cache_clear()


@cache
def _goods_finder() -> GoodsFinder:
    return GoodsFinder()


def _sentences(doc: Doc, text: str) -> list[Span]:
    """Return the sentences without the white space around them."""
    found = []
    for sentence in doc.sents:
        start, end = sentence.start_char, sentence.end_char
        words = text[start:end]
        start, end = start + len(words) - len(words.lstrip()), start + len(words.rstrip())
        if end > start:
            found.append(Span.of(text, start, end))
    return found


# More than there are people on Earth, and more than any border sees of anything that is counted: such a number counts
# nothing.
_LARGEST = 10**10


def _numbers(text: str, measured: Cover) -> list[Number]:
    numbers = [
        n
        for n in numbers_in(tokens_of(text))
        if not n.is_ordinal and _is_countable(n) and not measured.meets(n.core_start, n.core_end)
    ]
    words = words_of(text)
    starts = [start for start, _, _ in words]
    return [
        Number(
            count=to_count(text, n),
            counts=measure_of(text, words, bisect_left(starts, n.end), n.start),
            span=Span.of(text, n.start, n.end),
        )
        for n in numbers
    ]


def _is_countable(number: Found) -> bool:
    bound = number.high if number.low is None else number.low
    return bound is None or bound <= _LARGEST


def _by_place(numbers: list[Number]) -> list[Number]:
    """Return the numbers in the order of the text, the first of those on the same words."""
    found: dict[tuple[int, int], Number] = {}
    for number in numbers:
        found.setdefault((number.span.start, -number.span.end), number)
    return [found[place] for place in sorted(found)]


def _codes(doc: Doc, lexicon: str) -> list[Codes]:
    text = layers.text_of(doc)
    return [Codes(codes=hit.keys, span=Span.of(text, hit.start, hit.end)) for hit in doc_phrases.phrases(doc, lexicon)]


def _periods(doc: Doc, text: str) -> list[Stretch]:
    reference = layers.reference_date(doc)
    found, _ = find_stretches(text, layers.DATES.read(doc), reference=reference, fiscal_start=_fiscal_start(doc))
    return [Stretch(period=each.period, span=Span.of(text, each.start, each.end)) for each in found]


def _fiscal_start(doc: Doc) -> int | None:
    """Return the first month of the budget year: the American one where the story names it, else its own, else None."""
    months = lexicons.measures().fiscal
    countries = [
        *(place.country for place in layers.PLACES.read(doc)),
        *(each.country for each in layers.AGENCIES.read(doc)),
    ]
    named = Counter(country for country in countries if country)
    if not named or named["US"]:
        return months["US"]
    known = [code for code in named if code in months]
    return months[min(known, key=lambda code: (-named[code], code))] if known else None
