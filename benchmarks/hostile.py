"""Show that all that is read without the learned reader takes time in proportion to the text, whatever the text is.

    python benchmarks/hostile.py                     # every kind, seconds at 250 kB, 500 kB and 1 MB
    python benchmarks/hostile.py brackets commas     # some kinds
    python benchmarks/hostile.py --size 100000       # other lengths: this one, its half and its quarter
    python benchmarks/hostile.py --write             # also write the slowest kinds to docs/benchmarks.md
    python benchmarks/hostile.py --calls             # count calls at 20 and 200 kB, which no other work changes

Where time follows the text, each column takes twice what the one before it takes, and the exponent is 1; the status is
1 where one is above 1.15 in a reading that takes long enough to tell.
"""

from __future__ import annotations

import argparse
import math
import sys
import time
from collections.abc import Callable, Iterable
from datetime import date
from functools import partial
from pathlib import Path

from borderfacts.figures.periods import find_stretches
from borderfacts.pipeline import VALUE_COMPONENTS, build_pipeline
from borderfacts.records import Story
from borderfacts.text.document import make_doc
from borderfacts.values.dates.expressions import find_dates
from borderfacts.values.numbers import find_numbers
from borderfacts.values.quantities.expressions import find_quantities

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from documents import write_part  # noqa: E402
from tests.hostile import KINDS, hostile_text  # noqa: E402  the tests read the same texts
from tests.steps import steep_calls  # noqa: E402

SIZE = 1_000_000
SHOWN = 5
STEEPEST = 1.15
SHORTEST = 0.5  # seconds: the noise of shorter readings is as large as what is looked for
PUBLISHED = date(2025, 2, 5)


def find_times(text: str) -> object:
    """Find the times that a text gives figures for."""
    return find_stretches(text, find_dates(text, reference=PUBLISHED), reference=PUBLISHED, fiscal_start=10)


def find_all(text: str) -> object:
    """Run every component but the reader."""
    nlp = build_pipeline(VALUE_COMPONENTS)
    return nlp(make_doc(nlp, Story(text=text, reference_date=PUBLISHED)))


FINDERS: dict[str, Callable[[str], object]] = {
    "numbers": find_numbers,
    "quantities": find_quantities,
    "dates": lambda text: find_dates(text, reference=PUBLISHED),
    "times": find_times,
    "components": find_all,
}


def seconds(work: Callable[[str], object], text: str) -> float:
    """Return the processor's time for a call, which other work on the machine hardly changes."""
    start = time.process_time()
    work(text)
    return time.process_time() - start


def exponent(taken: list[float], sizes: list[int]) -> float:
    """Return by which power of the text the time grows."""
    return math.log(taken[-1] / max(taken[0], 1e-9)) / math.log(sizes[-1] / sizes[0]) if taken[-1] else 0.0


def count_calls(kinds: Iterable[str]) -> int:
    """Print for each kind of text the calls that grow faster than it; return 1 where there are any."""
    find_all("On 3 May 2019, 5 km away.")
    steep = {}
    for kind in kinds:
        steep[kind] = steep_calls(find_all, partial(hostile_text, kind))
        print(f"{kind:28} {', '.join(steep[kind]) or 'in proportion'}", flush=True)
    return 1 if any(steep.values()) else 0


def main() -> int:
    """Print one line a kind of text and finder; return 1 where the time of any grows faster than the text."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("kinds", nargs="*", metavar="KIND", help=", ".join(KINDS))
    parser.add_argument("--size", type=int, default=SIZE, help="characters of the longest text (default: %(default)s)")
    parser.add_argument("--write", action="store_true", help="write the slowest kinds to docs/benchmarks.md")
    parser.add_argument("--calls", action="store_true", help="count calls of all components in place of seconds")
    arguments = parser.parse_args()
    unknown = [kind for kind in arguments.kinds if kind not in KINDS]
    if unknown:
        parser.error(f"{unknown[0]!r} is none of {', '.join(KINDS)}")
    if arguments.calls:
        return count_calls(arguments.kinds or KINDS)
    sizes = [arguments.size // 4, arguments.size // 2, arguments.size]
    print(f"{'kind':28} {'finder':12}" + "".join(f"{size / 1000:9,.0f} kB" for size in sizes) + "  exponent")
    rows: list[tuple[list[float], str, str]] = []
    for find in FINDERS.values():
        find("On 3 May 2019, 5 km away.")  # load the word lists
    for kind in arguments.kinds or KINDS:
        for name, find in FINDERS.items():
            taken = [seconds(find, hostile_text(kind, size)) for size in sizes]
            columns = "".join(f"{each:10.2f} s" for each in taken)
            print(f"{kind:28} {name:12}{columns}{exponent(taken, sizes):10.2f}", flush=True)
            rows.append((taken, kind, name))
    if arguments.write:
        write_part("hostile", table(rows, sizes))
    steep = [row for row in rows if row[0][-1] >= SHORTEST and exponent(row[0], sizes) > STEEPEST]
    for taken, kind, name in steep:
        print(f"{kind}, {name}: grows with the power {exponent(taken, sizes):.2f} of the text")
    return 1 if steep else 0


def table(rows: list[tuple[list[float], str, str]], sizes: list[int]) -> str:
    """Return the slowest kinds of each finder as a Markdown table."""
    lines = ["| finder | kind of text | " + " | ".join(f"{size / 1000:,.0f} kB" for size in sizes) + " |"]
    lines.append("|---|---|" + "---:|" * len(sizes))
    for finder in FINDERS:
        slowest = sorted((row for row in rows if row[2] == finder), key=lambda row: -row[0][-1])[:SHOWN]
        for taken, kind, name in slowest:
            lines.append(f"| {name} | {kind} | " + " | ".join(f"{each:.2f} s" for each in taken) + " |")
    return "\n".join(lines)


if __name__ == "__main__":
    sys.exit(main())
