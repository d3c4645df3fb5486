"""What goes in: one story."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from borderfacts.errors import ArgumentTypeError, ArgumentValueError
from borderfacts.records.base import Record

DATE_FORM = "a date, a datetime or an ISO 8601 string such as '2025-02-05'"
RECORD_FORM = "a string, a (text, context) pair, or a mapping with 'text' and optional id, reference_date, title, url"

# Half of a character, which no encoding can write; it comes from text that was decoded or cut wrongly.
LONE_SURROGATE = re.compile("[\ud800-\udfff]")


class Story(Record):
    """A story to read.

    Attributes:
        text: the story; offsets of all results refer to it.
        id: the user's own identifier; None lets one be made from the text.
        reference_date: the date of publication, against which relative and year-less dates are resolved.
        title: the headline, passed through.
        url: the address, passed through.
        file: the name of the file that the story is, relative to what was asked for; None for any other story. It comes
            from where the story was read and is no key of a record.
    """

    text: str
    id: str | None = None
    reference_date: date | None = None
    title: str | None = None
    url: str | None = None
    file: str | None = None


# What a record may state of a story.
FIELDS = tuple(field for field in Story.model_fields if field != "file")


def make_story(
    text: object, *, reference_date: object = None, id: object = None, title: object = None, url: object = None
) -> Story:
    """Return the story of these values, each checked.

    Raises:
        ArgumentTypeError: a value has the wrong type.
        ArgumentValueError: a value has the right type and cannot be used.
    """
    return Story(
        text=_text("text", text),
        reference_date=parse_date(reference_date),
        id=_optional("id", id),
        title=_optional("title", title),
        url=_optional("url", url),
    )


def read_record(record: object) -> Story:
    """Return the story of a record: a string, a story, or a mapping with ``text`` and optional other fields.

    Raises:
        ArgumentTypeError: the record or one of its values has the wrong type.
        ArgumentValueError: ``text`` is missing, a key is unknown, or a value cannot be used.
    """
    if isinstance(record, Story):
        return record
    if isinstance(record, str):
        return make_story(record)
    if not isinstance(record, Mapping):
        raise ArgumentTypeError("record", record, RECORD_FORM)
    unknown = [key for key in record if key not in FIELDS]
    if unknown:
        raise ArgumentValueError("record", unknown[0], f"a known key; a record takes {', '.join(FIELDS)}")
    if "text" not in record:
        raise ArgumentValueError("record", dict(record), "a mapping with 'text'")
    values: dict[str, Any] = dict(record)
    return make_story(values.pop("text"), **values)


def parse_date(value: object) -> date | None:
    """Return a reference date given as ``date``, ``datetime`` or ISO 8601 string; None stays None.

    A datetime gives its own calendar day, whatever its time zone.

    Raises:
        ArgumentTypeError: it is none of these.
        ArgumentValueError: a string that is no ISO 8601 date.
    """
    if isinstance(value, datetime):
        return value.date()
    if value is None or isinstance(value, date):
        return value
    if not isinstance(value, str):
        raise ArgumentTypeError("reference_date", value, DATE_FORM)
    try:
        return datetime.fromisoformat(value.strip()).date()
    except ValueError as error:
        raise ArgumentValueError("reference_date", value, DATE_FORM) from error


def _text(argument: str, value: object) -> str:
    if not isinstance(value, str):
        raise ArgumentTypeError(argument, value, "a string")
    broken = None if value.isascii() else LONE_SURROGATE.search(value)
    if broken:
        takes = f"Unicode text (a lone surrogate stands at character {broken.start()})"
        raise ArgumentValueError(argument, broken.group(), takes)
    return value


def _optional(argument: str, value: object) -> str | None:
    return None if value is None else _text(argument, value)
