"""Stories with the gold of their marks, in the form in which the model is trained on them."""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Mapping, Sequence, Set
from dataclasses import dataclass, field, replace
from typing import Any, NamedTuple, TypeVar

from borderfacts.notation import MarkedStory
from borderfacts.reading.labels import FITTING
from borderfacts.reading.schema import Group, Incident, Link, Reading, Values
from borderfacts.reading.tokens import Node, Tokens, Words, tokens_of
from borderfacts.vocabulary import Use

N = TypeVar("N", bound=Node)
_PEOPLE = frozenset({Use.MENTION, Use.SOME})
_FIGURES = frozenset({Use.FIGURE, Use.PERIOD, Use.AREA})


@dataclass(frozen=True)
class Marked(Node):
    """A stretch of words with what the marks say of it.

    Attributes:
        uses: what it is (see ``labels.USES``; for an action its label, for a part its kind, for people nothing).
        factuality: how far an action came to pass.
        incidents: the incidents that it belongs to.
        groups: the groups that it stands for or describes.
        persons: the same groups, each by the name of the first group that is the same people.
        figures: the statistics that it is or describes.
        acting: the number of the action that this one is, for those of which it is known who acts on whom.
        agent_of: the numbers of the actions that the words are the agent of.
        patient_of: the numbers of the actions that they are the patient of.
    """

    uses: frozenset[str] = frozenset()
    factuality: str = ""
    incidents: frozenset[str] = frozenset()
    groups: frozenset[str] = frozenset()
    persons: frozenset[str] = frozenset()
    figures: frozenset[str] = frozenset()
    acting: frozenset[str] = frozenset()
    agent_of: frozenset[str] = frozenset()
    patient_of: frozenset[str] = frozenset()


@dataclass
class Example:
    """One marked story."""

    id: str
    tokens: Tokens
    candidates: list[Marked] = field(default_factory=list)
    actions: list[Marked] = field(default_factory=list)
    people: list[Marked] = field(default_factory=list)
    parts: list[Marked] = field(default_factory=list)
    causes: list[Marked] = field(default_factory=list)
    sources: list[Marked] = field(default_factory=list)
    incidents: dict[str, Incident] = field(default_factory=dict)
    groups: dict[str, Group] = field(default_factory=dict)

    def reporting(self) -> set[int]:
        """Return the sentences in which something is marked that belongs to an incident or a statistic."""
        tagged = [*self.actions, *self.people, *self.parts, *self.causes, *self.sources]
        marked = [*tagged, *(each for each in self.candidates if each.uses)]
        return {self.tokens.sentence[at] for node in marked for at in (node.first, node.last)}


class Item(NamedTuple):
    """A story of the corpus, ready for training: its part, its values, its marks, and its example."""

    part: str
    values: Values
    story: MarkedStory
    example: Example


class Lesson(NamedTuple):
    """A story to learn from: by its marks, or by what other networks say of it (``Losses.aims``, as tensors)."""

    example: Example
    aims: Sequence[Any] | None = None


# Where an action stands, and where the words that are its agents and its patients do, in characters.
Acting = tuple[int, int, list[tuple[int, int]], list[tuple[int, int]]]


def marked(story_id: str, text: str, values: Values, reading: Reading, acting: Sequence[Acting] = ()) -> Example:
    """Return a story with what its marks say of its words and candidates, and with who acts on whom, where known."""
    example = Example(story_id, tokens_of(text, values))
    words = Words(text)
    example.incidents = {incident.name: incident for incident in reading.incidents}
    example.groups = {group.name: group for group in reading.groups}
    by_mention: dict[int, list[Link]] = {}
    for link in reading.links:
        by_mention.setdefault(link.mention, []).append(link)
    nodes: list[Marked] = []
    for at, links in by_mention.items():
        mention = reading.mentions[at]
        inside = words.inside(mention.start, mention.end)
        if inside is not None:
            nodes += _nodes(example, inside, links)
    of = {
        kind: sorted((n for n in nodes if n.kind == kind), key=lambda n: (n.first, -n.last))
        for kind in ("action", "people", "part", "cause", "source")
    }
    example.actions, example.people, example.parts, example.causes, example.sources = of.values()
    arguments = [n for n in nodes if n.kind == "argument"]
    example.candidates = [_labelled(candidate, arguments) for candidate in example.tokens.candidates]
    for number, each in enumerate(acting):
        _add_acting(example, words, str(number), each)
    return example


def _add_acting(example: Example, words: Words, number: str, acting: Acting) -> None:
    start, end, *sides = acting
    at = words.inside(start, end)
    found = [i for i, node in enumerate(example.actions) if at and node.first <= at[1] and at[0] <= node.last]
    for i in found:
        example.actions[i] = replace(example.actions[i], acting=example.actions[i].acting | {number})
    if not found:
        return
    for name, side in zip(("agent_of", "patient_of"), sides, strict=True):
        heads = {inside[1] for one in side if (inside := words.inside(*one)) is not None}
        for nodes in (example.people, example.candidates):
            for i, node in enumerate(nodes):
                mentions = node.kind in ("people", "agency") and any(node.first <= head <= node.last for head in heads)
                if mentions:
                    nodes[i] = replace(node, **{name: getattr(node, name) | {number}})


