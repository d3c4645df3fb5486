"""Where the texts of real articles stand in the data sets that hold them."""

from __future__ import annotations

import json
import re
import subprocess
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

_FRONT_MATTER_END = re.compile(r"\n--- ?\n")

# How the text of an article is taken out of its file, by the word that its record has under ``how``.
PARTS: dict[str, Callable[[str], str]] = {
    "content_original": lambda file: str(json.loads(file)["content_original"]),
    "after front matter": lambda file: _FRONT_MATTER_END.split(file, maxsplit=1)[-1],
    "after first blank line": lambda file: file.partition("\n\n")[2],
    "whole file": lambda file: file,
}


class SourceError(RuntimeError):
    """A file of a data set that git does not find."""


def text_of(source: Mapping[str, Any], repository: Path) -> str:
    """Return the text that a record was made from.

    Args:
        source: the record's ``source``: ``commit``, ``item``, ``how``, ``start`` and ``length``.
        repository: a git clone of its data set, bare or not.

    Raises:
        SourceError: the clone lacks the commit or the file.
    """
    item = source["item"]
    path = f"data/jsons/{item}.json" if source["how"] == "content_original" else item
    name = f"{source['commit']}:{path}"
    done = subprocess.run(["git", "-C", str(repository), "show", name], capture_output=True, check=False)
    if done.returncode:
        raise SourceError(f"{name}: {done.stderr.decode('utf-8', 'replace').strip()}")
    part = PARTS[source["how"]](done.stdout.decode("utf-8", "replace"))
    return part[source["start"] : source["start"] + source["length"]]
