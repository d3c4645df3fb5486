"""What belongs to an incident besides its people and time: places, agencies, goods, measurements, sources."""

from __future__ import annotations

from typing import TypeVar

from borderfacts import lexicons
from borderfacts.incidents.story import ReadStory
from borderfacts.lexicons.gazetteer import fold
from borderfacts.reading.schema import Incident, Link, Mention
from borderfacts.records import Agency, Count, Place, Quantity, Seizure, Span
from borderfacts.vocabulary import AgencyKind, Cause, Dimension, PlaceKind, SeizureKind, Use

K = TypeVar("K")
V = TypeVar("V", Place, Agency, Seizure, Quantity)
_ARTICLE = "the "
_ONE = frozenset({"a", "an"})
_COUNTED = frozenset({SeizureKind.VEHICLE, SeizureKind.FIREARM, SeizureKind.GOODS})
_AMOUNTS = frozenset({Dimension.MASS, Dimension.VOLUME, Dimension.COUNT})
_SMALL_WORDS = frozenset({"of", "and", "for", "the", "in", "on", "&", "de", "la"})


def places_of(story: ReadStory, incident: Incident) -> list[Place]:
    """Return the places of an incident, once each, by name."""
    found: dict[str, Place] = {}
    for mention, link in story.linked(incident.name, Use.PLACE):
        for place in story.places.inside(mention) or story.places.meeting(mention) or _named(story, mention):
            _keep(found, fold(place.name), place, link)
    return list(found.values())


def _keep(found: dict[K, V], key: K, value: V, link: Link) -> None:
    """Keep the first value reported under a key, with the greatest chance of all its mentions."""
    known = found.get(key)
    score = max(link.score, known.confidence or 0) if known is not None else link.score
    found[key] = (known or value).model_copy(update={"confidence": score})


def _named(story: ReadStory, mention: Mention) -> list[Place]:
    """Return a place that no gazetteer knows, by its own name; words that only stand for one name none.

    Neither does the adjective of a country: ``Italian`` is what is left of ``the Italian island``.
    """
    name = without_article(story.words(mention))
    known = name[:1].isupper() and name not in lexicons.demonyms()
    return [Place(name=name, kind=PlaceKind.OTHER, span=story.span(mention))] if known else []


def agencies_of(story: ReadStory, incident: Incident) -> list[Agency]:
    """Return the agencies that act in an incident, once each, by short name."""
    found: dict[str, Agency] = {}
    for mention, link in story.linked(incident.name, Use.AGENCY):
        best = story.agencies.best(mention)
        for agency in [best] if best is not None else _body(story, mention) or _meant(story, incident, mention):
            _keep(found, agency.short, agency, link)
    return list(found.values())


def _meant(story: ReadStory, incident: Incident, mention: Mention) -> list[Agency]:
    """Return the agency that words such as ``it`` or ``the force`` stand for.

    It is the last one before them that acts in the incident, else the last one that acts in any.
    """
    agency = story.agency_before(mention.start, incident)
    return [] if agency is None else [agency]


def _body(story: ReadStory, mention: Mention) -> list[Agency]:
    """Return an agency that no list knows, by its own name; words that only stand for one (``it``) name none."""
    name = without_article(story.words(mention))
    words = [word for word in name.split() if word.lower() not in _SMALL_WORDS]
    known = len(words) > 1 and all(word[:1].isupper() for word in words)
    return [Agency(name=name, short=name, kind=AgencyKind.OTHER, span=story.span(mention))] if known else []


def without_article(name: str) -> str:
    """Return a name without ``the`` before it, in one line."""
    plain = " ".join(name.split())
    return plain[len(_ARTICLE) :] if plain.lower().startswith(_ARTICLE) else plain


def seizures_of(story: ReadStory, incident: Incident) -> list[Seizure]:
    """Return what was seized, once each; a kind reported with an amount is not listed without one."""
    found: dict[tuple[object, ...], Seizure] = {}
    for mention, link in story.linked(incident.name, Use.SEIZED):
        kind = SeizureKind(link.label or "")
        amount = _amount(story, mention, kind)
        key = (kind, amount.value, amount.unit) if amount else (kind,)
        seizure = Seizure(kind=kind, quantity=amount, street_value=_value(story, mention), span=story.span(mention))
        _keep(found, key, seizure, link)
    counted = {seizure.kind for seizure in found.values() if seizure.quantity is not None}
    return [s for s in found.values() if s.quantity is not None or s.kind not in counted]


def _amount(story: ReadStory, mention: Mention, kind: SeizureKind) -> Quantity | None:
    """Return the amount in some words: a measurement, else the number of pieces there, else one for ``a pistol``."""
    quantities = story.quantities.inside(mention) or story.quantities.meeting(mention)
    measured = [quantity for quantity in quantities if _measures(quantity, kind)]
    if measured:
        return measured[0]
    if kind is SeizureKind.CURRENCY:
        return None
    pieces = [n for n in story.numbers.inside(mention) if not n.single and n.span.start == mention.start]
    if pieces:
        return _pieces(pieces[0].count, pieces[0].span)
    article, _, _ = story.words(mention).partition(" ")
    if article.lower() in _ONE and kind in _COUNTED:
        span = Span.of(story.text, mention.start, mention.start + len(article))
        return _pieces(Count(min=1, max=1, text=article), span)
    return None


def _value(story: ReadStory, mention: Mention) -> Quantity | None:
    """Return what the text says that some goods are worth."""
    return next((goods.street_value for goods in story.goods.meeting(mention) if goods.street_value), None)


def _measures(quantity: Quantity, kind: SeizureKind) -> bool:
    """Return whether a quantity can say how much of some goods there is."""
    money = quantity.dimension is Dimension.MONEY
    return money if kind is SeizureKind.CURRENCY else quantity.dimension in _AMOUNTS


def _pieces(count: Count, span: Span) -> Quantity | None:
    low, high = count.min, count.max
    if low is None and high is None:
        return None
    value: float | tuple[float, float] = float(low if low is not None else high or 0)
    if low is not None and high is not None and low != high:
        value = (float(low), float(high))
    return Quantity.of_pieces(value, span, approximate=count.approximate)


def quantities_of(story: ReadStory, incident: Incident) -> list[Quantity]:
    """Return the measurements that describe an incident, once each."""
    found: dict[tuple[object, str], Quantity] = {}
    for mention, link in story.linked(incident.name, Use.MEASURE):
        quantities = story.quantities.inside(mention) or story.quantities.meeting(mention)
        for quantity in quantities[:1]:
            _keep(found, (quantity.value, quantity.unit), quantity, link)
    return list(found.values())


def cause_of(story: ReadStory, incident: Incident) -> Cause | None:
    """Return the cause of death, injury or distress."""
    causes = [link.label for _, link in story.linked(incident.name, Use.CAUSE)]
    return incident.cause or (Cause(causes[0]) if causes and causes[0] else None)
