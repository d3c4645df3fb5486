"""Dates of texts of history, scored by their values; ``docs/quality.md`` says what the first look gave."""

from __future__ import annotations

from dataclasses import replace

import pytest
from tests.date_markup import HISTORY, Case, Expected, read_cases

from borderfacts.records import DateMention
from borderfacts.values.dates.expressions import find_dates


def value_f1(cases: list[Case]) -> float:
    """Return the F1 of dates; they are right where they overlap with marked ones and have their days and values."""
    marked = found = right = 0
    for case in cases:
        mentions = find_dates(case.text, reference=case.reference)
        at = 0
        for expected in case.expected:
            start = case.text.index(expected.text, at)
            at = start + len(expected.text)
            near = (mention for mention in mentions if mention.span.start < at and start < mention.span.end)
            right += any(is_right(mention, expected) for mention in near)
        marked += len(case.expected)
        found += len(mentions)
    return 2 * right / (marked + found)


def is_right(mention: DateMention, expected: Expected) -> bool:
    days = (mention.start, mention.end) == (expected.start, expected.end)
    return days and expected.value in (None, mention.value)


@pytest.mark.parametrize(("name", "least"), [("first_look", 0.96), ("worked_on", 0.97)])
def test_dates_of_history_have_their_values(name: str, least: float) -> None:
    cases = read_cases(HISTORY / f"{name}.txt")
    assert [len(cases), sum(len(case.expected) for case in cases) >= 40] == [6, True]
    assert value_f1(cases) >= least


def test_dates_of_history_have_their_values_without_a_reference_date() -> None:
    cases = [replace(case, reference=None) for case in read_cases(HISTORY / "first_look.txt")]
    assert value_f1(cases) >= 0.99
