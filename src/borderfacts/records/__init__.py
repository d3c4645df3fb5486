"""What users get: frozen pydantic models. They need no spaCy."""

from borderfacts.records.base import Record, Span
from borderfacts.records.event import Action, Attribution, Event, Reference, Route, Seizure, When
from borderfacts.records.extraction import SCHEMA_VERSION, Extraction
from borderfacts.records.figures import Fact, Period, Statistic
from borderfacts.records.incident import (
    Claim,
    Conflict,
    DecidedPair,
    Incident,
    Link,
    Member,
    Reason,
    Relation,
    Report,
    Source,
)
from borderfacts.records.mentions import Agency, Count, DateMention, Place, Quantity
from borderfacts.records.notes import Note
from borderfacts.records.people import Part, PersonGroup
from borderfacts.records.story import Story

__all__ = [
    "SCHEMA_VERSION",
    "Action",
    "Agency",
    "Attribution",
    "Claim",
    "Conflict",
    "Count",
    "DateMention",
    "DecidedPair",
    "Event",
    "Extraction",
    "Fact",
    "Incident",
    "Link",
    "Member",
    "Note",
    "Part",
    "Period",
    "PersonGroup",
    "Place",
    "Quantity",
    "Reason",
    "Record",
    "Reference",
    "Relation",
    "Report",
    "Route",
    "Seizure",
    "Source",
    "Span",
    "Statistic",
    "Story",
    "When",
]
