"""``borderfacts extract``."""

from __future__ import annotations

import io
from collections.abc import Iterator
from contextlib import nullcontext
from itertools import chain
from pathlib import Path
from typing import Annotated

import typer

from borderfacts import inputs, outputs, readers, stores
from borderfacts.cli import placing, running
from borderfacts.cli.journal import GO_ON, Given, Journal, path_beside, resumable
from borderfacts.cli.storing import Storing
from borderfacts.records import Extraction

EXAMPLES = """\b
Examples:
  One story, its records as JSON:
    borderfacts extract story.txt --reference-date 2025-02-05
  A folder of saved web pages, one flat row an incident, four processes:
    borderfacts extract pages/ --output incidents.csv --jobs 4
  Go on with that after Ctrl-C or a crash:
    borderfacts extract pages/ --output incidents.csv --jobs 4 --resume
  Into a database:
    borderfacts extract pages/ --to incidents.duckdb
  A table with columns of its own:
    borderfacts extract articles.csv --columns text=body,reference_date=published
  An archive of news of all matters:
    borderfacts extract archive.jsonl.gz --gate --output incidents.csv --jobs 4
  In a pipe:
    zcat stories.jsonl.gz | borderfacts extract - > records.jsonl
"""


def _known_format(name: str | None) -> str | None:
    if name is not None and name not in outputs.formats():
        raise typer.BadParameter(f"{name!r} is not one of {', '.join(outputs.formats())}")
    return name


def extract(
    files: running.Files,
    format: Annotated[  # noqa: A002  the name of the option
        str | None,
        typer.Option(
            "--format",
            "-f",
            callback=_known_format,
            autocompletion=outputs.formats,
            metavar="|".join(outputs.formats()),
            help="The output format; by default that of --output, else json for one story and jsonl for many.",
            show_default=False,
        ),
    ] = None,
    output: running.Output = None,
    to: Annotated[
        Path | None,
        typer.Option(
            callback=running.known_database,
            dir_okay=False,
            help="Write into this DuckDB or SQLite file, whose documents are renewed; beside --output or instead.",
            show_default=False,
        ),
    ] = None,
    reference_date: running.ReferenceDate = None,
    columns: running.Columns = None,
    jobs: running.Jobs = 1,
    resume: Annotated[
        bool,
        typer.Option(
            "--resume",
            help="Go on with an interrupted run that wrote to --output; with --to alone, pass over what is in it.",
        ),
    ] = False,
    text: Annotated[bool, typer.Option("--text", help="Write the text of each story into its record, too.")] = False,
    threshold: running.Threshold = 0.0,
    reader: running.Reader = readers.DEFAULT,
    gate: running.Gate = False,
    quiet: running.Quiet = False,
    verbose: running.Verbose = False,
) -> None:
    """Extract the incidents of news stories.

    Results go to standard output only. The exit status is 0 when everything was read, 1 when some stories could not be
    read (each is named on standard error, the others are written), 2 for wrong usage or a full disk, and 130 after
    Ctrl-C.
    """
    run = running.Run(
        files,
        running.day(reference_date),
        jobs,
        columns=running.columns_given(columns),
        keep_text=text,
        threshold=threshold,
        reader=reader,
        gate=gate,
        quiet=quiet,
        verbose=verbose,
    )
    if to is not None and output is None:
        if format is not None:
            raise typer.BadParameter("takes --output beside --to", param_hint="--format")
        with stores.open_store(to) as store:
            _to_store(run, to, Storing(run, store), resume=resume)
        run.end()
        return
    written = outputs.output_format(format or _usual_format(files, output))
    written.write([], io.BytesIO())  # what the format lacks shows now, not when all is read
    with stores.open_store(to) if to is not None else nullcontext() as store:
        storing = Storing(run, store) if store is not None else None
        if output is not None and not placing.is_special(output):
            _to_file(run, output, written, storing, resume=resume)
        elif resume:
            raise typer.BadParameter("takes --output and a file there", param_hint="--resume")
        else:
            _to_stream(run, output, written, storing)
    run.end()


def _usual_format(files: list[str], output: Path | None) -> str:
    format_name = running.format_of(output, "rename it, or name a format with --format")
    return format_name or ("json" if inputs.holds_one_story(files) else "jsonl")


def _extractions(given: Iterator[Given], storing: Storing | None) -> Iterator[Extraction]:
    return (each.extraction for each in given) if storing is None else storing.through(given)


def _to_store(run: running.Run, to: Path, storing: Storing, *, resume: bool) -> None:
    given = run.given(show_progress=True, is_done=storing.holds if resume else None)
    for _ in storing.through(given):
        pass
    if storing.passed_over:
        run.tell(f"passed over {storing.passed_over:,} stories that {to} has already")
    if run.interrupts.heard is not None:
        run.tell(f"interrupted after {run.done:,} stories; what they gave is in {to}, and {GO_ON}")


def _to_stream(run: running.Run, output: Path | None, written: outputs.OutputFormat, storing: Storing | None) -> None:
    with placing.opened(output) as stream:
        # A bar among the results on the same terminal would garble both.
        extractions = _extractions(run.given(show_progress=not stream.isatty()), storing)
        first = next(extractions, None)
        if first is not None or not run.failures:  # where nothing could be read, an empty list would say that it was
            written.write(chain(filter(None, [first]), extractions), stream)
    if run.interrupts.heard is not None:
        run.tell(f"interrupted after {run.done:,} stories; what they gave is written")


def _to_file(
    run: running.Run, output: Path, written: outputs.OutputFormat, storing: Storing | None, *, resume: bool
) -> None:
    with placing.alone(output):
        left = path_beside(output)
        if left.exists() and not resume:
            run.tell(f"starts anew: {left}, left by an interrupted run, is overwritten")
        with Journal(output, run.settings(), resume=resume) as journal:
            run.fill(journal, show_progress=True)
            with resumable(output), placing.replaced(output) as stream:
                written.write(_extractions(journal.given(), storing), stream)
            if run.interrupts.heard is not None:
                run.tell(f"interrupted after {run.done:,} stories; what they gave is in {output}, and {GO_ON}")
            elif journal.lost:
                run.tell(
                    f"{len(journal.lost):,} stories were lost with the process or server that read them; what the "
                    f"others gave is in {output}, and the same command with --resume tries the lost ones again"
                )
            else:
                journal.remove()
