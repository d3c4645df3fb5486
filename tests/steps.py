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
# Exponent: 1 is in proportion to the text, 2 a loop over all finds in a loop over all finds. Between the two is what a
# short text does not show: a look at the hundred words before, a phrase that is cut at its end.
STEEPEST = 1.5
FEWEST = 500  # runs that the longest text must add for a line to be told

Line = tuple[CodeType, int]


def steep_lines(read: Callable[[str], object], text_of: Callable[[int], str], size: int) -> list[str]:
    """Return the lines that run more often than in proportion to the text.

    Texts of once, twice and four times a size are read. Of a line that is told, both the runs and what the longer texts
    add to them grow too fast.
    """
    once, twice, four_times = (runs(read, text_of(size * times)) for times in (1, 2, 4))
    steep = []
    for code, at in four_times:
        first, second = (more[code, at] - less[code, at] for less, more in ((once, twice), (twice, four_times)))
        if second >= FEWEST and first >= FEWEST / 8:  # what only begins in the longest text tells nothing
            of_all = math.log(four_times[code, at] / max(once[code, at], 1), 4)
            exponent = min(of_all, math.log2(second / first))
            if exponent > STEEPEST:
                steep.append(f"{Path(code.co_filename).name}:{at} {exponent:.2f}")
    return steep


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
