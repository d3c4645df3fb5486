"""Groups of people."""

from __future__ import annotations

from pydantic import Field

from borderfacts.records.base import Record, Span
from borderfacts.records.mentions import Count
from borderfacts.vocabulary import Fate, PartKind, Role


class Part(Record):
    """A part of a group: ``two girls``, ``largely children``.

    Attributes:
        kind: child, woman, man, adult or family (a count of families).
        count: how many; None where the text gives no number.
        qualifier: the word that says how large the part is (``largely``); None where there is none.
        span: where it stands in the text.
    """

    kind: PartKind
    count: Count | None = None
    qualifier: str | None = None
    span: Span


class PersonGroup(Record):
    """A set of people with one fate; a single person is a group of one.

    Attributes:
        role: migrant, suspect, officer or other, by what they do and not by the press word for them.
        count: how many; None where not reported.
        parts: who they are.
        nationalities: ISO 3166-1 alpha-2 codes of citizenship or origin.
        ages: the ages reported, in years.
        fates: what became of them.
        span: the phrase that names the group.
        confidence: the calibrated chance, 0 to 1, that the value is right; None where nothing judged it.
    """

    role: Role
    count: Count | None = None
    parts: tuple[Part, ...] = ()
    nationalities: tuple[str, ...] = ()
    ages: tuple[int, ...] = ()
    fates: tuple[Fate, ...] = ()
    span: Span
    confidence: float | None = Field(default=None, ge=0, le=1)
