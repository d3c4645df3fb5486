import errno
import json
import os
import random
import resource
import signal
import subprocess
import sys
import time
from contextlib import contextmanager
from pathlib import Path

import pytest
from tests.processes import children
from typer.testing import CliRunner

from borderfacts import cli, extracting, outputs, workers

pytestmark = pytest.mark.thorough

COUNT = 220  # some batches
STORIES = [
    {"text": f"Officers arrested {number} migrants on Monday.", "id": f"story-{number}"} for number in range(2, COUNT)
]


@pytest.fixture(scope="module")
def stories(tmp_path_factory):
    path = tmp_path_factory.mktemp("stories") / "stories.jsonl"
    lines = [json.dumps(story) for story in STORIES]
    lines.insert(100, '{"text": 5}')
    lines.insert(120, "{")
    path.write_text("\n".join(lines))
    return path


def extract(*arguments):
    return CliRunner().invoke(cli.app, ["extract", *map(str, arguments)])


@pytest.fixture(scope="module")
def unbroken(stories, tmp_path_factory):
    """What each format has after an unbroken run, and what that run said."""
    folder = tmp_path_factory.mktemp("unbroken")
    found = {}
    for name in outputs.formats():
        path = folder / f"found{outputs.output_format(name).SUFFIX}"
        done = extract(stories, "--output", path, "--format", name)
        assert done.exit_code == 1  # two lines are no stories
        assert list(folder.iterdir()) == [path]
        found[name] = path.read_bytes()
        path.unlink()
    return found, done.stderr


def started(*arguments):
    command = [sys.executable, "-m", "borderfacts", "extract", *map(str, arguments)]
    return subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE)


def wait_for_lines(process, path, count):
    while process.poll() is None and (not path.exists() or path.read_bytes().count(b"\n") < count):
        time.sleep(0.005)


@pytest.fixture(scope="module")
def journal(stories, tmp_path_factory):
    """The journal of a run that was killed late."""
    output = tmp_path_factory.mktemp("killed") / "found.csv"
    path = Path(f"{output}.partial")
    process = started(stories, "--output", output)
    wait_for_lines(process, path, 140)
    process.kill()
    process.communicate()
    assert not output.exists()
    return path.read_bytes()


@pytest.mark.parametrize("jobs", [1, 2])
def test_a_run_that_is_killed_again_and_again_ends_like_an_unbroken_one(stories, unbroken, tmp_path, jobs):
    output = tmp_path / "found.json"
    path = Path(f"{output}.partial")
    arguments = [stories, "--output", output, "--jobs", jobs, "--resume"]
    at = sorted(random.Random(jobs).sample(range(COUNT - 30), 2))
    for count in at:
        process = started(*arguments)
        wait_for_lines(process, path, count)
        process.kill()
        process.communicate()
    assert path.read_bytes().count(b"\n") >= at[-1]
    process = started(*arguments)
    _, errors = process.communicate()
    assert process.returncode == 1
    assert output.read_bytes() == unbroken[0]["json"]
    assert errors.decode() == unbroken[1]
    assert list(tmp_path.iterdir()) == [output]


@pytest.mark.parametrize("name", outputs.formats())
@pytest.mark.parametrize("seed", range(3))
def test_a_journal_cut_anywhere_is_taken_up(stories, unbroken, journal, tmp_path, name, seed):
    output = tmp_path / "found.out"
    cut = random.Random(f"{name}{seed}").randrange(len(journal) + 1)
    Path(f"{output}.partial").write_bytes(journal[:cut])
    done = extract(stories, "--output", output, "--format", name, "--resume")
    assert (done.exit_code, done.stderr) == (1, unbroken[1])
    assert output.read_bytes() == unbroken[0][name]
    assert list(tmp_path.iterdir()) == [output]


def test_a_torn_line_and_what_follows_it_is_read_again(stories, unbroken, journal, tmp_path):
    output = tmp_path / "found.json"
    lines = journal.splitlines(keepends=True)
    lines[50] = b"\0" * 100 + b"\n"
    Path(f"{output}.partial").write_bytes(b"".join(lines))
    assert extract(stories, "--output", output, "--resume").exit_code == 1
    assert output.read_bytes() == unbroken[0]["json"]


def test_with_nothing_to_go_on_with_it_is_a_run_like_any(stories, unbroken, tmp_path):
    output = tmp_path / "found.json"
    assert extract(stories, "--output", output, "--resume").exit_code == 1
    assert output.read_bytes() == unbroken[0]["json"]


