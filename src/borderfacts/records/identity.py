"""Stable identifiers: the same text gives the same ones on every machine and in every process."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from borderfacts.records.base import Span

DIGITS = 16


def _digest(*parts: str) -> str:
    # The length before each part keeps ("ab", "c") and ("a", "bc") apart.
    joined = "".join(f"{len(part)}:{part}" for part in parts)
    return hashlib.sha256(joined.encode("utf-8")).hexdigest()[:DIGITS]


def document_id(text: str) -> str:
    """Return the identifier of a text: 16 hexadecimal digits.

    Examples:
        >>> document_id("Nine people crossed.") == document_id("Nine people crossed.")
        True
    """
    return _digest("document", text)


def event_id(document: str, event_type: str, evidence: Iterable[Span], number: int = 0) -> str:
    """Return the identifier of an event: 16 hexadecimal digits.

    Args:
        document: the identifier of the text, from ``document_id``.
        event_type: the type of the event.
        evidence: the spans that report it, in any order.
        number: which of the events of the text that agree in all this it is, from 0.
    """
    places = sorted((span.start, span.end) for span in evidence)
    numbered = (str(number),) if number else ()
    return _digest("event", document, str(event_type), *(f"{start}-{end}" for start, end in places), *numbered)


def event_ids(document: str, events: Iterable[tuple[str, Sequence[Span]]]) -> list[str]:
    """Return the identifiers of all events of a text, no two alike: one sentence may report two of one type.

    Args:
        document: the identifier of the text, from ``document_id``.
        events: the type of each event, and the spans that report it.
    """
    seen: Counter[str] = Counter()
    found = []
    for kind, evidence in events:
        first = event_id(document, kind, evidence)
        found.append(event_id(document, kind, evidence, seen[first]))
        seen[first] += 1
    return found


def incident_id(document: str, event: str, number: str) -> str:
    """Return the identifier of an incident that several stories report: 16 hexadecimal digits.

    Args:
        document: the id of the document of its earliest member.
        event: the id of the event in it.
        number: which of the events with that id it is.
    """
    return _digest("incident", document, event, number)
