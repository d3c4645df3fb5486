"""``borderfacts metadata``."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Annotated

import typer

from borderfacts.cli import placing
from borderfacts.stores import datasette

EXAMPLES = """\b
Examples:
  borderfacts extract stories/ --to incidents.db
  borderfacts metadata incidents.db > metadata.json
  datasette incidents.db --metadata metadata.json
"""


def metadata(
    database: Annotated[
        Path,
        typer.Argument(metavar="DATABASE", help="The SQLite file.", exists=True, dir_okay=False, show_default=False),
    ],
) -> None:
    """Print what Datasette shows of a database beside its rows: meanings of columns, facets and questions in SQL."""
    content = json.dumps(datasette.metadata(database), indent=2, ensure_ascii=False)
    with placing.opened(None) as stream:
        stream.write(content.encode("utf-8") + b"\n")
