"""Compare two ways to sort the same things into sets: pairwise, B-cubed and CEAF-e precision and recall."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Sequence
from itertools import combinations

import numpy as np
from scipy.optimize import linear_sum_assignment

from training.scoring import Score

Sets = Sequence[frozenset[Hashable]]


def pairwise(found: Sets, known: Sets) -> Score:
    """Return the score of the pairs that stand in one set."""
    ours, theirs = _pairs(found), _pairs(known)
    return Score(len(ours & theirs), len(ours), len(theirs))


def _pairs(sets: Sets) -> set[frozenset[Hashable]]:
    return {frozenset(pair) for each in sets for pair in combinations(each, 2)}


def b_cubed(found: Sets, known: Sets) -> tuple[float, float]:
    """Return precision and recall, the mean over all things (Bagga and Baldwin 1998)."""
    ours, theirs = _set_of(found), _set_of(known)
    shared = {each: len(ours[each] & theirs[each]) for each in ours.keys() & theirs.keys()}
    precision = sum(number / len(ours[each]) for each, number in shared.items()) / len(ours)
    return precision, sum(number / len(theirs[each]) for each, number in shared.items()) / len(theirs)


def _set_of(sets: Sets) -> dict[Hashable, frozenset[Hashable]]:
    return {thing: each for each in sets for thing in each}


def ceaf_e(found: Sets, known: Sets) -> tuple[float, float]:
    """Return precision and recall of the best pairing of sets, each pair by what it shares (Luo 2005, entity-based)."""
    shares = np.array([[2 * len(one & other) / (len(one) + len(other)) for other in known] for one in found])
    best = float(shares[linear_sum_assignment(shares, maximize=True)].sum())
    return best / len(found), best / len(known)


def completed(sets: Iterable[frozenset[Hashable]], things: Iterable[Hashable]) -> list[frozenset[Hashable]]:
    """Return the sets with a set of its own for each of the things that is in none."""
    found = list(sets)
    there = {thing for each in found for thing in each}
    return [*found, *(frozenset({thing}) for thing in dict.fromkeys(things) if thing not in there)]


def f1(precision: float, recall: float) -> float:
    """Return the harmonic mean."""
    return 2 * precision * recall / (precision + recall) if precision + recall else 0.0
