"""Which incidents are a later step of which: a charge, a sentence, a funeral, an inquiry, an anniversary."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import permutations
from typing import NamedTuple

from borderfacts.linking.blocking import step_keys
from borderfacts.linking.features import Together, compare_steps
from borderfacts.linking.model import log_odds, odds_of, weights
from borderfacts.linking.profile import Profile
from borderfacts.vocabulary import EventType

# What may be a later step; all else is an incident of its own.
STEPS = (EventType.COURT, EventType.REMOVAL, EventType.ARREST, EventType.OTHER, EventType.POLICY)
NEAREST = 12  # earlier event mentions of a block that a step is compared with, the latest first

Pairs = dict[tuple[int, int], Together]


class Following(NamedTuple):
    """An event mention of a later step, that which it follows, the log odds of that, and how stories report both."""

    later: int
    earlier: int
    odds: float
    together: Together | None


def is_step(profile: Profile) -> bool:
    """Return whether an event mention may be of a later step."""
    return profile.kind in STEPS


def followed(profiles: Sequence[Profile], incidents: Sequence[Sequence[int]]) -> dict[int, Following]:
    """Return, for each incident that is a later step, the strongest link to the incident that it follows.

    Args:
        profiles: the event mentions.
        incidents: for each incident the positions of its members.
    """
    incident_of = {member: number for number, members in enumerate(incidents) for member in members}
    best: dict[int, dict[int, Following]] = {}
    for each in candidates(profiles, incident_of):
        rivals = best.setdefault(incident_of[each.later], {})
        earlier = incident_of[each.earlier]
        if earlier not in rivals or _rank(each) > _rank(rivals[earlier]):
            rivals[earlier] = each
    strongest = {number: max(rivals.values(), key=_rank) for number, rivals in best.items()}
    ahead: dict[int, int] = {}
    for number in sorted(strongest, key=lambda each: _rank(strongest[each]), reverse=True):
        found = strongest[number]
        # Of steps that would follow each other, the one with the least reason to follows none.
        if found.odds >= odds_of(weights("follows").made) and number not in _way(incident_of[found.earlier], ahead):
            ahead[number] = incident_of[found.earlier]
    return {
        number: _to_beginning(strongest[number], _way(ahead[number], ahead), best[number]) for number in sorted(ahead)
    }


def _rank(each: Following) -> tuple[float, int, int]:
    return each.odds, -each.earlier, -each.later


def _way(number: int, ahead: Mapping[int, int]) -> list[int]:
    """Return an incident, what it follows, what that follows, and so on to the beginning."""
    way = [number]
    while way[-1] in ahead:
        way.append(ahead[way[-1]])
    return way


def _to_beginning(found: Following, way: Sequence[int], links: Mapping[int, Following]) -> Following:
    """Return the link to the beginning of a case, with the odds that it is this case.

    Args:
        found: the strongest link of a step.
        way: the incident that it leads to, and all before that.
        links: the links of the step, by incident.
    """
    link = next(links[each] for each in reversed(way) if each in links)
    return link._replace(odds=found.odds)


def candidates(profiles: Sequence[Profile], incident_of: Mapping[int, int]) -> Iterator[Following]:
    """Yield the pairs of a later step and what it may follow, of two incidents, with their log odds."""
    stories: dict[str, list[int]] = {}
    for position, profile in enumerate(profiles):
        stories.setdefault(profile.document, []).append(position)
    together = _reported_together(profiles, stories.values(), incident_of)
    blocks = _blocks(profiles)
    for position, profile in enumerate(profiles):
        if is_step(profile):
            number = incident_of[position]
            near = {*stories[profile.document], *_earlier(position, profiles, blocks)}
            for other in sorted(near):
                if incident_of[other] != number and _may_follow(profile, profiles[other]):
                    both = together.get((number, incident_of[other]))
                    odds = log_odds(compare_steps(profile, profiles[other], both), "follows")
                    yield Following(position, other, odds, both)


def _may_follow(one: Profile, other: Profile) -> bool:
    """Return whether one may be a later step of the other: not before it, nor the same kind of step on the same day."""
    if one.days is None or other.days is None:
        return True
    at_once = one.kind is other.kind and one.days == other.days and one.days.is_exact
    return one.days.last >= other.days.first and not at_once


def _reported_together(
    profiles: Sequence[Profile], stories: Iterable[Sequence[int]], incident_of: Mapping[int, int]
) -> Pairs:
    """Return the pairs of incidents that a story reports, with how."""
    found: Pairs = {}
    for story in stories:
        for one, other in permutations(story, 2):
            pair = (incident_of[one], incident_of[other])
            found[pair] = Together.of(profiles[one], profiles[other], len(story)).or_else(found.get(pair))
    return found


def _day(profile: Profile) -> int:
    return profile.days.first if profile.days else 0


def _blocks(profiles: Sequence[Profile]) -> dict[tuple[object, ...], list[int]]:
    """Return the event mentions by the keys that later steps ask for, in the order of their days."""
    asked = {key for profile in profiles if is_step(profile) for key in step_keys(profile)}
    blocks: dict[tuple[object, ...], list[int]] = {}
    for position in sorted(range(len(profiles)), key=lambda each: (_day(profiles[each]), each)):
        for key in set(step_keys(profiles[position])) & asked:
            blocks.setdefault(key, []).append(position)
    return blocks


def _earlier(position: int, profiles: Sequence[Profile], blocks: dict[tuple[object, ...], list[int]]) -> Iterator[int]:
    """Yield the event mentions that a step shares a block with, the latest before it."""
    profile = profiles[position]
    until = profile.days.last if profile.days else 0
    for key in step_keys(profile):
        block = blocks[key]
        end = bisect_left(block, until + 1, key=lambda each: _day(profiles[each]))
        yield from block[max(0, end - NEAREST) : end]
