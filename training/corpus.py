"""The corpus of marked stories, as it stands in ``corpus/``.

``recorded/`` and ``retold/`` hold stories of the project's own in the notation; ``real/`` holds articles of others as
marks without text, whose texts ``training.lay_out`` puts into ``texts/`` (not committed).
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

from borderfacts.notation import MarkedStory, Problem, fill, read_file

CORPUS = Path(__file__).parent.parent / "corpus"
TEXTS = CORPUS / "texts"
OWN = ("recorded", "retold")
REAL = "real"
KINDS = ("news", "press_release", "trend", "court", "opinion", "negative")
REGIONS = ("africa", "asia", "europe", "latin-america", "middle-east", "north-america", "oceania", "other")


class Entry(NamedTuple):
    """One story of the corpus: its file, its part of the corpus, the story, and what is wrong in it."""

    path: Path
    part: str
    story: MarkedStory
    problems: list[Problem]


def own_stories(corpus: Path = CORPUS, parts: tuple[str, ...] = OWN) -> Iterator[Entry]:
    """Yield the stories whose text is in the repository, by part and name."""
    for part in parts:
        for path in sorted((corpus / part).glob("*.marks")):
            story, problems = read_file(path)
            yield Entry(path, part, story, [*problems, *_header_problems(story)])


def records_without_text(corpus: Path = CORPUS, part: str = REAL) -> Iterator[tuple[Path, dict[str, Any]]]:
    """Yield the records of the articles whose text is not in the repository, by name."""
    for path in sorted((corpus / part).glob("*.json")):
        yield path, json.loads(path.read_text(encoding="utf-8"))


def real_stories(corpus: Path = CORPUS, texts: Path = TEXTS, part: str = REAL) -> Iterator[Entry]:
    """Yield the articles whose texts are laid out in ``texts``; those that are not are passed over."""
    for path, record in records_without_text(corpus, part):
        text = texts / f"{record['id']}.txt"
        if text.is_file():
            story = fill(record, text.read_text(encoding="utf-8"))
            yield Entry(path, part, story, _header_problems(story))


def all_stories(corpus: Path = CORPUS, texts: Path = TEXTS) -> Iterator[Entry]:
    """Yield every story that can be read: the project's own, and the real ones that are laid out."""
    yield from own_stories(corpus)
    yield from real_stories(corpus, texts)


def _header_problems(story: MarkedStory) -> list[Problem]:
    found = []
    if not story.meta.get("id"):
        found.append(Problem(1, "id", "the header needs a line 'id: ...'"))
    for key, known in (("kind", KINDS), ("region", REGIONS)):
        if story.meta.get(key) not in known:
            found.append(Problem(1, key, f"{story.meta.get(key)!r} is none of {', '.join(known)}"))
    return found
