"""Count how often each line of the package runs, which no clock and no other work on the machine changes."""

from __future__ import annotations

import math
import sys
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from types import CodeType, FrameType
from typing import Any

import borderfacts

PACKAGE = str(Path(borderfacts.__file__).parent)
STEEPEST = 1.15  # exponent: 1 is in proportion to the text, 2 a loop over all finds in a loop over all finds
FEWEST = 1_000  # times that a line must have run to be told

Line = tuple[CodeType, int]


def steep_lines(read: Callable[[str], object], short: str, long: str) -> list[str]:
    """Return the lines that run more often in a long text than in a short one by more than the text is longer."""
    before, after = runs(read, short), runs(read, long)
    longer = math.log(len(long) / len(short))
    exponents = {line: math.log(after[line] / max(before[line], 1)) / longer for line in after if after[line] >= FEWEST}
    steep = {line: exponent for line, exponent in exponents.items() if exponent > STEEPEST}
    return [f"{Path(code.co_filename).name}:{at} {exponent:.2f}" for (code, at), exponent in steep.items()]


def runs(read: Callable[[str], object], text: str) -> Counter[Line]:
    """Return how often each line of the package runs while a text is read; each round of a loop counts."""
    found: Counter[Line] = Counter()

    def line(frame: FrameType, event: str, value: Any) -> Any:
        if event == "line":
            found[frame.f_code, frame.f_lineno] += 1
        return line

    def call(frame: FrameType, event: str, value: Any) -> Any:
        return line if frame.f_code.co_filename.startswith(PACKAGE) else None

    earlier = sys.gettrace()
    sys.settrace(call)
    try:
        read(text)
    finally:
        sys.settrace(earlier)
    return found
