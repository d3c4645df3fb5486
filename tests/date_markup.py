"""Read the marked cases in ``corpora/dates``, whose README gives the notation, and the texts in ``corpora/history``."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from pathlib import Path

_CORPORA = Path(__file__).parent / "corpora"
CORPUS = _CORPORA / "dates"
HISTORY = _CORPORA / "history"
_MARK = re.compile(r"\[([^\[\]]+)\]\(([^()]*)\)")


@dataclass(frozen=True)
class Expected:
    """A mention as marked; ``value`` is None where the case does not give it."""

    text: str
    start: str | None
    end: str | None
    value: str | None


@dataclass(frozen=True)
class Case:
    """A text, its reference date and what it must give."""

    text: str
    reference: date | None
    expected: tuple[Expected, ...]
    phenomenon: str


def cases() -> list[Case]:
    """Return all cases of the corpus."""
    return [case for path in sorted(CORPUS.glob("*.txt")) for case in read_cases(path)]


def read_cases(path: Path) -> list[Case]:
    """Return the cases of a file."""
    found: list[Case] = []
    reference: date | None = None
    phenomenon = path.stem
    for line in path.read_text(encoding="utf-8").splitlines():
        if line.startswith("@ "):
            reference = None if line == "@ none" else date.fromisoformat(line[2:])
        elif line.startswith("## "):
            phenomenon = f"{path.stem}: {line[3:]}"
        elif line.strip() and not line.startswith("# "):
            found.append(_case(line.replace("\\n", "\n"), reference, phenomenon))
    return found


def _case(line: str, reference: date | None, phenomenon: str) -> Case:
    expected = tuple(_expected(match[1], match[2]) for match in _MARK.finditer(line))
    return Case(_MARK.sub(lambda match: match[1], line), reference, expected, phenomenon)


def _expected(text: str, mark: str) -> Expected:
    span, _, value = mark.partition("=")
    start, _, end = span.strip().partition("..")
    return Expected(text, start or None, (end or start) or None, value or None)
