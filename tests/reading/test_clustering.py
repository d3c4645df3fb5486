"""Clusters from the chances of pairs."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from borderfacts.reading.clustering import average_link


def chances(seed, count):
    matrix = np.random.default_rng(seed).random((count, count))
    return (matrix + matrix.T) / 2


def by_definition(matrix, limit):
    """The two clusters with the greatest mean chance are joined, as long as it is above the limit."""
    clusters = [[i] for i in range(len(matrix))]
    while len(clusters) > 1:
        means = {
            (a, b): np.mean([matrix[i, j] for i in clusters[a] for j in clusters[b]])
            for a in range(len(clusters))
            for b in range(a + 1, len(clusters))
        }
        a, b = max(means, key=lambda pair: means[pair])
        if means[a, b] <= limit:
            break
        clusters[a] = sorted(clusters[a] + clusters.pop(b))
    return sorted(clusters)


@settings(max_examples=40)
@given(st.integers(0, 1000), st.integers(0, 9), st.sampled_from([0.2, 0.4, 0.5, 0.6, 0.8]))
def test_clusters_are_those_of_the_definition(seed, count, limit):
    matrix = chances(seed, count)
    assert average_link(matrix, limit) == by_definition(matrix, limit)


@pytest.mark.parametrize("count", [0, 1, 7])
def test_every_mention_is_in_one_cluster(count):
    clusters = average_link(chances(3, count), 0.5)
    assert sorted(i for cluster in clusters for i in cluster) == list(range(count))


def test_a_limit_that_nothing_reaches_leaves_all_apart():
    assert average_link(chances(1, 5), 1.0) == [[0], [1], [2], [3], [4]]


def test_a_limit_below_all_joins_all():
    assert average_link(chances(1, 5), -1.0) == [[0, 1, 2, 3, 4]]
