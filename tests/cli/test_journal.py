import errno
import os

import pytest
import typer

from borderfacts.cli import journal as journals
from borderfacts.cli.journal import Entry, Journal, path_beside
from borderfacts.errors import OutputError
from borderfacts.records import Extraction

SETTINGS = {"files": ["stories.jsonl"]}


@pytest.fixture
def output(tmp_path):
    return tmp_path / "found.csv"


def read(number, again=None):
    return Entry(f"line {number}", f"print {number}", None, Extraction(id=f"story {number}"), again=again)


def lost(number, again=None):
    return Entry(f"line {number}", f"print {number}", f"line {number}: lost", None, is_lost=True, again=again)


def write(output, entries, *, resume=True):
    with Journal(output, SETTINGS, resume=resume) as journal:
        for entry in entries:
            journal.add(entry)
        return [given.extraction.id for given in journal.given()], journal.lost


def test_a_lost_story_takes_its_place_once_it_is_read(output):
    assert write(output, [read(0), lost(1), lost(2), read(3)]) == (["story 0", "story 3"], {1, 2})
    assert write(output, [lost(1, again=1), read(2, again=2), read(4)]) == (
        ["story 0", "story 2", "story 3", "story 4"],
        {1},
    )
    assert write(output, [read(1, again=1)]) == ([f"story {number}" for number in range(5)], set())
    with Journal(output, SETTINGS, resume=True) as journal:
        entries = [(entry["place"], entry["failure"]) for entry in journal.entries()]
        assert (journal.done, entries) == (5, [(f"line {number}", None) for number in range(5)])


def test_a_lost_story_that_cannot_be_read_is_lost_no_more(output):
    write(output, [lost(0), read(1)])
    assert write(output, [Entry("line 0", "print 0", "line 0: broken", None, again=0)]) == (["story 1"], set())
    with Journal(output, SETTINGS, resume=True) as journal:
        assert [entry["failure"] for entry in journal.entries()] == ["line 0: broken", None]


def test_a_link_in_its_place_is_not_followed(output, tmp_path):
    other = tmp_path / "other"
    write(output, [read(0)])
    path_beside(output).rename(other)
    path_beside(output).symlink_to(other)
    before = other.read_bytes()
    with pytest.raises(typer.BadParameter, match="symbolic link"):
        write(output, [read(1)])
    assert write(output, [read(1)], resume=False) == (["story 1"], set())
    assert (other.read_bytes(), path_beside(output).is_symlink()) == (before, False)


class NearlyFull:
    """A file on a disk with room for so many more bytes."""

    def __init__(self, file, room):
        self.file = file
        self.room = room

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.close()

    def __getattr__(self, name):
        return getattr(self.file, name)

    def write(self, content):
        if not self.room:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
        written = self.file.write(content[: self.room])
        self.room -= written
        return written


@pytest.mark.parametrize(("room", "kept"), [(0, 0), (10, 0), (130, 1), (10_000, 8)])
def test_a_full_disk_leaves_what_was_written_before(output, monkeypatch, room, kept):
    opened = journals._file
    file = None

    def nearly_full(path, *, resume):
        nonlocal file
        file = NearlyFull(opened(path, resume=resume), room)
        return file

    failed = [Entry(f"line {number}", "print", "broken", None) for number in range(8)]
    with monkeypatch.context() as patch:
        patch.setattr(journals, "_file", nearly_full)
        if kept < len(failed):
            with pytest.raises(OutputError, match=r"found\.csv\.partial: No space left .*with --resume goes on"):
                write(output, failed)
        else:
            write(output, failed)
    assert file.closed
    with Journal(output, SETTINGS, resume=True) as journal:
        assert journal.done == kept
