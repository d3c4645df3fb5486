"""Train the network on the corpus.

    python -m training.train EXAMPLES.pickle ENCODER_FOLDER OUT.pt [--epochs 6] [--stories 300] [--seed 1]

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
from pathlib import Path

import torch

from training.examples import Example
from training.network import Network, losses

WEIGHTS = {"action": 6.0, "people": 4.0, "part": 2.0, "use": 4.0, "incident": 1.0, "belongs": 1.5, "fate": 2.0}
BATCH = 8
RATES = (6e-5, 6e-4)
WARM_UP = 0.06
FROZEN = 2  # layers of the encoder, from below, that keep their weights: a third of the time for little loss


def train(
    examples: list[Example], encoder: Path, out: Path, *, epochs: int, seed: int, deadline: float | None = None
) -> Network:
    """Train on some stories; return the network after its last epoch."""
    torch.manual_seed(seed)
    network = Network(encoder)
    frozen = [network.encoder.embeddings, *network.encoder.encoder.layer[:FROZEN]]
    for part in frozen:
        part.requires_grad_(False)
    trained = [parameter for parameter in network.encoder.parameters() if parameter.requires_grad]
    groups = [
        {"params": trained, "lr": RATES[0]},
        {"params": list(network.heads.parameters()), "lr": RATES[1]},
    ]
    optimizer = torch.optim.AdamW(groups, weight_decay=0.01)
    steps = epochs * ((len(examples) + BATCH - 1) // BATCH)
    schedule = torch.optim.lr_scheduler.OneCycleLR(
        optimizer, list(RATES), total_steps=steps + 1, pct_start=WARM_UP, anneal_strategy="linear"
    )
    first = 0
    if out.is_file():
        saved = torch.load(out, weights_only=False)
        network.load_state_dict(saved["network"])
        optimizer.load_state_dict(saved["optimizer"])
        schedule.load_state_dict(saved["schedule"])
        first = saved["epoch"] + 1
    for epoch in range(first, epochs):
        order = list(range(len(examples)))
        random.Random(seed * 1000 + epoch).shuffle(order)
        started = time.monotonic()
        told: dict[str, float] = defaultdict(float)
        network.train()
        for at in range(0, len(order), BATCH):
            batch = order[at : at + BATCH]
            with torch.autocast("cpu", dtype=torch.bfloat16):
                words = network.words([examples[i] for i in batch])
            total = torch.zeros(())
            for i, vectors in zip(batch, words, strict=True):
                for name, loss in losses(network, examples[i], vectors).items():
                    total = total + WEIGHTS.get(name, 1.0) * loss / len(batch)
                    told[name] += loss.item() / len(order)
            total.backward()
            torch.nn.utils.clip_grad_norm_(network.parameters(), 1.0)
            optimizer.step()
            schedule.step()
            optimizer.zero_grad(set_to_none=True)
        state = {
            "network": network.state_dict(),
            "optimizer": optimizer.state_dict(),
            "schedule": schedule.state_dict(),
        }
        torch.save({**state, "epoch": epoch}, out)
        figures = {name: round(value, 4) for name, value in sorted(told.items())}
        print(epoch, round(time.monotonic() - started), json.dumps(figures), flush=True)
        if deadline is not None and time.monotonic() > deadline:
            break
    return network


def main(arguments: list[str]) -> int:
    """Train as the arguments say; return the exit status."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("examples", type=Path)
    parser.add_argument("encoder", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("--epochs", type=int, default=6)
    parser.add_argument("--stories", type=int)
    parser.add_argument("--seed", type=int, default=1)
    told = parser.parse_args(arguments)
    torch.set_num_threads(2)
    examples: list[Example] = pickle.loads(told.examples.read_bytes())
    train(examples[: told.stories], told.encoder, told.out, epochs=told.epochs, seed=told.seed)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
