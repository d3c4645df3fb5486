"""Folders: every readable file in them and below, in the order of their names."""

from __future__ import annotations

import os
from pathlib import Path


def files(folder: Path, suffixes: tuple[str, ...]) -> list[Path]:
    """Return the files that end in one of the suffixes, those of subfolders too; hidden ones are left out."""
    found: list[Path] = []
    for place, folders, names in os.walk(folder):
        folders[:] = [name for name in folders if not name.startswith(".")]
        found += [Path(place, name) for name in names if not name.startswith(".") and name.lower().endswith(suffixes)]
    return sorted(found, key=lambda path: path.parts)
