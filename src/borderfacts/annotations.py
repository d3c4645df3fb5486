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

from borderfacts.records import (
    Agency,
    DateMention,
    Event,
    Fact,
    Place,
    Quantity,
    Record,
    Statistic,
)
from borderfacts.records.explanation import Explanation

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
        doc._.set(self.attribute, tuple(sorted(records, key=place_of)))

    def read(self, doc: Doc) -> tuple[R, ...]:
        """Return the records; none where the layer was not written."""
        return tuple(doc._.get(self.attribute) or ())


def place_of(record: Any) -> tuple[int, int]:
    """Return what sorts records by their place in the text, the longer before the shorter."""
    span = getattr(record, "span", None)
    return (span.start, -span.end) if span is not None else (0, 0)


QUANTITIES: Layer[Quantity] = Layer("quantities")
DATES: Layer[DateMention] = Layer("dates")
PLACES: Layer[Place] = Layer("places")
AGENCIES: Layer[Agency] = Layer("agencies")
STATISTICS: Layer[Statistic] = Layer("statistics")
FACTS: Layer[Fact] = Layer("facts")
EVENTS: Layer[Event] = Layer("events")
EXPLANATIONS: Layer[Explanation] = Layer("explanations")

_REFERENCE_DATE = "borderfacts_reference_date"
_TEXT = "borderfacts_text"
PHRASES = "borderfacts_phrases"  # under which the phrases that were found stay in ``doc.user_data``
Doc.set_extension(_REFERENCE_DATE, default=None)
Doc.set_extension("events", getter=EVENTS.read)


def set_reference_date(doc: Doc, day: date | None) -> None:
    """Set the day on which the story of the Doc was published."""
    doc._.set(_REFERENCE_DATE, day.isoformat() if day else None)


def reference_date(doc: Doc) -> date | None:
    """Return when the story of the Doc was published; None where it is not known."""
    day = doc._.get(_REFERENCE_DATE)
    return date.fromisoformat(day) if day else None


def keep_text(doc: Doc, text: str) -> None:
    """Keep the text that a Doc was made of."""
    doc.user_data[_TEXT] = text


def text_of(doc: Doc) -> str:
    """Return the text of the Doc, which spaCy would put together anew each time."""
    text = doc.user_data.get(_TEXT)
    if text is None:
        text = doc.user_data[_TEXT] = doc.text
    return str(text)


def forget(doc: Doc) -> None:
    """Drop the text and the phrases that are kept on the Doc."""
    for name in (_TEXT, PHRASES):
        doc.user_data.pop(name, None)


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
