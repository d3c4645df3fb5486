"""Which event mentions are compared at all: those that meet in a block, so that the cost grows as their number does.

A block is a key that event mentions share: a spot on the map in a month, a province on a day, a number of people in a
country and month, a rare word in a season. In a block of many event mentions each meets only those next to it in time
(``WINDOW``).
"""

from __future__ import annotations

import math
from array import array
from collections.abc import Iterable, Iterator, Sequence
from hashlib import blake2b
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from borderfacts.linking.days import Days
from borderfacts.linking.profile import Profile
from borderfacts.linking.stories import event_mentions
from borderfacts.records import Extraction

WINDOW = 24  # event mentions of a block that each meets, before it and after it
SPILL = 1  # days by which two dates of one incident often differ
MONTH = 31  # days; months of the calendar are cut where incidents are as often as elsewhere, and so are these
SEASON = 120
YEAR = 366
WEEK = 8
CELL = 1.0  # degrees
FEW = 4  # people; smaller numbers are too common to be a key
LONGEST = 2  # stretches after its first by which a date is still found

Key = tuple[object, ...]
Array = npt.NDArray[np.int64]


class Block(NamedTuple):
    """An event mention in a block; all but the block, in this order, is the order of the event mentions in it.

    Attributes:
        block: the key, hashed.
        day: the first day that it may have been on.
        published: the date of publication; of a story without one a text that sorts after all dates.
        document_id: the story.
        event_id: the event.
        number: distinguishes events of one story that have one id.
    """

    block: int
    day: int
    published: str
    document_id: str
    event_id: str
    number: int


def pairs(profiles: Sequence[Profile]) -> Array:
    """Return the pairs of positions of event mentions that meet in a block, each once, the smaller first, in order."""
    order = np.argsort([_day(each) for each in profiles], kind="stable")
    keys, members = array("q"), array("q")
    for rank, position in enumerate(order):
        for key in _hashed_keys(profiles[position]):
            keys.append(key)
            members.append(rank)
    size = len(profiles)
    found = _neighbours(np.frombuffer(keys, dtype=np.int64), np.frombuffer(members, dtype=np.int64), size)
    one, other = order[found // size], order[found % size]
    met = np.minimum(one, other) * size + np.maximum(one, other)
    met.sort()
    return np.stack([met // size, met % size], axis=1)


def blocks_of(extractions: Iterable[Extraction]) -> Iterator[Block]:
    """Yield the blocks of each event mention of each extraction, for a group-by of more than fits in memory."""
    for extraction in extractions:
        for event_mention in event_mentions([extraction]).event_mentions:
            for key in sorted(_hashed_keys(event_mention.profile)):
                yield Block(key, _day(event_mention.profile), *event_mention.order)


def _neighbours(keys: Array, members: Array, size: int) -> Array:
    """Return the pairs of members that stand near each other in a block, each as one number: first * size + second."""
    inorder = np.lexsort((members, keys))
    keys, members = keys[inorder], members[inorder]
    found = np.zeros(0, dtype=np.int64)
    for step in range(1, WINDOW + 1):
        here = np.flatnonzero(keys[step:] == keys[:-step])
        if not len(here):
            break
        found = _united(found, members[here] * size + members[here + step])
    return found


def _united(found: Array, more: Array) -> Array:
    """Return the numbers of both, each once, in order; ``np.union1d`` would fill a hash table first."""
    both = np.concatenate([found, more])
    both.sort()
    return both[np.diff(both, prepend=-1) > 0]


def _day(profile: Profile) -> int:
    return profile.days.first if profile.days else 0


def _hashed_keys(profile: Profile) -> set[int]:
    return set(map(_hashed, block_keys(profile)))


def _hashed(key: Key) -> int:
    return int.from_bytes(blake2b(repr(key).encode("utf-8"), digest_size=8).digest(), "big", signed=True)


def block_keys(profile: Profile) -> Iterator[Key]:
    """Yield the keys of the blocks that an event mention belongs to."""
    if profile.days is None:
        yield from (("word", word) for word in sorted(profile.words))
        return
    months = _stretches(profile.days, MONTH)
    years = _stretches(profile.days, YEAR)
    counts = list(_counts(profile))
    for spot in _spots(profile):
        yield from ((spot, "month", month) for month in months)
        yield from ((spot, count, "year", year) for count in counts for year in years)
    for area in sorted({*profile.areas, *profile.nations, *(site.name for site in profile.sites if not site.is_fine)}):
        yield from ((area, "day", day) for day in _days(profile.days))
        yield from ((area, count, "month", month) for count in counts for month in months)
    yield from ((count, "month", month) for count in counts for month in months)
    for word in sorted(profile.words):
        yield from ((word, "season", season) for season in _stretches(profile.days, SEASON))


def _spots(profile: Profile) -> Iterator[str]:
    """Yield the names of the spots of an event mention, and the cells of two maps on which they lie.

    The cells of the second map are moved by half a cell, so that two spots that a line of one map parts meet on the
    other.
    """
    for site in profile.sites:
        if site.is_fine:
            yield site.name
            if site.lat is not None and site.lon is not None:
                yield from (
                    f"{number}: {math.floor(site.lat / CELL + moved)} {math.floor(site.lon / CELL + moved)}"
                    for number, moved in enumerate((0, 0.5))
                )


def _counts(profile: Profile) -> Iterable[object]:
    sizes = {each.low for each in profile.numbers.values() if each.low is not None and each.low >= FEW}
    return [*sorted(sizes), *sorted(profile.goods)]


def _days(days: Days) -> range:
    """Return the days of a date that is given to the week; none of a coarser one."""
    within = days.last - days.first < WEEK
    return range(days.first - SPILL, days.last + SPILL + 1) if within else range(0)


def _stretches(days: Days, length: int) -> list[int]:
    """Return the numbers of the stretches of equal length that the days touch; the first ones of very many."""
    first, last = (days.first - SPILL) // length, (days.last + SPILL) // length
    return list(range(first, min(last, first + LONGEST) + 1))


def step_keys(profile: Profile) -> Iterator[Key]:
    """Yield the keys by which a later step finds what it follows, whenever that was."""
    yield from (("word", word) for word in sorted(profile.words | profile.place_words()))
    yield from (("spot", site.name) for site in profile.sites if site.is_fine)
    yield from (("age", age, nation) for age in sorted(profile.ages) for nation in sorted(profile.nations))
    yield from ((area, count) for area in sorted(profile.areas) for count in _counts(profile))
