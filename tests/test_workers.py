import os
import signal
import time
from itertools import count

import pytest
from tests.mortal_reader import MortalReader
from tests.processes import children

import borderfacts
from borderfacts import workers

pytestmark = pytest.mark.thorough

STORIES = [{"text": f"Officers arrested {number} migrants on Monday.", "id": f"s{number}"} for number in range(2, 42)]


@pytest.fixture
def reader(tmp_path):
    return MortalReader(tmp_path)


@pytest.fixture
def started(monkeypatch):
    """The processes that were started."""
    found = []
    popen = workers.subprocess.Popen

    def start(*arguments, **options):
        found.append(popen(*arguments, **options))
        return found[-1]

    monkeypatch.setattr(workers.subprocess, "Popen", start)
    return found


def numbered(number, word="calm"):
    return {
        "text": f"{number} men walked on the road to the sea, and it was a {word} day for all of them.",
        "id": str(number),
    }


def read(records, reader, **options):
    return [*borderfacts.extract_many(records, reader=reader, n_process=2, **options)]


def test_a_run_of_few_stories_starts_no_process(started):
    few = [*STORIES, *["calm"] * (workers.WORTH_STORIES - len(STORIES) - 1)]
    assert [*borderfacts.extract_many(few, n_process=2)] == [*borderfacts.extract_many(few)]
    assert started == []


@pytest.mark.parametrize(
    "enough", [["calm"] * workers.WORTH_STORIES, ["x" * (workers.WORTH_CHARACTERS // 4)] * 4], ids=["many", "long"]
)
def test_from_enough_on_processes_are_started(started, enough):
    assert len([*borderfacts.extract_many(enough, n_process=2)]) == len(enough)
    assert len(started) == 2


@pytest.fixture
def asked(monkeypatch):
    """The stories that a process was given at once, time by time; none is read."""
    found = []

    def ask(worker, batch):
        found.append([story.id for story in batch])
        return [borderfacts.Extraction(id=story.id) for story in batch]

    monkeypatch.setattr(workers._Worker, "_ask", ask)
    return found


def test_a_process_is_given_a_part_of_a_batch_so_that_none_waits_long_for_the_last(asked, monkeypatch):
    monkeypatch.setattr(workers, "WORTH_STORIES", 1)
    stories = [numbered(number) for number in range(100)]
    stories[50]["text"] *= workers.PIECE_CHARACTERS // 50
    found = [each.id for each in borderfacts.extract_many(stories, n_process=2, batch_size=64)]
    assert found == sorted((id for piece in asked for id in piece), key=int) == [story["id"] for story in stories]
    assert max(map(len, asked)) == workers.PIECE_STORIES
    assert ["48", "49", "50"] in asked  # the long one ends what is given at once


def test_a_reader_of_the_users_own_is_given_whole_batches(asked, reader):
    read([numbered(number) for number in range(100)], reader, batch_size=64)
    assert sorted(map(len, asked)) == [36, 64]


def test_a_stream_that_is_slow_to_come_is_read_as_it_comes(started, monkeypatch):
    monkeypatch.setattr(workers, "PATIENCE", 0.0)
    taken = count()
    found = borderfacts.extract_many((str(next(taken)) for _ in range(400)), n_process=2, batch_size=10)
    next(found)
    assert (next(taken), started) == (10, [])
    assert len([*found]) == 399
    assert len(started) == 2


def test_records_that_cannot_be_read_are_not_held_back_for_ever():
    taken = count()
    found = borderfacts.extract_many((next(taken) for _ in count()), n_process=2, batch_size=1)
    next(found)
    assert next(taken) <= workers.WORTH_STORIES + 2 * workers.AHEAD
    found.close()


def test_the_stream_is_never_read_far_ahead(reader):
    taken = 0

    def stories():
        nonlocal taken
        for number in range(60):
            taken += 1
            yield numbered(number, "slow" if number == 20 else "calm")

    for number, _ in enumerate(borderfacts.extract_many(stories(), reader=reader, n_process=2, batch_size=2), 1):
        assert taken - number < 2 * workers.AHEAD * 2


def test_what_comes_late_keeps_its_place(reader):
    records = [numbered(number, "slow" if number % 4 == 0 else "calm") for number in range(12)]
    assert [each.id for each in read(records, reader, batch_size=1)] == [str(number) for number in range(12)]


def test_each_process_is_given_the_reader_once(reader):
    read([numbered(number, "slow" if number < 2 else "calm") for number in range(20)], reader, batch_size=1)
    assert len(reader.processes()) == len(set(reader.processes())) == 2


def test_a_story_that_was_lost_with_its_process_is_read_by_another(reader):
    records = [numbered(number, "fatal once" if number == 5 else "calm") for number in range(12)]
    assert read(records, reader, batch_size=4) == [*borderfacts.extract_many(records, reader=reader)]
    assert len(set(reader.processes())) == 3


def test_a_story_that_ends_each_process_gives_an_error_and_stops_no_other(reader):
    records = [numbered(number, "fatal" if number in (0, 6) else "calm") for number in range(12)]
    found = read(records, reader, batch_size=4)
    assert [(each.id, each.error) for each in found if each.error] == [("0", workers.LOST), ("6", workers.LOST)]
    expected = [*borderfacts.extract_many(records, reader=reader)]
    assert [each for each in found if not each.error] == [each for each in expected if each.id not in ("0", "6")]


@pytest.mark.parametrize("deaths", [1, workers.TRIES])
def test_a_story_is_tried_more_than_once_by_itself(deaths, monkeypatch):
    left = deaths

    def ask(worker, batch):
        nonlocal left
        left -= 1
        return None if left >= 0 else [borderfacts.Extraction(id=story.id) for story in batch]

    monkeypatch.setattr(workers._Worker, "_ask", ask)
    [found] = workers._Worker(b"").read([borderfacts.records.Story(text="calm", id="a")])
    assert found.error is None


def test_processes_that_the_system_kills_are_replaced(monkeypatch):
    monkeypatch.setattr(workers, "WORTH_STORIES", 1)
    before = children(os.getpid())
    run = borderfacts.extract_many(STORIES, n_process=2, batch_size=2)
    found = [next(run)]
    killed = children(os.getpid()) - before
    for process in killed:
        os.kill(process, signal.SIGKILL)
    found += [next(run) for _ in range(12)]
    assert (len(killed), len(children(os.getpid()) - before - killed)) == (2, 2)
    assert [*found, *run] == [*borderfacts.extract_many(STORIES)]
    assert children(os.getpid()) == before


def test_no_process_is_started_once_a_run_has_ended(started):
    worker = workers._Worker(workers.packed("default"))
    worker.end()
    assert worker.read([borderfacts.records.Story(text="calm")])[0].error == workers.LOST
    assert started == []


def test_a_run_that_is_left_ends_its_processes_at_once(reader):
    before = children(os.getpid())
    stories = (numbered(number, "calm" if number < 20 else "slow") for number in count())
    run = borderfacts.extract_many(stories, reader=reader, n_process=2, batch_size=20)
    next(run)
    since = time.monotonic()
    run.close()
    assert time.monotonic() - since < 10  # and not the twenty seconds that a batch takes
    assert children(os.getpid()) == before
