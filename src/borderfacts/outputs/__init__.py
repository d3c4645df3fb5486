"""Write extractions: one module a format, its name is the format's name.

To add a format, add a module with ``SUFFIX`` and ``write``; nothing else names it.
"""

from __future__ import annotations

import pkgutil
from collections.abc import Iterable
from functools import cache
from importlib import import_module
from typing import BinaryIO, Protocol, cast

from borderfacts.errors import ArgumentValueError
from borderfacts.records import Extraction


class OutputFormat(Protocol):
    """What a format module offers.

    Attributes:
        SUFFIX: the usual ending of a file of this format, with its dot.
    """

    SUFFIX: str

    def write(self, extractions: Iterable[Extraction], stream: BinaryIO) -> None:
        """Write the extractions, one after another as they come; text is UTF-8."""


@cache
def formats() -> tuple[str, ...]:
    """Return the names of all formats, in alphabetical order."""
    return tuple(sorted(module.name for module in pkgutil.iter_modules(__path__)))


def output_format(name: str) -> OutputFormat:
    """Return the format of that name.

    Raises:
        ArgumentValueError: there is none.
    """
    if name not in formats():
        raise ArgumentValueError("format", name, f"one of {', '.join(formats())}")
    return cast(OutputFormat, import_module(f"{__name__}.{name}"))


def format_of_file(name: str) -> str | None:
    """Return the format that a file name stands for by its ending; None where it stands for none."""
    return next((known for known in formats() if name.lower().endswith(output_format(known).SUFFIX)), None)
