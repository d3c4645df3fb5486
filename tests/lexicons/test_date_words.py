from __future__ import annotations

from collections import Counter

import pytest

from borderfacts import lexicons
from borderfacts.values.dates.calendar import holiday


def test_a_form_is_of_one_kind_only() -> None:
    forms = Counter(form for entry in lexicons.date_words().values() for form in (*entry.values, *entry.forms))
    assert [form for form, times in forms.items() if times > 1] == []


@pytest.mark.parametrize("rule", [rule for rule in lexicons.date_words()["holiday"].values.values() if len(rule) < 10])
def test_every_holiday_has_a_day_in_every_year(rule: str) -> None:
    assert [year for year in range(1950, 2060) if holiday(rule, year) is None] == []


@pytest.mark.parametrize(
    ("rule", "year", "day"),
    [
        ("easter+0", 2024, "2024-03-31"),
        ("easter-2", 2019, "2019-04-19"),
        ("orthodox+0", 2024, "2024-05-05"),
        ("11-4-4", 2023, "2023-11-23"),
        ("11-4-4+1", 2023, "2023-11-24"),
        ("05-1-last", 2021, "2021-05-31"),
        ("05-1-last-before-25", 2022, "2022-05-23"),
    ],
)
def test_a_holiday_rule_gives_its_day(rule: str, year: int, day: str) -> None:
    found = holiday(rule, year)
    assert found is not None
    assert found.isoformat() == day
