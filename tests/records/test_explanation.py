"""Why a text gave what it gave, as people read it."""

import pytest

from borderfacts.records import Span
from borderfacts.records.explanation import Explained, Explanation, Passed
from borderfacts.vocabulary import Silence

SENTENCE = "The minister praised the officers."
WORD = Span(start=25, end=33, text="officers")


def reason(why, otherwise, chance=0.05):
    passed = Passed(
        span=Span(start=0, end=34, text=SENTENCE), why=why, nearest=WORD, otherwise=otherwise, chance=chance
    )
    return str(Explanation(passed=(passed,))).splitlines()[-1].strip()


@pytest.mark.parametrize(
    ("why", "words"),
    [
        (
            Silence.NO_ACTION,
            "No word was taken for the action of an incident on borders or migration; "
            "“officers” comes nearest, as border check (chance 0.05).",
        ),
        (
            Silence.UNSURE,
            "“officers” may report an action, border check (chance 0.05), but too little speaks for an incident.",
        ),
        (
            Silence.DENIED,
            "What it reports is denied; “officers” comes nearest to an action, as border check (chance 0.05).",
        ),
    ],
)
def test_a_reason_is_a_sentence(why, words):
    assert reason(why, "border_check") == words


@pytest.mark.parametrize(("otherwise", "chance"), [("nothing", 0.05), ("arrest", 0.004)])
@pytest.mark.parametrize("why", Silence)
def test_where_no_word_comes_near_none_is_named(why, otherwise, chance):
    words = reason(why, otherwise, chance)
    assert words.endswith(".") and "nothing" not in words and "officers" not in words


VALUES = (
    Explained(event="e1", what="type", value="rescue", confidence=0.56, otherwise="violence", chance=0.01),
    Explained(event="e1", what="place", value="officers", span=WORD, confidence=0.5),
    Explained(event="e2", what="action", value="treat", span=WORD, confidence=1, otherwise="nothing", chance=0.0),
)


def test_the_decisions_stand_below_their_event():
    assert str(Explanation(values=VALUES)).splitlines() == [
        "Event e1",
        "  type       rescue  0.56; else violence (0.01)",
        "  place      officers  0.50",
        "Event e2",
        "  action     treat “officers”  1.00; else nothing (0.00)",
    ]


def test_a_sentence_stands_above_its_reason_in_one_line_of_no_great_length():
    text = "The minister\n praised " + "the officers " * 20
    passed = Passed(
        span=Span(start=0, end=len(text), text=text), why=Silence.UNSURE, nearest=WORD, otherwise="treat", chance=0.1
    )
    head, sentence, _ = str(Explanation(passed=(passed,))).splitlines()
    assert head == "Sentences without an incident"
    assert sentence.startswith("  The minister praised the officers the")
    assert (len(sentence), sentence[-2:]) == (92, " …")
    whole = "a" * 90
    short = passed.model_copy(update={"span": Span(start=0, end=90, text=whole)})
    assert str(Explanation(passed=(short,))).splitlines()[1] == f"  {whole}"


def test_packed_parts_come_back_as_one():
    first, second = Explanation(values=VALUES[:1]), Explanation(values=VALUES[1:])
    assert Explanation.unpacked([first.packed(), second.packed()]) == Explanation(values=VALUES)
