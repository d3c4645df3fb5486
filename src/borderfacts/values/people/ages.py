"""Find the ages that a text states."""

from __future__ import annotations

import re
from typing import NamedTuple

from borderfacts import lexicons
from borderfacts.text.letters import lowered
from borderfacts.values.people.nouns import person_nouns

_SMALL = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen "
    "eighteen nineteen"
)
_WORDS = {word: number for number, word in enumerate(_SMALL.split())} | {
    "twenty": 20,
    "thirty": 30,
    "forty": 40,
    "fifty": 50,
}

_NUMBER = r"(?:\d{1,3}|" + "|".join(sorted(_WORDS, key=len, reverse=True)) + r")"
_AND = r"(?:,\s{0,2}and\s|\sand\s|,\s|\sto\s|[-–]|\sor\s)"
_LIST = rf"{_NUMBER}(?:{_AND}{_NUMBER}){{0,12}}"

# Of whom "is 20" gives the age.
_AGED = "|".join(sorted(lexicons.people_cues("aged"), key=lambda word: (-len(word), word)))

# What may stand behind "a man of 34".
_BEHIND_OF = "|".join(sorted(lexicons.people_cues("behind_age")))

_AGES = re.compile(
    rf"""
    \b(?P<before>{_NUMBER})(?:\s(?:and|to|or)\s(?P<before2>{_NUMBER}))?[-\s]years?[-\s]olds?\b
  | \baged?s?\s(?:from\s|between\s|as\syoung\sas\s)?(?P<aged>{_LIST})\b
  | \b(?:between|from)\s(?P<low>{_NUMBER})\s(?:and|to)\s(?P<high>{_NUMBER})\syears\s(?:old|of\sage)\b
  | \b(?:ages?\s(?:ranged?|ranging|ran)|(?:ranged?|ranging)\sin\sage)\sfrom\s(?P<range>{_LIST})\b
  | \b(?P<old>{_LIST})\s(?:years?\s(?:old|of\sage))\b
  | ,\s(?P<bare>\d{{1,2}}(?:(?:,\s|\sand\s|,\sand\s)\d{{1,2}}){{0,5}})
    (?!(?:{_AND}{_NUMBER}){{1,6}}\syears?\sold\b)(?=[,;.)]|\s(?:and|who|from|on|was|were|of(?!\s(?:the|them|these|those|whom)\b))\b)
  | (?<=\w)\sof\s(?:about\s|around\s)?(?P<of>{_NUMBER})
    (?=[,;.)]|\s(?:{_BEHIND_OF}|[a-z]{{2,}}ed)\b)
  | \((?P<bracket>\d{{1,2}}(?:(?:,\s|\sand\s|,\sand\s)\d{{1,2}}){{0,5}})\)
  | \b(?:{_AGED})\s(?:is|was|were|are|being)\s(?:just\s|only\s|about\s|around\s)?(?P<copula>{_LIST})
    (?=[,;.)]|\s(?:and|or)\s|\syears)(?!\s(?:and|or)\s\w+\s\w+s\b)
  | \b(?:youngest|oldest|eldest)(?:\sof\s(?:them|whom))?,?\s(?:is\s|was\s|being\s|aged\s)?
    (?:just\s|only\s)?(?P<extreme>{_NUMBER})\b(?!\s(?:months?|weeks?|days?)\b)
  | \bboth(?:\sof\sthem|\sof\swhom)?(?:\sare|\swere|\saged)?\s(?P<both>\d{{1,2}})\b
    """,
    re.VERBOSE | re.IGNORECASE,
)
_NUMBERS = re.compile(rf"\b{_NUMBER}\b", re.IGNORECASE)
_LAST_WORD = re.compile(r"[^\W\d_]{1,30}$")
_LONGEST_WORD = 30
# Where an age is stated by two groups of the pattern, the group of its first number.
_FIRST_GROUP = {"before2": "before", "high": "low"}
_PARENTS = lexicons.people_cues("parents")
_FEW = re.compile(r"\sof\s(?:\d\b|" + "|".join(_SMALL.split()[:13]) + r")", re.IGNORECASE)
# No one is older; a larger number is no age.
_OLDEST = 110


class Age(NamedTuple):
    """Ages stated at one place, by character offsets."""

    start: int
    end: int
    ages: tuple[int, ...]


def find_ages(text: str) -> list[Age]:
    """Return the ages stated, in the order of the text."""
    found = []
    for match in _AGES.finditer(text):
        kind = match.lastgroup or ""
        first = _FIRST_GROUP.get(kind, kind)
        if kind == "of" and not _is_of_people(text, match.start()):
            continue
        if kind == "bare" and match["bare"].isdigit() and _is_plural(text, match.start()):
            continue
        numbers = [_value(word) for word in _NUMBERS.findall(text, match.start(first), match.end(kind))]
        ages = tuple(number for number in numbers if number <= _OLDEST)
        if ages:
            found.append(Age(match.start(), match.end(), ages))
    return found


def _value(word: str) -> int:
    return int(word) if word.isdigit() else _WORDS[lowered(word)]


def _word_before(text: str, end: int) -> str:
    before = _LAST_WORD.search(text, max(end - _LONGEST_WORD, 0), end)
    return before.group() if before is not None else ""


def _is_plural(text: str, end: int) -> bool:
    """``52 passengers, 31 from Mali``: one number behind a plural counts some of them."""
    noun = person_nouns().get(_word_before(text, end).lower())
    return noun is not None and noun.plural


def _is_of_people(text: str, end: int) -> bool:
    """Return whether it is an age: ``a man of 46``, ``two boys of 17``, ``Roe, a father of 46``; no ``group of 26``."""
    word = _word_before(text, end)
    if word.lower() in _PARENTS and _FEW.match(text, end):
        return False
    noun = person_nouns().get(word.lower())
    if noun is None:
        return word[:1].isupper()
    if noun.plural:
        return noun.table in ("child", "man", "woman")
    return noun.number is None and noun.table not in ("family", "load")
