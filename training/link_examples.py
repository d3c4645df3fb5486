"""The examples that the weights of linking are fitted on: pairs of event mentions, and whether they belong together."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import combinations
from typing import NamedTuple

from borderfacts.linking import blocking, model
from borderfacts.linking.features import Feature, compare, compare_steps
from borderfacts.linking.following import candidates
from borderfacts.linking.profile import Profile
from borderfacts.linking.stories import event_mentions
from borderfacts.records import Extraction
from training.story_sets import StorySet

# What a step of one story of the corpus counts beside an incident of another. No story of the corpus goes on from
# another, as stories of an archive do, so that at full weight no step would be found across stories.
ACROSS = 0.5


class Example(NamedTuple):
    """A pair with its features, whether it is what is asked, and what it counts."""

    features: dict[str, float]
    is_so: bool
    weight: float = 1.0


def known(set_: StorySet, extractions: Sequence[Extraction]) -> tuple[list[Profile], list[str | None]]:
    """Return the event mentions of a set in order, and the incident of each in the world."""
    found = event_mentions(extractions).event_mentions
    return [each.profile for each in found], [set_.world.get(each.key) for each in found]


def link_examples(set_: StorySet, extractions: Sequence[Extraction]) -> Iterator[Example]:
    """Yield the pairs of the set that may be of one incident by their facts.

    All are taken, also those that no block brings together: within a component all pairs are compared.
    """
    profiles, world = known(set_, extractions)
    for one, other in combinations(range(len(profiles)), 2):
        if not model.bar(profiles[one], profiles[other]):
            is_so = world[one] is not None and world[one] == world[other]
            yield _example(compare(profiles[one], profiles[other]), is_so)


def corpus_examples(corpus: StorySet) -> Iterator[Example]:
    """Yield the pairs of the corpus that meet in a block; but for those that are known, they are of two incidents."""
    profiles, world = known(corpus, corpus.gold)
    for one, other in blocking.pairs(profiles).tolist():
        if not model.bar(profiles[one], profiles[other]):
            yield _example(compare(profiles[one], profiles[other]), world[one] == world[other])


def follows_examples(set_: StorySet, extractions: Sequence[Extraction], across: float = 1.0) -> Iterator[Example]:
    """Yield the pairs of a later step and what it may follow; each two incidents count once, however often reported.

    What follows the same as the step is of its case, and so are examples of what is asked: a step of a step is led to
    the beginning (``following``).

    Args:
        set_: the set.
        extractions: its records.
        across: what pairs of two stories count.
    """
    profiles, world = known(set_, extractions)
    names = {name: number for number, name in enumerate(dict.fromkeys(world))}
    incident_of = {at: names[name] if name else -1 - at for at, name in enumerate(world)}
    found = list(candidates(profiles, incident_of))
    counts = Counter((incident_of[each.later], incident_of[each.earlier]) for each in found)
    for each in found:
        later, earlier = profiles[each.later], profiles[each.earlier]
        once = counts[incident_of[each.later], incident_of[each.earlier]]
        weight = (1.0 if later.document == earlier.document else across) / once
        is_so = _is_of_case(set_, world[each.later], world[each.earlier])
        yield _example(compare_steps(later, earlier, each.together), is_so, weight)


def _is_of_case(set_: StorySet, later: str | None, earlier: str | None) -> bool:
    """Return whether an incident of the world is a step of the case that another belongs to."""
    return later in set_.follows and earlier is not None and set_.first(later) == set_.first(earlier)


def _example(found: Iterable[Feature], is_so: bool, weight: float = 1.0) -> Example:
    return Example({name: value for name, value, _ in found}, is_so, weight)
