"""The base of all records, and the span that ties a value to the text."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from inspect import cleandoc
from typing import Any, Self, TypeVar

from pydantic import BaseModel, ConfigDict

_SECTION = re.compile(r"\n\n(?:Attributes|Examples):\n")
_ATTRIBUTE = re.compile(r"^    (\w+): (.*(?:\n {8}.*)*)", re.MULTILINE)


def _describe(schema: dict[str, Any], model: type[BaseModel]) -> None:
    """Give a JSON Schema the words of the docstring: each field its line, the record what stands above the lines."""
    docstring = cleandoc(model.__doc__ or "")
    meanings = {name: _as_json_says(meaning) for name, meaning in _ATTRIBUTE.findall(docstring)}
    schema["description"] = _as_json_says(_SECTION.split(docstring)[0])
    for name, field in model.model_fields.items():
        for key in {name, field.alias or name} & schema["properties"].keys() if name in meanings else ():
            schema["properties"][key]["description"] = meanings[name]


def _as_json_says(words: str) -> str:
    return re.sub(r"\bNone\b", "null", " ".join(words.split()).replace("``", "`"))


# The names of fields that were given, each set of them once: one for each record would take half of its memory.
_GIVEN: dict[frozenset[str], set[str]] = {}


class Record(BaseModel):
    """A frozen record; unknown fields are refused."""

    model_config = ConfigDict(frozen=True, extra="forbid", populate_by_name=True, json_schema_extra=_describe)

    def model_post_init(self, context: Any) -> None:
        """Share the names of the fields that were given with all records that were given the same."""
        _share_names(self)

    def model_copy(self, *, update: Mapping[str, Any] | None = None, deep: bool = False) -> Self:
        """Return a copy, with other values where asked; see pydantic's ``BaseModel.model_copy``."""
        copied = super().model_copy(update=update, deep=deep)
        _share_names(copied)
        return copied


def _share_names(record: Record) -> None:
    given = record.__pydantic_fields_set__
    object.__setattr__(record, "__pydantic_fields_set__", _GIVEN.setdefault(frozenset(given), given))


class Span(Record):
    """A stretch of the text as given: ``text[start:end] == span.text``, in characters.

    Attributes:
        start: the place of its first character in the text, from 0.
        end: the place after its last character.
        text: its characters.

    Examples:
        >>> Span.of("nine people", 0, 4)
        Span(start=0, end=4, text='nine')
    """

    start: int
    end: int
    text: str

    @classmethod
    def of(cls, text: str, start: int, end: int) -> Span:
        """Return the span of ``text`` from ``start`` to ``end``."""
        return cls(start=start, end=end, text=text[start:end])

    def moved(self, by: int) -> Span:
        """Return the span of the same words in a text that has so many more characters before them.

        Examples:
            >>> Span.of("nine people", 0, 4).moved(6)
            Span(start=6, end=10, text='nine')
        """
        return Span(start=self.start + by, end=self.end + by, text=self.text)


R = TypeVar("R", bound=Record)


def with_spans(record: R, of: Callable[[Span], Span]) -> R:
    """Return a record with another span in the place of each of its own, however deep.

    Args:
        record: the record.
        of: gives the span that takes the place of one.
    """
    changed = {name: _with_spans(value, of) for name, value in record}
    return record.model_copy(update={name: new for name, new in changed.items() if new is not getattr(record, name)})


def _with_spans(value: Any, of: Callable[[Span], Span]) -> Any:
    if isinstance(value, Span):
        return of(value)
    if isinstance(value, Record):
        return with_spans(value, of)
    if isinstance(value, tuple) and any(isinstance(each, Record) for each in value):
        return tuple(_with_spans(each, of) for each in value)
    return value
