import csv
import io

import pytest

from borderfacts.coding import read_codesheet, to_codesheet
from borderfacts.records import Event, Extraction, Span


def span(text, start=0):
    return Span(start=start, end=start + len(text), text=text)


def event(id, **fields):
    record = {
        "id": id, "type": "crossing", "status": "occurred", "confidence": 0.5, "summary": "Nine people crossed",
        "actions": [
            {"type": "cross", "status": "occurred", "span": span("crossed", 12)},
            {"type": "intercept", "status": "occurred", "span": span("caught", 30)},
        ],
        "when": {"start": "--02-03", "end": "--02-03", "resolved": False, "span": span("Feb. 3", 40)},
        "places": [
            {"name": "Emerson", "kind": "city", "country": "CA", "lat": 49.0, "lon": -97.2, "span": span("Emerson", 50)}
        ],
        "people": [
            {
                "role": "migrant", "fates": ["detained"], "span": span("Nine people", 0),
                "count": {"min": 9, "max": 9, "text": "Nine"},
            }
        ],
        "evidence": [span("Nine people crossed and were caught on Feb. 3 at Emerson.")],
    }  # fmt: skip
    return Event.model_validate({**record, **fields})


@pytest.fixture
def extractions():
    """Two documents: one with the events e1 and e2, one without any."""
    return [Extraction(id="doc", events=(event("e1"), event("e2", type="rescue"))), Extraction(id="empty")]


def rows_of(extractions, **options):
    """What the sheet of the extractions holds, one mapping a row."""
    stream = io.BytesIO()
    to_codesheet(extractions, stream, **options)
    return list(csv.DictReader(io.StringIO(stream.getvalue().decode("utf-8-sig"), newline="")))


def sheet_of(rows):
    """The sheet of these rows, as a coder hands it back."""
    text = io.StringIO(newline="")
    written = csv.DictWriter(text, rows[0].keys())
    written.writeheader()
    written.writerows(rows)
    return read_codesheet(io.BytesIO(text.getvalue().encode("utf-8")))


@pytest.fixture
def coded(extractions):
    """Make a sheet in which a coder has said ``(correction, verdict)`` of ``(event, field)``, and added rows."""

    def make(said, added=()):
        rows = rows_of(extractions)
        for row in rows:
            judgement = said.get((row["event_id"], row["field"]))
            row["correction"], row["verdict"] = judgement or ("", "")
        blank = {"document_id": "doc", "quote": "", "proposal": "", "verdict": ""}
        return sheet_of(rows + [{**rows[0], **blank, **row} for row in added])

    return make
