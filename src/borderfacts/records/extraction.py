"""All that one text gives."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import chain
from typing import TYPE_CHECKING, Any, Literal, overload

from pydantic import PrivateAttr

from borderfacts.errors import ArgumentTypeError, ArgumentValueError
from borderfacts.records.base import Record
from borderfacts.records.display import extraction_html, tally
from borderfacts.records.event import Event
from borderfacts.records.explanation import Explanation
from borderfacts.records.figures import Fact, Statistic
from borderfacts.records.incident import Incident
from borderfacts.records.mentions import Agency, DateMention, Place, Quantity
from borderfacts.records.notes import Note

if TYPE_CHECKING:
    import pandas
    import polars

SCHEMA_VERSION = "2.0"
_LISTS = ("events", "statistics", "facts", "quantities", "dates", "places", "agencies", "notes")


class Extraction(Record):
    """The records of one text.

    Attributes:
        schema_version: the version of the record's shape.
        id: the identifier given with the text, or a stable hash of the text.
        file: the name of the file that the text is, relative to what was asked for; None for any other text.
        title: the headline given with the text.
        url: the address given with the text.
        reference_date: the publication date given with the text, ISO 8601.
        text: the text that all offsets refer to; None unless it was asked for.
        model: name and version of the model that read the text, and the start of its sum.
        events: one record per incident.
        statistics: figures of a period or area.
        facts: standing measurements.
        quantities: every quantity of the text.
        dates: every date expression of the text.
        places: every named place of the text.
        agencies: every authority named in the text.
        notes: what you should know of how the text was read: that it is not English, or that its days stay open.
        error: why the text could not be read; None where it could.
    """

    schema_version: str = SCHEMA_VERSION
    id: str
    file: str | None = None
    title: str | None = None
    url: str | None = None
    reference_date: str | None = None
    text: str | None = None
    model: str | None = None
    events: tuple[Event, ...] = ()
    statistics: tuple[Statistic, ...] = ()
    facts: tuple[Fact, ...] = ()
    quantities: tuple[Quantity, ...] = ()
    dates: tuple[DateMention, ...] = ()
    places: tuple[Place, ...] = ()
    agencies: tuple[Agency, ...] = ()
    notes: tuple[Note, ...] = ()
    error: str | None = None
    _reasons: tuple[bytes, ...] | None = PrivateAttr(default=None)

    def __eq__(self, other: object) -> bool:  # the reasons are no part of what a text gives
        return isinstance(other, Extraction) and self.__dict__ == other.__dict__

    def __hash__(self) -> int:
        return hash(self.id)

    def explain(self) -> Explanation:
        """Return why the text gave these events: each decision with its chance and what it would have been instead.

        Raises:
            ArgumentValueError: the extraction was not made in this run of Python but read from a file.
        """
        if self._reasons is None:
            raise ArgumentValueError(
                "extraction", self.id, "one that extract or extract_many gave; read its text again"
            )
        return Explanation.unpacked(self._reasons)

    def explained_by(self, explanations: Iterable[Explanation]) -> Extraction:
        """Return the extraction with the reasons that ``explain`` gives, in pieces of which each is packed at once."""
        explained = self.model_copy()
        explained._reasons = tuple(each.packed() for each in explanations)
        return explained

    def joined(self, others: Iterable[Extraction], *notes: Note) -> Extraction:
        """Return the extraction of a text of which this one and others are the parts, in order, with more notes."""
        parts = (self, *others)
        lists: dict[str, Any] = {
            name: tuple(chain.from_iterable(getattr(part, name) for part in parts)) for name in _LISTS
        }
        lists["notes"] += notes
        whole = self.model_copy(update=lists)
        whole._reasons = tuple(chain.from_iterable(part._reasons or () for part in parts))
        return whole

    @overload
    def to_dataframe(self, library: Literal["pandas"] = "pandas") -> pandas.DataFrame: ...

    @overload
    def to_dataframe(self, library: Literal["polars"]) -> polars.DataFrame: ...

    def to_dataframe(self, library: Literal["pandas", "polars"] = "pandas") -> Any:
        """Return one flat row per event; see ``borderfacts.to_dataframe``, which takes many extractions."""
        from borderfacts.records.dataframe import to_dataframe

        return to_dataframe(self, library)

    def __str__(self) -> str:
        return "\n".join([repr(self), *(f"  {event}" for event in self.events)])

    def __repr__(self) -> str:
        outcome = f"error {self.error!r}" if self.error is not None else tally(self)
        return f"<Extraction {self.id!r}: {'; '.join([outcome, *(note.code for note in self.notes)])}>"

    def _repr_html_(self) -> str:
        return extraction_html(self)


# What functions take that make rows or pages: extractions, or incidents, or some of both.
Given = Extraction | Incident | Iterable[Extraction | Incident]


def each_extraction(extractions: object) -> Iterator[Extraction]:
    """Yield the extractions of an argument that is one or an iterable of them; of an incident, what stands for it.

    Raises:
        ArgumentTypeError: it is neither.
    """
    takes = "an Extraction or an Incident, or an iterable of them"
    if isinstance(extractions, Extraction | Incident):
        extractions = (extractions,)
    if not isinstance(extractions, Iterable):
        raise ArgumentTypeError("extractions", extractions, takes)
    for each in extractions:
        if isinstance(each, Incident):
            yield _of_incident(each)
        elif isinstance(each, Extraction):
            yield each
        else:
            raise ArgumentTypeError("extractions", each, takes)


def _of_incident(incident: Incident) -> Extraction:
    """Return an extraction with the record of an incident alone, and the files and addresses of all its stories."""
    first, *_ = incident.members
    return Extraction(
        id=incident.id,
        file=_listed(member.file for member in incident.members),
        title=first.title,
        url=_listed(member.url for member in incident.members),
        reference_date=first.published,
        events=(incident.record,),
    )


def _listed(values: Iterable[str | None]) -> str | None:
    return ", ".join(dict.fromkeys(filter(None, values))) or None
