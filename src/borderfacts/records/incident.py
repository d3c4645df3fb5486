"""One incident as all stories report it: who reports it, what each says, and why they were joined."""

from __future__ import annotations

from pydantic import Field

from borderfacts.records.base import Record, Span
from borderfacts.records.event import Event
from borderfacts.records.mentions import Count
from borderfacts.vocabulary import ClaimField, Decided, LinkBasis, Rule

INCIDENT_SCHEMA_VERSION = "1.0"


class Member(Record):
    """An event mention: one story's record of an incident.

    Attributes:
        document: the id of the extraction.
        title: the headline of the story.
        url: its address.
        file: the name of its file, relative to what was asked for; None for a text that was no file.
        published: its publication date, ISO 8601; None where it is not known.
        text: the text of the story, where its extraction has it.
        event: the record that the story gave; its spans are in the text of that story.
    """

    document: str
    title: str | None = None
    url: str | None = None
    file: str | None = None
    published: str | None = None
    text: str | None = None
    event: Event


class Report(Record):
    """Where something is reported.

    Attributes:
        document: the id of the extraction.
        event: the id of the event in it.
    """

    document: str
    event: str


class Source(Report):
    """A story that reports a value.

    Attributes:
        document: the id of the extraction.
        event: the id of the event in it.
        published: the publication date of the story, ISO 8601; None where it is not known.
        attribution: whom the story names as its sources of the event, as it has them.
        is_official: whether an authority is among them.
        span: where the value stands in the text of the story; None where no words of its own state it.
    """

    published: str | None = None
    attribution: tuple[str, ...] = ()
    is_official: bool = False
    span: Span | None = None


class Claim(Record):
    """A value that one or more stories report of an incident.

    Attributes:
        field: what it is a value of.
        value: the value: a label, an ISO date, a name, a number in words (``21 or more``).
        count: the value as a range, where it is a number of people.
        is_shown: whether the record of the incident has it.
        sources: the stories that report it, the earliest first.
    """

    field: ClaimField
    value: str
    count: Count | None = None
    is_shown: bool
    sources: tuple[Source, ...]


class Conflict(Record):
    """Values of a field that cannot all be right.

    Attributes:
        field: the field; its values are among the claims of the incident.
        rule: by which rule the shown value was chosen.
        shown: that value.
        summary: the values with their days and sources, in a line for people.
    """

    field: ClaimField
    rule: Rule
    shown: str
    summary: str


class Reason(Record):
    """What speaks for or against two event mentions being of one incident.

    Attributes:
        feature: the name of the feature.
        words: what was compared, in words.
        weight: what it adds to the log odds.
    """

    feature: str
    words: str
    weight: float


class Link(Record):
    """Two event mentions that belong together, and why.

    Attributes:
        first: the one.
        second: the other.
        basis: the model, or a person's decision.
        chance: the chance, 0 to 1, that the model gives the link.
        reasons: what speaks for it and against it, the weightiest first.
    """

    first: Report
    second: Report
    basis: LinkBasis = LinkBasis.MODEL
    chance: float = Field(ge=0, le=1)
    reasons: tuple[Reason, ...]


class Relation(Record):
    """Another incident, and the link that leads to it.

    Attributes:
        incident: the id of the other incident.
        link: the event mention of this incident and that of the other that lead there.
    """

    incident: str
    link: Link


class DecidedPair(Record):
    """What a person decided of two event mentions.

    Attributes:
        decided: whether they are the same.
        first: the id of an event, or of a document that reports one event.
        second: another.
        note: why.
    """

    decided: Decided
    first: str
    second: str
    note: str | None = None


class Incident(Record):
    """One incident with all stories that report it.

    Attributes:
        schema_version: the version of the record's shape.
        id: a stable hash of its earliest member.
        members: the event mentions, the earliest first.
        record: the values to show, each as one of the members has it; its spans are in the texts of the stories that
            the claims name.
        claims: each value that is reported, with its sources, by field.
        conflicts: the fields whose values cannot all be right.
        follows: earlier incidents of which this one is a later step: a charge, a sentence, a funeral, an anniversary.
        links: why its members belong together: to each but the first, the strongest link to one before it.
        proposed: other incidents that may be the same, for a person to decide.
        decisions: what a person decided of its members; it holds on later runs, too.
    """

    schema_version: str = INCIDENT_SCHEMA_VERSION
    id: str
    members: tuple[Member, ...]
    record: Event
    claims: tuple[Claim, ...]
    conflicts: tuple[Conflict, ...] = ()
    follows: tuple[Relation, ...] = ()
    links: tuple[Link, ...] = ()
    proposed: tuple[Relation, ...] = ()
    decisions: tuple[DecidedPair, ...] = ()

    def __str__(self) -> str:
        return self.record.summary

    def __repr__(self) -> str:
        return f"<Incident {self.id}: {len(self.members)} reports, {self.record.summary!r}>"

    def about(self, field: ClaimField | str) -> list[Claim]:
        """Return the claims of a field, in their order."""
        return [claim for claim in self.claims if claim.field == field]
