"""The limit on what a run may cost, in tokens."""

from __future__ import annotations

import threading

from borderfacts.errors import ServerError


class TokenBudget:
    """Counts tokens, and refuses a call that could go beyond the limit.

    What a call can cost at most is set aside before it is made, so that calls side by side stay within the limit, too.
    Most cost less, so a call for which too much is set aside waits until it is known what the others cost.

    Args:
        limit: the most tokens; None for no limit.
    """

    def __init__(self, limit: int | None) -> None:
        self.used = 0
        self._limit = limit
        self._aside = 0
        self._changed = threading.Condition()

    def set_aside(self, tokens: int) -> None:
        """Set aside what a call can cost, once other calls leave room for it.

        Raises:
            ServerError: it is more than is left, whatever the others cost.
        """
        with self._changed:
            while self._limit is not None and self.used + self._aside + tokens > self._limit:
                if self.used + tokens > self._limit:
                    reason = f"{self.used:,} of {self._limit:,} tokens are used, and the next call may take {tokens:,}"
                    raise ServerError(f"token limit: {reason}")
                self._changed.wait()
            self._aside += tokens

    def charge(self, aside: int, used: int) -> None:
        """Count what a call cost in the place of what was set aside for it."""
        with self._changed:
            self._aside -= aside
            self.used += used
            self._changed.notify_all()
