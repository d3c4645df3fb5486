"""The tables of a story beside its cards: its figures and facts, and of an incident who reports it, and what."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from borderfacts.records import Extraction, Incident, Span, wording
from borderfacts.records.incident import Member, Report, Source
from borderfacts.report.addresses import page_of
from borderfacts.vocabulary import ClaimField

# The numbers of people that stories of one incident correct as days go by.
TOLL = (ClaimField.DEAD, ClaimField.MISSING, ClaimField.RESCUED)


@dataclass(frozen=True, slots=True)
class Row:
    """A row.

    Attributes:
        words: what its first cell says.
        spans: where the story says so.
        link: the page that the first cell leads to.
        cells: what the others say; empty where the text does not say.
    """

    words: str
    cells: Sequence[str]
    spans: Sequence[Span] = ()
    link: str | None = None


@dataclass(frozen=True, slots=True)
class Table:
    """A table.

    Attributes:
        caption: what it is.
        heads: the heads of its columns.
        rows: its rows.
    """

    caption: str
    heads: Sequence[str]
    rows: Sequence[Row]


# The members of the incidents of a page, by document and event.
Members = Mapping[tuple[str, str], Member]


def tables(extraction: Extraction, incident: Incident | None, members: Members) -> list[Table]:
    """Return the tables of a story, or of an incident, that have rows.

    Args:
        extraction: the records.
        incident: the incident that they are of.
        members: the members of all incidents of the page.
    """
    found = [
        Table("Figures for a period or an area", ("Figure", "Of what", "Period", "Area"), list(_figures(extraction))),
        Table("Standing facts", ("Measurement", "Of what", "What of it"), list(_facts(extraction))),
    ]
    if incident is not None:
        found += [
            Table("Who reports it", ("Story", "Published", "What it says", "Event"), list(_members(incident))),
            Table("What each story says", ("Value", "Of what", "Shown", "Reported by"), list(_claims(incident))),
            Table("Where they differ", ("Values", "Of what", "Shown by the rule"), list(_conflicts(incident))),
            Table("Why these stories", ("Adds", "What was compared", "Stories"), list(_reasons(incident, members))),
            Table(
                "Other incidents",
                ("Incident", "What it is to this one", "Chance", "Why"),
                list(_others(incident, members)),
            ),
        ]
    return [table for table in found if table.rows]


def toll(incident: Incident) -> Table | None:
    """Return the numbers that change with the days of publication, a row for each story that has them and a day."""
    fields = [field for field in TOLL if _changes(incident, field)]
    rows: list[Row] = []
    for each in incident.members:
        numbers = [_number(incident, field, each) for field in fields]
        if each.published and any(numbers):
            sources = dict.fromkeys(wording.squeezed(attribution.source) for attribution in each.event.attribution)
            day = wording.days(each.published, each.published)
            cells = (day, *numbers, ", ".join(sources))
            rows.append(Row(title(each.title, each.file, each.document), cells, link=page_of(each.url)))
    heads = ("Story", "Published", *(wording.label(field).capitalize() for field in fields), "Source")
    return Table("Toll by day of publication", heads, rows) if rows else None


def _changes(incident: Incident, field: ClaimField) -> bool:
    """Return whether the stories of one day report other numbers than those of another."""
    by_day: dict[str, set[str]] = {}
    for claim in incident.about(field):
        for source in claim.sources:
            if source.published:
                by_day.setdefault(source.published, set()).add(claim.value)
    return len(set(map(frozenset, by_day.values()))) > 1


def _number(incident: Incident, field: ClaimField, member: Member) -> str:
    own = (member.document, member.event.id)
    reported = ((claim.value, source) for claim in incident.about(field) for source in claim.sources)
    return next((value for value, source in reported if (source.document, source.event) == own), "")


def _figures(extraction: Extraction) -> Iterator[Row]:
    for each in extraction.statistics:
        period = wording.days(each.period.start, each.period.end) if each.period else ""
        yield Row(wording.count(each.count), (each.measure, period, each.place or ""), [each.span])


def _facts(extraction: Extraction) -> Iterator[Row]:
    for each in extraction.facts:
        yield Row(wording.quantity(each.quantity), (each.subject, each.attribute), [each.span])


def _members(incident: Incident) -> Iterator[Row]:
    for each in incident.members:
        published = wording.days(each.published, each.published) if each.published else ""
        name = title(each.title, each.file, each.document)
        yield Row(name, (published, each.event.summary, each.event.id), link=page_of(each.url))


def _claims(incident: Incident) -> Iterator[Row]:
    for claim in incident.claims:
        sources = "; ".join(map(_source, claim.sources))
        spans = [source.span for source in claim.sources if source.span is not None]
        yield Row(claim.value, (wording.label(claim.field), "yes" if claim.is_shown else "no", sources), spans)


def _source(source: Source) -> str:
    day = wording.days(source.published, source.published) if source.published else source.document
    return f"{day} ({', '.join(source.attribution)})" if source.attribution else day


def _conflicts(incident: Incident) -> Iterator[Row]:
    for each in incident.conflicts:
        yield Row(each.summary, (wording.label(each.field), f"{each.shown} ({wording.label(each.rule)})"))


def _reasons(incident: Incident, members: Members) -> Iterator[Row]:
    for link in incident.links:
        both = " – ".join(_name(each, members) for each in (link.first, link.second))
        for each in link.reasons:
            yield Row(f"{each.weight:+.1f}", (each.words, both))


def _others(incident: Incident, members: Members) -> Iterator[Row]:
    for what, relations in (("this one follows it", incident.follows), ("may be the same", incident.proposed)):
        for each in relations:
            why = "; ".join(f"{reason.weight:+.1f} {reason.words}" for reason in each.link.reasons)
            yield Row(_name(each.link.second, members), (what, f"{each.link.chance:.2f}", why))


def _name(report: Report, members: Members) -> str:
    """Return the name of a story and what it says; of one that is not on the page, its id."""
    member = members.get((report.document, report.event))
    if member is None:
        return report.document
    return f"{title(member.title, member.file, member.document)}: {member.event.summary}"


def title(headline: str | None, file: str | None, identifier: str) -> str:
    """Return what a story is called: its headline or, where it has none, its file or its id."""
    return wording.squeezed(headline or "") or file or identifier
