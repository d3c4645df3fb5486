"""``--to``: what a run gives goes into a database, beside an output or instead of one."""

from __future__ import annotations

from collections.abc import Iterator
from hashlib import blake2b
from itertools import islice

from borderfacts.cli.journal import Given
from borderfacts.cli.running import Run
from borderfacts.records import Extraction
from borderfacts.stores import Store
from borderfacts.stores.store import BATCH


class Storing:
    """The writing of a run into a store.

    Attributes:
        passed_over: the number of documents that were there already, of those that ``holds`` was asked for.
    """

    def __init__(self, run: Run, store: Store) -> None:
        self.passed_over = 0
        self._run = run
        self._store = store
        self._reader = repr(sorted(run.reader().items()))

    def holds(self, document_id: str, fingerprint: str) -> bool:
        """Return whether the store holds what this run would make of a story."""
        found = self._store.holds(document_id, self._mark(fingerprint))
        self.passed_over += found
        return found

    def through(self, given: Iterator[Given]) -> Iterator[Extraction]:
        """Yield what a run gives, each once it is in the store; what the store leaves out is reported."""
        while batch := list(islice(given, BATCH)):
            extractions = [each.extraction for each in batch]
            marks = [self._mark(each.fingerprint) for each in batch]
            left_out = {id(extraction) for extraction in self._store.add(extractions, fingerprints=marks)}
            for extraction, mark in zip(extractions, marks, strict=True):
                if id(extraction) in left_out:
                    self._tell_left_out(extraction, mark)
            yield from extractions

    def _tell_left_out(self, extraction: Extraction, mark: str) -> None:
        name = f"{extraction.file}: " if extraction.file is not None else ""
        if self._store.holds(extraction.id, mark):  # all that the database lacks is where else the story stands
            self._run.tell(f"{name}document {extraction.id!r}: the same story came earlier; the database has it once")
        else:
            self._run.fail(
                f"{name}document {extraction.id!r}: an earlier one of this run has that id; not in the database"
            )

    def _mark(self, fingerprint: str) -> str:
        return blake2b(f"{self._reader}\n{fingerprint}".encode(), digest_size=16).hexdigest()
