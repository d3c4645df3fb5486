"""Who does an action and to whom it is done, as references into the lists of the record."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from borderfacts.incidents.story import ReadStory
from borderfacts.reading.schema import Group
from borderfacts.records import Agency, Reference


class References:
    """Leads mentions to the groups and agencies of one record.

    Args:
        story: the story.
        groups: the groups of the record, in its order.
        agencies: its agencies, in its order.
    """

    def __init__(self, story: ReadStory, groups: Sequence[Group], agencies: Sequence[Agency]) -> None:
        self._story = story
        self._groups = {group.name: i for i, group in enumerate(groups)}
        self._agencies = {agency.short: i for i, agency in enumerate(agencies)}

    def of(self, mentions: Iterable[int]) -> tuple[Reference, ...]:
        """Return a reference for each mention, each entry of the record once; other words stand for themselves."""
        found: dict[object, Reference] = {}
        for at in mentions:
            reference = self._reference(at)
            key = reference.span if reference.index is None else (reference.to, reference.index)
            found.setdefault(key, reference)
        return tuple(found.values())

    def _reference(self, at: int) -> Reference:
        mention = self._story.mentions[at]
        span = self._story.span(mention)
        group = next((self._groups[name] for name in self._story.meant.get(at, ()) if name in self._groups), None)
        if group is not None:
            return Reference(to="people", index=group, span=span)
        agency = self._story.agencies.best(mention)
        index = self._agencies.get(agency.short) if agency is not None else None
        return Reference(to="agencies" if index is not None else None, index=index, span=span)
