"""The nouns that name people, as a table from the written form."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from borderfacts import lexicons
from borderfacts.vocabulary import PartKind, Role


@dataclass(frozen=True, slots=True)
class PersonNoun:
    """What a form of a noun says: of whom, and whether it is a plural."""

    table: str
    kind: PartKind | None
    role: Role | None
    number: int | None
    body: bool
    official: bool
    plural: bool


@cache
def person_nouns() -> dict[str, PersonNoun]:
    """Return the nouns by lower-case form; the first table that lists a form decides."""
    found: dict[str, PersonNoun] = {}
    for table, entry in lexicons.people().items():
        if table in ("title", "not_a_name"):
            continue
        for form in entry.forms:
            singular, _, plural = form.partition("/")
            for written, is_plural in ((singular, False), (plural or singular + "s", True)):
                noun = PersonNoun(table, entry.kind, entry.role, entry.number, entry.body, entry.official, is_plural)
                found.setdefault(written.lower(), noun)
    return found


@cache
def titles() -> frozenset[str]:
    """Return the titles that stand before the name of an official, in lower case and without a full stop."""
    official = lexicons.people()["official"].forms
    return frozenset(form.lower() for form in lexicons.people()["title"].forms) | frozenset(
        part.lower() for form in official for part in form.split("/")
    )
