"""``borderfacts schema``."""

from __future__ import annotations

import json
import sys

from borderfacts.records.schema import json_schema


def schema() -> None:
    """Print the JSON Schema of an extraction."""
    content = json.dumps(json_schema(), indent=2)
    sys.stdout.buffer.write(content.encode("utf-8") + b"\n")
