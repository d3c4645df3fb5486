"""Standard input: what it holds shows at its beginning."""

from __future__ import annotations

import codecs
import re
import sys
import zlib
from contextlib import suppress
from io import BufferedReader
from typing import cast

from borderfacts.errors import InputError
from borderfacts.inputs import decoding
from borderfacts.inputs.columns import Columns

NAME = "stdin"
GZIP = b"\x1f\x8b"

_HTML = re.compile(rb"<(!doctype html|html|head|body|\?xml|!--)", re.IGNORECASE)
_ARRAY = re.compile(rb"\[\s*(\{|\]\s*$)")


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
    start = stream().peek(1)
    if start.startswith(GZIP):
        with suppress(zlib.error):  # whoever reads it will tell
            start = zlib.decompressobj(wbits=31).decompress(start)
    if start.startswith(decoding.UTF_16_MARKS):
        start = start.decode("utf-16", "ignore").encode("utf-8", "ignore")
    start = start.removeprefix(codecs.BOM_UTF8).lstrip()
    if start.startswith(b"{"):
        return ".jsonl"
    if _ARRAY.match(start):
        return ".json"
    if _HTML.match(start):
        return ".html"
    return ".csv" if columns else ".txt"
