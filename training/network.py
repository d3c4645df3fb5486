"""The network on one story: vectors of its words, the losses of a marked story, and the scores by which one is read."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

import torch
from tokenizers import Tokenizer
from torch import Tensor, nn
from torch.nn import functional
from transformers import AutoModel

from borderfacts.vocabulary import Fate, PartKind, Role, Status
from training.examples import ACTIONS, FACTUALITIES, FITTING, USES, Example, Node
from training.model import KINDS, Heads, pair_features

WINDOW, STRIDE = 510, 382
CLS, SEP = 101, 102  # of the encoder's vocabulary
ACTION_KIND, PEOPLE_KIND, PART_KIND = len(KINDS), len(KINDS) + 1, len(KINDS) + 2
_FITS = torch.tensor([[use in FITTING[kind] for use in USES] for kind in KINDS])
_ROLES, _FATES, _STATUSES, _PARTS = list(Role), list(Fate), list(Status), list(PartKind)


class Pieces(NamedTuple):
    """A story in word pieces: their ids, and for each its word (-1 for none)."""

    ids: list[int]
    words: list[int]


class Network(nn.Module):
    """Encoder and heads."""

    def __init__(self, encoder: Path) -> None:
        super().__init__()
        self.encoder = AutoModel.from_pretrained(encoder, add_pooling_layer=False)
        self.heads = Heads(self.encoder.config.hidden_size)
        self.tokenizer = Tokenizer.from_file(str(encoder / "tokenizer.json"))
        self.tokenizer.no_truncation()
        self.tokenizer.no_padding()

    def pieces(self, example: Example) -> Pieces:
        """Cut a story into word pieces."""
        coded = self.tokenizer.encode(example.text, add_special_tokens=False)
        at, words = 0, []
        for start, end in coded.offsets:
            while at < len(example.words) and example.words[at][1] <= start:
                at += 1
            inside = at < len(example.words) and example.words[at][0] < end
            words.append(at if inside else -1)
        return Pieces(coded.ids, words)

    def words(self, examples: Sequence[Example]) -> list[Tensor]:
        """Return for each story a vector for each word: the mean of its pieces, over the windows that hold them."""
        told = [self.pieces(example) for example in examples]
        windows = [
            (story, start)
            for story, pieces in enumerate(told)
            for start in range(0, max(len(pieces.ids) - WINDOW + STRIDE, 1), STRIDE)
        ]
        size = min(WINDOW, max(len(pieces.ids) for pieces in told))
        ids = torch.zeros((len(windows), size + 2), dtype=torch.long)
        mask = torch.zeros_like(ids)
        for row, (story, start) in enumerate(windows):
            some = [CLS, *told[story].ids[start : start + size], SEP]
            ids[row, : len(some)] = torch.tensor(some)
            mask[row, : len(some)] = 1
        states = self.encoder(input_ids=ids, attention_mask=mask).last_hidden_state.float()
        return [
            self._merged(
                len(example.words),
                told[story].words,
                states,
                [(r, at) for r, (s, at) in enumerate(windows) if s == story],
                size,
            )
            for story, example in enumerate(examples)
        ]

    @staticmethod
    def _merged(count: int, pieces: list[int], states: Tensor, rows: Sequence[tuple[int, int]], size: int) -> Tensor:
        vectors = states.new_zeros((count + 1, states.shape[-1]))
        counts = states.new_zeros((count + 1, 1))
        for row, start in rows:
            inside = torch.tensor(pieces[start : start + size], dtype=torch.long)
            inside = torch.where(inside < 0, count, inside)
            vectors = vectors.index_add(0, inside, states[row, 1 : 1 + len(inside)])
            counts = counts.index_add(0, inside, torch.ones((len(inside), 1)))
        return (vectors / counts.clamp(min=1))[:-1]

    def span_vectors(self, words: Tensor, nodes: Sequence[Node], kind: int | None = None) -> Tensor:
        """Return a vector for each node."""
        first = torch.tensor([node.first for node in nodes], dtype=torch.long)
        last = torch.tensor([node.last for node in nodes], dtype=torch.long)
        kinds = [KINDS.index(node.kind) if kind is None else kind for node in nodes]
        return self.heads.spans(words, first, last, torch.tensor(kinds, dtype=torch.long))

    def action_vectors(self, words: Tensor, actions: Sequence[Node]) -> tuple[Tensor, Tensor]:
        """Return the vectors of actions without and with their kind."""
        spans = self.span_vectors(words, actions, ACTION_KIND)
        types = torch.tensor([ACTIONS.index(next(iter(node.uses))) for node in actions], dtype=torch.long)
        return spans, self.heads.typed(spans, types)

    def group_vector(self, mentions: Tensor, actions: Tensor) -> Tensor:
        """Return the vector of a group of people from its mentions and the actions of its incident."""
        width = mentions.shape[1]
        if not len(actions):
            actions = mentions.new_zeros((1, width + 64))
        acts = actions.mean(0)
        vector: Tensor = self.heads.group(
            torch.cat([mentions.mean(0), mentions.max(0).values, acts[:width], acts[width:]])
        )
        return vector

    def incident_vector(self, actions: Tensor) -> Tensor:
        """Return the vector of an incident from its actions."""
        return torch.cat([actions.mean(0), actions.max(0).values])


def losses(network: Network, example: Example, words: Tensor) -> dict[str, Tensor]:
    """Return the losses of a marked story, by head; ``words`` are the vectors of its words."""
    heads = network.heads
    found: dict[str, Tensor] = {}
    found["action"] = functional.cross_entropy(heads.action(words), _action_tags(example))
    found["people"] = functional.cross_entropy(heads.people(words), _people_tags(example))
    found["part"] = functional.cross_entropy(heads.part(words), _part_tags(example))
    candidates = network.span_vectors(words, example.candidates)
    if len(candidates):
        fits = _FITS[torch.tensor([KINDS.index(node.kind) for node in example.candidates])]
        gold = torch.tensor([[use in node.uses for use in USES] for node in example.candidates]).float()
        found["use"] = functional.binary_cross_entropy_with_logits(heads.use(candidates)[fits], gold[fits])
    plain, actions = network.action_vectors(words, example.actions)
    people = network.span_vectors(words, example.people, PEOPLE_KIND)
    parts = network.span_vectors(words, example.parts, PART_KIND)
    if len(actions):
        told = torch.tensor([FACTUALITIES.index(node.factuality) for node in example.actions])  # type: ignore[arg-type]
        found["factuality"] = functional.cross_entropy(heads.factuality(plain), told)
    kept = [(node, vector) for node, vector in zip(example.candidates, candidates, strict=True) if node.incidents]
    arguments = [node for node, _ in kept]
    vectors = torch.stack([vector for _, vector in kept]) if kept else candidates[:0]
    _pair_losses(network, example, found, actions, people, parts, arguments, vectors)
    _incident_losses(network, example, found, actions, candidates)
    _group_losses(network, example, found, actions, people)
    return found


def _pair_losses(
    network: Network,
    example: Example,
    found: dict[str, Tensor],
    actions: Tensor,
    people: Tensor,
    parts: Tensor,
    arguments: Sequence[Node],
    vectors: Tensor,
) -> None:
    heads = network.heads
    typed_people, typed_parts, typed_vectors = (heads.typed(each, None) for each in (people, parts, vectors))
    told_apart = (
        ("incident", heads.incident_of, example.actions, actions, "incidents"),
        ("same", heads.same_people, example.people, typed_people, "groups"),
    )
    for name, head, nodes, own, of in told_apart:
        if len(nodes) > 1:
            scores = head.among(own, pair_features(nodes, nodes, example.sentence, example.paragraph))
            upper = torch.triu(torch.ones_like(scores), 1).bool()
            found[name] = _pairs(scores[upper], _shared(nodes, nodes, of)[upper])
    nodes = [*example.people, *arguments]
    if nodes and len(example.actions):
        features = pair_features(nodes, example.actions, example.sentence, example.paragraph)
        scores = heads.belongs(torch.cat([typed_people, typed_vectors]), actions, features)
        found["belongs"] = _pairs(scores, _shared(nodes, example.actions, "incidents"))
    of_groups = [(i, node) for i, node in enumerate(arguments) if node.groups]
    told = [node for _, node in of_groups] + list(example.parts)
    if told and example.people:
        rows = torch.cat([typed_vectors[[i for i, _ in of_groups]], typed_parts])
        features = pair_features(told, example.people, example.sentence, example.paragraph)
        scores = heads.told_of(rows, typed_people, features)
        found["told"] = _pairs(scores, _shared(told, example.people, "groups"))


def _incident_losses(
    network: Network, example: Example, found: dict[str, Tensor], actions: Tensor, candidates: Tensor
) -> None:
    statuses, routes = [], []
    coded = [i for i, node in enumerate(example.candidates) if node.codes and node.kind != "goods"]
    for name, incident in example.incidents.items():
        own = [i for i, node in enumerate(example.actions) if name in node.incidents]
        if not own:
            continue
        vector = network.incident_vector(actions[own])
        gold = torch.tensor(_STATUSES.index(incident.status))
        statuses.append(functional.cross_entropy(network.heads.status(vector), gold))
        if coded:
            width = candidates.shape[1]
            mean = actions[own].mean(0)
            rows = torch.cat([mean.expand(len(coded), -1), candidates[coded]], 1)
            told = [example.candidates[i].codes for i in coded]
            ends = torch.tensor([[incident.origin in codes, incident.destination in codes] for codes in told]).float()
            assert rows.shape[1] == 2 * width + 64
            routes.append(functional.binary_cross_entropy_with_logits(network.heads.route(rows), ends))
    if statuses:
        found["status"] = torch.stack(statuses).mean()
    if routes:
        found["route"] = torch.stack(routes).mean()


def _group_losses(
    network: Network, example: Example, found: dict[str, Tensor], actions: Tensor, people: Tensor
) -> None:
    roles, fates = [], []
    for name, group in example.groups.items():
        own = [i for i, node in enumerate(example.people) if name in node.groups]
        acts = [i for i, node in enumerate(example.actions) if group.incident in node.incidents]
        if not own:
            continue
        vector = network.group_vector(people[own], actions[acts])
        roles.append(functional.cross_entropy(network.heads.group_role(vector), torch.tensor(_ROLES.index(group.role))))
        gold = torch.tensor([fate in group.fates for fate in _FATES]).float()
        fates.append(functional.binary_cross_entropy_with_logits(network.heads.group_fate(vector), gold))
    if roles:
        found["role"], found["fate"] = torch.stack(roles).mean(), torch.stack(fates).mean()


def _pairs(scores: Tensor, gold: Tensor) -> Tensor:
    return functional.binary_cross_entropy_with_logits(scores, gold)


def _shared(one: Sequence[Node], other: Sequence[Node], of: str) -> Tensor:
    return torch.tensor([[float(bool(getattr(a, of) & getattr(b, of))) for b in other] for a in one])


def _action_tags(example: Example) -> Tensor:
    tags = torch.zeros(len(example.words), dtype=torch.long)
    for node in reversed(example.actions):
        label = ACTIONS.index(next(iter(node.uses)))
        tags[node.first : node.last + 1] = 1 + len(ACTIONS) + label
        tags[node.first] = 1 + label
    return tags


def _people_tags(example: Example) -> Tensor:
    tags = torch.zeros(len(example.words), dtype=torch.long)
    until = -1
    for node in outermost(example.people):
        if node.first > until:
            tags[node.first : node.last + 1] = 2
            tags[node.first] = 1
            until = node.last
    return tags


def outermost(people: Sequence[Node]) -> list[Node]:
    """Return the mentions of people that stand in no other one."""
    found: list[Node] = []
    for node in sorted(people, key=lambda each: (each.first, -each.last)):
        if not found or node.first > found[-1].last:
            found.append(node)
    return found


def _part_tags(example: Example) -> Tensor:
    tags = torch.zeros(len(example.words), dtype=torch.long)
    for node in example.parts:
        label = _PARTS.index(PartKind(next(iter(node.uses))))
        tags[node.first : node.last + 1] = 1 + len(_PARTS) + label
        tags[node.first] = 1 + label
    return tags
