"""The labels of the notation: what each says, as a link of a reading, and back."""

from __future__ import annotations

import re

from borderfacts.reading.schema import OTHER, Link
from borderfacts.vocabulary import ActionType, Factuality, PartKind, Use

NOTHING = "-"

_FIGURE = re.compile(r"(?P<to>S[0-9]+)(?:=(?P<measure>[\w-]+)|:(?P<use>period|place))", re.ASCII)
_FACT = re.compile(r"F[0-9]*")
_LABEL = re.compile(r"(?P<letter>[A-Z])(?P<number>[0-9]*)(?::(?P<what>\S+))?")
_OF_GROUP = {"nat": Use.NATIONALITY, "age": Use.AGE, "count": Use.COUNT, "some": Use.SOME}
_OF_INCIDENT = {use.value: use for use in (
    Use.WHEN, Use.STEP, Use.TIME, Use.PLACE, Use.ORIGIN, Use.DESTINATION, Use.AGENCY, Use.SOURCE, Use.MEASURE,
)}  # fmt: skip
_WITH_LABEL = {"seized": Use.SEIZED, "cause": Use.CAUSE}


class LabelError(ValueError):
    """A label that the notation does not have; the message says what it takes."""


def read_label(label: str, mention: int = 0) -> Link | None:
    """Return what a label says of the words it is on; None for ``-``.

    Raises:
        LabelError: the notation has no such label.

    Examples:
        >>> read_label("A:cross/attempted").factuality
        <Factuality.ATTEMPTED: 'attempted'>
    """
    if label == NOTHING:
        return None
    if figure := _FIGURE.fullmatch(label):
        if figure["measure"]:
            return Link(mention=mention, to=figure["to"], use=Use.FIGURE, label=figure["measure"])
        return Link(mention=mention, to=figure["to"], use=Use.PERIOD if figure["use"] == "period" else Use.AREA)
    if _FACT.fullmatch(label):
        return Link(mention=mention, to=label, use=Use.FACT)
    found = _LABEL.fullmatch(label)
    if found is None or found["letter"] in "FS":
        raise LabelError("takes a letter of the header, a use after a colon, S1=measure, S1:period, S1:place, F or -")
    name, what = found["letter"] + found["number"], found["what"]
    return _of_group(name, what, mention) if found["number"] else _of_incident(name, what, mention)


def _of_group(name: str, what: str | None, mention: int) -> Link:
    if what is None:
        return Link(mention=mention, to=name, use=Use.MENTION)
    if what in _OF_GROUP:
        return Link(mention=mention, to=name, use=_OF_GROUP[what])
    kind, _, number = what.partition("=")
    if kind not in set(PartKind) or (number and not number.isdigit()):
        kinds = ", ".join(PartKind)
        raise LabelError(f"takes nothing, some, count, nat, age or a part ({kinds}; child=2) after a group")
    return Link(mention=mention, to=name, use=Use.PART, label=kind, number=int(number) if number else None)


def _of_incident(name: str, what: str | None, mention: int) -> Link:
    if what is None:
        raise LabelError(f"takes an action or use after the colon: {name}:arrest, {name}:when")
    if what in _OF_INCIDENT:
        return Link(mention=mention, to=name, use=_OF_INCIDENT[what])
    head, _, label = what.partition("=")
    if head in _WITH_LABEL:
        try:
            return Link(mention=mention, to=name, use=_WITH_LABEL[head], label=label)
        except ValueError as error:
            raise LabelError(f"{label!r} is no {'goods' if head == 'seized' else 'cause'} of the guide") from error
    action, _, factuality = what.partition("/")
    if action not in {*ActionType, OTHER} or factuality not in {"", *Factuality}:
        raise LabelError("takes an action of the guide or other, with /attempted, /planned, /alleged or /denied")
    stated = Factuality(factuality) if factuality else Factuality.OCCURRED
    return Link(mention=mention, to=name, use=Use.ACTION, label=action, factuality=stated)


def write_label(link: Link) -> str:
    """Return the label that says what a link says.

    Examples:
        >>> write_label(read_label("A1:child=2"))
        'A1:child=2'
    """
    match link.use:
        case Use.MENTION | Use.FACT:
            return link.to
        case Use.FIGURE:
            return f"{link.to}={link.label}"
        case Use.AREA:
            return f"{link.to}:place"
        case Use.ACTION:
            suffix = "" if link.factuality is Factuality.OCCURRED else f"/{link.factuality.value}"
            return f"{link.to}:{link.label}{suffix}"
        case Use.PART:
            return f"{link.to}:{link.label}" + ("" if link.number is None else f"={link.number}")
        case Use.SEIZED | Use.CAUSE:
            return f"{link.to}:{link.use.value}={link.label}"
        case _:
            return f"{link.to}:{link.use.value}"
