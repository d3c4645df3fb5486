"""Stories changed at random: spliced, cut, in other characters, white space, numbers and markup."""

from __future__ import annotations

import random
import re
import unicodedata
from collections.abc import Callable, Sequence
from datetime import date
from typing import NamedTuple

from tests.hostile import KINDS, hostile_text

LONGEST = 4_000  # characters of a text, more than most stories have
MOST_CHANGES = 4
ANY_CHARACTERS = tuple(map(chr, (*range(0x3000), *range(0xE000, 0x20000))))

ODD_CHARACTERS = (
    "\u00ad", "\u200b", "\u200d", "\u200e", "\u202e", "\u2060", "\ufeff", "\ufffd", "\u0301",
    "\u0000", "\x07", "😀", "👨‍👩‍👧", "🇺🇸", "ﬁ", "ß", "İ", "ı", "ſ", "Å", "K", "é", "e\u0301", "한",
    "가", "عام", "٣", "三", "²", "½", "⁻", "\x1b[0m", "⅔", "Ⅻ", "①", "−", "–", "—", "‑", "-", "’",
    "'", "“", "”", '"', "«", "…", "·", "×", "°", "€", "£", "¥", "%", "‰", "№",
)  # fmt: skip
SPACES = (
    "\u00a0", "\u202f", "\u2009", "\u3000", "\u1680", "\u2028", "\u2029", "\x85", "\x0b", "\x0c",
    "\x1c", "\x1f", "\r", "\r\n", "\n", "\n\n", "\n \n", "\t", "  ", "", "\u200b", " \u200b",
    "\u00ad",
)  # fmt: skip
NUMBERS = (
    "0", "00", "-0", "1", "2", "007", "13", "29", "31", "99", "100", "112", "1000", "1,234",
    "12,34,567", "1.234.567", "12 500", "3,5", ".5", "5.", "1e5", "1e999", "1e-999", "10^6", "10⁶",
    "10⁻⁴⁰", "5 × 10^31", "1/2", "1/0", "0/0", "3 1/2", "½", "2½", "9" * 20, "9" * 41, "9" * 310,
    "9" * 310 + ".5", "1" + ",000" * 9, "1" + ",000" * 130, "٣١٤", "१२", "１２", "²", "5²", "①", "Ⅻ",
    "−17.0", "±5", "~5", "5–7", "7-5", "5:30", "25:61", "2020", "0000", "9999", "10000",
    "2020-02-30", "2020-02-29", "0001-01-01", "31/12/9999", "00/00/0000", "1990s", "0s", "nan",
    "inf", "one", "twelve hundred", "hundreds of thousands of millions", "a dozen", "half a",
    "minus", "zeroth", "trillion trillion", "a few dozen",
)  # fmt: skip
UNITS = (
    "km", "kg", "m", "ft", "%", "°", "°F", "degrees", "minutes", "hours", "days", "weeks", "years",
    "months", "decades", "centuries", "dollars", "people", "men", "pounds", "miles an hour",
    "square miles", "p.m.", "years old", "of them", "years ago", "days later", "months before",
    "B.C.", "million", "dozen", "feet 6 inches", "children", "stone", "pc",
)  # fmt: skip
DATES = (
    "29 February 2023", "on 31 June", "Feb. 29", "May 2020 to April 2019", "on Monday",
    "last year's third quarter", "the 1990s", "fiscal year 9999", "year 1", "since 0",
    "in the first century B.C.", "the night of Dec. 31 to Jan. 1", "the last century",
    "two days before Easter 1583", "midnight", "at 24:00 on Dec. 31, 9999", "a week after that",
    "the following 9999 months", "every 0 days", "10,000 years ago", "the first 400 days of 2020",
    "the same month",
)  # fmt: skip
TAGS = (
    "<p>", "</p>", "<br/>", "<p class='a'>", "<!--", "-->", "<![CDATA[", "&nbsp;", "&#160;",
    "&amp;", "<script>", "]]>",
)  # fmt: skip
MARKS = (
    "# ", "* ", "> ", "- ", "| ", "```", "**", "[1](", "](https://example.org/a?b=1&c=%20)", "{",
    "}", '"', "\\n", ";", "\t",
)  # fmt: skip

_NUMBER = re.compile(r"\d[\d,.]{0,20}")
_WORD = re.compile(r"\w{1,40}")
_LETTER = re.compile("[iskISK]")
LIKE = {"i": "İı", "s": "ſ", "k": "K"}  # what a pattern without case takes for a letter

Change = Callable[[random.Random, str, Sequence[str]], str]


class Drawn(NamedTuple):
    """A text to read, and the day on which it is read."""

    text: str
    published: date | None


def draw(seed: str, stories: Sequence[str], longest: int = LONGEST) -> Drawn:
    """Return the text of a seed: a story, or a stretch of so many characters, with one to four changes."""
    chance = random.Random(seed)
    text = _stretch(chance, chance.choice(stories), longest)
    for _ in range(chance.randint(1, MOST_CHANGES)):
        text = _stretch(chance, chance.choice(CHANGES)(chance, text, stories), longest)
    return Drawn(text, _published(chance))


def _published(chance: random.Random) -> date | None:
    edges = (None, date.min, date.max, date(2024, 2, 29), date(2025, 12, 31), date(1582, 10, 15))
    usual = date(2025, 2, 5)
    return chance.choice(edges) if chance.random() < 0.3 else usual


