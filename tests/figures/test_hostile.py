"""Stretches of time and clauses in texts made to stall or to leave the calendar."""

from __future__ import annotations

from datetime import date

import pytest

from borderfacts.figures.measures import measure_of
from borderfacts.figures.periods import find_stretches
from borderfacts.values.dates.expressions import find_dates
from borderfacts.values.phrases import split_words

pytestmark = pytest.mark.thorough


class _Asked(str):
    """A text that counts the characters in which it was asked to look for something."""

    __slots__ = ("characters",)

    def find(self, sub: str, start: int = 0, end: int | None = None) -> int:  # type: ignore[override]
        self.characters = getattr(self, "characters", 0) + (len(self) if end is None else end) - start
        return super().find(sub, start, end)

    def rfind(self, sub: str, start: int = 0, end: int | None = None) -> int:  # type: ignore[override]
        self.characters = getattr(self, "characters", 0) + (len(self) if end is None else end) - start
        return super().rfind(sub, start, end)


def test_the_clause_of_a_number_is_looked_for_only_near_it() -> None:
    asked = []
    for repeats in (100, 1000):
        text = _Asked("nothing to see " * repeats + "5 men were stopped " + "nothing to see " * repeats)
        words = split_words(text)
        behind = next(i for i, (_, _, word) in enumerate(words) if word == "men")
        assert measure_of(text, words, behind, text.index("5")) is not None
        asked.append(text.characters)
    assert asked[0] == asked[1] > 0


@pytest.mark.parametrize(
    "tail",
    [
        "A year earlier it was so. " * 2100 + "It rose over the 3 months that followed.",
        "A year earlier it was so. " * 2100 + "It rose in the June before.",
        "It had been less in same period of 0000. It fell in the June before.",
        "It had been less in same period of 9999. " + "It rose over the 999 months that followed. " * 100,
    ],
)
def test_a_time_that_leaves_the_calendar_is_not_placed(tail: str) -> None:
    text = f"From March 2023 to May 2024, 900 people came. {tail}"
    reference = date(2025, 2, 5)
    found, _ = find_stretches(text, find_dates(text, reference=reference), reference=reference, fiscal_start=10)
    periods = [stretch.period for stretch in found]
    assert (periods[0].start, periods[0].end) == ("2023-03", "2024-05")
    assert periods[-1] is None
