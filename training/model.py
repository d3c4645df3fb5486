"""The model: a pretrained encoder, heads on words and stretches of words, and scores for pairs of them.

Trained with torch; at run time its encoder and heads are to run through onnxruntime.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import torch
from torch import Tensor, nn

from borderfacts.vocabulary import Fate, PartKind, Role, Status
from training.examples import ACTIONS, FACTUALITIES, FITTING, USES

KINDS = tuple(FITTING)
DISTANCES = (0, 1, 2, 3, 5, 8, 13)
PEOPLE_TAGS = 3  # out, begin, inside
PART_TAGS = 1 + 2 * len(PartKind)
PAIR_FEATURES = 2 * (len(DISTANCES) + 1) + 4
WIDTH = 256


class Heads(nn.Module):
    """Everything above the encoder; all inputs are of one story."""

    def __init__(self, hidden: int) -> None:
        super().__init__()
        self.action = nn.Linear(hidden, 1 + 2 * len(ACTIONS))  # out, begin of each, inside of each
        self.people = nn.Linear(hidden, PEOPLE_TAGS)
        self.part = nn.Linear(hidden, PART_TAGS)
        self.kind = nn.Embedding(len(KINDS) + 3, 32)  # of candidates; then action, people, part
        self.action_type = nn.Embedding(len(ACTIONS), 64)
        self.span = nn.Sequential(nn.Linear(3 * hidden + 32, WIDTH), nn.GELU(), nn.Dropout(0.1))
        self.use = nn.Linear(WIDTH, len(USES))
        self.factuality = nn.Linear(WIDTH, len(FACTUALITIES))
        self.incident_of = Pairs(WIDTH + 64)
        self.belongs = Pairs(WIDTH + 64)
        self.same_people = Pairs(WIDTH + 64)
        self.told_of = Pairs(WIDTH + 64)
        self.status = nn.Sequential(nn.Linear(2 * (WIDTH + 64), WIDTH), nn.GELU(), nn.Linear(WIDTH, len(Status)))
        self.group = nn.Sequential(nn.Linear(3 * WIDTH + 64, WIDTH), nn.GELU())
        self.group_role = nn.Linear(WIDTH, len(Role))
        self.group_fate = nn.Linear(WIDTH, len(Fate))
        self.route = nn.Sequential(nn.Linear(2 * WIDTH + 64, WIDTH), nn.GELU(), nn.Linear(WIDTH, 2))

    def spans(self, words: Tensor, first: Tensor, last: Tensor, kind: Tensor) -> Tensor:
        """Return a vector for each stretch of words: its first and last word, the mean of all, and what proposed it."""
        if not len(first):
            return words.new_zeros((0, WIDTH))
        sums = torch.cat([words.new_zeros((1, words.shape[1])), words.cumsum(0)])
        mean = (sums[last + 1] - sums[first]) / (last - first + 1).unsqueeze(1)
        told: Tensor = self.span(torch.cat([words[first], words[last], mean, self.kind(kind)], 1))
        return told

    def typed(self, spans: Tensor, types: Tensor | None) -> Tensor:
        """Return span vectors with the kind of action beside them; zeros where they are none."""
        more = self.action_type(types) if types is not None else spans.new_zeros((len(spans), 64))
        return torch.cat([spans, more], 1)


class Pairs(nn.Module):
    """A score for each pair of two lists of vectors, from both, their product and features of their distance."""

    def __init__(self, width: int) -> None:
        super().__init__()
        self.left = nn.Linear(width, WIDTH)
        self.right = nn.Linear(width, WIDTH)
        self.product = nn.Linear(width, WIDTH)
        self.features = nn.Linear(PAIR_FEATURES, WIDTH)
        self.score = nn.Sequential(nn.GELU(), nn.Dropout(0.1), nn.Linear(WIDTH, 1))

    def forward(self, left: Tensor, right: Tensor, features: Tensor) -> Tensor:
        """Return the scores, a row for each on the left."""
        both = self.left(left).unsqueeze(1) + self.right(right).unsqueeze(0)
        product = self.product(left.unsqueeze(1) * right.unsqueeze(0))
        scores: Tensor = self.score(both + product + self.features(features)).squeeze(-1)
        return scores

    def among(self, vectors: Tensor, features: Tensor) -> Tensor:
        """Return the scores of the pairs of one list, the same in both directions."""
        scores = self(vectors, vectors, features)
        return (scores + scores.T) / 2


def pair_features(
    one: Sequence[Any], other: Sequence[Any], sentence: Sequence[int], paragraph: Sequence[int]
) -> Tensor:
    """Return what is known of pairs: sentences and paragraphs between them, order, whether one holds the other."""
    a, b = torch.tensor([n.first for n in one]), torch.tensor([n.first for n in other])
    a_end, b_end = torch.tensor([n.last for n in one]), torch.tensor([n.last for n in other])
    if not len(a) or not len(b):
        return torch.zeros((len(a), len(b), PAIR_FEATURES))
    told = []
    for index in (sentence, paragraph):
        place = torch.tensor(index)
        apart = (place[b].unsqueeze(0) - place[a].unsqueeze(1)).abs()
        buckets = torch.bucketize(apart, torch.tensor(DISTANCES))
        told.append(nn.functional.one_hot(buckets, len(DISTANCES) + 1))
    before = (a.unsqueeze(1) < b.unsqueeze(0)).float()
    inside = ((a.unsqueeze(1) <= b.unsqueeze(0)) & (b_end.unsqueeze(0) <= a_end.unsqueeze(1))).float()
    around = ((b.unsqueeze(0) <= a.unsqueeze(1)) & (a_end.unsqueeze(1) <= b_end.unsqueeze(0))).float()
    near = 1.0 / (1.0 + (a.unsqueeze(1) - b.unsqueeze(0)).abs().float() / 10)
    return torch.cat([*(t.float() for t in told), torch.stack([before, inside, around, near], -1)], -1)
