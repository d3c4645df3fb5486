"""The layers of a Doc: their names, typed reading and writing, and packing for other processes.

A finder reads and writes layers; no finder imports another. A layer is stored in one extension attribute of the Doc,
as a tuple of records sorted by their place in the text.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date
from typing import Any, Generic, TypeVar

import srsly
from spacy.tokens import Doc

from borderfacts.grammar.phrases import Hit, find_phrases
from borderfacts.records import (
    Agency,
    Attribution,
    Count,
    DateMention,
    Event,
    Fact,
    Part,
    Place,
    Quantity,
    Record,
    Seizure,
    Span,
    Statistic,
)
from borderfacts.vocabulary import ActionType, PartKind, Role, Status

R = TypeVar("R", bound=Record)


class Layer(Generic[R]):
    """One kind of record on a Doc.

    Attributes:
        attribute: the name of the extension attribute, ``doc._.<attribute>``.
    """

    def __init__(self, name: str) -> None:
        self.attribute = f"borderfacts_{name}"
        Doc.set_extension(self.attribute, default=None)

    def write(self, doc: Doc, records: Iterable[R]) -> None:
        """Store the records, sorted by their place in the text."""
        doc._.set(self.attribute, tuple(sorted(records, key=_place)))

    def read(self, doc: Doc) -> tuple[R, ...]:
        """Return the records; none where the layer was not written."""
        return tuple(doc._.get(self.attribute) or ())


def _place(record: Any) -> tuple[int, int]:
    span = getattr(record, "span", None)
    return (span.start, -span.end) if span is not None else (0, 0)


class PersonMention(Record):
    """A mention of people, before it is known what they do in an incident.

    Attributes:
        span: the words.
        head: the token index of the noun, number or name that carries the mention.
        left: the token index of its first word.
        right: the token index after its last word.
        count: how many.
        kind: what they are, where the noun says so.
        role: what the noun says of their role; None for neutral words.
        nationalities: ISO 3166-1 alpha-2 codes.
        ages: the ages told with it.
        name: the personal name.
        reference: how it refers: ``new``, ``definite``, ``remainder`` (the other four), ``partitive`` (two of them),
            ``additional`` (six more), ``part`` (describes an earlier group), ``name``.
        parts: what a group of several nouns is made of.
        body: the noun names the dead.
        crowd: the noun names a group as such (``the group``).
        official: a person who speaks or acts for an authority.
        qualifier: the word that says how large a part is (``largely``).
    """

    span: Span
    head: int
    left: int
    right: int
    count: Count | None = None
    kind: PartKind | None = None
    role: Role | None = None
    nationalities: tuple[str, ...] = ()
    ages: tuple[int, ...] = ()
    name: str | None = None
    reference: str = "new"
    parts: tuple[Part, ...] = ()
    body: bool = False
    crowd: bool = False
    official: bool = False
    qualifier: str | None = None


class ActionMention(Record):
    """A word or phrase that tells an action.

    Attributes:
        span: the words.
        token: the token index of the verb or noun.
        type: the kind of action.
        status: how far it came to pass.
        agents: token indices of the heads of who does it.
        patients: token indices of the heads of whom it is done to.
        verbal: told by a verb, not by a noun.
    """

    span: Span
    token: int
    type: ActionType
    status: Status
    agents: tuple[int, ...] = ()
    patients: tuple[int, ...] = ()
    verbal: bool = True


QUANTITIES: Layer[Quantity] = Layer("quantities")
DATES: Layer[DateMention] = Layer("dates")
PLACES: Layer[Place] = Layer("places")
AGENCIES: Layer[Agency] = Layer("agencies")
SEIZURES: Layer[Seizure] = Layer("seizures")
ATTRIBUTIONS: Layer[Attribution] = Layer("attributions")
PEOPLE: Layer[PersonMention] = Layer("people")
ACTIONS: Layer[ActionMention] = Layer("actions")
STATISTICS: Layer[Statistic] = Layer("statistics")
FACTS: Layer[Fact] = Layer("facts")
EVENTS: Layer[Event] = Layer("events")

_REFERENCE_DATE = "borderfacts_reference_date"
_PHRASES = "borderfacts_phrases"
Doc.set_extension(_REFERENCE_DATE, default=None)
Doc.set_extension("events", getter=EVENTS.read)


def span_of(doc: Doc, left: int, right: int) -> Span:
    """Return the record span from the token ``left`` to the one before ``right``.

    It never asks for ``doc.text``, which spaCy builds anew on every access.
    """
    last = doc[right - 1]
    return Span(start=doc[left].idx, end=last.idx + len(last), text=doc[left:right].text)


def set_reference_date(doc: Doc, day: date | None) -> None:
    """Tell the Doc when its story was published."""
    doc._.set(_REFERENCE_DATE, day.isoformat() if day else None)


def reference_date(doc: Doc) -> date | None:
    """Return when the story of the Doc was published; None where it is not known."""
    told = doc._.get(_REFERENCE_DATE)
    return date.fromisoformat(told) if told else None


def phrases(doc: Doc, lexicon: str) -> list[Hit]:
    """Return where the phrases of a lexicon stand in the Doc; all lexicons are found in one pass, on first need."""
    found = doc.user_data.get(_PHRASES)
    if found is None:
        found = doc.user_data[_PHRASES] = find_phrases(doc.text)
    return [Hit(start, end, tuple(keys)) for start, end, keys in found.get(lexicon, ())]


def forget_phrases(doc: Doc) -> None:
    """Drop what ``phrases`` keeps on the Doc."""
    doc.user_data.pop(_PHRASES, None)


_PACKED = "__borderfacts__"


def _pack(obj: Any, chain: Callable[[Any], Any] | None = None) -> Any:
    if isinstance(obj, Record):
        return {_PACKED: type(obj).__name__, "json": obj.model_dump_json(by_alias=True)}
    return chain(obj) if chain else obj


def _unpack(obj: Any, chain: Callable[[Any], Any] | None = None) -> Any:
    if isinstance(obj, dict) and _PACKED in obj:
        return _record_types()[obj[_PACKED]].model_validate_json(obj["json"])
    return chain(obj) if chain else obj


def _record_types() -> dict[str, type[Record]]:
    found: dict[str, type[Record]] = {}
    waiting: list[type[Record]] = [Record]
    while waiting:
        for child in waiting.pop().__subclasses__():
            found[child.__name__] = child
            waiting.append(child)
    return found


# pydantic records in user_data need these to pass doc.to_bytes(), and so n_process and DocBin.
srsly.msgpack_encoders.register("borderfacts_record", func=_pack)
srsly.msgpack_decoders.register("borderfacts_record", func=_unpack)
