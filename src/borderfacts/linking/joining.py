"""Event mentions in, incidents out."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from itertools import combinations

from borderfacts.linking import blocking
from borderfacts.linking.claims import Rules
from borderfacts.linking.clustering import bounded, clusters, components
from borderfacts.linking.decisions import Verdicts
from borderfacts.linking.features import compare, compare_steps
from borderfacts.linking.following import Following, followed
from borderfacts.linking.merging import merge
from borderfacts.linking.model import Question, chance, likeness, log_odds, odds_of, reasons, weights
from borderfacts.linking.stories import EventMention
from borderfacts.records.identity import incident_id
from borderfacts.records.incident import Incident, Link, Relation, Report
from borderfacts.vocabulary import LinkBasis

Pair = tuple[int, int]
_AT_ONCE = 10_000  # pairs


class Joined:
    """Event mentions joined to incidents; iterating makes the records, one at a time.

    Attributes:
        incidents: for each incident the positions of its event mentions, the earliest first.
        proposed: pairs of positions, of two incidents, that may be of one.
        follows: for an incident, by its number, the link to the incident that it follows.
    """

    def __init__(
        self,
        event_mentions: Sequence[EventMention],
        verdicts: Verdicts,
        rules: Rules,
        known_ids: frozenset[str] = frozenset(),
    ) -> None:
        """Join them.

        Args:
            event_mentions: the event mentions, in order.
            verdicts: what a person decided.
            rules: by which rule the shown value of a field is chosen.
            known_ids: ids of incidents that stay with the event mention that they were made of.
        """
        self._event_mentions = event_mentions
        self._profiles = [event_mention.profile for event_mention in event_mentions]
        self._verdicts = verdicts
        self._rules = rules
        self.incidents, self.proposed = self._join()
        self.follows = followed(self._profiles, self.incidents)
        self._ids = [self._id(members, known_ids) for members in self.incidents]
        self._number = {member: number for number, members in enumerate(self.incidents) for member in members}

    def __len__(self) -> int:
        return len(self.incidents)

    def __iter__(self) -> Iterator[Incident]:
        for number in range(len(self.incidents)):
            yield self._incident(number)

    def _join(self) -> tuple[list[list[int]], dict[int, list[Pair]]]:
        limits = weights("link")
        made, proposed = odds_of(limits.made), odds_of(limits.proposed)
        incidents: list[list[int]] = []
        open_pairs: dict[int, list[Pair]] = {}
        for component in components(self._alike(proposed), self._verdicts.together, proposed):
            within = set(component)
            parts = clusters(
                component, self._odds, made, [pair for pair in self._verdicts.together if pair[0] in within]
            )
            incidents += parts
            for one, other in combinations(parts, 2):
                self._propose(one, other, proposed, open_pairs)
        joined = {member for members in incidents for member in members}
        alone = [[each] for each in range(len(self._profiles)) if each not in joined]
        return sorted([*incidents, *alone]), open_pairs

    def _alike(self, at_least: float) -> Iterator[tuple[int, int, float]]:
        """Yield the pairs of event mentions that meet in a block and may be of one incident."""
        met = blocking.pairs(self._profiles)
        for at in range(0, len(met), _AT_ONCE):  # as lists all at once they fill half a gigabyte
            for one, other in met[at : at + _AT_ONCE].tolist():
                odds = self._odds(one, other)
                if odds >= at_least:
                    yield one, other, odds

    def _odds(self, one: int, other: int) -> float:
        if (one, other) in self._verdicts.apart:
            return -math.inf
        return likeness(self._profiles[one], self._profiles[other])

    def _propose(self, one: list[int], other: list[int], least: float, found: dict[int, list[Pair]]) -> None:
        odds = {(a, b): self._odds(min(a, b), max(a, b)) for a in one for b in other}
        if sum(map(bounded, odds.values())) / len(odds) >= least:
            best = max(odds, key=lambda pair: (odds[pair], -pair[0], -pair[1]))
            found.setdefault(one[0], []).append(best)
            found.setdefault(other[0], []).append(best[::-1])

    def _id(self, members: Sequence[int], known_ids: frozenset[str]) -> str:
        ids = [incident_id(*map(str, self._event_mentions[member].order[1:])) for member in members]
        return next((each for each in ids if each in known_ids), ids[0])

    def _incident(self, number: int) -> Incident:
        positions = self.incidents[number]
        members = [self._event_mentions[position].member() for position in positions]
        merged = merge(members, self._ids[number], self._rules)
        return Incident(
            id=self._ids[number],
            members=tuple(members),
            record=merged.record,
            claims=merged.claims,
            conflicts=merged.conflicts,
            follows=tuple(self._followed(number)),
            links=tuple(self._strongest(position, positions) for position in positions[1:]),
            proposed=tuple(
                Relation(incident=self._ids[self._number[other]], link=self._link(one, other))
                for one, other in self.proposed.get(positions[0], ())
            ),
            decisions=tuple(
                dict.fromkeys(pair for position in positions for pair in self._verdicts.made.get(position, ()))
            ),
        )

    def _followed(self, number: int) -> Iterator[Relation]:
        found = self.follows.get(number)
        if found is not None:
            yield Relation(incident=self._ids[self._number[found.earlier]], link=self._step(found))

    def _strongest(self, position: int, positions: Sequence[int]) -> Link:
        """Return the strongest link of an event mention to one before it; a person's decision goes before all."""
        decided = set(self._verdicts.together)
        before = [other for other in positions if other < position]
        best = max(before, key=lambda other: ((other, position) in decided, self._odds(other, position), -other))
        return self._link(best, position)

    def _link(self, one: int, other: int) -> Link:
        pair = (min(one, other), max(one, other))
        found = list(compare(self._profiles[pair[0]], self._profiles[pair[1]]))
        basis = LinkBasis.DECISION if pair in self._verdicts.together else LinkBasis.MODEL
        return Link(
            first=self._end(one),
            second=self._end(other),
            basis=basis,
            chance=chance(log_odds(found, "link")),
            reasons=reasons(found, "link"),
        )

    def _step(self, found: Following) -> Link:
        question: Question = "follows"
        compared = compare_steps(self._profiles[found.later], self._profiles[found.earlier], found.together)
        return Link(
            first=self._end(found.later),
            second=self._end(found.earlier),
            chance=chance(found.odds),
            reasons=reasons(compared, question),
        )

    def _end(self, position: int) -> Report:
        document, event = self._event_mentions[position].key
        return Report(document=document, event=event)
