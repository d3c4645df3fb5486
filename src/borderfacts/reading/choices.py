"""Small decisions over scores: stretches from tags, the runner-up, the ends of a movement, the names of incidents."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import count, product
from string import ascii_uppercase
from typing import NamedTuple, TypeVar

import numpy as np
import numpy.typing as npt

from borderfacts.reading.schema import Rival
from borderfacts.reading.tokens import Floats, Node
from borderfacts.records.explanation import NOTHING
from borderfacts.vocabulary import Factuality

_LEAST = 1e-9  # a chance of which the logarithm is taken

L = TypeVar("L")


class Found(NamedTuple):
    """A stretch of words that is something: what, and with which chance."""

    node: Node
    label: str
    score: float
    factuality: Factuality = Factuality.OCCURRED
    rival: Rival | None = None


def stretches(
    chances: Floats, names: Sequence[str], kind: str, limit: float, beside: float | None = None
) -> list[Found]:
    """Return the stretches that tags mark: a word is inside where the chance of all labels together reaches the limit.

    Words inside that follow each other are cut into stretches of one label each by the likeliest sequence of tags
    (Viterbi 1967): a further word of a label only follows a word of the same label. Beside a word that is surely
    inside, less is enough (two thresholds, Canny 1986), so that a phrase does not lose its ends.

    Args:
        chances: words by tags: outside, then the first word of each label, then further words of each label.
        names: the labels.
        kind: the kind of the nodes.
        limit: the least chance that a word is not outside.
        beside: the least chance of a word that follows or comes before such a one; as the limit where not given.
    """
    beside = limit if beside is None else min(beside, limit)
    count = len(names)
    first, further = chances[:, 1 : 1 + count], chances[:, 1 + count :]
    inside = 1 - chances[:, 0]
    either = first + further
    found: list[Found] = []
    for start, end in _runs(inside > beside):
        for opens, after, label in _cut(first[start:end], further[start:end]):
            own = slice(start + opens, start + after)
            if inside[own].max() <= limit:
                continue
            shares = either[own].mean(axis=0).tolist()
            rival = runner_up([*names, NOTHING], [*shares, chances[own, 0].mean()], names[label])
            node = Node(own.start, own.stop - 1, kind)
            found.append(Found(node, names[label], float(inside[own].mean()), rival=rival))
    return found


def _runs(inside: npt.NDArray[np.bool_]) -> Iterator[tuple[int, int]]:
    """Yield where words inside follow each other: the first, and the one after the last."""
    edges = np.flatnonzero(np.diff(inside, prepend=False, append=False)).tolist()
    yield from zip(edges[::2], edges[1::2], strict=True)


def _cut(first: Floats, further: Floats) -> list[tuple[int, int, int]]:
    """Return the likeliest stretches of words that are all inside: the first word, the one after the last, the label.

    Args:
        first: for each word and label the chance that a stretch of the label starts there.
        further: the chance that one goes on there. The first of the words starts one either way.
    """
    starts, goes_on = np.log(first + _LEAST), np.log(further + _LEAST)
    best = np.log(first[0] + further[0] + _LEAST)
    before: list[
        tuple[npt.NDArray[np.bool_], int]
    ] = []  # for each later word where a stretch starts, after which label
    for i in range(1, len(first)):
        likeliest = int(best.argmax())
        anew, on = best[likeliest] + starts[i], best + goes_on[i]
        before.append((anew > on, likeliest))
        best = np.maximum(anew, on)
    found: list[tuple[int, int, int]] = []
    label, end = int(best.argmax()), len(first)
    for i in range(len(first) - 1, 0, -1):
        opens, likeliest = before[i - 1]
        if opens[label]:
            found.append((i, end, label))
            label, end = likeliest, i
    return [(0, end, label), *reversed(found)]


def likely(
    labels: Sequence[L], chances: Iterable[float], limits: Iterable[float], apart: Mapping[L, Collection[L]]
) -> tuple[L, ...]:
    """Return the labels above their limits, in their order; of two that cannot stand together the likelier.

    Args:
        labels: the labels.
        chances: the chance of each.
        limits: the least chance of each, which is not enough.
        apart: for a label those that cannot stand beside it.
    """
    chance_of = {
        label: float(chance) for label, chance, limit in zip(labels, chances, limits, strict=True) if chance > limit
    }
    found: list[L] = []
    for label in sorted(chance_of, key=lambda each: -chance_of[each]):
        if not any(_cannot_be(label, other, apart) for other in found):
            found.append(label)
    return tuple(label for label in labels if label in found)


def are_apart(
    labels: Sequence[L], chances: Floats, limit: float, apart: Mapping[L, Collection[L]]
) -> npt.NDArray[np.bool_]:
    """Return which two of some mentions are of different people: they have no label in common, and two that cannot be.

    Args:
        labels: the labels.
        chances: mentions by labels.
        limit: the least chance of a label that a mention has, which is not enough.
        apart: for a label those that cannot stand beside it.
    """
    has = chances > limit
    pairs = [[_cannot_be(one, other, apart) for other in labels] for one in labels]
    found: npt.NDArray[np.bool_] = (has @ np.array(pairs) @ has.T) & ~(has @ has.T)
    return found


def _cannot_be(one: L, other: L, apart: Mapping[L, Collection[L]]) -> bool:
    """Return whether two labels cannot stand together, whichever of them names the other."""
    return one in apart.get(other, ()) or other in apart.get(one, ())


def runner_up(names: Sequence[str], chances: Iterable[float], chosen: str) -> Rival:
    """Return the likeliest label beside the one that was chosen."""
    label, score = "", -1.0
    for name, chance in zip(names, chances, strict=True):
        if chance > score and name != chosen:
            label, score = name, chance
    return rival(label, round(min(max(float(score), 0.0), 1.0), 4))


@lru_cache(maxsize=10_000)
def rival(label: str, score: float) -> Rival:
    """Return a label that was not chosen, with its chance; mentions share one of both, of which a text has few.

    Args:
        label: the label.
        score: its chance, rounded.
    """
    return Rival(label=label, score=score)


def route_of(codes: Sequence[str], chances: Floats, limit: float) -> tuple[tuple[str | None, str | None], float]:
    """Return start and goal of a movement, never the same country, and the chance of both.

    Args:
        codes: the countries named, each once.
        chances: for each the chance to be the start, and that to be the goal.
        limit: the least chance of an end that is reported; that an end is not reported is a claim, too.
    """
    none = np.maximum(1 - chances.max(axis=0), 1e-6)
    ends: list[tuple[str | None, float, float]] = [(None, float(none[0]), float(none[1]))]
    ends += [(code, float(start), float(goal)) for code, (start, goal) in zip(codes, chances, strict=True)]
    pairs = [
        ((one[0], other[0]), one[1] * other[2])
        for one in ends
        for other in ends
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
