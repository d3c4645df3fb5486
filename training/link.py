"""Fit the weights by which event mentions of one incident, and later steps of an incident, are known.

    python -m training.link FOLDER ...             # print what each feature comes to weigh
    python -m training.link FOLDER ... --write     # and write src/borderfacts/linking/data/weights.json
    python -m training.link FOLDER ... --write --follows    # only those by which later steps are known

Each FOLDER is a set of stories (``training.story_sets``); without one the weights are those set by hand. The stories of
the corpus are fitted, too: few of them report one incident, so they show what chance likenesses look like, and many of
a case with its steps. A weight is drawn to the one set by hand (``linking/data/features.toml``) and never changes its
sign, since a hundred stories say too little of a seldom feature.
"""

from __future__ import annotations

import json
import math
import sys
from collections.abc import Iterator, Sequence
from itertools import combinations
from pathlib import Path
from typing import NamedTuple

import numpy as np
import numpy.typing as npt
from scipy.optimize import minimize

from borderfacts.linking import blocking, model
from borderfacts.linking.model import Question
from borderfacts.linking.stories import event_mentions
from training.link_examples import ACROSS, Example, corpus_examples, follows_examples, link_examples
from training.story_sets import Key, StorySet, corpus_set, read_set

OUT = Path(__file__).parent.parent / "src" / "borderfacts" / "linking" / "data" / "weights.json"
BIAS = {"link": -4.0, "follows": -5.5}
# The chances from which on a link is made, and proposed.
MADE = {"link": 0.55, "follows": 0.5}
PROPOSED = {"link": 0.3, "follows": 0.5}
# What is added to the bias: most pairs that are fitted are of the corpus, where a later step is rarer than in a set. Of
# the steps that nine sets, each left out, were given with a chance between a quarter and a half, 11 of 11 were right.
RARER = {"link": 0.0, "follows": math.log(3)}
STIFFNESS = 2.0  # how strongly a weight is drawn to the one set by hand: the inverse of its variance


def fit(examples: Sequence[Example], question: Question) -> tuple[float, dict[str, float]]:
    """Return the bias and the weights that the examples give, starting from those set by hand."""
    names = [name for name, feature in model.features().items() if getattr(feature, question) is not None]
    start = np.array([BIAS[question], *(getattr(model.features()[name], question) for name in names)])
    if not examples:
        return float(start[0]), dict(zip(names, start[1:].tolist(), strict=True))
    given = np.array([[1.0, *(each.features.get(name, 0.0) for name in names)] for each in examples])
    truth = np.array([each.is_so for each in examples], dtype=float)
    counts = np.array([each.weight for each in examples])

    def loss(tried: npt.NDArray[np.float64]) -> tuple[float, npt.NDArray[np.float64]]:
        odds = given @ tried
        off = tried - start
        wrong = counts * (1 / (1 + np.exp(-odds)) - truth)
        value = counts @ (np.logaddexp(0, odds) - odds * truth) + STIFFNESS / 2 * off @ off
        return float(value), given.T @ wrong + STIFFNESS * off

    bounds = [(None, None), *((0, None) if weight > 0 else (None, 0) for weight in start[1:])]
    found = minimize(loss, start, jac=True, method="L-BFGS-B", bounds=bounds).x.tolist()
    return found[0], dict(zip(names, found[1:], strict=True))


class Corpus(NamedTuple):
    """The examples that the corpus gives, by question."""

    link: list[Example]
    follows: list[Example]

    @classmethod
    def read(cls) -> Corpus:
        """Return them."""
        corpus = corpus_set()
        return cls(list(corpus_examples(corpus)), list(follows_examples(corpus, corpus.gold, ACROSS)))


def weights(sets: Sequence[StorySet], corpus: Corpus | None = None) -> dict[str, dict[str, object]]:
    """Return the content of ``weights.json`` that some sets give, from the marks and from the library's own records.

    Args:
        sets: the sets.
        corpus: examples from other stories.
    """
    content: dict[str, dict[str, object]] = {}
    for question, examples in (("link", link_examples), ("follows", follows_examples)):
        given = [each for set_ in sets for each in examples(set_, set_.gold)]
        # A day that was misread is no reason to join what days keep apart.
        own = (each for set_ in sets for each in examples(set_, set_.own))
        given += [each for each in own if not (each.is_so and "days_apart" in each.features)]
        bias, features = fit([*given, *(getattr(corpus, question) if corpus else ())], question)  # type: ignore[arg-type]
        content[question] = {
            "bias": round(bias + RARER[question], 3),
            "made": MADE[question],
            "proposed": PROPOSED[question],
            "features": {name: round(weight, 3) for name, weight in features.items()},
        }
    return content


def barred(set_: StorySet) -> Iterator[tuple[Key, Key, str]]:
    """Yield the pairs of one incident that cannot be joined, with why: facts that look incompatible, or no block."""
    found = event_mentions(set_.gold).event_mentions
    profiles = [each.profile for each in found]
    met = {(one, other) for one, other in blocking.pairs(profiles).tolist()}
    for one, other in combinations(range(len(found)), 2):
        keys = (found[one].key, found[other].key)
        if set_.world.get(keys[0]) == set_.world.get(keys[1]) is not None:
            why = model.bar(profiles[one], profiles[other]) or ("" if (one, other) in met else "no block in common")
            if why:
                yield *keys, why


def main(arguments: list[str]) -> int:
    """Print the weights, and write them where asked; return the exit status."""
    folders = [Path(each) for each in arguments if not each.startswith("--")]
    sets = [read_set(folder) for folder in folders]
    for set_ in sets:
        for first, second, why in barred(set_):
            print(f"{set_.name}: {'/'.join(first)} and {'/'.join(second)}: {why}")
    found = weights(sets, Corpus.read() if sets else None)
    by_hand = model.features()
    for question, fitted in found.items():
        print(f"{question}: bias {fitted['bias']} (by hand {BIAS[question]})")
        for name, weight in fitted["features"].items():  # type: ignore[attr-defined]
            print(f"  {name:16} {weight:7.2f}   by hand {getattr(by_hand[name], question):5.2f}")
    if "--write" in arguments:
        kept = {"link": json.loads(OUT.read_text(encoding="utf-8"))["link"]} if "--follows" in arguments else {}
        OUT.write_text(json.dumps(found | kept, indent=2) + "\n", encoding="utf-8")
    return 0 if all(math.isfinite(fitted["bias"]) for fitted in found.values()) else 1  # type: ignore[arg-type]


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
