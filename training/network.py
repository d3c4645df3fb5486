"""The network: encoder and heads, its words for a batch of stories, and the losses of a marked story."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np
import numpy.typing as npt
import torch
from torch import Tensor, nn
from torch.nn import functional
from transformers import AutoModel, AutoTokenizer

from borderfacts.reading.choices import stretches
from borderfacts.reading.decoding import OF_INCIDENT
from borderfacts.reading.labels import (
    ACTIONS,
    CAUSES,
    COUNTRY_KINDS,
    FACTUALITIES,
    FATES,
    FITTING,
    PARTS,
    ROLES,
    STATUSES,
    TYPES,
    USES,
)
from borderfacts.reading.schema import Incident
from borderfacts.reading.tokens import ALL_KINDS, FEATURES, KINDS, Node, Tokens, pair_features
from borderfacts.reading.windows import Pieces
from training.examples import Example, Marked
from training.model import Heads

CHANNELS_HIDDEN = 0.1  # the share of channels that training hides in each layer of the encoder
MASKED = 0.12  # the share of word pieces that training hides
NAMES_MASKED = 0.25  # the share of candidates that training hides whole, so that names are not learned by heart
# From which chance on training takes words for what no mark says they are, as the reader does.
MISSED, STRAYED = 0.15, 0.2  # how often training leaves out a word of an incident or group, and takes one in too many
MISTAKEN_ACTION, MISTAKEN_PEOPLE, MISTAKEN_USE = 0.2, 0.4, 0.25
DROPPED = 0.1  # the share of numbers that training hides in the vectors of words
_FITS = torch.tensor([[use in FITTING[kind] for use in USES] for kind in KINDS])
_OF_INCIDENT = torch.tensor([i for i, use in enumerate(USES) if use in {each.value for each in OF_INCIDENT}])


class Encoder(nn.Module):
    """The pretrained encoder, with what the grammars know of a word added to its vector.

    Windows are packed: one row of word pieces, in which each window sees only itself, so that nothing is computed for
    padding. Encoders of the families BERT and MPNet can be read; the second has places that are relative and stay as
    they are, or attention would take four times as long.
    """

    def __init__(self, folder: Path) -> None:
        super().__init__()
        self.bert = AutoModel.from_pretrained(folder, add_pooling_layer=False, hidden_dropout_prob=0.0)
        self.features = nn.Linear(FEATURES, self.bert.config.hidden_size, bias=False)
        nn.init.zeros_(self.features.weight)
        self.relative = hasattr(self.bert.encoder, "relative_attention_bias")  # as MPNet has it
        self.heads: int = self.bert.config.num_attention_heads

    def forward(self, ids: Tensor, features: Tensor, lengths: Sequence[int]) -> Tensor:
        """Return a vector for each word piece."""
        inputs = self.bert.embeddings.word_embeddings(ids) + self.features(features)
        first = self.bert.embeddings.padding_idx + 1 if self.relative else 0
        places = torch.cat([torch.arange(first, first + length) for length in lengths])
        states = self.bert.embeddings(inputs_embeds=inputs.unsqueeze(0), position_ids=places.unsqueeze(0))[0]
        bias = self._bias(max(lengths))
        for layer in self.bert.encoder.layer:
            seen = self._attended(layer.attention, states, lengths, bias)
            norm = layer.attention.LayerNorm if self.relative else layer.attention.output.LayerNorm
            states = norm(self._hide_channels(seen, lengths) + states)
            more = layer.output.dense(layer.intermediate(states))
            states = layer.output.LayerNorm(self._hide_channels(more, lengths) + states)
        return states

    def _bias(self, length: int) -> Tensor | None:
        if not self.relative:
            return None
        with torch.no_grad():
            found: Tensor = self.bert.encoder.compute_position_bias(torch.empty(1, length, 1))
        return found.to(torch.bfloat16)

    def _attended(self, attention: nn.Module, states: Tensor, lengths: Sequence[int], bias: Tensor | None) -> Tensor:
        if self.relative:
            own = attention.attn
            query, key, value, out = own.q, own.k, own.v, own.o
        else:
            own = attention.self
            query, key, value, out = own.query, own.key, own.value, attention.output.dense
        split = [each(states).view(states.shape[0], self.heads, -1).transpose(0, 1) for each in (query, key, value)]
        seen, at = [], 0
        for length in lengths:
            q, k, v = (each[:, at : at + length].unsqueeze(0) for each in split)
            mask = None if bias is None else bias[:, :, :length, :length]
            seen.append(functional.scaled_dot_product_attention(q, k, v, attn_mask=mask)[0])
            at += length
        found: Tensor = out(torch.cat(seen, 1).transpose(0, 1).reshape(states.shape))
        return found

    def _hide_channels(self, states: Tensor, lengths: Sequence[int]) -> Tensor:
        """Hide some channels of a whole window in training: dropout at next to no cost (Tompson et al. 2015)."""
        if not self.training:
            return states
        kept = (torch.rand((len(lengths), states.shape[1])) >= CHANNELS_HIDDEN) / (1 - CHANNELS_HIDDEN)
        return states * kept.to(states.dtype).repeat_interleave(torch.tensor(lengths), 0)


class Network(nn.Module):
    """Encoder and heads."""

    def __init__(self, folder: Path) -> None:
        super().__init__()
        self.encoder = Encoder(folder)
        self.heads = Heads(self.encoder.bert.config.hidden_size)
        self.pieces = Pieces(folder / "tokenizer.json")
        self.mask: int = AutoTokenizer.from_pretrained(folder).mask_token_id

    def words(self, stories: Sequence[Tokens]) -> list[Tensor]:
        """Return for each story a vector for each word: the mean of its pieces, over the windows that hold them."""
        windows = [self.pieces.windows(story) for story in stories]
        flat = [window for each in windows for window in each]
        ids = torch.from_numpy(np.concatenate([window.ids for window in flat]))
        if self.training:
            named = np.concatenate(
                [_hidden(story)[window.words] for story, own in zip(stories, windows, strict=True) for window in own]
            )
            hidden = (torch.rand(ids.shape) < MASKED) | torch.from_numpy(named)
            first, last = self.pieces.ends
            ids = torch.where(hidden & (ids != first) & (ids != last), self.mask, ids)
        features = torch.from_numpy(np.concatenate([window.features for window in flat]))
        with torch.autocast("cpu", dtype=torch.bfloat16):
            states = self.encoder(ids, features, [len(window.ids) for window in flat])
        found, row = [], 0
        for story, own in zip(stories, windows, strict=True):
            of = torch.cat([torch.from_numpy(window.words) for window in own])
            vectors = states[row : row + len(of)].float()
            row += len(of)
            count = len(story.starts)
            sums = vectors.new_zeros((count, vectors.shape[1])).index_add(0, of[of >= 0], vectors[of >= 0])
            pieces = torch.bincount(of[of >= 0], minlength=count).clamp(min=1).unsqueeze(1)
            found.append(functional.dropout(sums / pieces, DROPPED, self.training))
        return found

    def span_vectors(self, words: Tensor, nodes: Sequence[Node]) -> Tensor:
        """Return a vector for each node."""
        first = torch.tensor([node.first for node in nodes], dtype=torch.long)
        last = torch.tensor([node.last for node in nodes], dtype=torch.long)
        kinds = [ALL_KINDS.index(node.kind) for node in nodes]
        return self.heads.spans(words, first, last, torch.tensor(kinds, dtype=torch.long))


class Losses:
    """The losses of one story, by head.

    Args:
        network: what is trained, or what teaches.
        example: the story.
        words: a vector for each of its words.
        taught: what other networks say of the story (``aims`` of its own losses); without it the marks are the aim.

    Attributes:
        aims: what the network itself says, in the order in which the losses are taken.
    """

    def __init__(
        self, network: Network, example: Example, words: Tensor, taught: Sequence[Tensor] | None = None
    ) -> None:
        self.heads, self.marked, self.words = network.heads, example, words
        self.taught = iter(taught) if taught is not None else None
        self.aims: list[Tensor] = []
        self.training = network.training
        self.found: dict[str, Tensor] = {}
        self.example = example = self._with_mistakes() if network.training and taught is None else example
        types = torch.tensor([ACTIONS.index(_label(node)) for node in example.actions], dtype=torch.long)
        self.plain = network.span_vectors(words, example.actions)
        self.actions = self.heads.typed(self.plain, types)
        self.people = network.span_vectors(words, example.people)
        self.parts = network.span_vectors(words, example.parts)
        self.causes = network.span_vectors(words, example.causes)
        self.sources = network.span_vectors(words, example.sources)
        self.candidates = network.span_vectors(words, example.candidates)

    def _with_mistakes(self) -> Example:
        """Return the story with the words, last, that the network takes for actions and people and no mark meets.

        The reader meets such words, too: they have to be told apart from those that belong to an incident.
        """
        marked, heads = self.marked, self.heads
        actions = self._mistaken(heads.action, ACTIONS, "action", marked.actions, MISTAKEN_ACTION)
        people = self._mistaken(heads.people, ("",), "people", marked.people, MISTAKEN_PEOPLE)
        return replace(marked, actions=[*marked.actions, *actions], people=[*marked.people, *people])

    def _mistaken(
        self, head: nn.Module, labels: Sequence[str], kind: str, marked: Sequence[Marked], limit: float
    ) -> Iterator[Marked]:
        with torch.no_grad():
            chances = head(self.words).softmax(-1).numpy()
        met = np.zeros(len(chances), dtype=np.bool_)
        for node in marked:
            met[node.first : node.last + 1] = True
        for each in stretches(chances, labels, kind, limit):
            if not met[each.node.first : each.node.last + 1].any():
                yield Marked(each.node.first, each.node.last, kind, uses=frozenset({each.label} - {""}))

    def all(self) -> dict[str, Tensor]:
        """Return the losses."""
        self._words()
        self._uses()
        self._pairs()
        self._incidents()
        self._groups()
        return self.found

    def _one(self, scores: Tensor, gold: Tensor) -> Tensor:
        """Return the loss of a choice of one."""
        return functional.cross_entropy(scores, self._aim(scores.softmax(-1), gold))

    def _any(self, scores: Tensor, gold: Tensor) -> Tensor:
        """Return the loss of choices that are each yes or no."""
        return functional.binary_cross_entropy_with_logits(scores, self._aim(scores.sigmoid(), gold))

    def _aim(self, chances: Tensor, gold: Tensor) -> Tensor:
        self.aims.append(chances.detach())
        return gold if self.taught is None else next(self.taught).float()

    def _words(self) -> None:
        example, count = self.marked, len(self.words)
        tagged = {
            "action": (self.heads.action, _tags(count, example.actions, ACTIONS)),
            "people": (self.heads.people, _tags(count, outermost(example.people), None)),
            "part": (self.heads.part, _tags(count, example.parts, PARTS)),
            "cause": (self.heads.cause, _tags(count, example.causes, CAUSES)),
            "source": (self.heads.source, _tags(count, outermost(example.sources), None)),
        }
        for name, (head, tags) in tagged.items():
            self.found[name] = self._one(head(self.words), tags)

    def _uses(self) -> None:
        nodes = self.example.candidates
        if nodes:
            fits = _FITS[torch.tensor([KINDS.index(node.kind) for node in nodes])]
            gold = torch.tensor([[use in node.uses for use in USES] for node in nodes]).float()
            scores = self.heads.use(self.candidates)
            self.found["use"] = self._any(scores[fits], gold[fits])
            self.taken = (scores.detach().sigmoid() * fits)[:, _OF_INCIDENT].amax(1) > MISTAKEN_USE
        if actions := self.marked.actions:
            known = torch.tensor([FACTUALITIES.index(node.factuality) for node in actions])  # type: ignore[arg-type]
            self.found["factuality"] = self._one(self.heads.factuality(self.plain[: len(actions)]), known)

    def _pairs(self) -> None:
        example, heads = self.example, self.heads
        people, parts, values = heads.typed(self.people), heads.typed(self.parts), heads.typed(self.candidates)
        marked = self.marked
        self._among("incident", heads.incident_of, example.actions, self.actions, "incidents", len(marked.actions))
        self._among("same", heads.same_people, example.people, people, "persons", len(marked.people))
        mistaken = example is not marked
        own = [i for i, node in enumerate(example.candidates) if node.incidents or (mistaken and self.taken[i])]
        nodes = [*example.people, *(example.candidates[i] for i in own), *example.causes, *example.sources]
        rows = torch.cat([people, values[own], heads.typed(self.causes), heads.typed(self.sources)])
        self._between("belongs", heads.belongs, nodes, rows, example.actions, self.actions)
        own = [i for i, node in enumerate(example.candidates) if node.groups]
        nodes = [*(example.candidates[i] for i in own), *example.parts]
        rows = torch.cat([values[own], parts])
        self._between("describes", heads.describes, nodes, rows, example.people, people, "groups")
        self._acting(people[: len(marked.people)], values)
        figures = [i for i, node in enumerate(example.candidates) if "figure" in node.uses]
        own = [i for i, node in enumerate(example.candidates) if node.uses & {"period", "area"}]
        self._between(
            "figure",
            heads.figure_of,
            [example.candidates[i] for i in own],
            values[own],
            [example.candidates[i] for i in figures],
            values[figures],
            "figures",
        )

    def _acting(self, people: Tensor, values: Tensor) -> None:
        """Score who is agent and who is patient of the actions of which that is known."""
        example = self.marked
        own = [i for i, node in enumerate(example.candidates) if node.kind == "agency"]
        known = [i for i, node in enumerate(example.actions) if node.acting]
        nodes = [*example.people, *(example.candidates[i] for i in own)]
        if not nodes or not known:
            return
        actions = [example.actions[i] for i in known]
        features = torch.from_numpy(pair_features(nodes, actions, example.tokens))
        scores = self.heads.acting(torch.cat([people, values[own]]), self.actions[known], features)
        gold = torch.tensor(
            [
                [[float(bool(of & act.acting)) for of in (node.agent_of, node.patient_of)] for act in actions]
                for node in nodes
            ]
        )
        self.found["acting"] = self._any(scores, gold)

    def _among(self, name: str, head: nn.Module, nodes: Sequence[Marked], rows: Tensor, of: str, marked: int) -> None:
        """Score each node with each other one; those from the number of marked ones on are mistakes."""
        if len(nodes) > 1:
            features = torch.from_numpy(pair_features(nodes, nodes, self.example.tokens))
            scores = head(rows, rows, features).squeeze(-1)
            scores = (scores + scores.T) / 2
            upper = torch.triu(torch.ones_like(scores), 1).bool()
            upper[marked:] = False  # of two mistakes nothing is known
            if upper.any():
                self.found[name] = self._any(scores[upper], _shared(nodes, nodes, of)[upper])

    def _between(
        self,
        name: str,
        head: nn.Module,
        nodes: Sequence[Marked],
        rows: Tensor,
        others: Sequence[Marked],
        columns: Tensor,
        of: str = "incidents",
    ) -> None:
        """Score each node with each other one: one by one, and as a choice among them."""
        if not nodes or not others:
            return
        scores = head(rows, columns, torch.from_numpy(pair_features(nodes, others, self.example.tokens))).squeeze(-1)
        gold = _shared(nodes, others, of)
        single = self._any(scores, gold)
        shares = self._aim(scores.softmax(1), gold)
        if self.taught is not None:
            single = single - (shares * scores.log_softmax(1)).sum(1).mean()
        elif (chosen := gold.sum(1) > 0).any():
            among = torch.where(gold > 0, 0.0, -torch.inf)[chosen] + scores[chosen]
            single = single + (scores[chosen].logsumexp(1) - among.logsumexp(1)).mean()
        self.found[name] = single

    def _incidents(self) -> None:
        example, heads = self.example, self.heads
        losses: dict[str, list[Tensor]] = {"status": [], "type": [], "route": []}
        coded = [i for i, node in enumerate(example.candidates) if node.codes and node.kind in COUNTRY_KINDS]
        for name, incident in example.incidents.items():
            own = self._astray([i for i, node in enumerate(example.actions) if name in node.incidents], example.actions)
            if not own:
                continue
            inputs = heads.of_incident(self.actions[own])
            vector = torch.relu(heads.incident(inputs))
            for key, head, known in (
                ("status", heads.status, STATUSES.index(incident.status)),
                ("type", heads.event, TYPES.index(incident.type)),
            ):
                losses[key].append(self._one(head(vector), torch.tensor(known)))
            if coded:
                losses["route"].append(self._route(incident, coded, own))
        self._keep(losses)

    def _route(self, incident: Incident, coded: Sequence[int], own: Sequence[int]) -> Tensor:
        """Return the loss of the two ends of a movement: each country named scores as all of its words together."""
        nodes = [self.example.candidates[i] for i in coded]
        features = pair_features(nodes, [self.example.actions[i] for i in own], self.example.tokens)
        vectors = self.heads.typed(self.candidates[coded])
        scores = self.heads.route_of(vectors, self.actions[own], torch.from_numpy(features)).logsumexp(1)
        codes = list(dict.fromkeys(node.codes[0] for node in nodes))
        rows = [[i for i, node in enumerate(nodes) if node.codes[0] == code] for code in codes]
        totals = torch.stack([scores[of].logsumexp(0) for of in rows])
        gold = torch.tensor([[code == incident.origin, code == incident.destination] for code in codes]).float()
        return self._any(totals, gold)

    def _groups(self) -> None:
        example, heads = self.example, self.heads
        losses: dict[str, list[Tensor]] = {"role": [], "fate": []}
        for name, group in example.groups.items():
            own = [i for i, node in enumerate(example.people) if name in node.groups]
            acts = [i for i, node in enumerate(example.actions) if group.incident in node.incidents]
            if not own or not acts:
                continue
            own, acts = self._astray(own, example.people), self._astray(acts, example.actions)
            vector = heads.of_group(self.people[own], self.actions[acts])
            losses["role"].append(self._one(heads.role(vector), torch.tensor(ROLES.index(group.role))))
            features = pair_features(
                [example.people[i] for i in own], [example.actions[i] for i in acts], example.tokens
            )
            scores = heads.fate_of(heads.typed(self.people[own]), self.actions[acts], torch.from_numpy(features))
            gold = torch.tensor([fate in group.fates for fate in FATES]).float()
            totals = scores.flatten(0, 1).logsumexp(0) + heads.fate(vector)
            losses["fate"].append(self._any(totals, gold))
        self._keep(losses)

    def _astray(self, own: list[int], of: Sequence[Marked]) -> list[int]:
        """Return what belongs to an incident or a group as a reader might find it: some missing, one that strayed in.

        Where other networks teach or nothing is trained, it stays as it is, since the aims are those of the whole.
        """
        if not own or self.taught is not None or not self.training:
            return own
        chances = torch.rand(len(own) + 1).tolist()
        kept = [i for i, chance in zip(own, chances, strict=False) if chance >= MISSED] or own
        strays = sorted(set(range(len(of))) - set(own))
        if strays and chances[-1] < STRAYED:
            kept = sorted([*kept, strays[int(torch.randint(len(strays), ()).item())]])
        return kept

    def _keep(self, losses: dict[str, list[Tensor]]) -> None:
        self.found |= {name: torch.stack(each).mean() for name, each in losses.items() if each}


def _hidden(story: Tokens) -> npt.NDArray[np.bool_]:
    """Return for each word of a story, and last for no word, whether it stands in a candidate that is hidden."""
    found = np.zeros(len(story.starts) + 1, dtype=np.bool_)
    for node, chance in zip(story.candidates, torch.rand(len(story.candidates)).tolist(), strict=True):
        found[node.first : node.last + 1] |= chance < NAMES_MASKED
    return found


def _label(node: Marked) -> str:
    return next(iter(node.uses))


def _shared(one: Sequence[Marked], other: Sequence[Marked], of: str) -> Tensor:
    """Return for each pair of two lists whether they have an incident, a group... in common."""
    names = sorted({name for node in one for name in getattr(node, of)})
    own, others = (
        torch.tensor([[name in getattr(node, of) for name in names] for node in each]) for each in (one, other)
    )
    return (own.float() @ others.float().T > 0).float()


def _tags(words: int, nodes: Sequence[Marked], labels: Sequence[str] | None) -> Tensor:
    """Return the tag of each word: 0 outside, then the first words of each label, then the words inside of each."""
    tags = np.zeros(words, dtype=np.int64)
    count = 1 if labels is None else len(labels)
    for node in reversed(nodes):
        label = 0 if labels is None else list(labels).index(_label(node))
        tags[node.first : node.last + 1] = 1 + count + label
        tags[node.first] = 1 + label
    return torch.from_numpy(tags)


def outermost(people: Sequence[Marked]) -> list[Marked]:
    """Return the mentions of people that stand in no other one."""
    found: list[Marked] = []
    for node in sorted(people, key=lambda each: (each.first, -each.last)):
        if not found or node.first > found[-1].last:
            found.append(node)
    return found


def load(checkpoint: Path, folder: Path) -> Network:
    """Return a trained network with the running average of its weights."""
    network = Network(folder)
    network.load_state_dict(torch.load(checkpoint, weights_only=False)["average"])
    network.eval()
    return network
