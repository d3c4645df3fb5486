from __future__ import annotations

from collections.abc import Callable

import pytest
from spacy.language import Language

import borderfacts
from borderfacts.records import Event

PUBLISHED = "2025-02-05"  # a Wednesday: "on Monday" is 2025-02-03


@pytest.fixture(scope="session")
def events(nlp: Language) -> Callable[..., tuple[Event, ...]]:
    """Return the events of a story published on a Wednesday, or on no known day."""

    def events(text: str, published: str | None = PUBLISHED) -> tuple[Event, ...]:
        return borderfacts.extract(text, reference_date=published).events

    return events


@pytest.fixture(scope="session")
def event(events: Callable[..., tuple[Event, ...]]) -> Callable[..., Event]:
    """Return the one event of a story; more or fewer are an error."""

    def event(text: str, published: str | None = PUBLISHED) -> Event:
        (found,) = events(text, published)
        return found

    return event
