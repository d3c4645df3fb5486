"""Choose the limits of a model and fit its chances, on the stories that are set aside, and write both into its card.

    python -m training.calibrate ITEMS.pickle MODEL_FOLDER [ROUND ...]

Limits: one after the other takes the value with the best mean of slot F1 over the parts of the corpus, and incident F1
beside it, twice over; of limits for what is an incident, and what belongs to one, the highest that loses little. The
rounds named, which must have been scored before and are no first looks any more, count with these stories. Chances for
each kind of value by isotonic regression (pool adjacent violators, Ayer et al. 1955) of whether it is right on its
score.
"""

from __future__ import annotations

import json
import pickle
import sys
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import asdict, replace
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
from threadpoolctl import threadpool_limits

from borderfacts.incidents import assemble
from borderfacts.incidents.story import ReadStory
from borderfacts.notation import to_reading
from borderfacts.reading.decoding import decode
from borderfacts.reading.heads import Heads
from borderfacts.reading.limits import Limits
from borderfacts.reading.model import CARD, LONGEST_SECTION, LearnedReader
from borderfacts.reading.schema import Reading
from borderfacts.reading.tokens import Floats, Tokens
from borderfacts.vocabulary import Fate
from training.build import item, set_aside
from training.examples import Item
from training.rounds import entries_of
from training.scoring import (
    Bag,
    Scores,
    Slot,
    agency,
    as_known,
    extracted_slots,
    fold,
    in_common,
    is_found,
    measure,
    pair,
)

GRID: dict[str, tuple[float, ...]] = {
    "together": (0.2, 0.3, 0.4, 0.45, 0.5, 0.55, 0.6, 0.7),
    "action": (0.2, 0.3, 0.4, 0.5, 0.6),
    "people": (0.5, 0.6, 0.7, 0.8, 0.9),
    "beside": (0.2, 0.3, 0.4, 0.5),
    "same": (0.1, 0.2, 0.3, 0.4, 0.5),
    "use": (0.3, 0.4, 0.5, 0.6),
    "belongs": (0.1, 0.2, 0.25, 0.3, 0.35, 0.4, 0.5),
    "member": (0.2, 0.3, 0.4, 0.5, 0.6, 0.7),
    "also": (0.8, 0.9, 0.95, 0.98, 0.99, 1.0),
    "fate": (0.3, 0.4, 0.5, 0.6),
    "route": (0.3, 0.4, 0.5, 0.6, 0.7),
    "part": (0.3, 0.4, 0.5, 0.6, 0.7),
    "incident": (0.0, 0.3, 0.4, 0.5, 0.55, 0.6, 0.65, 0.7, 0.75, 0.8),
}
# The fates that networks find too often have limits of their own; those of the others make no difference.
TOO_OFTEN = (Fate.RESCUED, Fate.RETURNED)
OF_FATES = (0.5, 0.6, 0.7, 0.75, 0.8, 0.85, 0.9)
SHARES = {"real": 1.0, "retold": 1.0, "recorded": 0.5}  # what each part of the corpus counts for
# What may be lost for fewer records and values that are none: a wrong one costs more than a missing one.
TOLERATED = {"incident": 0.005, "belongs": 0.002, "member": 0.002}
# The least chance of a group of dead: below it nearly all are wrong.
LEAST_OF_DEAD = 0.4
# Of a text that weighs so much above the threshold of the gate every window is read: half of the articles at random
# that it lets through weigh less than 9,000 above it, half of those that report an incident more than 28,000.
ON_BORDERS = 20_000
LEAST_OF_WINDOWS = -1_000  # in windows of other texts that weigh less, three of 7,743 marked incidents stand
ROUNDS, PROCESSES = 2, 2
NEWTON_STEPS, PENALTY = 12, 1.0
FEWEST = 30  # values of a kind below which no chances are fitted


class Story(NamedTuple):
    """A story that is set aside: the slots of its incidents, and its sections with the vectors of their words."""

    item: Item
    known: list[Bag]
    sections: list[tuple[Tokens, Floats]]


