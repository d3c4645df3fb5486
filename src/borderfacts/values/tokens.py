"""Split a text into numbers, words and symbols, once, for the grammars of numbers and quantities."""

from __future__ import annotations

import re
from array import array
from bisect import bisect_left
from functools import cache, lru_cache

from borderfacts import lexicons

TOKEN = re.compile(
    r"""
    (?:
        [0-9]{1,3} (?: ,[0-9]{3} )+ (?! [0-9] ) (?: \.[0-9]+ )?              # 12,500  1,250.5
      | [0-9]{1,2} (?: ,[0-9]{2} ){1,4} ,[0-9]{3} (?! [0-9] )                # 12,34,567 (lakh and crore grouping)
      | [0-9]{1,3} (?: [\u00a0\u202f\u2009][0-9]{3} )+ (?! [0-9] )        # 12 500 with a space that does not break
      | (?<! [\w.] ) \.[0-9]++ (?! [0-9.]*\w )                       # .5
      | [0-9]+ (?: ,[0-9]{1,2} (?! [0-9,] ) | (?: [.·][0-9]+ )* )      # 3,5  12  3.5  23.15  192.168.1.1
    )
  | (?: [^\W\d_²³¹⁰⁴-⁹¼-¾⅐-⅞]+ )
  | \S
    """,
    re.VERBOSE,
)
_DIGITS = frozenset("0123456789")
_BREAK = re.compile(r"\n[^\S\n]*\n")
_SENTENCE = 80  # tokens looked at on either side of one for the bounds of its sentence
_QUOTES = frozenset("\"“”'")


class Tokens:
    """The tokens of a text as parallel lists, so that a grammar can look around at any of them.

    Attributes:
        text: the text.
        starts: where each token starts.
        ends: where each token ends.
        words: each token as written; a curly apostrophe reads as a straight one.
        lower: each token in lower case.
        numeric: the places of the tokens that start with a digit (or a point and a digit).
    """

    __slots__ = ("_breaks", "_stops", "ends", "lower", "numeric", "starts", "text", "words")

    def __init__(self, text: str) -> None:
        self.text = text
        self.starts, self.ends = array("I"), array("I")
        self.words: list[str] = []
        once: dict[str, str] = {}  # a word that comes again is kept once
        for match in TOKEN.finditer(text):
            start, end = match.span()
            self.starts.append(start)
            self.ends.append(end)
            self.words.append(once.setdefault(match[0], match[0]))
        lower = {word: "'" if word in "’‘" else word.lower() for word in once}
        self.lower = [lower[word] for word in self.words]
        self.numeric = {i for i, word in enumerate(self.words) if word[0] in _DIGITS or (word[0] == "." != word)}
        self._breaks = {0, *(bisect_left(self.starts, match.end()) for match in _BREAK.finditer(text))}
        self._stops: list[int] | None = None

    def __len__(self) -> int:
        return len(self.starts)

    def at(self, i: int) -> str:
        """Return the token ``i`` in lower case; empty outside the text."""
        return self.lower[i] if 0 <= i < len(self.lower) else ""

    def glued(self, i: int) -> bool:
        """Return whether nothing stands between token ``i`` and the one before it."""
        return 0 < i < len(self.starts) and self.starts[i] == self.ends[i - 1]

    def apart(self, i: int) -> bool:
        """Return whether token ``i`` starts a paragraph or the text."""
        return i in self._breaks or not 0 < i < len(self.starts)

    def is_hyphen(self, i: int) -> bool:
        """Return whether token ``i`` is a hyphen that joins its neighbours."""
        return self.at(i) in HYPHENS and self.glued(i) and self.glued(i + 1)

    def sentence(self, i: int) -> tuple[int, int]:
        """Return the first token of the sentence of token ``i`` and the token after its last, roughly."""
        if self._stops is None:
            self._stops = [k for k in range(len(self)) if self._ends_sentence(k)]
        at = bisect_left(self._stops, i)
        first = self._stops[at - 1] + 1 if at else 0
        stop = self._stops[at] + 1 if at < len(self._stops) else len(self)
        return max(first, i - _SENTENCE), min(stop, i + _SENTENCE)

    def _ends_sentence(self, k: int) -> bool:
        if self.apart(k + 1):
            return True
        if self.words[k] not in (".", "!", "?"):
            return False
        following = self.words[k + 1]
        if self.glued(k + 1) and following not in ('"', "”", "'", "’"):
            return False
        return (following[0].isupper() and len(self.words[k - 1]) > 1) or following[0] in _QUOTES


@lru_cache(maxsize=1)
def tokens_of(text: str) -> Tokens:
    """Return the tokens of a text that several grammars read; those of the last text are kept."""
    return Tokens(text)


HYPHENS = frozenset("-‐‑–−")
DASHES = frozenset("-‐‑–—−")
MINUSES = frozenset("-−–‐‑")


class Phrases:
    """A table of phrases, looked up forward or backward from a token; the longest wins."""

    def __init__(self, pairs: dict[str, str]) -> None:
        self._by_first: dict[str, list[tuple[tuple[str, ...], str]]] = {}
        self._by_last: dict[str, list[tuple[tuple[str, ...], str]]] = {}
        for phrase, key in sorted(pairs.items(), key=lambda pair: -len(pair[0].split())):
            words = tuple(phrase.split())
            self._by_first.setdefault(words[0], []).append((words, key))
            self._by_last.setdefault(words[-1], []).append((words, key))

    def ending(self, tokens: Tokens, end: int) -> tuple[int, str] | None:
        """Return the first token and the key of the phrase whose last token is ``end - 1``."""
        for words, key in self._by_last.get(tokens.at(end - 1), ()):
            start = end - len(words)
            if start >= 0 and tuple(tokens.lower[start:end]) == words and not self._broken(tokens, start, end):
                return start, key
        return None

    def starting(self, tokens: Tokens, start: int) -> tuple[int, str] | None:
        """Return the token after, and the key of, the phrase whose first token is ``start``."""
        for words, key in self._by_first.get(tokens.at(start), ()):
            end = start + len(words)
            if tuple(tokens.lower[start:end]) == words and not self._broken(tokens, start, end):
                return end, key
        return None

    @staticmethod
    def _broken(tokens: Tokens, start: int, end: int) -> bool:
        return any(tokens.apart(i) for i in range(start + 1, end + 1) if i < len(tokens))


@cache
def hedges_before() -> Phrases:
    """Return the hedges that stand before a number, with what they do."""
    table = lexicons.numbers().before
    return Phrases({form: name for name, forms in table.model_dump().items() for form in forms})


@cache
def hedges_after() -> Phrases:
    """Return the hedges that follow a number, with what they do."""
    table = lexicons.numbers().after
    return Phrases({form: name for name, forms in table.model_dump().items() for form in forms})
