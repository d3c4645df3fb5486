"""Folders: every readable file in them and below, in the order of their names."""

from __future__ import annotations

import os
from pathlib import Path

from borderfacts.errors import InputError


def files(folder: Path, suffixes: tuple[str, ...]) -> list[tuple[Path, InputError | None]]:
    """Return the files that end in one of the suffixes, those of subfolders too; hidden ones are left out.

    A folder that cannot be read stands among them with the error that tells why.
    """
    found: list[tuple[Path, InputError | None]] = []

    def tell(error: OSError) -> None:
        found.append((Path(error.filename), InputError(f"{error.filename}: {error.strerror}")))

    for place, folders, names in os.walk(folder, onerror=tell):
        folders[:] = [name for name in folders if not name.startswith(".")]
        found += [
            (Path(place, name), None) for name in names if not name.startswith(".") and name.lower().endswith(suffixes)
        ]
    return sorted(found, key=lambda file: file[0].parts)
