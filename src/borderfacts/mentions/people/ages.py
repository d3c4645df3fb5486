"""Find the ages that a text tells."""

from __future__ import annotations

import re
from typing import NamedTuple

_WORDS = {
    word: number
    for number, word in enumerate(
        "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen "
        "eighteen nineteen".split()
    )
} | {"twenty": 20, "thirty": 30, "forty": 40, "fifty": 50}

_NUMBER = r"(?:\d{1,3}|" + "|".join(sorted(_WORDS, key=len, reverse=True)) + r")"
_AND = r"(?:,\s{0,2}and\s|\sand\s|,\s|\sto\s|[-–]|\sor\s)"
_LIST = rf"{_NUMBER}(?:{_AND}{_NUMBER}){{0,12}}"

_AGES = re.compile(
    rf"""
    \b(?P<before>{_NUMBER})(?:\s(?:and|to|or)\s(?P<before2>{_NUMBER}))?[-\s]years?[-\s]olds?\b
  | \baged?s?\s(?:from\s|between\s|as\syoung\sas\s)?(?P<aged>{_LIST})\b
  | \b(?:between|from)\s(?P<low>{_NUMBER})\s(?:and|to)\s(?P<high>{_NUMBER})\syears\s(?:old|of\sage)\b
  | \b(?P<old>{_LIST})\s(?:years?\s(?:old|of\sage))\b
  | ,\s(?P<bare>\d{{1,2}}(?:(?:,\s|\sand\s|,\sand\s)\d{{1,2}}){{0,5}})(?=[,;.)]|\s(?:and|who|from|of|were|was|at)\b)
  | \sof\s(?P<of>{_NUMBER})(?=[,;.)]|\s(?:his|her|who|and|was|were|from|had|whose|in|died|is)\b)
  | \((?P<bracket>\d{{1,2}}(?:(?:,\s|\sand\s|,\sand\s)\d{{1,2}}){{0,5}})\)
  | \b(?:who|he|she|one|boys?|girls?|man|woman|driver|both|them|oldest|youngest|eldest|other|sons|daughters|children|brothers|sisters)\s(?:is|was|were|are|being)\s(?:just\s|only\s)?(?P<copula>{_LIST})(?=[,;.)]|\s(?:and|or)\s|\syears)(?!\s(?:and|or)\s\w+\s\w+s\b)
  | \b(?:youngest|oldest|eldest)(?:\sof\s(?:them|whom))?,?\s(?:is\s|was\s|being\s|aged\s)?(?:just\s|only\s)?(?P<extreme>{_NUMBER})\b
  | \bboth(?:\sof\sthem|\sof\swhom)?(?:\sare|\swere|\saged)?\s(?P<both>\d{{1,2}})\b
    """,
    re.VERBOSE | re.IGNORECASE,
)
_NUMBERS = re.compile(rf"\b{_NUMBER}\b", re.IGNORECASE)

OLDEST = 110


class Age(NamedTuple):
    """Ages told at one place: character offsets, the ages, and whether they stand before the noun."""

    start: int
    end: int
    ages: tuple[int, ...]
    before_noun: bool
    bare: bool


def find_ages(text: str) -> list[Age]:
    """Return the ages told, in the order of the text; bare numbers after a comma are marked ``bare``."""
    found = []
    for match in _AGES.finditer(text):
        kind = match.lastgroup or ""
        group = "before" if kind in ("before", "before2") else "low" if kind == "high" else kind
        start = match.start(group)
        end = match.end(kind)
        ages = tuple(
            age for word in _NUMBERS.findall(text[start:end]) if (age := _WORDS.get(word.lower()) or int(_digits(word))) <= OLDEST
        )
        if ages:
            found.append(Age(match.start(), match.end(), ages, group == "before", group in ("bare", "bracket", "of")))
    return found


def _digits(word: str) -> str:
    return word if word.isdigit() else "0"
