"""Find the figures that are given for a period or an area and tell of no single incident."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from spacy.tokens import Doc

from borderfacts import lexicons
from borderfacts.annotations import AGENCIES, DATES, PLACES, QUANTITIES, STATISTICS, reference_date
from borderfacts.figures.measures import CountedNoun, NounKind, measure_nouns, measure_verbs, noun_behind, phrase_pattern, verb_measure
from borderfacts.figures.periods import Stretch, find_stretches
from borderfacts.figures.standing import find_standing
from borderfacts.grammar.numbers import Number, NumberKind, find_numbers, to_count
from borderfacts.grammar.phrases import split_words
from borderfacts.records import DateMention, Place, Span, Statistic
from borderfacts.text.paragraphs import paragraph_starts
from borderfacts.vocabulary import Dimension, PlaceKind

# A figure is a statistic from this many points on; what gives points is in _Reader._points. Chosen on the open stories.
ENOUGH = 4
CARRY = 2  # what a figure gains that goes on from a statistic told just before

_CLAUSE = re.compile(
    r"[;:—]|\s[–-]\s|,\s(?:and\s)?(?=(?:but|while|whereas|compared|against|up\sfrom|down\sfrom|versus|with|for|when|as)\s)"
    r"|,?\s(?:and|but)\s(?=(?:in|by|over|during|since|on|last|this)\s)|,\s(?=(?:the|a)\s(?:month|year)\s(?:before|earlier)|(?:a|an)\s(?:drop|fall|rise|increase|decrease|decline|jump)\b|from\s(?:about\s|some\s)?\d)",
    re.IGNORECASE,
)
_AGAINST = re.compile(r"(?:against|compared|up from|down from|versus|from|an? (?:drop|fall|rise|increase|decrease|decline|jump))\b", re.IGNORECASE)
_COMPARISON = re.compile(
    r"(?:against|compared (?:with|to)|up from|down from|versus|vs\.?|rather than|from|than(?: the)?|as opposed to|followed by|(?:below|above|over|under|on|from|than|exceeding) the)\s*$",
    re.IGNORECASE,
)
_REPORTED = re.compile(r"\b(?:said|says|told|announced|reported|confirmed|statement|released|published|wrote)\b[^.;]{0,30}$", re.I)
_OF_THESE = re.compile(r"^\s*of (?:them|these|those|whom|which|that (?:total|number)|the total)\s*,?\s*$", re.IGNORECASE)
_THAN_THE = re.compile(r"\b(?:more|fewer|less|higher|lower|greater) than the\b", re.IGNORECASE)
_OF_THEM = re.compile(r"\s*,?\s*of (?:them|these|those|whom|which)\b", re.IGNORECASE)
_THE_NUMBER = re.compile(
    r"\b(?:number|figure|total|tally|count|sum|numbers|figures)(?:\s(?:for|in|of)\s[^,;.]{1,50})?\s(?:was|were|is|stood\sat|came\sto|reached|rose\sto"
    r"|fell\sto|dropped\sto|had\sreached|has\sreached|climbed\sto|hit)\s*$"
    r"|\b(?:bring|bringing|brings|brought|take|takes|taking|raise|raises|raising|push|pushing)\sthe\s(?:[^.;]{0,60}\s)?(?:total|tally|toll|number|figure)\b[^.;]{0,40}\sto\s*$",
    re.IGNORECASE,
)
_TREND = re.compile(
    r"\b(?:rose|risen|fell|fallen|climbed|dropped|jumped|grew|declined|increased|decreased|doubled|tripled|stood|stand|stands|came|reached|reach|"
    r"totalled|totaled|numbered|hit|topped|surpassed|were|are|was|at)\b(?:\s(?!and\b)\w+){0,4}\s*$",
    re.IGNORECASE,
)
_RATE_NEXT = re.compile(r"\s(?:a|per|each|every)\s(?:day|week|month|year|night)\b", re.IGNORECASE)
_THERE = re.compile(r"\bthere\s(?:were|are|had\sbeen|have\sbeen)\s*$", re.IGNORECASE)
_BARE_NEXT = re.compile(
    r"""\s*(?:$|[.,;:)!?”"—–]|(?:in|during|on|of|from|since|by|for|at|over|between|across|last|this|a\syear|the\s(?:year|month|previous|week|same
        |january|february|march|april|may|june|july|august|september|october|november|december)|along|inside|within|and|per|so|to|more|alone|nationwide|through|until|up|as|among|who|respectively|each|a\s(?:day|week|month|year)
        |recorded|reported|registered|counted|logged|seen|made|arriving|set|but|or|while|when|people)\b)""",
    re.VERBOSE | re.IGNORECASE,
)
_BARE_SUBJECT = re.compile(
    r"\s*(?:were|was|have|had|has|are|died|drowned|arrived|came|crossed|made|applied|asked|left|went|did|tried|reached)\b", re.IGNORECASE
)
_IN_ADDITION = re.compile(r"\s(?:more|others|fewer|between\sthem|in\sall|in\stotal|altogether)\b", re.IGNORECASE)
_COORDINATED = re.compile(r"(?:\b(?:and|for|with|at|to)|,|[A-Z][\w’'-]{1,30})\s*$")
_AFTER_NAME = re.compile(r"[A-Z][\w’'-]{1,30}(?:\s(?:had|with|for|at))?\s*$")
_YEARLIKE = re.compile(r"(?:1[89]|20)\d\d$")
_MULTIPLE = re.compile(r"\s?-?(?:times|fold)\b", re.IGNORECASE)
_TAKEN = re.compile(r"\b(?:seiz|confiscat|intercept|impound)", re.IGNORECASE)
_AREA = re.compile(
    r"\b(?:(?:(?:south|north)(?:ern|east|west|eastern|western)?|eastern|western|land|maritime|sea|external|common)(?:\s(?:land|sea))?"
    r"\s(?:borders?|frontiers?|route|coast)|[A-Z][\w’-]+(?:\s[A-Z][\w’-]+){0,3}(?:['’]s)?(?:\s(?:northern|southern|eastern|western|land))?"
    r"\s(?:[Ss]ector|[Rr]oute|border|frontier))\b"
)
_AREA_WORD = re.compile(r"\b(?:the|this|its|that)\s(?P<word>sector|city|town|province|state|country|county|island|islands|nation|region)\b", re.I)
_AREA_KINDS = {
    "sector": (PlaceKind.SECTOR,), "city": (PlaceKind.CITY,), "town": (PlaceKind.CITY,), "province": (PlaceKind.ADMIN1,),
    "state": (PlaceKind.ADMIN1,), "county": (PlaceKind.COUNTY,), "country": (PlaceKind.COUNTRY,), "nation": (PlaceKind.COUNTRY,),
}  # fmt: skip
_PLACE_LEAD = re.compile(r"\b(?:in|into|to|at|on|along|across|from|of|off|for|near)\s(?:the\s)?$", re.IGNORECASE)
_SENTENCE_END = re.compile(r"(?<=[.!?])[\"”’)]{0,2}\s+(?=[A-Z“\"(\d])")


class StatisticFinder:
    """Component: writes the layer of statistics."""

    def __call__(self, doc: Doc) -> Doc:
        """Find the statistics of the Doc; its dates, places and quantities are read from their layers."""
        STATISTICS.write(doc, self._find(doc))
        return doc

    def _find(self, doc: Doc) -> Iterator[Statistic]:
        text = doc.text
        dates = DATES.read(doc)
        taken = [(q.span.start, q.span.end) for q in QUANTITIES.read(doc) if q.dimension is not Dimension.COUNT]
        taken += [(d.span.start, d.span.end) for d in dates]
        numbers = [n for n in find_numbers(text) if _may_count(n) and not _inside(n, taken)]
        if not numbers:
            return
        stretches, days = find_stretches(text, dates, reference=reference_date(doc), fiscal_start=_fiscal_start(doc))
        numbers = [n for n in numbers if not _inside(n, [(s.start, s.end) for s in stretches])]
        reader = _Reader(text, PLACES.read(doc), stretches, days)
        for start, end in _sentences(doc):
            inside = [n for n in numbers if start <= n.start and n.end <= end]
            yield from reader.read(start, end, inside)


def _may_count(number: Number) -> bool:
    return not number.is_ordinal and not number.pronoun and (number.high or number.low or 0) >= 2


def _inside(number: Number, taken: list[tuple[int, int]]) -> bool:
    return any(start < number.core_end and number.core_start < end for start, end in taken)


def _fiscal_start(doc: Doc) -> int:
    """Return the first month of the budget year: the American one where the story names the country, else its own."""
    months = lexicons.measures().fiscal
    named = Counter(record.country for layer in (PLACES, AGENCIES) for record in layer.read(doc) if record.country)
    if not named or named["US"]:
        return months["US"]
    country = min(named, key=lambda code: (-named[code], code))
    return months.get(country, 1)


def _sentences(doc: Doc) -> list[tuple[int, int]]:
    if doc.has_annotation("SENT_START"):
        return [(sent.start_char, sent.end_char) for sent in doc.sents]
    starts = sorted({0, *paragraph_starts(doc.text), *(m.end() for m in _SENTENCE_END.finditer(doc.text))})
    return list(zip(starts, [*starts[1:], len(doc.text)], strict=True))


@dataclass(slots=True)
class _Clause:
    """The part of a sentence that a figure stands in."""

    start: int
    end: int
    stretches: list[Stretch] = field(default_factory=list)
    days: list[DateMention] = field(default_factory=list)
    is_comparison: bool = False


class _Reader:
    """Reads a story sentence by sentence; what goes on from a statistic told before needs no period of its own."""

    def __init__(
        self, text: str, places: tuple[Place, ...], stretches: list[Stretch], days: list[DateMention]
    ) -> None:
        cues = lexicons.measures().cues
        self.text, self.places, self.stretches, self.days = text, places, stretches, days
        self.keeping = re.compile(phrase_pattern([*cues.keeping, *measure_verbs()]).pattern + r"(?:\s\w+){0,2}\s*$", re.IGNORECASE)
        self.counts = phrase_pattern(measure_nouns())
        self.adding, self.happening = phrase_pattern(cues.adding), phrase_pattern(cues.happening)
        # As written: the month of May puts nothing off.
        self.vehicle = re.compile(
            r"\b(?:an?|the|one|this|that|their|his|her|its)\s(?:[\w-]+\s){0,3}?" + phrase_pattern(cues.carriers).pattern, re.IGNORECASE
        )
        self.supposing = re.compile(phrase_pattern(cues.supposing).pattern)
        self.last: Statistic | None = None  # the statistic told last, in this sentence or the one before
        self.last_sentence = -2
        self.index = -1

    def read(self, start: int, end: int, numbers: list[Number]) -> Iterator[Statistic]:
        """Yield the statistics of the sentence from ``start`` to ``end``."""
        self.index += 1
        if not numbers:
            return
        standing = {s.span.start: s for s in find_standing(self.text, start, end, numbers)}
        words = split_words(self.text[start:end])
        words = [(a + start, b + start, word) for a, b, word in words]
        clauses = self._clauses(start, end)
        for position, number in enumerate(numbers):
            found = standing.get(number.start)
            if found is None:
                following = numbers[position + 1].start if position + 1 < len(numbers) else end
                found = self._statistic(number, following, words, clauses)
            else:
                found = found.model_copy(update={"place": self._place(number, clauses[0].start, end)})
            if found:
                self.last, self.last_sentence = found, self.index
                yield found

    def _clauses(self, start: int, end: int) -> list[_Clause]:
        bounds = [start, *(m.end() for m in _CLAUSE.finditer(self.text, start, end)), end]
        clauses = [_Clause(a, b) for a, b in zip(bounds, bounds[1:], strict=False)]
        for clause in clauses:
            clause.stretches = [s for s in self.stretches if clause.start <= s.start < clause.end]
            clause.days = [
                day for day in self.days
                if clause.start <= day.span.start < clause.end
                and not _REPORTED.search(self.text[max(clause.start, day.span.start - 60) : day.span.start])
            ]  # fmt: skip
            clause.is_comparison = bool(_AGAINST.match(self.text, clause.start))
        return clauses

    def _statistic(
        self, number: Number, following: int, words: list[tuple[int, int, str]], clauses: list[_Clause]
    ) -> Statistic | None:
        if _THAN_THE.match(self.text, number.start):
            # "more than the 740 of last year" tells 740, not more than it.
            number = replace(number, start=number.core_start, high=number.low or number.high, low=number.low or number.high, strict=False)
        first = next((i for i, word in enumerate(words) if word[0] >= number.end), len(words))
        noun = noun_behind(words, first)
        if noun and noun.end > following:
            noun = None
        clause = next(c for c in clauses if c.start <= number.core_start < c.end or c is clauses[-1])
        stretch = self._stretch(number, following, clause, clauses)
        points = self._points(number, noun, clause, stretch)
        if points < ENOUGH or self._is_supposed(number, noun, clause):
            return None
        end = noun.end if noun else number.end
        goes_on = self.last is not None and self.last_sentence >= self.index - 1
        period = stretch.period if stretch else self.last.period if self.last and goes_on else None
        place = self._place(number, clauses[0].start, clauses[-1].end)
        return Statistic(
            measure=self._measure(noun, clause, end),
            count=to_count(self.text, number),
            period=period,
            place=place or (self.last.place if self.last and goes_on and noun is None else None),
            span=Span.of(self.text, number.start, end),
        )

    def _stretch(self, number: Number, following: int, clause: _Clause, clauses: list[_Clause]) -> Stretch | None:
        """Return the stretch of time that the figure is given for: in its own clause first, then in the sentence."""
        behind = [s for s in clause.stretches if s.start >= number.end]
        before = [s for s in clause.stretches if s.end <= number.start]
        if behind and behind[0].start < following:
            if before and before[-1].weight > behind[0].weight:
                return before[-1]
            return behind[0]
        if before:
            return before[-1]
        if behind:
            return behind[0]
        if clause.days:
            return None
        others = [s for c in clauses for s in c.stretches if not c.is_comparison]
        leading = [s for s in others if s.end <= number.start]
        return leading[-1] if leading else others[0] if others else None

    def _points(self, number: Number, noun: CountedNoun | None, clause: _Clause, stretch: Stretch | None) -> int:
        size = number.low if number.low is not None else number.high or 0
        before = self.text[clause.start : number.start]
        around = self.text[clause.start : clause.end]
        points = self._of_size(number, size) + self._of_period(number, size, clause, stretch)
        points += bool(self.adding.search(around)) + 2 * bool(_AGAINST.match(self.text, clause.end))
        if noun is None:
            bare = self._of_bare(number, before, clause)
            return 0 if bare is None else points + bare
        points += self._of_noun(noun, around)
        if noun.kind is not NounKind.MEASURE and (self.happening.search(around) or self.vehicle.search(around)):
            points -= 2
        if self._is_recent(0) and not clause.days:
            points += CARRY + 1 if _COMPARISON.search(before) else 1
        return points

    def _is_recent(self, sentences: int) -> bool:
        """Tell whether a statistic was told in this sentence or in so many before it."""
        return self.last is not None and self.last_sentence >= self.index - sentences

    @staticmethod
    def _of_size(number: Number, size: float) -> int:
        if size < 10:
            return -1
        if number.kind is NumberKind.VAGUE:
            return 0
        return (size >= 100) + (size >= 1_000) + (size >= 10_000)

    @staticmethod
    def _of_period(number: Number, size: float, clause: _Clause, stretch: Stretch | None) -> int:
        if stretch is None:
            return -2 if clause.days else 0
        nearer = [
            day for day in clause.days
            if abs(day.span.start - number.start) < min(abs(stretch.start - number.start), abs(stretch.end - number.start))
        ]  # fmt: skip
        if nearer:
            return -2
        # A month is when a happening was told as often as the time of a figure; a large number decides.
        return stretch.weight + (stretch.weight == 1 and size >= 100)

    def _of_noun(self, noun: CountedNoun, around: str) -> int:
        match noun.kind:
            case NounKind.MEASURE:
                return 3
            case NounKind.GOODS:
                return 1 if _TAKEN.search(around) else -5
            case _:
                return 1

    def _of_bare(self, number: Number, before: str, clause: _Clause) -> int | None:
        """Return the points of a number without a noun by what stands around it; None where it can be no figure."""
        size = number.low or number.high or 0
        if _YEARLIKE.fullmatch(self.text[number.core_start : number.core_end]):
            return None
        here, recent = self._is_recent(0), self._is_recent(1)
        after = self.text[number.end : clause.end]
        if _MULTIPLE.match(after):
            return None
        if _OF_THEM.match(after) or _OF_THESE.match(before):
            return CARRY + 3 if recent else None
        subject = _BARE_SUBJECT.match(after)
        if not (subject or _BARE_NEXT.match(after)):
            return None
        if _COMPARISON.search(self.text[max(0, number.start - 40) : number.start]):
            return CARRY + 2 if here else CARRY if size >= 1_000 else None
        if _THE_NUMBER.search(before):
            return CARRY + 1 + recent
        if self._is_kept(before) or _RATE_NEXT.match(after):
            return CARRY + recent
        if here and (_IN_ADDITION.match(after) or self._is_coordinated(before, size)):
            return CARRY + 1
        if subject:
            # "Six have been found since October": the perfect looks back over a time.
            return 1 + recent + subject[0].strip().startswith("ha")
        return None

    def _is_kept(self, before: str) -> bool:
        """Tell whether the words before a bare number say that it is a count: ``the sector had``, ``arrivals rose to``."""
        if _THERE.search(before) or self.keeping.search(before):
            return True
        return bool(_TREND.search(before)) and self.counts.search(before) is not None

    @staticmethod
    def _is_coordinated(before: str, size: float) -> bool:
        return bool(_COORDINATED.search(before or ", ")) and (size >= 100 or bool(_AFTER_NAME.search(before)))

    def _is_supposed(self, number: Number, noun: CountedNoun | None, clause: _Clause) -> bool:
        end = noun.end if noun else number.end
        if self.supposing.search(self.text, clause.start, number.start):
            return True
        return bool(re.match(r"\s*(?:\w+\s){0,2}?(?:will|would|could|may|might|should|are to|is to)\b", self.text[end : end + 40]))

    def _measure(self, noun: CountedNoun | None, clause: _Clause, end: int) -> str:
        if noun and noun.kind in (NounKind.MEASURE, NounKind.STANDING):
            return noun.name
        if noun is None and self.last is not None and self.last_sentence >= self.index - 1:
            return self.last.measure
        told = verb_measure(self.text[clause.start : clause.end], end - clause.start)
        if noun and noun.kind is not NounKind.PEOPLE:
            return noun.name
        return told or (noun.name if noun else "people")

    def _place(self, number: Number, start: int, end: int) -> str | None:
        """Return the area that the sentence names: the nearest place behind the figure that a preposition leads in."""
        areas = [(m.start(), m.end(), m[0]) for m in _AREA.finditer(self.text, start, end)]
        inside = [p for p in self.places if start <= p.span.start and p.span.end <= end]
        named = [(p.span.start, p.span.end, p.name) for p in inside if not _within(p, areas)] + areas
        named.sort()
        led = [item for item in named if _PLACE_LEAD.search(self.text[max(start, item[0] - 12) : item[0]])]
        for choice in ([i for i in led if i[0] >= number.end], [i for i in named if i[1] <= number.start][-1:], led, named):
            if choice:
                return choice[0][2]
        word = _AREA_WORD.search(self.text, start, end)
        kinds = _AREA_KINDS.get(word["word"].lower(), ()) if word else ()
        return next((p.name for p in reversed(self.places) if p.kind in kinds and p.span.end <= start), None)


def _within(place: Place, areas: list[tuple[int, int, str]]) -> bool:
    return any(start <= place.span.start and place.span.end <= end for start, end, _ in areas)
