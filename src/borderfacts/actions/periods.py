"""Whether a clause gives a figure of a month, a year or longer, and tells no single happening."""

from __future__ import annotations

import re
from bisect import bisect_left
from typing import TYPE_CHECKING

from borderfacts.actions.clauses import SUBJECTS
from borderfacts.annotations import DATES
from borderfacts.vocabulary import TimexType

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

# A stretch of time (first quarter, fiscal year, the past decade), and a month or year named as such.
_STRETCH = re.compile(r"FY|P\d{1,4}(?:M|Y|DE|CE)\b|(?!PT).{0,10}-[QH]\d|[^/]{4,10}/[^/]{4,10}\Z")
_MONTH_OR_YEAR = re.compile(r"(?:\d{4}|XXXX)(?:-\d\d)?\Z")
_WITHIN = frozenset({"over", "in", "during", "within", "throughout", "past", "last", "previous", "the"})
_OPENING = frozenset({"since", "between"})
_PART_OF_MONTH = ("early", "late", "mid")
_HIGHEST = 3
_LONGEST_CLAUSE = 200
_SO_FAR = ("so far", "year to date")
# Over a stretch of time a happening may well have 12 victims; in a named year it may have 900.
_MANY_IN_STRETCH = 20
_MANY_IN_YEAR = 1000
_SHARES = frozenset({"percent", "percentage", "%", "cent"})
_MULTIPLES = frozenset({"hundred", "hundreds", "thousand", "thousands", "million", "millions"})
_OTHER_CLAUSES = frozenset({"conj", "relcl", "advcl", "ccomp", "parataxis"})
_NUMBER = re.compile(r"\d{1,3}(?:,\d{3}){1,3}|\d{1,9}")


class Periods:
    """The periods and numbers of one Doc."""

    def __init__(self, doc: Doc) -> None:
        self._stretches: set[int] = set()
        self._years: set[int] = set()
        self._dated: set[int] = set()
        dates = DATES.read(doc)
        if not dates:
            return
        starts = [token.idx for token in doc]
        for date in dates:
            left, right = (bisect_left(starts, place) for place in (date.span.start, date.span.end))
            self._dated.update(range(left, right))
            before = doc[left - 1].lower_ if left else ""
            text = date.span.text.lower()
            if text.startswith(_PART_OF_MONTH) or before in _PART_OF_MONTH:
                continue
            if any(words in text for words in _SO_FAR) or before in _OPENING:
                self._stretches.update(range(left, right))
            elif _STRETCH.match(date.value or ""):
                if date.type != TimexType.DURATION or before in _WITHIN or text.split()[0] in _WITHIN:
                    self._stretches.update(range(left, right))
            elif _MONTH_OR_YEAR.match(date.value or ""):
                self._years.update(range(left, right))

    def is_figure(self, verb: Token) -> bool:
        """Tell whether the clause of a verb holds a number and the time over which it was counted."""
        if not self._stretches and not self._years:
            return False
        for _ in range(_HIGHEST):
            if self._counts(_clause(verb)):
                return True
            above = _clause_of_time(verb)
            if above is None:
                return False
            verb = above
        return False

    def _counts(self, clause: list[Token]) -> bool:
        stretch = any(token.i in self._stretches for token in clause)
        if not stretch and not any(token.i in self._years for token in clause):
            return False
        least = _MANY_IN_STRETCH if stretch else _MANY_IN_YEAR
        return any(token.i not in self._dated and _size(token) >= least for token in clause)


def _clause_of_time(verb: Token) -> Token | None:
    """Return the verb whose clause tells the time of another too.

    Example:
        ``stopped`` for ``walked`` in ``in the first quarter guards stopped 1,860 people who had walked across``,
        ``made`` for ``intercepted`` in ``in 2020 officers made 1,114 seizures and intercepted 231 firearms``.
    """
    if verb.dep_ in ("relcl", "acl"):
        above = verb.head.head
    elif verb.dep_ == "conj" and not any(child.dep_ in SUBJECTS for child in verb.children):
        above = verb.head
    else:
        return None
    return above if above.tag_[:2] == "VB" and above.i != verb.i else None


def _clause(verb: Token) -> list[Token]:
    """Return the tokens of a clause, without the clauses below it; with the noun that a participle describes."""
    found: list[Token] = []
    waiting = [verb]
    if verb.dep_ in ("acl", "relcl"):
        found += [verb.head, *verb.head.children]
    while waiting and len(found) < _LONGEST_CLAUSE:
        token = waiting.pop()
        found.append(token)
        waiting += [c for c in token.children if c.dep_ not in _OTHER_CLAUSES or c.tag_[:2] != "VB"]
    return found


def _size(token: Token) -> int:
    if token.lower_ in _SHARES:
        return _MANY_IN_YEAR
    if token.lower_ in _MULTIPLES:
        return _MANY_IN_YEAR if token.lower_[:4] != "hund" else _MANY_IN_STRETCH
    if token.tag_ != "CD":
        return 0
    match = _NUMBER.fullmatch(token.text)
    return int(match[0].replace(",", "")) if match else 0
