"""The tables of linked incidents: what each is, who reports it, and what each story says of it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import islice

from borderfacts.records import Incident
from borderfacts.records.flat_row import COLUMN_TYPES, flat_row
from borderfacts.stores.store import Database, make_table
from borderfacts.stores.tables import Column, Row, Table

BATCH = 1_000  # incidents that are written together

_ID = Column("incident_id", str)
_POSITION = Column("position", int)
_OF_STORY = (Column("document_id", str), Column("event_id", str), Column("published", str))
# Of the flat row of an event, what says which event of which story it is.
_NOT_ITS_OWN = ("id", "document_id")
_FLAT = tuple(Column(name, kind) for name, kind in COLUMN_TYPES.items() if name not in _NOT_ITS_OWN)

INCIDENTS = Table(
    "incidents",
    (),
    (_ID,),
    (Column("stories", int), *_FLAT, Column("conflicts", str), Column("follows", str), Column("proposed", str)),
    (_ID.name,),
    None,
)
_BELOW = (_ID.name, _POSITION.name)
MEMBERS = Table(
    "members",
    (_ID,),
    (_POSITION,),
    (*_OF_STORY, *(Column(name, str) for name in ("title", "url", "file"))),
    _BELOW,
    (INCIDENTS, INCIDENTS.key),
)
CLAIMS = Table(
    "claims",
    (_ID,),
    (_POSITION,),
    (
        *(Column(name, str) for name in ("field", "value")),
        *(Column(name, int) for name in ("value_min", "value_max")),
        Column("is_shown", bool),
        *_OF_STORY,
        Column("attribution", str),
        Column("is_official", bool),
        *(Column(name, kind) for name, kind in (("start", int), ("end", int), ("text", str))),
    ),
    _BELOW,
    (INCIDENTS, INCIDENTS.key),
)
TABLES = (INCIDENTS, MEMBERS, CLAIMS)


def write(database: Database, incidents: Iterable[Incident]) -> None:
    """Write incidents in the place of all that are in a database, wholly or not at all."""
    left = iter(incidents)
    with database.transaction():
        for table in reversed(TABLES):
            database.run(f'DROP TABLE IF EXISTS "{table.name}"')
        for table in TABLES:
            make_table(database, table)
        while batch := list(islice(left, BATCH)):
            for table, rows in ((INCIDENTS, _incidents), (MEMBERS, _members), (CLAIMS, _claims)):
                kinds = [column.kind for column in table.columns]
                database.insert(table.name, kinds, [row for incident in batch for row in rows(incident)])


def _incidents(incident: Incident) -> Iterator[Row]:
    row = flat_row(incident.record, document_id=incident.id)
    yield (
        incident.id,
        len({member.document for member in incident.members}),
        *(row[column.name] for column in _FLAT),
        _list(each.summary for each in incident.conflicts),
        _list(each.incident for each in incident.follows),
        _list(each.incident for each in incident.proposed),
    )


def _members(incident: Incident) -> Iterator[Row]:
    for position, each in enumerate(incident.members):
        yield incident.id, position, each.document, each.event.id, each.published, each.title, each.url, each.file


def _claims(incident: Incident) -> Iterator[Row]:
    pairs = ((claim, source) for claim in incident.claims for source in claim.sources)
    for position, (claim, source) in enumerate(pairs):
        low, high = (claim.count.min, claim.count.max) if claim.count else (None, None)
        where = (source.span.start, source.span.end, source.span.text) if source.span else (None, None, None)
        story = (source.document, source.event, source.published, _list(source.attribution), source.is_official)
        yield incident.id, position, claim.field.value, claim.value, low, high, claim.is_shown, *story, *where


def _list(values: Iterable[str]) -> str | None:
    return "; ".join(values) or None
