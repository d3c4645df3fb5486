"""Reading in, events out."""

from __future__ import annotations

from borderfacts.incidents.people import People
from borderfacts.incidents.references import References
from borderfacts.incidents.sources import attributions_of
from borderfacts.incidents.story import ReadStory
from borderfacts.incidents.things import agencies_of, cause_of, places_of, quantities_of, seizures_of
from borderfacts.incidents.when import when_of
from borderfacts.reading.schema import OTHER, Incident, Link, Mention
from borderfacts.records import Action, Event, Route, Span, When
from borderfacts.records.identity import document_id, event_ids
from borderfacts.records.summary import summary
from borderfacts.vocabulary import ActionType, Factuality, Flag, Status, Use

_SUREST_FIRST = (Status.OCCURRED, Status.ATTEMPTED, Status.ALLEGED, Status.PLANNED)


def assemble(story: ReadStory) -> list[Event]:
    """Return the records of a read story, in the order of its incidents.

    The text is looked at for the words of spans only. What does not add up stands on the record as a flag.
    """
    times = {incident.name: when_of(story, incident) for incident in story.incidents.values()}
    people = People(story, lambda incident: _year(times[incident.name][0]))
    events = [_incident(story, people, incident, *times[incident.name]) for incident in story.incidents.values()]
    ids = event_ids(document_id(story.text), ((event.type, event.evidence) for event in events))
    return [
        event.model_copy(update={"id": id, "summary": summary(event)}) for id, event in zip(ids, events, strict=True)
    ]


def _year(when: When | None) -> str | None:
    return when.start[:4] if when is not None and when.start and not when.start.startswith("--") else None


def _incident(
    story: ReadStory, people: People, incident: Incident, when: When | None, flags: tuple[Flag, ...]
) -> Event:
    """Return the record of an incident, as yet without id and summary."""
    evidence = _evidence(story, incident)
    groups, agencies = people.of(incident), agencies_of(story, incident)
    references = References(story, [story.groups[name] for name in groups], agencies)
    return Event(
        id="",
        type=incident.type,
        status=incident.status,
        actions=tuple(_actions(story, incident, references)),
        when=when,
        places=tuple(places_of(story, incident)),
        route=_route(incident),
        people=tuple(groups.values()),
        agencies=tuple(agencies),
        seizures=tuple(seizures_of(story, incident)),
        cause=cause_of(story, incident),
        quantities=tuple(quantities_of(story, incident)),
        attribution=tuple(attributions_of(story, incident)),
        evidence=tuple(evidence),
        flags=tuple(dict.fromkeys((*flags, *people.flags(incident)))),
        confidence=incident.score,
        type_confidence=incident.type_score,
        status_confidence=incident.status_score,
        summary="",
    )


def _actions(story: ReadStory, incident: Incident, references: References) -> list[Action]:
    """Return one action a kind: its first mention, the surest status, and all that is reported of who acts on whom."""
    by_kind: dict[ActionType, list[tuple[Mention, Link]]] = {}
    for mention, link in story.linked(incident.name, Use.ACTION):
        if link.label != OTHER and link.factuality is not Factuality.DENIED:
            by_kind.setdefault(ActionType(link.label or ""), []).append((mention, link))
    found = [
        Action(
            type=kind,
            agents=references.of(at for _, link in pairs for at in link.agents),
            patients=references.of(at for _, link in pairs for at in link.patients),
            status=_surest([link for _, link in pairs]),
            span=story.span(pairs[0][0]),
            confidence=max(link.score for _, link in pairs),
        )
        for kind, pairs in by_kind.items()
    ]
    wordless = [kind for kind in incident.also if kind not in by_kind]
    first = story.span(story.all_of(incident)[0]) if wordless else None
    return found + [Action(type=kind, status=incident.status, span=first) for kind in wordless if first is not None]


def _surest(links: list[Link]) -> Status:
    statuses = {Status(link.factuality) for link in links}
    return next(status for status in _SUREST_FIRST if status in statuses)


def _route(incident: Incident) -> Route | None:
    if incident.origin is None and incident.destination is None:
        return None
    return Route(origin=incident.origin, destination=incident.destination, confidence=incident.route_score)


def _evidence(story: ReadStory, incident: Incident) -> list[Span]:
    """Return the sentences that report an action of an incident; of one without any, those that report it at all."""
    actions = [mention for mention, _ in story.linked(incident.name, Use.ACTION)]
    sentences = dict.fromkeys(story.sentence_at(mention.start) for mention in actions or story.all_of(incident))
    found = [sentence for sentence in sentences if sentence is not None]
    return found or [story.span(mention) for mention in story.all_of(incident)[:1]]
