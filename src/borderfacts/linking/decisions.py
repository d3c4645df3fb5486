"""What a person decided: two event mentions are of one incident, or are not."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Mapping, Sequence
from os import PathLike
from pathlib import Path
from typing import NamedTuple

from borderfacts.errors import ArgumentTypeError, InputError
from borderfacts.records.incident import DecidedPair
from borderfacts.vocabulary import Decided

COLUMNS = "decision, first, second, and optionally a note"


class Decision(NamedTuple):
    """What a person decided of two event mentions: a line of a file, or what an incident holds of an earlier run.

    Attributes:
        decided: whether the two are the same.
        first: the id of an event, or of a document that reports one event.
        second: another.
        note: why.
        place: where it stands, for messages.
    """

    decided: Decided
    first: str
    second: str
    note: str | None = None
    place: str = "a decision"

    @classmethod
    def of(cls, pair: DecidedPair) -> Decision:
        """Return what an incident holds of an earlier run."""
        return cls(pair.decided, pair.first, pair.second, pair.note, "a decision of an earlier run")

    def pair(self) -> DecidedPair:
        """Return it as an incident holds it."""
        return DecidedPair(decided=self.decided, first=self.first, second=self.second, note=self.note)


class Verdicts(NamedTuple):
    """Decisions on the event mentions at hand.

    Attributes:
        together: pairs of positions that are the same.
        apart: pairs of positions that are not.
        made: for each position the decisions that name it.
        unknown: the lines that name something that is not there.
    """

    together: tuple[tuple[int, int], ...] = ()
    apart: frozenset[tuple[int, int]] = frozenset()
    made: Mapping[int, tuple[DecidedPair, ...]] = {}
    unknown: tuple[str, ...] = ()


def read_decisions(path: str | PathLike[str]) -> list[Decision]:
    """Return the decisions in a CSV file, a line each: ``same,FIRST,SECOND,note`` or ``not the same,FIRST,SECOND``.

    FIRST and SECOND are ids of events, as ``members`` of incidents have them, or ids of documents that report one
    event each. Empty lines, lines that begin with ``#`` and a line of column names are passed over.

    Raises:
        ArgumentTypeError: ``path`` is no path.
        InputError: the file cannot be read, or a line says something else.
    """
    if not isinstance(path, (str, PathLike)):
        raise ArgumentTypeError("decisions", path, "the path of a CSV file")
    try:
        text = Path(path).read_text(encoding="utf-8-sig")
    except (OSError, UnicodeError) as error:
        raise InputError(f"{path}: {error}") from error
    return list(_parsed(str(path), text.splitlines()))


def _parsed(name: str, lines: Iterable[str]) -> Iterable[Decision]:
    for number, line in enumerate(lines, start=1):
        cells = [cell.strip() for cell in next(csv.reader([line]), [])]
        if not any(cells) or cells[0].startswith("#") or cells[0].lower() == "decision":
            continue
        place = f"{name}, line {number}"
        if len(cells) < 3 or cells[0] not in set(Decided) or not cells[1] or not cells[2]:
            raise InputError(f"{place}: {line!r} is not {COLUMNS}, where the decision is 'same' or 'not the same'")
        note = cells[3] if len(cells) > 3 and cells[3] else None
        yield Decision(Decided(cells[0]), cells[1], cells[2], note, place)


def verdicts(decisions: Iterable[Decision], keys: Sequence[tuple[str, str]]) -> Verdicts:
    """Return what decisions say of event mentions.

    Args:
        decisions: the decisions.
        keys: document and event of each event mention.

    Raises:
        InputError: two event mentions are said to be the same, straight or by way of others, and not to be.
    """
    named: dict[str, list[int]] = {}
    for position, names in enumerate(keys):
        for name in dict.fromkeys(names):
            named.setdefault(name, []).append(position)
    together: list[tuple[int, int]] = []
    apart: dict[tuple[int, int], Decision] = {}
    made: dict[int, list[DecidedPair]] = {}
    unknown: list[str] = []
    for decision in decisions:
        firsts, seconds = (_positions(name, named, keys) for name in (decision.first, decision.second))
        if not firsts or not seconds:
            unknown.append(f"{decision.place}: {decision.second if firsts else decision.first}")
        found = {(min(pair), max(pair)): decision for pair in ((a, b) for a in firsts for b in seconds if a != b)}
        if decision.decided is Decided.SAME:
            together += found
        else:
            apart |= found
        for position in dict.fromkeys((*firsts, *seconds)):
            made.setdefault(position, []).append(decision.pair())
    _check(together, apart)
    return Verdicts(
        tuple(sorted(set(together))),
        frozenset(apart),
        {position: tuple(pairs) for position, pairs in made.items()},
        tuple(unknown),
    )


def _positions(name: str, named: dict[str, list[int]], keys: Sequence[tuple[str, str]]) -> list[int]:
    """Return the event mentions that a name means: those with that event, or the only one of that document."""
    found = named.get(name, [])
    events = [position for position in found if keys[position][1] == name]
    return events or (found if len(found) == 1 else [])


def _check(together: Iterable[tuple[int, int]], apart: dict[tuple[int, int], Decision]) -> None:
    group: dict[int, set[int]] = {}
    for one, other in together:
        joined = group.get(one, {one}) | group.get(other, {other})
        group.update(dict.fromkeys(joined, joined))
    for (one, other), decision in apart.items():
        if other in group.get(one, ()):
            raise InputError(
                f"{decision.place}: {decision.first} and {decision.second} are not the same, and other lines join them"
            )
