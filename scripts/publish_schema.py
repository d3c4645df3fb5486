"""Write the JSON Schema of an extraction to ``docs/schema``."""

from __future__ import annotations

import json
from pathlib import Path

from borderfacts.records import SCHEMA_VERSION
from borderfacts.records.schema import json_schema

FOLDER = Path(__file__).resolve().parent.parent / "docs" / "schema"


def main() -> None:
    """Write the file of the current major version."""
    path = FOLDER / f"extraction-{SCHEMA_VERSION.split('.')[0]}.json"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps(json_schema(), indent=2) + "\n", encoding="utf-8")
    print(path)


if __name__ == "__main__":
    main()
