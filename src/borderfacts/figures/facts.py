"""Find standing measurements that belong to no incident: how long a border is, how high a wall, how far a town."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from spacy.tokens import Doc

from borderfacts import lexicons
from borderfacts.annotations import FACTS, PLACES, QUANTITIES, text_of
from borderfacts.figures.borders import Countries
from borderfacts.figures.measures import phrase_pattern
from borderfacts.records import Fact, Place, Quantity, Span
from borderfacts.text.letters import lowered
from borderfacts.vocabulary import Dimension, PlaceKind

LOW = 30.0  # metres: a wall reported to be smaller than this is so high, one reported to be larger so long
NEARBY = 300  # characters either side of a measure that are read
SUBJECT_REACH = (
    90  # characters between a thing and its measure: "the fence, ten metres high in places and 12 km from end to end"
)

_ADJECTIVES = {
    **dict.fromkeys(("long", "length"), "length"),
    **dict.fromkeys(("wide", "broad", "width"), "width"),
    **dict.fromkeys(("high", "tall", "height"), "height"),
    **dict.fromkeys(("deep", "depth"), "depth"),
    "thick": "thickness",
}
_IN_BRACKETS = re.compile(r"\s?\([^()]{1,40}\)")
_ATTRIBUTE_BEHIND = re.compile(
    r"\s?-?\s?(?:in\s)?(?P<word>long|wide|broad|deep|high|tall|thick|length|width|depth|height)\b(?P<rest>)"
    r"|\s(?:from\send\sto\send|in\sall|overall)\b(?P<end>)"
    r"|\s(?:across\b|(?:at|across)\sits\s(?:narrowest|widest|broadest)|at\sthe\snarrowest)(?P<across>)",
    re.IGNORECASE,
)
_ATTRIBUTE_BEFORE = re.compile(
    r"\b(?:(?P<run>runs?|running|stretch(?:es|ing)?|extends?|extending|covers?|covering|spans?|spanning|measures?|measuring)"
    r"(?:\s(?:for|over|along|across|some|about|more\sthan|nearly|almost)){0,3}"
    r"|(?P<word>length|width|depth|height|area)\sof)\s*$",
    re.IGNORECASE,
)
_PREMODIFIES = re.compile(
    r"(?:\s?-?\s?(?P<word>long|wide|broad|deep|high|tall|thick))?(?:\s\([^()]{1,40}\))?[,]?\s(?:[\w'’.–-]+\s){0,4}?$",
    re.IGNORECASE,
)
_STOP_BETWEEN = re.compile(
    r"\b(?:of|from|in|on|at|by|to|with|and|or|was|were|is|are|had|has|away|inside|north|south|east|west|off|near|under|over|past|beyond|along)\b"
    r"|[;:,]\s",
    re.I,
)
_PAST = re.compile(r"\b(?:was|were|stood|ran|had|measured|reached|became|swelled|rose|dropped)\b", re.IGNORECASE)
_HAPPENING = re.compile(
    r"\b(?:fell|climb\w*|jump\w*|after\s\d|rain|snow|flood\w*|swam|waded|found|discovered|dug|will|would|plans?|planned|build|built|more|further|another|new"
    r"|additional|extra|cut|gap\sin|section|stretch|hole|breach)\b",
    re.IGNORECASE,
)
_NEW_THING = re.compile(r",\s(?:and\s)?(?:the|an?|its|his|her|their)\s", re.IGNORECASE)
_SENTENCE = re.compile(r"(?<=[.!?])[\"”’)]{0,2}\s+(?=[A-Z“\"(])|\n+")
_NAMED = re.compile(r"(?:(?:[A-Z][\w’'-]{1,40}|border|land|sea|razor-wire|barbed-wire|steel|metal|concrete)\s){1,3}$")
_DISTANCE_LEAD = re.compile(
    r"(?P<verb>,?\s(?:(?:which|that)\s)?(?:is|lies|sits|stands|lying)\s|,\s(?:(?:an?|the)\s[\w\s-]{1,40}?\s)?|\s\()"
    r"(?:(?:only|just|about|some|around|roughly|nearly|barely|less\sthan|more\sthan)\s){0,2}$",
    re.IGNORECASE,
)
_DISTANCE_TAIL = re.compile(
    r"(?:\s\([^()]{1,40}\))?\s(?:(?:away\s)?from|off|(?:to\sthe\s)?(?:north|south|east|west|north-?east|north-?west|south-?east|south-?west)(?:ern)?\s(?:of|from))\s"
    r"(?:the\s)?(?:(?:coast|shores?|border|nearest\spoint|town|city|port|capital|mainland)\s(?:of|with|in)\s)?$",
    re.IGNORECASE,
)
_INCIDENT_LEAD = re.compile(
    r"\b(?:off|near|outside|from|to|toward|towards|reach|reached|between|around|south of|north of)\s(?:the\s)?$",
    re.IGNORECASE,
)


class _Thing(NamedTuple):
    """A thing with a standing measure, where the text names it."""

    start: int
    end: int
    kind: str
    subject: str


class FactFinder:
    """Component: writes the layer of facts."""

    def __call__(self, doc: Doc) -> Doc:
        """Find the standing measurements of the Doc; a fact reported twice is given once."""
        facts: dict[tuple[str, str], Fact] = {}
        for fact in self._find(doc):
            facts.setdefault((fact.subject.lower(), fact.attribute), fact)
        FACTS.write(doc, facts.values())
        return doc

    def _find(self, doc: Doc) -> Iterator[Fact]:
        text = text_of(doc)
        measures = [q for q in QUANTITIES.read(doc) if q.dimension in (Dimension.LENGTH, Dimension.AREA)]
        if not measures:
            return
        measures = [q for i, q in enumerate(measures) if not (i and _repeats(text, measures[i - 1], q))]
        places = PLACES.read(doc)
        place_starts = [place.span.start for place in places]
        starts = [0, *(match.end() for match in _SENTENCE.finditer(text)), len(text) + 1]
        countries = Countries(doc)
        for quantity in measures:
            at = bisect_right(starts, quantity.span.start) - 1
            start = max(starts[at], quantity.span.start - NEARBY)
            end = min(starts[at + 1], quantity.span.end + NEARBY, len(text))
            first, last = bisect_left(place_starts, start), bisect_left(place_starts, end)
            near = places[first:last]
            things = _things(text, start, end, near)
            fact = (
                _premodified(text, quantity, things, countries)
                or _predicated(text, start, quantity, things, countries)
                or _distance(text, start, quantity, near)
            )
            if fact:
                yield fact


def _repeats(text: str, first: Quantity, second: Quantity) -> bool:
    """Return whether the second quantity only says the first in another unit: ``243 miles (391 kilometres)``."""
    between = text[first.span.end : second.span.start]
    return first.dimension is second.dimension and bool(re.fullmatch(r"\s?[(/]\s?(?:about\s|some\s)?", between))


@cache
def _nouns() -> tuple[re.Pattern[str], dict[str, str]]:
    kinds = {noun: kind for kind, entry in lexicons.landmarks().items() for noun in entry.nouns}
    return phrase_pattern(kinds), kinds


def _things(text: str, start: int, end: int, places: tuple[Place, ...]) -> list[_Thing]:
    pattern, kinds = _nouns()
    found = []
    for match in pattern.finditer(text, start, end):
        kind = kinds[lowered(match[0])]
        lead = _NAMED.search(text, max(start, match.start() - 50), match.start())
        found.append(
            _Thing(match.start(), match.end(), kind, _subject(text, lead.start() if lead else match.start(), match))
        )
    for place in places:
        kind_of = {PlaceKind.WATER: "water", PlaceKind.LANDMARK: "way"}.get(place.kind)
        if kind_of and start <= place.span.start and place.span.end <= end:
            found = [t for t in found if not (place.span.start < t.end and t.start < place.span.end)]
            found.append(_Thing(place.span.start, place.span.end, kind_of, place.name))
    return sorted(found)


def _subject(text: str, start: int, noun: re.Match[str]) -> str:
    words = text[start : noun.end()].split()
    named = [word for word in words if word not in ("The", "A", "This", "That", "Its", "Their")]
    return (
        " ".join(named)
        if len(named) > 1 or (named[0][0].isupper() and start > 0 and words[0] == named[0])
        else named[0].lower()
    )


def _fact(text: str, quantity: Quantity, thing: _Thing, attribute: str, countries: Countries) -> Fact:
    subject = thing.subject
    if thing.kind == "border":
        subject = countries.border_at(thing.start, thing.end, _border_word(subject))
    start, end = min(quantity.span.start, thing.start), max(quantity.span.end, thing.end)
    tail = _ATTRIBUTE_BEHIND.match(text, end)
    end = tail.end() if tail else end
    return Fact(subject=subject, attribute=attribute, quantity=quantity, span=Span.of(text, start, end))


def _border_word(subject: str) -> str:
    # Frontier and boundary are the same thing; one word for it lets two stories say the same.
    return "land border" if subject.lower().startswith("land ") else "border"


def _bare_attribute(quantity: Quantity, thing: _Thing) -> str | None:
    entry = lexicons.landmarks()[thing.kind]
    if quantity.dimension is Dimension.AREA:
        return "area"
    size = quantity.si_value if not isinstance(quantity.si_value, tuple) else quantity.si_value[0]
    return (entry.low or None) if size is not None and size < LOW else entry.attribute


def _premodified(text: str, quantity: Quantity, things: list[_Thing], countries: Countries) -> Fact | None:
    """Return the fact of a measure before its noun: ``the 5,525-mile border``, ``a 5-metre-high fence``."""
    thing = next((t for t in things if t.start >= quantity.span.end), None)
    if thing is None or thing.start - quantity.span.end > SUBJECT_REACH:
        return None
    between = text[quantity.span.end : thing.start]
    match = _PREMODIFIES.fullmatch(between)
    if match is None or _STOP_BETWEEN.search(_IN_BRACKETS.sub("", between)):
        return None
    if not (
        match["word"] or re.search(r"\d\s?[-‐‑]|\w[-‐‑]\w", quantity.span.text) or quantity.dimension is Dimension.AREA
    ):
        return None
    if re.match(
        r"\s(?:patrol|agent|guard|area|town|crossing|post)s?\b", text[thing.end : thing.end + 12], re.IGNORECASE
    ):
        return None
    attribute = _ADJECTIVES[lowered(match["word"])] if match["word"] else _bare_attribute(quantity, thing)
    return _fact(text, quantity, thing, attribute, countries) if attribute else None


def _predicated(text: str, start: int, quantity: Quantity, things: list[_Thing], countries: Countries) -> Fact | None:
    """Return the fact of a measure behind its noun: ``the strait is 14 kilometres wide``."""
    thing = next((t for t in reversed(things) if t.end <= quantity.span.start), None)
    if thing is None or quantity.span.start - thing.end > SUBJECT_REACH:
        return None
    between = text[thing.end : quantity.span.start]
    bracket = _IN_BRACKETS.match(text, quantity.span.end)
    behind = _ATTRIBUTE_BEHIND.match(text, bracket.end() if bracket else quantity.span.end)
    before = _ATTRIBUTE_BEFORE.search(between)
    if not (behind or before) or re.search(r"[.;:]", between):
        return None
    # 40 characters: "a further 8.5 kilometres of" stands before its fence.
    if (
        _HAPPENING.search(text, max(start, thing.start - 40), quantity.span.start)
        or _NEW_THING.search(between)
        or (_PAST.search(between) and thing.kind != "border")
    ):
        return None
    if behind:
        attribute = _ADJECTIVES.get((behind["word"] or "").lower()) or (
            "length" if behind["end"] is not None else "width"
        )
    elif before and before["word"]:
        attribute = before["word"].lower()
    else:
        attribute = "area" if quantity.dimension is Dimension.AREA else "length"
    return _fact(text, quantity, thing, attribute, countries)


def _distance(text: str, start: int, quantity: Quantity, places: tuple[Place, ...]) -> Fact | None:
    """Return the distance between two named places: ``Lampedusa, about 145 km from Tunisia``."""
    if quantity.dimension is not Dimension.LENGTH:
        return None
    first = next((p for p in reversed(places) if start <= p.span.start and p.span.end <= quantity.span.start), None)
    second = next((p for p in places if p.span.start >= quantity.span.end), None)
    if first is None or second is None or first.name == second.name:
        return None
    lead = _DISTANCE_LEAD.fullmatch(text[first.span.end : quantity.span.start])
    if lead is None or not _DISTANCE_TAIL.fullmatch(text[quantity.span.end : second.span.start]):
        return None
    if not re.search(r"is|lies|sits|stands", lead["verb"]) and _INCIDENT_LEAD.search(
        text[max(start, first.span.start - 14) : first.span.start]
    ):
        return None
    span = Span.of(text, first.span.start, second.span.end)
    return Fact(subject=f"{first.name} to {second.name}", attribute="distance", quantity=quantity, span=span)
