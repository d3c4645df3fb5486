"""What is told on a terminal: a message is one line, and nothing in it can steer the terminal."""

from __future__ import annotations


def printable(told: str) -> str:
    r"""Return a text with each character that does not show, a line end among them, written as Python writes it.

    Example:
        >>> print(printable("a\x1b[31mb.txt"))
        a\x1b[31mb.txt
    """
    return "".join(sign if sign.isprintable() else sign.encode("unicode_escape").decode("ascii") for sign in told)
