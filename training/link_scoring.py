"""Score how the stories of one incident are joined, beside simple rules, without showing any story.

    python -m training.link_scoring FOLDER ...          # from the records of the marks, and from the library's own
    python -m training.link_scoring FOLDER ... --errors # and which joins are wrong or missed, for sets that were read
    python -m training.link_scoring FOLDER ... --left-out # each with weights fitted on the others, and all together

Each FOLDER is a set of stories (``training.story_sets``). What the library does not find of the marked incidents counts
as missed; what it finds beside them, as an incident of its own.
"""

from __future__ import annotations

import json
import sys
from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from itertools import combinations
from pathlib import Path
from unittest import mock

from borderfacts.linking import link, model, words
from borderfacts.linking.profile import Profile
from borderfacts.linking.stories import event_mentions
from borderfacts.records import Extraction, Incident
from training.link import OUT, Corpus, weights
from training.partitions import b_cubed, ceaf_e, completed, f1, pairwise
from training.scoring import Score
from training.story_sets import Key, StorySet, read_set

Partition = list[frozenset[Hashable]]
THRESHOLDS = [step / 50 for step in range(1, 50)]


def of_incidents(incidents: Iterable[Incident]) -> Partition:
    """Return the sets of event mentions that incidents join."""
    return [frozenset((member.document, member.event.id) for member in each.members) for each in incidents]


def truth(set_: StorySet, records: Sequence[Extraction]) -> Partition:
    """Return the sets of event mentions that are of one incident in the world, named as the marks name them."""
    found: dict[object, set[Hashable]] = defaultdict(set)
    for key in keys(set_.gold):
        found[set_.world[key]].add(key)
    return completed(map(frozenset, found.values()), (set_.aligned(key) for key in keys(records)))


def keys(records: Iterable[Extraction]) -> Iterator[Key]:
    """Yield document and event of each event."""
    return ((each.id, event.id) for each in records for event in each.events)


def show(name: str, found: Partition, set_: StorySet, known: Partition) -> None:
    """Print the figures of one way to join."""
    aligned = [frozenset(set_.aligned(key) for key in each) for each in found]  # type: ignore[arg-type]
    ours = completed(aligned, (key for each in known for key in each))
    pairs, cubed, entity = pairwise(ours, known), b_cubed(ours, known), ceaf_e(ours, known)
    alike = not_merged(ours, set_)
    print(
        f"  {name:28} pairs {pairs.precision:.3f} {pairs.recall:.3f}   B3 {f1(*cubed):.3f}   "
        f"CEAF-e {f1(*entity):.3f}   look-alikes apart {alike.hits:.0f} of {alike.known:.0f}"
    )


def not_merged(found: Partition, set_: StorySet) -> Score:
    """Return how many pairs of look-alikes share no set."""
    worlds = [{set_.world.get(key) for key in each} for each in found]  # type: ignore[call-overload]
    apart = sum(not any({one, other} <= each for each in worlds) for one, other in set_.lookalikes)
    return Score(apart, len(set_.lookalikes), len(set_.lookalikes))


def follows(incidents: Sequence[Incident], set_: StorySet) -> Score:
    """Return the score of the pairs of a later step and what it follows, as incidents of the world."""
    found = set()
    for incident in incidents:
        for relation in incident.follows:
            ends = (relation.link.first, relation.link.second)
            found.add(tuple(set_.world.get((end.document, end.event), end.event) for end in ends))
    known = set(set_.follows.items())
    return Score(len(found & known), len(found), len(known))


def baselines(set_: StorySet, records: Sequence[Extraction]) -> Iterator[tuple[str, Partition]]:
    """Yield simple rules with the sets that they give."""
    found = event_mentions(records).event_mentions
    profiles = [each.profile for each in found]
    names = [each.key for each in found]

    def joined(is_same: Callable[[int, int], bool]) -> Partition:
        return _components(names, [pair for pair in combinations(range(len(names)), 2) if is_same(*pair)])

    yield "same type and date", joined(lambda a, b: _same_type_and_date(profiles[a], profiles[b]))
    yield "same place within a day", joined(lambda a, b: _same_place_within_a_day(profiles[a], profiles[b]))
    cosines = _cosines(records, names)
    known = truth(set_, records)

    def score(least: float) -> float:
        sets = joined(lambda a, b: cosines[a][b] >= least)
        return pairwise([frozenset(set_.aligned(key) for key in each) for each in sets], known).f1  # type: ignore[arg-type]

    best = max(THRESHOLDS, key=score)
    yield f"TF-IDF cosine, best at {best:.2f}", joined(lambda a, b: cosines[a][b] >= best)


