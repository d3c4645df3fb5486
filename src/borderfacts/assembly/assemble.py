"""Reading in, events out."""

from __future__ import annotations

from borderfacts.assembly.people import People
from borderfacts.assembly.story import ReadStory
from borderfacts.assembly.things import agencies_of, cause_of, places_of, quantities_of, seizures_of
from borderfacts.assembly.when import when_of
from borderfacts.incidents.summary import summary
from borderfacts.reader.schema import OTHER, Incident, Link, Mention
from borderfacts.records import Action, Event, Record, Route, Span, When
from borderfacts.records.identity import document_id, event_id
from borderfacts.vocabulary import ActionType, Factuality, Flag, Status, Use

_SUREST_FIRST = (Status.OCCURRED, Status.ATTEMPTED, Status.ALLEGED, Status.PLANNED)


class Assembled(Record):
    """The record of one incident, and what does not add up in it."""

    event: Event
    flags: tuple[Flag, ...] = ()


def assemble(story: ReadStory) -> list[Assembled]:
    """Return the records of a read story, in the order of its incidents.

    The text is looked at for the words of spans only. What does not add up stands on the record as a flag.
    """
    people = People(story, lambda incident: _year(when_of(story, incident)[0]))
    document = document_id(story.text)
    return [_incident(story, people, document, incident) for incident in story.incidents.values()]


def _year(when: When | None) -> str | None:
    return when.start[:4] if when is not None and when.start and not when.start.startswith("--") else None


def _incident(story: ReadStory, people: People, document: str, incident: Incident) -> Assembled:
    when, flags = when_of(story, incident)
    evidence = _evidence(story, incident)
    event = Event(
        id=event_id(document, incident.type, evidence),
        type=incident.type,
        status=incident.status,
        actions=tuple(_actions(story, incident)),
        when=when,
        places=tuple(places_of(story, incident)),
        route=_route(incident),
        people=tuple(people.of(incident)),
        agencies=tuple(agencies_of(story, incident)),
        seizures=tuple(seizures_of(story, incident)),
        cause=cause_of(story, incident),
        quantities=tuple(quantities_of(story, incident)),
        evidence=tuple(evidence),
        confidence=incident.score,
        summary="",
    )
    told = dict.fromkeys((*flags, *people.flags(incident)))
    return Assembled(event=event.model_copy(update={"summary": summary(event)}), flags=tuple(told))


def _actions(story: ReadStory, incident: Incident) -> list[Action]:
    """Return one action a kind, at its first telling, with the surest status of all its tellings."""
    told: dict[ActionType, list[tuple[Mention, Link]]] = {}
    for mention, link in story.told(incident.name, Use.ACTION):
        if link.label != OTHER and link.factuality is not Factuality.DENIED:
            told.setdefault(ActionType(link.label or ""), []).append((mention, link))
    found = [
        Action(type=kind, status=_surest([link for _, link in tellings]), span=story.span(tellings[0][0]))
        for kind, tellings in told.items()
    ]
    untold = [kind for kind in incident.also if kind not in told]
    first = story.span(story.all_of(incident)[0]) if untold else None
    return found + [Action(type=kind, status=incident.status, span=first) for kind in untold if first is not None]


def _surest(links: list[Link]) -> Status:
    told = {Status(link.factuality) for link in links}
    return next(status for status in _SUREST_FIRST if status in told)


def _route(incident: Incident) -> Route | None:
    if incident.origin is None and incident.destination is None:
        return None
    return Route(origin=incident.origin, destination=incident.destination)


def _evidence(story: ReadStory, incident: Incident) -> list[Span]:
    """Return the sentences that tell an action of an incident; of one without any, those that tell of it at all."""
    actions = [mention for mention, _ in story.told(incident.name, Use.ACTION)]
    places = [mention.start for mention in actions or story.all_of(incident)]
    found = [s for s in story.sentences if any(s.start <= place < s.end for place in places)]
    return found or [story.span(mention) for mention in story.all_of(incident)[:1]]
