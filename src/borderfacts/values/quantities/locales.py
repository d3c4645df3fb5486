"""Find where a text is set, from the text alone, as far as units and currencies depend on it."""

from __future__ import annotations

import re
from collections import Counter
from functools import cache

from borderfacts import lexicons
from borderfacts.values.tokens import DASHES, TOKEN, Tokens

# Where weather is reported in degrees Fahrenheit.
FAHRENHEIT = frozenset(("US", "PR", "GU", "VI", "BS", "BZ", "KY", "PW", "FM", "MH", "LR"))
_DATELINE_TOKENS = 30
_METRIC = lexicons.quantity_cues("metric")
_IMPERIAL = lexicons.quantity_cues("imperial")


@cache
def _names() -> dict[str, tuple[tuple[tuple[str, ...], str, str], ...]]:
    """Return place names by first token in lower case: the tokens, the country and the kind of name."""
    found: dict[str, list[tuple[tuple[str, ...], str, str]]] = {}

    def add(name: str, country: str, kind: str) -> None:
        words = tuple(match.group() for match in TOKEN.finditer(name))
        found.setdefault(words[0].lower(), []).append((words, country, kind))

    for country, region in lexicons.regions().items():
        for name in (*region.names, *region.short):
            add(name, country, "region")
        for name in region.cities:
            add(name, country, "city")
    for country, nation in lexicons.nationalities().items():
        for name in (nation.name, *nation.names):
            add(name, country, "country")
    return {first: tuple(sorted(rows, key=lambda row: -len(row[0]))) for first, rows in found.items()}


def _place_at(tokens: Tokens, i: int) -> tuple[int, str, str] | None:
    """Return the token after, the country and the kind of the place name at token ``i``, also one in capitals."""
    for words, country, kind in _names().get(tokens.lower[i], ()):
        written = tokens.words[i : i + len(words)]
        if tuple(written) == words or tuple(written) == tuple(word.upper() for word in words):
            return i + len(words), country, kind
    return None


class Setting:
    """Where a text is set; worked out only when something depends on it.

    Args:
        tokens: the text.
        country: where the story is set, if the caller knows (ISO 3166-1 alpha-2).
    """

    def __init__(self, tokens: Tokens, country: str | None = None) -> None:
        self._tokens = tokens
        self._country = country
        self._dateline: str | bool | None = False
        self._votes: list[str] | None = None
        self._imperial: bool | None = None

    @property
    def dateline(self) -> str | None:
        """The country given by the caller or by the dateline; None without either."""
        if self._country:
            return self._country
        if self._dateline is False:
            self._dateline = _read_dateline(self._tokens)
        return self._dateline if isinstance(self._dateline, str) else None

    @property
    def countries(self) -> list[str]:
        """The countries the text may be set in, the likeliest first."""
        if self._votes is None:
            self._votes = _count_places(self._tokens)
        first = self.dateline
        return [first, *(code for code in self._votes if code != first)] if first else self._votes

    def dollar(self, i: int) -> str | None:
        """Return the country whose dollar stands at token ``i``; a place in the same sentence outranks the dateline."""
        country = self.dateline
        if country is None:
            country = next(iter(self.countries), None)
        if country in (None, "US"):
            return country
        for k in range(i - 1, self._tokens.sentence(i)[0] - 1, -1):
            place = _place_at(self._tokens, k)
            if place and place[2] != "country":  # the last place named before it
                return "US" if place[1] == "US" else country
        return country

    def fahrenheit(self, scales: Counter[str]) -> bool:
        """Return whether degrees without a scale are degrees Fahrenheit here.

        Args:
            scales: how often the text itself names each scale.
        """
        if len(scales) == 1:
            return "degF" in scales
        if self.dateline:
            return self.dateline in FAHRENHEIT
        if self._imperial is None:
            metric = sum(word in _METRIC for word in self._tokens.lower)
            imperial = sum(word in _IMPERIAL for word in self._tokens.lower)
            first = next(iter(self.countries), None)
            self._imperial = imperial > metric if metric != imperial else first is None or first in FAHRENHEIT
        return self._imperial


def _read_dateline(tokens: Tokens) -> str | None:
    """Return the country of ``LAREDO, Texas — ``; None where the text opens without a dateline."""
    end = next((k for k in range(min(len(tokens), _DATELINE_TOKENS)) if _closes_dateline(tokens, k)), None)
    if not end or not re.fullmatch(r"[^a-z]{3,}", tokens.words[0]):
        return None
    country, kind, k = None, "", 0
    while k < end:
        place = _place_at(tokens, k)
        if place is None:
            k += 1
            continue
        if place[2] != "city" or country is None:
            country, kind = place[1], place[2]
        k = place[0]
    return country if kind else None


def _closes_dateline(tokens: Tokens, k: int) -> bool:
    if k == 0 or tokens.apart(k):
        return False
    if tokens.at(k) in DASHES and not (tokens.glued(k) and tokens.glued(k + 1)):
        return True
    return tokens.at(k) == "(" and tokens.words[k + 1 : k + 2] in (
        ["AP"],
        ["Reuters"],
        ["AFP"],
        ["CNN"],
        ["ANI"],
        ["PTI"],
    )


def _count_places(tokens: Tokens) -> list[str]:
    votes: Counter[str] = Counter()
    k = 0
    while k < len(tokens):
        place = _place_at(tokens, k) if tokens.words[k][0].isupper() else None
        if place is None:
            k += 1
            continue
        votes[place[1]] += 1
        k = place[0]
    return [code for code, _ in votes.most_common()]
