"""No line of the package runs more often than in proportion to the text; ``benchmarks/hostile.py`` shows the time."""

from __future__ import annotations

from datetime import date
from functools import partial

import pytest
from tests.hostile import KINDS, hostile_text
from tests.steps import LONG, LONGEST, steep_calls, steep_lines

from borderfacts.figures.periods import find_stretches
from borderfacts.pipeline import VALUE_COMPONENTS, build_pipeline
from borderfacts.records import Story
from borderfacts.text.document import make_doc
from borderfacts.values.dates.expressions import find_dates

pytestmark = pytest.mark.thorough

PUBLISHED = date(2025, 2, 5)
SIZE = 500  # characters of the shortest text
# One a kind of grammar; ``benchmarks/hostile.py --calls`` counts the calls of every kind in texts as long.
LONGEST_KINDS = ("list of years", "clock and weekday", "nested signs", "borders", "names", "days before")


def read_values(text: str) -> None:
    nlp = build_pipeline(VALUE_COMPONENTS)
    nlp(make_doc(nlp, Story(text=text, reference_date=PUBLISHED)))
    find_stretches(text, find_dates(text, reference=PUBLISHED), reference=PUBLISHED, fiscal_start=10)


@pytest.fixture(scope="module", autouse=True)
def word_lists() -> None:
    """Load what is loaded once, which is no step of a text."""
    read_values("On 3 May 2019 nine men were held 5 km from Paris by the RCMP with 12 kg of cocaine.")


@pytest.mark.parametrize("kind", KINDS)
def test_values_are_found_in_steps_that_grow_as_the_text_does(kind: str) -> None:
    assert steep_lines(read_values, partial(hostile_text, kind), SIZE) == []


@pytest.mark.parametrize("kind", KINDS)
def test_values_are_found_in_calls_that_grow_as_the_text_does(kind: str) -> None:
    assert steep_calls(read_values, partial(hostile_text, kind), LONG) == []


@pytest.mark.parametrize("kind", LONGEST_KINDS)
def test_values_of_the_longest_texts_are_found_in_calls_that_grow_as_the_text_does(kind: str) -> None:
    assert steep_calls(read_values, partial(hostile_text, kind), LONGEST) == []


def test_calls_that_grow_faster_than_a_long_text_are_seen(monkeypatch: pytest.MonkeyPatch) -> None:
    def read(text: str) -> None:
        for _ in range(int(len(text) ** 1.2)):
            called()

    def read_in_proportion(text: str) -> None:
        for _ in text:
            called()

    def called() -> None: ...

    monkeypatch.setattr("tests.steps.PACKAGE", __file__)
    assert [line.rsplit(" ", 1)[1] for line in steep_calls(read, "a".__mul__)] == ["1.20", "1.20"]
    assert steep_calls(read_in_proportion, "a".__mul__) == []
    assert (LONG, LONGEST) == ((2_000, 12_000), (20_000, 200_000))


def test_a_loop_in_a_loop_is_seen(monkeypatch: pytest.MonkeyPatch) -> None:
    def read(text: str) -> int:
        return sum(1 for first in text for second in text if first == second)

    def read_once(text: str) -> int:
        return sum(1 for first in text if first == "a")

    monkeypatch.setattr("tests.steps.PACKAGE", __file__)
    assert len(steep_lines(read, "a".__mul__, 50)) == 1
    assert steep_lines(read_once, "a".__mul__, 500) == []