def _nodes(example: Example, inside: tuple[int, int], links: Iterable[Link]) -> list[Marked]:
    found: dict[tuple[str, str, str], tuple[set[str], set[str], set[str]]] = {}
    for link in links:
        kind, label, factuality = "argument", link.use.value, ""
        if link.use is Use.ACTION:
            kind, label, factuality = "action", link.label or "", link.factuality.value
        elif link.use in _PEOPLE:
            kind, label = "people", ""
        elif link.use in (Use.PART, Use.CAUSE, Use.SOURCE):
            kind, label = link.use.value, link.label or ""
        incidents, groups, figures = found.setdefault((kind, label, factuality), (set(), set(), set()))
        if link.to in example.groups:
            groups.add(link.to)
            incidents.add(example.groups[link.to].incident)
        elif link.to in example.incidents:
            incidents.add(link.to)
        elif link.use in _FIGURES:
            figures.add(link.to)
    return [
        Marked(
            *inside,
            kind,
            uses=frozenset({label} - {""}),
            factuality=factuality,
            incidents=frozenset(incidents),
            groups=frozenset(groups),
            persons=frozenset(_first(example.groups, name) for name in groups),
            figures=frozenset(figures),
        )
        for (kind, label, factuality), (incidents, groups, figures) in found.items()
    ]


def _first(groups: Mapping[str, Group], name: str) -> str:
    """Return the name of the group at the end of a chain of groups that are the same people."""
    seen: list[str] = []
    while name not in seen:
        seen.append(name)
        name = groups[name].same or name
    return min(seen[seen.index(name) :])


def _labelled(candidate: Node, arguments: Sequence[Marked]) -> Marked:
    """Return a candidate with the uses of the marks that overlap it and that its kind may have."""
    fitting = FITTING[candidate.kind]
    met = [a for a in arguments if a.first <= candidate.last and candidate.first <= a.last and a.uses <= fitting]
    return Marked(
        candidate.first,
        candidate.last,
        candidate.kind,
        candidate.codes,
        uses=frozenset(use for a in met for use in a.uses),
        incidents=frozenset(name for a in met for name in a.incidents),
        groups=frozenset(name for a in met for name in a.groups),
        figures=frozenset(name for a in met for name in a.figures),
    )


def thinned(example: Example, sentences: Set[int]) -> Example:
    """Return a story as it is without some sentences, in which nothing is marked."""
    tokens = example.tokens
    kept = [at for at, sentence in enumerate(tokens.sentence) if sentence not in sentences]
    if not kept:
        return example
    place = {at: number for number, at in enumerate(kept)}
    fewer = replace(
        tokens,
        starts=array("I", [tokens.starts[at] for at in kept]),
        ends=array("I", [tokens.ends[at] for at in kept]),
        sentence=_counted([tokens.sentence[at] for at in kept]),
        paragraph=_counted([tokens.paragraph[at] for at in kept]),
        candidates=_placed(tokens.candidates, place),
    )
    lists: dict[str, Any] = {name: _placed(getattr(example, name), place) for name in _LISTS}
    return replace(example, tokens=fewer, **lists)


def _counted(numbers: Sequence[int]) -> list[int]:
    """Return ascending numbers with none left out: 0 for the first, 1 for the next other one, and so on."""
    order = {number: at for at, number in enumerate(dict.fromkeys(numbers))}
    return [order[number] for number in numbers]


def _placed(nodes: Iterable[N], place: Mapping[int, int]) -> list[N]:
    """Return stretches where their words stand now, those whose ends are gone left out."""
    return [
        replace(node, first=place[node.first], last=place[node.last])
        for node in nodes
        if node.first in place and node.last in place
    ]


def joined(one: Example, other: Example) -> Example:
    """Return two stories as one text; what is marked in one belongs to nothing in the other."""
    first, second = one.tokens, other.tokens
    shift, words = len(first.text) + len(_BETWEEN), len(first.starts)
    sentences, paragraphs = max(first.sentence, default=-1) + 1, max(first.paragraph, default=-1) + 1
    tokens = Tokens(
        text=f"{first.text}{_BETWEEN}{second.text}",
        starts=first.starts + array("I", [start + shift for start in second.starts]),
        ends=first.ends + array("I", [end + shift for end in second.ends]),
        sentence=[*first.sentence, *(at + sentences for at in second.sentence)],
        paragraph=[*first.paragraph, *(at + paragraphs for at in second.paragraph)],
        candidates=[*first.candidates, *(_moved(node, words) for node in second.candidates)],
    )
    lists = {name: [*getattr(one, name), *(_renamed(node, words) for node in getattr(other, name))] for name in _LISTS}
    groups = {_other(name): _renamed_group(group) for name, group in other.groups.items()}
    incidents = {_other(name): incident for name, incident in other.incidents.items()}
    return Example(
        f"{one.id}+{other.id}", tokens, incidents=one.incidents | incidents, groups=one.groups | groups, **lists
    )


_BETWEEN = "\n\n"
_LISTS = ("candidates", "actions", "people", "parts", "causes", "sources")
_NAMED = ("incidents", "groups", "persons", "figures", "acting", "agent_of", "patient_of")


def _other(name: str) -> str:
    return f"{name}'"


def _renamed_group(group: Group) -> Group:
    names = ("name", "incident", "same", "part_of")
    return group.model_copy(update={name: _other(old) for name in names if (old := getattr(group, name))})


def _moved(node: Node, words: int) -> Node:
    return replace(node, first=node.first + words, last=node.last + words)


def _renamed(node: Marked, words: int) -> Marked:
    names: dict[str, Any] = {kind: frozenset(map(_other, getattr(node, kind))) for kind in _NAMED}
    return replace(node, first=node.first + words, last=node.last + words, **names)
