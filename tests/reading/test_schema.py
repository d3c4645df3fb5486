import json

import pytest
from pydantic import ValidationError

from borderfacts.reading import Group, Incident, Link, Mention, Reading
from borderfacts.vocabulary import EventType, Role, Status, Use

INCIDENT = Incident(name="A", type=EventType.DEATH, status=Status.OCCURRED)
GROUP = Group(name="A1", incident="A", role=Role.MIGRANT)
WORDS = Mention(start=0, end=5)


def test_a_reading_is_json_and_comes_back_the_same():
    reading = Reading(
        mentions=(WORDS,),
        links=(Link(mention=0, to="A1", use=Use.PART, label="child", number=2, score=0.5),),
        groups=(GROUP,),
        incidents=(INCIDENT,),
        sentences=(("A",), ()),
    )
    assert Reading.model_validate(json.loads(reading.model_dump_json())) == reading


@pytest.mark.parametrize(
    ("fields", "message"),
    [
        ({"groups": (GROUP,)}, "A1 is of incident 'A', which there is not"),
        (
            {"incidents": (INCIDENT,), "groups": (GROUP.model_copy(update={"part_of": "A2"}),)},
            "A1 names the group 'A2', which there is not",
        ),
        ({"incidents": (INCIDENT,)}, "links: none makes any words a part of A"),
        ({"links": (Link(mention=3, to="F", use=Use.FACT),)}, "F names mention 3 of 0"),
        (
            {"mentions": (WORDS,), "links": (Link(mention=0, to="B", use=Use.WHEN),)},
            "'B' is no incident, group, statistic or fact of the reading",
        ),
    ],
)
def test_a_reading_that_does_not_hang_together_is_refused(fields, message):
    with pytest.raises(ValidationError, match=message):
        Reading(**fields)


@pytest.mark.parametrize(
    ("use", "label"), [(Use.ACTION, "stop"), (Use.ACTION, None), (Use.PART, "wife"), (Use.WHEN, "arrest")]
)
def test_a_label_that_does_not_fit_its_use_is_refused(use, label):
    with pytest.raises(ValidationError, match="label"):
        Link(mention=0, to="A", use=use, label=label)


def test_a_mention_has_words():
    with pytest.raises(ValidationError, match="end: 5 is not after start, 5"):
        Mention(start=5, end=5)
