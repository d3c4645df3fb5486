"""What a codebook makes of extractions: rows, what is left out and by which rule, and what a coder should look at."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING

from borderfacts.errors import MissingExtraError
from borderfacts.records.spreadsheet import Target, opened, write_csv

if TYPE_CHECKING:
    import pandas

    from borderfacts.records import Extraction, Span

Row = dict[str, object]


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A record that gives no row.

    Attributes:
        document_id: the id of the extraction.
        file: the name of the file that the text is; None for any other text.
        event_id: the id of the event, or that of a statistic; None where the whole text could not be read.
        rule: the rule of the codebook that forbids it.
        reason: a sentence that names the values that decided.
        evidence: the sentences of the event, or the words of the statistic; None where the text could not be read.
    """

    document_id: str
    file: str | None
    event_id: str | None
    rule: StrEnum
    reason: str
    evidence: str | None


@dataclass(frozen=True, slots=True)
class Note:
    """What a coder should look at before a row is used.

    Attributes:
        document_id: the id of the extraction.
        file: the name of the file that the text is; None for any other text.
        event_id: the id of the event or statistic.
        text: a sentence.
    """

    document_id: str
    file: str | None
    event_id: str
    text: str


@dataclass(frozen=True, slots=True)
class Sheet:
    """The rows of a codebook.

    Attributes:
        columns: the codebook's columns, in its order.
        rows: one dict a row, with exactly these columns; None where the text does not say.
        left_out: the records without a row, each with the rule that forbids it.
        notes: what a coder should look at before the rows are used.

    Examples:
        >>> text = "The RCMP stopped nine migrants near Emerson, Man., on Monday."
        >>> sheet = borderfacts.to_iom(borderfacts.extract(text))
        >>> len(sheet.rows), [str(each.rule) for each in sheet.left_out]
        (0, ['no_dead_or_missing'])
    """

    columns: tuple[str, ...]
    rows: tuple[Row, ...]
    left_out: tuple[LeftOut, ...]
    notes: tuple[Note, ...]

    def to_csv(self, target: Target) -> None:
        """Write the rows as CSV in UTF-8, safe to open in a spreadsheet; lists and objects are written as JSON.

        Args:
            target: a path, or a stream of bytes, which stays open.

        Raises:
            ArgumentTypeError: ``target`` is neither.
        """
        with opened("target", target) as stream:
            write_csv(self.columns, ({name: _cell(value) for name, value in row.items()} for row in self.rows), stream)

    def to_jsonl(self, target: Target) -> None:
        """Write the rows as JSON Lines in UTF-8.

        Args:
            target: a path, or a stream of bytes, which stays open.

        Raises:
            ArgumentTypeError: ``target`` is neither.
        """
        with opened("target", target) as stream:
            for row in self.rows:
                stream.write(json.dumps(row, ensure_ascii=False).encode("utf-8") + b"\n")

    def left_out_to_csv(self, target: Target) -> None:
        """Write what is left out as CSV: ``document_id``, ``file``, ``event_id``, ``rule``, ``reason``, ``evidence``.

        Args:
            target: a path, or a stream of bytes, which stays open.

        Raises:
            ArgumentTypeError: ``target`` is neither.
        """
        rows = ({name: getattr(each, name) for name in LeftOut.__slots__} for each in self.left_out)
        with opened("target", target) as stream:
            write_csv(LeftOut.__slots__, rows, stream)

    def notes_to_csv(self, target: Target) -> None:
        """Write the notes as CSV: ``document_id``, ``file``, ``event_id``, ``text``.

        Args:
            target: a path, or a stream of bytes, which stays open.

        Raises:
            ArgumentTypeError: ``target`` is neither.
        """
        rows = ({name: getattr(each, name) for name in Note.__slots__} for each in self.notes)
        with opened("target", target) as stream:
            write_csv(Note.__slots__, rows, stream)

    def to_dataframe(self) -> pandas.DataFrame:
        """Return the rows as a data frame; whole numbers are ``Int64``, so that empty cells leave them whole.

        Raises:
            MissingExtraError: pandas is not installed.
        """
        try:
            import pandas
        except ImportError as error:
            raise MissingExtraError("pandas", "pandas", "to_dataframe()") from error
        return pandas.DataFrame(list(self.rows), columns=list(self.columns)).convert_dtypes()


@dataclass(slots=True)
class Draft:
    """A sheet in the making."""

    columns: tuple[str, ...]
    rows: list[Row] = field(default_factory=list)
    left_out: list[LeftOut] = field(default_factory=list)
    notes: list[Note] = field(default_factory=list)

    def add(self, extraction: Extraction, event_id: str, row: Mapping[str, object], notes: Iterable[str] = ()) -> None:
        """Add a row; its values are put in the order of the columns."""
        self.rows.append({column: row[column] for column in self.columns})
        self.notes += [Note(extraction.id, extraction.file, event_id, text) for text in notes]

    def leave_out(
        self, extraction: Extraction, event_id: str | None, evidence: Iterable[Span], rule: StrEnum, reason: str
    ) -> None:
        """Note in ``left_out`` why a record has no row, with the words that report it."""
        words = " ".join(" ".join(span.text.split()) for span in evidence) or None
        self.left_out.append(LeftOut(extraction.id, extraction.file, event_id, rule, reason, words))

    def done(self) -> Sheet:
        """Return the sheet."""
        return Sheet(self.columns, tuple(self.rows), tuple(self.left_out), tuple(self.notes))


def _cell(value: object) -> object:
    return json.dumps(value, ensure_ascii=False) if isinstance(value, list | dict) else value
