"""Read stories in several processes: batches out, extractions back in order, a bounded number on the way.

Processes are started where there is enough to read for them: each loads the model, which takes longer than a few
stories do.

The workers are fresh interpreters that talk through their standard streams. Unlike forked ones they are safe beside
threads, and unlike spawned ones they do not run the user's script again, so a script needs no ``__main__`` guard.
"""

from __future__ import annotations

import logging
import os
import pickle
import subprocess
import sys
from collections import deque
from collections.abc import Generator, Iterable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import suppress
from itertools import chain
from queue import SimpleQueue
from threading import Lock
from time import monotonic

from borderfacts import extracting
from borderfacts.errors import ArgumentValueError
from borderfacts.readers import DEFAULT
from borderfacts.reading.schema import Reader
from borderfacts.records import Extraction, Story

Batch = Sequence[Story]

# From so many stories, or so much text, on processes are started.
WORTH_STORIES = 200
WORTH_CHARACTERS = 2_000 * WORTH_STORIES

# How long, in seconds, stories are held back to learn whether there are so many. Those that come more slowly are read
# as they come.
PATIENCE = 1.0

# The batches on the way for each process: one that it reads, and one for when it is done before those in front of it.
AHEAD = 2

# What a process is given at once of a batch that the default reader reads: at most so many stories, and none after the
# one with which there is so much text. At the end of a run, a process waits no longer than another takes over that.
PIECE_STORIES = 8
PIECE_CHARACTERS = 2_000 * PIECE_STORIES

# How often a story that ended its process is tried by itself. It may be no fault of its own: where memory is short, the
# system ends whom it will.
TRIES = 2

# The error of a story whose process was ended; it says nothing about the story, which another try may read.
LOST = "the process that read this text ended"

_log = logging.getLogger(__name__)

_START = "import sys; sys.path[:] = sys.argv[1:]; from borderfacts.workers import serve; serve()"


def packed(reader: Reader | str) -> bytes:
    """Return a reader, or the name of one, as it goes to the processes.

    Raises:
        ArgumentValueError: it is one that no other process can be given.
    """
    try:
        return pickle.dumps(reader)
    except Exception as error:  # pickle raises whatever the object does
        takes = "a reader that pickle can send to other processes; with it n_process is 1"
        raise ArgumentValueError("reader", type(reader).__qualname__, takes) from error


def read_in_processes(
    batches: Iterable[Batch], n_process: int, reader: bytes
) -> Generator[list[Extraction], None, None]:
    """Yield the extractions of each batch, in order; the processes end when the iterator is used up or closed.

    The default reader reads a run of fewer than ``WORTH_STORIES`` stories, and the first ones of a stream that is slow
    to come, in this process. What a reader of the user's own takes for a story is not known, so it gets its processes
    at once.

    Args:
        batches: the stories; of a long run at most ``AHEAD`` batches a process are taken before they are read.
        n_process: the number of processes.
        reader: what ``packed`` gave.
    """
    coming = iter(batches)
    held: deque[Batch] = deque()
    if reader == packed(DEFAULT):
        yield from _read_while_few(coming, held)
    if held or reader != packed(DEFAULT):
        yield from _read_in_workers(chain(_drained(held), coming), n_process, reader)


def _read_while_few(coming: Iterator[Batch], held: deque[Batch]) -> Iterator[list[Extraction]]:
    """Read here as long as there are few stories; ends with some held as soon as there are enough for processes."""
    since = monotonic()
    stories = characters = 0
    for batch in coming:
        held.append(batch)
        stories += max(len(batch), 1)  # a batch of records that cannot be read takes room, too
        characters += sum(len(story.text) for story in batch)
        if stories >= WORTH_STORIES or characters >= WORTH_CHARACTERS:
            return
        if monotonic() - since > PATIENCE:
            yield from (extracting.read_batch(each, DEFAULT) for each in _drained(held))
    yield from (extracting.read_batch(each, DEFAULT) for each in _drained(held))


def _drained(held: deque[Batch]) -> Iterator[Batch]:
    while held:
        yield held.popleft()


