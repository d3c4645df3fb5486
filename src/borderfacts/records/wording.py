"""Records in words, for people: what cards, sheets and reports show of a value."""

from __future__ import annotations

from typing import TYPE_CHECKING

from borderfacts.vocabulary import Basis, Bound

if TYPE_CHECKING:
    from borderfacts.records.event import Attribution, Route, Seizure, When
    from borderfacts.records.mentions import Agency, Count, Place, Quantity
    from borderfacts.records.people import Part, PersonGroup


def when_in_words(when: When) -> str:
    """Return a line such as ``2025-02-03, morning, 04:50 (found)``."""
    days = " to ".join(dict.fromkeys(day for day in (when.start, when.end) if day))
    told = ", ".join(word for word in (days, when.part.value if when.part else None, when.time) if word)
    return told if when.basis is Basis.HAPPENED else f"{told} ({when.basis.value})"


def place_in_words(place: Place) -> str:
    """Return a line such as ``Emerson (city, CA-MB, CA)``."""
    return f"{place.name} ({', '.join(word for word in (place.kind.value, place.admin1, place.country) if word)})"


def route_in_words(route: Route) -> str:
    """Return a line such as ``US to CA``, with ``?`` for an end that the text does not tell."""
    return f"{route.origin or '?'} to {route.destination or '?'}"


def count_in_words(count: Count) -> str:
    """Return a count such as ``9``, ``20 to 30``, ``21 or more`` or ``about 50``."""
    about = "about " if count.approximate else ""
    if count.min is None:
        return f"{about}up to {count.max}"
    if count.max is None:
        return f"{about}{count.min} or more"
    return f"{about}{count.min}" if count.min == count.max else f"{about}{count.min} to {count.max}"


def people_in_words(group: PersonGroup) -> str:
    """Return a line such as ``9 migrant, largely child, from TD, aged 30: detained``."""
    told = [" ".join(word for word in (count_in_words(group.count) if group.count else None, group.role.value) if word)]
    told += [_part(part) for part in group.parts]
    if group.nationalities:
        told.append(f"from {' '.join(group.nationalities)}")
    if group.ages:
        told.append(f"aged {' '.join(map(str, group.ages))}")
    fates = ", ".join(fate.value for fate in group.fates)
    return ", ".join(told) + (f": {fates}" if fates else "")


def agency_in_words(agency: Agency) -> str:
    """Return a line such as ``RCMP (Royal Canadian Mounted Police)``."""
    return agency.short if agency.short == agency.name else f"{agency.short} ({agency.name})"


def quantity_in_words(quantity: Quantity) -> str:
    """Return a quantity such as ``about 5.5 mile`` or ``at least 10 to 12 kilogram``."""
    ends = quantity.value if isinstance(quantity.value, tuple) else (quantity.value,)
    about = "about " if quantity.approximate else ""
    limit = "" if quantity.bound is Bound.EXACT else f"{quantity.bound.value.replace('_', ' ')} "
    return f"{about}{limit}{' to '.join(f'{end:,.15g}' for end in ends)} {quantity.unit}"


def seizure_in_words(seizure: Seizure) -> str:
    """Return a line such as ``cocaine: 12 kilogram, street value 400,000 USD``."""
    told = [quantity_in_words(seizure.quantity)] if seizure.quantity else []
    told += [f"street value {quantity_in_words(seizure.street_value)}"] if seizure.street_value else []
    return f"{seizure.kind.value}: {', '.join(told)}" if told else seizure.kind.value


def attribution_in_words(attribution: Attribution) -> str:
    """Return a line such as ``police (said, asserts)``."""
    return f"{attribution.source} ({attribution.verb}, {attribution.stance.value})"


def _part(part: Part) -> str:
    size = part.qualifier or (count_in_words(part.count) if part.count else None)
    return " ".join(word for word in (size, part.kind.value) if word)
