"""Records written by hand: stories of a few words, for what compares and joins them."""

from __future__ import annotations

from borderfacts.records import Agency, Attribution, Count, Event, Extraction, PersonGroup, Place, Seizure, Span, When
from borderfacts.records.identity import event_id
from borderfacts.records.summary import summary
from borderfacts.vocabulary import EventType

TOWNS = {
    "Portocava": {"kind": "city", "country": "IT", "admin1": "IT-82", "lat": 36.70, "lon": 14.60},
    "Marescale": {"kind": "city", "country": "IT", "admin1": "IT-82", "lat": 36.80, "lon": 14.75},
    "Altavilla": {"kind": "city", "country": "IT", "admin1": "IT-42", "lat": 44.10, "lon": 8.20},
    "Sicily": {"kind": "admin1", "country": "IT", "admin1": "IT-82", "lat": 37.6, "lon": 14.0},
    "Nowhere": {"kind": "other"},
}


def span(words: str) -> Span:
    return Span(start=0, end=len(words), text=words)


def group(number, *fates, role="migrant", **details) -> PersonGroup:
    low, high = number if isinstance(number, tuple) else (number, number)
    about = details.pop("about", False)
    count = Count(min=low, max=high, approximate=about, text=str(number))
    return PersonGroup(role=role, count=count, fates=fates, span=span(f"{number} people"), **details)


def event(
    kind="rescue", day=None, *places, text="A boat was found.", by=None, agencies=(), seized=(), **fields
) -> Event:
    """Return an event of some words; what the words do not say is given beside them."""
    when = When(start=day, end=day, resolved=not day.startswith("--"), span=span(day)) if day else None
    record = Event(
        id=event_id(text, kind, [span(text)]),
        type=EventType(kind),
        status=fields.pop("status", "occurred"),
        when=when,
        places=tuple(Place(name=name, span=span(name), **TOWNS[name]) for name in places),
        agencies=tuple(Agency(name=name, short=name, kind="police", span=span(name)) for name in agencies),
        seizures=tuple(Seizure(kind=kind, span=span(kind)) for kind in seized),
        attribution=(Attribution(source=by, verb="said", stance="asserts", span=span(f"{by} said")),) if by else (),
        evidence=(span(text),),
        confidence=0.9,
        summary="",
        **fields,
    )
    return record.model_copy(update={"summary": summary(record)})


def story(id, published, *events) -> Extraction:
    return Extraction(id=id, reference_date=published, events=events)
