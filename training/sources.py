"""Where the texts of real articles stand in the data sets that hold them."""

from __future__ import annotations

import html
import json
import re
import subprocess
from collections.abc import Callable, Iterator, Mapping, Sequence
from io import BytesIO
from pathlib import Path
from typing import Any

_AT_ONCE = 500  # articles
_FRONT_MATTER_END = re.compile(r"\n--- ?\n")
_PARAGRAPH, _TAG = re.compile(r"<p[ >].*?</p>", re.DOTALL), re.compile(r"<[^>]*>")


def _paragraphs(page: str) -> str:
    """Return the paragraphs of a page in HTML as plain text, with an empty line between."""
    texts = (" ".join(html.unescape(_TAG.sub("", each)).split()) for each in _PARAGRAPH.findall(page))
    return "\n\n".join(filter(None, texts))


def _after_front_matter(file: str) -> str:
    return _FRONT_MATTER_END.split(file, maxsplit=1)[-1]


# How the text of an article is taken out of its file, by the word that its record has under ``how``.
PARTS: dict[str, Callable[[str], str]] = {
    "content_original": lambda file: str(json.loads(file)["content_original"]),
    "after front matter": _after_front_matter,
    "paragraphs after front matter": lambda file: _paragraphs(_after_front_matter(file)),
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


def blobs(repository: Path) -> dict[str, str]:
    """Return the name under which git keeps each item of ``ramybaly/Article-Bias-Prediction``, in git's order."""
    command = ["git", "-C", str(repository), "ls-tree", "HEAD", "data/jsons/"]
    lines = subprocess.run(command, stdout=subprocess.PIPE, check=True, text=True).stdout.splitlines()
    return {Path(line.partition("\t")[2]).stem: line.split()[2] for line in lines}


def articles(
    repository: Path, items: Sequence[str], part: Callable[[str], str] = PARTS["content_original"]
) -> Iterator[tuple[str, str]]:
    """Yield items of ``ramybaly/Article-Bias-Prediction`` with their texts, in order, some hundred at a time.

    Args:
        repository: a clone of it, bare or not.
        items: their names.
        part: what is taken out of their files, the text where nothing else is asked for.

    Raises:
        SourceError: the clone lacks one.
    """
    known = blobs(repository)
    if missing := [item for item in items if item not in known]:
        raise SourceError(f"{missing[0]}: not in {repository}")
    command = ["git", "-C", str(repository), "cat-file", "--batch"]
    for start in range(0, len(items), _AT_ONCE):
        some = items[start : start + _AT_ONCE]
        names = "".join(f"{known[item]}\n" for item in some).encode()
        found = BytesIO(subprocess.run(command, input=names, stdout=subprocess.PIPE, check=True).stdout)
        for item in some:
            length = int(found.readline().split()[2])
            yield item, part(found.read(length + 1).decode("utf-8", "replace"))