def _stretch(chance: random.Random, text: str, longest: int) -> str:
    if len(text) <= longest:
        return text
    start = chance.randrange(len(text) - longest)
    return text[start : start + longest]


def _spliced(chance: random.Random, text: str, stories: Sequence[str]) -> str:
    other = chance.choice(stories)
    return text[: chance.randint(0, len(text))] + other[chance.randint(0, len(other)) :]


def _cut(chance: random.Random, text: str, stories: Sequence[str]) -> str:
    start, end = sorted((chance.randint(0, len(text)), chance.randint(0, len(text))))
    return text[:start] + text[end:] if chance.random() < 0.5 else text[start:end]


def _repeated(chance: random.Random, text: str, stories: Sequence[str]) -> str:
    start = chance.randint(0, len(text))
    end = start + chance.randint(1, 60)
    return text[:start] + text[start:end] * chance.randint(2, 30) + text[end:]


def _sentences_shuffled(chance: random.Random, text: str, stories: Sequence[str]) -> str:
    parts = text.split(". ")
    chance.shuffle(parts)
    return ". ".join(parts)


def _words_swapped(chance: random.Random, text: str, stories: Sequence[str]) -> str:
    words = _WORD.findall(text) or [""]
    return _replaced(chance, text, _WORD, lambda: chance.choice(words), 0.1)


def _with_odd_characters(chance: random.Random, text: str, stories: Sequence[str]) -> str:
    return _with_inserted(chance, text, lambda: chance.choice(ODD_CHARACTERS))


def _with_any_characters(chance: random.Random, text: str, stories: Sequence[str]) -> str:
    return _with_inserted(chance, text, lambda: chance.choice(ANY_CHARACTERS))


def _in_another_form(chance: random.Random, text: str, stories: Sequence[str]) -> str:
    forms: list[Callable[[str], str]] = [str.upper, str.lower, str.title, str.swapcase]
    forms += [lambda words, form=form: unicodedata.normalize(form, words) for form in ("NFC", "NFD", "NFKC", "NFKD")]
    return chance.choice(forms)(text)


def _in_wide_characters(chance: random.Random, text: str, stories: Sequence[str]) -> str:
    return text.translate({code: code + 0xFEE0 for code in range(*chance.choice(((0x30, 0x3A), (0x21, 0x7F))))})


def _in_like_letters(chance: random.Random, text: str, stories: Sequence[str]) -> str:
    return _LETTER.sub(lambda match: chance.choice(LIKE[match[0].lower()]) if chance.random() < 0.2 else match[0], text)


def _with_spaces(chance: random.Random, text: str, stories: Sequence[str]) -> str:
    space = chance.choice(SPACES)
    return _replaced(chance, text, re.compile(" "), lambda: space, chance.choice((0.02, 0.3, 1.0)))


def _without_punctuation(chance: random.Random, text: str, stories: Sequence[str]) -> str:
    return text.replace(chance.choice(".,-'’\n ()$%"), chance.choice(("", " ", ".", "-")))


def _with_numbers(chance: random.Random, text: str, stories: Sequence[str]) -> str:
    return _replaced(chance, text, _NUMBER, lambda: chance.choice(NUMBERS), chance.choice((0.2, 1.0)))


def _with_measures(chance: random.Random, text: str, stories: Sequence[str]) -> str:
    joined = chance.choice((" ", "-", "", "\u00a0"))
    return _with_inserted(chance, text, lambda: f" {chance.choice(NUMBERS)}{joined}{chance.choice(UNITS)} ")


def _with_dates(chance: random.Random, text: str, stories: Sequence[str]) -> str:
    return _with_inserted(chance, text, lambda: f" {chance.choice(DATES)} ")


def _with_markup(chance: random.Random, text: str, stories: Sequence[str]) -> str:
    kind = chance.choice((TAGS, MARKS))
    return _with_inserted(chance, text, lambda: chance.choice(kind))


def _with_hostile(chance: random.Random, text: str, stories: Sequence[str]) -> str:
    return _with_inserted(chance, text, lambda: hostile_text(chance.choice(tuple(KINDS)), chance.randint(1, 60)))


CHANGES: tuple[Change, ...] = (
    _spliced, _cut, _repeated, _sentences_shuffled, _words_swapped, _with_odd_characters, _with_any_characters,
    _in_another_form, _in_wide_characters, _in_like_letters, _with_spaces, _without_punctuation, _with_numbers,
    _with_measures, _with_dates, _with_markup, _with_hostile,
)  # fmt: skip


def _with_inserted(chance: random.Random, text: str, piece: Callable[[], str]) -> str:
    at = sorted(chance.randint(0, len(text)) for _ in range(chance.choice((1, 3, 12))))
    ends = [*at, len(text)]
    return text[: ends[0]] + "".join(piece() + text[start:end] for start, end in zip(at, ends[1:], strict=True))


def _replaced(
    chance: random.Random, text: str, pattern: re.Pattern[str], piece: Callable[[], str], share: float
) -> str:
    return pattern.sub(lambda match: piece() if chance.random() < share else match[0], text)


def smaller(text: str, fails: Callable[[str], bool], attempts: int = 2_000) -> str:
    """Return a text as short as can be found that still fails: stretches are left out, ever shorter ones."""
    left = attempts
    size = len(text) // 2
    while size and left > 0:
        shorter = False
        start = 0
        while start < len(text) and left > 0:
            tried = text[:start] + text[start + size :]
            left -= 1
            if fails(tried):
                text, shorter = tried, True
            else:
                start += size
        size = size if shorter and size == 1 else size // 2
    return text
