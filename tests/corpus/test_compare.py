"""The paired bootstrap."""

import pytest
from training.compare import f1, interval

GOOD = {str(i): [8, 10, 10] for i in range(20)}
POOR = {str(i): [5, 10, 10] for i in range(20)}


def test_f1_is_that_of_all_stories_together():
    assert f1([[2, 4, 4], [0, 0, 4]]) == pytest.approx(2 * 2 / 12)
    assert f1([[0, 0, 0]]) == 0


def test_a_reader_that_is_better_on_every_story_is_better_for_sure():
    difference, low, high = interval(GOOD, POOR, draws=200)
    assert difference == pytest.approx(0.3)
    assert low == pytest.approx(0.3) == high


def test_a_reader_beside_itself_is_no_better():
    assert interval(GOOD, GOOD, draws=200) == (0, 0, 0)


def test_where_stories_differ_the_interval_is_wide():
    mixed = {name: GOOD[name] if int(name) % 2 else [1, 10, 10] for name in GOOD}
    difference, low, high = interval(mixed, POOR, draws=500)
    assert low < difference < high
    assert interval(mixed, POOR, draws=500) == (difference, low, high)


def test_other_stories_do_not_compare():
    with pytest.raises(ValueError, match="not the same stories"):
        interval(GOOD, {"1": [1, 1, 1]})
