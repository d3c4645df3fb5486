"""Name a border by the two countries that it parts, as far as the text names them."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter

from spacy.tokens import Doc

from borderfacts import lexicons
from borderfacts.annotations import PLACES, text_of
from borderfacts.figures.spans import Cover
from borderfacts.values.doc_phrases import phrases
from borderfacts.values.phrases import Hit

# Last words of country names that English gives an article.
_ARTICLED = (
    *("States", "Kingdom", "Netherlands", "Republic", "Emirates", "Islands", "Philippines", "Bahamas", "Gambia"),
    *("Maldives", "Comoros", "Seychelles"),
)
_BOTH = re.compile(
    r"\s?(?:,\s)?(?:between|shared by|separating|dividing|that (?:separates|divides))\s(?:the|these|both|our|those)\s"
    r"(?:two\s)?(?:nations|countries|sides|neighbou?rs|states|lands|peoples)\b",
    re.IGNORECASE,
)
_BETWEEN = re.compile(
    r"[^.;]{0,60}?\b(?:between|separating|dividing|separates|divides|parts)\s(?:the\s)?$", re.IGNORECASE
)
_WITH = re.compile(r"[^.;]{0,40}?\b(?:with|from|to|and)\s(?:the\s|its\s|neighbou?ring\s){0,2}$", re.IGNORECASE)
_OWNED = re.compile(r"(?:['’]s?)?[\s-](?:[\w-]{1,40}\s){0,4}$")
_JOINED = re.compile(r"\s?(?:[-–—/]|\sand\s(?:the\s)?)\s?")
_WINDOW = 120  # characters either side of the noun in which its countries may be named


class Countries:
    """The countries that a text names, in order, and how often."""

    def __init__(self, doc: Doc) -> None:
        named = [*phrases(doc, "countries"), *phrases(doc, "nationalities")]
        self.hits: list[Hit] = sorted({hit.start: hit for hit in named if len(hit.keys) == 1}.values())
        self.text = text_of(doc)
        self._starts = [hit.start for hit in self.hits]
        cover = Cover((hit.start, hit.end) for hit in self.hits)
        towns = [p for p in PLACES.read(doc) if p.country and not cover.meets(p.span.start, p.span.end)]
        self.counts = Counter([*(hit.keys[0] for hit in self.hits), *(place.country or "" for place in towns)])

    def border_at(self, start: int, end: int, noun: str) -> str:
        """Return the subject for the border whose noun stands from ``start`` to ``end``."""
        pair = self._pair(start, end)
        if len(pair) == 2:
            first, second = sorted(country_name(code) for code in pair)
            return f"{noun} between {_article(first)} and {_article(second)}"
        return f"{noun} of {_article(country_name(pair[0]))}" if pair else noun

    def _pair(self, start: int, end: int) -> list[str]:
        if _BOTH.match(self.text, end):
            return self._two_named(start, end)
        near = self._near(start, end)
        behind = [hit for hit in near if hit.start >= end]
        if behind and _BETWEEN.fullmatch(self.text[end : behind[0].start]) and len(behind) > 1:
            return _distinct([behind[0], behind[1]])
        owners = [hit for hit in near if hit.end <= start and _OWNED.fullmatch(self.text[hit.end : start])]
        owners = self._joined(owners[-1], near) if owners else []
        if len(_distinct(owners)) == 2:
            return _distinct(owners)
        if behind and _WITH.fullmatch(self.text[end : behind[0].start]):
            others = _distinct([*owners, *reversed(self._before(start)), behind[0]])
            if others and others[0] != behind[0].keys[0]:
                return [others[0], behind[0].keys[0]]
        if owners:
            owner = owners[0].keys[0]
            return [owner, *self._most_named(1, but=owner)]
        return self._two_named(start, end)

    def _near(self, start: int, end: int) -> list[Hit]:
        first, last = (bisect_left(self._starts, at) for at in (start - _WINDOW, end + _WINDOW))
        return self.hits[first:last]

    def _before(self, start: int) -> list[Hit]:
        """Return the last country named before; ``its border with Russia`` is that country's."""
        at = bisect_left(self._starts, start)
        return self.hits[max(0, at - 1) : at]

    def _joined(self, last: Hit, near: list[Hit]) -> list[Hit]:
        """Return the hit and one joined to it: ``the U.S.-Mexico border``."""
        before = [hit for hit in near if hit.end <= last.start and _JOINED.fullmatch(self.text[hit.end : last.start])]
        return [before[-1], last] if before else [last]

    def _two_named(self, start: int, end: int) -> list[str]:
        """Return the two countries named within the window, where there are just two; else the two named most often."""
        near = _distinct(self._near(start, end))
        return near if len(near) == 2 else self._most_named(2)

    def _most_named(self, n: int, but: str = "") -> list[str]:
        """Return the ``n`` countries named most often; none where more of them are named as often as the last."""
        ranked = sorted((code for code in self.counts if code != but), key=lambda code: (-self.counts[code], code))
        if len(ranked) > n and self.counts[ranked[n]] == self.counts[ranked[n - 1]]:
            return []
        return ranked[:n] if len(ranked) >= n else []


def _distinct(hits: list[Hit]) -> list[str]:
    return list(dict.fromkeys(hit.keys[0] for hit in hits))


def country_name(code: str) -> str:
    """Return the English name of a country."""
    return lexicons.nationalities()[code].name


def _article(name: str) -> str:
    return f"the {name}" if name.split()[-1] in _ARTICLED else name
