"""Ctrl-C and SIGTERM: they end the reading of stories, so that what was read so far can still be written."""

from __future__ import annotations

import signal
import threading
from collections.abc import Iterator
from types import FrameType
from typing import Any, TypeVar

T = TypeVar("T")

_HEARD = (signal.SIGINT, signal.SIGTERM)


class Interrupts:
    """Hears the signals that ask a run to end.

    Attributes:
        heard: the number of the signal that came; None while none did.
    """

    def __init__(self) -> None:
        self.heard: int | None = None
        self._waiting = False

    def until(self, values: Iterator[T]) -> Iterator[T]:
        """Return the values, and no more of them once a signal came; a second signal ends whatever is going on.

        A signal breaks into the making of the next value, which is lost, and never into what is done with the last one.
        """
        return self._until(values, self._listen())  # which hears from now on, not from the first value

    def _until(self, values: Iterator[T], before: dict[int, Any]) -> Iterator[T]:
        try:
            while self.heard is None:
                try:
                    self._waiting = True
                    try:
                        value = next(values)
                    finally:
                        self._waiting = False
                except StopIteration:
                    return
                yield value
        except KeyboardInterrupt:
            if self.heard is None:  # it was raised by another's hand
                self.heard = signal.SIGINT
        finally:
            for number, handler in before.items():
                signal.signal(number, handler)

    def _listen(self) -> dict[int, Any]:
        if threading.current_thread() is not threading.main_thread():
            return {}  # signals are the main thread's
        return {number: signal.signal(number, self._hear) for number in _HEARD}

    def _hear(self, number: int, frame: FrameType | None) -> None:
        again = self.heard is not None
        self.heard = number
        if self._waiting or again:
            raise KeyboardInterrupt
