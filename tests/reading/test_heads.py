from __future__ import annotations

import tracemalloc

import numpy as np

from borderfacts.reading.heads import Heads, relu
from borderfacts.reading.tokens import Floats

WIDTH, INPUTS, FACTORS, FEATURES, OUTPUTS = 48, 64, 32, 20, 3
SHAPES = {
    "left": (WIDTH, INPUTS),
    "right": (WIDTH, INPUTS),
    "left_factor": (FACTORS, INPUTS),
    "right_factor": (FACTORS, INPUTS),
    "product": (WIDTH, FACTORS),
    "features": (WIDTH, FEATURES),
    "score": (OUTPUTS, WIDTH),
}


def drawn(*shape: int) -> Floats:
    return np.random.default_rng(sum(shape)).standard_normal(shape, dtype=np.float32)


def heads() -> Heads:
    weights = {f"near.{name}.weight": drawn(*shape) for name, shape in SHAPES.items()}
    return Heads({"span.weight": drawn(4, 4), "action_type.weight": drawn(4, 4), **weights})


def at_once(found: Heads, left: Floats, right: Floats, features: Floats) -> Floats:
    """The scores of all pairs, made all at once."""
    one, other, factor, by = (
        found.linear(f"near.{name}", side)
        for name, side in (("left", left), ("right", right), ("left_factor", left), ("right_factor", right))
    )
    scores = one[:, None] + other[None, :] + found.linear("near.product", factor[:, None] * by[None, :])
    return found.linear("near.score", relu(scores + found.linear("near.features", features)))


def test_the_scores_of_many_pairs_are_to_the_bit_those_of_all_at_once() -> None:
    model = heads()
    for lefts, rights in ((0, 5), (5, 0), (1, 1), (301, 211), (3, 40_000)):
        inputs = drawn(lefts, INPUTS), drawn(rights, INPUTS), drawn(lefts, rights, FEATURES)
        assert np.array_equal(model.pairs("near", *inputs), at_once(model, *inputs))


def test_the_scores_of_many_pairs_take_little_more_memory_than_they_are() -> None:
    model, inputs = heads(), (drawn(600, INPUTS), drawn(500, INPUTS), drawn(600, 500, FEATURES))
    tracemalloc.start()
    try:
        scores = model.pairs("near", *inputs)
        _, most = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert most < 2 * scores.nbytes + 20_000_000
