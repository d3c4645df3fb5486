"""Measure what the records would gain if a stage of the reader were always right.

    python -m training.ceilings ITEMS.pickle MODEL_FOLDER

On the stories that are set aside, the decisions of one stage after the other are taken from the marks; all the rest
stays the model's. The difference between two lines is what is lost in a stage.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from borderfacts.reading.choices import Found
from borderfacts.reading.decoding import Decoder, Whole
from borderfacts.reading.limits import Limits
from borderfacts.reading.model import LearnedReader
from borderfacts.reading.schema import Reading
from borderfacts.vocabulary import Factuality
from training.calibrate import Story, events, stories_aside
from training.examples import Example, Marked
from training.network import outermost
from training.scoring import Scores, extracted_slots

STAGES: tuple[tuple[str, ...], ...] = (
    (),
    ("actions",),
    ("actions", "people", "values"),
    ("actions", "incidents"),
    ("actions", "people", "values", "incidents"),
    ("actions", "people", "values", "incidents", "same people"),
    ("actions", "people", "values", "incidents", "same people", "belongs"),
)


class _Right(Decoder):
    """A decoder that takes the decisions of some stages from the marks of a story."""

    stages: Sequence[str]
    example: Example

    def _actions(self) -> list[Found]:
        found = super()._actions()
        if "actions" not in self.stages:
            return found
        return [Found(n, _label(n), 1.0, Factuality(n.factuality)) for n in self.example.actions]

    def _tagged(self, name: str, names: Sequence[str], limit: float, beside: float | None = None) -> list[Found]:
        if "people" not in self.stages:
            return super()._tagged(name, names, limit, beside)
        marked = {"people": outermost(self.example.people), "part": self.example.parts, "cause": self.example.causes}
        return [Found(n, _label(n), 1.0) for n in marked[name]]

    def _sources(self) -> list[Found]:
        if "people" not in self.stages:
            return super()._sources()
        return [Found(n, "", 1.0) for n in outermost(self.example.sources)]

    def _uses(self) -> Iterator[Found]:
        if "values" not in self.stages:
            yield from super()._uses()
            return
        for node in self.example.candidates:
            for use in sorted(node.uses):
                yield Found(node, use, 1.0)

    def _clusters(self) -> list[list[int]]:
        clusters = super()._clusters()
        self.marked: list[str] = []
        if "incidents" not in self.stages:
            return clusters
        of = {name: self._of(name, self.actions) for name in self.example.incidents}
        self.marked = [name for name, own in of.items() if own]
        return [of[name] for name in self.marked]

    def _of(self, name: str, found: Iterable[Found]) -> list[int]:
        return [i for i, each in enumerate(found) if isinstance(each.node, Marked) and name in each.node.incidents]

    def _score_people(self) -> None:
        super()._score_people()
        if "same people" in self.stages:
            numbers: dict[str, int] = {}
            names = [min(each.node.persons, default=f"?{i}") for i, each in enumerate(self.people)]  # type: ignore[attr-defined]
            self.persons = [numbers.setdefault(name, len(numbers)) for name in names]

    def _belongs(self, found: list[Found], clusters: Sequence[list[int]], limit: float) -> list[list[Found]]:
        if "belongs" not in self.stages:
            return super()._belongs(found, clusters, limit)
        return [[found[i] for i in self._of(name, found)] for name in self.marked]


def _label(node: Marked) -> str:
    return next(iter(node.uses), "")


def ceilings(reader: LearnedReader, stories: Sequence[Story], stages: Sequence[str]) -> dict[str, Scores]:
    """Return the scores by part of the corpus with some stages taken from the marks."""
    limits = replace(reader.limits, incident=0.0) if "incidents" in stages else reader.limits
    found: dict[str, Scores] = {}
    for story in stories:
        if len(story.sections) == 1:
            bags = [extracted_slots(event) for event in events(story.item, _reading(reader, story, limits, stages))]
            found.setdefault(story.item.part, Scores()).add_bags(bags, story.known)
    return found


def _reading(reader: LearnedReader, story: Story, limits: Limits, stages: Sequence[str]) -> Reading:
    [(tokens, words)] = story.sections
    whole = Whole()
    if tokens.starts:
        decoder = type("Right", (_Right,), {"stages": stages, "example": story.item.example})
        decoder(reader.heads, tokens, words, limits, whole).read()
    return whole.reading(story.item.values)


def main(arguments: list[str]) -> int:
    """Print the table; return the exit status."""
    if len(arguments) != 2:
        sys.stderr.write(__doc__ or "")
        return 2
    reader = LearnedReader(Path(arguments[1]))
    stories = stories_aside(reader, Path(arguments[0]))
    for stages in STAGES:
        scores = ceilings(reader, stories, stages)
        figures = (f"{part} {each.incidents.f1:.3f} {each.slots.f1:.3f}" for part, each in sorted(scores.items()))
        print(f"{', '.join(stages) or 'none':60} {'   '.join(figures)}", flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
