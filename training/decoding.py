"""From the scores of the network to a reading: which words are what, which belong together, and what they are to it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace

import torch
from torch import Tensor

from borderfacts.reader.schema import Group, Incident, Link, Mention, Reading, Values
from borderfacts.vocabulary import ActionType, EventType, Factuality, Fate, PartKind, Role, SeizureKind, Status, Use
from training.examples import ACTIONS, FACTUALITIES, FITTING, USES, Example, Node
from training.model import KINDS, pair_features
from training.network import PART_KIND, PEOPLE_KIND, Network


@dataclass(frozen=True)
class Thresholds:
    """From which probability on a decision is taken; chosen on the stories set aside for it."""

    use: float = 0.5
    together: float = 0.5
    belongs: float = 0.4
    also_belongs: float = 0.6
    same: float = 0.5
    told: float = 0.3
    fate: float = 0.5
    route: float = 0.5


NAMES = "ABCDEGHIJKLMNOPQRTUVWXYZ"  # the letters of incidents; F and S are facts and statistics


@torch.inference_mode()  # type: ignore[untyped-decorator]
def read(network: Network, example: Example, values: Values, limits: Thresholds) -> Reading:
    """Return what the network makes of a story."""
    network.eval()
    with torch.autocast("cpu", dtype=torch.bfloat16):
        (words,) = network.words([example])
    heads = network.heads
    actions = _actions(network, example, words)
    people = [Node(a, b, "people") for a, b, _ in _stretches(heads.people(words), 1)]
    kinds = list(PartKind)
    parts = [
        Node(a, b, "part", uses=frozenset({kinds[label]})) for a, b, label in _stretches(heads.part(words), len(kinds))
    ]
    candidates = network.span_vectors(words, example.candidates)
    used = _used(network, example, candidates, limits)
    clusters = _clusters(network, example, words, actions, limits)
    return _Reading(network, example, words, actions, people, parts, used, clusters, limits).build(values)


def _stretches(scores: Tensor, labels: int) -> list[tuple[int, int, int]]:
    """Return the stretches that tags tell: first word, last word, label."""
    found: list[tuple[int, int, int]] = []
    opened: tuple[int, int] | None = None
    tags = [*scores.argmax(1).tolist(), 0]
    for i, tag in enumerate(tags):
        inside = opened is not None and tag == 1 + labels + opened[1]
        if opened is not None and not inside:
            found.append((opened[0], i - 1, opened[1]))
            opened = None
        if 1 <= tag <= labels:
            opened = (i, tag - 1)
        elif tag > labels and opened is None:
            opened = (i, tag - 1 - labels)
    return found


def _actions(network: Network, example: Example, words: Tensor) -> list[Node]:
    stretches = _stretches(network.heads.action(words), len(ACTIONS))
    nodes = [Node(a, b, "action", uses=frozenset({ACTIONS[label]})) for a, b, label in stretches]
    if not nodes:
        return []
    plain, _ = network.action_vectors(words, nodes)
    told = network.heads.factuality(plain).argmax(1).tolist()
    return [replace(node, factuality=FACTUALITIES[i].value) for node, i in zip(nodes, told, strict=True)]


def _used(network: Network, example: Example, candidates: Tensor, limits: Thresholds) -> list[tuple[Node, Tensor]]:
    """Return the candidates that are something, with their vectors."""
    if not len(candidates):
        return []
    chances = torch.sigmoid(network.heads.use(candidates)).tolist()
    found = []
    for node, row, vector in zip(example.candidates, chances, candidates, strict=True):
        uses = {use for use, chance in zip(USES, row, strict=True) if chance > limits.use and use in FITTING[node.kind]}
        if uses:
            found.append((replace(node, uses=frozenset(uses)), vector))
    return found


def average_link(scores: Tensor, limit: float) -> list[list[int]]:
    """Return clusters: the two most alike are joined as long as the mean score between them is above the limit."""
    clusters = [[i] for i in range(len(scores))]
    told = scores.tolist()
    while len(clusters) > 1:
        best = max(
            ((_mean(told, a, b), i, j) for i, a in enumerate(clusters) for j, b in enumerate(clusters) if i < j),
            key=lambda each: (each[0], -each[1], -each[2]),
        )
        if best[0] <= limit:
            break
        clusters[best[1]] = sorted(clusters[best[1]] + clusters[best[2]])
        del clusters[best[2]]
    return sorted(clusters)


def _mean(scores: Sequence[Sequence[float]], one: Sequence[int], other: Sequence[int]) -> float:
    return sum(scores[i][j] for i in one for j in other) / (len(one) * len(other))


def _clusters(
    network: Network, example: Example, words: Tensor, actions: list[Node], limits: Thresholds
) -> list[list[int]]:
    if not actions:
        return []
    _, typed = network.action_vectors(words, actions)
    features = pair_features(actions, actions, example.sentence, example.paragraph)
    return average_link(torch.sigmoid(network.heads.incident_of.among(typed, features)), limits.together)


class _Reading:
    """Puts the parts of a reading together."""

    def __init__(
        self,
        network: Network,
        example: Example,
        words: Tensor,
        actions: list[Node],
        people: list[Node],
        parts: list[Node],
        used: list[tuple[Node, Tensor]],
        clusters: list[list[int]],
        limits: Thresholds,
    ) -> None:
        self.network, self.heads, self.example, self.words = network, network.heads, example, words
        self.actions, self.people, self.parts, self.limits = actions, people, parts, limits
        self.used = [node for node, _ in used]
        self.vectors = torch.stack([v for _, v in used]) if used else words.new_zeros((0, 256))
        told = [c for c in clusters if any(actions[i].factuality != Factuality.DENIED for i in c)]
        self.clusters = dict(zip(NAMES, told, strict=False))
        self.mentions: dict[tuple[int, int], int] = {}
        self.links: list[Link] = []
        self.incidents: list[Incident] = []
        self.groups: list[Group] = []

    def build(self, values: Values) -> Reading:
        """Return the reading."""
        self._statistics()
        if self.clusters:
            _, self.typed = self.network.action_vectors(self.words, self.actions)
            self.people_vectors = self.network.span_vectors(self.words, self.people, PEOPLE_KIND)
            self._belong()
            for name in self.clusters:
                self._incident(name)
        mentions = tuple(Mention(start=start, end=end) for start, end in self.mentions)
        starts = [mention.start for mention in mentions]
        names = {group.name: group.incident for group in self.groups}
        told = [(starts[link.mention], names.get(link.to, link.to)) for link in self.links]
        sentences = tuple(
            tuple(dict.fromkeys(n for at, n in told if s.start <= at < s.end and n in self.clusters))
            for s in values.sentences
        )
        return Reading(
            mentions=mentions,
            links=tuple(self.links),
            groups=tuple(self.groups),
            incidents=tuple(self.incidents),
            sentences=sentences,
        )

    def _link(self, node: Node, to: str, use: Use, label: str | None = None, factuality: str = "occurred") -> None:
        place = (self.example.words[node.first][0], self.example.words[node.last][1])
        at = self.mentions.setdefault(place, len(self.mentions))
        self.links.append(Link(mention=at, to=to, use=use, label=label, factuality=Factuality(factuality)))

    def _statistics(self) -> None:
        figures = [node for node in self.used if "figure" in node.uses]
        for i, node in enumerate(figures, 1):
            self._link(node, f"S{i}", Use.FIGURE, "people")

    def _belong(self) -> None:
        """Find for each mention of people and each argument the incidents that it belongs to."""
        nodes = [*self.people, *self.used]
        self.of: dict[str, list[int]] = defaultdict(list)
        if not nodes:
            return
        vectors = self.heads.typed(torch.cat([self.people_vectors, self.vectors]), None)
        features = pair_features(nodes, self.actions, self.example.sentence, self.example.paragraph)
        chances = torch.sigmoid(self.heads.belongs(vectors, self.typed, features))
        for i in range(len(nodes)):
            told = {name: chances[i, own] for name, own in self.clusters.items()}
            scores = {name: float(each.max() + each.mean()) / 2 for name, each in told.items()}
            best = max(scores, key=lambda name: scores[name])
            for name, score in scores.items():
                if (name == best and score > self.limits.belongs) or score > self.limits.also_belongs:
                    self.of[name].append(i)

    def _incident(self, name: str) -> None:
        own = self.clusters[name]
        vectors = self.typed[own]
        status = list(Status)[int(self.heads.status(self.network.incident_vector(vectors)).argmax())]
        for i in own:
            node = self.actions[i]
            self._link(node, name, Use.ACTION, next(iter(node.uses)), node.factuality)
        told = {next(iter(self.actions[i].uses)) for i in own if self.actions[i].factuality != Factuality.DENIED}
        kind = EventType.made_by(ActionType(label) for label in told if label != "other")
        origin, destination = self._route(vectors)
        self.incidents.append(Incident(name=name, type=kind, status=status, origin=origin, destination=destination))
        count = len(self.people)
        mine = [i for i in self.of[name] if i < count]
        self._groups(name, mine, vectors)
        for i in self.of[name]:
            if i >= count:
                self._argument(name, self.used[i - count])

    def _argument(self, name: str, node: Node) -> None:
        for use in sorted(node.uses):
            if use.startswith("seized="):
                self._link(node, name, Use.SEIZED, SeizureKind(use.removeprefix("seized=")))
            elif use in {u.value for u in _OF_INCIDENT}:
                self._link(node, name, Use(use))

    def _route(self, vectors: Tensor) -> tuple[str | None, str | None]:
        coded = [node for node in self.example.candidates if node.codes and node.kind != "goods"]
        if not coded:
            return None, None
        spans = self.network.span_vectors(self.words, coded)
        rows = torch.cat([vectors.mean(0).expand(len(coded), -1), spans], 1)
        chances = torch.sigmoid(self.heads.route(rows)).tolist()
        ends: list[str | None] = []
        for end in (0, 1):
            by_code: dict[str, float] = {}
            for node, row in zip(coded, chances, strict=True):
                for code in node.codes[:1]:
                    by_code[code] = max(by_code.get(code, 0.0), row[end])
            best = max(by_code, key=lambda code: by_code[code])
            ends.append(best if by_code[best] > self.limits.route else None)
        return ends[0], ends[1]

    def _groups(self, name: str, mine: list[int], vectors: Tensor) -> None:
        if not mine:
            return
        nodes = [self.people[i] for i in mine]
        typed = self.heads.typed(self.people_vectors[mine], None)
        features = pair_features(nodes, nodes, self.example.sentence, self.example.paragraph)
        clusters = average_link(torch.sigmoid(self.heads.same_people.among(typed, features)), self.limits.same)
        owner: dict[int, str] = {}
        for k, cluster in enumerate(clusters, 1):
            members = [mine[i] for i in cluster]
            vector = self.network.group_vector(self.people_vectors[members], vectors)
            fates = torch.sigmoid(self.heads.group_fate(vector)).tolist()
            label = f"{name}{k}"
            self.groups.append(
                Group(
                    name=label,
                    incident=name,
                    role=list(Role)[int(self.heads.group_role(vector).argmax())],
                    fates=tuple(f for f, chance in zip(Fate, fates, strict=True) if chance > self.limits.fate),
                )
            )
            for i in members:
                self._link(self.people[i], label, Use.MENTION)
                owner[i] = label
        self._described(mine, owner)

    def _described(self, mine: list[int], owner: dict[int, str]) -> None:
        """Give ages, nationalities and parts to the group of the mention that they fit best."""
        uses = {use.value: use for use in (Use.NATIONALITY, Use.AGE)}
        told = [(i, node) for i, node in enumerate(self.used) if node.uses & set(uses)]
        nodes = [node for _, node in told] + self.parts
        if not nodes:
            return
        parts = self.network.span_vectors(self.words, self.parts, PART_KIND)
        rows = torch.cat([self.vectors[[i for i, _ in told]], parts])
        people = [self.people[i] for i in mine]
        features = pair_features(nodes, people, self.example.sentence, self.example.paragraph)
        typed_people = self.heads.typed(self.people_vectors[mine], None)
        chances = torch.sigmoid(self.heads.told_of(self.heads.typed(rows, None), typed_people, features))
        for node, row in zip(nodes, chances, strict=True):
            best = int(row.argmax())
            if float(row[best]) <= self.limits.told:
                continue
            to = owner[mine[best]]
            if node.kind == "part":
                self._link(node, to, Use.PART, next(iter(node.uses)))
            for use in sorted(node.uses & set(uses)):
                self._link(node, to, uses[use])


_OF_INCIDENT = frozenset(
    {Use.WHEN, Use.STEP, Use.TIME, Use.PLACE, Use.ORIGIN, Use.DESTINATION, Use.AGENCY, Use.SOURCE, Use.MEASURE}
)
assert set(KINDS) == set(FITTING)
