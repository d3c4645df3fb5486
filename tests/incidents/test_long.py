"""Long texts, of many incidents: the steps of the assembly grow as the text does."""

from __future__ import annotations

import re

from tests.steps import steep_lines

from borderfacts.incidents.assemble import assemble
from borderfacts.incidents.story import ReadStory
from borderfacts.reading.decoding import Whole
from borderfacts.reading.schema import Group, Incident, Link, Mention, Reading, Values
from borderfacts.records import Span
from borderfacts.vocabulary import EventType, Role, Silence, Status, Use

SENTENCE = "The guards held nine men, a driver said. "
WORDS = {Use.AGENCY: "guards", Use.ACTION: "held", Use.MENTION: "nine men", Use.SOURCE: "driver"}


def text_of(sentences: int) -> str:
    return SENTENCE * sentences


def values_of(text: str) -> Values:
    return Values(sentences=tuple(Span.of(text, *each.span()) for each in re.finditer(r"\S[^.]*\.", text)))


def reading_of(text: str) -> Reading:
    """A reading with an incident in each sentence."""
    mentions, links, groups, incidents = [], [], [], []
    for i in range(len(text) // len(SENTENCE)):
        name = f"I{i}"
        incidents.append(Incident(name=name, type=EventType.ARREST, status=Status.OCCURRED))
        groups.append(Group(name=f"{name}-1", incident=name, role=Role.MIGRANT))
        for use, words in WORDS.items():
            start = i * len(SENTENCE) + SENTENCE.index(words)
            to = f"{name}-1" if use is Use.MENTION else name
            links.append(Link(mention=len(mentions), to=to, use=use, label="intercept" if use is Use.ACTION else None))
            mentions.append(Mention(start=start, end=start + len(words)))
    return Reading(mentions=mentions, links=links, groups=groups, incidents=incidents)


def test_the_records_of_many_incidents_take_steps_in_proportion() -> None:
    read = {text: (values_of(text), reading_of(text)) for text in map(text_of, (25, 50, 100))}
    assert len(read[text_of(100)][1].incidents) == 100

    def assemble_all(text: str) -> None:
        events = assemble(ReadStory(text, *read[text]))
        assert {len(event.evidence) for event in events} == {len(event.attribution) for event in events} == {1}

    assert steep_lines(assemble_all, text_of, 25) == []


def test_sentences_without_an_incident_are_listed_in_steps_in_proportion() -> None:
    def put_together(text: str) -> None:
        whole = Whole()
        whole.denied = {mention.start for mention in reading_of(text).mentions}
        found = whole.reading(values_of(text))
        assert {each.why for each in found.silent} == {Silence.DENIED}

    assert steep_lines(put_together, text_of, 25) == []


def test_a_reading_is_put_together_in_steps_in_proportion() -> None:
    def put_together(text: str) -> None:
        reading, whole = reading_of(text), Whole()
        whole.mentions = {(mention.start, mention.end): i for i, mention in enumerate(reading.mentions)}
        whole.links, whole.groups, whole.incidents = list(reading.links), list(reading.groups), list(reading.incidents)
        found = whole.reading(values_of(text))
        assert found.sentences == tuple((incident.name,) for incident in reading.incidents)

    assert steep_lines(put_together, text_of, 25) == []
