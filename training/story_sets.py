"""Sets of stories that report the same incidents: marked stories, and which incident is which in the world.

A set is a folder with ``*.marks``; ``links.tsv``, a line for each marked incident (story, name in the marks, id in the
world, id of the incident that it follows or ``-``); and ``lookalikes.tsv``, two ids in the world a line.
"""

from __future__ import annotations

import csv
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import NamedTuple

import borderfacts
from borderfacts.incidents import assemble
from borderfacts.linking.stories import EventMention, event_mentions
from borderfacts.notation import MarkedStory, read_file
from borderfacts.records import Event, Extraction
from training.corpus import CORPUS, own_stories
from training.reading_of import read
from training.scoring import as_known, extracted_slots, is_found, known_slots, pair

SAME = CORPUS / "same-incidents.txt"
Key = tuple[str, str]  # document and event


class SharedIncident(NamedTuple):
    """An incident that several stories of the corpus report.

    Attributes:
        type: its type.
        date: the beginning of its date.
        stories: the ids of the stories.
    """

    type: str
    date: str
    stories: frozenset[str]

    def has(self, event_mention: EventMention) -> bool:
        """Return whether an event mention is one of it."""
        event = event_mention.member().event
        day = (event.when.start if event.when else None) or ""
        return event_mention.order[1] in self.stories and event.type == self.type and day.startswith(self.date)


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

    def first(self, incident: str) -> str:
        """Return the incident at the beginning of a case of the world; of one that follows none, itself."""
        passed: set[str] = set()
        while incident in self.follows and incident not in passed:
            passed.add(incident)
            incident = self.follows[incident]
        return incident

    def aligned(self, key: Key) -> Key:
        """Return the event of the marks that an event of the library is; itself where it is none."""
        return self.found.get(key, key)


def read_set(folder: Path) -> StorySet:
    """Return the set in a folder."""
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
        gold.append(_extraction(story, events))
        own.append(_own(story, gold[-1], found))
    follows = {each: followed for _, _, each, followed in lines if followed != "-"}
    lookalikes = [(one, other) for one, other, *_ in _table(folder / "lookalikes.tsv", 2)]
    world |= {key: world[other] for key, other in found.items()}
    return StorySet(folder.name, texts, gold, own, world, follows, lookalikes, found)


def corpus_set() -> StorySet:
    """Return the stories of the corpus with the records of their marks: few report one incident, many its steps."""
    gold: list[Extraction] = []
    world: dict[Key, str] = {}
    follows: dict[str, str] = {}
    for entry in own_stories():
        marked = read(entry.story)
        gold.append(_extraction(entry.story, assemble(marked)))
        id = gold[-1].id
        for incident, event in zip(marked.incidents.values(), gold[-1].events, strict=True):
            world[id, event.id] = f"{id}/{incident.name}"
            if incident.follows:
                follows[f"{id}/{incident.name}"] = f"{id}/{incident.follows}"
    shared = same_incidents()
    found = event_mentions(gold).event_mentions
    names = {
        world[each.key]: f"retold-{number}" for each in found for number, line in enumerate(shared) if line.has(each)
    }
    world = {key: names.get(name, name) for key, name in world.items()}
    follows = {names.get(later, later): names.get(earlier, earlier) for later, earlier in follows.items()}
    return StorySet("corpus", {}, gold, [], world, follows, [], {})


def same_incidents() -> list[SharedIncident]:
    """Return the incidents that several stories of the corpus report."""
    lines = [line.split() for line in SAME.read_text(encoding="utf-8").splitlines() if not line.startswith("#")]
    return [SharedIncident(kind, date, frozenset(stories)) for kind, date, *stories in lines]


def _extraction(story: MarkedStory, events: Iterable[Event]) -> Extraction:
    return Extraction(id=story.meta["id"], reference_date=story.meta.get("published"), events=tuple(events))


def _own(story: MarkedStory, gold: Extraction, found: dict[Key, Key]) -> Extraction:
    """Return what the library makes of a story, and note which of its events are which of the marks."""
    own = borderfacts.extract(story.text, reference_date=gold.reference_date, id=gold.id)
    ours = [extracted_slots(event.model_dump(mode="json", by_alias=True)) for event in own.events]
    known = [known_slots(as_known(event.model_dump(mode="json", by_alias=True))) for event in gold.events]
    for one, other in pair(ours, known):
        if is_found(ours[one], known[other]):
            found[gold.id, own.events[one].id] = (gold.id, gold.events[other].id)
    return own


def _table(path: Path, columns: int) -> list[Sequence[str]]:
    with path.open(encoding="utf-8", newline="") as stream:
        rows = [row for row in csv.reader(stream, delimiter="\t", quoting=csv.QUOTE_NONE) if row]
    return [row for row in rows if len(row) >= columns]
