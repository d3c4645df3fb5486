"""Why a text gave what it gave, as people read it."""

import pytest

from borderfacts.records import Span
from borderfacts.records.explanation import Explanation, Passed
from borderfacts.vocabulary import Silence

SENTENCE = "The minister praised the officers."
WORD = Span(start=25, end=33, text="officers")


def reason(why, otherwise):
    passed = Passed(span=Span(start=0, end=34, text=SENTENCE), why=why, nearest=WORD, otherwise=otherwise, chance=0.05)
    return str(Explanation(passed=(passed,))).splitlines()[-1].strip()


@pytest.mark.parametrize(
    ("why", "words"),
    [
        (Silence.NO_ACTION, "No word tells of an action; “officers” comes nearest, as border check (chance 0.05)."),
        (
            Silence.UNSURE,
            "“officers” may tell of an action, border check (chance 0.05), but too little speaks for an incident.",
        ),
        (
            Silence.DENIED,
            "What it tells is denied; “officers” comes nearest to an action, as border check (chance 0.05).",
        ),
    ],
)
def test_a_reason_is_a_sentence(why, words):
    assert reason(why, "border_check") == words


@pytest.mark.parametrize("why", Silence)
def test_where_no_word_comes_near_none_is_named(why):
    told = reason(why, "nothing")
    assert told.endswith(".") and "nothing" not in told and "officers" not in told
