import os
import subprocess
import sys

import pytest
import typer

from borderfacts.cli import placing
from borderfacts.errors import OutputError

HOLD = """
import sys, pathlib
from borderfacts.cli import placing
with placing.alone(pathlib.Path(sys.argv[1])):
    print("held", flush=True)
    sys.stdin.read()
"""


@pytest.fixture
def output(tmp_path):
    return tmp_path / "found.csv"


def write(output, content=b"new"):
    with placing.opened(output) as stream:
        stream.write(content)


def test_a_killed_run_holds_nothing_and_what_it_left_is_cleared_away(output, tmp_path):
    command = [sys.executable, "-c", HOLD, output]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout.readline() == "held\n"
        with pytest.raises(OutputError, match=rf"found.csv: the run with process id {process.pid}, begun at \d{{4}}-"):
            write(output)
        process.kill()
    [lock] = tmp_path.iterdir()
    (tmp_path / ".found.csv.new").write_text("half of what was fou")
    write(output)
    assert list(tmp_path.iterdir()) == [output]
    assert not lock.exists()


def test_one_at_a_time_whatever_the_name(output, tmp_path):
    output.write_bytes(b"old")
    link = tmp_path / "link.csv"
    link.symlink_to(output)
    with placing.alone(output), pytest.raises(OutputError, match=f"process id {os.getpid()}"):
        write(link)
    with placing.alone(output), placing.alone(tmp_path / "other.csv"):
        pass
    write(link)
    assert (output.read_bytes(), link.is_symlink()) == (b"new", True)


def test_a_lock_that_its_holder_deletes_while_another_takes_it_is_taken_anew(output, monkeypatch):
    lock = placing._lock
    deleted = []

    def lock_late(file):
        if not deleted:
            deleted.append(output.with_name(".found.csv.lock"))
            deleted[0].unlink()
        lock(file)

    monkeypatch.setattr(placing, "_lock", lock_late)
    with placing.alone(output):
        assert deleted[0].exists()
        with pytest.raises(OutputError):
            write(output)


@pytest.mark.parametrize("ending", ["new", "lock"])
def test_nothing_is_written_through_a_link(output, tmp_path, ending):
    other = tmp_path / "other"
    other.write_text("of someone else")
    output.with_name(f".found.csv.{ending}").symlink_to(other)
    if ending == "lock":
        with pytest.raises(typer.BadParameter, match="symbolic link"):
            write(output)
    else:
        write(output)
        assert output.read_bytes() == b"new"
    assert other.read_text() == "of someone else"


def test_a_new_file_is_as_private_as_the_old_one_while_it_is_written(output):
    output.write_bytes(b"old")
    output.chmod(0o600)
    with placing.opened(output):
        assert output.with_name(".found.csv.new").stat().st_mode & 0o777 == 0o600
    assert output.stat().st_mode & 0o777 == 0o600


ON_STORIES = ("extract", "extract -f csv", "report", "explain", "codebook iom")


@pytest.mark.thorough
@pytest.mark.skipif(not os.path.exists("/dev/full"), reason="needs a device that is always full")
@pytest.mark.parametrize("command", [*ON_STORIES, "schema", "--version", "--help", "extract --help"])
def test_a_full_disk_under_standard_output_is_one_line(tmp_path, command):
    arguments = command.split()
    if command in ON_STORIES:
        story = tmp_path / "story.txt"
        story.write_text("Nine migrants were stopped near Emerson, Manitoba, on Monday.")
        arguments += [story, "--reference-date", "2025-02-05"]
    with open("/dev/full", "wb") as full:
        ended = subprocess.run(
            [sys.executable, "-m", "borderfacts", *arguments], stdout=full, stderr=subprocess.PIPE, text=True
        )
    assert (ended.returncode, ended.stderr) == (2, "borderfacts: standard output: No space left on device\n")
