"""``borderfacts link``."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import nullcontext
from pathlib import Path
from typing import Annotated, BinaryIO

import typer

from borderfacts import outputs, stores
from borderfacts.cli import placing, recorded
from borderfacts.cli.messages import tell
from borderfacts.cli.running import SOME_FAILED, Output, format_of, known_database
from borderfacts.records import Extraction, Incident
from borderfacts.records.extraction import each_extraction

EXAMPLES = """\b
Examples:
  borderfacts link stories.jsonl -o incidents.json
  borderfacts link incidents.json today.jsonl --decisions decisions.csv -o incidents.json
  borderfacts link stories.duckdb --to stories.duckdb --report incidents.html
  borderfacts link stories.duckdb --rules dead=largest,when=latest -o incidents.jsonl
"""


def link(
    files: Annotated[
        list[str],
        typer.Argument(
            metavar="FILE...",
            help="What extract wrote: JSON, JSON Lines, both also from standard input (-), or a database. "
            "Incidents of an earlier run, as this command wrote them, are linked with the rest and keep their ids.",
            show_default=False,
        ),
    ],
    output: Output = None,
    to: Annotated[
        Path | None,
        typer.Option(
            callback=known_database,
            dir_okay=False,
            help="A database into which tables of incidents, members and claims are written, in the place of those "
            "that are in it; it may be the one that is read.",
            show_default=False,
        ),
    ] = None,
    report: Annotated[
        Path | None,
        typer.Option(
            dir_okay=False,
            help="A page of HTML to write: each incident with its sources, what each says, and why they were joined.",
            show_default=False,
        ),
    ] = None,
    decisions: Annotated[
        Path | None,
        typer.Option(
            dir_okay=False,
            help="A CSV file of what a person decided: a line 'same,EVENT,EVENT' or 'not the same,EVENT,EVENT' each. "
            "Incidents keep it for later runs; a file given then takes the place of what they have.",
            show_default=False,
        ),
    ] = None,
    rules: Annotated[
        str | None,
        typer.Option(
            metavar="FIELD=RULE,...",
            help="By which rule the shown value of a field is chosen: dead=largest,when=latest. The rules are 'latest "
            "official', 'latest', 'first', 'most exact', 'most reported' and 'largest'.",
            show_default=False,
        ),
    ] = None,
) -> None:
    """Join the stories of one incident: who reports it, what each says, where they differ, and why they were joined.

    The result is JSON, or what the output ends in: JSON Lines, and CSV, Parquet or GeoJSON with a row each; with --to,
    tables of a database, and with --report a page. What is likely to be one incident, and not likely enough, is
    proposed and not joined. The exit status is 0 when all was read, 1 when some records could not be read (each is
    named on standard error), and 2 for wrong usage.
    """
    from borderfacts import report as pages
    from borderfacts.linking import join

    failures: list[str] = []
    known: list[Incident] = []
    chosen, format_name = _rules(rules), format_of(output, "rename it") or "json"
    with placing.opened(output) if output or not (to or report) else nullcontext() as stream:
        joined, unknown = join(
            _extractions(files, known, failures), known=_each(known), decisions=decisions, rules=chosen
        )
        if stream is not None:
            _write(joined, stream, format_name)
        if to is not None:
            stores.write_incidents(to, joined)
        if report is not None:
            with placing.opened(report, "--report") as page:
                pages.write(joined, page)
    for line in [*failures, *(f"{line}: no story has it; the decision is passed over" for line in unknown)]:
        tell(line)
    if failures:
        raise typer.Exit(SOME_FAILED)


def _rules(option: str | None) -> dict[str, str]:
    pairs = [each.partition("=") for each in option.split(",")] if option else []
    wrong = [field for field, equals, _ in pairs if not equals]
    if wrong:
        raise typer.BadParameter(f"{wrong[0]!r} is not FIELD=RULE", param_hint="--rules")
    return {field.strip(): rule.strip() for field, _, rule in pairs}


def _each(known: list[Incident]) -> Iterator[Incident]:
    """Yield the incidents that were found while the extractions were read."""
    yield from known


def _extractions(files: Iterable[str], known: list[Incident], failures: list[str]) -> Iterator[Extraction]:
    """Yield the extractions in files; put aside incidents, and report what cannot be read."""
    for found in recorded.records(files, failures.append):
        if isinstance(found, Incident):
            known.append(found)
        else:
            yield found


def _write(incidents: Iterable[Incident], stream: BinaryIO, format_name: str) -> None:
    if format_name not in ("json", "jsonl"):  # a row each, as of an extraction
        outputs.output_format(format_name).write(each_extraction(incidents), stream)
        return
    as_lines = format_name == "jsonl"
    before = b"" if as_lines else b"["
    for incident in incidents:
        content = incident.model_dump_json(by_alias=True, indent=None if as_lines else 2).encode("utf-8")
        stream.write(content + b"\n" if as_lines else before + b"\n" + content)
        before = b","
    stream.write(b"" if as_lines else b"[]\n" if before == b"[" else b"\n]\n")
