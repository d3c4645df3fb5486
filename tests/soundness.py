"""What holds for the records of every text, whatever the text is."""

from __future__ import annotations

import json
import math
import traceback
from collections.abc import Callable, Iterator
from itertools import chain, pairwise
from pathlib import Path
from typing import Any

from tests.mutations import Drawn
from tests.span_walk import spans

import borderfacts
from borderfacts.annotations import AGENCIES, DATES, FACTS, PLACES, QUANTITIES
from borderfacts.pipeline import VALUE_COMPONENTS, build_pipeline
from borderfacts.records import DateMention, Quantity, Record, Span, Story
from borderfacts.records.flat_row import flat_rows
from borderfacts.text.document import make_doc
from borderfacts.values.numbers import find_numbers

PACKAGE = Path(borderfacts.__file__).parent
APART = (Quantity, DateMention)  # none of these overlaps another of its kind

Reader = Callable[[Drawn], list[Record]]


class StatedNumber(Record):
    """A number that a text states, as a record."""

    span: Span
    core: Span
    count: tuple[float | None, float | None]


def read_values(drawn: Drawn) -> list[Record]:
    """Return all that is found in a text without the learned reader, as the text stands."""
    nlp = build_pipeline(VALUE_COMPONENTS)
    text = drawn.text
    with nlp.memory_zone():
        doc = nlp(make_doc(nlp, Story(text=text, reference_date=drawn.published)))
        found: list[Record] = [*chain(*(layer.read(doc) for layer in (QUANTITIES, DATES, PLACES, AGENCIES, FACTS)))]
    for number in find_numbers(text):
        span, core = (number.start, number.end), (number.core_start, number.core_end)
        found.append(
            StatedNumber(span=Span.of(text, *span), core=Span.of(text, *core), count=(number.low, number.high))
        )
    return found


def read_story(drawn: Drawn) -> list[Record]:
    """Return the extraction of a text, and what explains it; rows and cards can be made of it."""
    extraction = borderfacts.extract(drawn.text, reference_date=drawn.published)
    assert len(list(flat_rows([extraction]))) == len(extraction.events)
    assert str(extraction)
    assert extraction._repr_html_()
    for code in (borderfacts.to_iom, borderfacts.to_acled, borderfacts.to_plover):
        code(extraction)
    return [extraction, extraction.explain()]


READERS: dict[str, Reader] = {"grammars": read_values, "pipeline": read_story}


def problem(drawn: Drawn, read: Reader) -> str | None:
    """Return what does not hold for what is read from a text; None where all does."""
    try:
        records = read(drawn)
        if as_json(records) != as_json(read(drawn)):
            return "another reading gives other records"
        return next(_problems(drawn.text, records), None)
    except Exception as error:
        inner = [frame for frame in traceback.extract_tb(error.__traceback__) if str(PACKAGE) in frame.filename]
        at = f"{Path(inner[-1].filename).name}:{inner[-1].lineno}" if inner else "elsewhere"
        return f"{type(error).__name__} at {at}"


def as_json(records: list[Record]) -> list[str]:
    """Return records as JSON, without an inner form that two equal records could share."""
    return [record.model_dump_json(by_alias=True) for record in records]


def _problems(text: str, records: list[Record]) -> Iterator[str]:
    for record, written in zip(records, as_json(records), strict=True):
        content = json.loads(written)
        if not all(map(math.isfinite, _numbers(record.model_dump()))):
            yield f"{type(record).__name__} has a number that is not finite"
        if type(record).model_validate_json(written) != record:
            yield f"{type(record).__name__} does not come back from JSON"
        if any(text[span["start"] : span["end"]] != span["text"] or not span["text"] for span in spans(content)):
            yield f"{type(record).__name__} has a wrong span"
        if not all(map(_in_order, _objects(content))):
            yield f"{type(record).__name__} ends before it starts"
    for kind in APART:
        places = [record.span for record in records if isinstance(record, kind)]
        if any(second.start < first.end for first, second in pairwise(places)):
            yield f"{kind.__name__} overlaps another"


def _numbers(value: Any) -> Iterator[float]:
    if isinstance(value, int | float):
        yield value
    elif isinstance(value, dict | list | tuple):
        for each in value.values() if isinstance(value, dict) else value:
            yield from _numbers(each)


def _objects(value: Any) -> Iterator[dict[str, Any]]:
    if isinstance(value, dict):
        yield value
    if isinstance(value, dict | list):
        for each in value.values() if isinstance(value, dict) else value:
            yield from _objects(each)


def _in_order(fields: dict[str, Any]) -> bool:
    least, most = fields.get("min"), fields.get("max")
    first, last = fields.get("start"), fields.get("end")
    if least is not None and most is not None and least > most:
        return False
    dated = isinstance(first, str) and isinstance(last, str) and len(first) == len(last) and first[0].isdigit()
    return not dated or first <= last
