"""What a figure counts: the noun behind a number, the verb of its clause, and the plain word for both."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import Enum
from functools import cache

from borderfacts import lexicons
from borderfacts.text.letters import lowered
from borderfacts.values.phrases import split_words

_SYMBOLS = frozenset('.,;:!?()"“”—–…/$€£%')
# The tables of people.toml whose plurals a figure may count.
_PEOPLE = ("child", "woman", "man", "adult", "family", "migrant", "people", "body", "dead", "suspect", "officer")
_PASSIVE = re.compile(r"\b(?:were|was|been|being|be|are)\s(?:\w{1,20}\s)?$", re.IGNORECASE)
_NEAR = re.compile(r"\s(?:(?:a|the|about|some|total|of|as|many)\s){0,3}")
_CLAUSE = 120  # characters around a number in which the verb of its people may stand
_LONGEST_GAP = 4  # words between a number and its noun: "3,071 suspected irregular cross-border boat crossings"


class NounKind(Enum):
    """How a noun behind a number bears on whether the figure is a statistic."""

    MEASURE = "a count in itself"
    STANDING = "a state that needs no period"
    PEOPLE = "people"
    THINGS = "things that may be counted over a time"
    GOODS = "goods, counted only where they are taken"
    TIMES = "how often something was done"
    UNKNOWN = "a plural that no list names"


@dataclass(frozen=True, slots=True)
class CountedNoun:
    """The noun behind a number: where it ends, what kind it is, and the plain word for it."""

    end: int
    kind: NounKind
    name: str


@cache
def _nouns() -> dict[tuple[str, ...], tuple[NounKind, str]]:
    words = lexicons.measures()
    found: dict[tuple[str, ...], tuple[NounKind, str]] = {}
    for name, entry in words.measures.items():
        for form in entry.nouns:
            found.setdefault(_key(form), (NounKind.MEASURE, name))
        for form in entry.standing:
            found.setdefault(_key(form), (NounKind.STANDING, name))
    for name, forms in words.counted.items():
        for form in forms:
            found.setdefault(_key(form), (_COUNTED.get(name, NounKind.THINGS), name))
    people = lexicons.people()
    for table in _PEOPLE:
        for form in people[table].forms:
            singular, _, plural = form.partition("/")
            plural = plural or singular + "s"
            found.setdefault(_key(plural), (NounKind.PEOPLE, plural.lower()))
    for nation in lexicons.nationalities().values():
        for form in nation.people:
            if form.endswith(("s", "ese", "men")):
                found.setdefault(_key(form), (NounKind.PEOPLE, form))
    return found


_COUNTED = {"goods": NounKind.GOODS, "times": NounKind.TIMES}


def _key(form: str) -> tuple[str, ...]:
    return tuple(word.lower() for _, _, word in split_words(form))


@cache
def _longest() -> dict[str, int]:
    """Return for each word with which nouns begin how many words the longest of them has."""
    found: dict[str, int] = {}
    for key in _nouns():
        found[key[0]] = max(found.get(key[0], 0), len(key))
    return found


@cache
def _ending() -> frozenset[str]:
    return frozenset(lexicons.measures().cues.ending) | _SYMBOLS


def noun_behind(words: Sequence[tuple[int, int, str]], first: int) -> CountedNoun | None:
    """Return the noun that the number before the word ``first`` counts; None where there is none.

    Args:
        words: the words of the sentence with their places.
        first: the place in ``words`` of the word behind the number.
    """
    nouns, ending = _nouns(), _ending()
    i = first
    best: CountedNoun | None = None
    while i < len(words) and i - first <= _LONGEST_GAP + (1 if best else 0):
        word = words[i][2].lower()
        behind = tuple(each.lower() for *_, each in words[i : i + _longest().get(word, 0)])
        length = next((n for n in range(len(behind), 0, -1) if behind[:n] in nouns), 0)
        if length:
            kind, name = nouns[behind[:length]]
            best = CountedNoun(words[i + length - 1][1], kind, name)
            i += length
            continue
        if best or word in ending:
            break
        i += 1
    return best or _unknown(words, first, i)


def _unknown(words: Sequence[tuple[int, int, str]], first: int, stop: int) -> CountedNoun | None:
    """Return the plural that ends the words behind a number (``62,000 day trippers``), if no list names it."""
    if first < stop < len(words) and words[stop][2] != "of":
        _, end, word = words[stop - 1]
        if len(word) > 4 and word.isalpha() and word.islower() and word.endswith("s") and not word.endswith("ss"):
            return CountedNoun(end, NounKind.UNKNOWN, word)
    return None


def phrase_pattern(phrases: Iterable[str]) -> re.Pattern[str]:
    """Return a pattern that finds any of the phrases as whole words, the longest first."""
    ordered = sorted(dict.fromkeys(phrases), key=lambda phrase: (-len(phrase), phrase))
    return re.compile(r"(?<!\w)(?:" + "|".join(re.escape(phrase) for phrase in ordered) + r")(?!\w)", re.IGNORECASE)


@cache
def _verbs() -> tuple[re.Pattern[str], dict[str, str]]:
    names = {form: name for name, entry in reversed(lexicons.measures().measures.items()) for form in entry.verbs}
    return phrase_pattern(names), names


def verb_measure(clause: str, start: int, end: int) -> str | None:
    """Return the measure of the verb that says what is done with those counted between ``start`` and ``end``.

    The verb right before the number is taken (``stopped 89 people coming north``), else a passive one behind (``people
    who had crossed were stopped``), else the first behind, else the last before.
    """
    pattern, names = _verbs()
    before = list(pattern.finditer(clause, 0, start))
    behind = list(pattern.finditer(clause, end))
    near = [match for match in before[-1:] if _NEAR.fullmatch(clause, match.end(), start)]
    passive = [match for match in behind if _PASSIVE.search(clause, max(end, match.start() - 25), match.start())]
    for choice in (near, passive, behind, before[-1:]):
        if choice:
            return names[lowered(choice[0][0])]
    return None


def measure_of(text: str, words: Sequence[tuple[int, int, str]], behind: int, start: int) -> str | None:
    """Return the plain word for what a number counts: that of its noun, or for people that of what befell them.

    Args:
        text: the text.
        words: its words with their places.
        behind: the place in ``words`` of the word behind the number.
        start: the offset of the number.
    """
    noun = noun_behind(words, behind)
    if noun is None or noun.kind is not NounKind.PEOPLE:
        return noun.name if noun is not None else None
    first, last = max(0, start - _CLAUSE), min(len(text), noun.end + _CLAUSE)
    left = max(text.rfind(".", first, start), start - _CLAUSE) + 1
    right = text.find(".", noun.end, last)
    right = right if right >= 0 else last
    return verb_measure(text[left:right], start - left, noun.end - left) or noun.name
