"""Sets of stories that tell of the same incidents: marked stories, and which incident is which in the world.

A set is a folder with ``*.marks``; ``links.tsv``, a line for each marked incident (story, name in the marks, id in the
world, id of the incident that it follows or ``-``); and ``lookalikes.tsv``, two ids in the world a line.
"""

from __future__ import annotations

import csv
import pickle
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

import borderfacts
from borderfacts.assembly import assemble
from borderfacts.notation import MarkedStory, read_file
from borderfacts.records import Extraction
from training.reading_of import read
from training.scoring import as_known, is_found, known_slots, pair, told_slots

Key = tuple[str, str]  # document and event


class StorySet(NamedTuple):
    """A set of stories with what is known of their incidents.

    Attributes:
        name: the name of the folder.
        texts: the text of each story.
        gold: the records that the marks give.
        own: the records that the library gives.
        world: for each event, of both, its incident in the world; events that are none in the marks are missing.
        follows: for an incident of the world the one that it follows.
        lookalikes: pairs of incidents of the world that look alike.
        found: for an event of the library the event of the marks that it is.
    """

    name: str
    texts: dict[str, str]
    gold: list[Extraction]
    own: list[Extraction]
    world: dict[Key, str]
    follows: dict[str, str]
    lookalikes: list[tuple[str, str]]
    found: dict[Key, Key]

    def aligned(self, key: Key) -> Key:
        """Return the event of the marks that an event of the library is; itself where it is none."""
        return self.found.get(key, key)


def read_set(folder: Path, *, with_own: bool = True, cache: Path | None = None) -> StorySet:
    """Return the set in a folder.

    Args:
        folder: the folder.
        with_own: whether the library reads the stories, too.
        cache: a file that keeps the set for the next time.
    """
    if cache and cache.is_file():
        return StorySet(*pickle.loads(cache.read_bytes()))
    lines = _table(folder / "links.tsv", 4)
    named = {(story, name): world for story, name, world, _ in lines}
    texts: dict[str, str] = {}
    gold: list[Extraction] = []
    own: list[Extraction] = []
    world: dict[Key, str] = {}
    found: dict[Key, Key] = {}
    for path in sorted(folder.glob("*.marks")):
        story, _ = read_file(path)
        id = story.meta["id"]
        texts[id] = story.text
        marked = read(story)
        events = assemble(marked)
        for name, event in zip(marked.incidents, events, strict=True):
            world[id, event.id] = named[id, name]
        gold.append(Extraction(id=id, reference_date=story.meta.get("published"), events=tuple(events)))
        if with_own:
            own.append(_own(story, gold[-1], found))
    follows = {each: followed for _, _, each, followed in lines if followed != "-"}
    lookalikes = [(one, other) for one, other, *_ in _table(folder / "lookalikes.tsv", 2)]
    world |= {key: world[other] for key, other in found.items()}
    set_ = StorySet(folder.name, texts, gold, own, world, follows, lookalikes, found)
    if cache:
        cache.write_bytes(pickle.dumps(tuple(set_)))
    return set_


def _own(story: MarkedStory, gold: Extraction, found: dict[Key, Key]) -> Extraction:
    """Return what the library makes of a story, and note which of its events are which of the marks."""
    own = borderfacts.extract(story.text, reference_date=gold.reference_date, id=gold.id)
    told = [told_slots(event.model_dump(mode="json", by_alias=True)) for event in own.events]
    known = [known_slots(as_known(event.model_dump(mode="json", by_alias=True))) for event in gold.events]
    for one, other in pair(told, known):
        if is_found(told[one], known[other]):
            found[gold.id, own.events[one].id] = (gold.id, gold.events[other].id)
    return own


def _table(path: Path, columns: int) -> list[Sequence[str]]:
    with path.open(encoding="utf-8", newline="") as stream:
        rows = [row for row in csv.reader(stream, delimiter="\t", quoting=csv.QUOTE_NONE) if row]
    return [row for row in rows if len(row) >= columns]
