"""Arithmetic of groups of people: whom to add up so that nobody is counted twice."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from borderfacts.vocabulary import Fate, PartKind, Role

if TYPE_CHECKING:
    from borderfacts.records.people import PersonGroup

# What comes after a rescue or an arrest: a group with no other fate is among those rescued or detained.
LATER = frozenset(
    {Fate.HOSPITALIZED, Fate.CHARGED, Fate.CONVICTED, Fate.RETURNED, Fate.RELEASED, Fate.ASYLUM},
)
EARLIER = frozenset({Fate.RESCUED, Fate.DETAINED})
LOST = frozenset({Fate.DEAD, Fate.MISSING})

# What makes the number before it a part of a number given elsewhere.
PART_OF = r"of (?:them|those|these|the|whom)\b"


def counted(people: Sequence[PersonGroup]) -> list[PersonGroup]:
    """Return the groups whose numbers add up to all of these people.

    Within a role, a group as large as all others together is their total and stands for them, unless it is of the dead
    or missing and one of the others is not, or the other way round. A group with a later
    fate (hospitalized, charged, convicted, returned, released, asylum), and else only fates that they share, is among
    a group that was rescued or detained and is at least as large; a group given as a part ("five of those") is among
    one that is at least as large. Groups without a fate are the same people as those with one ("18
    people landed; 16 were caught", "84 were rescued, 11 of them children"): the larger number stands.
    """
    totals, _ = _totals_and_others(people)
    left = [group for group in totals if not _among_another(group, totals)]
    doubles = [double for role in dict.fromkeys(group.role for group in left) for double in _doubles(left, role)]
    return [group for group in left if not any(group is double for double in doubles)]


def with_fate(people: Sequence[PersonGroup], fate: Fate) -> list[PersonGroup]:
    """Return the groups whose numbers add up to those with a fate.

    The total of a role stands alone where it has the fate; a group that is among another is left to the larger one.
    """
    totals, others = _totals_and_others(people)
    found = [group for group in totals if fate in group.fates]
    roles = {group.role for group in found}
    found += [group for group in others if fate in group.fates and group.role not in roles]
    return [group for group in found if not _among_another(group, found)]


def least(group: PersonGroup) -> int | None:
    """Return the least number of a group; None where none is reported."""
    return group.count.min if group.count else None


def added(numbers: Iterable[int | None]) -> int | None:
    """Return the sum of the numbers that are known; None where none is."""
    known = [number for number in numbers if number is not None]
    return sum(known) if known else None


def parts(kind: PartKind, groups: Iterable[PersonGroup]) -> int | None:
    """Return the sum of the least numbers of one kind of part; None where none is reported."""
    found = [part for group in groups for part in group.parts if part.kind is kind]
    return added(part.count.min for part in found if part.count)


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
    """Return the group of a role that is as large as all others together, of at least two, and may be them."""
    sizes = [least(group) for group in groups]
    if len(groups) < 3 or None in sizes:
        return None
    known = [size for size in sizes if size is not None]
    largest = groups[known.index(max(known))]
    if 2 * max(known) != sum(known) or any(_are_apart(largest, other) for other in groups):
        return None
    return largest


def _are_apart(one: PersonGroup, other: PersonGroup) -> bool:
    """Return whether two groups are other people: one is dead or missing, and the other has another fate."""
    return bool(one.fates and other.fates) and LOST.isdisjoint(one.fates) != LOST.isdisjoint(other.fates)


def _among_another(group: PersonGroup, groups: Sequence[PersonGroup]) -> bool:
    if _is_part(group, groups):
        return True
    if LATER.isdisjoint(group.fates):
        return False
    shared = set(group.fates) - LATER
    larger = [other for other in _as_large(group, groups) if not shared or LATER.isdisjoint(other.fates)]
    return any(not EARLIER.isdisjoint(other.fates) and shared <= set(other.fates) for other in larger)


def _doubles(groups: Sequence[PersonGroup], role: Role) -> list[PersonGroup]:
    """Return the groups of a role that are people counted in others of these groups."""
    known = [group for group in groups if group.role is role and least(group) is not None]
    fated = [group for group in known if group.fates]
    plain: list[PersonGroup] = []
    for group in sorted((group for group in known if not group.fates), key=lambda group: -(least(group) or 0)):
        if all(_of_other_nations(group, larger) for larger in plain):
            plain.append(group)
    same = [group for group in known if not group.fates and not any(group is kept for kept in plain)]
    if not fated or not plain:
        return same
    of_plain, of_fated = added(map(least, plain)) or 0, added(map(least, fated)) or 0
    return same + (fated if of_plain >= of_fated else plain)


def _of_other_nations(group: PersonGroup, other: PersonGroup) -> bool:
    return bool(group.nationalities and other.nationalities) and set(group.nationalities).isdisjoint(
        other.nationalities
    )


def _is_part(group: PersonGroup, groups: Sequence[PersonGroup]) -> bool:
    """Return whether a group is given as a part of another (``five of those``)."""
    if group.count is None or not re.search(
        rf"{re.escape(group.count.text)} {PART_OF}", group.span.text, re.IGNORECASE
    ):
        return False
    return bool(_as_large(group, groups))


def _as_large(group: PersonGroup, groups: Sequence[PersonGroup]) -> list[PersonGroup]:
    """Return the other groups of the role that are at least as large as a group can be."""
    top = group.count.max if group.count else None
    if top is None:
        return []
    return [other for other in groups if other is not group and other.role is group.role and (least(other) or 0) >= top]
