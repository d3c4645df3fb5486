"""``borderfacts schema``."""

from __future__ import annotations

import json

from borderfacts.cli import placing
from borderfacts.records.schema import json_schema


def schema() -> None:
    """Print the JSON Schema of an extraction."""
    content = json.dumps(json_schema(), indent=2)
    with placing.opened(None) as stream:
        stream.write(content.encode("utf-8") + b"\n")
