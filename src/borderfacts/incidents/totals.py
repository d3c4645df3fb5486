"""Arithmetic of groups of people: totals and their parts, people told twice, people of one fate."""

from __future__ import annotations

from borderfacts.incidents.entities import Entity, add_parts
from borderfacts.incidents.scenes import new_parts
from borderfacts.records import Count, Part
from borderfacts.vocabulary import Role


def count_remainders(entities: list[Entity]) -> None:
    """``The others drowned``: 12 where 48 of 60 on board were rescued; none where the numbers leave several answers."""
    for entity in entities:
        if entity.count is not None or not entity.is_remainder or not entity.fates:
            continue
        at = entity.mentions[0].head
        before = [e for e in entities if e.mentions[0].head < at]
        whole = _whole_of(entity, before)
        if whole is None:
            continue
        rest = _size(whole) - sum(_size(e) for e in _told_apart(whole, before))
        if rest < 1:
            continue
        entity.count = Count(min=rest, max=rest, text=entity.mentions[0].span.text)
        entity.derived_from = whole
        entity.role = whole.role
        entity.nationalities = entity.nationalities or list(whole.nationalities)


def _whole_of(entity: Entity, before: list[Entity]) -> Entity | None:
    """Return the one exact total of which some are told apart before the remainder."""
    sized = [e for e in before if e.count is not None and e.role not in (Role.OFFICER, Role.OTHER)]
    plural = [e for e in sized if not e.single and not e.body]
    if not plural:
        return None
    whole = max(plural, key=_size)
    role = entity.mentions[0].role
    if not _is_exact(whole) or (role is not None and whole.role not in (None, role)):
        return None
    apart = _told_apart(whole, before)
    loose = [e for e in sized if e.mentions[0].head > whole.mentions[0].head and e not in apart and e.fates]
    return whole if apart and not loose and all(_is_exact(e) for e in apart) else None


def _told_apart(whole: Entity, before: list[Entity]) -> list[Entity]:
    """Return those told after the total with a fate, of its role, none of them a part of another part."""
    return [
        e
        for e in before
        if e.mentions[0].head > whole.mentions[0].head
        and e.count is not None
        and (e.fates or e.body)
        and (e.role in (None, whole.role) or (whole.role is None and e.role == Role.MIGRANT))
        and e.derived_from in (None, whole)
        and _size(e) < _size(whole)
    ]


def _size(entity: Entity) -> int:
    return (entity.count.min or 0) if entity.count else 0


def _is_exact(entity: Entity) -> bool:
    count = entity.count
    return count is not None and count.min == count.max and not count.approximate


def without_retold_parts(entities: list[Entity]) -> list[Entity]:
    """``Twenty-four ... Eleven were found here, the other 13 there``: a group told again in parts is one group."""
    kept = list(entities)
    for whole in entities:
        if whole.count is None or whole.single or whole.count.min != whole.count.max or not whole.fates:
            continue
        parts = [
            e
            for e in kept
            if e is not whole
            and e.role == whole.role
            and e.count
            and e.count.min == e.count.max
            and set(e.fates) <= set(whole.fates)
            and e.count.min
            and whole.count.min
            and e.count.min < whole.count.min
        ]
        if len(parts) > 1 and sum(e.count.min or 0 for e in parts if e.count) == whole.count.min:
            kept = [e for e in kept if e not in parts]
    return kept


def without_covered_totals(entities: list[Entity]) -> list[Entity]:
    """Drop a total whose people are all told apart by fate; pass its nationalities on."""
    kept = list(entities)
    for total in entities:
        rest = [e for e in entities if e is not total and e.role == total.role and e.fates]
        if total.count is None or total.single or total.count.min is None:
            continue
        smaller = [e for e in rest if e.count is not None and e.count.min is not None and e.count.min < total.count.min]
        told = sum(e.count.min or 0 for e in smaller if e.count)
        open_ended = any(e.count.max is None for e in smaller if e.count) and told < total.count.min
        if (
            smaller
            and set(total.fates) <= {f for e in smaller for f in e.fates}
            and (told == total.count.min or open_ended)
        ):
            for entity in smaller:
                entity.nationalities = entity.nationalities or list(total.nationalities)
            kept = [e for e in kept if e is not total]
    return kept


def with_descriptions(entities: list[Entity]) -> list[Entity]:
    """People without a fate of their own, of a told kind, describe the one group large enough to hold them.

    ``nine people ... two girls, accompanied by a woman`` is one group of nine.
    """
    wholes = [e for e in entities if e.role == Role.MIGRANT and e.fates and e.count and not e.single]
    if len(wholes) != 1:
        return entities
    whole = wholes[0]
    size = whole.count.min or 0 if whole.count else 0
    described = [
        e
        for e in entities
        if e is not whole
        and e.role == Role.MIGRANT
        and e.parts
        and e.count
        and not (e.fates or e.name or e.derived_from)
        and (e.count.max or size) < size
    ]
    if sum(e.count.min or 0 for e in described if e.count) > size:
        return entities
    told: list[Part] = []
    for entity in described:
        told = add_parts(told, entity.parts)
        whole.ages += [a for a in entity.ages if a not in whole.ages]
        whole.joined.append(entity)
    whole.parts += new_parts(whole.parts, told)
    return [e for e in entities if e not in described]


def joined_by_fate(entities: list[Entity]) -> list[Entity]:
    """Single people of one role and one fate are one group: the boy at the wheel and the one beside him, both held."""
    result: list[Entity] = []
    for entity in entities:
        same = next((e for e in result if _joins(e, entity)), None)
        if same is None or same.count is None:
            result.append(entity)
            continue
        same.parts = add_parts(same.parts, entity.parts)
        same.ages += [a for a in entity.ages if a not in same.ages]
        same.nationalities += [n for n in entity.nationalities if n not in same.nationalities]
        number = (same.count.min or 0) + 1
        same.count = Count(min=number, max=number, text=same.count.text)
        same.joined.append(entity)
    return result


def _joins(first: Entity, second: Entity) -> bool:
    if not second.single or first.body or not first.fates or first.role != second.role:
        return False
    return set(first.fates) == set(second.fates) and _singles(first)


def _singles(entity: Entity) -> bool:
    return entity.single or (
        bool(entity.joined)
        and all(e.single for e in entity.joined)
        and entity.mentions[0].count is not None
        and entity.mentions[0].count.max == 1
    )
