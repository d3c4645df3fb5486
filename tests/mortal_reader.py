"""A reader that ends its process over some stories, as the system does where memory is short."""

from __future__ import annotations

import os
import signal
import time
from pathlib import Path
from typing import Any
from uuid import uuid4

from borderfacts.readers import reader_of
from borderfacts.reading import Reading, Values


class MortalReader:
    """In another process it dies over ``fatal`` stories, over ``fatal once`` ones the first time.

    Args:
        folder: where it leaves a file for each time that a process was given it, named after the process.
        living: the name of the reader that reads what it lives through; without one it finds nothing.
    """

    name = "mortal-1.0"

    def __init__(self, folder: Path, living: str | None = None) -> None:
        self._folder = folder
        self._living = living
        self._home = os.getpid()

    def __setstate__(self, state: dict[str, Any]) -> None:
        self.__dict__.update(state)
        (self._folder / f"{os.getpid()} {uuid4()}").touch()

    def read(self, text: str, values: Values) -> Reading:
        if os.getpid() != self._home:
            if "slow" in text:
                time.sleep(1)
            if "fatal" in text and not ("fatal once" in text and self._was_seen(text)):
                os.kill(os.getpid(), signal.SIGKILL)
        if self._living is not None:
            return reader_of(self._living).read(text, values)
        return Reading(sentences=((),) * len(values.sentences))

    def processes(self) -> list[int]:
        """Return the process of each time that one was given the reader."""
        return [int(path.name.split()[0]) for path in self._folder.iterdir() if not path.name.startswith("seen")]

    def _was_seen(self, text: str) -> bool:
        mark = self._folder / f"seen {text.split()[0]}"
        found = mark.exists()
        mark.touch()
        return found
