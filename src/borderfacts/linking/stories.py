"""The event mentions that are linked: taken from extractions and earlier incidents, packed, and put in order."""

from __future__ import annotations

import zlib
from collections import Counter
from collections.abc import Iterable, Iterator
from hashlib import blake2b
from typing import NamedTuple, TypeVar

from borderfacts.errors import ArgumentTypeError, ArgumentValueError
from borderfacts.linking.profile import Profile, profile
from borderfacts.records import Extraction
from borderfacts.records.incident import DecidedPair, Incident, Member

R = TypeVar("R", Extraction, Incident)

UNDATED = "9999"  # sorts after every date


class EventMention(NamedTuple):
    """An event mention, as small as it can be kept.

    Attributes:
        order: publication date, document and event: the earliest first, whatever the order of the input. A number
            distinguishes events of one document that have one id, as two that the same sentence reports may.
        profile: as it is compared.
        packed: the member as compressed JSON, since a hundred thousand as records fill some gigabytes.
    """

    order: tuple[str, str, str, int]
    profile: Profile
    packed: bytes

    @property
    def key(self) -> tuple[str, str]:
        """Document and event."""
        return self.order[1], self.order[2]

    def member(self) -> Member:
        """Return the member."""
        return Member.model_validate_json(zlib.decompress(self.packed))


class Found(NamedTuple):
    """What is linked.

    Attributes:
        event_mentions: the event mentions, the earliest first.
        known_ids: the ids of the incidents known before.
        decisions: what a person decided of those, in an order that is the same for each order of the incidents.
    """

    event_mentions: list[EventMention]
    known_ids: frozenset[str]
    decisions: list[DecidedPair]


def event_mentions(extractions: Iterable[Extraction], known: Iterable[Incident] = ()) -> Found:
    """Return the event mentions of extractions and of the incidents known before.

    A story that is given twice counts once; one that is known from before counts as it is given now.

    Args:
        extractions: the extractions.
        known: the incidents, which are asked for after the extractions.

    Raises:
        ArgumentTypeError: there is something else among them.
        ArgumentValueError: two different extractions have one id.
    """
    found: dict[tuple[str, str, str, int], EventMention] = {}
    given: dict[str, bytes] = {}
    for extraction in _checked("extractions", extractions, Extraction):
        own = _event_mentions(_members(extraction))
        mark = blake2b(b"".join(each.packed for each in own)).digest()
        if given.setdefault(extraction.id, mark) != mark:
            raise ArgumentValueError("extractions", extraction.id, "the id of one document: two different ones have it")
        found |= {each.order: each for each in own}
    ids: set[str] = set()
    decisions: set[DecidedPair] = set()
    before: dict[str, list[Member]] = {}
    for incident in _checked("known", known, Incident):
        ids.add(incident.id)
        decisions.update(incident.decisions)
        for member in incident.members:
            if member.document not in given:
                before.setdefault(member.document, []).append(member)
    for members in before.values():
        found |= {each.order: each for each in _event_mentions(members)}
    ordered = sorted(decisions, key=lambda pair: (pair.first, pair.second, pair.decided, pair.note or ""))
    return Found([found[order] for order in sorted(found)], frozenset(ids), ordered)


def _members(extraction: Extraction) -> Iterator[Member]:
    for event in extraction.events:
        yield Member(
            document=extraction.id,
            title=extraction.title,
            url=extraction.url,
            file=extraction.file,
            published=extraction.reference_date,
            text=extraction.text,
            event=event,
        )


def _event_mentions(members: Iterable[Member]) -> list[EventMention]:
    """Return the event mentions of one document."""
    packed = sorted(
        ((member.event.id, member.model_dump_json(by_alias=True).encode("utf-8"), member) for member in members),
        key=lambda each: each[:2],
    )
    seen: Counter[str] = Counter()
    found = []
    for event, content, member in packed:
        order = (member.published or UNDATED, member.document, event, seen[event])
        found.append(EventMention(order, profile(member), zlib.compress(content, level=1)))
        seen[event] += 1
    return found


def _checked(argument: str, records: Iterable[object], kind: type[R]) -> Iterator[R]:
    takes = f"an iterable of records of type {kind.__name__}"
    if not isinstance(records, Iterable):
        raise ArgumentTypeError(argument, records, takes)
    for record in records:
        if not isinstance(record, kind):
            raise ArgumentTypeError(argument, record, takes)
        yield record
