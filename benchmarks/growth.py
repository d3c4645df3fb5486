"""Measure what one document takes by its length, and a stream of short stories by their number.

    python benchmarks/growth.py --write                            # all sizes, into docs/benchmarks.md: 40 minutes
    python benchmarks/growth.py --lengths 1000 100000 --numbers    # some lengths, and no numbers of stories

Texts are those of ``corpus/retold``, for a document one after another. A short story is two sentences of them and one
with words never seen before; a stream of them is read by ``extract_many`` in one process. Each size runs in a process
of its own, whose processor's time and highest memory are taken. The time to a first result is the start, which is
shown apart. The exponent is the slope of a line by least squares through the logarithms, over the sizes that take
longer than the start does.
"""

from __future__ import annotations

import argparse
import json
import re
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Iterable, Iterator
from functools import cache
from itertools import islice
from math import log
from pathlib import Path
from typing import NamedTuple

from documents import write_part

import borderfacts
from borderfacts.notation.parse import read_file

ROOT = Path(__file__).resolve().parent.parent
PLOT = ROOT / "docs" / "images" / "growth.svg"
LENGTHS = (1_000, 3_000, 10_000, 30_000, 100_000, 300_000, 1_000_000, 3_000_000, 10_000_000)
NUMBERS = (10, 30, 100, 300, 1_000, 3_000, 10_000, 30_000, 100_000)
SENTENCES = 2

_BETWEEN_SENTENCES = re.compile(r"(?<=[.!?])\s+(?=[A-Z])")


class Cost(NamedTuple):
    """What a size takes.

    Attributes:
        size: characters of a document, or the number of stories.
        start: the processor's seconds to a first result.
        seconds: those of the reading alone.
        megabytes: the most memory of the process.
    """

    size: int
    start: float
    seconds: float
    megabytes: float


@cache
def texts() -> tuple[str, ...]:
    """Return the texts of the retold stories."""
    return tuple(read_file(path)[0].text for path in sorted(ROOT.glob("corpus/retold/*.marks")))


