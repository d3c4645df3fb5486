"""Change stories at random, read them, and show what does not hold for the records.

    python benchmarks/fuzz.py grammars 20000             # all that is found without the learned reader
    python benchmarks/fuzz.py pipeline 500               # whole extractions
    python benchmarks/fuzz.py grammars 20000 --seed b    # other texts
    python benchmarks/fuzz.py grammars 20000 --longest 200   # many short texts in the time of few long ones
    python benchmarks/fuzz.py grammars 20000 --processes 2 --write   # the figures to docs/benchmarks.md

Stories of the tests, the corpus and the examples are spliced, cut and repeated, and get other characters, white space,
numbers and markup (``tests/mutations.py``). ``tests/soundness.py`` says what must hold: no error, exact spans, records
that come back from JSON, finite numbers, the same bytes twice. Also shown are the processor's time a character and the
slowest text. A text that fails is made as short as it can be and still fail; texts that fail alike are shown once.
"""

from __future__ import annotations

import argparse
import json
import statistics
import sys
import time
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from functools import cache, partial
from pathlib import Path
from typing import NamedTuple

from documents import write_part

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from tests.mutations import LONGEST, Drawn, draw, smaller  # noqa: E402
from tests.soundness import READERS, problem  # noqa: E402

from borderfacts.notation import read_file  # noqa: E402
from borderfacts.records import Record  # noqa: E402

PORTION = 50  # texts that a process reads at once
# Where a step grows faster than the text, a text of some thousand characters takes this many times more than it should.
SLOW = 1_000  # microseconds a character
FEWEST = 1_000  # characters that a text counts for at least: a short one takes as long as its words are looked up


class Outcome(NamedTuple):
    """What came of one text: its seed, its length, the processor's seconds for a reading, and what does not hold."""

    seed: str
    characters: int
    seconds: float
    problem: str | None

    @property
    def pace(self) -> float:
        """Microseconds a character."""
        return 1e6 * self.seconds / max(self.characters, FEWEST)


@cache
def stories() -> tuple[str, ...]:
    """Return the texts of the stories of tests, corpus and examples."""
    texts = [
        json.loads(path.read_text(encoding="utf-8"))["text"] for path in sorted(ROOT.glob("tests/stories/*/*.json"))
    ]
    texts += [read_file(path)[0].text for path in sorted(ROOT.glob("corpus/retold/*.marks"))]
    lines = (ROOT / "examples" / "wire.jsonl").read_text(encoding="utf-8").splitlines()
    return (
        *texts,
        *(json.loads(line)["text"] for line in lines),
        (ROOT / "examples" / "article.txt").read_text("utf-8"),
    )


def outcomes(mode: str, longest: int, seeds: list[str]) -> list[Outcome]:
    """Read the texts of some seeds."""
    return [_outcome(mode, seed, draw(seed, stories(), longest)) for seed in seeds]


def _outcome(mode: str, seed: str, drawn: Drawn) -> Outcome:
    seconds: list[float] = []

    def timed(drawn: Drawn) -> list[Record]:
        start = time.process_time()
        records = READERS[mode](drawn)
        seconds.append(time.process_time() - start)
        return records

    found = problem(drawn, timed)  # which reads twice; the first time may load what is loaded once
    outcome = Outcome(seed, len(drawn.text), min(seconds, default=0.0), found)
    return outcome._replace(problem="takes too long") if found is None and outcome.pace > SLOW else outcome


def run(mode: str, longest: int, seeds: list[str], processes: int) -> Iterator[Outcome]:
    """Yield the outcome of each seed, in order."""
    portions = [seeds[at : at + PORTION] for at in range(0, len(seeds), PORTION)]
    if processes == 1:
        for portion in portions:
            yield from outcomes(mode, longest, portion)
        return
    with ProcessPoolExecutor(processes) as pool:
        for portion_outcomes in pool.map(partial(outcomes, mode, longest), portions):
            yield from portion_outcomes


def shrunk(mode: str, outcome: Outcome, drawn: Drawn) -> str:
    """Return the shortest text found that fails as the text of an outcome does."""
    if outcome.problem == "takes too long":
        return drawn.text
    return smaller(drawn.text, lambda text: problem(drawn._replace(text=text), READERS[mode]) == outcome.problem)


def main() -> int:
    """Print failures and figures; return 1 where anything failed."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("mode", choices=READERS)
    parser.add_argument("count", type=int, help="the number of texts")
    parser.add_argument("--seed", default="a", help="what the texts are drawn from (default: %(default)s)")
    parser.add_argument("--first", type=int, default=0, help="the number of the first text (default: %(default)s)")
    parser.add_argument("--longest", type=int, default=LONGEST, help="characters of a text (default: %(default)s)")
    parser.add_argument("--processes", type=int, default=1)
    parser.add_argument("--write", action="store_true", help="write the figures to docs/benchmarks.md")
    arguments = parser.parse_args()
    seeds = [f"{arguments.seed}-{number}" for number in range(arguments.first, arguments.first + arguments.count)]
    read: list[Outcome] = []
    failed: Counter[str] = Counter()
    for outcome in run(arguments.mode, arguments.longest, seeds, arguments.processes):
        read.append(outcome)
        if outcome.problem:
            failed[outcome.problem] += 1
            if failed[outcome.problem] == 1:
                drawn = draw(outcome.seed, stories(), arguments.longest)
                text = shrunk(arguments.mode, outcome, drawn)
                print(f"{outcome.seed}, read on {drawn.published}: {outcome.problem}\n    {text!r}", flush=True)
    for name, number in failed.most_common():
        print(f"{number:7,} {name}")
    figures = table(arguments.seed, read)
    print(figures)
    if arguments.write:
        write_part(f"fuzz {arguments.mode}", figures)
    return 1 if failed else 0


def table(seed: str, read: list[Outcome]) -> str:
    """Return the figures of a run as a Markdown table."""
    paces = sorted(outcome.pace for outcome in read)
    slowest = max(read, key=lambda outcome: outcome.pace)
    rows = {
        "texts": f"{len(read):,} of seed {seed}",
        "characters": f"{sum(outcome.characters for outcome in read):,}",
        "failures": f"{sum(outcome.problem is not None for outcome in read):,}",
        "processor's time a character, median": f"{statistics.median(paces):.1f} µs",
        "of 999 in 1,000 at most": f"{paces[int(0.999 * (len(paces) - 1))]:.1f} µs",
        "slowest": f"{slowest.pace:.1f} µs ({slowest.seed})",
    }
    return "\n".join(["| | |", "|---|---:|", *(f"| {name} | {value} |" for name, value in rows.items())])


if __name__ == "__main__":
    sys.exit(main())
