"""The texts of all stories of an incident as one text, with the spans of its records led to it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import NamedTuple

from borderfacts.records import Extraction, Incident, Span, wording
from borderfacts.records.base import with_spans
from borderfacts.records.incident import Claim, Member
from borderfacts.report.highlights import spans
from borderfacts.report.tables import title

_PARAGRAPH = "\n\n"


class Several(NamedTuple):
    """An incident with one text for all of its stories.

    Attributes:
        extraction: what stands for the incident, with that text.
        incident: the incident; the spans of its claims are in that text.
    """

    extraction: Extraction
    incident: Incident


def together(extraction: Extraction, incident: Incident) -> Several:
    """Return an incident with the texts of its stories one below the other, each below a line that names it.

    Where a story did not keep its text there is none, and the spans stay as they are.

    Args:
        extraction: what stands for the incident (``records.extraction.each_extraction``).
        incident: the incident.
    """
    if any(member.text is None for member in incident.members):
        return Several(extraction, incident)
    text, starts = _texts({member.document: member for member in incident.members}.values())
    origins = {_key(span): member.document for member in reversed(incident.members) for span in spans(member.event)}

    def led(span: Span) -> Span:
        document = origins.get(_key(span))
        return span if document is None else span.moved(starts[document])

    events = tuple(with_spans(event, led) for event in extraction.events)
    claims = tuple(_claim(claim, starts) for claim in incident.claims)
    return Several(
        extraction.model_copy(update={"text": text, "events": events}), incident.model_copy(update={"claims": claims})
    )


def _texts(members: Iterable[Member]) -> tuple[str, dict[str, int]]:
    """Return the texts of stories as one, and where that of each document starts."""
    text = ""
    starts: dict[str, int] = {}
    for number, member in enumerate(members, start=1):
        day = f", {wording.days(member.published, member.published)}" if member.published else ""
        text += f"{_PARAGRAPH if text else ''}Story {number}: {title(member.title, member.file, member.document)}{day}"
        text += _PARAGRAPH
        starts[member.document] = len(text)
        text += member.text or ""
    return text, starts


def _key(span: Span) -> tuple[int, int, str]:
    return span.start, span.end, span.text


def _claim(claim: Claim, starts: Mapping[str, int]) -> Claim:
    sources = tuple(
        each.model_copy(update={"span": each.span and each.span.moved(starts[each.document])}) for each in claim.sources
    )
    return claim.model_copy(update={"sources": sources})
