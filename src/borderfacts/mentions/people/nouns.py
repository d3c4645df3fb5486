"""The nouns that name people, as a table from the written form."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from borderfacts import lexicons
from borderfacts.vocabulary import PartKind, Role

if TYPE_CHECKING:
    from borderfacts.mentions.people.reading import Reading

# Tables of people.toml that hold other words than nouns for people.
_OTHER_TABLES = frozenset({"title", "not_a_name", "human_verb"})


@dataclass(frozen=True, slots=True)
class PersonNoun:
    """What a form of a noun says: of whom, and whether it is a plural."""

    table: str
    kind: PartKind | None = None
    role: Role | None = None
    number: int | None = None
    body: bool = False
    official: bool = False
    plural: bool = False


@cache
def person_nouns() -> dict[str, PersonNoun]:
    """Return the nouns by lower-case form; the first table that lists a form decides."""
    found: dict[str, PersonNoun] = {}
    for table, entry in lexicons.people().items():
        if table in _OTHER_TABLES:
            continue
        for form in entry.forms:
            singular, _, plural = form.partition("/")
            plural = plural or f"{singular}s"
            for written in (singular, plural):
                noun = PersonNoun(
                    table, entry.kind, entry.role, entry.number, entry.body, entry.official, written == plural
                )
                found.setdefault(written.lower(), noun)
    return found


@cache
def words_of(table: str) -> frozenset[str]:
    """Return the forms of one table in lower case, without a full stop."""
    return frozenset(form.lower().rstrip(".") for form in lexicons.people()[table].forms)


@cache
def titles() -> frozenset[str]:
    """Return the titles that stand before the name of an official, in lower case and without a full stop."""
    official = lexicons.people()["official"].forms
    return words_of("title") | frozenset(part.lower() for form in official for part in form.split("/"))


def noun_at(reading: Reading, i: int) -> PersonNoun | None:
    """Return the people noun that ends at a token: ``asylum seeker`` and ``co-driver`` before ``driver``."""
    nouns, words = person_nouns(), reading.words
    if words[i] == "law":
        return nouns.get("".join(words[max(i - 4, 0) : i + 1]))
    if i > 1 and words[i - 1] == "-":
        hyphened = nouns.get(f"{words[i - 2]}-{words[i]}")
        if hyphened is not None:
            return hyphened
    if i:
        pair = nouns.get(f"{words[i - 1]} {words[i]}")
        if pair is not None:
            return pair
    return nouns.get(words[i])