def main(arguments: list[str]) -> int:
    """Choose the limits of the model of a folder and fit its chances; return the exit status."""
    if len(arguments) < 2:
        sys.stderr.write(__doc__ or "")
        return 2
    folder = Path(arguments[1])
    reader = LearnedReader(folder)
    rounds = [item(entry) for name in arguments[2:] for entry in entries_of(name)]
    stories = [*stories_aside(reader, Path(arguments[0])), *read(reader, rounds)]
    limits = choose(reader, stories, Limits())
    surety = sureties(reader.heads, stories, replace(limits, incident=0.0))
    limits = choose(reader, stories, replace(limits, surety=surety))
    limits = replace(limits, calibration=fit(judged(reader.heads, stories, limits)))
    limits = replace(limits, dead=LEAST_OF_DEAD, on_borders=ON_BORDERS, window=LEAST_OF_WINDOWS)
    for name, each in sorted(score(reader.heads, stories, limits).items()):
        print(f"{name:9} incidents {each.incidents.f1:.3f} slots {each.slots.f1:.3f}")
    card = json.loads((folder / CARD).read_text(encoding="utf-8"))
    card["limits"] = asdict(limits)
    (folder / CARD).write_text(json.dumps(card, indent=2) + "\n", encoding="utf-8")
    return 0


def stories_aside(reader: LearnedReader, items: Path) -> list[Story]:
    """Return the stories of a file of ``training.build`` that are set aside."""
    aside = set_aside()
    return read(reader, [each for each in pickle.loads(items.read_bytes()) if each.example.id in aside])


def read(reader: LearnedReader, items: Sequence[Item]) -> list[Story]:
    """Return stories with what is known of them and the vectors of their words."""
    return [
        Story(
            each,
            [extracted_slots(event) for event in events(each, to_reading(each.story, each.values.sentences))],
            [(section, reader.words(section)) for section in each.example.tokens.sections(LONGEST_SECTION)],
        )
        for each in items
    ]


def events(item: Item, reading: Reading) -> list[dict[str, Any]]:
    """Return the events of a reading in the JSON form of an Extraction."""
    found = assemble(ReadStory(item.story.text, item.values, reading))
    return [event.model_dump(mode="json", by_alias=True) for event in found]


def events_of(heads: Heads, story: Story, limits: Limits) -> list[dict[str, Any]]:
    """Return the events that a model finds in a story with some limits."""
    return events(story.item, decode(heads, story.sections, story.item.values, limits))


# --- limits ----------------------------------------------------------------------------------------------------------


def choose(reader: LearnedReader, stories: Sequence[Story], limits: Limits) -> Limits:
    """Return the best limits that are found by changing one after the other, twice."""
    with ProcessPoolExecutor(PROCESSES, initializer=_keep, initargs=(reader.heads, stories)) as pool:
        for _ in range(ROUNDS):
            for name in (*GRID, *TOO_OFTEN):
                tried = [*alternatives(limits, name)]
                worth = list(pool.map(_worth, tried))
                near = [i for i in range(len(tried)) if worth[i] >= max(worth) - TOLERATED.get(name, 0.0)]
                limits = tried[near[-1] if name in TOLERATED else max(near, key=lambda i: worth[i])]
                print(
                    name,
                    limits.fates[name] if name in limits.fates else getattr(limits, name),
                    [round(each, 4) for each in worth],
                    flush=True,
                )
    return limits


def alternatives(limits: Limits, name: str) -> Iterator[Limits]:
    """Yield limits with other values of one of them, or with other limits of a fate."""
    if name in GRID:
        yield from (replace(limits, **{name: value}) for value in GRID[name])  # type: ignore[arg-type]
    else:
        yield from (replace(limits, fates={**limits.fates, name: value}) for value in OF_FATES)


_KEPT: list[Any] = []


def _keep(heads: Heads, stories: Sequence[Story]) -> None:
    threadpool_limits(1, user_api="blas")  # or the processes wait for each other
    _KEPT[:] = [heads, stories]


def _worth(limits: Limits) -> float:
    heads, stories = _KEPT
    parts = score(heads, stories, limits)
    shares = [SHARES[part] * (each.slots.f1 + each.incidents.f1 / 4) for part, each in parts.items()]
    return sum(shares) / sum(SHARES[part] for part in parts)


def score(heads: Heads, stories: Sequence[Story], limits: Limits) -> dict[str, Scores]:
    """Return the scores of a model by part of the corpus."""
    found: dict[str, Scores] = {}
    for story in stories:
        ours = [extracted_slots(event) for event in events_of(heads, story, limits)]
        found.setdefault(story.item.part, Scores()).add_bags(ours, story.known)
    return found


