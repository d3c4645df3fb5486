import pytest

from borderfacts.coding import agreement
from borderfacts.errors import ArgumentTypeError, ArgumentValueError


def scores(sheets, field):
    [found] = [each for each in agreement(sheets) if each.field == field]
    return found


def test_only_judged_fields_are_scored(coded):
    assert agreement(coded({})) == ()
    said = {("e1", "type"): ("", "right"), ("e2", "status"): ("", "unclear")}
    assert [each.field for each in agreement(coded(said))] == ["type"]


def test_accuracy_is_the_share_of_right_values(coded):
    found = scores(coded({("e1", "type"): ("", "right"), ("e2", "type"): ("death", "")}), "type")
    assert (found.judged, found.accuracy, found.precision, found.recall) == (2, 0.5, 0.5, 0.5)


def test_rightly_empty_values_count_for_accuracy_only(coded):
    found = scores(coded({("e1", "dead"): ("", "right"), ("e2", "dead"): ("2", "")}), "dead")
    assert (found.judged, found.accuracy, found.precision, found.recall) == (2, 0.5, None, 0.0)


def test_several_values_in_a_cell_count_each(coded):
    found = scores(coded({("e1", "actions"): ("cross; die; search; flee", "")}), "actions")
    assert (found.accuracy, found.precision, found.recall) == (0.0, 0.5, 0.25)


def test_the_order_of_values_does_not_matter_for_alpha(coded):
    one = coded({("e1", "actions"): ("die; flee", ""), ("e2", "actions"): ("", "right")})
    other = coded({("e1", "actions"): ("flee; die", ""), ("e2", "actions"): ("", "right")})
    assert scores([one, other], "actions").alpha_coders == 1.0


def test_incidents_that_coders_add_are_missed_ones(coded):
    added = [{"event_id": "new-1", "field": "type", "correction": "death"}]
    said = {("e1", "incident"): ("", "right"), ("e2", "incident"): ("", "wrong")}
    found = scores(coded(said, added), "incident")
    assert (found.judged, found.precision, found.recall) == (2, 0.5, 0.5)


def test_fields_of_what_is_no_incident_are_left_out(coded):
    said = {("e1", "incident"): ("", "wrong"), ("e1", "type"): ("death", ""), ("e2", "type"): ("", "right")}
    found = scores(coded(said), "type")
    assert (found.judged, found.accuracy) == (1, 1.0)


def test_alpha_by_hand(coded):
    # Borderfacts, one and other say crossing, crossing, death of e1, all of them rescue of e2. Of the 6 values, 2 of
    # the pairs within a unit differ (4 ordered pairs by the raters less one); by chance (36 - 4 - 1 - 9) / 5 would.
    one = coded({("e1", "type"): ("", "right"), ("e2", "type"): ("", "right")})
    other = coded({("e1", "type"): ("death", ""), ("e2", "type"): ("", "right")})
    found = scores([one, other], "type")
    assert found.judged == 4
    assert found.alpha == pytest.approx(1 - 2 / (22 / 5))
    # The coders alone have 4 values, of which 2 differ in pairs; by chance (16 - 1 - 1 - 4) / 3.
    assert found.alpha_coders == pytest.approx(1 - 2 / (10 / 3))


def test_without_two_values_there_is_no_alpha(coded):
    found = scores(coded({("e1", "status"): ("", "right"), ("e2", "status"): ("", "right")}), "status")
    assert (found.accuracy, found.alpha, found.alpha_coders) == (1.0, None, None)


def test_what_is_no_sheet_is_refused():
    with pytest.raises(ArgumentTypeError, match="sheets: got str, takes coding sheets"):
        agreement(["coded.csv"])
    with pytest.raises(ArgumentValueError, match="at least one coding sheet"):
        agreement([])
