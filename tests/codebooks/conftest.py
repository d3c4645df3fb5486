import json
from pathlib import Path

import pytest

from borderfacts.records import Extraction

# What readers made of short texts published on 5 February 2025, a Wednesday; made once, so that a codebook is tested
# on records that stay as they are, whatever reads texts.
RECORDS = json.loads((Path(__file__).parent / "records.json").read_text(encoding="utf-8"))


@pytest.fixture(scope="session")
def read():
    """Return the records of a text as the document ``doc``."""

    def extracted(text, **given):
        return Extraction.model_validate({**RECORDS[text], "id": "doc", **given})

    return extracted
