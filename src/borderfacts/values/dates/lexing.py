"""Read a text as a string of one letter a word: what kind of word of dates and times each is.

The grammar of dates is written as regular expressions over these strings, in the names of the kinds: ``month day``
matches ``February 3``. A text without dates is passed over at the speed of one look in a table for each word.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import cache
from typing import Any

from borderfacts import lexicons

TOKEN = re.compile(
    r"""
    [aApP]\.[ ]?[mM]\b\.?                                # p.m.
  | [oO]['’][cC]lock\b
  | [^\W\d_]+
  | \d{4}-\d\d?-\d\d?(?:[T ]\d\d:\d\d(?::\d\d)?(?:\.\d{1,9})?(?:Z|[+-]\d\d:?\d\d)?)?(?![\w-])
  | \d{1,4}([/.-])\d{1,2}\1\d{2,4}(?![\w/-])             # 03/02/2025, 3.2.2025
  | \d{1,2}(?::\d\d){1,2}(?!\d)                          # 16:30
  | \d{1,2}/\d{1,2}(?![\d/])                            # 1/2
  | \d{1,2}[hH]\d\d(?!\w)                                # 12h30
  | \d{1,2}(?:st|nd|rd|th|ST|ND|RD|TH)\b                 # 3rd
  | \d{3}0['’]?s\b                                       # 1990s
  | ['’]\d0s\b                                           # '90s
  | ['’]\d\d\b(?!['’])                                   # '98
  | \d{1,3}(?:,\d{3})+(?:\.\d+)?(?!\d)
  | \d+(?:\.\d+)?
  | \n[ \t\r]*\n\s*                                      # a paragraph ends
  | [^\w\s]|_
    """,
    re.VERBOSE,
)
_NUMERIC = (
    ("iso", re.compile(r"\d{4}-\d\d?-\d\d?.*", re.DOTALL)),
    ("numdate", re.compile(r"\d{1,4}([/.-])\d{1,2}\1\d{2,4}")),
    ("fraction", re.compile(r"\d{1,2}/\d{1,2}")),
    ("clock", re.compile(r"\d{1,2}(?::\d\d){1,2}|\d{1,2}[hH]\d\d")),
    ("ordinal_day", re.compile(r"(?:0?[1-9]|[12]\d|3[01])(?:st|nd|rd|th)", re.IGNORECASE)),
    ("decade", re.compile(r"(?:1[5-9]|20)\d0['’]?s|['’]\d0s")),
    ("short_year", re.compile(r"['’]\d\d")),
    ("day", re.compile(r"0?[1-9]|[12]\d|3[01]")),
    ("year", re.compile(r"1\d{3}|2[01]\d\d")),
    ("hhmm", re.compile(r"(?:[01]\d|2[0-4])[0-5]\d")),
    # Longer than this it is no number of days or years, and its float may be infinite.
    ("decimal", re.compile(r"\d{1,15}\.\d+")),
    ("integer", re.compile(r"[\d,]{1,20}")),
)
_MARKS = {
    ".": "dot", ",": "comma", "-": "hyphen", "–": "hyphen", "‑": "hyphen", "—": "dash", "/": "slash", "'": "apostrophe",
    "’": "apostrophe", "(": "open", "[": "open", ")": "close", "]": "close",
    ":": "colon", ";": "semicolon", "!": "stop", "?": "stop", "$": "money", "£": "money", "€": "money", "¥": "money",
    "₹": "money", "#": "money", "%": "percent", "&": "and",
}  # fmt: skip
_OTHER = ("word", "name", "symbol", "break", "code", *dict.fromkeys(_MARKS.values()), *(name for name, _ in _NUMERIC))

# Words that may stand glued before a number that is a date: FY2024, Q1, mid-2020, Jan-2020.
_GLUED = frozenset({"fy", "q", "h", "mid", "early", "late", "pre", "post", "since", "circa"})
_NUMBER_KINDS = frozenset({"day", "year", "hhmm", "decimal", "integer"})
_KEPT = 200_000  # unknown words that the table keeps: enough for any corpus's common words, and memory stays bounded


class _Letters(dict[str, str]):
    """The letter of each word; unknown words are read once."""

    def __missing__(self, word: str) -> str:
        letter = LETTERS[_kind(word)]
        if len(self) < _KEPT:
            self[word] = letter
        return letter


def _kind(word: str) -> str:
    first = word[0]
    if first.isalpha():
        if word[1:2] == ".":
            return "ampm"
        return "name" if first.isupper() else "word"
    if first.isdigit() or (first in "'’" and len(word) > 1):
        return next((name for name, pattern in _NUMERIC if pattern.fullmatch(word)), "code")
    return "break" if first == "\n" else _MARKS.get(first, "symbol")


@cache
def _letters() -> dict[str, str]:
    names = dict.fromkeys((*lexicons.date_words(), *_OTHER))
    return {name: chr(0x100 + number) for number, name in enumerate(names)}


LETTERS: dict[str, str] = _letters()
_NAME = re.compile(r"[a-z_]{2,}|\ba\b|\bq\b")


def pattern(source: str, **macros: str) -> str:
    """Return a pattern in the names of kinds as one over letters; capitals name macros, spaces are dropped.

    Examples:
        ``pattern("MONTH day", MONTH="(?:month|month_abbr dot?)")``
    """
    for _ in range(4):  # macros use macros, at most this deep
        source = re.sub(r"\b[A-Z][A-Z_]*\b", lambda match: macros[match[0]], source)
    return re.sub(r"\s+", "", _NAME.sub(lambda match: LETTERS[match[0]], source))


@dataclass(frozen=True, slots=True)
class _Words:
    letters: _Letters
    values: dict[str, str]
    phrases: dict[
        str, tuple[tuple[tuple[str, ...], str, str], ...]
    ]  # first word -> (all words, kind, value), longest first


def _cases(form: str) -> tuple[str, ...]:
    spellings = (form, form.upper()) if form != form.lower() else (form, form[:1].upper() + form[1:], form.upper())
    return tuple(dict.fromkeys(spellings))


@cache
def _words() -> _Words:
    letters, values = _Letters(), {}
    phrases: dict[str, list[tuple[tuple[str, ...], str, str]]] = {}
    for kind, entry in lexicons.date_words().items():
        for form, value in (*entry.values.items(), *((form, "") for form in entry.forms)):
            for spelling in _cases(form):
                words = tuple(_straight(match.group()) for match in TOKEN.finditer(spelling))
                if len(words) > 1:
                    phrases.setdefault(words[0], []).append((words, kind, value))
                    continue
                if words[0] not in letters or spelling == form != form.lower():  # Times is the paper, times are not
                    letters[words[0]], values[words[0]] = LETTERS[kind], value
    longest_first = {first: tuple(sorted(rows, key=lambda row: -len(row[0]))) for first, rows in phrases.items()}
    return _Words(letters, values, longest_first)


def _straight(word: str) -> str:
    return "'" if word == "’" else word


@dataclass(frozen=True, slots=True)
class Reading:
    """A text read word by word: parallel lists, and one letter a word in ``shape``."""

    text: str
    words: list[str]
    starts: list[int]
    ends: list[int]
    shape: str
    values: dict[int, str]
    years: dict[int, bool] = field(default_factory=dict)  # numbers already found to be years of a list, or none

    def value(self, index: int) -> str:
        """Return what the word stands for (``2`` for ``February``), or the word itself for a number."""
        found = self.values.get(index)
        if found is not None:
            return found
        word = self.words[index]
        return _words().values.get(word, word)

    def is_kind(self, index: int, *kinds: str) -> bool:
        """Return whether there is such a word and it is of one of these kinds."""
        return 0 <= index < len(self.shape) and self.shape[index] in _letters_of(kinds)

    def lower(self, index: int) -> str:
        """Return a word in lower case; nothing outside the text."""
        return self.words[index].lower() if 0 <= index < len(self.words) else ""

    def find(self, start: int, end: int, *kinds: str) -> int | None:
        """Return the first word of one of these kinds between two places; None where there is none."""
        letters = _letters_of(kinds)
        return next((index for index in range(start, end) if self.shape[index] in letters), None)


@cache
def _letters_of(kinds: tuple[str, ...]) -> frozenset[str]:
    return frozenset(LETTERS[kind] for kind in kinds)


def read(text: str) -> Reading:
    """Read a text as letters."""
    table = _words()
    matches = list(TOKEN.finditer(text))
    words = [match.group() for match in matches]
    starts = [match.start() for match in matches]
    ends = [match.end() for match in matches]
    letters = [table.letters[word] for word in words]
    values: dict[int, str] = {}
    _mark_codes(words, starts, ends, letters)
    _join_phrases(table, words, starts, ends, letters, values)
    return Reading(text, words, starts, ends, "".join(letters), values)


_NUMBER_LETTERS = frozenset(LETTERS[kind] for kind in _NUMBER_KINDS)


def _mark_codes(words: list[str], starts: list[int], ends: list[int], letters: list[str]) -> None:
    """Mark numbers that are part of a name or an amount of money: A20, F-350, COVID-19, $2000."""
    code, money, hyphen = LETTERS["code"], LETTERS["money"], LETTERS["hyphen"]
    for i in [i for i, letter in enumerate(letters) if letter in _NUMBER_LETTERS]:
        if not i:
            continue
        before = i - 1
        if letters[before] == money:
            letters[i] = code
            continue
        if ends[before] != starts[i]:
            continue
        if letters[before] == hyphen and before and ends[before - 1] == starts[before]:
            before -= 1
        if words[before][0].isalpha() and not _may_be_glued(words[before], letters[before]):
            letters[i] = code


def _may_be_glued(word: str, letter: str) -> bool:
    return word.lower() in _GLUED or letter in (LETTERS["month"], LETTERS["month_abbr"], LETTERS["weak_month"])


def _join_phrases(
    table: _Words, words: list[str], starts: list[int], ends: list[int], letters: list[str], values: dict[int, str]
) -> None:
    """Make one word of each phrase of the lexicon: Christmas Eve, small hours."""
    found: list[tuple[int, int, str, str]] = []
    for i in [i for i, word in enumerate(words) if word in table.phrases]:
        if found and i < found[-1][1]:
            continue
        for phrase, kind, value in table.phrases[words[i]]:
            stretch = tuple(_straight(word) for word in words[i : i + len(phrase)])
            if stretch == phrase:
                found.append((i, i + len(phrase), kind, value))
                break
    if not found:
        return
    inner = {index for start, end, _, _ in found for index in range(start + 1, end)}
    for start, end, kind, _ in found:
        ends[start], letters[start] = ends[end - 1], LETTERS[kind]
    dropped = 0
    for start, end, _, value in found:
        values[start - dropped] = value
        dropped += end - start - 1
    columns: tuple[list[Any], ...] = (words, starts, ends, letters)
    for column in columns:
        column[:] = [item for index, item in enumerate(column) if index not in inner]
