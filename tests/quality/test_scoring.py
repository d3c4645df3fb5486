from collections import Counter

import pytest
from training.scoring import Scores, agency, in_common, known_slots, measure, pair

EVENT = {
    "type": "crossing",
    "status": "attempted",
    "actions": ["cross"],
    "when": {"start": "2025-02-03", "end": "2025-02-03", "time": None, "part": "morning"},
    "places": [{"name": "Emerson", "country": "CA"}],
    "route": {"from": "US", "to": None},
    "people": [{"role": "migrant", "count": [9, 9], "ages": [33], "fates": ["detained"]}],
    "agencies": ["RCMP"],
    "seizures": [],
    "quantities": [{"value": -17, "unit": "degF"}],
}  # fmt: skip
EMPTY = {"events": [], "quantities": [], "dates": [], "statistics": []}


def test_slots_of_an_event():
    assert set(known_slots(EVENT)) == {
        ("type", "crossing"), ("status", "attempted"), ("action", "cross"), ("when", "2025-02-03", "2025-02-03"),
        ("clock", "morning"), ("place", "emerson"), ("route", "from", "US"), ("people", "migrant", (9, 9)),
        ("fate", "migrant", "detained", (9, 9)), ("age", 33), ("agency", "rcmp"),
        ("quantity of event", *measure(-17, "degF")),
    }  # fmt: skip


@pytest.mark.parametrize(
    ("one", "other"), [((1, "mile"), (1.609, "km")), ((2.2046, "pound"), (1, "kg")), ((32, "degF"), (0, "degC"))]
)
def test_the_same_amount_in_two_units_is_equal(one, other):
    assert measure(*one) == measure(*other)


def test_amounts_of_two_currencies_differ():
    assert measure(5, "USD") != measure(5, "CAD")


def test_an_agency_is_known_by_any_of_its_names():
    assert agency("the Royal Canadian Mounted Police") == agency("RCMP")


def test_a_longer_name_of_a_place_meets_a_shorter_one_once():
    found = Counter([("place", "eagle pass port of entry"), ("place", "texas")])
    known = Counter([("place", "eagle pass"), ("place", "pass")])
    assert in_common(found, known).total() == 1


def test_events_are_paired_for_the_most_slots_in_common():
    found = [Counter("ab"), Counter("abc")]
    known = [Counter("abcd"), Counter("ab")]
    assert sorted(pair(found, known)) == [(0, 1), (1, 0)]


def test_events_with_nothing_in_common_are_not_paired():
    assert pair([Counter("a")], [Counter("b")]) == []


def test_an_event_in_a_story_without_incident_is_no_longer_empty():
    scores = Scores()
    event = {**EVENT, "actions": [{"type": "cross"}], "agencies": [{"short": "RCMP"}]}
    scores.add({**EMPTY, "events": [event]}, EMPTY)
    assert (scores.empty.hits, scores.empty.known, scores.incidents.extracted) == (0, 1, 1)


def test_equal_records_score_one():
    scores = Scores()
    event = {**EVENT, "actions": [{"type": "cross"}], "agencies": [{"short": "RCMP"}]}
    scores.add({**EMPTY, "events": [event]}, {**EMPTY, "events": [EVENT]})
    assert (scores.incidents.f1, scores.slots.f1) == (1.0, 1.0)
