"""The nouns that name people, as a table from the written form."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from borderfacts import lexicons
from borderfacts.vocabulary import PartKind


@dataclass(frozen=True, slots=True)
class PersonNoun:
    """What a form of a noun says: of whom, and whether it is a plural."""

    table: str
    kind: PartKind | None = None
    number: int | None = None
    plural: bool = False


@cache
def person_nouns() -> dict[str, PersonNoun]:
    """Return the nouns by lower-case form; the first table that lists a form decides."""
    found: dict[str, PersonNoun] = {}
    for table, entry in lexicons.people().items():
        for form in entry.forms:
            singular, _, plural = form.partition("/")
            plural = plural or f"{singular}s"
            for written in (singular, plural):
                noun = PersonNoun(table, entry.kind, entry.number, written == plural)
                found.setdefault(written.lower(), noun)
    return found
