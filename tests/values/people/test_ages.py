import pytest

from borderfacts.values.people.ages import find_ages


@pytest.mark.parametrize(
    ("text", "ages"),
    [
        ("The two men, 22 and 40 years old, were charged.", (22, 40)),
        ("Three women, 22, 31 and 40 years old, were charged.", (22, 31, 40)),
        ("Two brothers aged 31 and 40 were charged.", (31, 40)),
        ("A woman, 34, was charged.", (34,)),
        ("A 16-year-old boy was found.", (16,)),
    ],
)
def test_ages_are_found_whole(text, ages):
    assert [each.ages for each in find_ages(text)] == [ages]


def test_numbers_of_people_are_no_ages():
    assert find_ages("They found 52 passengers, 31 from Mali.") == []
