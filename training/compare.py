"""Compare two readers on the same stories: the difference of their slot F1, and the interval that the stories leave it.

    python -m training.compare ONE OTHER [ROUND ...]

ONE and OTHER are names in ``corpus/rounds/slots.json``, which has for each reader, round and story the slots in common,
extracted and known (``training.rounds`` writes it). Without a ROUND all that both have read are taken together. The
interval is that of the paired bootstrap (Efron and Tibshirani 1993; Koehn 2004): stories are drawn anew, the same for
both, and the middle 95 % of the differences is kept.
"""

from __future__ import annotations

import json
import random
import sys
from collections.abc import Mapping, Sequence

from training.rounds import SLOTS

Counts = Mapping[str, Sequence[float]]
DRAWS = 10_000


def f1(counts: Sequence[Sequence[float]]) -> float:
    """Return the F1 of some stories together, each as slots in common, extracted and known."""
    hits, extracted, known = (sum(each) for each in zip(*counts, strict=True))
    return 2 * hits / (extracted + known) if extracted + known else 0.0


def interval(one: Counts, other: Counts, *, draws: int = DRAWS, seed: int = 1) -> tuple[float, float, float]:
    """Return the difference of the F1 of one reader from that of another, and the ends of its 95 % interval.

    Raises:
        ValueError: the two did not read the same stories.
    """
    if set(one) != set(other):
        raise ValueError(f"one, other: not the same stories: {sorted(set(one) ^ set(other))}")
    names = sorted(one)
    chance = random.Random(seed)
    differences = []
    for _ in range(draws):
        drawn = chance.choices(names, k=len(names))
        differences.append(f1([one[name] for name in drawn]) - f1([other[name] for name in drawn]))
    differences.sort()
    low, high = differences[round(0.025 * draws)], differences[round(0.975 * draws) - 1]
    return f1([one[name] for name in names]) - f1([other[name] for name in names]), low, high


def main(arguments: list[str]) -> int:
    """Print the difference and its interval; return the exit status."""
    if len(arguments) < 2:
        sys.stderr.write(__doc__ or "")
        return 2
    kept = json.loads(SLOTS.read_text(encoding="utf-8"))
    one, other = kept[arguments[0]], kept[arguments[1]]
    rounds = arguments[2:] or sorted(set(one) & set(other))
    sides = [{name: counts for each in rounds for name, counts in side[each].items()} for side in (one, other)]
    difference, low, high = interval(*sides)
    print(f"slots F1 {difference:+.3f}, 95 % interval {low:+.3f} to {high:+.3f}, {len(sides[0])} stories")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
