"""Standard input: what it holds shows at its beginning."""

from __future__ import annotations

import codecs
import csv
import re
import sys
import zlib
from contextlib import suppress
from io import BufferedReader
from typing import cast

from borderfacts.errors import InputError
from borderfacts.inputs import decoding
from borderfacts.inputs.columns import Columns
from borderfacts.records.spreadsheet import delimiter_of

NAME = "stdin"
GZIP = b"\x1f\x8b"

_HTML = re.compile(rb"<(!doctype html|html|head|body|\?xml|!--)", re.IGNORECASE)
_ARRAY = re.compile(rb"\[\s*(\{|\]\s*$)")
# The name of a column has no white space around it, as words behind a comma have in a sentence.
_COLUMN = re.compile(r"[^\W\d](?:[\w .()/-]{0,38}[\w)])?")
_MOST_UNPACKED = 65_536


def is_closed() -> bool:
    """Return whether there is no standard input."""
    return sys.stdin is None or sys.stdin.closed


def stream() -> BufferedReader:
    """Return the bytes of standard input.

    Raises:
        InputError: it is closed.
    """
    if is_closed():
        raise InputError(f"{NAME}: standard input is closed")
    return cast(BufferedReader, sys.stdin.buffer)


def suffix(columns: Columns) -> str:
    """Return the ending that a file with the content of standard input would have, without taking anything from it."""
    start = _start()
    if start.startswith(b"{"):
        return ".jsonl"
    if _ARRAY.match(start):
        return ".json"
    if _HTML.match(start):
        return ".html"
    return ".csv" if columns else ".txt"


def refuse_table() -> None:
    """Look whether standard input begins as CSV does, without taking anything from it.

    Raises:
        InputError: it does.
    """
    names = _names_of_columns(_start().decode("utf-8", "replace"))
    if names:
        column = "text" if "text" in names else "NAME"
        raise InputError(
            f"{NAME}: looks like CSV with the columns {', '.join(names)}; tell which one holds the text, such as with "
            f"--columns text={column}, or save it as .txt if it is a story"
        )


def _names_of_columns(start: str) -> list[str]:
    """Return the names of the columns of a text that looks like CSV with a header; none of another."""
    first, second, *_ = [*start.splitlines(), "", ""]
    delimiter = delimiter_of(first)
    names = next(csv.reader([first], delimiter=delimiter), [])
    if len(names) < 2 or len(set(names)) < len(names) or not all(map(_COLUMN.fullmatch, names)):
        return []
    return names if delimiter in second or second.startswith('"') else []


def _start() -> bytes:
    """Return how standard input begins, unpacked and in UTF-8."""
    start = stream().peek(1)
    if start.startswith(GZIP):
        with suppress(zlib.error):  # whoever reads it will report that
            start = zlib.decompressobj(wbits=31).decompress(start, _MOST_UNPACKED)
    if start.startswith(decoding.UTF_16_MARKS):
        start = start.decode("utf-16", "ignore").encode("utf-8", "ignore")
    return start.removeprefix(codecs.BOM_UTF8).lstrip()
