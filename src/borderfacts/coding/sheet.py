"""The coding sheet as a value: its lines, and what a coder says in each."""

from __future__ import annotations

from borderfacts.coding.fields import INCIDENT, NO, Value, read_value
from borderfacts.records import Record
from borderfacts.vocabulary import Verdict

COLUMNS: tuple[str, ...] = (
    "file", "document_id", "event_id", "field", "quote", "proposal", "check", "correction", "verdict"
)  # fmt: skip
# For coders alone: which file the story is, and how sure the proposal is, where that is worth a look.
NOT_READ = frozenset({"file", "check"})

# The id of an incident that a coder adds begins so: new-1, new-2.
ADDED = "new"


class CodesheetLine(Record):
    """One line: a field of an event, what borderfacts proposes, and what the coder says.

    Attributes:
        row: the number of the row in the file, as a spreadsheet shows it (the header is row 1).
        document_id: the id of the extraction.
        event_id: the id of the event; one that begins with ``new`` is an incident that the coder adds.
        field: ``incident`` or a column of the flat row.
        quote: the words that the value rests on.
        proposal: the value of borderfacts as a cell; empty where it found none.
        correction: the coder's value as a cell.
        verdict: right, wrong or unclear; None where the line was not judged.
    """

    row: int
    document_id: str
    event_id: str
    field: str
    quote: str
    proposal: str
    correction: str
    verdict: Verdict | None

    @property
    def event(self) -> tuple[str, str]:
        """Document and event of the line."""
        return self.document_id, self.event_id

    @property
    def is_added(self) -> bool:
        """Whether the line is of an incident that the coder adds."""
        return self.event_id.startswith(ADDED)

    @property
    def is_judged(self) -> bool:
        """Whether the coder has said what the right value is."""
        return self.verdict in (Verdict.RIGHT, Verdict.WRONG)

    @property
    def proposed(self) -> Value | None:
        """The value of borderfacts; None where it found none."""
        return read_value(self.field, self.proposal)

    @property
    def truth(self) -> Value | None:
        """The value that the coder holds to be right; None where the text does not say."""
        if self.verdict is Verdict.WRONG and self.field == INCIDENT and not self.correction:
            return NO
        return read_value(self.field, self.correction if self.verdict is Verdict.WRONG else self.proposal)


class Codesheet(Record):
    """The sheet of one coder.

    Attributes:
        name: the file it was read from.
        lines: its lines, in the order of the file.
    """

    name: str
    lines: tuple[CodesheetLine, ...]

    def refused(self) -> frozenset[tuple[str, str]]:
        """Return document and event of the records that the coder holds to be no incidents."""
        return frozenset(
            line.event for line in self.lines if line.field == INCIDENT and line.is_judged and line.truth == NO
        )
