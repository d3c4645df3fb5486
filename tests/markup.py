"""Read marked text: ``It was [minus 17 degrees Fahrenheit](-17 degF).`` gives the text and what it should mention."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

CORPORA = Path(__file__).parent / "corpora"
MARK = re.compile(r"\[(?P<text>[^\[\]]+)\]\((?P<label>[^()]+)\)")


@dataclass(frozen=True)
class Marked:
    """A text with its expected mentions, each ``(start, end, label)``, and the heading it stands under."""

    text: str
    mentions: tuple[tuple[int, int, str], ...]
    heading: str = ""

    def __str__(self) -> str:
        return self.text


def read_marked(line: str, heading: str = "") -> Marked:
    """Take the marks out of a line."""
    text, mentions, last = "", [], 0
    for mark in MARK.finditer(line):
        text += line[last : mark.start()]
        mentions.append((len(text), len(text) + len(mark["text"]), mark["label"]))
        text += mark["text"]
        last = mark.end()
    return Marked(text + line[last:], tuple(mentions), heading)


def read_corpus(name: str) -> list[Marked]:
    """Return the cases of all files of a corpus: lines that start with ``- ``, under their nearest heading."""
    cases = []
    for path in sorted((CORPORA / name).glob("*.md")):
        heading = path.stem
        for line in path.read_text(encoding="utf-8").splitlines():
            if line.startswith("#"):
                heading = f"{path.stem}: {line.lstrip('# ')}"
            elif line.startswith("- "):
                cases.append(read_marked(line[2:], heading))
    return cases
