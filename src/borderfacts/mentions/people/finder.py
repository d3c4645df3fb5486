"""Find people and groups of people: head count, composition, ages, nationalities, names."""

from __future__ import annotations

from typing import TYPE_CHECKING

from borderfacts import annotations as layers
from borderfacts.annotations import PersonMention
from borderfacts.mentions.people.ages import add_ages, find_described, mark_minors
from borderfacts.mentions.people.gender import add_gender
from borderfacts.mentions.people.joining import join_appositions, join_lists
from borderfacts.mentions.people.names import find_names
from borderfacts.mentions.people.noun_phrases import NounPhrases
from borderfacts.mentions.people.numerals import find_numerals
from borderfacts.mentions.people.origins import add_origins
from borderfacts.mentions.people.parts import add_parts
from borderfacts.mentions.people.reading import Reading

if TYPE_CHECKING:
    from spacy.tokens import Doc


class PeopleFinder:
    """Component: writes the people layer."""

    def __call__(self, doc: Doc) -> Doc:
        """Find the mentions of people in the Doc and return it."""
        layers.PEOPLE.write(doc, _find(Reading(doc)) if len(doc) else ())
        return doc


def _find(reading: Reading) -> list[PersonMention]:
    """Return all mentions: first each by itself, then joined, then what they say of one another."""
    names = find_names(reading)
    named = {i for m in names for i in range(m.left, m.right)}
    found = [m for m in NounPhrases(reading, {m.left for m in names}).find() if m.head not in named]
    found += find_numerals(reading, {i for m in found for i in range(m.left, m.right)} | named)
    found += _outside(names, found)
    found += find_described(reading, found)
    found.sort(key=lambda m: (m.left, -m.right))
    found = add_ages(reading, add_origins(reading, found))
    found = add_gender(reading, mark_minors(join_appositions(reading, found)))
    return add_parts(reading, join_lists(reading, found))


def _outside(names: list[PersonMention], found: list[PersonMention]) -> list[PersonMention]:
    """Return the names that are not inside another mention: ``the Roe brothers`` is no Roe."""
    covered = {i for m in found for i in range(m.left, m.right)}
    return [m for m in names if m.head not in covered]
