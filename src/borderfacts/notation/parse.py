"""From the notation to a marked story, with every problem by line and words."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any, TypeVar

from pydantic import ValidationError

from borderfacts.notation.labels import LabelError, read_label
from borderfacts.notation.story import Mark, MarkedStory, Problem
from borderfacts.reading.schema import Group, Incident
from borderfacts.vocabulary import ActionType, EventType, Fate, Role, Status, Use

_M = TypeVar("_M", Incident, Group)

RULE = "\n---\n"
_LEAP_YEAR = 2024
_KOSOVO = "XK"  # the code in use, which ISO 3166-1 leaves to its users
ESCAPED = "[]{}\\"

_META = re.compile(r"(?P<key>[a-z-]{1,40}): (?P<value>.*)")
_INCIDENT_LINE = re.compile(r"(?P<name>[A-Z]) (?P<rest>\S.*)")
_GROUP_LINE = re.compile(r"(?P<name>[A-Z][0-9]+) (?P<rest>\S.*)")
_ROUTE = re.compile(r"(?P<origin>[A-Z]{2}|-)?>(?P<destination>[A-Z]{2}|-)?")
_COUNT = re.compile(r"(?P<low>[0-9]{1,15}|\?)\.\.(?P<high>[0-9]{1,15}|\?)")
_DAYS = re.compile(r"(?P<start>[\d-]{1,10})\.\.(?P<end>[\d-]{1,10})", re.ASCII)
_DAY = re.compile(r"(?P<year>\d{4}|-)(?:-(?P<month>\d\d)(?:-(?P<day>\d\d))?)?", re.ASCII)
_CLOCK = re.compile(r"([01]\d|2[0-3]):[0-5]\d", re.ASCII)
_LABELS = re.compile(r"\]\{(?P<labels>[^{}]*)\}")


def read_file(path: Path) -> tuple[MarkedStory, list[Problem]]:
    """Return the marked story of a file, and what is wrong in it."""
    return parse(path.read_text(encoding="utf-8"))


def parse(notation: str) -> tuple[MarkedStory, list[Problem]]:
    """Return the marked story of a text in the notation, and what is wrong in it.

    A story with problems is read as far as it can be, so that all of them are reported at once.
    """
    head, rule, body = notation.replace("\r\n", "\n").partition(RULE)
    if not rule:
        return MarkedStory(), [Problem(1, "", "no line '---' between header and story")]
    header = _Header()
    for number, line in enumerate(head.split("\n"), 1):
        if line.strip():
            header.read(number, line.strip())
    first = head.count("\n") + 3
    leading = len(body) - len(body.lstrip("\n"))
    story = _Body(body.strip("\n"), first + leading)
    problems = [*header.problems, *story.problems]
    problems += _problems_of_marks(header, story) if not problems else []
    return (
        MarkedStory(
            header.meta,
            tuple(header.incidents.values()),
            tuple(header.groups.values()),
            story.text,
            tuple(sorted(story.marks, key=lambda mark: (mark.start, -mark.end))),
        ),
        problems,
    )


class _Header:
    """Reads the lines above the rule."""

    def __init__(self) -> None:
        self.meta: dict[str, str] = {}
        self.incidents: dict[str, Incident] = {}
        self.groups: dict[str, Group] = {}
        self.problems: list[Problem] = []
        self.lines: dict[str, int] = {}

    def read(self, number: int, line: str) -> None:
        """Read one line."""
        meta, group, incident = _META.fullmatch(line), _GROUP_LINE.fullmatch(line), _INCIDENT_LINE.fullmatch(line)
        try:
            if meta:
                self.meta[meta["key"]] = meta["value"]
            elif group:
                self._add(number, group["name"], self.groups, _group(group["name"], group["rest"].split()))
            elif incident:
                self._add(
                    number, incident["name"], self.incidents, _incident(incident["name"], incident["rest"].split())
                )
            else:
                raise LabelError("takes 'key: value', an incident (A type status ...) or a group (A1 role ...)")
        except LabelError as error:
            self.problems.append(Problem(number, line, str(error)))

    def _add(self, number: int, name: str, table: dict[str, Any], value: object) -> None:
        if name in table:
            raise LabelError(f"{name} stands in the header twice")
        if name[0] in "FS":
            raise LabelError("F and S are facts and statistics, never incidents")
        table[name] = value
        self.lines[name] = number


def _incident(name: str, words: list[str]) -> Incident:
    if len(words) < 2 or words[0] not in set(EventType) or words[1] not in set(Status):
        raise LabelError(f"takes a type and a status of the guide after {name}")
    fields: dict[str, Any] = {"name": name, "type": words[0], "status": words[1]}
    for word in words[2:]:
        key, _, value = word.partition("=")
        route, days = _ROUTE.fullmatch(word), _DAYS.fullmatch(value)
        if route:
            fields |= {end: _country(code) for end, code in route.groupdict().items() if code not in (None, "-")}
        elif key == "when" and days and _are_in_order(days["start"], days["end"]):
            fields |= days.groupdict()
        elif key == "also" and set(value.split(",")) <= set(ActionType):
            fields["also"] = tuple(value.split(","))
        elif key == "time" and not _CLOCK.fullmatch(value):
            raise LabelError(f"{word!r} is no clock time such as time=04:50")
        elif key in ("time", "part", "cause", "follows") and value:
            fields[key] = value
        else:
            raise LabelError(f"{word!r} is no route (US>CA), when=, time=, part=, cause=, follows= or also=")
    return _made(Incident, fields)


def _group(name: str, words: list[str]) -> Group:
    if words[0] not in set(Role):
        raise LabelError(f"takes a role ({', '.join(Role)}) after {name}")
    fields: dict[str, Any] = {"name": name, "incident": name[0], "role": words[0], "fates": ()}
    for word in words[1:]:
        key, _, value = word.partition("=")
        count = _COUNT.fullmatch(value)
        if word in set(Fate):
            fields["fates"] = (*fields["fates"], word)
        elif key == "count" and count:
            fields["count"] = tuple(None if end == "?" else int(end) for end in count.groups())
        elif key == "nat" and re.fullmatch(r"[A-Z]{2}(,[A-Z]{2})*", value):
            fields["nationalities"] = tuple(map(_country, value.split(",")))
        elif key in ("same", "part-of") and re.fullmatch(r"[A-Z][0-9]+", value):
            fields[key.replace("-", "_")] = value
        else:
            raise LabelError(f"{word!r} is no fate, count=a..b, nat=, same= or part-of=")
    return _made(Group, fields)


def _made(model: type[_M], fields: dict[str, Any]) -> _M:
    try:
        return model.model_validate(fields)
    except ValidationError as error:
        first = error.errors()[0]
        raise LabelError(f"{first['loc'][0]}: {first['input']!r} is not of the guide") from error


def _country(code: str) -> str:
    if code not in _countries():
        raise LabelError(f"{code} is no country of ISO 3166-1")
    return code


@cache
def _countries() -> frozenset[str]:
    import pycountry

    return frozenset((*(country.alpha_2 for country in pycountry.countries), _KOSOVO))


def _are_in_order(start: str, end: str) -> bool:
    """Return whether two days, months or years are of the calendar and in order, as far as both state it."""
    shared = min(len(start), len(end))
    return _is_day(start) and _is_day(end) and (start.startswith("--") or start[:shared] <= end[:shared])


def _is_day(iso: str) -> bool:
    """Return whether a day, month or year is one of the calendar, also without its year: ``--02-29``."""
    found = _DAY.fullmatch(iso)
    if found is None or (found["year"] == "-" and found["month"] is None):
        return False
    year = _LEAP_YEAR if found["year"] == "-" else int(found["year"])
    try:
        date(year, int(found["month"] or 1), int(found["day"] or 1))
    except ValueError:
        return False
    return True


class _Body:
    """Reads the story below the rule; a mark is put down when its bracket closes."""

    def __init__(self, body: str, first_line: int) -> None:
        self.text = ""
        self.marks: list[Mark] = []
        self.problems: list[Problem] = []
        self.lines: dict[Mark, int] = {}
        self._body = body
        self._line = first_line
        self._read()

    def _read(self) -> None:
        out: list[str] = []
        length = 0
        opened: list[tuple[int, int]] = []
        body, i = self._body, 0
        while i < len(body):
            char = body[i]
            if char == "\\" and body[i + 1 : i + 2] and body[i + 1] in ESCAPED:
                out.append(body[i + 1])
                length, i = length + 1, i + 2
            elif char == "[":
                opened.append((length, self._line))
                i += 1
            elif char == "]":
                i += self._close("".join(out), opened, i)
            else:
                self._line += char == "\n"
                out.append(char)
                length, i = length + 1, i + 1
        self.text = "".join(out)
        self.problems += [Problem(line, self.text[at : at + 30], "'[' is never closed") for at, line in opened]

    def _close(self, text: str, opened: list[tuple[int, int]], at: int) -> int:
        """Put down the marks of a bracket that closes; return how many characters it takes."""
        found = _LABELS.match(self._body, at)
        near = self._body[max(0, at - 30) : at + 20]
        if not opened or found is None:
            what = "']' without '[' before it" if not opened else "']' without '{labels}' behind it"
            self.problems.append(Problem(self._line, near, what))
            del opened[-1:]
            return 1
        start, line = opened.pop()
        words = text[start:]
        if not words.strip() or words != words.strip():
            self.problems.append(Problem(line, words, "marked words begin or end with white space, or are none"))
        if not found["labels"].split():
            self.problems.append(Problem(line, words, "a mark without a label"))
        for label in dict.fromkeys(found["labels"].split()):
            mark = Mark(start, len(text), label)
            self.marks.append(mark)
            self.lines[mark] = line
        return found.end() - at


def _problems_of_marks(header: _Header, story: _Body) -> list[Problem]:
    """Return what header and marks do not fit each other in."""
    found = []
    used: set[str] = set()
    spans = Counter((mark.start, mark.end) for mark in story.marks)
    for mark in story.marks:
        words, line = story.text[mark.start : mark.end], story.lines[mark]
        try:
            link = read_label(mark.label)
        except LabelError as error:
            found.append(Problem(line, words, f"{mark.label!r} {error}"))
            continue
        if link is None:
            if spans[mark.start, mark.end] > 1:
                found.append(Problem(line, words, "'-' (belongs to nothing) beside another label"))
            continue
        used.add(link.to)
        of_figure = link.use in (Use.FIGURE, Use.PERIOD, Use.AREA, Use.FACT)
        if not of_figure and link.to not in header.incidents and link.to not in header.groups:
            found.append(Problem(line, words, f"{mark.label!r}: {link.to} has no line in the header"))
    for name, number in header.lines.items():
        if name not in used:
            found.append(Problem(number, name, "stands in the header but on no words"))
    found += _loose_ends(header)
    return found


def _loose_ends(header: _Header) -> list[Problem]:
    ends: list[tuple[str, str | None, Mapping[str, object], str]] = [
        *((name, i.follows, header.incidents, "follows") for name, i in header.incidents.items()),
        *((name, g.incident, header.incidents, "incident") for name, g in header.groups.items()),
        *((name, g.same, header.groups, "same") for name, g in header.groups.items()),
        *((name, g.part_of, header.groups, "part-of") for name, g in header.groups.items()),
    ]
    return [
        Problem(header.lines[name], name, f"{key}={other} names nothing of the header")
        for name, other, table, key in ends
        if other is not None and other not in table
    ]
