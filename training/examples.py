"""Stories as the model sees them: words, sentences, candidates, and for marked ones what the marks say of each."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from borderfacts.reader.schema import Group, Incident, Link, Reading, Values
from borderfacts.records import Span
from borderfacts.text.paragraphs import paragraph_starts
from borderfacts.vocabulary import ActionType, Factuality, SeizureKind, Use

WORD = re.compile(r"\w+|[^\w\s]")

# What an action word may be: no action, one of the guide's, or one for which no label fits.
ACTIONS = (*ActionType, "other")
FACTUALITIES = tuple(Factuality)
# What a candidate may be to an incident, a group or a figure.
USES = (
    *(use.value for use in (Use.WHEN, Use.STEP, Use.TIME, Use.PLACE, Use.ORIGIN, Use.DESTINATION)),
    *(use.value for use in (Use.AGENCY, Use.SOURCE, Use.MEASURE, Use.NATIONALITY, Use.AGE, Use.FIGURE, Use.COUNT)),
    *(f"seized={kind.value}" for kind in SeizureKind),
)
_PEOPLE = frozenset({Use.MENTION, Use.SOME})


@dataclass(frozen=True)
class Node:
    """A stretch of words that may be or is something: ``first`` and ``last`` are words, ``kind`` what proposed it.

    Attributes:
        uses: what it is (see ``USES``; for an action its label, for people nothing).
        factuality: how far an action came to pass.
        incidents: the incidents that it belongs to.
        groups: the groups that it stands for or tells of.
    """

    first: int
    last: int
    kind: str
    codes: tuple[str, ...] = ()
    uses: frozenset[str] = frozenset()
    factuality: str = ""
    incidents: frozenset[str] = frozenset()
    groups: frozenset[str] = frozenset()


@dataclass
class Example:
    """One story, with the gold of its marks where it has any."""

    id: str
    text: str
    words: list[tuple[int, int]]
    sentence: list[int]
    paragraph: list[int]
    candidates: list[Node]
    actions: list[Node] = field(default_factory=list)
    people: list[Node] = field(default_factory=list)
    parts: list[Node] = field(default_factory=list)
    incidents: dict[str, Incident] = field(default_factory=dict)
    groups: dict[str, Group] = field(default_factory=dict)


class Words:
    """The words of a text, to find those that a stretch of characters covers."""

    def __init__(self, text: str) -> None:
        self.spans = [match.span() for match in WORD.finditer(text)]
        self._starts = [start for start, _ in self.spans]

    def inside(self, start: int, end: int) -> tuple[int, int] | None:
        """Return the first and last word that share a character with a stretch; None where none does."""
        first = max(bisect_right(self._starts, start) - 1, 0)
        while first < len(self.spans) and self.spans[first][1] <= start:
            first += 1
        last = bisect_right(self._starts, end - 1) - 1
        return (first, last) if first <= last < len(self.spans) else None


def _indices(words: Words, stretches: Sequence[int]) -> list[int]:
    return [bisect_right(stretches, start) - 1 for start, _ in words.spans]


def plain(story_id: str, text: str, values: Values) -> Example:
    """Return a story without marks: its words and its candidates."""
    words = Words(text)
    sentences = [sentence.start for sentence in values.sentences] or [0]
    return Example(
        id=story_id,
        text=text,
        words=words.spans,
        sentence=[max(i, 0) for i in _indices(words, sentences)],
        paragraph=_indices(words, paragraph_starts(text)),
        candidates=_candidates(words, values),
    )


def _candidates(words: Words, values: Values) -> list[Node]:
    """Return the values that may be something, the longer before the shorter, each stretch and kind once."""
    told: list[tuple[str, Span, tuple[str, ...]]] = [
        *(("date", v.span, ()) for v in values.dates),
        *(("quantity", v.span, ()) for v in values.quantities),
        *(("place", v.span, (v.country,) if v.country else ()) for v in values.places),
        *(("agency", v.span, (v.country,) if v.country else ()) for v in values.agencies),
        *(("number", v.span, ()) for v in values.numbers if not v.single),
        *(("age", v.span, ()) for v in values.ages),
        *(("nationality", v.span, v.codes) for v in values.nationalities),
        *(("goods", v.span, (v.kind.value,)) for v in values.goods),
    ]
    found: dict[tuple[int, int, str], Node] = {}
    for kind, span, codes in told:
        inside = words.inside(span.start, span.end)
        if inside is not None:
            found.setdefault((*inside, kind), Node(*inside, kind, codes))
    return [found[key] for key in sorted(found)]


def marked(story_id: str, text: str, values: Values, reading: Reading) -> Example:
    """Return a story with what its marks say of its words and candidates."""
    example = plain(story_id, text, values)
    words = Words(text)
    example.incidents = {incident.name: incident for incident in reading.incidents}
    example.groups = {group.name: group for group in reading.groups}
    by_mention: dict[int, list[int]] = {}
    for i, link in enumerate(reading.links):
        by_mention.setdefault(link.mention, []).append(i)
    told: list[Node] = []
    for at, indices in by_mention.items():
        mention = reading.mentions[at]
        inside = words.inside(mention.start, mention.end)
        if inside is None:
            continue
        told += _nodes(example, inside, [reading.links[i] for i in indices])
    example.actions = sorted((n for n in told if n.kind == "action"), key=lambda n: (n.first, n.last))
    example.people = sorted((n for n in told if n.kind == "people"), key=lambda n: (n.first, -n.last))
    example.parts = sorted((n for n in told if n.kind == "part"), key=lambda n: (n.first, n.last))
    arguments = [n for n in told if n.kind == "argument"]
    example.candidates = [_labelled(candidate, arguments) for candidate in example.candidates]
    return example


def _nodes(example: Example, inside: tuple[int, int], links: Iterable[Link]) -> list[Node]:
    actions: dict[tuple[str, str], set[str]] = {}
    people: set[str] = set()
    parts: dict[str, set[str]] = {}
    arguments: dict[str, tuple[set[str], set[str]]] = {}
    for link in links:
        use, to, label = link.use, link.to, link.label
        incident = example.groups[to].incident if to in example.groups else to
        if use is Use.ACTION:
            actions.setdefault((label or "", link.factuality.value), set()).add(incident)
        elif use in _PEOPLE:
            people.add(to)
        elif use is Use.PART:
            parts.setdefault(label or "", set()).add(to)
        else:
            name = f"seized={label}" if use is Use.SEIZED else use.value
            incidents, groups = arguments.setdefault(name, (set(), set()))
            if to in example.incidents or to in example.groups:
                incidents.add(incident)
            if to in example.groups:
                groups.add(to)
    found = [
        Node(*inside, "action", uses=frozenset({label}), factuality=told, incidents=frozenset(incidents))
        for (label, told), incidents in actions.items()
    ]
    if people:
        of = frozenset(example.groups[name].incident for name in people)
        found.append(Node(*inside, "people", incidents=of, groups=frozenset(people)))
    for label, owners in parts.items():
        of = frozenset(example.groups[name].incident for name in owners)
        found.append(Node(*inside, "part", uses=frozenset({label}), incidents=of, groups=frozenset(owners)))
    for name, (within, owners) in arguments.items():
        of = frozenset(within)
        found.append(Node(*inside, "argument", uses=frozenset({name}), incidents=of, groups=frozenset(owners)))
    return found


# Which uses the candidates of a kind may have.
FITTING: dict[str, frozenset[str]] = {
    "date": frozenset({"when", "step", "time"}),
    "quantity": frozenset({"measure", *(use for use in USES if use.startswith("seized="))}),
    "place": frozenset({"place", "from", "to", "agency", "source"}),
    "agency": frozenset({"agency", "source"}),
    "number": frozenset({"count", "figure"}),
    "age": frozenset({"age"}),
    "nationality": frozenset({"nat", "agency", "from", "to", "place"}),
    "goods": frozenset(use for use in USES if use.startswith("seized=")),
}


def _labelled(candidate: Node, arguments: Sequence[Node]) -> Node:
    """Return a candidate with the uses of the marks that overlap it and that its kind may have."""
    fitting = FITTING[candidate.kind]
    met = [a for a in arguments if a.first <= candidate.last and candidate.first <= a.last and a.uses <= fitting]
    return Node(
        candidate.first,
        candidate.last,
        candidate.kind,
        candidate.codes,
        uses=frozenset(use for a in met for use in a.uses),
        incidents=frozenset(name for a in met for name in a.incidents),
        groups=frozenset(name for a in met for name in a.groups),
    )
