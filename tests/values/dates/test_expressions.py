from __future__ import annotations

from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.date_markup import Case, Expected, cases

from borderfacts.records import DateMention
from borderfacts.values.dates.expressions import clock_of, explain_dates, find_dates, is_day, part_of
from borderfacts.vocabulary import PartOfDay, TimexType

WEDNESDAY = date(2025, 2, 5)
RELATIVE = (
    "He was held on Monday.",
    "He was held last Friday.",
    "He will be tried on Thursday.",
    "He was seen yesterday and freed today.",
    "He was caught last week.",
    "He was seen over the weekend.",
    "He came ten days ago, and left three weeks ago.",
    "He was shot on Wednesday of last week.",
    "It was early Tuesday when he fell; two days later he died.",
    "He will be back next week.",
)


def as_marked(mention: DateMention, expected: Expected | None) -> Expected:
    value = mention.value if expected is None or expected.value is not None else None
    return Expected(mention.span.text, mention.start, mention.end, value)


@pytest.mark.parametrize("case", cases(), ids=lambda case: f"{case.phenomenon}: {case.text[:50]}")
def test_case_gives_what_is_marked(case: Case) -> None:
    found = find_dates(case.text, reference=case.reference)
    pairs = [*case.expected, *[None] * len(found)]
    assert [as_marked(mention, pair) for mention, pair in zip(found, pairs, strict=False)] == list(case.expected)


def test_corpus_is_large_and_a_third_of_it_gives_nothing() -> None:
    every = cases()
    assert len(every) >= 600
    assert sum(not case.expected for case in every) >= len(every) // 3


@given(reference=st.dates(date(1980, 1, 1), date(2060, 12, 1)), text=st.sampled_from(RELATIVE))
def test_a_week_later_every_relative_date_is_a_week_later(reference: date, text: str) -> None:
    now = find_dates(text, reference=reference)
    later = find_dates(text, reference=reference + timedelta(days=7))
    moved = [(shifted(mention.start), shifted(mention.end), mention.span) for mention in now]
    assert [(mention.start, mention.end, mention.span) for mention in later] == moved


def shifted(iso: str | None) -> str | None:
    return iso and (date.fromisoformat(iso) + timedelta(days=7)).isoformat()


@given(reference=st.dates(date(1980, 1, 1), date(2060, 12, 1)))
def test_a_weekday_in_the_past_is_never_ahead_nor_a_week_behind(reference: date) -> None:
    (mention,) = find_dates("He was arrested on Saturday.", reference=reference)
    day = date.fromisoformat(mention.start or "")
    assert (day.isoweekday(), 0 <= (reference - day).days < 7) == (6, True)


@given(day=st.dates(date(1900, 1, 1), date(2099, 12, 31)))
@pytest.mark.parametrize("form", ["%d %B %Y", "%B %d, %Y", "%Y-%m-%d", "%A, %d %B %Y", "%b %d %Y"])
def test_a_full_date_is_read_as_written_in_any_form(form: str, day: date) -> None:
    (mention,) = find_dates(f"It was {day.strftime(form)}.", reference=WEDNESDAY)
    assert (mention.start, mention.end, mention.value) == (day.isoformat(),) * 3


@given(text=st.text(max_size=200))
def test_any_text_is_read_and_every_span_is_its_own(text: str) -> None:
    found = find_dates(text, reference=WEDNESDAY)
    assert [text[mention.span.start : mention.span.end] for mention in found] == [
        mention.span.text for mention in found
    ]


WORDS = st.sampled_from(
    [
        *("the", "a", "of", "on", "in", "at", "to", "and", "half", "between", "from", ",", ".", "-", "every", "first"),
        *(
            "May",
            "March",
            "Feb.",
            "Monday",
            "3",
            "12",
            "31",
            "th",
            "2015",
            "2024",
            "1990s",
            "'98",
            "Christmas",
            "fiscal",
        ),
        *(
            "last",
            "next",
            "week",
            "year",
            "days",
            "quarter",
            "ago",
            "later",
            "early",
            "p.m.",
            "noon",
            "4:30",
            "morning",
        ),
    ]
)


@given(
    text=st.lists(WORDS, max_size=25).map(" ".join), reference=st.none() | st.dates(date(1, 1, 1), date(9999, 12, 31))
)
def test_words_of_dates_in_any_order_give_ordered_spans(text: str, reference: date | None) -> None:
    found = find_dates(text, reference=reference)
    assert all(a.span.end <= b.span.start for a, b in pairwise(found))
    assert all((mention.start is None) == (mention.end is None) for mention in found)


@pytest.mark.parametrize(
    "text",
    ["1" * 50_000, "the " * 20_000, "May " * 20_000, "Jan. 3, 4, " * 5_000, "." * 50_000, "a year and a half " * 4_000],
)
def test_long_hostile_text_is_read(text: str) -> None:
    assert all(mention.span.text in text for mention in find_dates(text, reference=WEDNESDAY))


@pytest.mark.parametrize(
    ("text", "cue", "anchor"),
    [
        ("The bridge will open on Friday.", "will", "2025-02-05"),
        ("He came last month.", "reference date", "2025-02-05"),
        ("He left on 3 May 2019 and came back two days later.", "stated before", "2019-05-03"),
        ("On 3 May 2019 he left. On 9 May he was found.", "narrative", "2019-05-03"),
    ],
)
def test_cue_and_anchor_of_the_last_date_are_named(text: str, cue: str, anchor: str) -> None:
    last = explain_dates(text, reference=WEDNESDAY)[-1]
    assert (last.cue, last.anchor) == (cue, anchor)


@pytest.mark.parametrize(
    ("value", "clock", "part"),
    [
        ("2025-02-03T04:50", "04:50", None),
        ("T14:45", "14:45", None),
        ("2025-02-03TMO", None, PartOfDay.MORNING),
        ("2025-02-03TAF", None, PartOfDay.AFTERNOON),
        ("2025-02-03TEV", None, PartOfDay.EVENING),
        ("2025-02-03TNI", None, PartOfDay.NIGHT),
        ("2025-02-03T24:00", None, PartOfDay.NIGHT),
        ("2025-02-03", None, None),
        ("PT3H", None, None),
    ],
)
def test_a_value_states_clock_and_part_of_day(value: str, clock: str | None, part: PartOfDay | None) -> None:
    assert (clock_of(value), part_of(value)) == (clock, part)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("He left on Monday.", True),
        ("He left last week.", False),
        ("He left in March.", False),
        ("It took a day.", False),
    ],
)
def test_only_a_single_day_is_a_day(text: str, expected: bool) -> None:
    (mention,) = find_dates(text, reference=WEDNESDAY)
    assert is_day(mention) is expected


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("He left on Monday.", TimexType.DATE),
        ("He left at 4:30 p.m. Monday.", TimexType.TIME),
        ("It took a day.", TimexType.DURATION),
        ("They meet every Monday.", TimexType.SET),
    ],
)
def test_the_type_is_that_of_timex3(text: str, kind: TimexType) -> None:
    (mention,) = find_dates(text, reference=WEDNESDAY)
    assert mention.type is kind
