"""Follow a story from date to date: what was told before, which narrative of another year a date stands in."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import date

from borderfacts.grammar import date_nodes as nodes
from borderfacts.grammar.date_calendar import Grain, Stretch
from borderfacts.grammar.date_lexing import Reading
from borderfacts.grammar.date_nodes import Phrase
from borderfacts.grammar.date_resolution import Context, Resolution, resolve
from borderfacts.grammar.date_tense import Sentences, cue_tense
from borderfacts.grammar.timex import Tense

TenseAt = Callable[[int], Tense | None]

# A date within so many characters of the start of its sentence opens a narrative: `On Dec. 2, 2024, officers ...`.
_OPENING = 12
_SAID = re.compile(
    r"\b(?:said|says|announced|told|reported|wrote|stated|confirmed|added|tweeted|posted)"
    r"(?:\s+(?:reporters|journalists|lawmakers|the\s+\w+|in\s+a\s+(?:statement|release|news\s+release)))?\s*(?:on|late|early|late\s+on)?\s*$"
)
_COURT = re.compile(r"\b(?:pleaded|sentenced|convicted|guilty|trial|extradited|jury|verdict|announced)\b")
_REPORTED = 60  # characters before a date in which its reporting verb stands


@dataclass(frozen=True, slots=True)
class _Frame:
    """A date with its year, and where it stands."""

    stretch: Stretch
    sentence: int
    paragraph: int
    opens: bool


@dataclass(frozen=True, slots=True)
class _Told:
    """A day told at a place."""

    stretch: Stretch
    sentence: int
    start: int
    reported: bool


class Story:
    """The date expressions of one text, placed in order.

    Args:
        reading: the text.
        phrases: its expressions, in order.
        reference: the date of publication.
        tense_at: returns the tense of the verb that governs an offset.
    """

    def __init__(
        self, reading: Reading, phrases: list[Phrase], reference: date | None, tense_at: TenseAt | None
    ) -> None:
        self._reading = reading
        self._phrases = list(_with_half_days(phrases))
        self._reference = reference
        self._tense_at = tense_at
        self._sentences = Sentences(reading.text)
        self._told: Stretch | None = None
        self._days: list[_Told] = []
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

    def _offsets(self, phrase: Phrase) -> tuple[int, int]:
        return self._reading.starts[phrase.start], self._reading.ends[phrase.end - 1]

    def _resolve(self, phrase: Phrase) -> Resolution:
        start, end = self._offsets(phrase)
        frame = self._frame_for(phrase, start, end)
        found = resolve(phrase.node, self._context(phrase, start, end, frame))
        self._remember(phrase, found, start, end, framed=found.cue == "narrative")
        return found

    def _context(self, phrase: Phrase, start: int, end: int, frame: Stretch | None) -> Context:
        return Context(
            self._reference, self._told, self._told_day(), frame, self._years, lambda: self._tense(start, end),
            self._word_before(phrase),
        )  # fmt: skip

    def _tense(self, start: int, end: int) -> tuple[Tense, str] | None:
        if self._tense_at is not None and (told := self._tense_at(start)) is not None:
            return told, f"verb: {told}"
        first, last = self._sentences.bounds(start)
        return cue_tense(self._reading.text, start, end, first, last)

    def _word_before(self, phrase: Phrase) -> str:
        if self._reading.is_kind(phrase.start - 1, "since"):
            return "since"
        ahead = self._reading.is_kind(phrase.start - 1, "until")
        return "until" if ahead else ""

    def _told_day(self) -> Stretch | None:
        happened = [told for told in self._days[-8:] if not told.reported]
        last = happened or self._days[-1:]
        return last[-1].stretch if last else None

    # The narrative of another year

    def _frame_for(self, phrase: Phrase, start: int, end: int) -> Stretch | None:
        frame = self._frame
        node = phrase.node.node if isinstance(phrase.node, nodes.Timed) else phrase.node
        yearless = isinstance(node, nodes.Day | nodes.Month | nodes.Holiday) and node.year is None and not node_toward(node)
        if frame is None or not yearless or not self._goes_on(frame, node, start, end):
            return None
        tense = self._tense(start, end)
        return None if tense is not None and tense[0] is Tense.FUTURE and self._reference else frame.stretch

    def _goes_on(self, frame: _Frame, node: nodes.Node | None, start: int, end: int) -> bool:
        sentence, paragraph = self._sentences.number(start), self._sentences.paragraph(start)
        if sentence == frame.sentence:
            same_month = isinstance(node, nodes.Day) and frame.stretch.grain is Grain.MONTH
            same_month = same_month and isinstance(node, nodes.Day) and node.month == frame.stretch.first.month
            return frame.opens or frame.stretch.grain is Grain.DAY or same_month
        if frame.stretch.grain is Grain.YEAR or not frame.opens:
            return False
        if paragraph == frame.paragraph:
            return True
        first, last = self._sentences.bounds(start)
        near = paragraph == frame.paragraph + 1 and frame.stretch.grain is Grain.DAY
        return near and start - first <= _OPENING and not _COURT.search(self._reading.text[first : min(last, first + 600)])

    # What is told

    def _remember(self, phrase: Phrase, found: Resolution, start: int, end: int, *, framed: bool) -> None:
        stretch, node = found.stretch, phrase.node
        node = node.node if isinstance(node, nodes.Timed) else node
        if stretch is None or isinstance(node, nodes.Fiscal | nodes.Decade | nodes.Century | nodes.SoFar):
            return
        sentence, paragraph = self._sentences.number(start), self._sentences.paragraph(start)
        self._told = stretch
        if stretch.grain is Grain.DAY:
            reported = bool(_SAID.search(self._reading.text[max(0, start - _REPORTED) : start]))
            self._days.append(_Told(stretch, sentence, start, reported))
            if isinstance(node, nodes.Day):
                self._years[(node.month, node.day)] = stretch.first.year
        if _tells_year(node):
            opens = start - self._sentences.bounds(start)[0] <= _OPENING
            self._frame = _Frame(stretch, sentence, paragraph, opens)
        elif framed and self._frame is not None:
            self._frame = replace(self._frame, sentence=sentence, paragraph=paragraph)
        elif _from_reference(node):
            self._frame = None

    # Times of day

    def _resolve_floating(self, phrase: Phrase) -> Resolution:
        start, end = self._offsets(phrase)
        day = None if phrase.mark == "general" else self._day_for(start)
        context = replace(self._context(phrase, start, end, None), told_day=day)
        return resolve(phrase.node, context)

    def _day_for(self, start: int) -> Stretch | None:
        """Return the day of a bare time: told in its sentence, before it rather than after, else told last.

        The day of an announcement (said Tuesday) gives way to any other.
        """
        sentence = self._sentences.number(start)
        before = [told for told in self._days if told.start < start]
        after = [told for told in self._days if told.start > start and told.sentence == sentence]
        here = [told for told in before if told.sentence == sentence]
        for days in (here[::-1], after, before[::-1]):
            for told in days:
                if not told.reported:
                    return told.stretch
        return (here or before or after)[-1].stretch if here or before or after else None


def node_toward(node: nodes.Node) -> str:
    """Return the word of direction of an expression: ``last`` for ``last March``."""
    return str(getattr(node, "direction", ""))


def _floats(phrase: Phrase) -> bool:
    return isinstance(phrase.node, nodes.Timed) and phrase.node.node is None


def _tells_year(node: nodes.Node | None) -> bool:
    match node:
        case nodes.Day(year=year) | nodes.Month(year=year) | nodes.Holiday(year=year):
            return year is not None
        case nodes.Year() | nodes.Fixed():
            return True
        case nodes.Within(inner=inner, outer=outer):
            yearly = isinstance(outer, nodes.Year) or (isinstance(outer, nodes.Shift) and outer.unit == "Y")
            return yearly and isinstance(inner, nodes.Day | nodes.Month)
        case _:
            return False


def _from_reference(node: nodes.Node | None) -> bool:
    """Whether an expression brings the story back to the days of its publication."""
    match node:
        case nodes.Weekday(direction=direction) | nodes.Month(direction=direction):
            return direction not in ("previous", "following", "that", "same")
        case nodes.Shift(told=told):
            return not told
        case nodes.Day():
            return True
        case _:
            return False


def _with_half_days(phrases: list[Phrase]) -> Iterator[Phrase]:
    """Give clock times that do not say their half of the day that of the one before; drop a bare ``at 6`` without one."""
    half = ""
    for phrase in phrases:
        node = phrase.node
        if not isinstance(node, nodes.Timed) or not node.clock:
            yield phrase
            continue
        hour = int(node.clock[:2])
        if node.half_day:
            half = "" if node.clock in ("24:00", "12:00") else "pm" if hour >= 12 else "am"
            yield phrase
        elif half == "pm" and 1 <= hour < 12:
            yield replace(phrase, node=replace(node, clock=f"{hour + 12:02}{node.clock[2:]}"))
        elif phrase.mark != "bare hour" or half or node.node is not None:
            yield phrase
