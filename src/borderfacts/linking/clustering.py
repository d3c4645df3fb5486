"""Join event mentions to incidents, by average link under constraints: no chain of likenesses joins what differs."""

from __future__ import annotations

import math
from collections.abc import Callable, Collection, Iterable, Sequence
from itertools import combinations

Likeness = Callable[[int, int], float]
Pair = tuple[int, int]

LARGEST = 200  # members of a component within which all pairs are compared
STEP = 0.5  # log odds by which the bar rises in a component that is larger
MOST = 6.0  # log odds that one pair may bring into an average, for or against


def components(pairs: Iterable[tuple[int, int, float]], together: Iterable[Pair], at_least: float) -> list[list[int]]:
    """Return the sets of event mentions that likenesses of at least some log odds connect, each sorted, by their least.

    A set larger than ``LARGEST`` falls apart at a higher bar: what holds it together is a chain.
    """
    joined = list(together)
    strong = [each for each in pairs if each[2] >= at_least]
    found: list[list[int]] = []
    for members in _connected([*joined, *((one, other) for one, other, _ in strong)]):
        if len(members) <= LARGEST or math.isinf(at_least):
            found.append(members)
            continue
        own = set(members)
        inside = [each for each in strong if each[0] in own]
        bar = at_least + STEP if at_least < max(each[2] for each in inside) else math.inf
        found += components(inside, [pair for pair in joined if pair[0] in own], bar)
    return sorted(found)


def _connected(pairs: Iterable[Pair]) -> list[list[int]]:
    leader: dict[int, int] = {}

    def find(each: int) -> int:
        while leader.setdefault(each, each) != each:
            leader[each] = leader[leader[each]]
            each = leader[each]
        return each

    for one, other in pairs:
        first, second = sorted((find(one), find(other)))
        leader[second] = first
    groups: dict[int, list[int]] = {}
    for each in sorted(leader):
        groups.setdefault(find(each), []).append(each)
    return list(groups.values())


def clusters(
    members: Sequence[int], likeness: Likeness, made: float, together: Collection[Pair] = ()
) -> list[list[int]]:
    """Return the incidents among the members of a component.

    Two clusters are joined while the mean log odds of all pairs between them, the best first, are at least ``made``;
    a pair that cannot be (minus infinity) keeps them apart for good.

    Args:
        members: the event mentions.
        likeness: the log odds of two of them.
        made: the least mean.
        together: pairs that a person joined.
    """
    parts = _connected([*((each, each) for each in members), *together])
    sums = {
        (i, j): sum(bounded(likeness(a, b)) for a in parts[i] for b in parts[j])
        for i, j in combinations(range(len(parts)), 2)
    }
    while sums:
        mean, _, (i, j) = max(
            (total / (len(parts[i]) * len(parts[j])), (-parts[i][0], -parts[j][0]), (i, j))
            for (i, j), total in sums.items()
        )
        if mean < made:
            break
        parts[i], parts[j] = sorted(parts[i] + parts[j]), []
        for k in range(len(parts)):
            moved = sums.pop((min(j, k), max(j, k)), None)
            if moved is not None and k != i:
                sums[min(i, k), max(i, k)] += moved
    return sorted(part for part in parts if part)


def bounded(odds: float) -> float:
    """Return log odds that count in an average no more than they should; minus infinity stays."""
    return odds if math.isinf(odds) else max(-MOST, min(MOST, odds))
