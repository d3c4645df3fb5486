"""Add the countries that follow a mention: ``people from Senegal and Mali``, ``citizens of Turkey``."""

from __future__ import annotations

from borderfacts import lexicons
from borderfacts.annotations import PersonMention
from borderfacts.mentions.people.reading import NOUN_TAGS, Reading

_CITIZENS = frozenset({"citizen", "citizens", "national", "nationals", "native", "natives"})
_SHARES = lexicons.people_cues("shares_from")
_BETWEEN = lexicons.people_cues("between_countries")
# "from Mexico to Texas" is a way, no origin.
_WAYS = frozenset({"to", "into"})
_ORIGIN = frozenset({"origin", "nationality", "citizenship", "descent", "background"})
# A list of countries is no longer than this.
_LONGEST_LIST = 60


def add_origins(reading: Reading, mentions: list[PersonMention]) -> list[PersonMention]:
    """Return the mentions with the nationalities told behind them."""
    return [_with(mention, _origins(reading, mention)) for mention in mentions]


def _with(mention: PersonMention, codes: tuple[str, ...]) -> PersonMention:
    if not codes:
        return mention
    return mention.model_copy(update={"nationalities": tuple(dict.fromkeys((*mention.nationalities, *codes)))})


def _origins(reading: Reading, mention: PersonMention) -> tuple[str, ...]:
    start = mention.right
    if reading.word(start) == ",":
        start += 1
        if (people := _all_of_a_people(reading, start)) is not None:
            return people
        start = _behind_share(reading, start)
        if reading.word(start) != "from":
            return ()
    if reading.word(start) == "from":
        codes, end = _countries(reading, start + 1)
        return () if reading.word(end) in _WAYS else codes
    if reading.word(start) != "of":
        return ()
    if reading.words[mention.head] in _CITIZENS:
        return _countries(reading, start + 1)[0]
    adjectives = reading.nations.get(start + 1)
    named = adjectives is not None and reading.word(adjectives.last + 1) in _ORIGIN
    return adjectives.codes if adjectives is not None and named else ()


def _all_of_a_people(reading: Reading, start: int) -> tuple[str, ...] | None:
    """``ten children, all Sudanese``."""
    nation = reading.nations.get(start + 1) if reading.word(start) in ("all", "both") else None
    return nation.codes if nation is not None and reading.tag(nation.last + 1) not in NOUN_TAGS else None


def _behind_share(reading: Reading, start: int) -> int:
    """Return the token behind ``all``, ``mostly`` or ``nearly all of them``."""
    while reading.word(start) in _SHARES:
        start += 1
    whole = reading.word(start) == "of" and reading.word(start + 1) in ("them", "whom")
    return start + 2 if whole else start


def _countries(reading: Reading, start: int) -> tuple[tuple[str, ...], int]:
    """Return the countries of a list, and the token behind it."""
    codes: list[str] = []
    i = end = start
    while i - start < _LONGEST_LIST:
        country = reading.countries.get(i)
        if country is not None and not _is_attribute(reading, country.last):
            codes.extend(country.codes[:1])
            i = end = country.last + 1
        elif reading.word(i) in _BETWEEN:
            i += 1
        else:
            break
    return tuple(dict.fromkeys(codes)), end


def _is_attribute(reading: Reading, last: int) -> bool:
    """``from Mexico City``: the country is part of another name."""
    return reading.tag(last + 1) in NOUN_TAGS and last + 1 in reading.named and last in reading.named
