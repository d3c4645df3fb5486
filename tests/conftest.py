from __future__ import annotations

import json
import socket
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import settings
from spacy.language import Language

import borderfacts
from borderfacts.records import Event, Extraction, Quantity, Span

# How long an example takes is no matter for a test: the machine may be busy.
settings.register_profile("unhurried", deadline=None)
settings.load_profile("unhurried")

OPEN_STORIES = Path(__file__).parent / "stories" / "open"

# Texts that a format can lose or bend: formulas, what looks like numbers, missing values or commands, line ends, marks.
HARD_TEXTS = (
    "=1+1", "'=1+1", "''=1+1", "'tis", "+1 204 555 0100", "-5", "@sum", " =1+1", "\t=1", "＝1", "NA", "null", "None",
    "nan", "1e5", "007", "true", "2025-02-03", "a,b;c", 'He said "no"', '"', "two\nlines", "two\r\nlines", "\rx", "\n",
    " blank ", "Ciudad Juárez", "e\u0301", "🛟 rescued 12", "ليبيا", "\u2028", "\ufeffmark", "a\0b", "\\N", "</script>",
    "{}", "[1]", "'); DROP TABLE events; --", "x" * 200_000,
)  # fmt: skip


@pytest.fixture(scope="session")
def nlp() -> Language:
    """The whole pipeline, built once."""
    return borderfacts.load()


@pytest.fixture(autouse=True, scope="session")
def no_network() -> Iterator[None]:
    """Nothing here may need a network: a connection that leaves this machine fails the test that tries it."""
    connect = socket.socket.connect

    def only_here(self: socket.socket, address: Any) -> None:
        assert address[0] == "127.0.0.1", f"a connection to {address} was tried"
        connect(self, address)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(socket.socket, "connect", only_here)
        patch.setattr(socket.socket, "connect_ex", only_here)
        yield


@pytest.fixture(scope="session")
def extractions() -> tuple[Extraction, ...]:
    """What a run gives: whole stories, a text without incidents, and records of texts that are hard to write."""
    contents = [json.loads(path.read_text(encoding="utf-8")) for path in sorted(OPEN_STORIES.glob("*.json"))[::4]]
    stories = [{"text": each["text"], "id": each["id"], "reference_date": each["published"]} for each in contents]
    read = borderfacts.extract_many([*stories, {"text": "The ferry leaves at noon.", "id": "ferry"}])
    return (*read, *map(hard_extraction, HARD_TEXTS))


def hard_extraction(text: str) -> Extraction:
    """Return an extraction that has the text wherever it can stand."""
    span = Span.of(text, 0, len(text))
    measured = {"value": (2, 3), "unit": "kilogram", "dimension": "mass", "si_value": (2, 3), "si_unit": "kilogram"}
    quantity = Quantity.model_validate({**measured, "span": span})
    event = {
        "id": f"e{HARD_TEXTS.index(text)}",
        "type": "crossing",
        "status": "occurred",
        "places": [{"name": text, "kind": "city", "lat": -33.0, "lon": -97.25, "span": span}],
        "agencies": [{"name": text, "short": text, "kind": "police", "span": span}],
        "seizures": [{"kind": "cocaine", "quantity": quantity, "span": span}],
        "quantities": [quantity],
        "attribution": [{"source": text, "verb": "said", "stance": "asserts", "span": span}],
        "evidence": [span],
        "confidence": 0.5,
        "summary": text,
    }
    extraction = Extraction(id=f"hard: {text}", title=text, url=text, text=text, quantities=(quantity,))
    return extraction.model_copy(update={"events": (Event.model_validate(event),)})
