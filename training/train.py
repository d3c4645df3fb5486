"""Train the network on the corpus.

    python -m training.train ITEMS.pickle ENCODER_FOLDER OUT.pt [--taught TAUGHT.pickle] [--start EARLIER.pt]
        [--epochs 12] [--stories 300] [--seed 1] [--rate 1e-4]

ITEMS comes from ``training.build``; stories that are set aside are left out. TAUGHT comes from ``training.teach``.
EARLIER is what an earlier run wrote, whose weights this one starts from.
Seeded and resumable: a checkpoint is written after every epoch, and a run that finds it goes on from there.
"""

from __future__ import annotations

import argparse
import json
import pickle
import random
import sys
import time
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import torch

from training.build import set_aside
from training.examples import Example, Item, Lesson, joined, thinned
from training.framing import Frames
from training.network import Losses, Network, load

# What a head counts for in the sum of the losses.
WEIGHTS = {"action": 6.0, "people": 4.0, "part": 2.0, "use": 8.0, "incident": 2.0, "fate": 3.0, "figure": 0.5}
BATCH = 8
JOINED = 0.5  # the share of batches whose two shortest marked stories are read as one text
FRAMED = 0.4  # the share of marked stories that are read with a line of a page around them
# The share of marked stories that are read without some of the sentences that nothing is marked in, and of these
# sentences the share that is left out.
THINNED, LEFT_OUT = 0.5, 0.4
OF_HEADS = 6  # how many times greater the learning rate of the heads is than that of the encoder
WARM_UP = 0.06
_FROZEN = "encoder.bert.embeddings."
_ORDER = 17  # seed of the order of the stories, so that 300 of them are always the same
AVERAGED = 0.995  # how much of the running average of the weights each step of the last epochs keeps
AVERAGED_EPOCHS = 4


class Lessons(NamedTuple):
    """What is trained on: stories that are marked, and articles that other networks have read."""

    marked: list[Example]
    taught: list[Lesson]
    frames: Frames

    def all(self) -> list[Lesson]:
        """Return what a pass reads."""
        return [*map(Lesson, self.marked), *self.taught]


def train(
    lessons: Lessons, encoder: Path, out: Path, *, start: Path | None, epochs: int, seed: int, rate: float
) -> Network:
    """Train on some stories; return the network with the running average of its weights."""
    torch.manual_seed(seed)
    network = load(start, encoder).train() if start else Network(encoder)
    network.encoder.bert.embeddings.requires_grad_(False)  # their words are known; those of 1,200 stories are few
    average: dict[str, torch.Tensor] = {}
    tuned = [parameter for parameter in network.encoder.parameters() if parameter.requires_grad]
    groups = [{"params": tuned, "lr": rate}, {"params": list(network.heads.parameters()), "lr": OF_HEADS * rate}]
    optimizer = torch.optim.AdamW(groups, weight_decay=0.05)
    stories = len(lessons.all())
    steps = epochs * ((stories + BATCH - 1) // BATCH)
    schedule = torch.optim.lr_scheduler.OneCycleLR(
        optimizer, [rate, OF_HEADS * rate], total_steps=steps + 1, pct_start=WARM_UP, anneal_strategy="linear"
    )
    first = 0
    if out.is_file():
        saved = torch.load(out, weights_only=False)
        network.load_state_dict(saved["network"])
        optimizer.load_state_dict(saved["optimizer"])
        schedule.load_state_dict(saved["schedule"])
        average, first = saved["average"], saved["epoch"] + 1
        torch.manual_seed(seed * 1000 + first)
    for epoch in range(first, epochs):
        started = time.monotonic()
        network.train()
        losses: dict[str, float] = defaultdict(float)
        for batch in _batches(lessons, seed * 1000 + epoch):
            for name, value in _step(network, optimizer, batch).items():
                losses[name] += value / stories
            schedule.step()
            if epoch >= epochs - AVERAGED_EPOCHS:
                _add(average, network)
        parts = {"network": network, "optimizer": optimizer, "schedule": schedule}
        states = {name: part.state_dict() for name, part in parts.items()}
        torch.save({**states, "average": average, "epoch": epoch}, out)
        figures = {name: round(value, 4) for name, value in sorted(losses.items())}
        print(epoch, round(time.monotonic() - started), json.dumps(figures), flush=True)
    network.load_state_dict(average or network.state_dict())
    return network


def _add(average: dict[str, torch.Tensor], network: Network) -> None:
    """Add the weights of the network to their running average."""
    for name, value in network.state_dict().items():
        if name not in average:
            average[name] = value.clone()
        elif value.is_floating_point() and not name.startswith(_FROZEN):
            average[name].lerp_(value, 1 - AVERAGED)


def _batches(lessons: Lessons, seed: int) -> Iterator[list[Lesson]]:
    chance = random.Random(seed)
    drawn = lessons.all()
    chance.shuffle(drawn)
    for at in range(0, len(drawn), BATCH):
        batch = drawn[at : at + BATCH]
        by_marks = (each.example for each in batch if each.aims is None)
        marked = [_thinned(each, chance) if chance.random() < THINNED else each for each in by_marks]
        marked.sort(key=lambda each: len(each.tokens.starts))
        if len(marked) > 1 and chance.random() < JOINED:
            marked = [joined(*marked[:2]), *marked[2:]]
        framed = [lessons.frames.around(each, chance) if chance.random() < FRAMED else each for each in marked]
        yield [*map(Lesson, framed), *(each for each in batch if each.aims is not None)]


def _thinned(example: Example, chance: random.Random) -> Example:
    silent = sorted(set(example.tokens.sentence) - example.reporting())
    return thinned(example, {sentence for sentence in silent if chance.random() < LEFT_OUT})


def _step(network: Network, optimizer: torch.optim.Optimizer, batch: list[Lesson]) -> dict[str, float]:
    """Take one step; return the sums of the losses of its stories, by head."""
    sums: dict[str, float] = defaultdict(float)
    total = torch.zeros(())
    words = network.words([each.example.tokens for each in batch])
    for (example, aims), vectors in zip(batch, words, strict=True):
        for name, loss in Losses(network, example, vectors, aims).all().items():
            total = total + WEIGHTS.get(name, 1.0) * loss / len(batch)
            sums[name] += loss.item()
    total.backward()
    torch.nn.utils.clip_grad_norm_(network.parameters(), 1.0)
    optimizer.step()
    optimizer.zero_grad(set_to_none=True)
    return sums


def main(arguments: list[str]) -> int:
    """Train as the arguments say; return the exit status."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("items", type=Path)
    parser.add_argument("encoder", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("--taught", type=Path)
    parser.add_argument("--start", type=Path)
    parser.add_argument("--epochs", type=int, default=12)
    parser.add_argument("--stories", type=int)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--rate", type=float, default=1e-4, help="the greatest learning rate of the encoder")
    asked = parser.parse_args(arguments)
    torch.set_num_threads(2)
    taught = pickle.loads(asked.taught.read_bytes()) if asked.taught else []
    lessons = Lessons(examples(asked.items, asked.stories), taught, Frames.of_corpus())
    train(lessons, asked.encoder, asked.out, start=asked.start, epochs=asked.epochs, seed=asked.seed, rate=asked.rate)
    return 0


def examples(path: Path, stories: int | None = None) -> list[Example]:
    """Return the stories to train on, all or some, in an order that does not follow the corpus."""
    items: list[Item] = pickle.loads(path.read_bytes())
    found = [item.example for item in items if item.example.id not in set_aside()]
    random.Random(_ORDER).shuffle(found)
    return found[:stories]


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
