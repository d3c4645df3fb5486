"""Let networks read articles that nobody has marked, for another one to learn from.

    python -m training.teach OUT.pickle ENCODER_FOLDER DATASETS CHECKPOINT.pt ...

They are those of ``corpus/unmarked.tsv``, taken out of clones of their data sets as ``training.lay_out`` does, and the
project's own in ``corpus/plain``.
For each the file keeps its words, the stretches that the first network found, and the mean of the chances of all for
every decision over them (Hinton et al. 2015): a larger network teaches a small one, or earlier ones of its own size
together (Xie et al. 2020). An article that its data set lacks is named and left out.
"""

from __future__ import annotations

import csv
import pickle
import sys
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

import torch

from borderfacts.notation import MarkedStory
from borderfacts.reading.choices import Found
from borderfacts.reading.decoding import OF_GROUP, OF_INCIDENT, Decoder, Whole
from borderfacts.reading.heads import Heads
from borderfacts.reading.limits import Limits
from borderfacts.reading.tokens import Floats, Tokens, tokens_of
from borderfacts.text.normalize import normalized
from training.corpus import CORPUS
from training.examples import Example, Lesson, Marked
from training.network import Losses, Network, load
from training.reading_of import values
from training.sources import SourceError, text_of

UNMARKED, PLAIN = CORPUS / "unmarked.tsv", CORPUS / "plain"
# What the first network need not be sure of: the other one learns from its doubts, too.
LIMITS = Limits(action=0.2, people=0.4, part=0.4, cause=0.4, source=0.4, use=0.4, belongs=0.3, together=0.4)
KEPT = 3  # every which article is kept in which it finds no action


def main(arguments: list[str]) -> int:
    """Write the file; return the exit status."""
    if len(arguments) < 4:
        sys.stderr.write(__doc__ or "")
        return 2
    out, encoder, datasets, *checkpoints = map(Path, arguments)
    torch.set_num_threads(2)
    networks = [load(each, encoder) for each in checkpoints]
    heads = Heads({name: value.numpy() for name, value in networks[0].heads.state_dict().items()})
    found: list[Lesson] = []
    silent = 0
    for number, (name, text, published) in enumerate(articles(datasets), 1):
        story = MarkedStory(meta={"id": name, "published": published}, text=normalized(text).text)
        tokens = tokens_of(story.text, values(story))
        if tokens.starts:
            lesson = taught(networks, heads, name, tokens)
            silent += not lesson.example.actions
            if lesson.example.actions or silent % KEPT == 0:
                found.append(lesson)
        if number % 100 == 0:
            print(number, sum(len(each.example.actions) for each in found), flush=True)
    out.write_bytes(pickle.dumps(found))
    return 0


def articles(datasets: Path) -> Iterator[tuple[str, str, str]]:
    """Yield name, text and day of publication (empty where not known) of each article that nobody has marked."""
    for path in sorted(PLAIN.glob("*.txt")):
        head, _, text = path.read_text(encoding="utf-8").partition("\n\n")
        yield path.stem, text, head.removeprefix("published:").strip()
    with UNMARKED.open(encoding="utf-8", newline="") as stream:
        for row in csv.DictReader(stream, delimiter="\t"):
            source = {**row, "start": int(row["start"]), "length": int(row["length"])}
            try:
                yield row["item"], text_of(source, datasets / row["dataset"]), row["published"]
            except SourceError as error:
                sys.stderr.write(f"{error}\n")


def taught(networks: Sequence[Network], heads: Heads, name: str, tokens: Tokens) -> Lesson:
    """Return what networks see in an article; the heads are those of the first."""
    with torch.no_grad():
        words = [network.words([tokens])[0] for network in networks]
        example = seen(heads, name, tokens, words[0].numpy())
        aims = [_aims(network, example, each) for network, each in zip(networks, words, strict=True)]
    return Lesson(example, [torch.stack(each).mean(0).half() for each in zip(*aims, strict=True)])


def _aims(network: Network, example: Example, words: torch.Tensor) -> list[torch.Tensor]:
    losses = Losses(network, example, words)
    losses.all()
    return losses.aims


class _Kept(Decoder):
    """A decoder that keeps what it decided."""

    clusters: Sequence[list[int]] = ()

    def __init__(self, heads: Heads, tokens: Tokens, words: Floats, limits: Limits, whole: Whole) -> None:
        super().__init__(heads, tokens, words, limits, whole)
        self.owners: list[dict[int, str]] = []

    def _clusters(self) -> list[list[int]]:
        self.clusters = found = super()._clusters()
        return found

    def _groups_of(self, name: str, cluster: Sequence[int], vectors: Floats, found: Sequence[Found]) -> dict[int, str]:
        self.owners.append(super()._groups_of(name, cluster, vectors, found))
        return self.owners[-1]


def seen(heads: Heads, name: str, tokens: Tokens, words: Floats) -> Example:
    """Return an article with the stretches, incidents and groups that a network finds in it."""
    whole = Whole()
    decoder = _Kept(heads, tokens, words, LIMITS, whole)
    decoder.read()
    names = [incident.name for incident in whole.incidents]
    of_action = {i: names[number] for number, own in enumerate(decoder.clusters) for i in own}
    groups = [frozenset(own[i] for own in decoder.owners if i in own) for i in range(len(decoder.people))]
    return Example(
        name,
        tokens,
        candidates=_candidates(tokens, decoder.values),
        actions=[
            replace(_node(each), incidents=frozenset({of_action[i]} if i in of_action else ()), acting=_ITSELF)
            for i, each in enumerate(decoder.actions)
        ],
        people=[replace(_node(each), groups=own) for each, own in zip(decoder.people, groups, strict=True)],
        parts=[_node(each) for each in decoder.parts],
        causes=[_node(each) for each in decoder.causes],
        sources=[_node(each) for each in decoder.sources],
        incidents={incident.name: incident for incident in whole.incidents},
        groups={group.name: group for group in whole.groups},
    )


def _node(found: Found) -> Marked:
    node = found.node
    uses = frozenset({found.label} - {""})
    return Marked(node.first, node.last, node.kind, node.codes, uses=uses, factuality=found.factuality.value)


_ITSELF = frozenset({"it"})  # stands for whatever a value belongs to: which one, the chances say


def _candidates(tokens: Tokens, used: Sequence[Found]) -> list[Marked]:
    uses: dict[object, set[str]] = {}
    for each in used:
        uses.setdefault(each.node, set()).add(each.label)
    found = []
    for node in tokens.candidates:
        own = frozenset(uses.get(node, ()))
        found.append(
            Marked(
                node.first,
                node.last,
                node.kind,
                node.codes,
                uses=own,
                incidents=_ITSELF if own & OF_INCIDENT else frozenset(),
                groups=_ITSELF if own & OF_GROUP else frozenset(),
            )
        )
    return found


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