def test_without_resume_a_run_starts_anew_and_says_so(stories, unbroken, journal, tmp_path):
    output = tmp_path / "found.json"
    left = Path(f"{output}.partial")
    left.write_bytes(journal)
    done = extract(stories, "--output", output, "--reference-date", "2025-02-05")
    assert f"{left}, left by an interrupted run, is overwritten" in done.stderr
    assert json.loads(output.read_bytes())[0]["reference_date"] == "2025-02-05"


@pytest.mark.parametrize(
    ("changed", "message"),
    [
        (["--reference-date", "2025-02-05"], "reference_date was None, now '2025-02-05'"),
        (["--text"], "text was False, now True"),
        (["more.jsonl"], "more.jsonl']"),
    ],
)
def test_what_is_asked_otherwise_is_named(stories, journal, tmp_path, changed, message):
    output = tmp_path / "found.csv"
    left = Path(f"{output}.partial")
    left.write_bytes(journal)
    done = extract(stories, "--output", output, "--resume", *changed)
    assert done.exit_code == 2
    said = " ".join(done.stderr.split())
    assert message in said
    assert "to start anew, leave out --resume" in said
    assert (left.read_bytes(), output.exists()) == (journal, False)


@pytest.mark.parametrize(
    ("change", "message"),
    [
        (lambda lines: [*lines[:7], lines[7].replace("on", "last"), *lines[8:]], "story 8 was {path}, line 8"),
        (lambda lines: [*lines[:7], *lines[8:]], "story 8 was {path}, line 8"),
        (lambda lines: lines[:20], "story 21 was {path}, line 21; there is none now"),
        (lambda lines: [*lines[:100], '{"text": 6.5}', *lines[101:]], "story 101 was {path}, line 101"),
    ],
)
def test_stories_that_changed_are_named(stories, journal, tmp_path, change, message):
    before = stories.read_text()
    output = tmp_path / "found.csv"
    Path(f"{output}.partial").write_bytes(journal)
    try:
        stories.write_text("\n".join(change(before.split("\n"))))
        done = extract(stories, "--output", output, "--resume")
    finally:
        stories.write_text(before)
    assert (done.exit_code, output.exists()) == (2, False)
    assert message.format(path=stories) in done.stderr.replace("\n", "")
    assert Path(f"{output}.partial").read_bytes() == journal


def test_resume_needs_a_file_to_go_on_with(stories):
    done = extract(stories, "--resume")
    assert (done.exit_code, done.stdout) == (2, "")
    assert "--output" in done.stderr


READERS = {
    "csv": lambda content: len(content.splitlines()) - 1,
    "json": lambda content: len(json.loads(content)),
    "jsonl": lambda content: len([json.loads(line) for line in content.splitlines()]),
}


@pytest.mark.parametrize(
    ("name", "number", "status"),
    [("csv", signal.SIGINT, 130), ("json", signal.SIGINT, 130), ("jsonl", signal.SIGTERM, 143)],
)
def test_an_interrupted_run_leaves_a_valid_output_and_can_go_on(stories, unbroken, tmp_path, name, number, status):
    output = tmp_path / "found"
    arguments = [stories, "--output", output, "--format", name]
    process = started(*arguments)
    wait_for_lines(process, Path(f"{output}.partial"), 70)
    process.send_signal(number)
    _, errors = process.communicate()
    assert process.returncode == status
    assert "--resume goes on from there" in errors.decode().splitlines()[-1]
    assert 60 < READERS[name](output.read_bytes()) < COUNT
    assert extract(*arguments, "--resume").exit_code == 1
    assert output.read_bytes() == unbroken[0][name]


def test_an_interrupted_run_in_several_processes_leaves_none_and_can_go_on(stories, unbroken, tmp_path):
    output = tmp_path / "found.json"
    arguments = [stories, "--output", output, "--jobs", 2]
    process = started(*arguments)
    wait_for_lines(process, Path(f"{output}.partial"), 10)
    below = children(process.pid)
    process.send_signal(signal.SIGINT)
    _, errors = process.communicate()
    assert (process.returncode, len(below)) == (130, 2)
    assert [each for each in below if Path(f"/proc/{each}").exists()] == []
    assert "Traceback" not in errors.decode()
    assert "--resume goes on from there" in errors.decode().splitlines()[-1]
    assert 10 < len(json.loads(output.read_bytes())) < COUNT
    assert extract(*arguments, "--resume").exit_code == 1
    assert output.read_bytes() == unbroken[0]["json"]


