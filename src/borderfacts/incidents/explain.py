"""Why a story gave its events: each decision of its reading with what it would have been instead."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from itertools import islice

from borderfacts.incidents.story import ReadStory
from borderfacts.reading.schema import Group, Incident, Reading, Rival, Silent
from borderfacts.records import Event, Span, Statistic
from borderfacts.records.explanation import Explained, Explanation, Passed
from borderfacts.vocabulary import Use

# How many decisions and how many silent sentences a piece has at most: those of a long text take more memory than its
# records.
_AT_ONCE = 2_000


def explain(
    story: ReadStory, reading: Reading, events: Sequence[Event], figures: Sequence[Statistic]
) -> Iterator[Explanation]:
    """Yield the decisions behind the events of a story, and why its other sentences gave none, in pieces.

    A piece is made when it is asked for; all of them one after the other are the explanation. A story has one unless it
    is long.

    Args:
        story: the story.
        reading: its reading.
        events: what ``assemble`` made of it, in the order of its incidents.
        figures: what ``statistics`` made of it.
    """
    in_order = sorted(figures, key=_start)
    reported = zip(events, reading.incidents, strict=True)
    values = (value for event, incident in reported for value in _of_incident(story, event.id, incident))
    passed = (_passed(story, silent, in_order) for silent in reading.silent)
    while any(piece := (tuple(islice(values, _AT_ONCE)), tuple(islice(passed, _AT_ONCE)))):
        yield Explanation(values=piece[0], passed=piece[1])


def _passed(story: ReadStory, silent: Silent, figures: Sequence[Statistic]) -> Passed:
    sentence = story.sentences[silent.sentence]
    return Passed(
        span=sentence,
        why=silent.why,
        nearest=Span.of(story.text, *silent.word),
        otherwise=silent.rival.label,
        chance=silent.rival.score,
        figures=_figures_in(sentence, figures),
    )


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
