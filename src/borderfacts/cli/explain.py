"""``borderfacts explain``."""

from __future__ import annotations

from borderfacts import readers
from borderfacts.cli import placing, running
from borderfacts.cli.messages import printable


def explain(
    files: running.Files,
    reference_date: running.ReferenceDate = None,
    columns: running.Columns = None,
    reader: running.Reader = readers.DEFAULT,
    quiet: running.Quiet = False,
) -> None:
    """Show for each value of each incident its words, its chance and what it would have been instead.

    Sentences that gave no incident follow, each with why. The exit status is that of ``extract``.
    """
    run = running.Run(
        files, running.day(reference_date), 1, columns=running.columns_given(columns), reader=reader, quiet=quiet
    )
    with placing.opened(None) as stream:
        for extraction in run.extractions(show_progress=False):
            text = f"{printable(extraction.file or extraction.id)}\n{extraction.explain()}\n"
            stream.write(text.encode("utf-8"))
    run.end()
