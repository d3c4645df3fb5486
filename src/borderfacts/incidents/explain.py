"""Why a story gave its events: each decision of its reading with what it would have been instead."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence

from borderfacts.incidents.story import ReadStory
from borderfacts.reading.schema import Group, Incident, Reading, Rival
from borderfacts.records import Event, Span, Statistic
from borderfacts.records.explanation import Explained, Explanation, Passed
from borderfacts.vocabulary import Use


def explain(story: ReadStory, reading: Reading, events: Sequence[Event], figures: Sequence[Statistic]) -> Explanation:
    """Return the decisions behind the events of a story, and why its other sentences gave none.

    Args:
        story: the story.
        reading: its reading.
        events: what ``assemble`` made of it, in the order of its incidents.
        figures: what ``statistics`` made of it.
    """
    in_order = sorted(figures, key=_start)
    values = [
        explained
        for event, incident in zip(events, reading.incidents, strict=True)
        for explained in _of_incident(story, event.id, incident)
    ]
    passed = [
        Passed(
            span=story.sentences[each.sentence],
            why=each.why,
            nearest=Span.of(story.text, *each.word),
            otherwise=each.rival.label,
            chance=each.rival.score,
            figures=_figures_in(story.sentences[each.sentence], in_order),
        )
        for each in reading.silent
    ]
    return Explanation(values=tuple(values), passed=tuple(passed))


def _figures_in(sentence: Span, figures: Sequence[Statistic]) -> tuple[str, ...]:
    first, last = (bisect_left(figures, at, key=_start) for at in (sentence.start, sentence.end))
    return tuple(f"{each.measure} “{each.span.text}”" for each in figures[first:last])


def _start(figure: Statistic) -> int:
    return figure.span.start


def _of_incident(story: ReadStory, event: str, incident: Incident) -> Iterator[Explained]:
    yield _explained(event, "type", incident.type.value, incident.type_score, incident.type_rival)
    yield _explained(event, "status", incident.status.value, incident.status_score, incident.status_rival)
    yield from _links(story, event, incident.name)
    for group in story.groups_of(incident):
        yield _role(story, event, group)
        yield from _links(story, event, group.name)


def _role(story: ReadStory, event: str, group: Group) -> Explained:
    fates = ", ".join(fate.value for fate in group.fates)
    words = story.linked(group.name, *_PEOPLE)
    span = story.span(words[0][0]) if words else None
    value = f"{group.role.value}: {fates}" if fates else group.role.value
    return _explained(event, "people", value, group.score, group.role_rival, span)


def _links(story: ReadStory, event: str, name: str) -> Iterator[Explained]:
    for mention, link in story.links_of(name):
        span = story.span(mention)
        yield _explained(event, link.use.value, link.label or span.text, link.score, link.rival, span)


def _explained(
    event: str, what: str, value: str, score: float, rival: Rival | None, span: Span | None = None
) -> Explained:
    return Explained(
        event=event,
        what=what,
        value=value,
        span=span,
        confidence=score,
        otherwise=rival.label if rival is not None else None,
        chance=rival.score if rival is not None else None,
    )


_PEOPLE = (Use.MENTION, Use.SOME)
