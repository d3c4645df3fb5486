"""Lines that stand around stories on a page, put around marked ones so that a model learns to read past them."""

from __future__ import annotations

import random
import tomllib
from collections.abc import Iterator
from typing import NamedTuple

from borderfacts.notation import MarkedStory
from borderfacts.reading.schema import Reading
from training.corpus import CORPUS
from training.examples import Example, joined, marked
from training.reading_of import values

LINES = CORPUS / "lines.toml"


class Frames(NamedTuple):
    """Lines that stand before a story, and lines that stand behind it; each reports nothing."""

    before: list[Example]
    after: list[Example]

    @classmethod
    def of_corpus(cls) -> Frames:
        """Return the lines of the corpus."""
        content = tomllib.loads(LINES.read_text(encoding="utf-8"))
        return cls(*(list(_examples(place, content[place])) for place in cls._fields))

    def around(self, story: Example, chance: random.Random) -> Example:
        """Return a story with a line before it or behind it, or both."""
        places = chance.choice([("before",), ("after",), self._fields])
        if "before" in places:
            story = joined(chance.choice(self.before), story)
        return joined(story, chance.choice(self.after)) if "after" in places else story


def _examples(place: str, lines: list[str]) -> Iterator[Example]:
    for number, line in enumerate(lines):
        story = MarkedStory(meta={"id": f"{place}-{number}"}, text=line)
        example = marked(f"{place}-{number}", line, values(story), Reading())
        if example.tokens.starts:
            yield example