def sureties(heads: Heads, stories: Sequence[Story], limits: Limits) -> tuple[float, ...]:
    """Return how much each feature speaks for an incident: logistic regression, by Newton's method."""
    rows, right = [], []
    for story in stories:
        ours, features = events_with_features(heads, story, limits)
        bags = [extracted_slots(event) for event in ours]
        of = dict(pair(bags, story.known))
        right += [i in of and is_found(bags[i], story.known[of[i]]) for i in range(len(ours))]
        rows += features
    inputs = np.column_stack([np.array(rows), np.ones(len(rows))])
    weights = np.zeros(inputs.shape[1])
    for _ in range(NEWTON_STEPS):
        chances = 1 / (1 + np.exp(-inputs @ weights))
        slope = inputs.T @ (np.array(right) - chances) - PENALTY * weights
        bend = (inputs * (chances * (1 - chances))[:, None]).T @ inputs + PENALTY * np.eye(len(weights))
        weights += np.linalg.solve(bend, slope)
    return tuple(round(float(weight), 4) for weight in weights)


def events_with_features(heads: Heads, story: Story, limits: Limits) -> tuple[list[dict[str, Any]], list[list[float]]]:
    """Return the events of a story, and for each what speaks for it."""
    features: list[list[float]] = []
    reading = decode(heads, story.sections, story.item.values, limits, features=features)
    return events(story.item, reading), features


# --- chances ---------------------------------------------------------------------------------------------------------


def judged(heads: Heads, stories: Sequence[Story], limits: Limits) -> dict[str, list[tuple[float, bool]]]:
    """Return for each kind of value the scores that were given, and whether the value was right."""
    found: dict[str, list[tuple[float, bool]]] = defaultdict(list)
    for story in stories:
        ours = events_of(heads, story, limits)
        bags = [extracted_slots(event) for event in ours]
        of = dict(pair(bags, story.known))
        for i, event in enumerate(ours):
            known = story.known[of[i]] if i in of else Counter[Slot]()
            found["incident"].append((event["confidence"], is_found(bags[i], known)))
            for family, chance, slot in claims(event):
                found[family].append((chance, bool(in_common(Counter([slot]), known))))
    return found


def claims(event: dict[str, Any]) -> Iterator[tuple[str, float, Slot]]:
    """Yield each value of an event that has a chance of its own: its kind, the chance, and its slot."""
    yield "type", event["type_confidence"], ("type", event["type"])
    yield "status", event["status_confidence"], ("status", event["status"])
    for action in event["actions"]:
        yield "action", action["confidence"], ("action", action["type"])
    for place in event["places"]:
        yield "place", place["confidence"], ("place", fold(place["name"]))
    for each in event["agencies"]:
        yield "agency", each["confidence"], ("agency", agency(each["short"]))
    for each in event["quantities"]:
        yield "measure", each["confidence"], ("quantity of event", *measure(each["value"], each["unit"]))
    known = as_known(event)
    for each, seizure in zip(event["seizures"], known["seizures"], strict=True):
        unit = seizure["unit"] if seizure["value"] is not None else None
        yield "seized", each["confidence"], ("seizure", seizure["kind"], *measure(seizure["value"], unit))
    if event["when"] and event["when"]["start"]:
        yield "when", event["when"]["confidence"], ("when", event["when"]["start"], event["when"]["end"])
    for end in ("from", "to"):
        if event["route"] and event["route"][end]:
            yield "route", event["route"]["confidence"], ("route", end, event["route"][end])
    for group in event["people"]:
        count = group["count"] and (group["count"]["min"], group["count"]["max"])
        yield "group", group["confidence"], ("people", group["role"], count)


def fit(families: Mapping[str, Sequence[tuple[float, bool]]]) -> dict[str, tuple[list[float], list[float]]]:
    """Return for each kind of value scores in ascending order and the chance of being right at each."""
    return {family: isotonic(pairs) for family, pairs in families.items() if len(pairs) >= FEWEST}


def isotonic(pairs: Sequence[tuple[float, bool]]) -> tuple[list[float], list[float]]:
    """Return the rising steps that fit best, each as its mean score and its share of right values.

    Example:
        >>> isotonic([(0.1, False), (0.2, True), (0.3, False), (0.9, True)])
        ([0.1, 0.25, 0.9], [0.0, 0.5, 1.0])
    """
    blocks: list[list[float]] = []  # sum of scores, sum of right ones, number
    for score, right in sorted(pairs):
        blocks.append([score, float(right), 1.0])
        while len(blocks) > 1 and blocks[-2][1] / blocks[-2][2] >= blocks[-1][1] / blocks[-1][2]:
            last = blocks.pop()
            blocks[-1] = [one + other for one, other in zip(blocks[-1], last, strict=True)]
    return (
        [round(scores / count, 4) for scores, _, count in blocks],
        [round(rights / count, 4) for _, rights, count in blocks],
    )


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
