"""The tellings that are linked: taken from extractions and earlier incidents, packed, and put in order."""

from __future__ import annotations

import zlib
from collections.abc import Iterable, Iterator
from hashlib import blake2b
from typing import NamedTuple, TypeVar

from borderfacts.errors import ArgumentTypeError, ArgumentValueError
from borderfacts.linking.profile import Profile, profile
from borderfacts.records import Extraction
from borderfacts.records.incident import Incident, Member

R = TypeVar("R", Extraction, Incident)

UNDATED = "9999"  # sorts after every date


class Telling(NamedTuple):
    """A telling, as small as it can be kept.

    Attributes:
        order: publication date, document and event: the earliest first, whatever the order of the input.
        profile: as it is compared.
        packed: the member as compressed JSON, since a hundred thousand as records fill some gigabytes.
    """

    order: tuple[str, str, str]
    profile: Profile
    packed: bytes

    def member(self) -> Member:
        """Return the member."""
        return Member.model_validate_json(zlib.decompress(self.packed))


class Found(NamedTuple):
    """What is linked.

    Attributes:
        tellings: the tellings, the earliest first.
        known_ids: the ids of the incidents known before.
    """

    tellings: list[Telling]
    known_ids: frozenset[str]


def tellings(extractions: Iterable[Extraction], known: Iterable[Incident] = ()) -> Found:
    """Return the tellings of extractions and of the incidents known before.

    A story that is given twice counts once; one that is known from before counts as it is given now.

    Args:
        extractions: the extractions.
        known: the incidents, which are asked for after the extractions.

    Raises:
        ArgumentTypeError: there is something else among them.
        ArgumentValueError: two different extractions have one id.
    """
    found: dict[tuple[str, str, str], Telling] = {}
    given: dict[str, bytes] = {}
    for extraction in _checked("extractions", extractions, Extraction):
        own = [_telling(member) for member in _members(extraction)]
        mark = blake2b(b"".join(each.packed for each in own)).digest()
        if given.setdefault(extraction.id, mark) != mark:
            raise ArgumentValueError("extractions", extraction.id, "the id of one document: two different ones have it")
        found |= {each.order: each for each in own}
    ids: set[str] = set()
    for incident in _checked("known", known, Incident):
        ids.add(incident.id)
        own = [_telling(member) for member in incident.members if member.document not in given]
        found |= {each.order: each for each in own}
    return Found([found[order] for order in sorted(found)], frozenset(ids))


def _members(extraction: Extraction) -> Iterator[Member]:
    for event in extraction.events:
        yield Member(
            document=extraction.id,
            title=extraction.title,
            url=extraction.url,
            published=extraction.reference_date,
            event=event,
        )


def _telling(member: Member) -> Telling:
    packed = zlib.compress(member.model_dump_json(by_alias=True).encode("utf-8"), level=1)
    return Telling((member.published or UNDATED, member.document, member.event.id), profile(member), packed)


def _checked(argument: str, records: Iterable[object], kind: type[R]) -> Iterator[R]:
    takes = f"an iterable of records of type {kind.__name__}"
    if not isinstance(records, Iterable):
        raise ArgumentTypeError(argument, records, takes)
    for record in records:
        if not isinstance(record, kind):
            raise ArgumentTypeError(argument, record, takes)
        yield record
