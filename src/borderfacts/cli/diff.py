"""``borderfacts diff``."""

from __future__ import annotations

from collections.abc import Iterator
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from borderfacts.cli import placing, running
from borderfacts.cli.messages import printable

if TYPE_CHECKING:
    from borderfacts.comparison import Comparison

EXAMPLES = """\b
Examples:
  What another reader makes of the same stories:
    borderfacts extract stories/ -o default.jsonl
    borderfacts extract stories/ -o chat.jsonl --reader chat
    borderfacts diff default.jsonl chat.jsonl
  Beside the texts, as a page:
    borderfacts extract stories/ -o default.jsonl --text
    borderfacts diff default.jsonl chat.jsonl --report differences.html
  Every difference, for a program:
    borderfacts diff old.jsonl new.jsonl --format json -o differences.json
"""


class Form(StrEnum):
    """How a comparison is written."""

    TABLE = "table"
    JSON = "json"


Extracted = Annotated[
    str,
    typer.Argument(help="What extract wrote: JSON, JSON Lines, both also from -, or a database.", show_default=False),
]


def diff(
    a: Extracted,
    b: Extracted,
    format: Annotated[  # noqa: A002  the name of the option
        Form, typer.Option("--format", "-f", help="A table of counts by field, or all differences as JSON.")
    ] = Form.TABLE,
    output: running.Output = None,
    report: Annotated[
        Path | None,
        typer.Option(
            dir_okay=False,
            help="A page of HTML to write: each story on which the two differ, what both say and what one alone says, "
            "beside its text where the records have it (extract --text).",
            show_default=False,
        ),
    ] = None,
    verbose: Annotated[
        bool, typer.Option("--verbose", "-v", help="Below the table, each difference in a line.")
    ] = False,
) -> None:
    """Compare two files of extractions of the same stories, field by field, as a table, as JSON or as a page.

    Documents belong together by id, incidents by the words of their evidence. The exit status is 0 whether they differ
    or not, and 2 where a file cannot be read.
    """
    from borderfacts import report as pages
    from borderfacts.comparison import compare
    from borderfacts.written import read_extractions

    first, second = read_extractions(a), read_extractions(b)
    if report is not None:
        with placing.opened(report, "--report") as page:
            pages.write_comparison(first, second, page)
        if output is None:
            return
    comparison = compare(first, second)
    with placing.opened(output) as stream:
        if format is Form.JSON:
            stream.write(comparison.model_dump_json(indent=2).encode("utf-8") + b"\n")
            return
        lines = [*_table(comparison), *(_details(comparison) if verbose else ())]
        stream.write("".join(f"{line}\n" for line in lines).encode("utf-8"))


def _table(comparison: Comparison) -> Iterator[str]:
    for letter, side in (("A", comparison.a), ("B", comparison.b)):
        models = printable(", ".join(side.models) or "no model named")
        yield f"{letter}: {side.documents:,} documents, {side.events:,} incidents, read by {models}"
    one_sided = [[each.id for each in comparison.documents if each.only == side] for side in ("a", "b")]
    yield f"documents only in A: {len(one_sided[0]):,}, only in B: {len(one_sided[1]):,}"
    for title, counts in (("incidents", comparison.fields), ("whole texts", comparison.lists)):
        if counts:
            yield ""
            yield f"{title:14}{'same':>8}{'changed':>9}{'only A':>8}{'only B':>8}"
        for each in counts:
            yield f"{each.field:14}{each.same:>8,}{each.changed:>9,}{each.only_a:>8,}{each.only_b:>8,}"


def _details(comparison: Comparison) -> Iterator[str]:
    for document in comparison.documents:
        yield ""
        yield printable(document.id) + (f": only in {document.only.upper()}" if document.only else "")
        for letter, error in (("A", document.error_a), ("B", document.error_b)):
            if error is not None:
                yield f"  error in {letter}: {printable(error)}"
        for event in document.events:
            side = "only in B: " if event.a is None else "only in A: " if event.b is None else ""
            yield f"  {side}{printable(event.summary)}"
            yield from (f"    {each.field}: {_value(each.a)} -> {_value(each.b)}" for each in event.fields)
        yield from (f"  {each.field}: {_value(each.a)} -> {_value(each.b)}" for each in document.lists)


def _value(value: object) -> str:
    return "nothing" if value is None else printable(str(value))
