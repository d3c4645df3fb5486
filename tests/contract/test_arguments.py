import datetime

import pytest

import borderfacts
from borderfacts.errors import ArgumentTypeError, ArgumentValueError


@pytest.mark.parametrize("text", [None, 5, b"Nine men crossed.", ["Nine men crossed."]])
def test_a_text_that_is_no_string(text):
    with pytest.raises(TypeError, match=r"^text: got .* takes a string$"):
        borderfacts.extract(text)


@pytest.mark.parametrize("argument", ["id", "title", "url"])
def test_a_passed_through_value_that_is_no_string(argument):
    with pytest.raises(ArgumentTypeError, match=f"^{argument}: got int"):
        borderfacts.extract("Nine men crossed.", **{argument: 5})


@pytest.mark.parametrize("day", [20250205, 3.5, ("2025", "02")])
def test_a_reference_date_of_the_wrong_type(day):
    with pytest.raises(ArgumentTypeError, match=r"^reference_date: got .*ISO 8601"):
        borderfacts.extract_events("Nine men crossed.", reference_date=day)


@pytest.mark.parametrize("day", ["", "yesterday", "2025-02-30", "02/05/2025", "2025"])
def test_a_reference_date_that_is_no_date(day):
    with pytest.raises(ArgumentValueError, match=r"^reference_date: .*ISO 8601"):
        borderfacts.extract("Nine men crossed.", reference_date=day)


@pytest.mark.parametrize(
    "day",
    [
        "2025-02-05",
        "2025-02-05T23:30:00-06:00",
        datetime.date(2025, 2, 5),
        datetime.datetime(2025, 2, 5, 23, 30),
        datetime.datetime(2025, 2, 5, 23, 30, tzinfo=datetime.UTC),
    ],
)
def test_every_form_of_a_reference_date(day):
    assert borderfacts.extract("", reference_date=day).reference_date == "2025-02-05"


def test_a_lone_surrogate_is_a_clear_error():
    with pytest.raises(ArgumentValueError, match="lone surrogate stands at character 9"):
        borderfacts.extract("Nine men \ud83d crossed.")


@pytest.mark.parametrize("records", ["one text", b"bytes", {"text": "a mapping"}, 5, None])
def test_records_that_are_no_iterable_of_records(records):
    with pytest.raises(ArgumentTypeError, match=r"^records: got"):
        borderfacts.extract_many(records)


@pytest.mark.parametrize("argument", ["n_process", "batch_size"])
@pytest.mark.parametrize(("value", "error"), [(0, ValueError), (-1, ValueError), ("2", TypeError), (True, TypeError)])
def test_numbers_of_extract_many(argument, value, error):
    with pytest.raises(error, match=f"^{argument}: .*at least 1"):
        borderfacts.extract_many([], **{argument: value})


@pytest.mark.parametrize("value", [1, "yes", None])
def test_keep_text_is_true_or_false(value):
    with pytest.raises(ArgumentTypeError, match=r"^keep_text: got .*True or False"):
        borderfacts.extract("", keep_text=value)
    with pytest.raises(ArgumentTypeError, match=r"^keep_text: got .*True or False"):
        borderfacts.extract_many([], keep_text=value)


def test_the_explained_dates_are_those_of_the_extraction():
    text = "He was caught on Tuesday. The hearing will be on Friday; two days later he leaves. It began in 2021."
    explained = borderfacts.explain_dates(text, reference_date="2025-02-05")
    assert tuple(each.mention for each in explained) == borderfacts.extract(text, reference_date="2025-02-05").dates
    assert [(each.cue, each.anchor) for each in explained] == [
        ("caught", "2025-02-05"),
        ("will", "2025-02-05"),
        ("stated before", "2025-02-07"),
        ("", ""),
    ]


def test_explain_dates_checks_its_arguments():
    with pytest.raises(ArgumentTypeError, match=r"^text: got int"):
        borderfacts.explain_dates(5)
    with pytest.raises(ArgumentValueError, match=r"^reference_date: 'soon'"):
        borderfacts.explain_dates("", reference_date="soon")


@pytest.mark.parametrize("value", [-0.1, 1.1])
def test_a_threshold_that_is_no_chance(value):
    with pytest.raises(ArgumentValueError, match=r"^threshold: .* is not a number from 0 to 1"):
        borderfacts.extract("Nine men crossed.", threshold=value)


@pytest.mark.parametrize("value", ["0.5", None, True])
def test_a_threshold_of_the_wrong_type(value):
    with pytest.raises(ArgumentTypeError, match=r"^threshold: got .* takes a number from 0 to 1"):
        borderfacts.extract_many([], threshold=value)
