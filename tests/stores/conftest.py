from __future__ import annotations

import sqlite3
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest


@pytest.fixture(params=[".duckdb", ".sqlite"])
def path(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    """A file of each kind of database, not made yet."""
    return tmp_path / f"incidents{request.param}"


@pytest.fixture
def ask() -> Callable[..., list[tuple[Any, ...]]]:
    """Run a statement on a file with nothing but the database's own library."""

    def run(path: Path, statement: str) -> list[tuple[Any, ...]]:
        if path.suffix == ".sqlite":
            connection: Any = sqlite3.connect(path)
        else:
            import duckdb

            connection = duckdb.connect(str(path))
        try:
            rows: list[tuple[Any, ...]] = connection.execute(statement).fetchall()
            connection.commit()
        finally:
            connection.close()
        return rows

    return run