def document(length: int) -> str:
    """Return the texts one after another, and again from the first, cut to a length."""
    whole = "\n\n".join(texts())
    return (whole * (length // len(whole) + 1))[:length]


def short_stories(number: int) -> Iterator[str]:
    """Return as many short stories, each other than all before it, made as they are taken."""
    sentences = [each for text in texts() for each in _BETWEEN_SENTENCES.split(text)]
    places = (made * SENTENCES % (len(sentences) - SENTENCES) for made in range(number))
    return (f"{' '.join(sentences[at : at + SENTENCES])} So said Smith{made}son." for made, at in enumerate(places))


def read_document(length: int) -> Callable[[], object]:
    """Return what reads a document of a length."""
    text = document(length)
    return lambda: borderfacts.extract(text)


def read_stories(number: int) -> Callable[[], object]:
    """Return what reads as many short stories and keeps none."""
    stories = short_stories(number)
    return lambda: sum(1 for _ in borderfacts.extract_many(stories))


READINGS = {"characters": read_document, "stories": read_stories}


def measure(kind: str, size: int) -> Cost:
    """Return what a size takes in this process, which has read nothing before."""
    import resource

    borderfacts.extract("Nine people were stopped near Emerson, Man., on Monday.")
    start = time.process_time()
    read = READINGS[kind](size)
    before = time.process_time()
    read()
    taken = time.process_time() - before
    unit = 1024**2 if sys.platform == "darwin" else 1024
    return Cost(size, start, taken, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / unit)


def measure_all(kind: str, sizes: Iterable[int]) -> list[Cost]:
    """Return what each size takes in a process of its own, and print it."""
    found = []
    for size in sorted(sizes):
        command = [sys.executable, __file__, "--one", kind, str(size)]
        found.append(Cost(*json.loads(subprocess.run(command, stdout=subprocess.PIPE, check=True).stdout)))
        print(f"{size:>12,} {kind:10} {found[-1].seconds:9.2f} s {found[-1].megabytes:7.0f} MB", flush=True)
    return found


def beyond_start(costs: Iterable[Cost]) -> list[Cost]:
    """Return the sizes whose reading takes longer than the start."""
    return [cost for cost in costs if cost.seconds > cost.start]


def exponent(costs: Iterable[Cost]) -> float | None:
    """Return by which power the time grows; None where fewer than two sizes take longer than the start."""
    fitted = beyond_start(costs)
    if len(fitted) < 2:
        return None
    return statistics.linear_regression(*([log(each) for each in side] for side in _sides(fitted))).slope


def _sides(costs: list[Cost]) -> tuple[list[int], list[float]]:
    return [cost.size for cost in costs], [cost.seconds for cost in costs]


def table(kind: str, costs: list[Cost]) -> str:
    """Return what the sizes of a kind take as Markdown, with the exponent."""
    slope, fitted = exponent(costs), beyond_start(costs)
    start = statistics.median(cost.start for cost in costs)
    grows = (
        f"From {fitted[0].size:,} to {fitted[-1].size:,} {kind} the time grows with the power {slope:.2f}"
        if slope is not None
        else "Too few sizes take longer than the start for an exponent"
    )
    lines = [
        f"{grows}; the start, {start:.1f} s, is not counted.",
        "",
        f"| {kind} | processor's seconds | of 1,000 {kind} | memory |",
        "|---:|---:|---:|---:|",
    ]
    for size, _, seconds, megabytes in costs:
        lines.append(f"| {size:,} | {seconds:,.2f} | {seconds / size * 1000:.3f} | {megabytes:,.0f} MB |")
    return "\n".join(lines)


def draw(found: dict[str, list[Cost]]) -> None:
    """Draw time and memory of each kind, on logarithmic scales, into the plot of the page."""
    import matplotlib

    matplotlib.use("svg")
    matplotlib.rcParams.update({"svg.hashsalt": "growth", "svg.fonttype": "none", "font.size": 9})
    from matplotlib import pyplot

    figure, rows = pyplot.subplots(2, len(found), figsize=(4 * len(found), 5), sharex="col", squeeze=False)
    for (kind, costs), above, below in zip(found.items(), *rows, strict=True):
        sizes, seconds = _sides(costs)
        slope = exponent(costs)
        above.loglog(sizes, seconds, "o-", color="#1b5e7a")
        above.axhline(statistics.median(cost.start for cost in costs), color="#999999", linestyle=":", label="start")
        above.set_title(kind if slope is None else f"{kind}: power {slope:.2f}")
        above.legend(loc="upper left")
        below.semilogx(sizes, [cost.megabytes for cost in costs], "o-", color="#a4502c")
        below.set_ylim(bottom=0)
        below.set_xlabel(kind)
    rows[0][0].set_ylabel("processor's seconds")
    rows[1][0].set_ylabel("memory, MB")
    figure.tight_layout()
    figure.savefig(PLOT, metadata={"Date": None}, facecolor="white")


def main() -> None:
    """Print the tables, and with ``--write`` put them and the plot into the documentation."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--lengths", type=int, nargs="*", default=LENGTHS, help="characters of a document")
    parser.add_argument("--numbers", type=int, nargs="*", default=NUMBERS, help="numbers of short stories")
    parser.add_argument("--write", action="store_true", help="write tables and plot into docs/benchmarks.md")
    parser.add_argument("--one", nargs=2, metavar=("KIND", "SIZE"), help="measure one size in this process, as JSON")
    asked = parser.parse_args()
    if asked.one:
        print(json.dumps(measure(asked.one[0], int(asked.one[1]))))
        return
    sizes = {"characters": asked.lengths, "stories": asked.numbers}
    found = {kind: measure_all(kind, each) for kind, each in sizes.items() if each}
    typical = round(statistics.mean(map(len, islice(short_stories(1_000), 1_000))))
    intro = {"characters": "One document:", "stories": f"Stories of {typical} characters on average, in a stream:"}
    parts = [f"{intro[kind]} {table(kind, costs)}" for kind, costs in found.items()]
    print("\n\n".join(parts))
    if asked.write:
        draw(found)
        picture = "![Processor's time and memory by the length of a document and by the number of stories]"
        write_part("growth", "\n\n".join([*parts, f"{picture}(images/{PLOT.name})"]))


if __name__ == "__main__":
    main()
