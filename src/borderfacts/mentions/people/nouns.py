"""The nouns that name people, as a table from the written form."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from borderfacts import lexicons
from borderfacts.vocabulary import PartKind, Role

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
