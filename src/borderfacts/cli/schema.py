"""``borderfacts schema``."""

from __future__ import annotations

import json
import sys

from borderfacts.records import Extraction


def schema() -> None:
    """Print the JSON Schema of an extraction."""
    told = json.dumps(Extraction.model_json_schema(by_alias=True, mode="serialization"), indent=2)
    sys.stdout.buffer.write(told.encode("utf-8") + b"\n")