def _read_in_workers(batches: Iterable[Batch], n_process: int, reader: bytes) -> Iterator[list[Extraction]]:
    cut = _pieces if reader == packed(DEFAULT) else _whole
    workers = [_Worker(reader) for _ in range(n_process)]
    free: SimpleQueue[_Worker] = SimpleQueue()
    for worker in workers:
        free.put(worker)

    def read(batch: Batch) -> list[Extraction]:
        worker = free.get()
        try:
            return worker.read(batch)
        finally:
            free.put(worker)

    pool = ThreadPoolExecutor(n_process)
    under_way: deque[list[Future[list[Extraction]]]] = deque()
    try:
        for batch in batches:
            under_way.append([pool.submit(read, piece) for piece in cut(batch)])
            if len(under_way) >= AHEAD * n_process:
                yield _joined(under_way.popleft())
        while under_way:
            yield _joined(under_way.popleft())
    finally:
        pool.shutdown(wait=False, cancel_futures=True)
        for worker in workers:
            worker.end()
        pool.shutdown()


def _joined(answers: Iterable[Future[list[Extraction]]]) -> list[Extraction]:
    return [extraction for answer in answers for extraction in answer.result()]


def _pieces(batch: Batch) -> Iterator[Batch]:
    """Yield the stories of a batch, in order, by as many as a process is given at once."""
    piece: list[Story] = []
    characters = 0
    for story in batch:
        piece.append(story)
        characters += len(story.text)
        if len(piece) == PIECE_STORIES or characters >= PIECE_CHARACTERS:
            yield piece
            piece, characters = [], 0
    if piece:
        yield piece


def _whole(batch: Batch) -> Iterator[Batch]:
    """Yield a batch as it is: a reader of the user's own may be quicker over many stories than over few."""
    yield batch


def serve() -> None:
    """Answer batches on standard input until it closes; what a worker process runs."""
    answers = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # a stray print must not stand among the answers
    packed_reader = pickle.load(sys.stdin.buffer)
    reader: Reader | str | None = None
    while True:
        try:
            batch = pickle.load(sys.stdin.buffer)
        except EOFError:
            return
        answer: list[Extraction] | Exception
        try:
            reader = reader or pickle.loads(packed_reader)
            answer = extracting.read_batch(batch, reader)
        except Exception as error:
            answer = error
        try:
            pickle.dump(answer, answers)
            answers.flush()
        except BrokenPipeError:  # the parent was killed
            os._exit(0)  # what is still in the buffer has no reader, either


class _Worker:
    """A process that reads batches; started for its first batch, and again after it died."""

    def __init__(self, reader: bytes) -> None:
        self._reader = reader
        self._process: subprocess.Popen[bytes] | None = None
        self._ended = False
        self._changing = Lock()  # no process is started once this has ended

    def read(self, batch: Batch) -> list[Extraction]:
        """Return the extractions of a batch; a story that kills the process again and again gets an error."""
        found = self._ask(batch)
        if found is not None:
            return found
        if not self._ended:
            _log.warning("a process ended over %d stories, each of which is tried again by itself", len(batch))
        return [self._read_alone(story) for story in batch]

    def end(self) -> None:
        """End the process, whatever it does; later batches are not read."""
        with self._changing:
            self._ended = True
            if self._process is not None:
                _kill(self._process)

    def _read_alone(self, story: Story) -> Extraction:
        for _ in range(TRIES):
            if found := self._ask([story]):
                return found[0]
        return extracting.unread(story, LOST)

    def _ask(self, batch: Batch) -> list[Extraction] | None:
        """Return the answer of the process; None where it died over the batch."""
        process, is_new = self._started()
        if process is None:
            return None
        assert process.stdin is not None and process.stdout is not None
        try:
            if is_new:
                pickle.dump(self._reader, process.stdin)
            pickle.dump(list(batch), process.stdin)
            process.stdin.flush()
            answer: list[Extraction] | Exception = pickle.load(process.stdout)
        except (OSError, EOFError, ValueError, pickle.UnpicklingError):
            _kill(process)
            self._process = None
            return None
        if isinstance(answer, Exception):
            raise answer
        return answer

    def _started(self) -> tuple[subprocess.Popen[bytes] | None, bool]:
        """Return the process, and whether it is a new one; None once this has ended."""
        with self._changing:
            if self._ended:
                return None, False
            if self._process is not None:
                return self._process, False
            # The worker must find the same borderfacts, be it installed or a folder on sys.path.
            self._process = subprocess.Popen(
                [sys.executable, "-c", _START, *sys.path],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                process_group=0,  # Ctrl-C is the parent's to hear, who ends its workers
            )
            return self._process, True


def _kill(process: subprocess.Popen[bytes]) -> None:
    process.kill()
    process.wait()
    for stream in (process.stdin, process.stdout):
        if stream is not None and not stream.closed:
            with suppress(OSError):  # what was still to be written to the dead process
                stream.close()
