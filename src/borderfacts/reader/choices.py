"""Small decisions over scores: stretches from tags, the runner-up, the ends of a movement, the names of incidents."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from itertools import count, product
from string import ascii_uppercase
from typing import NamedTuple, TypeVar

import numpy as np

from borderfacts.reader.schema import Rival
from borderfacts.reader.tokens import Floats, Node
from borderfacts.records.explanation import NOTHING
from borderfacts.vocabulary import Factuality

L = TypeVar("L")


class Found(NamedTuple):
    """A stretch of words that is something: what, and with which chance."""

    node: Node
    label: str
    score: float
    factuality: Factuality = Factuality.OCCURRED
    rival: Rival | None = None


def stretches(chances: Floats, names: Sequence[str], kind: str, limit: float) -> list[Found]:
    """Return the stretches that tags tell: a word is inside where the chance of all labels together reaches the limit.

    Args:
        chances: words by tags: outside, then the first word of each label, then further words of each label.
        names: the labels.
        kind: the kind of the nodes.
        limit: the least chance that a word is not outside.
    """
    count = len(names)
    first, further = chances[:, 1 : 1 + count], chances[:, 1 + count :]
    best = (first + further).argmax(axis=1)
    inside = 1 - chances[:, 0]
    found: list[Found] = []
    start = None
    for i in range(len(chances) + 1):
        here = i < len(chances) and inside[i] > limit
        opens = here and (start is None or best[i] != best[start] or first[i, best[i]] > further[i, best[i]])
        if start is not None and (not here or opens):
            shares = (first + further)[start:i].mean(axis=0)
            rival = runner_up([*names, NOTHING], [*shares, chances[start:i, 0].mean()], names[best[start]])
            score = float(inside[start:i].mean())
            found.append(Found(Node(start, i - 1, kind), names[best[start]], score, rival=rival))
            start = None
        if opens:
            start = i
    return found


def likely(
    labels: Sequence[L], chances: Iterable[float], limit: float, apart: Mapping[L, Collection[L]]
) -> tuple[L, ...]:
    """Return the labels above a limit, in their order; of two that cannot stand together the likelier.

    Args:
        labels: the labels.
        chances: the chance of each.
        limit: the least chance, which is not enough.
        apart: for a label those that cannot stand beside it.
    """
    told = dict(zip(labels, map(float, chances), strict=True))
    found: list[L] = []
    for label in sorted((each for each in labels if told[each] > limit), key=lambda each: -told[each]):
        if not any(label in apart.get(other, ()) or other in apart.get(label, ()) for other in found):
            found.append(label)
    return tuple(label for label in labels if label in found)


def runner_up(names: Sequence[str], chances: Iterable[float], chosen: str) -> Rival:
    """Return the likeliest label beside the one that was chosen."""
    told = zip(names, map(float, chances), strict=True)
    label, score = max(((name, chance) for name, chance in told if name != chosen), key=lambda pair: pair[1])
    return Rival(label=label, score=round(min(max(score, 0.0), 1.0), 4))


def route_of(codes: Sequence[str], chances: Floats, limit: float) -> tuple[tuple[str | None, str | None], float]:
    """Return start and goal of a movement, never the same country, and the chance of both.

    Args:
        codes: the countries named, each once.
        chances: for each the chance to be the start, and that to be the goal.
        limit: the least chance of an end that is told; that an end is not told is a claim, too.
    """
    none = np.maximum(1 - chances.max(axis=0), 1e-6)
    told: list[tuple[str | None, float, float]] = [(None, float(none[0]), float(none[1]))]
    told += [(code, float(start), float(goal)) for code, (start, goal) in zip(codes, chances, strict=True)]
    pairs = [
        ((one[0], other[0]), one[1] * other[2])
        for one in told
        for other in told
        if (one[0] is None or one[1] > limit) and (other[0] is None or other[2] > limit)
        if one[0] is None or one[0] != other[0]
    ]
    return max(pairs, key=lambda pair: pair[1])


def names() -> Iterator[str]:
    """Yield the names of incidents: A, B, ..., without F and S, which name facts and statistics; then AA, AB, ..."""
    letters = [letter for letter in ascii_uppercase if letter not in "FS"]
    for further in count():
        for first, *others in product(letters, *[ascii_uppercase] * further):
            yield first + "".join(others)
