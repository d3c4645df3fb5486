import pytest

from borderfacts.figures.periods import days_between
from borderfacts.figures.spans import Cover
from borderfacts.records.figures import Period


@pytest.mark.parametrize(
    ("start", "end", "days"),
    [("2023-02", "2023-02", 28), ("2024", "2024", 366), ("2023-12-31", "2024-01-01", 2), ("2023-01", "2023-03-15", 74)],
)
def test_a_period_counts_both_its_ends(start, end, days):
    assert days_between(Period(start=start, end=end)) == days


@pytest.mark.parametrize(
    ("start", "end", "meets"),
    [(0, 4, False), (0, 5, True), (8, 12, True), (9, 12, False), (24, 26, True), (41, 50, False)],
)
def test_a_cover_meets_what_shares_a_character(start, end, meets):
    assert Cover([(20, 40), (4, 9), (21, 23)]).meets(start, end) is meets
