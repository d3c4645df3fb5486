"""Tell from the form of a regular expression whether its steps can grow faster than the text.

``re`` counts no steps, and a test by the clock depends on the machine. A repetition without end costs more than a step
a character in three ways only, and each shows in the form:

- it stands in another repetition, and nothing else in a round is outside its characters: ``(?:\\w+-?){2,4}``;
- another one follows that takes the same characters, and nothing between is outside those of either: ``\\s*,?\\s*``;
- it can begin at each character of a run, go on to its end and fail there: ``\\d+ km``, searched for.

A repetition with an end costs at most so many steps a character, and is not looked at.
"""

from __future__ import annotations

import re
import string
from collections.abc import Iterator
from functools import cache
from re import _compiler, _constants, _parser  # type: ignore[attr-defined]
from typing import Any

LONGEST = 500  # repeats of what counts as a repetition with an end
# Characters by which two sets are compared, beside those of the patterns themselves.
SAMPLE = string.printable + "\x00\x85\u00a0\u00ad\u200b\u2009\u2028\u3000éÉßñÞ²½٣三’“”–—−·…€£°\u0301😀"

Node = tuple[Any, Any]
Characters = frozenset[str]

_REPEATS = (_constants.MAX_REPEAT, _constants.MIN_REPEAT, _constants.POSSESSIVE_REPEAT)
_ONE_CHARACTER = (_constants.LITERAL, _constants.NOT_LITERAL, _constants.ANY, _constants.IN)
_LOOKS = (_constants.ASSERT, _constants.ASSERT_NOT)
_STARTS = (_constants.AT_BEGINNING, _constants.AT_BEGINNING_STRING)


def stalls(pattern: str, flags: int) -> list[str]:
    """Return why a search for a pattern can take longer than the text is long; nothing where it cannot."""
    return list(dict.fromkeys(_on_path([*_parser.parse(pattern, flags)], [], [], flags)))


def _on_path(nodes: list[Node], before: list[Node], behind: list[Node], flags: int) -> Iterator[str]:
    """Walk through a sequence, of which is known what stands before and behind it in the pattern."""
    for i, (kind, value) in enumerate(nodes):
        earlier, later = [*before, *nodes[:i]], [*nodes[i + 1 :], *behind]
        if kind in _REPEATS:
            yield from _of_rounds(value, flags)
            if value[1] > LONGEST:
                yield from _of_endless(kind, value[2], earlier, later, flags)
        for part in _parts(kind, value):
            yield from _on_path(part, earlier, _failing(later) if kind in _LOOKS else later, flags)


def _failing(later: list[Node]) -> list[Node]:
    """Return what stands behind the last character of a look ahead: what it finds may be what must not be there."""
    return [(_constants.FAILURE, None)]


def _of_rounds(repeat: Any, flags: int) -> Iterator[str]:
    _, most, body = repeat
    if most == 1:
        return
    for rest, inner in _endless_in([*body]):
        if not _leaves(rest, _characters_of(inner, flags), flags):
            yield f"{_written(inner)} is repeated in {_written(body)}"


def _of_endless(kind: Any, body: Any, before: list[Node], behind: list[Node], flags: int) -> Iterator[str]:
    characters = _characters_of(body, flags)
    if _can_fail(_behind_a_round_less(body, behind, flags)) and not (
        _leaves(before, characters, flags) or _starts_apart(before, characters, flags)
    ):
        yield f"{_written(body)} can begin anywhere in a run of its characters"
    if kind is _constants.POSSESSIVE_REPEAT:
        return
    for between, second in _endless_in(behind, only_before=True):
        others = _characters_of(second, flags)
        parted = _leaves([*between, *second], characters, flags) or _leaves([*body, *between], others, flags)
        if characters & others and not parted:
            yield f"{_written(body)} and {_written(second)} take the same characters"


def _behind_a_round_less(body: Any, behind: list[Node], flags: int) -> list[Node]:
    """Return what stands behind a repetition, without what always holds where the repetition ends a round earlier.

    Behind ``(?:,\\d{3})+`` a ``(?!\\d)`` fails at most once: a round earlier a comma follows.
    """
    first = [*body][:1]
    for i, (kind, value) in enumerate(behind):
        if kind is _constants.ASSERT_NOT and value[0] > 0:
            refused = [*value[1]]
            one_character = len(refused) == 1 and refused[0][0] in _ONE_CHARACTER and first[0][0] in _ONE_CHARACTER
            if one_character and not _characters_of(refused, flags) & _characters_of(first, flags):
                return [*behind[:i], *behind[i + 1 :]]
        if kind not in _REPEATS or value[0]:
            break
    return behind


