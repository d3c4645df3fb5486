"""Write the report: one HTML page that holds all it needs and asks the network for nothing."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import BinaryIO

from borderfacts.comparison import compare, difference, paired
from borderfacts.records import Extraction, Incident
from borderfacts.records.extraction import Given, each_extraction


def write(
    extractions: Given,
    stream: BinaryIO,
    *,
    title: str | None = None,
    failures: Sequence[str] = (),
) -> None:
    """Write the page of some stories, as UTF-8; the same stories give the same bytes.

    Args:
        extractions: what the stories gave, one or many, with their texts (``keep_text=True``); one without its text is
            shown without highlights, and one with an error is listed as not read. Of incidents that were linked the
            page shows who reports each, what each story says, and why they were joined.
        stream: where to write.
        title: the heading of the page; by default that of a single story, or the number of stories.
        failures: a line for each story that could not be read at all.

    Raises:
        ArgumentTypeError: ``extractions`` is something else.
    """
    from borderfacts.report.page import given as shown  # the template library loads only where a report is made
    from borderfacts.report.page import render

    given = [extractions] if isinstance(extractions, Extraction | Incident) else extractions
    given = list(given) if isinstance(given, Iterable) else given  # what is neither is refused below
    records = list(each_extraction(given))
    incidents = {each.id: each for each in given if isinstance(each, Incident)}
    failed = [f"{each.file or each.id}: {each.error}" for each in records if each.error is not None]
    members = {(each.document, each.event.id): each for incident in incidents.values() for each in incident.members}
    stories = [shown(each, incidents.get(each.id), members) for each in records if each.error is None]
    stream.write(render(stories, title=title, failures=[*failures, *failed]).encode("utf-8"))


def write_comparison(
    a: Iterable[Extraction], b: Iterable[Extraction], stream: BinaryIO, *, title: str | None = None
) -> None:
    """Write the page of the stories on which two readers, runs or versions differ, as UTF-8.

    On top it shows how often the two agree on each field. Each story then has its text, what both say of its incidents,
    and what one of them alone says. Stories on which the two agree are left out.

    Args:
        a: what the first side made of the stories, with their texts (``keep_text=True``).
        b: the same of the second side; the text may stand on one side only.
        stream: where to write.
        title: the heading of the page; by default how many stories differ.
    """
    from borderfacts.report.page import given_twice, render

    first, second = list(a), list(b)
    pairs = paired(first, second)
    unread = [(one, other) for one, other in pairs if one and other and one.error is not None is not other.error]
    stories = [
        given_twice(one, other, found)
        for one, other in pairs
        if (one, other) not in unread and (found := difference(one, other)) is not None
    ]
    failures = [f"{one.file or one.id}: {one.error} (A); {other.error} (B)" for one, other in unread]
    heading = title or f"{len(stories):,} of {len(pairs):,} stories differ"
    page = render(stories, title=heading, failures=failures, comparison=compare(first, second))
    stream.write(page.encode("utf-8"))
