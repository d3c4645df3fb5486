import itertools
import subprocess
import sys

import pytest

import borderfacts
from borderfacts import extracting, workers

STORY = "Nine people were stopped near Emerson, Man., on Monday, the RCMP said."


def test_a_string_gives_the_same_as_extract():
    assert list(borderfacts.extract_many([STORY])) == [borderfacts.extract(STORY)]


def test_a_mapping_gives_the_same_as_extract():
    record = {"text": STORY, "id": "a", "reference_date": "2025-02-05", "title": "Nine", "url": "https://example.org/"}
    assert list(borderfacts.extract_many([record])) == [
        borderfacts.extract(STORY, id="a", reference_date="2025-02-05", title="Nine", url="https://example.org/")
    ]


def test_a_pair_brings_its_context_back():
    assert list(borderfacts.extract_many([(STORY, 7), ({"text": "", "id": "b"}, "x")])) == [
        (borderfacts.extract(STORY), 7),
        (borderfacts.extract("", id="b"), "x"),
    ]


@pytest.mark.parametrize(
    ("record", "error", "id"),
    [
        (5, "record: got int", "record-2"),
        ((STORY, "a", "b"), "record: got tuple", "record-2"),
        ({"id": "k"}, "with 'text'", "k"),
        ({"text": 5, "id": "k"}, "text: got int", "k"),
        ({"text": STORY, "id": 5}, "id: got int", borderfacts.extract(STORY).id),
        ({"text": STORY, "author": "Doe"}, "'author' is not a known key", borderfacts.extract(STORY).id),
        ({"text": STORY, "id": "k", "reference_date": "soon"}, "reference_date: 'soon'", "k"),
        ("half a character \ud83d", "lone surrogate", "record-2"),
    ],
)
def test_a_bad_record_gives_its_error_and_the_run_goes_on(record, error, id):
    first, bad, last = borderfacts.extract_many([STORY, record, STORY])
    assert error in bad.error
    assert (bad.id, bad.events) == (id, ())
    assert first == last == borderfacts.extract(STORY)


def test_a_bad_pair_brings_its_context_back():
    [(extraction, context)] = borderfacts.extract_many([(5, "mine")])
    assert (extraction.error is not None, context) == (True, "mine")


def test_a_text_on_which_the_pipeline_fails_stops_no_other(monkeypatch):
    make_doc = extracting.make_doc

    def fail(nlp, story):
        if "Monday" not in story.text:
            raise RuntimeError("broken")
        return make_doc(nlp, story)

    monkeypatch.setattr(extracting, "make_doc", fail)
    first, bad, last = borderfacts.extract_many([STORY, "The men crossed on Friday.", STORY])
    assert (first.error, bad.error, last.error) == (None, "RuntimeError: broken", None)


def test_it_is_lazy():
    endless = ({"text": STORY, "id": str(number)} for number in itertools.count())
    found = borderfacts.extract_many(endless, batch_size=2)
    assert [next(found).id for _ in range(5)] == ["0", "1", "2", "3", "4"]


@pytest.mark.thorough
def test_several_processes_give_the_same_in_order(monkeypatch):
    monkeypatch.setattr(workers, "WORTH_STORIES", 1)
    records = [{"text": f"{STORY} It was stop {number}.", "id": str(number)} for number in range(7)]
    records[3]["text"] = 5
    records.append({"text": "", "id": "empty"})
    one = list(borderfacts.extract_many(records))
    assert [extraction.id for extraction in one] == [*"0123456", "empty"]
    assert list(borderfacts.extract_many(records, n_process=2, batch_size=2)) == one


@pytest.mark.thorough
def test_a_run_ended_early_ends_its_processes():
    code = f"""
import itertools, borderfacts
found = borderfacts.extract_many(itertools.repeat({STORY!r}), n_process=2, batch_size=1)
print(next(found).error)
found.close()
"""
    # A worker left behind would keep standard error open, and the call would not return.
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, timeout=100, check=True)
    assert (done.stdout, done.stderr) == ("None\n", "")


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("", "empty"),
        ("   \n\t ", "empty"),
        ("123 456", "not english"),
        ("🎉🎉", "not english"),
        ("Девять человек пересекли границу.", "not english"),
    ],
)
def test_nothing_to_read_gives_an_empty_extraction_that_says_why(text, code):
    extraction = borderfacts.extract(text, id="a")
    assert [note.code for note in extraction.notes] == [code]
    assert extraction.model_copy(update={"notes": ()}) == borderfacts.Extraction(id="a")


def test_the_text_is_carried_only_on_request():
    records = [STORY, "", {"text": 5}, (STORY, "context")]
    *three, (last, _) = borderfacts.extract_many(records, keep_text=True)
    assert [extraction.text for extraction in (*three, last)] == [STORY, "", None, STORY]
    assert borderfacts.extract(STORY, keep_text=True) == three[0]
    assert borderfacts.extract(STORY) == three[0].model_copy(update={"text": None})
