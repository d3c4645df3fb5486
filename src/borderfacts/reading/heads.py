"""The heads of the model on plain arrays: tags of words, vectors of stretches, scores of pairs.

Each layer is one matrix under the name that it has in training (``training/model.py``); all inputs are of one story.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple, Self

import numpy as np

from borderfacts.reading.labels import ACTIONS
from borderfacts.reading.tokens import ALL_KINDS, Floats, Node

_AT_ONCE = 1_000_000  # numbers between two lists and the scores of their pairs


class Words(NamedTuple):
    """The vectors of the words of a story, and their sums from the first word up to each."""

    vectors: Floats
    sums: Floats

    @classmethod
    def of(cls, vectors: Floats) -> Self:
        """Return the vectors with their sums."""
        sums = np.zeros((len(vectors) + 1, vectors.shape[1]))
        # Six times as fast as np.cumsum, which goes down each column by itself.
        for before, vector, after in zip(sums, vectors, sums[1:], strict=False):
            np.add(before, vector, out=after)
        return cls(vectors, sums)


class Heads:
    """The layers above the encoder."""

    def __init__(self, weights: Mapping[str, Floats]) -> None:
        self._weights = {name: np.asarray(values, dtype=np.float32) for name, values in weights.items()}
        self._layers = {
            name.removesuffix(".weight"): (values.T, self._weights.get(f"{name.removesuffix('weight')}bias"))
            for name, values in self._weights.items()
            if name.endswith(".weight")
        }
        self.width = self._weights["span.weight"].shape[0]
        self._typed = self._weights["action_type.weight"].shape[1]

    @property
    def channels(self) -> int:
        """How many numbers the vector of a word has."""
        return int(self._weights["action.weight"].shape[1])

    def linear(self, name: str, inputs: Floats) -> Floats:
        """Return a layer's outputs."""
        weights, bias = self._layers[name]
        found: Floats = inputs @ weights
        if bias is not None:
            found += bias
        return found

    def spans(self, words: Words, nodes: Sequence[Node]) -> Floats:
        """Return a vector for each stretch of words, from its first and last word, the mean of all, and its kind."""
        if not nodes:
            return np.zeros((0, self.width), dtype=np.float32)
        first, last = np.array([node.first for node in nodes]), np.array([node.last for node in nodes])
        mean = ((words.sums[last + 1] - words.sums[first]) / (last - first + 1)[:, None]).astype(np.float32)
        kinds = [ALL_KINDS.index(node.kind) for node in nodes]
        inputs = np.concatenate(
            [words.vectors[first], words.vectors[last], mean, self._weights["kind.weight"][kinds]], axis=1
        )
        return relu(self.linear("span", inputs))

    def typed(self, spans: Floats, actions: Sequence[str] | None = None) -> Floats:
        """Return vectors of stretches with the label of the action beside them; zeros where they are none."""
        more = np.zeros((len(spans), self._typed), dtype=np.float32)
        if actions:
            more = self._weights["action_type.weight"][[ACTIONS.index(label) for label in actions]]
        return np.concatenate([spans, more], axis=1)

    def pairs(self, name: str, left: Floats, right: Floats, features: Floats) -> Floats:
        """Return the scores of all pairs of two lists: left by right by outputs.

        What is between takes a thousand times as much memory, so it is made for few of the left at once; how many
        changes no score, as each of the left is a product of matrices of its own.
        """
        ones, others = self.linear(f"{name}.left", left), self.linear(f"{name}.right", right)
        factors, by = self.linear(f"{name}.left_factor", left), self.linear(f"{name}.right_factor", right)
        at_once = max(1, _AT_ONCE // max(1, by.size))
        found = []
        for at in range(0, len(left) or 1, at_once):
            few = slice(at, at + at_once)
            sums = ones[few, None] + others[None, :]
            sums += self.linear(f"{name}.product", factors[few, None] * by[None, :])
            sums += self.linear(f"{name}.features", features[few])
            found.append(self.linear(f"{name}.score", np.maximum(sums, 0, out=sums)))
        return np.concatenate(found)

    def of_incident(self, actions: Floats) -> Floats:
        """Return what the actions of an incident say of it: their mean and their greatest."""
        return np.concatenate([actions.mean(axis=0), actions.max(axis=0)])

    def of_group(self, mentions: Floats, actions: Floats) -> Floats:
        """Return the vector of a group of people, from its mentions and the actions of its incident."""
        inputs = np.concatenate([mentions.mean(axis=0), mentions.max(axis=0), self.of_incident(actions)])
        return relu(self.linear("group", inputs))


def relu(values: Floats) -> Floats:
    """Return the values with zero for what is below zero."""
    return np.maximum(values, 0)


def sigmoid(scores: Floats) -> Floats:
    """Return chances for scores that stand for yes or no."""
    found: Floats = 1 / (1 + np.exp(-np.clip(scores, -30, 30)))
    return found


def softmax(scores: Floats) -> Floats:
    """Return chances for scores of which one is chosen, along the last axis."""
    powers = np.exp(scores - scores.max(axis=-1, keepdims=True))
    found: Floats = powers / powers.sum(axis=-1, keepdims=True)
    return found
