"""What is shown on a terminal: a message is one line, and nothing in it can steer the terminal."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import typer


def printable(text: str) -> str:
    r"""Return a text with each character that does not show, a line end among them, written as Python writes it.

    Examples:
        >>> print(printable("a\x1b[31mb.txt"))
        a\x1b[31mb.txt
    """
    return "".join(each if each.isprintable() else each.encode("unicode_escape").decode("ascii") for each in text)


def tell(message: str) -> None:
    """Write a message on standard error, under the name of the program."""
    typer.echo(f"borderfacts: {printable(message)}", err=True)


def tell_empty(name: object) -> None:
    """Say that a file of records holds none."""
    tell(f"{name}: holds no records")


@contextmanager
def passed_on(name: str, level: int, tell: Callable[[str], None]) -> Iterator[None]:
    """Give what is logged under a name, from a level on, to a function, within the context."""

    class Handler(logging.Handler):
        def emit(self, record: logging.LogRecord) -> None:
            tell(record.getMessage())

    logger, handler = logging.getLogger(name), Handler(level)
    before = logger.level
    logger.addHandler(handler)
    logger.setLevel(min(level, before or level))
    try:
        yield
    finally:
        logger.removeHandler(handler)
        logger.setLevel(before)
