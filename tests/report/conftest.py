import io

import lxml.html
import pytest

import borderfacts
from borderfacts import report

STORY = (
    "Nine people, largely children, were stopped near Emerson, Man., on Monday morning as they walked into Canada from "
    "the United States, the RCMP said. It was minus 17 degrees Fahrenheit.\n\n"
    "Two days later U.S. Border Patrol agents seized 1,340 pounds of marijuana at the Peace Bridge in Buffalo, N.Y.\n\n"
    "In January agents apprehended 216 people in the sector. The border between Canada and the United States is 5,525 "
    "miles long.\n"
)


@pytest.fixture(scope="session")
def story():
    """A story with incidents, a figure and a fact, read with its text."""
    return borderfacts.extract(STORY, reference_date="2025-02-05", id="a", title="Walk in the snow", keep_text=True)


@pytest.fixture(scope="session")
def written():
    """Write the report of extractions and return its bytes."""

    def write(*extractions, **options):
        stream = io.BytesIO()
        report.write(extractions, stream, **options)
        return stream.getvalue()

    return write


@pytest.fixture(scope="session")
def page(written):
    """Write the report of extractions and parse it."""

    def parsed(*extractions, **options):
        return lxml.html.document_fromstring(written(*extractions, **options).decode("utf-8"))

    return parsed
