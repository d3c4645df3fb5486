"""Bytes to text: UTF-8, UTF-16 where a byte order mark shows it, else windows-1252.

What is no UTF-8 is read as windows-1252, byte by byte: it is what English text of that kind nearly always is, and where
a file is cut within a character, or pasted together from several sources, all the rest of it stays right. Guessing from
frequencies does worse on English, where one curly quote may be all there is to go by.
"""

from __future__ import annotations

import codecs
import io
from collections.abc import Iterator

from borderfacts.errors import InputError

UTF_16_MARKS = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
TAKES = "text in UTF-8, in UTF-16 with a byte order mark, or in windows-1252"

_FALLBACK = "borderfacts.windows_1252"


class NotTextError(ValueError):
    """Bytes that are no text; the message names the first that cannot be.

    Attributes:
        byte: its place among the bytes, from 0.
    """

    def __init__(self, byte: int) -> None:
        super().__init__(f"byte {byte} is not {TAKES}; save it as UTF-8")
        self.byte = byte


def decode(data: bytes) -> str:
    """Return the text of some bytes; line ends stay, a byte order mark is left out.

    Raises:
        NotTextError: they are no text.
    """
    try:
        text = data.decode(_encoding(data), _FALLBACK)
    except UnicodeDecodeError as error:
        raise NotTextError(error.start) from error
    if "\0" in text:  # in anything but text, and in UTF-16 without its mark
        raise NotTextError(data.index(b"\0"))
    return text


def whole(stream: io.BufferedReader, most: int, advice: str) -> bytes:
    """Return all that is left of a stream, for ``decode``.

    Args:
        stream: the stream.
        most: the number of bytes that it may have; no more are read.
        advice: what to do with a longer one.

    Raises:
        InputError: it has more.
    """
    data = stream.read(most + 1)
    if len(data) > most:
        raise InputError(f"more than {most:,} bytes; {advice}")
    return data


def lines(stream: io.BufferedReader, most: int) -> Iterator[bytes]:
    """Yield the lines of a stream, each for ``decode``.

    Args:
        stream: the stream.
        most: the length that a line may have; no more of it is read.

    Raises:
        InputError: a line is longer.
    """
    is_wide = stream.peek(2).startswith(UTF_16_MARKS)
    source = io.TextIOWrapper(stream, "utf-16", newline="\n") if is_wide else stream
    while line := source.readline(most + 1):
        if len(line) > most:
            raise InputError(f"longer than {most:,} bytes; the file is not read from here on")
        yield line.encode("utf-8") if isinstance(line, str) else line


def text(stream: io.BufferedReader) -> io.TextIOWrapper:
    """Return a stream of the text, with its line ends as they are."""
    return io.TextIOWrapper(stream, _encoding(stream.peek(2)), _FALLBACK, newline="")


def _encoding(data: bytes) -> str:
    return "utf-16" if data.startswith(UTF_16_MARKS) else "utf-8-sig"


def _as_windows_1252(error: UnicodeError) -> tuple[str, int]:
    if not isinstance(error, UnicodeDecodeError) or not error.encoding.startswith("utf-8"):
        raise error
    try:
        return error.object[error.start : error.end].decode("cp1252"), error.end
    except UnicodeDecodeError:
        raise error from None


codecs.register_error(_FALLBACK, _as_windows_1252)
