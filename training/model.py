"""The heads of the model in torch: what stands above the encoder; trained here, run by ``borderfacts.reading.heads``.

Every layer here has its counterpart there under the same name; ``training.export`` writes the weights.
"""

from __future__ import annotations

import torch
from torch import Tensor, nn

from borderfacts.reading.labels import (
    ACTIONS,
    CAUSES,
    FACTUALITIES,
    FATES,
    PARTS,
    ROLES,
    STATUSES,
    TYPES,
    USES,
)
from borderfacts.reading.tokens import ALL_KINDS, PAIR_FEATURES

WIDTH, TYPED, NARROW = 256, 320, 64
# The shares of numbers that training hides in the vectors of stretches, and in what pairs are scored by.
DROPPED, DROPPED_OF_PAIRS = 0.2, 0.2


class Pairs(nn.Module):
    """Scores for each pair of two lists of vectors, from both, a product of both and what is known of the two."""

    def __init__(self, outputs: int = 1) -> None:
        super().__init__()
        self.left = nn.Linear(TYPED, 128)
        self.right = nn.Linear(TYPED, 128)
        self.left_factor = nn.Linear(TYPED, NARROW)
        self.right_factor = nn.Linear(TYPED, NARROW)
        self.product = nn.Linear(NARROW, 128, bias=False)
        self.features = nn.Linear(PAIR_FEATURES, 128, bias=False)
        self.score = nn.Linear(128, outputs)
        self.hide = nn.Dropout(DROPPED_OF_PAIRS)

    def forward(self, left: Tensor, right: Tensor, features: Tensor) -> Tensor:
        """Return the scores: left by right by outputs; in training, pairs of the same left hide the same numbers."""
        with torch.autocast("cpu", dtype=torch.bfloat16, enabled=self.training):
            both = self.left(left).unsqueeze(1) + self.right(right).unsqueeze(0)
            product = self.product(self.left_factor(left).unsqueeze(1) * self.right_factor(right).unsqueeze(0))
            seen = torch.relu(both + product + self.features(features))
            kept = self.hide(seen.new_ones((len(left), 1, seen.shape[-1])))
            scores: Tensor = self.score(seen * kept)
        return scores.float()


class Heads(nn.Module):
    """Everything above the encoder; all inputs are of one story."""

    def __init__(self, hidden: int) -> None:
        super().__init__()
        self.action = nn.Linear(hidden, 1 + 2 * len(ACTIONS))  # out, begin of each, inside of each
        self.people = nn.Linear(hidden, 3)
        self.part = nn.Linear(hidden, 1 + 2 * len(PARTS))
        self.cause = nn.Linear(hidden, 1 + 2 * len(CAUSES))
        self.source = nn.Linear(hidden, 3)
        self.kind = nn.Embedding(len(ALL_KINDS), 32)
        self.action_type = nn.Embedding(len(ACTIONS), TYPED - WIDTH)
        self.span = nn.Linear(3 * hidden + 32, WIDTH)
        self.use = nn.Linear(WIDTH, len(USES))
        self.factuality = nn.Linear(WIDTH, len(FACTUALITIES))
        self.incident_of = Pairs()
        self.belongs = Pairs()
        self.same_people = Pairs()
        self.describes = Pairs()
        self.figure_of = Pairs()
        self.fate_of = Pairs(len(FATES))
        self.route_of = Pairs(2)
        self.acting = Pairs(2)
        self.incident = nn.Linear(2 * TYPED, WIDTH)
        self.status = nn.Linear(WIDTH, len(STATUSES))
        self.event = nn.Linear(WIDTH, len(TYPES))
        self.group = nn.Linear(2 * WIDTH + 2 * TYPED, WIDTH)
        self.role = nn.Linear(WIDTH, len(ROLES))
        self.fate = nn.Linear(WIDTH, len(FATES))  # what a group as a whole adds to the pairs of its mentions
        nn.init.zeros_(self.fate.weight)
        nn.init.zeros_(self.fate.bias)
        self.hide = nn.Dropout(DROPPED)

    def spans(self, words: Tensor, first: Tensor, last: Tensor, kind: Tensor) -> Tensor:
        """Return a vector for each stretch of words: its first and last word, the mean of all, and what proposed it."""
        if not len(first):
            return words.new_zeros((0, WIDTH))
        sums = torch.cat([words.new_zeros((1, words.shape[1])), words.cumsum(0)])
        mean = (sums[last + 1] - sums[first]) / (last - first + 1).unsqueeze(1)
        vectors: Tensor = self.hide(
            torch.relu(self.span(torch.cat([words[first], words[last], mean, self.kind(kind)], 1)))
        )
        return vectors

    def typed(self, spans: Tensor, types: Tensor | None = None) -> Tensor:
        """Return span vectors with the kind of action beside them; zeros where they are none."""
        more = self.action_type(types) if types is not None else spans.new_zeros((len(spans), TYPED - WIDTH))
        return torch.cat([spans, more], 1)

    def of_incident(self, actions: Tensor) -> Tensor:
        """Return what the actions of an incident say of it: their mean and their greatest."""
        return torch.cat([actions.mean(0), actions.max(0).values])

    def of_group(self, mentions: Tensor, actions: Tensor) -> Tensor:
        """Return the vector of a group of people, from its mentions and the actions of its incident."""
        inputs = torch.cat([mentions.mean(0), mentions.max(0).values, self.of_incident(actions)])
        return torch.relu(self.group(inputs))
