"""Find from the words around a date whether its sentence looks back or ahead."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from functools import cache

from borderfacts import lexicons
from borderfacts.values.dates.lexing import LETTERS, Reading, pattern
from borderfacts.values.dates.timex import Tense

# So many words after a cue that looks ahead, participles do not look back: will have to be sentenced.
_VERB_GROUP = 5
_TIME_PREPOSITIONS = frozenset(("for", "in", "by", "on", "before", "from", "until"))
_STOP = re.compile(pattern("[dot stop break ampm]"))
_PARAGRAPH = re.compile(pattern("break"))
_CLOSERS = frozenset("'’\"”)]»")
_CLAUSE_MARKS = frozenset((LETTERS["semicolon"], LETTERS["colon"], LETTERS["dash"]))


@cache
def words(kind: str) -> frozenset[str]:
    """Return the words of one table of ``tenses.toml``."""
    return frozenset(lexicons.tense_words()[kind].forms)


def looks_back(reading: Reading, index: int) -> bool:
    """Return whether a word is a verb of the past."""
    return _tense_of(reading, index, reading.lower(index)) is Tense.PAST


@dataclass(frozen=True, slots=True)
class _Cues:
    """The cues of a sentence: where, which tense, which word; and where its clauses begin."""

    places: list[int]
    tenses: list[tuple[Tense, str]]
    clauses: list[int]


class Sentences:
    """The sentences and paragraphs of a text, by their look, in words; and what their verbs say."""

    def __init__(self, reading: Reading) -> None:
        self._reading = reading
        self._starts = _sentence_starts(reading)
        self._paragraphs = [0, *(match.end() for match in _PARAGRAPH.finditer(reading.shape))]
        self._cues: dict[int, _Cues] = {}

    def number(self, index: int) -> int:
        """Return which sentence a word lies in."""
        return bisect_right(self._starts, index) - 1

    def paragraph(self, index: int) -> int:
        """Return which paragraph a word lies in."""
        return bisect_right(self._paragraphs, index) - 1

    def bounds(self, index: int) -> tuple[int, int]:
        """Return the first word of the sentence of a word, and the first after it."""
        number = self.number(index)
        last = self._starts[number + 1] if number + 1 < len(self._starts) else len(self._reading.words)
        return self._starts[number], last

    def tense(self, start: int, end: int) -> tuple[Tense, str] | None:
        """Return the tense that the nearest cue gives for a date, and the cue: in its clause before it, then after."""
        number = self.number(start)
        cues = self._cues.get(number)
        if cues is None:
            cues = self._cues[number] = _find_cues(self._reading, *self.bounds(start))
        before, after = bisect_left(cues.places, start), bisect_left(cues.places, end)
        clause = cues.clauses[bisect_right(cues.clauses, start) - 1]
        if before and cues.places[before - 1] >= clause:
            return cues.tenses[before - 1]
        closed = bisect_left(cues.clauses, end)
        limit = cues.clauses[closed] if closed < len(cues.clauses) else len(self._reading.words)
        if after < len(cues.places) and (not before or cues.places[after] < limit):
            return cues.tenses[after]
        return cues.tenses[before - 1] if before else None

    def leads_ahead(self, start: int) -> str:
        """Return the word before a date that sets it ahead whatever the verb: ``effective July 1``; "" for none."""
        lower = self._reading.lower
        for index in range(start - 1, start - 3, -1):
            if lower(index) in words("ahead_right_before"):
                return "" if "had" in (lower(index - 1), lower(index - 2)) else lower(index)
        if lower(start - 1) == "for" and lower(start - 2) in words("ahead_before_time"):  # has been set for Sept. 8
            group = [lower(index) for index in range(start - 5, start - 2)]
            return "" if "had" in group else lower(start - 2)
        if lower(start - 1) not in ("until", "till", "to"):
            return ""
        if lower(start - 2) in words("ahead_right_before_until"):
            return lower(start - 2)
        now = next((lower(at) for at in range(start - 2, start - 5, -1) if lower(at) in words("now_before_until")), "")
        if now and lower(start - 1) != "to":
            return now
        near = (lower(index) for index in range(start - 2, start - 6, -1))
        return next((word for word in near if word in words("ahead_before_until")), "")

    def has_word(self, index: int, kind: str) -> bool:
        """Return whether the sentence of a word has one of the words of a table, near its start."""
        first, last = self.bounds(index)
        return any(self._reading.lower(at) in words(kind) for at in range(first, min(last, first + 80)))

    def is_reported(self, start: int) -> bool:
        """Return whether a date is that of the statement: ``said Tuesday``, ``told reporters on Friday``."""
        for index in range(start - 1, max(-1, start - 8), -1):
            word = self._reading.lower(index)
            if word in words("reporting"):
                return True
            if word not in words("reporting_gap"):
                return False
        return False


def _sentence_starts(reading: Reading) -> list[int]:
    found, total = [0], len(reading.words)
    for match in _STOP.finditer(reading.shape):
        at = match.start()
        after = at + 1
        if reading.is_kind(at, "break"):
            found.append(after)
            continue
        while after < total and after < at + 4 and reading.words[after] in _CLOSERS:
            after += 1
        if after >= total or reading.starts[after] == reading.ends[after - 1]:
            continue
        if reading.is_kind(at, "ampm") and not _closes_sentence(reading, at, after):
            continue
        first = reading.words[after][0]
        abbreviated = reading.is_kind(at, "dot") and _is_abbreviation(reading, at - 1)
        if (first.isupper() or first.isdigit() or first in "'‘\"“(") and not abbreviated:
            found.append(after)
    return sorted(dict.fromkeys(index for index in found if index < total or not index))


def _closes_sentence(reading: Reading, at: int, after: int) -> bool:
    """Return whether the full stop of ``9:40 p.m.`` is that of the sentence too: no day or zone goes on with it."""
    goes_on = reading.is_kind(after, "weekday", "weekday_abbr", "month", "weak_month", "month_abbr", "zone", "holiday")
    return reading.words[at].endswith(".") and not goes_on


def _is_abbreviation(reading: Reading, index: int) -> bool:
    word = reading.lower(index)
    return (len(word) == 1 and word.isalpha()) or word in words("abbreviation")


def _find_cues(reading: Reading, first: int, last: int) -> _Cues:
    places: list[int] = []
    tenses: list[tuple[Tense, str]] = []
    clauses = [first]
    ahead_until = -1
    for index in range(first, last):
        letter, word = reading.shape[index], reading.lower(index)
        if (
            letter in _CLAUSE_MARKS
            or word in words("clause")
            or (word == "and" and reading.is_kind(index - 1, "comma"))
        ):
            clauses.append(index)
            ahead_until = -1
        if word == "and":
            ahead_until = -1
        tense = _tense_of(reading, index, word)
        if tense is None or (tense is not Tense.FUTURE and index <= ahead_until):
            continue
        if tense is Tense.FUTURE:
            ahead_until = index + _VERB_GROUP
        places.append(index)
        tenses.append((tense, word))
    return _Cues(places, tenses, clauses)


def _tense_of(reading: Reading, index: int, word: str) -> Tense | None:
    if word in words("ahead") or (word == "won" and reading.lower(index + 2) == "t"):
        return Tense.FUTURE
    after = reading.lower(index + 1)
    if after == "to" and word in words("ahead_before_to"):
        return Tense.FUTURE
    if after in _TIME_PREPOSITIONS and word in words("ahead_before_time"):
        return Tense.FUTURE
    if after in ("effect", "force") and word in words("ahead_before_effect"):
        return Tense.FUTURE
    if word in words("back") or (word.endswith("ed") and len(word) > 3 and word not in words("no_back")):
        return Tense.PAST
    return Tense.PRESENT if word in words("timetable") else None
