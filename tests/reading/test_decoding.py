"""Small decisions over the scores of the model."""

from itertools import islice

import numpy as np
import pytest

from borderfacts.reading.choices import are_apart, likely, names, route_of, stretches
from borderfacts.reading.labels import APART, FATES
from borderfacts.reading.limits import Limits


def tags(*rows):
    return np.array(rows, dtype=np.float32)


OUT, BEGIN_A, INSIDE_A, BEGIN_B = (0.9, 0.1, 0, 0, 0), (0.1, 0.9, 0, 0, 0), (0.1, 0, 0, 0.9, 0), (0.1, 0, 0.9, 0, 0)


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        ([OUT, BEGIN_A, INSIDE_A, OUT], [(1, 2, "a")]),
        ([BEGIN_A, BEGIN_A], [(0, 0, "a"), (1, 1, "a")]),
        ([BEGIN_A, BEGIN_B], [(0, 0, "a"), (1, 1, "b")]),
        ([INSIDE_A, OUT, BEGIN_B], [(0, 0, "a"), (2, 2, "b")]),
        ([OUT, OUT], []),
    ],
)
def test_tags_give_stretches(rows, expected):
    found = stretches(tags(*rows), ["a", "b"], "part", 0.5)
    assert [(each.node.first, each.node.last, each.label) for each in found] == expected


def test_a_word_in_doubt_belongs_to_the_stretch_that_goes_on_behind_it():
    two, women = (0.1, 0.5, 0.4, 0, 0), (0.05, 0, 0.05, 0, 0.9)
    found = stretches(tags(BEGIN_A, two, women), ["a", "b"], "part", 0.5)
    assert [(each.node.first, each.node.last, each.label) for each in found] == [(0, 0, "a"), (1, 2, "b")]


def test_the_score_of_a_stretch_is_that_its_words_are_something():
    [found] = stretches(tags((0.2, 0.8, 0, 0, 0), (0.4, 0, 0, 0.6, 0)), ["a", "b"], "part", 0.5)
    assert found.score == pytest.approx(0.7)


def test_a_higher_limit_finds_less():
    rows = tags((0.45, 0.55, 0, 0, 0))
    assert [len(stretches(rows, ["a", "b"], "part", limit)) for limit in (0.5, 0.6)] == [1, 0]


def test_a_phrase_keeps_a_less_likely_end_beside_a_sure_word():
    sure, doubted = (0.1, 0.9, 0), (0.6, 0.0, 0.4)
    spans = [
        [(each.node.first, each.node.last) for each in stretches(tags(*rows), [""], "people", 0.7, 0.3)]
        for rows in ([sure, doubted, (0.9, 0.1, 0)], [doubted, doubted])
    ]
    assert spans == [[(0, 1)], []]


@pytest.mark.parametrize(
    ("chances", "expected"),
    [
        ({"missing": 0.7, "rescued": 0.9}, ["rescued"]),
        ({"missing": 0.9, "dead": 0.7, "rescued": 0.8}, ["missing"]),
        ({"dead": 0.9, "rescued": 0.8, "hospitalized": 0.7, "detained": 0.65}, ["dead", "detained"]),
        ({"escaped": 0.8, "detained": 0.7, "charged": 0.9}, ["charged", "escaped"]),
        ({"rescued": 0.9, "detained": 0.8, "injured": 0.6}, ["rescued", "detained"]),
    ],
)
def test_of_fates_that_cannot_be_together_the_likelier_stands(chances, expected):
    assert list(likely(FATES, [chances.get(fate, 0.1) for fate in FATES], [0.6] * len(FATES), APART)) == expected


def test_who_is_dead_is_nobody_who_was_rescued():
    mentions = [{"dead": 0.9}, {"rescued": 0.8}, {"dead": 0.7, "rescued": 0.8}, {"hospitalized": 0.7}, {"rescued": 0.5}]
    chances = np.array([[each.get(fate, 0.1) for fate in FATES] for each in mentions])
    found = are_apart(FATES, chances, 0.6, APART)
    assert [(one, other) for one, other in np.argwhere(found).tolist() if one < other] == [(0, 1), (0, 3), (2, 3)]
    assert (found == found.T).all()


def test_incidents_are_named_by_letters_that_figures_and_facts_do_not_use():
    found = list(islice(names(), 5_000))  # a book of round-ups
    assert found[:3] == ["A", "B", "C"]
    assert len(set(found)) == 5_000
    assert not any(name[0] in "FS" for name in found)


def test_chances_are_read_off_between_the_scores_that_were_measured():
    limits = Limits(calibration={"place": ([0.2, 0.6], [0.1, 0.9])})
    assert [limits.chance("place", score) for score in (0.0, 0.4, 1.0)] == [0.1, 0.5, 0.9]
    assert limits.chance("agency", 0.3) == 0.3


@pytest.mark.parametrize(
    ("chances", "limit", "ends"),
    [
        ([[0.9, 0.1], [0.1, 0.8]], 0.5, ("US", "CA")),
        ([[0.9, 0.8], [0.1, 0.6]], 0.5, ("US", "CA")),  # the same country is never both
        ([[0.9, 0.8], [0.1, 0.2]], 0.5, ("US", None)),
        ([[0.4, 0.1], [0.1, 0.3]], 0.5, (None, None)),
        ([[0.9, 0.1], [0.1, 0.8]], 0.95, (None, None)),
    ],
)
def test_a_movement_has_the_likeliest_two_ends(chances, limit, ends):
    assert route_of(["US", "CA"], np.array(chances), limit)[0] == ends
