"""Put the corpus into the form in which models are trained and measured.

    python -m training.build OUT.pickle

The texts of the real articles must be laid out (``training.lay_out``). Of each story the file keeps its part of the
corpus, its values, its marks and its ``Example``; ``corpus/set-aside.txt`` names those that no model is trained on.
"""

from __future__ import annotations

import json
import pickle
import sys
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from borderfacts.notation import MarkedStory, to_reading
from borderfacts.notation.story import Mark
from borderfacts.text.normalize import normalized
from training.corpus import CORPUS, Entry, all_stories
from training.examples import Acting, Item, marked
from training.reading_of import values

SET_ASIDE = CORPUS / "set-aside.txt"
ACTING = CORPUS / "acting.json"


def item(entry: Entry) -> Item:
    """Return a story with its values and its example."""
    acting = json.loads(ACTING.read_text(encoding="utf-8")).get(entry.story.meta["id"], ())
    story, moved = in_one_form(entry.story, acting)
    found = values(story)
    reading = to_reading(story, found.sentences)
    return Item(entry.part, found, story, marked(story.meta["id"], story.text, found, reading, moved))


def in_one_form(story: MarkedStory, acting: Sequence[Acting]) -> tuple[MarkedStory, list[Acting]]:
    """Return a story, and who acts on whom in it, with the text in the form in which the library reads it."""
    form = normalized(story.text)

    def to(start: int, end: int) -> tuple[int, int]:
        return bisect_left(form.starts, start), bisect_left(form.starts, end)

    marks = tuple(Mark(*to(mark.start, mark.end), mark.label) for mark in story.marks)
    moved: list[Acting] = [
        (*to(start, end), [to(*one) for one in agents], [to(*one) for one in patients])
        for start, end, agents, patients in acting
    ]
    return replace(story, text=form.text, marks=marks), moved


def set_aside() -> frozenset[str]:
    """Return the ids of the stories that are set aside."""
    lines = SET_ASIDE.read_text(encoding="utf-8").splitlines()
    return frozenset(line for line in lines if line and not line.startswith("#"))


def main(arguments: list[str]) -> int:
    """Write the file; return the exit status."""
    if len(arguments) != 1:
        sys.stderr.write(__doc__ or "")
        return 2
    items = [item(entry) for entry in all_stories() if not entry.problems]
    Path(arguments[0]).write_bytes(pickle.dumps(items))
    print(f"{len(items)} stories, {sum(each.example.id in set_aside() for each in items)} of them set aside")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
