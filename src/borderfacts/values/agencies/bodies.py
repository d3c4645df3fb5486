"""Find bodies whose proper name no list holds, by their last word: the Danish Return Agency."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from borderfacts import lexicons
from borderfacts.vocabulary import AgencyKind

_BODY = re.compile(
    r"""
    \b(?P<words>(?:[A-Z][\w’'-]{1,25}\s(?:(?:and|for|of)\s|&\s)?){1,5})
    (?P<last>Agency|Service|Board|Bureau|Committee|Authority|Command|Directorate|Administration|Ministry|Inspectorate)\b
    (?!['’]?s?\s(?:of|for)\s(?:the\s)?[A-Z])
    """,
    re.VERBOSE,
)
_FIRST = re.compile(r"[^\W\d_][\w’'-]*")
# What makes a body one that this library is about; the first that is found gives its kind.
_KINDS = (
    (re.compile(r"\b(?:Coast)", re.IGNORECASE), AgencyKind.COAST_GUARD),
    (re.compile(r"\b(?:Border|Frontier)", re.IGNORECASE), AgencyKind.BORDER),
    (re.compile(r"\b(?:Customs|Revenue)", re.IGNORECASE), AgencyKind.CUSTOMS),
    (
        re.compile(r"\b(?:Im|E)?[Mm]igration|Asylum|Return|Naturali[sz]ation|Aliens|Repatriation"),
        AgencyKind.IMMIGRATION,
    ),
    (re.compile(r"\b(?:Police|Investigati|Security|Narcotics|Intelligence|Crime)", re.IGNORECASE), AgencyKind.POLICE),
    (re.compile(r"\b(?:Rescue|Disaster|Emergency|Civil Protection)", re.IGNORECASE), AgencyKind.RESCUE),
    (re.compile(r"\b(?:Defen[cs]e|Military)", re.IGNORECASE), AgencyKind.MILITARY),
)
_WORLD = re.compile(r"\b(?:UN|U\.N\.|United Nations|International|European|World|Red Cross|Refugee Council)\b")


class NamedBody(NamedTuple):
    """A body with a proper name, from its first capitalised word to its last."""

    start: int
    end: int
    name: str
    kind: AgencyKind


def find_bodies(text: str) -> Iterator[NamedBody]:
    """Yield the bodies of a text that have to do with borders, police, migration or rescue, by their names."""
    for match in _BODY.finditer(text):
        start = match.start()
        while start < match.start("last"):
            first = _FIRST.match(text, start)
            if first is None or not (first[0].lower() in _openers() or first[0].islower()):
                break
            start = first.end() + 1
        name = text[start : match.end()]
        kind = next((kind for pattern, kind in _KINDS if pattern.search(name)), None)
        if kind and " " in name and not _WORLD.search(text, max(0, start - 15), match.end()):
            yield NamedBody(start, match.end(), name, kind)


def _openers() -> frozenset[str]:
    return lexicons.local_forces().no_name - _PART_OF_NAME | lexicons.languages()["en"].words


_PART_OF_NAME = frozenset(
    [
        "border",
        "national",
        "state",
        "federal",
        "military",
        "security",
        "homeland",
        "foreign",
        "joint",
        "fire",
        "emergency",
        "volunteer",
        "traffic",
        "regional",
        "transit",
        "county",
        "tribal",
        "provincial",
        "municipal",
        "counter-terrorism",
    ]
)
