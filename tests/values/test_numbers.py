"""Numbers in words and digits, their hedges, bounds and ranges, and the counts they stand for."""

from __future__ import annotations

import pytest

from borderfacts.values.numbers import Number, NumberKind, find_numbers, to_count
from borderfacts.vocabulary import Bound


def only(text: str) -> Number:
    numbers = find_numbers(text)
    assert len(numbers) == 1
    return numbers[0]


@pytest.mark.parametrize(
    ("text", "low", "high"),
    [
        ("nine people", 9, 9),
        ("twenty-four migrants", 24, 24),
        ("Twenty-four Haitians", 24, 24),
        ("one hundred and fifty-three men", 153, 153),
        ("a hundred and one men", 101, 101),
        ("twenty-five hundred men", 2500, 2500),
        ("two thousand three hundred men", 2300, 2300),
        ("12,500 people", 12500, 12500),
        ("1,50,000 people", 150000, 150000),
        ("12 500 people", 12500, 12500),
        ("1.2 million people", 1200000, 1200000),
        ("three million people", 3000000, 3000000),
        ("a million and a half people", 1500000, 1500000),
        ("half a million people", 500000, 500000),
        ("a quarter of a million people", 250000, 250000),
        ("13.6M users", 13600000, 13600000),
        ("200K users", 200000, 200000),
        ("a dozen men", 12, 12),
        ("two dozen men", 24, 24),
        ("half a dozen men", 6, 6),
        ("half-a-dozen men", 6, 6),
        ("a couple of women", 2, 2),
        ("a couple of hundred women", 200, 200),
        ("10 to 15 men", 10, 15),
        ("10-15 men", 10, 15),
        ("10–15 men", 10, 15),
        ("between 10 and 15 men", 10, 15),
        ("six to eight men", 6, 8),
        ("five or six men", 5, 6),
        ("2,000 to 3,000 men", 2000, 3000),
        ("two or three hundred men", 200, 300),
        ("two to three million people", 2000000, 3000000),
    ],
)
def test_exact_counts(text: str, low: int, high: int) -> None:
    count = to_count(text, only(text))
    assert (count.min, count.max, count.approximate) == (low, high, False)


@pytest.mark.parametrize(
    ("text", "low", "high"),
    [
        ("more than 20 men", 21, None),
        ("over 20 men", 21, None),
        ("the total topped 20", 21, None),
        ("upwards of 20 men", 21, None),
        ("at least 20 men", 20, None),
        ("at least two dozen men", 24, None),
        ("no fewer than 12 men", 12, None),
        ("20 or more men", 20, None),
        ("100-plus men", 100, None),
        ("up to 50 men", None, 50),
        ("as many as 200 men", None, 200),
        ("no more than five men", None, 5),
        ("fewer than 20 men", None, 19),
        ("under 20 men", None, 19),
        ("20 or fewer men", None, 20),
    ],
)
def test_bounded_counts(text: str, low: int | None, high: int | None) -> None:
    count = to_count(text, only(text))
    assert (count.min, count.max) == (low, high)


@pytest.mark.parametrize(
    ("text", "low", "high"),
    [
        ("about 30 men", 30, 30),
        ("some 30 men", 30, 30),
        ("around 30 men", 30, 30),
        ("nearly two dozen men", 24, 24),
        ("almost 40 men", 40, 40),
        ("close to 160 men", 160, 160),
        ("a dozen or so men", 12, 12),
        ("30-odd men", 30, 30),
        ("just under 50 men", 50, 50),
        ("several men", 3, None),
        ("several hundred men", 300, None),
        ("a few hundred men", 300, None),
        ("dozens of men", 24, None),
        ("scores of men", 40, None),
        ("hundreds of men", 200, None),
        ("thousands of men", 2000, None),
        ("tens of thousands of men", 20000, None),
        ("hundreds of thousands of men", 200000, None),
    ],
)
def test_approximate_counts(text: str, low: int, high: int | None) -> None:
    count = to_count(text, only(text))
    assert (count.min, count.max, count.approximate) == (low, high, True)


@pytest.mark.parametrize(
    ("text", "low", "high"),
    [
        ("999 trillion men", 999 * 10**12, 999 * 10**12),
        ("99999999999999999999 men", 10**15, None),
        ("up to 99999999999999999999 men", None, None),
        ("between 3 and 99 million trillion men", 10**15, None),
    ],
)
def test_a_count_beyond_all_counting_is_open(text: str, low: int | None, high: int | None) -> None:
    count = to_count(text, only(text))
    assert (count.min, count.max) == (low, high)


@pytest.mark.parametrize(
    "text",
    [
        "a Ford F-350",
        "an AR-15 rifle",
        "the A20",
        "Highway 75",
        "at 5:55 AM",
        "call 1-800-555-1234",
        "the 9/11 attacks",
        "COVID-19",
        "the 1990s",
        "he won 7-6 7-5",
        "$119,000 in cash",
        "5% of them",
        "five percent of them",
        "Room 101",
        "version 2.3.1",
        "12/25/2024",
        "half the town",
        "a third of the boats",
        "a man",
        "",
    ],
)
def test_what_is_no_count(text: str) -> None:
    assert find_numbers(text) == []


@pytest.mark.parametrize("text", ["one of them left", "this one is new", "no one came", "one, a boy, died"])
def test_one_may_be_a_pronoun(text: str) -> None:
    assert only(text).pronoun


@pytest.mark.parametrize("text", ["one man left", "one Haitian woman left"])
def test_one_before_a_noun_is_a_number(text: str) -> None:
    assert not only(text).pronoun


@pytest.mark.parametrize(("text", "value"), [("the third man", 3), ("the 21st man", 21)])
def test_ordinals_are_marked(text: str, value: int) -> None:
    number = only(text)
    assert number.is_ordinal
    assert number.low == value


@pytest.mark.parametrize(
    ("text", "whole", "core"),
    [
        ("It found at least 20 men.", "at least 20", "20"),
        ("It found nearly two dozen men.", "nearly two dozen", "two dozen"),
        ("It found 20 or more men.", "20 or more", "20"),
        ("It found between 5 and 7 men.", "between 5 and 7", "5 and 7"),
        ("It found between about 5 and 7 men.", "about 5 and 7", "5 and 7"),
    ],
)
def test_spans(text: str, whole: str, core: str) -> None:
    number = only(text)
    assert text[number.start : number.end] == whole
    assert text[number.core_start : number.core_end] == core


def test_kinds_and_bounds() -> None:
    digits, words, vague = find_numbers("up to 20 men, nine women and several children")
    assert (digits.kind, digits.bound) == (NumberKind.DIGITS, Bound.AT_MOST)
    assert (words.kind, words.bound) == (NumberKind.WORDS, Bound.EXACT)
    assert (vague.kind, vague.bound) == (NumberKind.VAGUE, Bound.AT_LEAST)


def test_numbers_do_not_join_across_paragraphs() -> None:
    text = "They found twenty\n\nfive of them left"
    assert [number.low for number in find_numbers(text)] == [20, 5]
