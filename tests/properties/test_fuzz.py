"""Stories changed at random; ``benchmarks/fuzz.py`` reads as many as one has time for."""

from __future__ import annotations

import json
import math
from datetime import date
from pathlib import Path

import pytest
from tests.mutations import CHANGES, Drawn, draw, smaller
from tests.soundness import READERS, StatedNumber, problem

import borderfacts
from borderfacts.records import Count, Record, Span

pytestmark = pytest.mark.thorough

STORIES = [
    json.loads(path.read_text(encoding="utf-8"))["text"]
    for path in sorted((Path(__file__).parents[1] / "stories").glob("*/*.json"))
]
SEED = "suite"
ROUNDS = [("grammars", 15 * portion, 15) for portion in range(6)] + [
    ("pipeline", 6 * portion, 6) for portion in range(3)
]


@pytest.mark.parametrize(("mode", "first", "count"), ROUNDS)
def test_the_records_of_changed_stories_are_sound(mode: str, first: int, count: int) -> None:
    drawn = {f"{SEED}-{number}": draw(f"{SEED}-{number}", STORIES) for number in range(first, first + count)}
    found = {seed: problem(each, READERS[mode]) for seed, each in drawn.items()}
    assert {seed: why for seed, why in found.items() if why} == {}


def test_a_seed_gives_one_text_and_another_gives_another() -> None:
    assert draw("a", STORIES) == draw("a", STORIES) != draw("b", STORIES)
    assert len({draw(str(number), STORIES).text for number in range(100)}) > 90
    assert len(CHANGES) == len(set(CHANGES))


def test_a_text_is_no_longer_than_asked() -> None:
    assert {len(draw(str(number), STORIES, 50).text) > 50 for number in range(100)} == {False}


NINE = Span(start=0, end=4, text="Nine")


def read_wrongly(record: Record):
    return lambda drawn: [record]


@pytest.mark.filterwarnings("ignore:Pydantic serializer warnings")
@pytest.mark.parametrize(
    ("record", "message"),
    [
        (Span(start=0, end=4, text="Five"), "Span has a wrong span"),
        (Span(start=2, end=2, text=""), "Span has a wrong span"),
        (Count(min=5, max=4, text="five"), "Count ends before it starts"),
        (StatedNumber(span=NINE, core=NINE, count=(math.inf, None)), "StatedNumber has a number that is not finite"),
        (StatedNumber.model_construct(span=NINE, core=NINE, count=[9, 9]), "StatedNumber does not come back from JSON"),
    ],
)
def test_what_does_not_hold_is_named(record: Record, message: str) -> None:
    assert problem(Drawn("Nine men", None), read_wrongly(record)) == message


def test_another_reading_must_give_the_same() -> None:
    counts = iter((Count(min=5, max=5, text="5"), Count(min=6, max=6, text="6")))
    assert problem(Drawn("5", None), lambda drawn: [next(counts)]) == "another reading gives other records"


def test_an_error_is_named_with_its_place() -> None:
    def read(drawn: Drawn) -> list[Record]:
        borderfacts.extract(drawn.text, reference_date="yesterday")
        return []

    assert str(problem(Drawn("Nine men", date(2025, 2, 5)), read)).startswith("ArgumentValueError at story.py:")


def test_a_text_that_fails_is_made_as_short_as_it_can_be() -> None:
    assert smaller("They were 9 men of 40, on foot.", lambda text: "9" in text and "40" in text) == "940"