@pytest.mark.parametrize("name", READERS)
def test_an_interrupted_run_to_standard_output_leaves_valid_output(stories, name):
    process = started(stories, "--format", name)
    first = os.read(process.stdout.fileno(), 100)
    process.send_signal(signal.SIGINT)
    rest, errors = process.communicate()
    assert process.returncode == 130
    assert "interrupted after" in errors.decode().splitlines()[-1]
    assert READERS[name](first + rest) < COUNT


def test_a_second_run_on_an_output_learns_who_has_it(stories, tmp_path):
    output = tmp_path / "found.json"
    process = started(stories, "--output", output)
    wait_for_lines(process, Path(f"{output}.partial"), 10)
    process.send_signal(signal.SIGSTOP)
    try:
        for options in ([], ["--resume"]):
            done = extract(stories, "--output", output, *options)
            [line] = done.stderr.splitlines()
            assert (done.exit_code, f"process id {process.pid}, begun at 20" in line) == (2, True)
    finally:
        process.kill()
        process.communicate()


@contextmanager
def room_for(size):
    """Let no file grow above a size, as on a disk that is full."""
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


@pytest.mark.filterwarnings("error")
def test_a_full_disk_ends_a_run_that_can_go_on(stories, unbroken, tmp_path):
    output = tmp_path / "found.json"
    with room_for(30_000):
        done = extract(stories, "--output", output)
    message = f"borderfacts: {output}.partial: File too large; what was read so far is kept, and the same command with "
    [_, line] = done.stderr.splitlines()
    assert (done.exit_code, line.startswith(message), output.exists()) == (2, True, False)
    assert extract(stories, "--output", output, "--resume").exit_code == 1
    assert output.read_bytes() == unbroken[0]["json"]
    assert list(tmp_path.iterdir()) == [output]


@pytest.fixture(scope="module")
def whole_journal(stories, tmp_path_factory):
    """The journal of a run that had read all and could not put its output in place."""
    output = tmp_path_factory.mktemp("whole") / "found.csv"

    def refuse(path, target):
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Path, "replace", refuse)
        assert extract(stories, "--output", output).exit_code == 2
    [left] = output.parent.iterdir()
    return left.read_bytes()


@pytest.mark.filterwarnings("error")
@pytest.mark.parametrize("name", outputs.formats())
def test_a_disk_that_is_full_at_the_end_loses_nothing(stories, unbroken, whole_journal, tmp_path, name):
    output = tmp_path / "found.out"
    left = Path(f"{output}.partial")
    left.write_bytes(whole_journal)
    arguments = [stories, "--output", output, "--format", name, "--resume"]
    with room_for(len(unbroken[0][name]) // 2):
        done = extract(*arguments)
    message = f"borderfacts: {output}: File too large; what was read so far is kept, and the same command with --resume"
    assert done.stderr.splitlines()[-1].startswith(message)
    assert (done.exit_code, list(tmp_path.iterdir())) == (2, [left])
    assert extract(*arguments).exit_code == 1
    assert output.read_bytes() == unbroken[0][name]


def test_stories_that_were_lost_with_their_process_are_tried_again(stories, unbroken, tmp_path, monkeypatch):
    output = tmp_path / "found.json"
    arguments = [stories, "--output", output, "--jobs", 2, "--resume"]
    killers = {"story-7", "story-90", "story-219"}

    def ask(worker, batch):
        return None if any(story.id in killers for story in batch) else extracting.read_batch(batch, "default")

    monkeypatch.setattr(workers, "WORTH_STORIES", 1)
    monkeypatch.setattr(workers._Worker, "_ask", ask)
    done = extract(*arguments)
    assert (done.exit_code, len(json.loads(output.read_bytes()))) == (1, len(STORIES) - 3)
    assert done.stderr.count("the process that read this text ended") == 3
    assert "3 stories were lost" in done.stderr.splitlines()[-1]
    killers -= {"story-7", "story-219"}
    assert "1 stories were lost" in extract(*arguments).stderr.splitlines()[-1]
    killers.clear()
    done = extract(*arguments)
    assert (done.exit_code, done.stderr) == (1, unbroken[1])
    assert output.read_bytes() == unbroken[0]["json"]
    assert list(tmp_path.iterdir()) == [output]
