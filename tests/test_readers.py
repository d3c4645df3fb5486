from __future__ import annotations

import sys
import threading

import pytest
import spacy
from tests.marked_reader import MARKED, STORY, MarkedReader
from typer.testing import CliRunner

import borderfacts
from borderfacts.cli import app
from borderfacts.errors import ArgumentTypeError, ArgumentValueError, ReaderError
from borderfacts.extracting import values_of_text
from borderfacts.incidents import assemble
from borderfacts.incidents.story import ReadStory
from borderfacts.notation import parse, to_reading
from borderfacts.reading import Mention, Reading
from borderfacts.reading.model import default_reader

OTHER = "Two men were rescued off Dover."


class Own:
    """A reader without a name, which gives what it is asked for, or raises it."""

    def __init__(self, gives=None):
        self.gives = Reading() if gives is None else gives

    def read(self, text, values):
        if isinstance(self.gives, Exception) and text == STORY:
            raise self.gives
        return self.gives if text == STORY else Reading()


@pytest.fixture
def installed(tmp_path, monkeypatch):
    """A package with a reader, as pip would install it."""
    (tmp_path / "their_reader.py").write_text(
        "from borderfacts.reading import Reading\n"
        "class Theirs:\n"
        "    name = 'theirs-2.1'\n"
        "    def read(self, text, values):\n"
        "        return Reading()\n"
    )
    info = tmp_path / "their_reader-2.1.dist-info"
    info.mkdir()
    (info / "METADATA").write_text("Metadata-Version: 2.1\nName: their-reader\nVersion: 2.1\n")
    (info / "entry_points.txt").write_text("[borderfacts.readers]\ntheirs = their_reader:Theirs\n")
    monkeypatch.syspath_prepend(tmp_path)
    yield
    sys.modules.pop("their_reader", None)


def test_the_records_are_those_of_the_reading():
    story, _ = parse(MARKED)
    values = values_of_text(STORY)
    extraction = borderfacts.extract(STORY, reader=MarkedReader(MARKED))
    assert extraction.events == tuple(assemble(ReadStory(STORY, values, to_reading(story, values.sentences))))
    assert (extraction.dates, extraction.places) == (values.dates, values.places)
    assert [event.type for event in extraction.events] == ["crossing", "death"]
    assert extraction.explain().values != ()


def test_all_ways_to_give_a_reader_give_the_same():
    reader = MarkedReader(MARKED)
    [many] = borderfacts.extract_many([STORY], reader=reader)
    nlp = borderfacts.load(reader=reader)
    assert many == borderfacts.extract(STORY, reader=reader)
    assert list(many.events) == borderfacts.extract_events(STORY, reader=reader) == list(nlp(STORY)._.events)


def test_the_extraction_names_what_read_it():
    assert borderfacts.extract(STORY, reader=MarkedReader(MARKED)).model == "marked-1.0"
    assert borderfacts.extract(STORY, reader=Own()).model == f"{Own.__module__}.Own"
    assert borderfacts.extract(STORY, reader=Own(Reading(model="another-3"))).model == "another-3"
    assert (
        borderfacts.extract(STORY).model == borderfacts.extract(STORY, reader="default").model == default_reader().name
    )


@pytest.mark.parametrize("reader", [5, None, Own, "nonsense"])
def test_what_is_no_reader_is_refused_at_once(reader):
    error = ArgumentValueError if isinstance(reader, str) else ArgumentTypeError
    for call in (
        lambda: borderfacts.extract(STORY, reader=reader),
        lambda: borderfacts.extract_many([], reader=reader),
        lambda: borderfacts.load(reader=reader),
    ):
        with pytest.raises(error, match=r"^reader: .*(takes the name of a reader|one of default)"):
            call()


@pytest.mark.usefixtures("installed")
def test_a_reader_of_another_package_is_there_by_name(tmp_path):
    extraction = borderfacts.extract(STORY, reader="theirs")
    assert (extraction.model, extraction.events) == ("theirs-2.1", ())
    (tmp_path / "story.txt").write_text(STORY)
    done = CliRunner().invoke(app, ["extract", str(tmp_path / "story.txt"), "--reader", "theirs"])
    assert (done.exit_code, '"model": "theirs-2.1"' in done.stdout) == (0, True)


@pytest.mark.usefixtures("installed")
def test_a_saved_pipeline_names_its_reader(tmp_path):
    borderfacts.load(reader="theirs").to_disk(tmp_path / "saved")
    assert spacy.load(tmp_path / "saved")(STORY)._.events == ()


def test_a_saved_pipeline_does_not_forget_that_its_reader_was_an_object(tmp_path):
    borderfacts.load(reader=MarkedReader(MARKED)).to_disk(tmp_path / "saved")
    nlp = spacy.load(tmp_path / "saved")
    with pytest.raises(ReaderError, match="saved with a reader of its own"):
        nlp(STORY)
    nlp.get_pipe("borderfacts_reader").reader = MarkedReader(MARKED)
    assert len(nlp(STORY)._.events) == 2


def test_an_unknown_reader_of_the_command_line_is_wrong_usage(tmp_path):
    done = CliRunner().invoke(app, ["extract", str(tmp_path), "--reader", "nonsense"])
    assert done.exit_code == 2
    assert "--reader" in done.stderr
    assert "default" in done.stderr


@pytest.mark.parametrize(
    ("gives", "message"),
    [
        ("a string", "gave str, and not a Reading"),
        (Reading(mentions=(Mention(start=0, end=len(STORY) + 1),)), "mention 0 ends at"),
        (Reading(sentences=((),)), "sentences: 1 given of 2"),
        (KeyError("weights"), "KeyError: 'weights'"),
    ],
)
def test_a_reader_that_fails_at_one_story_stops_no_other(gives, message):
    bad, good = borderfacts.extract_many([STORY, OTHER], reader=Own(gives))
    assert message in bad.error
    assert (bad.events, good.error) == ((), None)


def test_stories_are_read_side_by_side_where_the_reader_says_so():
    class Two(Own):
        parallel = 2
        both = threading.Barrier(2, timeout=60)

        def read(self, text, values):
            self.both.wait()
            return Reading()

    assert [each.error for each in borderfacts.extract_many([STORY, OTHER], reader=Two())] == [None, None]


@pytest.mark.thorough
def test_several_processes_are_given_the_reader_by_pickle():
    reader = MarkedReader(MARKED)
    assert [*borderfacts.extract_many([STORY, OTHER], reader=reader, n_process=2, batch_size=1)] == [
        *borderfacts.extract_many([STORY, OTHER], reader=reader)
    ]
    with pytest.raises(ArgumentValueError, match=r"^reader: 'LearnedReader' is not a reader that pickle can send"):
        borderfacts.extract_many([STORY], reader=default_reader(), n_process=2)
