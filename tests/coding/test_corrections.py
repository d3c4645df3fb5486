import pytest

from borderfacts.coding import apply_corrections
from borderfacts.errors import InputError
from borderfacts.records import Extraction
from borderfacts.records.flat_row import COLUMNS, flat_row

from .conftest import event


def flat(extractions):
    return [flat_row(event, document_id=each.id) for each in extractions for event in each.events]


def test_without_judgements_the_rows_are_as_extracted(extractions, coded):
    assert apply_corrections(extractions, coded({})) == flat(extractions)


def test_corrections_take_the_place_of_what_was_extracted(extractions, coded):
    said = {("e1", "type"): ("smuggling", "wrong"), ("e1", "detained"): ("", "wrong"), ("e2", "dead"): ("2", "")}
    first, second = flat(extractions)
    assert apply_corrections(extractions, coded(said)) == [
        {**first, "type": "smuggling", "detained": None},
        {**second, "dead": 2},
    ]


def test_what_is_right_or_unclear_stays(extractions, coded):
    said = {("e1", "type"): ("", "right"), ("e1", "people_min"): ("", "unclear")}
    assert apply_corrections(extractions, coded(said)) == flat(extractions)


@pytest.mark.parametrize("said", [("no", ""), ("", "wrong"), ("no", "wrong")])
def test_a_record_that_is_no_incident_gives_no_row(extractions, coded, said):
    assert apply_corrections(extractions, coded({("e1", "incident"): said})) == flat(extractions)[1:]


def test_an_added_incident_gives_a_row(extractions, coded):
    added = [
        {"event_id": "new-1", "field": "type", "correction": "death", "quote": "Two drowned."},
        {"event_id": "new-1", "field": "dead", "correction": "2", "quote": "Two drowned."},
    ]
    row = apply_corrections(extractions, coded({}, added))[-1]
    values = {"id": "new-1", "document_id": "doc", "type": "death", "dead": 2, "evidence": "Two drowned."}
    assert row == {**dict.fromkeys(COLUMNS), **values}


def test_a_corrected_place_takes_its_coordinates_away(extractions, coded):
    row = apply_corrections(extractions, coded({("e1", "place"): ("Gretna", "wrong")}))[0]
    assert (row["place"], row["lat"], row["lon"], row["country"]) == ("Gretna", None, None, "CA")
    said = {("e1", "place"): ("Gretna", "wrong"), ("e1", "lat"): ("49.01", "wrong"), ("e1", "lon"): ("", "right")}
    row = apply_corrections(extractions, coded(said))[0]
    assert (row["place"], row["lat"], row["lon"]) == ("Gretna", 49.01, -97.2)


def test_an_unknown_event_is_named_with_its_row(extractions, coded):
    others = [Extraction(id="doc", events=(event("e1"),)), Extraction(id="empty")]
    with pytest.raises(InputError, match=r"the stream, row \d+: 'doc' has no event 'e2'"):
        apply_corrections(others, coded({}))
    with pytest.raises(InputError, match="row 2: no extraction has the id 'doc'"):
        apply_corrections([], coded({}))