def _parts(kind: Any, value: Any) -> list[list[Node]]:
    """Return the sequences that a node is made of."""
    if kind in _REPEATS:
        return [[*value[2]]]
    if kind is _constants.SUBPATTERN:
        return [[*value[3]]]
    if kind is _constants.BRANCH:
        return [[*part] for part in value[1]]
    if kind is _constants.ATOMIC_GROUP:
        return [[*value]]
    if kind in _LOOKS and value[0] > 0:
        return [[*value[1]]]
    return [[*part] for part in value[1:] if part] if kind is _constants.GROUPREF_EXISTS else []


def _endless_in(nodes: list[Node], *, only_before: bool = False) -> Iterator[tuple[list[Node], Any]]:
    """Yield the repetitions without end, each with what stands beside it on its path, or only before it."""
    for i, (kind, value) in enumerate(nodes):
        beside = nodes[:i] if only_before else [*nodes[:i], *nodes[i + 1 :]]
        if kind in _REPEATS and value[1] > LONGEST:
            yield beside, value[2]
        for part in _parts(kind, value):
            for inner, body in _endless_in(part, only_before=only_before):
                yield [*beside, *inner], body


def _leaves(nodes: list[Node], characters: Characters, flags: int) -> bool:
    """Tell whether every text that a sequence matches has a character outside of a set."""
    return any(_node_leaves(kind, value, characters, flags) for kind, value in nodes)


def _node_leaves(kind: Any, value: Any, characters: Characters, flags: int) -> bool:
    if kind in _ONE_CHARACTER:
        return not _characters(_Key((kind, value)), flags) & characters
    if kind in _LOOKS or (kind in _REPEATS and value[0] == 0):
        return False
    parts = _parts(kind, value)
    return bool(parts) and all(_leaves(part, characters, flags) for part in parts)


def _starts_apart(before: list[Node], characters: Characters, flags: int) -> bool:
    """Tell whether a pattern cannot start inside a run of characters, by what it asks of the one before its start."""
    for kind, value in before:
        if kind is _constants.AT and value in _STARTS:
            return True
        if kind is _constants.AT and value is _constants.AT_BOUNDARY:
            return all(character.isalnum() or character == "_" for character in characters)
        if kind is _constants.ASSERT_NOT and value[0] < 0:
            if (
                len(value[1]) == 1
                and value[1][0][0] in _ONE_CHARACTER
                and characters <= _characters(_Key(value[1][0]), flags)
            ):
                return True
        elif kind is _constants.ASSERT and value[0] < 0:
            if _leaves([*value[1]][-1:], characters, flags):
                return True
        else:
            break
    return False


def _can_fail(nodes: list[Node]) -> bool:
    """Tell whether a sequence may fail to match, wherever it is tried."""
    for kind, value in nodes:
        if kind in _REPEATS and value[0] == 0:
            continue
        if kind is _constants.SUBPATTERN and not _can_fail([*value[3]]):
            continue
        if kind is _constants.BRANCH and not all(_can_fail([*part]) for part in value[1]):
            continue
        return True
    return False


def _characters_of(body: Any, flags: int) -> Characters:
    """Return the characters that can stand in what a sequence matches."""
    found: Characters = frozenset()
    for kind, value in body:
        if kind in _ONE_CHARACTER:
            found |= _characters(_Key((kind, value)), flags)
        elif kind not in _LOOKS:
            found |= frozenset().union(*(_characters_of(part, flags) for part in _parts(kind, value)))
    return found


class _Key:
    """A node that a cache can keep, though it holds lists."""

    def __init__(self, node: Node) -> None:
        self.node = node
        self.written = repr(node)

    def __hash__(self) -> int:
        return hash(self.written)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Key) and self.written == other.written


@cache
def _characters(key: _Key, flags: int) -> Characters:
    """Return the characters of the sample, and of what the node names, that one node matches in any case."""
    state = _parser.State()
    state.flags = flags | re.IGNORECASE
    one = _compiler.compile(_parser.SubPattern(state, [key.node]), state.flags)
    return frozenset(character for character in _alphabet() if one.fullmatch(character))


@cache
def _alphabet() -> Characters:
    return frozenset(SAMPLE)


def _written(body: Any) -> str:
    return repr([*body])
