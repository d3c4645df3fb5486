"""A run with the gate: what it passes over is named and counted, and all else is as without it."""

import itertools
import json
import logging

import pytest
from typer.testing import CliRunner

import borderfacts
from borderfacts import cli, gate
from borderfacts.cli.running import Run
from borderfacts.errors import ArgumentTypeError
from borderfacts.reading.model import default_reader

STORY = "Border Patrol agents arrested nine migrants who had crossed the border near El Paso, Texas, on Monday."
OTHER = "Voters in Ohio like the candidate, polls say, but the party doubts that his campaign can win the primary."
RULING = (
    "A federal judge in Columbus blocked the law on abortion on Monday. The senator said that voters of his party "
    f"welcome the ruling. {OTHER} In 2023 the state counted 1,200 deaths on its roads."
)
NOTE, OTHER_MATTER = "passed over", "other matter"


def codes(extraction):
    return [note.code for note in extraction.notes]


def test_what_is_let_through_gives_what_it_gives_without_the_gate():
    texts = [OTHER, STORY, OTHER, OTHER, f"{STORY} {OTHER}"]
    without = [*borderfacts.extract_many(texts)]
    found = [*borderfacts.extract_many(texts, gate=True, batch_size=2)]
    assert [found[1], found[4]] == [without[1], without[4]]
    assert [extraction.id for extraction in found] == [extraction.id for extraction in without]
    assert [NOTE in codes(extraction) for extraction in found] == [True, False, True, True, False]


def test_incidents_of_other_matters_are_left_out_also_where_the_text_is_read():
    found = borderfacts.extract(RULING, reference_date="2025-02-05")
    assert (found.events, found.explain().values) == ((), ())
    assert [statistic.measure for statistic in found.statistics] == ["deaths"]
    assert len(found.dates) == 2
    assert codes(found) == [OTHER_MATTER]
    assert codes(borderfacts.extract(STORY, reference_date="2025-02-05")) == []


def test_a_long_text_that_just_passes_is_read_where_it_speaks_of_borders():
    count = "In 2023 the state counted 1,200 deaths on its roads. "
    briefs = [f"{count}{60 * OTHER} {times * STORY}" for times in (1, 3)]
    found = [borderfacts.extract(brief, reference_date="2025-02-05") for brief in briefs]
    assert [codes(each) for each in found] == [[], []]
    assert [event.evidence[0].start >= 60 * len(OTHER) for each in found for event in each.events] == [True, True]
    assert [len(each.statistics) for each in found] == [0, 1]
    assert found[0].dates[0].start == "2023"


def test_a_pipeline_of_spacy_leaves_them_out_too():
    nlp = borderfacts.load()
    assert not nlp(RULING)._.borderfacts_events
    assert nlp(STORY)._.borderfacts_events


def test_a_reader_of_ones_own_says_itself_what_is_an_incident():
    class Own:
        def read(self, text, values):
            return default_reader().read(text, values)

    assert default_reader().gated
    assert borderfacts.extract(RULING, reader=Own()).events
    assert codes(borderfacts.extract(RULING, reader=Own(), reference_date="2025-02-05")) == []


def test_a_text_that_is_passed_over_keeps_what_was_given_with_it():
    record = {"text": OTHER, "id": "a", "title": "Rates", "url": "https://example.org/", "reference_date": "2025-02-05"}
    [(extraction, context)] = borderfacts.extract_many([(record, 7)], gate=True, keep_text=True)
    assert (extraction.id, extraction.title, extraction.url, extraction.reference_date, extraction.text, context) == (
        "a", "Rates", "https://example.org/", "2025-02-05", OTHER, 7,
    )  # fmt: skip
    assert (extraction.error, extraction.dates, extraction.explain().values) == (None, (), ())


def test_an_empty_text_and_a_record_without_one_are_reported_as_without_the_gate():
    records = ["", {"id": "b"}, OTHER]
    found = [*borderfacts.extract_many(records, gate=True)]
    assert found[:2] == [*borderfacts.extract_many(records[:2])]
    assert codes(found[2]) == [NOTE]


def test_no_text_waits_for_one_that_is_read():
    found = borderfacts.extract_many(itertools.repeat(OTHER), gate=True, batch_size=1)
    assert codes(next(found)) == [NOTE]


def test_several_processes_give_the_same_in_order():
    records = [{"text": STORY if number % 3 == 0 else OTHER, "id": str(number)} for number in range(7)]
    assert [*borderfacts.extract_many(records, gate=True, n_process=2, batch_size=1)] == [
        *borderfacts.extract_many(records, gate=True)
    ]


@pytest.mark.parametrize("value", [1, "yes", None])
def test_a_gate_that_is_neither_true_nor_false(value):
    with pytest.raises(ArgumentTypeError, match=r"^gate: got .* takes True or False$"):
        borderfacts.extract_many([], gate=value)


def test_what_is_passed_over_is_logged_below_a_warning(caplog):
    with caplog.at_level(logging.INFO, logger="borderfacts"):
        [*borderfacts.extract_many([{"text": OTHER, "id": "a"}], gate=True)]
    assert [(record.levelname, record.getMessage().split(" the text")[0]) for record in caplog.records] == [
        ("INFO", "a: the gate passed over")
    ]


@pytest.fixture
def archive(tmp_path):
    path = tmp_path / "archive.jsonl"
    stories = [{"text": OTHER, "id": "a"}, {"text": STORY, "id": "b"}, {"text": OTHER, "id": "c"}]
    path.write_text("\n".join(map(json.dumps, stories)))
    return path


def run(*arguments):
    return CliRunner().invoke(cli.app, ["extract", *map(str, arguments)])


def test_the_command_counts_what_it_passed_over_and_lists_it(archive):
    done = run(archive, "--gate", "--reference-date", "2025-02-05")
    assert done.stderr == (
        "borderfacts: the gate passed over 2 of 3 stories; JSON and JSON Lines name them, in notes\n"
    )
    found = [json.loads(line) for line in done.stdout.splitlines()]
    assert [(each["id"], [note["code"] for note in each["notes"]]) for each in found] == [
        ("a", [NOTE]), ("b", []), ("c", [NOTE]),
    ]  # fmt: skip


def test_a_quiet_command_says_nothing_of_it(archive):
    assert run(archive, "--gate", "--quiet").stderr == ""


def test_a_flat_row_is_of_a_story_that_was_read(archive, tmp_path):
    run(archive, "--gate", "--output", tmp_path / "found.csv")
    run(archive, "--output", tmp_path / "all.csv")
    rows = [line for line in (tmp_path / "all.csv").read_text().splitlines()[1:] if ",b," in line]
    assert (tmp_path / "found.csv").read_text().splitlines()[1:] == rows != []


def test_a_run_without_the_gate_does_not_go_on_from_one_with_it():
    assert Run(["-"], None, 1).settings()["gate"] is None
    assert Run(["-"], None, 1, gate=True).settings()["gate"] == gate.card().name
