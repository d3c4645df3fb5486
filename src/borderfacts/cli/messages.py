"""What is told on a terminal: a message is one line, and nothing in it can steer the terminal."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator
from contextlib import contextmanager


def printable(told: str) -> str:
    r"""Return a text with each character that does not show, a line end among them, written as Python writes it.

    Example:
        >>> print(printable("a\x1b[31mb.txt"))
        a\x1b[31mb.txt
    """
    return "".join(sign if sign.isprintable() else sign.encode("unicode_escape").decode("ascii") for sign in told)


@contextmanager
def passed_on(logger: str, tell: Callable[[str], None]) -> Iterator[None]:
    """Give the warnings that are logged under a name to a function, within the context."""

    class Handler(logging.Handler):
        def emit(self, record: logging.LogRecord) -> None:
            tell(record.getMessage())

    handler = Handler(logging.WARNING)
    logging.getLogger(logger).addHandler(handler)
    try:
        yield
    finally:
        logging.getLogger(logger).removeHandler(handler)
