"""What a user of the package writes, and of which type each part of it is; mypy reads this and nothing runs it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any, assert_type

import polars

import borderfacts
from borderfacts.vocabulary import EventType, Fate, Role, Status


def one_story(text: str) -> None:
    extraction = borderfacts.extract(text, reference_date=date(2025, 2, 5), keep_text=True, threshold=0.5)
    assert_type(extraction, borderfacts.Extraction)
    assert_type(extraction.text, str | None)
    assert_type(extraction.model, str | None)
    assert_type(extraction.to_dataframe("polars"), polars.DataFrame)
    assert_type(borderfacts.extract_events(text, reference_date="2025-02-05"), list[borderfacts.Event])
    assert_type(extraction.statistics, tuple[borderfacts.Statistic, ...])
    assert_type(extraction.facts, tuple[borderfacts.Fact, ...])


def one_event(event: borderfacts.Event) -> None:
    assert_type(event.type, EventType)
    assert_type(event.status, Status)
    assert_type(event.when, borderfacts.When | None)
    assert_type(event.route, borderfacts.Route | None)
    assert_type(event.places, tuple[borderfacts.Place, ...])
    assert_type(event.evidence, tuple[borderfacts.Span, ...])
    assert_type(event.confidence, float)
    for place in event.places:
        assert_type(place.lat, float | None)
        assert_type(place.span.start, int)
    for group in event.people:
        assert_type(group.role, Role)
        assert_type(group.fates, tuple[Fate, ...])
        assert_type(group.count, borderfacts.Count | None)
    for quantity in event.quantities:
        assert_type(quantity.value, float | tuple[float, float])


def many_stories(texts: list[str]) -> None:
    assert_type(borderfacts.extract_many(texts), Iterator[borderfacts.Extraction])
    numbered = [(text, number) for number, text in enumerate(texts)]
    assert_type(borderfacts.extract_many(numbered, n_process=2), Iterator[tuple[borderfacts.Extraction, int]])
    records: list[dict[str, Any]] = [{"text": text, "reference_date": date(2025, 2, 5)} for text in texts]
    extractions = list(borderfacts.extract_many(records))
    assert_type(borderfacts.to_dataframe(extractions, "polars"), polars.DataFrame)
    assert_type(borderfacts.link(extractions), list[borderfacts.Incident])
    borderfacts.to_codesheet(extractions, "sheet.csv", fields=["type", "dead"])
    rows = borderfacts.apply_corrections(extractions, borderfacts.read_codesheet("sheet.csv"))
    assert_type(rows, list[dict[str, object]])
