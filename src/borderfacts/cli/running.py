"""What the commands that read stories share: their arguments, the run with its progress, and what they write to."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import Annotated, BinaryIO

import typer
from tqdm import tqdm

from borderfacts import inputs
from borderfacts.errors import BorderfactsError, InputError
from borderfacts.records import Extraction, Story
from borderfacts.records.story import parse_date

SOME_FAILED = 1

Files = Annotated[
    list[str],
    typer.Argument(
        metavar="FILE...",
        help="Text files (.txt), JSON Lines (.jsonl), folders of them, or - for standard input.",
        show_default=False,
    ),
]
ReferenceDate = Annotated[
    str | None,
    typer.Option(
        metavar="YYYY-MM-DD", help="The publication date of stories that tell none themselves.", show_default=False
    ),
]
Jobs = Annotated[int, typer.Option(min=1, help="The number of processes.")]


def day(told: str | None) -> date | None:
    """Return the reference date of the option; a wrong one is wrong usage."""
    try:
        return parse_date(told)
    except BorderfactsError as error:
        raise typer.BadParameter(str(error)) from error


class Run:
    """A run over stories: yields what they give, and tells on standard error what cannot be read.

    Attributes:
        failures: a line for each story that could not be read, so far.
    """

    def __init__(self, files: list[str], reference_date: date | None, jobs: int, *, keep_text: bool = False) -> None:
        self.failures: list[str] = []
        self._files = files
        self._day = reference_date
        self._jobs = jobs
        self._keep_text = keep_text

    def extractions(self, *, show_progress: bool) -> Iterator[Extraction]:
        """Yield what the stories give, in their order; those that cannot be read are told and left out."""
        from borderfacts.api import extract_many

        with tqdm(unit=" stories", disable=not (show_progress and sys.stderr.isatty()), file=sys.stderr) as bar:
            stories = self._stories(bar)
            for extraction, place in extract_many(stories, n_process=self._jobs, keep_text=self._keep_text):
                bar.update()
                if extraction.error is None:
                    yield extraction
                else:
                    self._tell(f"{place}: {extraction.error}", bar)

    def end(self) -> None:
        """Leave with the exit status of the run."""
        if self.failures:
            raise typer.Exit(SOME_FAILED)

    def _stories(self, bar: tqdm[None]) -> Iterator[tuple[Story, str]]:
        for place, story in inputs.read_inputs(self._files):
            if isinstance(story, InputError):
                self._tell(str(story), bar)
            elif story.reference_date is None and self._day is not None:
                yield story.model_copy(update={"reference_date": self._day}), place
            else:
                yield story, place

    def _tell(self, failure: str, bar: tqdm[None]) -> None:
        self.failures.append(failure)
        bar.write(f"borderfacts: {failure}", file=sys.stderr)


@contextmanager
def opened(output: Path | None) -> Iterator[BinaryIO]:
    """Give the stream of ``--output``, or standard output."""
    if output is not None:
        try:
            file = output.open("wb")
        except OSError as error:
            raise typer.BadParameter(f"{output}: {error.strerror}", param_hint="--output") from error
        with file:
            yield file
        return
    try:
        yield sys.stdout.buffer
        sys.stdout.buffer.flush()
    except BrokenPipeError:
        # The reader has seen enough (``| head``); nothing more may be flushed at exit.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
