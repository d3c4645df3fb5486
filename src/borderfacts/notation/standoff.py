"""Marked stories without their text: offsets, source and sum, for articles whose text belongs to others."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from typing import Any

from borderfacts.notation.story import Mark, MarkedStory
from borderfacts.reading.schema import Group, Incident

_SOURCE = ("dataset", "commit", "item", "how", "start", "url", "outlet")
_RECORD = ("source", "incidents", "groups", "marks")


class OtherTextError(ValueError):
    """The text is not the one that a record without text was made from."""


def strip(story: MarkedStory, source: Mapping[str, Any]) -> dict[str, Any]:
    """Return a marked story without its text.

    Args:
        story: the marked story.
        source: where its text is from: ``dataset``, ``commit``, ``item``, ``how`` (which part of the item), ``start``
            (the offset there), ``url`` and ``outlet``.
    """
    kept = {key: source[key] for key in _SOURCE if source.get(key) is not None}
    return {
        **story.meta,
        "source": {**kept, "length": len(story.text), "sha256": digest(story.text)},
        "incidents": [_fields(incident) for incident in story.incidents],
        "groups": [_fields(group) for group in story.groups],
        "marks": [list(mark) for mark in story.marks],
    }


def fill(record: Mapping[str, Any], text: str) -> MarkedStory:
    """Return the marked story of a record without text.

    Raises:
        OtherTextError: the sum of ``text`` is not that of the record.
    """
    if digest(text) != record["source"]["sha256"]:
        raise OtherTextError(f"{record['id']}: text: {len(text)} characters of another sum, takes those of the record")
    return MarkedStory(
        {key: value for key, value in record.items() if key not in _RECORD},
        tuple(Incident.model_validate(incident) for incident in record["incidents"]),
        tuple(Group.model_validate(group) for group in record["groups"]),
        text,
        tuple(Mark(*mark) for mark in record["marks"]),
    )


def digest(text: str) -> str:
    """Return the SHA-256 sum of a text in UTF-8, as hexadecimal digits."""
    return hashlib.sha256(text.encode("utf-8")).hexdigest()


def _fields(value: Incident | Group) -> dict[str, Any]:
    return value.model_dump(mode="json", exclude_defaults=True)
