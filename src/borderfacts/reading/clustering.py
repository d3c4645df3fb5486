"""Which of some mentions belong together: clusters from the chances of all pairs."""

from __future__ import annotations

import numpy as np

from borderfacts.reading.tokens import Floats


def average_link(chances: Floats, limit: float) -> list[list[int]]:
    """Return clusters: the two most alike are joined as long as the mean chance between them is above the limit.

    Args:
        chances: for each pair the chance that both belong together; as many rows as columns.
        limit: the least mean chance.

    Returns:
        The clusters as lists of indices, each in order, by their first index.

    Examples:
        >>> average_link(np.array([[1, 0.9, 0.1], [0.9, 1, 0.2], [0.1, 0.2, 1]], dtype=np.float32), 0.5)
        [[0, 1], [2]]
    """
    clusters = {i: [i] for i in range(len(chances))}
    sums = chances.astype(np.float64)
    np.fill_diagonal(sums, -np.inf)
    means, sizes = sums.copy(), np.ones(len(chances))
    while len(clusters) > 1:
        i, j = sorted(divmod(int(means.argmax()), len(chances)))
        if means[i, j] <= limit:
            break
        clusters[i] += clusters.pop(j)
        sums[i] += sums[j]
        sums[:, i] += sums[:, j]
        sums[j] = sums[:, j] = sums[i, i] = -np.inf
        sizes[i] += sizes[j]
        means[i], means[:, i] = sums[i] / (sizes[i] * sizes), sums[:, i] / (sizes * sizes[i])
        means[j] = means[:, j] = -np.inf
    return sorted(sorted(cluster) for cluster in clusters.values())
