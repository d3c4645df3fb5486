"""Count how often each line of the package runs and what it calls, which no clock and no other work changes.

Lines show every loop, and cost much to count; calls are counted fast enough for long texts.
"""

from __future__ import annotations

import cProfile
import gc
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
FEWEST = 500  # runs that the longest text must add for a line to be reported

# What a long text shows: there the edges of the text are small beside it. Of all kinds of text the shorter pair takes
# three quarters of a minute of the processor's time, the longer one twelve minutes.
STEEPEST_CALLS = 1.15
LONG = (2_000, 12_000)
LONGEST = (20_000, 200_000)
CHARACTERS_A_CALL = 100  # in so many characters the long text must add a call

Line = tuple[CodeType, int]
Call = tuple[str, str]


def steep_lines(read: Callable[[str], object], text_of: Callable[[int], str], size: int) -> list[str]:
    """Return the lines that run more often than in proportion to the text.

    Texts of once, twice and four times a size are read. Of a line that is reported, both the runs and what the longer
    texts add to them grow too fast.
    """
    once, twice, four_times = (runs(read, text_of(size * times)) for times in (1, 2, 4))
    steep = []
    for code, at in four_times:
        first, second = (more[code, at] - less[code, at] for less, more in ((once, twice), (twice, four_times)))
        if second >= FEWEST and first >= FEWEST / 8:  # what only begins in the longest text shows nothing
            of_all = math.log(four_times[code, at] / max(once[code, at], 1), 4)
            exponent = min(of_all, math.log2(second / first))
            if exponent > STEEPEST:
                steep.append(f"{_module(code)}:{at} {exponent:.2f}")
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


def steep_calls(
    read: Callable[[str], object], text_of: Callable[[int], str], sizes: tuple[int, int] = LONGEST
) -> list[str]:
    """Return the functions of the package, and what they call, of which the calls grow faster than the text does."""
    short, long = (calls(read, text_of(size)) for size in sizes)
    steep = []
    for (function, called), most in long.items():
        fewest = max(short[function, called], 1)
        exponent = math.log(most / fewest) / math.log(sizes[1] / sizes[0])
        if most - fewest >= sizes[1] // CHARACTERS_A_CALL and exponent > STEEPEST_CALLS:
            steep.append(f"{function} {called} {exponent:.2f}")
    return steep


def calls(read: Callable[[str], object], text: str) -> Counter[Call]:
    """Return how often each function of the package is called while a text is read, and how often it calls another."""
    profile = cProfile.Profile()
    gc.disable()  # what it deletes, from before, is no step of the text
    try:
        profile.runcall(read, text)
    finally:
        gc.enable()
    found: Counter[Call] = Counter()
    for entry in profile.getstats():
        if _is_ours(entry.code):
            found[_name(entry.code), ""] += entry.callcount
            for called in entry.calls or ():
                found[_name(entry.code), _name(called.code)] += called.callcount
    return found


def _is_ours(code: CodeType | str) -> bool:
    return not isinstance(code, str) and code.co_filename.startswith(PACKAGE)


def _name(code: CodeType | str) -> str:
    return code if isinstance(code, str) else f"{_module(code)}:{code.co_firstlineno} {code.co_name}"


def _module(code: CodeType) -> str:
    path = Path(code.co_filename)
    return str(path.relative_to(PACKAGE)) if _is_ours(code) else path.name
