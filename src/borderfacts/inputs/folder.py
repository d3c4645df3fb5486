"""Folders: every readable file in them and below, in the order of their names; and the others, by their endings."""

from __future__ import annotations

import os
from collections import Counter
from pathlib import Path
from typing import NamedTuple

from borderfacts.errors import InputError

NO_ENDING = "without an ending"


class Files(NamedTuple):
    """The files of a folder and its subfolders, without hidden ones.

    Attributes:
        read: those that are read, in the order of their names; a folder that cannot be read stands among them with the
            error that says why.
        others: how many there are of each other ending.
    """

    read: list[tuple[Path, InputError | None]]
    others: Counter[str]


def files(folder: Path, suffixes: tuple[str, ...]) -> Files:
    """Return the files of a folder; those that end in one of the suffixes are read."""
    found: list[tuple[Path, InputError | None]] = []
    others: Counter[str] = Counter()

    def tell(error: OSError) -> None:
        found.append((Path(error.filename), InputError(f"{error.filename}: {error.strerror}")))

    for place, folders, names in os.walk(folder, onerror=tell):
        folders[:] = [name for name in folders if not name.startswith(".")]
        for path in (Path(place, name) for name in names if not name.startswith(".")):
            if path.name.lower().endswith(suffixes):
                found.append((path, None))
            else:
                others[path.suffix.lower() or NO_ENDING] += 1
    return Files(sorted(found, key=lambda file: file[0].parts), others)


def listed(others: Counter[str]) -> str:
    """Return the endings of files and how many there are of each, the most first.

    Examples:
        >>> listed(Counter({".pdf": 2, ".docx": 1}))
        '3 other files (.pdf 2, .docx 1)'
    """
    counts = ", ".join(f"{ending} {number}" for ending, number in others.most_common())
    return f"{others.total()} other file{'s' if others.total() > 1 else ''} ({counts})"
