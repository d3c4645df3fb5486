"""Find the figures that are given for a period or an area and tell of no single incident."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from itertools import pairwise

from spacy.tokens import Doc

from borderfacts import lexicons
from borderfacts.annotations import AGENCIES, DATES, PLACES, QUANTITIES, STATISTICS, reference_date
from borderfacts.figures.amounts import MEASURE, is_taken, numbers_of_amounts
from borderfacts.figures.areas import Areas
from borderfacts.figures.evidence import Figure, Scales, is_comparison
from borderfacts.figures.measures import CountedNoun, NounKind, noun_before, noun_behind, verb_measure
from borderfacts.figures.periods import YEAR, Stretch, find_stretches
from borderfacts.figures.running import running_measure
from borderfacts.figures.spans import Cover
from borderfacts.figures.standing import find_standing
from borderfacts.grammar.numbers import Number, find_numbers, to_count
from borderfacts.grammar.phrases import split_words
from borderfacts.records import DateMention, Span, Statistic
from borderfacts.records.figures import Period
from borderfacts.text.paragraphs import paragraph_starts
from borderfacts.vocabulary import Dimension

# 250 characters: the part of a clause on either side of a figure that is weighed; clauses of the news are shorter.
REACH = 250
DAY_BEHIND = 25  # characters: " of them on the Wednesday"
LONGEST_SENTENCE = 1_500

_CLAUSE = re.compile(
    r"""
    [;:—] | \s[–-]\s
  | ,\s(?:and\s)?(?=(?:but|while|whereas|compared|against|up\sfrom|down\sfrom|versus|with|for|when|as)\s)
  | ,?\s(?:and|but)\s(?=(?:in|by|over|during|since|on|last|this|between|from)\s)
  | ,\s(?=(?:the|a)\s(?:month|year)\s(?:before|earlier)
        |an?\s(?:drop|fall|rise|increase|decrease|decline|jump)\b|from\s(?:about\s|some\s)?\d)
    """,
    re.VERBOSE | re.IGNORECASE,
)
_REPORTED = re.compile(
    r"\b(?:said|says|told|announced|reported|confirmed|statement|released|published|wrote)\b[^.;]{0,30}$", re.IGNORECASE
)
_WHEN = re.compile(r"(?:when|as|after|while)\b", re.IGNORECASE)
_PUT_IN = re.compile(r",\s(?:which|that|who|when|where)\s[^,;]{1,50}$", re.IGNORECASE)
_CLOSES = re.compile(r"[^,;.]{0,20},")
_THAN_THE = re.compile(r"\b(?:more|fewer|less|higher|lower|greater) than the\b", re.IGNORECASE)
_SUBJECT_OF = re.compile(r"\s(?:were|was|have|had|has|are|died|drowned|arrived|crossed)\b", re.IGNORECASE)
_SETTLED = re.compile(
    r"\b(?:this|the|our|their|that)\s(?:[\w-]+\s){0,2}(?:town|city|village|hamlet|community)\sof\s$", re.IGNORECASE
)
_SENTENCE_END = re.compile(r"(?<=[.!?])[\"”’)]{0,2}\s+(?=[A-Z“\"(\d])")


class StatisticFinder:
    """Component: writes the layer of statistics."""

    def __init__(self) -> None:
        self._scales = Scales()

    def __call__(self, doc: Doc) -> Doc:
        """Find the statistics of the Doc; its dates, places and quantities are read from their layers."""
        STATISTICS.write(doc, self._find(doc))
        return doc

    def _find(self, doc: Doc) -> Iterator[Statistic]:
        text, dates = doc.text, DATES.read(doc)
        quantities = [q for q in QUANTITIES.read(doc) if q.dimension is not Dimension.COUNT]
        spans = [*(quantity.span for quantity in quantities), *(mention.span for mention in dates)]
        told = Cover((span.start, span.end) for span in spans)
        numbers = _apart([number for number in find_numbers(text) if _may_count(number)], told)
        amounts = numbers_of_amounts(quantities)
        if not (numbers or amounts):
            return
        stretches, days = find_stretches(text, dates, reference=reference_date(doc), fiscal_start=fiscal_start(doc))
        numbers = _apart(numbers, Cover((stretch.start, stretch.end) for stretch in stretches))
        reader = _Reader(text, Areas(text, PLACES.read(doc)), stretches, days, self._scales)
        starts, weighed = [number.start for number in numbers], [amount.start for amount in amounts]
        for start, end in _sentences(doc, text):
            inside = numbers[bisect_left(starts, start) : bisect_left(starts, end)]
            within = amounts[bisect_left(weighed, start) : bisect_left(weighed, end)]
            yield from reader.read(start, end, [number for number in inside if number.end <= end], within)


def _may_count(number: Number) -> bool:
    return not number.pronoun and (number.high or number.low or 0) >= 2


def _apart(numbers: list[Number], taken: Cover) -> list[Number]:
    return [number for number in numbers if not taken.meets(number.core_start, number.core_end)]


def fiscal_start(doc: Doc) -> int | None:
    """Return the first month of the budget year: the American one where the story names it, else its own, else None."""
    months = lexicons.measures().fiscal
    told = [*(place.country for place in PLACES.read(doc)), *(agency.country for agency in AGENCIES.read(doc))]
    named = Counter(country for country in told if country)
    if not named or named["US"]:
        return months["US"]
    known = [code for code in named if code in months]
    return months[min(known, key=lambda code: (-named[code], code))] if known else None


def _sentences(doc: Doc, text: str) -> Iterator[tuple[int, int]]:
    """Yield start and end of each sentence, an endless one in pieces, so that the work stays linear."""
    if doc.has_annotation("SENT_START"):
        bounds = [(sent.start_char, sent.end_char) for sent in doc.sents]
    else:
        ends = (match.end() for match in _SENTENCE_END.finditer(text))
        bounds = list(pairwise(sorted({0, *paragraph_starts(text), *ends, len(text)})))
    for start, end in bounds:
        for at in range(start, end, LONGEST_SENTENCE):
            yield at, min(end, at + LONGEST_SENTENCE)


@dataclass(slots=True)
class _Clause:
    """The part of a sentence that a figure stands in."""

    start: int
    end: int
    is_comparison: bool
    stretches: list[Stretch] = field(default_factory=list)
    days: list[DateMention] = field(default_factory=list)


class _Reader:
    """Reads a story sentence by sentence; what goes on from a statistic told before needs no period of its own."""

    def __init__(
        self, text: str, areas: Areas, stretches: list[Stretch], days: list[DateMention], scales: Scales
    ) -> None:
        self._text, self._areas, self._stretches, self._days, self._scales = text, areas, stretches, days, scales
        self._stretch_starts = [stretch.start for stretch in stretches]
        self._day_starts = [day.span.start for day in days]
        self._last: Statistic | None = None
        self._last_sentence = -2
        self._sentence = -1

    def read(self, start: int, end: int, numbers: list[Number], amounts: list[Number]) -> Iterator[Statistic]:
        """Yield the statistics of the sentence from ``start`` to ``end``."""
        self._sentence += 1
        if not (numbers or amounts):
            return
        standing = {found.span.start: found for found in find_standing(self._text, start, end, numbers)}
        words = [(a + start, b + start, word) for a, b, word in split_words(self._text[start:end])]
        clauses = self._clauses(start, end)
        for number in amounts:
            yield from self._amount(number, clauses)
        for number in (number for number in numbers if number.is_ordinal):
            yield from self._running(number, start, end, clauses)
        numbers = [number for number in numbers if not number.is_ordinal]
        for number, following in zip(numbers, [*(n.start for n in numbers), end][1:], strict=False):
            found = standing.get(number.start)
            if found:
                is_settlement = _SETTLED.search(self._text, max(start, number.start - 40), number.start)
                area = (
                    self._areas.of_settlement(number.start)
                    if is_settlement
                    else self._areas.of_figure(number.start, found.span.end, start, end)
                )
                found = found.model_copy(update={"place": area})
            else:
                found = self._statistic(number, following, words, clauses)
            if found:
                if self._last_sentence != self._sentence:
                    self._last, self._last_sentence = found, self._sentence
                yield found

    def _amount(self, number: Number, clauses: list[_Clause]) -> Iterator[Statistic]:
        """Yield what a measured amount tells of a period: ``seized 4,900 kilograms of drugs in 2024``."""
        at = next((i for i, clause in enumerate(clauses) if number.start < clause.end), len(clauses) - 1)
        clause = clauses[at]
        stretch = self._stretch(number, clause.end, clause, clauses)
        if stretch is None or stretch.weight < YEAR or _is_of_a_day(number, stretch, clause):
            return
        around = self._text[max(clause.start, number.start - REACH) : min(clause.end, number.end + REACH)]
        if is_taken(around) and not self._scales.is_of_a_happening(around):
            area = self._areas.of_figure(number.start, number.end, clauses[0].start, clauses[-1].end)
            span, count = Span.of(self._text, number.start, number.end), to_count(self._text, number)
            yield Statistic(measure=MEASURE, count=count, period=stretch.period, place=area, span=span)

    def _running(self, number: Number, start: int, end: int, clauses: list[_Clause]) -> Iterator[Statistic]:
        """Yield what an ordinal tells of a period: ``the 14th such death this month``."""
        told = running_measure(self._text, start, end, number)
        at = next((i for i, clause in enumerate(clauses) if number.start < clause.end), len(clauses) - 1)
        stretch = self._stretch(number, end, clauses[at], clauses) if told else None
        if told and stretch:
            area = self._areas.of_figure(number.start, told[1], start, end)
            span, count = Span.of(self._text, number.start, told[1]), to_count(self._text, number)
            yield Statistic(measure=told[0], count=count, period=stretch.period, place=area, span=span)

    def _told(self, within: int) -> Statistic | None:
        """Return the first statistic of the sentence that told one last, if it is this one or so many before it."""
        return self._last if self._last_sentence >= self._sentence - within else None

    def _clauses(self, start: int, end: int) -> list[_Clause]:
        bounds = [start, *(match.end() for match in _CLAUSE.finditer(self._text, start, end)), end]
        clauses = [_Clause(a, b, is_comparison(self._text, a)) for a, b in pairwise(bounds)]
        for clause in clauses:
            first, last = (bisect_left(self._stretch_starts, at) for at in (clause.start, clause.end))
            clause.stretches = self._stretches[first:last]
            first, last = (bisect_left(self._day_starts, at) for at in (clause.start, clause.end))
            clause.days = [day for day in self._days[first:last] if not self._is_aside(day, clause.start)]
        for before, clause in pairwise(clauses):
            # "compares with 17 May, when 8,000 people entered": the day holds on.
            if before.days and not (clause.days or clause.stretches) and _WHEN.match(self._text, clause.start):
                clause.days = before.days[-1:]
        return clauses

    def _is_aside(self, day: DateMention, start: int) -> bool:
        """Tell whether a day is that of a report, or told in a clause put in: ``2017, which closed on Saturday``."""
        before = self._text[max(start, day.span.start - 60) : day.span.start]
        return bool(_REPORTED.search(before) or (_PUT_IN.search(before) and _CLOSES.match(self._text, day.span.end)))

    def _statistic(
        self, number: Number, following: int, words: list[tuple[int, int, str]], clauses: list[_Clause]
    ) -> Statistic | None:
        if _THAN_THE.match(self._text, number.start):
            # "more than the 740 of last year" tells 740, not more than it.
            told = number.low if number.low is not None else number.high
            number = replace(number, start=number.core_start, low=told, high=told, strict=False)
        noun = noun_behind(words, bisect_left(words, (number.end,)))
        if noun and noun.end > following:
            noun = None
        at = next((i for i, clause in enumerate(clauses) if number.core_start < clause.end), len(clauses) - 1)
        stretch = self._stretch(number, following, clauses[at], clauses)
        if not self._scales.is_statistic(self._figure(number, noun, stretch, clauses, at)):
            return None
        end = noun.end if noun else number.end
        before = self._told(1)
        period = stretch.period if stretch else before.period if before else None
        area = self._areas.of_figure(number.start, end, clauses[0].start, clauses[-1].end)
        return Statistic(
            measure=self._measure(number, noun, clauses[at]),
            count=to_count(self._text, number),
            period=self._day_behind(end, clauses[at]) or period,
            place=area or (before.place if before and noun is None else None),
            span=Span.of(self._text, number.start, end),
        )

    def _figure(
        self, number: Number, noun: CountedNoun | None, stretch: Stretch | None, clauses: list[_Clause], at: int
    ) -> Figure:
        clause, text = clauses[at], self._text
        return Figure(
            number=number,
            noun=noun,
            before=text[max(clause.start, number.start - REACH) : max(clause.start, number.start)],
            after=text[number.end : min(clause.end, number.end + REACH)],
            following=text[clause.end : clause.end + REACH] if at + 1 < len(clauses) else "",
            stretch=stretch,
            is_of_a_day=_is_of_a_day(number, stretch, clause),
            is_same_sentence=self._told(0) is not None,
            is_recent=self._told(1) is not None,
            written=text[number.core_start : number.core_end],
        )

    def _stretch(self, number: Number, following: int, clause: _Clause, clauses: list[_Clause]) -> Stretch | None:
        """Return the stretch of time that the figure is given for: in its own clause first, then in the sentence."""
        behind = [stretch for stretch in clause.stretches if stretch.start >= number.end]
        before = [stretch for stretch in clause.stretches if stretch.end <= number.start]
        if behind and behind[0].start < following and not (before and before[-1].weight > behind[0].weight):
            return behind[0]
        if before or behind:
            return before[-1] if before else behind[0]
        if clause.days:
            return None
        others = [stretch for other in clauses if not other.is_comparison for stretch in other.stretches]
        leading = [stretch for stretch in others if stretch.end <= number.start]
        return leading[-1] if leading else others[0] if others else None

    def _day_behind(self, end: int, clause: _Clause) -> Period | None:
        """Return the day told right behind a figure: ``75 of them on Wednesday alone``."""
        for day in clause.days:
            if end <= day.span.start <= end + DAY_BEHIND and day.start and day.end:
                return Period(start=day.start, end=day.end)
        return None

    def _measure(self, number: Number, noun: CountedNoun | None, clause: _Clause) -> str:
        text, end = self._text, noun.end if noun else number.end
        if noun and noun.kind is not NounKind.PEOPLE:
            return noun.name
        start = max(clause.start, number.start - REACH)
        told = verb_measure(text[start : min(clause.end, end + REACH)], number.start - start, end - start)
        if noun:
            return told or noun.name
        if told and _SUBJECT_OF.match(text, end):
            return told
        before = self._told(1)
        if before:
            return before.measure
        return noun_before(text[max(0, number.start - REACH) : number.start]) or told or "people"


def _is_of_a_day(number: Number, stretch: Stretch | None, clause: _Clause) -> bool:
    """Tell whether a single day is told in the clause, nearer to the figure than the stretch of time."""
    if stretch is None:
        return bool(clause.days)
    away = min(abs(stretch.start - number.start), abs(stretch.end - number.start))
    return any(abs(day.span.start - number.start) < away for day in clause.days)
