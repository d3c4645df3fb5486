"""Find the phrases of all lexicons in a text in one pass, the longest match first."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from functools import cache, lru_cache
from typing import Any, NamedTuple

from borderfacts import lexicons

WORD = re.compile(r"\w+|[^\w\s]")

# The key of a phrase that only keeps a shorter one inside it from being found: the Indian Ocean is no nationality.
OTHERWISE = ""

# Lexicons of names: what begins with a small letter is none of theirs (a pole, to polish, a turkey).
NAMES = frozenset({"nationalities", "countries"})

# Each lexicon gives (phrase, key) pairs; a phrase without lower-case letters is matched as written.
TABLES: dict[str, Callable[[], Iterable[tuple[str, str]]]] = {
    "agencies": lambda: ((form, short) for short, entry in lexicons.agencies().items() for form in entry.forms),
    "nationalities": lambda: [
        *((form, code) for code, entry in lexicons.nationalities().items() for form in entry.people),
        *((form, OTHERWISE) for entry in lexicons.nationalities().values() for form in entry.not_),
    ],
    "countries": lambda: [
        *((form, code) for code, entry in lexicons.nationalities().items() for form in (entry.name, *entry.names)),
        *((form, OTHERWISE) for entry in lexicons.nationalities().values() for form in entry.not_),
    ],
    "seizures": lambda: lexicons.seizures().forms(),
    "forces": lambda: ((form, name) for name, entry in lexicons.forces().items() for form in entry.forms),
    "generic_agencies": lambda: (
        (form, short) for short, entry in lexicons.agencies().items() for form in entry.generic
    ),
}


class Hit(NamedTuple):
    """A phrase found: character offsets and the keys of the lexicon that the phrase stands for."""

    start: int
    end: int
    keys: tuple[str, ...]


class _Node:
    __slots__ = ("ends", "next")

    def __init__(self) -> None:
        self.next: dict[str, _Node] = {}
        self.ends: dict[str, dict[str | None, tuple[str, ...]]] = {}  # lexicon -> exact text or None -> keys


def split_words(text: str) -> list[tuple[int, int, str]]:
    """Return the words and punctuation of a text with their offsets; a curly apostrophe reads as a straight one."""
    found = []
    once = {"’": "'", "‘": "'"}  # a word that comes again is kept once
    for match in WORD.finditer(text):
        start, end = match.span()
        word = match[0]
        found.append((start, end, once.setdefault(word, word)))
    return found


@lru_cache(maxsize=1)
def words_of(text: str) -> tuple[tuple[int, int, str], ...]:
    """Return the words of a text that is read more than once; those of the last text are kept."""
    return tuple(split_words(text))


@cache
def _trie() -> _Node:
    root = _Node()
    for lexicon, pairs in TABLES.items():
        for form, key in pairs():
            words = [word for _, _, word in split_words(form)]
            node = root
            for word in words:
                node = node.next.setdefault(word.lower(), _Node())
            exact = " ".join(words) if form.upper() == form else None
            ends = node.ends.setdefault(lexicon, {})
            if key not in ends.get(exact, ()):
                ends[exact] = (*ends.get(exact, ()), key)
    return root


def find_phrases(text: str) -> dict[str, list[Any]]:
    """Return, for each lexicon, the phrases found in the text as ``(start, end, keys)``, none overlapping another."""
    root, words = _trie(), words_of(text)
    found: dict[str, list[Any]] = {}
    lowered = [word.lower() for _, _, word in words]
    for i, first in enumerate(lowered):
        node = root.next.get(first)
        if node is None:
            continue
        best: dict[str, tuple[int, tuple[str, ...]]] = {}
        is_name = words[i][2][0].isupper()
        j = i
        while node is not None:
            written = " ".join([word for _, _, word in words[i : j + 1]]) if node.ends else ""
            for lexicon, ends in node.ends.items():
                keys = ends.get(None, ()) + ends.get(written, ())
                if keys and (is_name or lexicon not in NAMES):
                    best[lexicon] = (words[j][1], keys)
            j += 1
            node = node.next.get(lowered[j]) if j < len(words) else None
        for lexicon, (end, keys) in best.items():
            row = found.setdefault(lexicon, [])
            if not row or row[-1][1] <= words[i][0]:
                row.append((words[i][0], end, keys))
    return {lexicon: [hit for hit in row if hit[2] != (OTHERWISE,)] for lexicon, row in found.items()}
