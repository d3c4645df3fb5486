from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from borderfacts.chat.answers import NOTHING, RefusedError, accepted
from borderfacts.notation import Mark

TEXT = "Two men died.\n\nOne woman was rescued."
FIRST = "A death occurred\nA1 migrant dead\n---\n[Two men]{A1} [died]{A:die}."
SECOND = "B rescue occurred\nB1 migrant rescued\n---\n[One woman]{B1} was [rescued]{B:rescue}."


def test_marks_of_later_windows_stand_where_their_words_do():
    so_far = accepted(FIRST, NOTHING, TEXT, 0, 13)
    story = accepted(SECOND, so_far, TEXT, 15, len(TEXT))
    assert list(story.header) == ["A", "A1", "B", "B1"]
    assert [(TEXT[mark.start : mark.end], mark.label) for mark in story.marks] == [
        ("Two men", "A1"),
        ("died", "A:die"),
        ("One woman", "B1"),
        ("rescued", "B:rescue"),
    ]


def test_a_later_window_goes_on_with_the_names_and_may_mend_their_lines():
    so_far = accepted(FIRST, NOTHING, TEXT, 0, 13)
    again = "A death attempted\nA2 migrant rescued part-of=A1\n---\n[One woman]{A2} was [rescued]{A:rescue}."
    story = accepted(again, so_far, TEXT, 15, len(TEXT))
    assert [(each.name, each.status.value) for each in story.incidents] == [("A", "attempted")]
    assert [(each.name, each.part_of) for each in story.groups] == [("A1", None), ("A2", "A1")]


@given(st.text(alphabet=" \n\t\u00a0", max_size=4), st.text(alphabet=" \n\t", max_size=4))
def test_white_space_of_an_answer_never_moves_a_mark(inside, around):
    body = "[Two{0}men]{{A1}} {0}[died]{{A:die}}{0}.".format(inside or " ")
    story = accepted(f"{around}A death occurred\nA1 migrant dead\n---\n{around}{body}{around}", NOTHING, TEXT, 0, 13)
    assert story.marks == (Mark(0, 7, "A1"), Mark(8, 12, "A:die"))


@pytest.mark.parametrize(
    ("answer", "message"),
    [
        ("Two men died.", "no line '---'"),
        ("---\nTwo men lived.", "behind 'Two men ' stands 'lived.', and it must be 'died.'"),
        ("---\nTwo men", "stands nothing, and it must be 'died.'"),
        ("---\nTwo men died. They drowned.", "stands 'They drowned.', and it must be nothing"),
        ("Sure!\n---\nTwo men died.", "'Sure!': takes 'key: value'"),
        ("A death occurred\nA death planned\n---\n[Two men died]{A:die}.", "stands in the header twice"),
        ("---\n[Two men]{A1} died.", "A1 has no line in the header"),
    ],
)
def test_what_is_wrong_is_said_in_words(answer, message):
    with pytest.raises(RefusedError) as raised:
        accepted(answer, NOTHING, TEXT, 0, 13)
    assert message in str(raised.value)


def test_a_statistic_of_a_later_window_takes_no_name_of_an_earlier_one():
    text = "In all 12 came.\n\nAnd 15 left, 12 of them twice."
    so_far = accepted("---\nIn all [12]{S1=arrivals} came.", NOTHING, text, 0, 15)
    with pytest.raises(RefusedError, match="S1: a statistic of an earlier part"):
        accepted("---\nAnd [15]{S1=departures} left, 12 of them twice.", so_far, text, 17, len(text))
    story = accepted("---\nAnd [15]{S2=departures} left, 12 of them twice.", so_far, text, 17, len(text))
    assert story.figures() == ["S1", "S2"]
