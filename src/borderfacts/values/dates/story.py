"""Follow a story from date to date: what was given before, which narrative of another year a date stands in."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date

from borderfacts.values.dates import nodes
from borderfacts.values.dates.calendar import Grain, Stretch, holiday, last_of_month, middle_of_season
from borderfacts.values.dates.context import Context
from borderfacts.values.dates.lexing import LETTERS, Reading
from borderfacts.values.dates.nodes import Phrase
from borderfacts.values.dates.resolution import Resolution, resolve
from borderfacts.values.dates.rules import valid_day
from borderfacts.values.dates.tense import Sentences, looks_back, words
from borderfacts.values.dates.timex import Tense
from borderfacts.values.dates.year_rules import is_known_by

# A date within so many words of the start of its sentence opens a narrative: `On Dec. 2, 2024, officers ...`.
_OPENING = 3
_LATE_OPENING = 12
# A year so many years ago is that of dates in its paragraph that lie months from the reference date.
_LONG_AGO = 20
_MONTHS_FROM_NEWS = 2
# What stands before the year in which a sentence says something happened: no state since then, nothing named after it.
_HAPPENED = ("in", "on", "by", "during")
# So many words after a year may end a name that it begins: the 1951 Refugee Convention.
_NAME = 3
# Dates that may stand without their year, and take that of the narrative.
_YEARLESS = nodes.Day | nodes.Month | nodes.Season | nodes.Holiday
# What stands between a year and a day of it.
_BESIDE_WORDS = 2
_BESIDE = frozenset(LETTERS["comma"] * comma + LETTERS[word] for comma in (0, 1) for word in ("on", "in"))
# Stretches that say little more than their year does.
_YEARLY = (Grain.YEAR, Grain.SEASON, Grain.QUARTER, Grain.HALF)
# So many days are looked through for the one that a bare time belongs to.
_LOOK_BACK = 24


_DAYS = (Grain.DAY, Grain.SPAN)


@dataclass(frozen=True, slots=True)
class _Frame:
    """A date with its year, where it stands, and where the narrative that it opens was last heard of.

    Attributes:
        stretch: the date.
        own_paragraph: its paragraph.
        own_sentence: its sentence.
        sentence: the sentence of the last date of the narrative.
        paragraph: the paragraph of that one.
        end: the word after it.
        opens: whether it stands where it opens a narrative.
        happened: whether its sentence says what happened then; in a text of history it then counts wherever it stands.
        last: the last day without a year that the narrative gave.
    """

    stretch: Stretch
    own_paragraph: int
    own_sentence: int
    sentence: int
    paragraph: int
    end: int
    opens: bool
    happened: bool
    last: date | None = None


@dataclass(frozen=True, slots=True)
class _GivenDay:
    """A day given at a place; reported, where it is the day of an announcement."""

    stretch: Stretch
    sentence: int
    place: int
    reported: bool


class Story:
    """The date expressions of one text, placed in order.

    Args:
        reading: the text.
        phrases: its expressions, in order.
        reference: the date of publication.
    """

    def __init__(self, reading: Reading, phrases: list[Phrase], reference: date | None) -> None:
        self._reading = reading
        self._phrases = list(_with_half_days(phrases))
        self._reference = reference
        self._sentences = Sentences(reading)
        self._is_news = any(_is_of_now(_day_node(phrase.node)) for phrase in self._phrases)
        self._given: Stretch | None = None
        self._days: list[_GivenDay] = []
        self._frame: _Frame | None = None
        self._years: dict[tuple[int, int], int] = {}

    def resolve(self) -> Iterator[tuple[Phrase, Resolution]]:
        """Yield the expressions with where they lie; a bare time of day last learns its day, from either side."""
        placed: dict[int, Resolution] = {}
        for number, phrase in enumerate(self._phrases):
            if not _floats(phrase):
                placed[number] = self._resolve(phrase)
        for number, phrase in enumerate(self._phrases):
            yield phrase, placed[number] if number in placed else self._resolve_floating(phrase)

    def _resolve(self, phrase: Phrase) -> Resolution:
        found = resolve(phrase.node, self._context(phrase, self._given_day(), self._frame_for(phrase)))
        self._remember(phrase, found)
        return found

    def _context(self, phrase: Phrase, given_day: Stretch | None, frame: Stretch | None) -> Context:
        return Context(
            reference=self._reference,
            given=self._given,
            given_day=given_day,
            frame=frame,
            years=self._years,
            tense=lambda: self._tense(phrase),
            since=self._word_before(phrase),
        )

    def _tense(self, phrase: Phrase) -> tuple[Tense, str] | None:
        cue = self._sentences.leads_ahead(phrase.start)
        if cue:
            return Tense.FUTURE, cue
        return self._sentences.tense(phrase.start, phrase.end)

    def _word_before(self, phrase: Phrase) -> str:
        if self._reading.is_kind(phrase.start - 1, "since"):
            return "since"
        ahead = self._reading.is_kind(phrase.start - 1, "until")
        return "until" if ahead else ""

    def _given_day(self) -> Stretch | None:
        happened = [day for day in self._days[-8:] if not day.reported]
        last = happened or self._days[-1:]
        return last[-1].stretch if last else None

    # The narrative of another year

    def _frame_for(self, phrase: Phrase) -> Stretch | None:
        frame, node = self._frame, _day_node(phrase.node)
        if isinstance(node, nodes.Span) and _has_no_year(node.last):
            node = node.first
        if frame is None or not _has_no_year(node) or not self._goes_on(frame, phrase, node):
            return None
        tense = self._tense(phrase)
        return None if tense is not None and tense[0] is Tense.FUTURE and self._reference else frame.stretch

    def _goes_on(self, frame: _Frame, phrase: Phrase, node: nodes.Node | None) -> bool:
        """Return whether a year-less date stands in the narrative that a date with its year opened."""
        grain, place = frame.stretch.grain, phrase.start
        here, paragraph = self._sentences.number(place), self._sentences.paragraph(place)
        if isinstance(node, nodes.Season) and grain not in _YEARLY and not self._is_history(frame, phrase, node):
            return False
        if self._stands_beside(frame, place) or (here == frame.sentence and frame.last is not None):
            return True
        if here == frame.sentence and (frame.opens or here == frame.own_sentence):
            same_month = isinstance(node, nodes.Day) and node.month == frame.stretch.first.month
            return frame.opens or grain in _DAYS or (grain is Grain.MONTH and same_month)
        if not frame.opens:
            goes_on = frame.happened and paragraph == frame.paragraph and self._is_history(frame, phrase, node)
            return goes_on and self._looks_back(phrase, without_tense=True)
        if grain in _YEARLY and not self._is_history(frame, phrase, node):
            return False
        if paragraph == frame.paragraph:
            return True
        # Farther on a year is not that given so long before.
        near = paragraph == frame.own_paragraph + 1 and grain in (*_DAYS, *_YEARLY)
        return near and self._opens(place) and not self._sentences.has_word(place, "court")

    def _stands_beside(self, frame: _Frame, place: int) -> bool:
        """Return whether a date follows right behind a year: ``three years later, on 17 December``."""
        near = frame.stretch.grain in _YEARLY and place - frame.end <= _BESIDE_WORDS
        return near and self._reading.shape[frame.end : place] in _BESIDE

    def _is_history(self, frame: _Frame, phrase: Phrase, node: nodes.Node | None) -> bool:
        """Return whether a year holds for a date in another sentence: history, and no news of the weeks around."""
        if self._reference is None:
            return True
        day = _day_in(frame.stretch.first.year, node)
        if day is None or self._reference.year - frame.stretch.first.year < _LONG_AGO:
            return False
        if self._is_next(frame, phrase, node):
            return True
        months = (self._reference.month - day.month) % 12
        tense = self._tense(phrase)
        is_past = tense is not None and tense[0] is Tense.PAST
        return months >= _MONTHS_FROM_NEWS and (is_past or months <= 12 - _MONTHS_FROM_NEWS)

    def _is_next(self, frame: _Frame, phrase: Phrase, node: nodes.Node | None) -> bool:
        """Return whether a date comes after the last of the narrative, by the calendar and in the same paragraph."""
        if frame.last is None or self._is_news or self._sentences.paragraph(phrase.start) != frame.paragraph:
            return False
        day = _day_in(frame.last.year, node)
        return day is not None and day >= frame.last

    def _opens(self, place: int) -> bool:
        """Return whether a date stands where it opens a narrative: at the start, or after `court papers say, on`."""
        distance = place - self._sentences.bounds(place)[0]
        apart = self._reading.is_kind(place - 1, "on", "in") and self._reading.is_kind(place - 2, "comma")
        return distance <= _OPENING or (apart and distance <= _LATE_OPENING)

    def _happened(self, phrase: Phrase) -> bool:
        """Return whether the sentence of a year says what happened in it: ``The war began in 1914``."""
        placed = self._reading.is_kind(phrase.start - 1, *_HAPPENED) or self._is_what_happened(phrase)
        placed = placed or isinstance(phrase.node, nodes.Shift)  # two years later
        return placed and self._looks_back(phrase) and not self._sentences.has_word(phrase.start, "background")

    def _is_what_happened(self, phrase: Phrase) -> bool:
        """Return whether a year is that of what its sentence is about: ``The Hungarian uprising of 1956 began``."""
        first = self._sentences.bounds(phrase.start)[0]
        if phrase.start - first > _LATE_OPENING or not is_known_by(self._reading, phrase.start - 1, "happening"):
            return False
        # He served in the war of 1991: behind a verb it is not.
        return not any(looks_back(self._reading, at) for at in range(first, phrase.start))

    def _only_names(self, phrase: Phrase, grain: Grain) -> bool:
        """Return whether a year only bounds what was so, or names it: ``since 1961``, ``the 1951 Convention``."""
        if grain not in _YEARLY:
            return False
        reading, before = self._reading, phrase.start - 1
        after = (reading.lower(at) for at in range(phrase.end, phrase.end + _NAME))
        begins = reading.is_kind(before, "the") and not words("document").isdisjoint(after)
        ends = is_known_by(reading, before, "document") and not reading.is_kind(before - 2, "a")  # a law of 1924 is new
        return begins or ends or self._word_before(phrase) != ""

    def _looks_back(self, phrase: Phrase, *, without_tense: bool = False) -> bool:
        """Return whether what is said of a date has been; ``without_tense``: also where no verb says when."""
        tense = self._tense(phrase)
        if tense is None:
            return without_tense and self._word_before(phrase) != "until"
        return tense[0] is Tense.PAST

    # What has been given

    def _remember(self, phrase: Phrase, found: Resolution) -> None:
        stretch, node, place = found.stretch, _day_node(phrase.node), phrase.start
        if stretch is None or isinstance(node, nodes.Fiscal | nodes.Decade | nodes.Century | nodes.SoFar):
            return
        sentence, paragraph = self._sentences.number(place), self._sentences.paragraph(place)
        self._given = stretch
        if stretch.grain is Grain.DAY:
            self._days.append(_GivenDay(stretch, sentence, place, self._sentences.is_reported(place)))
            if isinstance(node, nodes.Day):
                self._years[(node.month, node.day)] = stretch.first.year
        if _has_year(node) and self._only_names(phrase, stretch.grain):
            if self._frame is not None and stretch.first.year > self._frame.stretch.first.year:
                self._frame = None  # the story has gone on beyond it
        elif _has_year(node):
            opens, happened = self._opens(place), not self._is_news and self._happened(phrase)
            self._frame = _Frame(stretch, paragraph, sentence, sentence, paragraph, phrase.end, opens, happened)
        elif found.cue == "narrative" and self._frame is not None:
            self._frame = replace(self._frame, sentence=sentence, paragraph=paragraph, last=stretch.first)
        elif _from_reference(node):
            self._frame = None

    # Times of day

    def _resolve_floating(self, phrase: Phrase) -> Resolution:
        day = None if phrase.mark == "general" else self._day_for(phrase.start)
        return resolve(phrase.node, self._context(phrase, day, None))

    def _day_for(self, place: int) -> Stretch | None:
        """Return the day of a bare time: given in its sentence, before it rather than after, else given last.

        The day of an announcement (said Tuesday) gives way to any other.
        """
        sentence = self._sentences.number(place)
        at = bisect_left(self._days, place, key=lambda day: day.place)
        before = self._days[max(0, at - _LOOK_BACK) : at][::-1]
        after = [day for day in self._days[at : at + _LOOK_BACK] if day.sentence == sentence]
        here = [day for day in before if day.sentence == sentence]
        ordered = [*here, *after, *before]
        happened = [day for day in ordered if not day.reported]
        return (happened or ordered)[0].stretch if ordered else None


def _day_node(node: nodes.Node) -> nodes.Node | None:
    return node.node if isinstance(node, nodes.Timed) else node


def _floats(phrase: Phrase) -> bool:
    return isinstance(phrase.node, nodes.Timed) and phrase.node.node is None


def _has_no_year(node: nodes.Node | None) -> bool:
    """Return whether a date that may stand without its year does so."""
    return isinstance(node, _YEARLESS) and node.year is None and not node.direction


def _has_year(node: nodes.Node | None) -> bool:
    if isinstance(node, _YEARLESS | nodes.Part):
        return node.year is not None
    match node:
        case nodes.Year() | nodes.Fixed():
            return True
        case nodes.Shift(unit="Y", from_given=True, amount=amount):
            return amount is not None and amount > 0  # two years later
        case nodes.Span(last=last):
            return isinstance(last, nodes.Day) and last.year is not None
        case nodes.Within(inner=inner, outer=outer):
            yearly = isinstance(outer, nodes.Year) or (isinstance(outer, nodes.Shift) and outer.unit == "Y")
            return yearly and isinstance(inner, nodes.Day | nodes.Month)
        case _:
            return False


def _day_in(year: int, node: nodes.Node | None) -> date | None:
    """Return about which day of a year a date without one is: the last of a month, the middle of a season."""
    match node:
        case nodes.Day(month=month, day=day):
            return valid_day(year, month, day)
        case nodes.Month(month=month):
            return last_of_month(year, month)
        case nodes.Season(season=season):
            return date(year, middle_of_season(season), 1)
        case nodes.Holiday(rule=rule):
            return holiday(rule, year)
        case _:
            return None


def _from_reference(node: nodes.Node | None) -> bool:
    """Whether an expression brings the story back to the days of its publication."""
    match node:
        case nodes.Weekday(direction=direction) | nodes.Month(direction=direction):
            return direction not in ("previous", "following", "that", "same")
        case nodes.Shift(from_given=from_given):
            return not from_given
        case nodes.Day():
            return True
        case _:
            return False


def _is_of_now(node: nodes.Node | None) -> bool:
    """Whether an expression shows that a text is news: a weekday, or so much time from the day of publication."""
    match node:
        case nodes.Weekday():
            return _from_reference(node)
        case nodes.Shift(amount=amount, from_given=from_given):
            return not from_given and amount != 0
        case _:
            return False


def _with_half_days(phrases: list[Phrase]) -> Iterator[Phrase]:
    """Give clock times that do not say their half of the day that of the one before; drop a bare ``at 6`` alone."""
    half = ""
    for phrase in phrases:
        node = phrase.node
        if not isinstance(node, nodes.Timed) or not node.clock:
            if isinstance(node, nodes.Timed) and phrase.mark != "general":
                half = "am" if node.part == "MO" else "pm"
            yield phrase
            continue
        hour = int(node.clock[:2])
        if node.half_day:
            half = half if node.clock == "24:00" else "pm" if hour >= 12 else "am"
            yield phrase
        elif half == "pm" and 1 <= hour < 12:
            yield replace(phrase, node=replace(node, clock=f"{hour + 12:02}{node.clock[2:]}"))
        elif phrase.mark != "bare hour" or half or node.node is not None:
            yield phrase
