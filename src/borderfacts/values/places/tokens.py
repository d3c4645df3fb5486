"""Cut a text into the tokens that place names are read from, and find what the words around a name say."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from borderfacts import lexicons
from borderfacts.lexicons.gazetteer import Candidate, fold, is_known
from borderfacts.vocabulary import PlaceKind

_TOKEN = re.compile(r"(?:[^\W\d_]\.){2,4}|\w+(?:['’](?![sS]\b)\w+)*|[^\w\s]")
_GAP_JOINS = (" ", "\n", "\r\n", " \n", "\n ", "\xa0", "")

# The paragraph's head: a town in capitals or a few capitalised words, perhaps a date, and a dash.
_DATELINE = re.compile(r"\s{0,5}(?P<head>[^\W\d_][^—–:\n]{1,90}?)\s?(?P<dash>—|–|--|\s-|:(?=\s))\s?(?=[^\s\d])")
_ALL_CAPITALS = re.compile(r"(?:[^\W\d_]\.|[^\W\d_]|[ .'’&-]){3,40}")


@cache
def words(table: str) -> frozenset[str]:
    """Return a table of the context words."""
    return frozenset(word.rstrip(".") for word in lexicons.place_context()[table].words)


@cache
def heads() -> dict[tuple[str, ...], str]:
    """Return the words that end a name, as word sequences, with the kind they make."""
    found: dict[tuple[str, ...], str] = {}
    for kind in ("water", "landmark", "port_of_entry", "sector", "county", "other"):
        for head in lexicons.place_context()[kind].words:
            found.setdefault(tuple(head.rstrip(".").split()), kind)
    return found


@cache
def first_words_of_heads() -> frozenset[str]:
    """Return the words with which heads begin."""
    return frozenset(head[0] for head in heads())


@dataclass(slots=True)
class Name:
    """A stretch of the text that names a place.

    Attributes:
        first: the index of its first token.
        last: the index of its last token.
        start: its first character.
        end: the character after it.
        candidates: the places it may stand for; empty where no list has it.
        kind: what its own words say that it is; None where they do not.
        codes: the division or country that the text adds to it (``Emerson, Man.``).
        name: its full name where the text abbreviates.
        in_dateline: it stands in the dateline.
        has_article: ``the`` stands before it, perhaps with an adjective between.
        follows_in: only ``in`` or ``at`` stands between the place before and it.
    """

    first: int
    last: int
    start: int
    end: int
    candidates: tuple[Candidate, ...] = ()
    kind: PlaceKind | None = None
    codes: tuple[str, ...] = ()
    name: str | None = None
    in_dateline: bool = False
    has_article: bool = False
    follows_in: bool = False


class Tokens:
    """The tokens of a text: words, dotted abbreviations and punctuation.

    Args:
        text: the text.

    Attributes:
        openers: the places of the tokens with which a name may begin: words with a capital, and numbers.
    """

    def __init__(self, text: str) -> None:
        self.text = text
        self.words: list[str] = []
        self.starts: list[int] = []
        self.ends: list[int] = []
        for match in _TOKEN.finditer(text):
            self.words.append(match.group())
            self.starts.append(match.start())
            self.ends.append(match.end())
        self._count = len(self.words)
        self._names = [word[0].isupper() for word in self.words]
        self.openers = [i for i, word in enumerate(self.words) if self._names[i] or word.isdigit()]
        self.dateline_end = _dateline_end(text)

    def __len__(self) -> int:
        return self._count

    def word(self, i: int) -> str:
        """Return the token at ``i``; empty beyond either end of the text."""
        return self.words[i] if 0 <= i < self._count else ""

    def gap(self, i: int) -> str:
        """Return what stands between the token at ``i`` and the one before."""
        return self.text[self.ends[i - 1] : self.starts[i]] if 0 < i < len(self.words) else "\n\n"

    def is_joined(self, i: int) -> bool:
        """Say whether the token at ``i`` follows the one before after one space at most."""
        return 0 < i < self._count and self.text[self.ends[i - 1] : self.starts[i]] in _GAP_JOINS

    def is_name(self, i: int) -> bool:
        """Say whether the token at ``i`` is a word with a capital."""
        return 0 <= i < self._count and self._names[i]

    def is_proper(self, i: int) -> bool:
        """Say whether the token at ``i`` has the capital of a name and is none of the words that never are one."""
        if not self.is_name(i):
            return False
        word = self.words[i]
        return not (word in words("not_places") or word in words("compass") or word.lower() in words("locative"))

    def in_dateline(self, i: int) -> bool:
        """Say whether the token at ``i`` stands in the dateline."""
        return self.ends[i] <= self.dateline_end


def _dateline_end(text: str) -> int:
    match = _DATELINE.match(text)
    if match is None:
        return 0
    head = re.split(r"[,(/]", match["head"])[0].strip()
    is_capital = head.upper() == head and bool(_ALL_CAPITALS.fullmatch(head))
    is_title = is_known(fold(head)) and all(word[0].isupper() for word in head.split())
    return match.end("dash") if is_capital or is_title else 0
