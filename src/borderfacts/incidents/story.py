"""A text with its values and its reading, indexed once for all parts of the assembly."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator, Sequence

from borderfacts.incidents.lookup import Lookup
from borderfacts.reading.schema import Group, Incident, Link, Mention, Reading, Sentences, Values
from borderfacts.records import Agency, Span
from borderfacts.vocabulary import Use


class ReadStory:
    """What the assembly asks of a text, its values and its reading."""

    def __init__(self, text: str, values: Values, reading: Reading) -> None:
        self.text = text
        self.sentences = values.sentences
        self._sentences = Sentences(values.sentences)
        self.mentions = reading.mentions
        self.meant: dict[int, list[str]] = defaultdict(list)  # for each mention of people the groups that it stands for
        for link in reading.links:
            if link.use in (Use.MENTION, Use.SOME):
                self.meant[link.mention].append(link.to)
        self.incidents = {incident.name: incident for incident in reading.incidents}
        self.groups = {group.name: group for group in reading.groups}
        self.dates = Lookup(values.dates)
        self.quantities = Lookup(values.quantities)
        self.places = Lookup(values.places)
        self.agencies = Lookup(values.agencies)
        self.numbers = Lookup(values.numbers)
        self.ages = Lookup(values.ages)
        self.nationalities = Lookup(values.nationalities)
        self.goods = Lookup(values.goods)
        self.periods = Lookup(values.periods)
        self.phrases = Lookup(values.phrases)
        self._links = reading.by_target()
        self._groups: dict[str, list[Group]] = defaultdict(list)
        for group in reading.groups:
            self._groups[group.incident].append(group)
        self._looked_at = _Placed(reading.mentions, reading.links)
        acting = {name: list(self._acting(name)) for name in self.incidents}
        self._agencies_of = {name: _Named(named) for name, named in acting.items()}
        self._agencies_of_any = _Named([each for named in acting.values() for each in named])

    def _acting(self, name: str) -> Iterator[tuple[Mention, Agency]]:
        for mention, _ in self.linked(name, Use.AGENCY):
            agency = self.agencies.best(mention)
            if agency is not None:
                yield mention, agency

    def linked(self, name: str, *uses: Use) -> list[tuple[Mention, Link]]:
        """Return what is linked to an incident, group or figure by some uses, in the order of the text."""
        return [(mention, link) for mention, link in self._links.get(name, ()) if link.use in uses]

    def links_of(self, name: str) -> Sequence[tuple[Mention, Link]]:
        """Return all that is linked to an incident, group or figure, in the order of the text."""
        return self._links.get(name, ())

    def all_of(self, incident: Incident) -> list[Mention]:
        """Return every mention that belongs to an incident or one of its groups, in the order of the text."""
        names = [incident.name, *(group.name for group in self.groups_of(incident))]
        found = {(m.start, m.end): m for name in names for m, _ in self._links.get(name, ())}
        return [found[place] for place in sorted(found)]

    def sentence_at(self, place: int) -> Span | None:
        """Return the sentence that has a character."""
        at = self._sentences.at(place)
        return None if at is None else self.sentences[at]

    def agency_before(self, place: int, incident: Incident) -> Agency | None:
        """Return the agency named last before a place as one that acts in an incident, else in any."""
        return self._agencies_of[incident.name].before(place) or self._agencies_of_any.before(place)

    def mentions_inside(self, mention: Mention) -> list[Mention]:
        """Return the mentions of groups and of nothing that stand inside a mention and are not all of it."""
        return self._looked_at.inside(mention)

    def figures(self) -> list[str]:
        """Return the names of the statistics, in the order of the text."""
        return [name for name in self._links if name.startswith("S")]

    def groups_of(self, incident: Incident) -> list[Group]:
        """Return the groups of an incident."""
        return self._groups[incident.name]

    def span(self, mention: Mention) -> Span:
        """Return the record span of a mention."""
        return Span.of(self.text, mention.start, mention.end)

    def words(self, mention: Mention) -> str:
        """Return the words of a mention."""
        return self.text[mention.start : mention.end]


class _Named:
    """Agencies by the place of their names."""

    def __init__(self, named: Sequence[tuple[Mention, Agency]]) -> None:
        self._named = sorted(reversed(named), key=lambda pair: pair[0].start)  # of two at one place the first is asked
        self._starts = [mention.start for mention, _ in self._named]

    def before(self, place: int) -> Agency | None:
        """Return the one whose name stands last before a place."""
        for at in range(bisect_left(self._starts, place) - 1, -1, -1):
            mention, agency = self._named[at]
            if mention.end <= place:
                return agency
        return None


class _Placed:
    """The mentions of groups and those without a link, by place."""

    def __init__(self, mentions: Sequence[Mention], links: Sequence[Link]) -> None:
        linked = {link.mention for link in links}
        groups = {link.mention for link in links if link.use in (Use.MENTION, Use.SOME)}
        self._mentions = sorted(
            (m for i, m in enumerate(mentions) if i in groups or i not in linked), key=lambda m: (m.start, -m.end)
        )
        self._starts = [m.start for m in self._mentions]

    def inside(self, mention: Mention) -> list[Mention]:
        """Return those inside a mention."""
        return [
            m
            for m in self._mentions[bisect_left(self._starts, mention.start) : bisect_left(self._starts, mention.end)]
            if m.end <= mention.end and m.end - m.start < mention.end - mention.start
        ]
