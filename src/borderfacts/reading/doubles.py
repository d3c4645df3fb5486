"""People who are a part of one group and a group of their own beside it: they are counted once."""

from __future__ import annotations

from collections.abc import Mapping

from borderfacts.reading.schema import Group, Link, Reading
from borderfacts.vocabulary import Use

Spans = Mapping[str, list[tuple[int, int]]]  # by group


def without_doubles(reading: Reading) -> Reading:
    """Return a reading in which nobody is a part of one group of an incident and another group of it as well.

    Of ``four people, among them a girl of six`` the model may say that the girl is a part of the four and that she is
    a group: where she has no fate that the four lack, her words are those of some of the four, and the group is left
    out.
    """
    into = _doubles(reading)
    if not into:
        return reading

    def led(name: str | None) -> str | None:
        return into.get(name, name) if name is not None else None

    groups = (group for group in reading.groups if group.name not in into)
    return reading.model_copy(
        update={
            "links": tuple(_led(link, into) for link in reading.links),
            "groups": tuple(
                group.model_copy(update={"same": led(group.same), "part_of": led(group.part_of)}) for group in groups
            ),
        }
    )


def _doubles(reading: Reading) -> dict[str, str]:
    """Return the groups that are parts of another one, each with that; no group is both."""
    mentions, parts = _spans(reading, Use.MENTION), _spans(reading, Use.PART)
    of_incident: dict[str, list[Group]] = {}
    for group in reading.groups:
        of_incident.setdefault(group.incident, []).append(group)
    into: dict[str, str] = {}
    for group in reading.groups:
        own = mentions.get(group.name, [])
        others = (each for each in of_incident[group.incident] if each.name not in into and _may_hold(each, group))
        larger = next((each.name for each in others if _all_hold(own, parts.get(each.name, []))), None)
        if larger is not None and group.name not in into.values():
            into[group.name] = larger
    return into


def _may_hold(other: Group, group: Group) -> bool:
    return other.name != group.name and set(group.fates) <= set(other.fates)


def _all_hold(mentions: list[tuple[int, int]], parts: list[tuple[int, int]]) -> bool:
    """Return whether each mention has the words of a part in it."""
    return bool(mentions) and all(any(start <= a and b <= end for a, b in parts) for start, end in mentions)


def _spans(reading: Reading, use: Use) -> Spans:
    found: dict[str, list[tuple[int, int]]] = {}
    for link in reading.links:
        if link.use is use:
            mention = reading.mentions[link.mention]
            found.setdefault(link.to, []).append((mention.start, mention.end))
    return found


def _led(link: Link, into: Mapping[str, str]) -> Link:
    if link.to not in into:
        return link
    use = Use.SOME if link.use is Use.MENTION else link.use
    return link.model_copy(update={"to": into[link.to], "use": use})
