"""Compare what two readers, or two versions, made of the same stories: field by field, and incident by incident."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from typing import Literal

from borderfacts.records import Event, Extraction, Record
from borderfacts.records.flat_row import COLUMNS, flat_row

INCIDENT = "incident"
# The flat row but for what names a record and for what no two readers mean by the same measure.
FIELDS = tuple(name for name in COLUMNS if name not in ("id", "document_id", "confidence"))
LISTS = ("statistics", "facts", "quantities", "dates", "places", "agencies")

Value = str | int | float | None
# How often two sides say the same of a field or list, and how often they do not, by its name. An event has fields that
# bear the name of a list.
Counts = dict[tuple[Literal["field", "list"], str], Counter[str]]


class FieldCount(Record):
    """How often two sides agree on a field.

    Attributes:
        field: ``incident``, a column of the flat row, or a list of an extraction, whose entries are counted.
        same: how often both say the same.
        changed: how often both say something, and not the same.
        only_a: how often only the first says something.
        only_b: how often only the second does.
    """

    field: str
    same: int
    changed: int
    only_a: int
    only_b: int


class Difference(Record):
    """A field on which two sides differ; None where a side says nothing."""

    field: str
    a: Value
    b: Value


class EventDifference(Record):
    """An incident that only one side has, or on which the two differ.

    Attributes:
        a: the id of the event on the first side; None where it has none.
        b: the same on the second side.
        summary: the event's line, of the first side where it has one.
        fields: the fields that differ; none where only one side has the incident.
    """

    a: str | None
    b: str | None
    summary: str
    fields: tuple[Difference, ...] = ()


class DocumentDifference(Record):
    """A document on which two sides differ.

    Attributes:
        id: its id.
        only: the side that alone has it; None where both do.
        events: the incidents that differ.
        lists: the entries of the lists of the extraction that only one side has.
        error_a: why it could not be read, on the first side.
        error_b: the same on the second.
    """

    id: str
    only: Literal["a", "b"] | None = None
    events: tuple[EventDifference, ...] = ()
    lists: tuple[Difference, ...] = ()
    error_a: str | None = None
    error_b: str | None = None


class Side(Record):
    """One of the two sides: what read it, and how much there is."""

    models: tuple[str, ...]
    documents: int
    events: int


class Comparison(Record):
    """What two sides have in common, and where they differ.

    Attributes:
        a: the first side.
        b: the second side.
        fields: the agreement on each field of an incident on which any side says something.
        lists: the agreement on the entries of the lists of an extraction, that is of its whole text.
        documents: the documents on which they differ, in the order of the first side.
    """

    a: Side
    b: Side
    fields: tuple[FieldCount, ...]
    lists: tuple[FieldCount, ...]
    documents: tuple[DocumentDifference, ...]


def compare(a: Iterable[Extraction], b: Iterable[Extraction]) -> Comparison:
    """Return where two sets of extractions of the same stories differ.

    Documents belong together by their ids, and incidents by their words: of those whose evidence has words
    in common, the two that agree on most fields. ``confidence`` is not compared.

    Args:
        a: the first side.
        b: the second side.
    """
    first, second = list(a), list(b)
    counts: Counts = {}
    documents = [found for one, other in paired(first, second) if (found := difference(one, other, counts)) is not None]
    return Comparison(
        a=_side(first),
        b=_side(second),
        fields=tuple(_agreement(counts, "field", (INCIDENT, *FIELDS))),
        lists=tuple(_agreement(counts, "list", LISTS)),
        documents=tuple(documents),
    )


def _agreement(counts: Counts, of: Literal["field", "list"], names: Iterable[str]) -> Iterator[FieldCount]:
    for name in names:
        if (found := counts.get((of, name))) is not None:
            yield FieldCount(field=name, **{kind: found[kind] for kind in ("same", "changed", "only_a", "only_b")})


def paired(
    first: Sequence[Extraction], second: Sequence[Extraction]
) -> list[tuple[Extraction | None, Extraction | None]]:
    """Return the documents of both sides by id; several of one id belong together in their order."""
    waiting: dict[str, list[Extraction]] = {}
    for each in second:
        waiting.setdefault(each.id, []).append(each)
    pairs: list[tuple[Extraction | None, Extraction | None]] = []
    for each in first:
        others = waiting.get(each.id)
        pairs.append((each, others.pop(0) if others else None))
    return [*pairs, *((None, other) for others in waiting.values() for other in others)]


def _side(extractions: Sequence[Extraction]) -> Side:
    models = dict.fromkeys(each.model for each in extractions if each.model is not None)
    return Side(models=tuple(models), documents=len(extractions), events=sum(len(each.events) for each in extractions))


def difference(a: Extraction | None, b: Extraction | None, counts: Counts | None = None) -> DocumentDifference | None:
    """Return where two readings of a document differ; None where they do not.

    Args:
        a: the first reading; None where its side lacks the document.
        b: the second reading; the same.
        counts: where it is counted how often the two agree on each field, and how often they do not.
    """
    counts = {} if counts is None else counts
    if a is None or b is None:
        present = a or b
        assert present is not None
        return DocumentDifference(id=present.id, only="b" if a is None else "a")
    events = [
        changed for one, other in paired_events(a, b) if (changed := _event(one, other, counts, a.id)) is not None
    ]
    lists = [each for name in LISTS for each in _list(name, a, b, counts)]
    found = DocumentDifference(id=a.id, events=tuple(events), lists=tuple(lists), error_a=a.error, error_b=b.error)
    return found if events or lists or a.error != b.error else None


def paired_events(a: Extraction, b: Extraction) -> list[tuple[Event | None, Event | None]]:
    """Return the incidents of two readings of a document that are the same, in the order of the first side."""
    rows_a, rows_b = ([_row(event, a.id) for event in each.events] for each in (a, b))
    near = [
        (-sum(row_a[name] == row_b[name] for name in FIELDS), -shared, i, j)
        for i, (one, row_a) in enumerate(zip(a.events, rows_a, strict=True))
        for j, (other, row_b) in enumerate(zip(b.events, rows_b, strict=True))
        if (shared := _shared(one, other))
    ]
    taken: dict[int, int] = {}
    for _, _, i, j in sorted(near):
        if i not in taken and j not in taken.values():
            taken[i] = j
    pairs: list[tuple[Event | None, Event | None]] = [
        (event, b.events[taken[i]] if i in taken else None) for i, event in enumerate(a.events)
    ]
    return [*pairs, *((None, event) for j, event in enumerate(b.events) if j not in taken.values())]


def _shared(one: Event, other: Event) -> int:
    """Return how many characters of evidence two events have in common."""
    return sum(max(0, min(x.end, y.end) - max(x.start, y.start)) for x in one.evidence for y in other.evidence)


def _row(event: Event, document: str) -> dict[str, Value]:
    row = flat_row(event, document_id=document)
    return {name: value for name, value in row.items() if value is None or isinstance(value, str | int | float)}


def _event(a: Event | None, b: Event | None, counts: Counts, document: str) -> EventDifference | None:
    ids = {"a": a.id if a else None, "b": b.id if b else None}
    _count(counts, INCIDENT, ids["a"], ids["b"], is_same=a is not None and b is not None)
    present = a or b
    assert present is not None
    if a is None or b is None:
        return EventDifference(**ids, summary=present.summary)
    row_a, row_b = _row(a, document), _row(b, document)
    for name in FIELDS:
        _count(counts, name, row_a[name], row_b[name], is_same=row_a[name] == row_b[name])
    fields = tuple(
        Difference(field=name, a=row_a[name], b=row_b[name]) for name in FIELDS if row_a[name] != row_b[name]
    )
    return EventDifference(**ids, summary=present.summary, fields=fields) if fields else None


def _list(name: str, a: Extraction, b: Extraction, counts: Counts) -> Iterator[Difference]:
    """Yield the entries of a list that one side alone has, as JSON."""
    entries_a, entries_b = (Counter(map(entry, getattr(each, name))) for each in (a, b))
    if entries_a or entries_b:
        counts.setdefault(("list", name), Counter()).update(
            same=(entries_a & entries_b).total(),
            only_a=(entries_a - entries_b).total(),
            only_b=(entries_b - entries_a).total(),
        )
    yield from (Difference(field=name, a=entry, b=None) for entry in (entries_a - entries_b).elements())
    yield from (Difference(field=name, a=None, b=entry) for entry in (entries_b - entries_a).elements())


def entry(value: Record) -> str:
    """Return an entry of a list as it is compared: as JSON, without its confidence."""
    return json.dumps(value.model_dump(mode="json", by_alias=True, exclude={"confidence"}), ensure_ascii=False)


def _count(counts: Counts, name: str, a: Value, b: Value, *, is_same: bool) -> None:
    if a is None and b is None:
        return
    kind = "same" if is_same else "only_b" if a is None else "only_a" if b is None else "changed"
    counts.setdefault(("field", name), Counter())[kind] += 1