def _same_type_and_date(one: Profile, other: Profile) -> bool:
    is_same_day = one.days is not None and one.days.is_reported and one.days == other.days
    return is_same_day and one.kind is other.kind and one.document != other.document


def _same_place_within_a_day(one: Profile, other: Profile) -> bool:
    if one.days is None or other.days is None or one.document == other.document:
        return False
    gap = max(one.days.first, other.days.first) - min(one.days.last, other.days.last)
    spots = [{site.name for site in each.sites if site.is_fine} for each in (one, other)]
    return gap <= 1 and bool(spots[0] & spots[1])


def _cosines(records: Sequence[Extraction], names: Sequence[Key]) -> list[list[float]]:
    """Return the cosine of the sentences of each two events, of two stories."""
    from sklearn.feature_extraction.text import TfidfVectorizer

    texts = {(e.id, event.id): " ".join(span.text for span in event.evidence) for e in records for event in e.events}
    vectors = TfidfVectorizer(sublinear_tf=True).fit_transform([texts[name] for name in names])
    found: list[list[float]] = (vectors @ vectors.T).toarray().tolist()
    return [
        [value if names[a][0] != names[b][0] else 0.0 for b, value in enumerate(row)] for a, row in enumerate(found)
    ]


def _components(names: Sequence[Key], pairs: Sequence[tuple[int, int]]) -> Partition:
    from borderfacts.linking.clustering import components

    sets = components(((a, b, 0.0) for a, b in pairs), (), float("-inf"))
    return completed((frozenset(names[at] for at in each) for each in sets), names)


def errors(found: Partition, set_: StorySet, records: Sequence[Extraction]) -> Iterator[str]:
    """Yield the wrong joins and the missed ones, each with the records in words."""
    summaries = {(each.id, event.id): event.summary for each in records for event in each.events}
    place = {key: number for number, each in enumerate(found) for key in each}
    for one, other in combinations(sorted(summaries), 2):
        worlds = (set_.world.get(one, one), set_.world.get(other, other))
        joined = place[one] == place[other]
        if joined != (worlds[0] == worlds[1]):
            lines = "\n".join(
                f"      {key[0]} {world}: {summaries[key]}" for key, world in zip((one, other), worlds, strict=True)
            )
            yield f"    {'wrong' if joined else 'missed'}\n{lines}"


@contextmanager
def weighed(given: dict[str, dict[str, object]]) -> Iterator[None]:
    """Have event mentions joined with other weights than those of the package."""
    content = json.dumps(given).encode("utf-8")
    with mock.patch(
        f"{model.__name__}.read_bytes", lambda name: content if name == OUT.name else words.read_bytes(name)
    ):
        model.weights.cache_clear()
        yield
    model.weights.cache_clear()


def left_out(sets: Sequence[StorySet]) -> None:
    """Print the figures of each set with the weights that the others give, and those of its later steps together."""
    corpus = Corpus.read()
    together: dict[str, Score] = defaultdict(Score)
    for set_ in sets:
        with weighed(weights([each for each in sets if each is not set_], corpus)):
            for name, records in _both(set_):
                print(f"{set_.name} left out, {name}")
                steps = show_links(set_, records)
                together[name].add(steps.hits, steps.extracted, steps.known)
    for name, steps in together.items():
        show_follows(f"follows, all, {name}", steps)


def _both(set_: StorySet) -> tuple[tuple[str, list[Extraction]], ...]:
    return ("from marks", set_.gold), ("from the library's records", set_.own)


def show_links(set_: StorySet, records: Sequence[Extraction]) -> Score:
    """Print the figures of ``borderfacts.link``; return those of the later steps."""
    incidents = link(records)
    show("borderfacts.link", of_incidents(incidents), set_, truth(set_, records))
    steps = follows(incidents, set_)
    show_follows("  follows", steps)
    return steps


def show_follows(name: str, steps: Score) -> None:
    """Print the figures of the later steps."""
    print(f"{name:40} {steps.precision:.3f} {steps.recall:.3f} F1 {steps.f1:.3f} of {steps.known:.0f}")


def main(arguments: list[str]) -> int:
    """Print the figures; return the exit status."""
    folders = [Path(each) for each in arguments if not each.startswith("--")]
    if "--left-out" in arguments:
        left_out([read_set(folder) for folder in folders])
        return 0
    for set_ in map(read_set, folders):
        for name, records in _both(set_):
            print(f"{set_.name}, {name}: {sum(1 for _ in keys(records))} event mentions")
            show_links(set_, records)
            for rule, found in baselines(set_, records):
                show(rule, found, set_, truth(set_, records))
            if "--errors" in arguments:
                print(*errors(of_incidents(link(records)), set_, records), sep="\n")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
