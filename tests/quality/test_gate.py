import json

import pytest
from training.scoring import Scores

import gate


@pytest.fixture(scope="module")
def reached():
    return {name: gate.figures(gate.score(gate.STORIES / name)) for name in gate.SETS}


@pytest.mark.thorough
def test_no_figure_is_below_the_baseline(reached):
    baseline = json.loads(gate.BASELINE.read_text(encoding="utf-8"))
    assert sorted(baseline) == sorted(gate.SETS)
    assert gate.fallen(reached, baseline) == []


def test_a_lower_figure_is_named():
    assert gate.fallen({"open": {"slot_f1": 0.5}}, {"open": {"slot_f1": 0.6}}) == ["open slot_f1: 0.5 is below 0.6"]


def test_a_missing_set_is_named():
    assert len(gate.fallen({}, {"open": {"slot_f1": 0.6}})) == 1


def test_raising_keeps_the_better_of_two_figures():
    assert gate.raised({"open": {"a": 0.5, "b": 0.9}}, {"open": {"a": 0.6, "b": 0.7}}) == {"open": {"a": 0.6, "b": 0.9}}


def test_figures_are_rounded_down():
    scores = Scores()
    scores.slots.add(2, 3, 3)
    assert gate.figures(scores)["slot_f1"] == 0.666
