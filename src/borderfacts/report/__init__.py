"""Write the report: one HTML page that holds all it needs and asks the network for nothing."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import BinaryIO

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
            page shows who tells of each, what each story says, and why they were joined.
        stream: where to write.
        title: the heading of the page; by default that of a single story, or the number of stories.
        failures: a line for each story that could not be read at all.

    Raises:
        ArgumentTypeError: ``extractions`` is something else.
    """
    from borderfacts.report.page import render  # the template library loads only where a report is made

    given = [extractions] if isinstance(extractions, Extraction | Incident) else extractions
    given = list(given) if isinstance(given, Iterable) else given  # what is neither is refused below
    told = list(each_extraction(given))
    incidents = {each.id: each for each in given if isinstance(each, Incident)}
    failed = [f"{each.file or each.id}: {each.error}" for each in told if each.error is not None]
    page = render([each for each in told if each.error is None], incidents, title=title, failures=[*failures, *failed])
    stream.write(page.encode("utf-8"))
