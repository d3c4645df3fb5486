"""Arithmetic of groups of people: whom to add up so that nobody is counted twice."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from borderfacts.vocabulary import Fate, PartKind

if TYPE_CHECKING:
    from borderfacts.records.people import PersonGroup

# What comes after a rescue or an arrest: a group with no other fate is among those rescued or detained.
LATER = frozenset(
    {Fate.HOSPITALIZED, Fate.CHARGED, Fate.CONVICTED, Fate.RETURNED, Fate.RELEASED, Fate.ASYLUM},
)
EARLIER = frozenset({Fate.RESCUED, Fate.DETAINED})

# What makes the number before it a part of a number told elsewhere.
PART_OF = r"of (?:them|those|these|the|whom)\b"


def counted(people: Sequence[PersonGroup]) -> list[PersonGroup]:
    """Return the groups whose numbers add up to all of these people.

    Within a role, a group as large as all others together is their total and stands for them; a group whose fates are
    only later ones (hospitalized, charged, convicted, returned, released, asylum) is among a group of the role that was
    rescued or detained and is at least as large; and a group that is told as a part ("five of those") is among one of
    the role that shares a fate and is at least as large.
    """
    totals, _ = _totals_and_others(people)
    return [group for group in totals if not _among_another(group, totals)]


def with_fate(people: Sequence[PersonGroup], fate: Fate) -> list[PersonGroup]:
    """Return the groups whose numbers add up to those with a fate.

    The total of a role stands alone where it has the fate, and a group told as a part is left to the larger one.
    """
    totals, others = _totals_and_others(people)
    found = [group for group in totals if fate in group.fates]
    roles = {group.role for group in found}
    found += [group for group in others if fate in group.fates and group.role not in roles]
    return [group for group in found if not _is_part(group, found)]


def least(group: PersonGroup) -> int | None:
    """Return the least number of a group; None where none is told."""
    return group.count.min if group.count else None


def added(numbers: Iterable[int | None]) -> int | None:
    """Return the sum of the numbers that are known; None where none is."""
    known = [number for number in numbers if number is not None]
    return sum(known) if known else None


def parts(kind: PartKind, groups: Iterable[PersonGroup]) -> int | None:
    """Return the sum of the least numbers of one kind of part; None where none is told."""
    told = [part for group in groups for part in group.parts if part.kind is kind]
    return added(part.count.min for part in told if part.count)


def _totals_and_others(people: Sequence[PersonGroup]) -> tuple[list[PersonGroup], list[PersonGroup]]:
    totals: list[PersonGroup] = []
    others: list[PersonGroup] = []
    for role in dict.fromkeys(group.role for group in people):
        groups = [group for group in people if group.role is role]
        total = _total(groups)
        totals += [total] if total else groups
        others += [group for group in groups if group is not total] if total else []
    return totals, others


def _total(groups: Sequence[PersonGroup]) -> PersonGroup | None:
    """Return the group of a role that is as large as all others together, of at least two."""
    sizes = [least(group) for group in groups]
    if len(groups) < 3 or None in sizes:
        return None
    known = [size for size in sizes if size is not None]
    largest = max(known)
    return groups[known.index(largest)] if 2 * largest == sum(known) else None


def _among_another(group: PersonGroup, groups: Sequence[PersonGroup]) -> bool:
    if _is_part(group, groups):
        return True
    if not group.fates or not LATER.issuperset(group.fates):
        return False
    return any(not EARLIER.isdisjoint(other.fates) for other in _as_large(group, groups))


def _is_part(group: PersonGroup, groups: Sequence[PersonGroup]) -> bool:
    """Return whether a group is told as a part of another with the same fate (``five of those``)."""
    if group.count is None or not re.search(
        rf"{re.escape(group.count.text)} {PART_OF}", group.span.text, re.IGNORECASE
    ):
        return False
    return any(not set(group.fates).isdisjoint(other.fates) for other in _as_large(group, groups))


def _as_large(group: PersonGroup, groups: Sequence[PersonGroup]) -> list[PersonGroup]:
    """Return the other groups of the role that are at least as large as a group can be."""
    top = group.count.max if group.count else None
    if top is None:
        return []
    return [other for other in groups if other is not group and other.role is group.role and (least(other) or 0) >= top]
