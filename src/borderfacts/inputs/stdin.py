"""Standard input: plain text, or JSON Lines where it begins with a brace."""

from __future__ import annotations

import sys
from io import BufferedReader
from typing import cast

NAME = "stdin"


def stream() -> BufferedReader:
    """Return the bytes of standard input."""
    return cast(BufferedReader, sys.stdin.buffer)


def suffix() -> str:
    """Return the ending that a file with the content of standard input would have, without taking anything from it."""
    return ".jsonl" if stream().peek(1).lstrip().startswith(b"{") else ".txt"
