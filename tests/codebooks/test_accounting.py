import json
from collections import Counter
from pathlib import Path

import pytest

import borderfacts
from borderfacts.codebooks import acled, iom, plover

pytestmark = pytest.mark.thorough

STORIES = sorted(Path(__file__).parents[1].joinpath("stories", "open").glob("*.json"))
MODULES = {
    "iom": (borderfacts.to_iom, iom),
    "acled": (borderfacts.to_acled, acled),
    "plover": (borderfacts.to_plover, plover),
}


@pytest.fixture(scope="module")
def extractions(nlp):
    """All open stories, extracted."""
    stories = [json.loads(path.read_text(encoding="utf-8")) for path in STORIES]
    records = [{"id": each["id"], "text": each["text"], "reference_date": each["published"]} for each in stories]
    return list(borderfacts.extract_many(records))


def ids_of(sheet):
    name = sheet.columns[0]
    return [str(row[name]).rsplit("-", 1)[0] if name == "id" else row[name] for row in sheet.rows]


@pytest.mark.parametrize("name", MODULES)
def test_every_event_has_a_row_or_a_reason_and_never_both(name, extractions):
    make, module = MODULES[name]
    for extraction in extractions:
        sheet = make(extraction)
        events = {event.id for event in extraction.events}
        rows, left_out = Counter(ids_of(sheet)), Counter(each.event_id for each in sheet.left_out)
        assert rows.keys() & left_out.keys() == set()
        assert events <= rows.keys() | left_out.keys()
        assert {id for id, number in left_out.items() if number > 1} == set()
        assert name == "plover" or {id for id, number in rows.items() if number > 1} == set()
        assert [row for row in sheet.rows if tuple(row) != module.COLUMNS] == []


@pytest.mark.parametrize("name", MODULES)
def test_what_else_is_said_belongs_to_a_record(name, extractions):
    make, _ = MODULES[name]
    for extraction in extractions:
        sheet = make(extraction)
        assert {note.event_id for note in sheet.notes} <= set(ids_of(sheet))
        assert {each.document_id for each in (*sheet.left_out, *sheet.notes)} <= {extraction.id}
        assert [each for each in sheet.left_out if not each.reason.endswith(".")] == []


@pytest.mark.parametrize("name", MODULES)
def test_some_stories_give_rows_and_some_do_not(name, extractions):
    make, _ = MODULES[name]
    sheet = make(extractions)
    assert len(sheet.rows) > 1
    assert len({each.rule for each in sheet.left_out}) > 2


def test_numbers_of_a_row_add_up(extractions):
    for row in borderfacts.to_iom(extractions).rows:
        numbers = [row[name] for name in ("Number of Dead", "Minimum Estimated Number of Missing")]
        assert row["Total Number of Dead and Missing"] == sum(number for number in numbers if number is not None)
