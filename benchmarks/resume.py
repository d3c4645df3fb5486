"""Kill a long run at random points and resume it each time: the output must equal that of an unbroken run.

    python benchmarks/resume.py                # 2,000 stories, 20 kills, csv and json, and the cost of the journal
    python benchmarks/resume.py --stories 300 --kills 5 --formats jsonl

Times are those of the processor, of a run and all that it starts, so that a busy machine does not matter.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

STORIES = Path(__file__).resolve().parent.parent / "tests" / "stories" / "open"
LENGTH = 200  # characters of a story that is killed over; the journal has as many lines with short ones
COST_STORIES = 200
ROUNDS = 3


def write_stories(path: Path, count: int, length: int | None = None) -> None:
    """Write the stories of the tests, cut to a length, over and over until there are enough, each with its own id."""
    stories = [json.loads(each.read_text(encoding="utf-8")) for each in sorted(STORIES.glob("*.json"))]
    with path.open("w", encoding="utf-8") as stream:
        for number in range(count):
            story = stories[number % len(stories)]
            record = {"text": story["text"][:length], "id": f"{number}", "reference_date": story["published"]}
            stream.write(json.dumps(record) + "\n")


def start(arguments: list[str], stdout: int = subprocess.DEVNULL) -> subprocess.Popen[bytes]:
    """Start ``borderfacts extract``."""
    return subprocess.Popen([sys.executable, "-m", "borderfacts", "extract", *arguments], stdout=stdout)


def seconds(arguments: list[str], stdout: int = subprocess.DEVNULL) -> float:
    """Return the processor time of a run."""
    _, status, usage = os.wait4(start(arguments, stdout).pid, 0)
    if status:
        raise SystemExit(f"borderfacts extract {' '.join(arguments)} ended with {status}")
    return usage.ru_utime + usage.ru_stime


def lines(path: Path) -> int:
    """Return the number of whole lines of a file; 0 where there is none."""
    return path.read_bytes().count(b"\n") if path.exists() else 0


def kill_at(arguments: list[str], journal: Path, count: int, delay: float) -> int:
    """Start a run, kill it some time after its journal has that many lines, and return how many there are."""
    process = start(arguments)
    while process.poll() is None and lines(journal) < count:
        time.sleep(0.05)
    time.sleep(delay)
    process.kill()
    process.wait()
    return lines(journal)


def measure_kills(stories: Path, name: str, count: int, kills: int, chance: random.Random) -> bool:
    """Compare a run that is killed again and again with an unbroken one."""
    folder = stories.parent
    unbroken, broken = folder / f"unbroken.{name}", folder / f"broken.{name}"
    seconds([str(stories), "--output", str(unbroken)])
    journal = Path(f"{broken}.partial")
    arguments = [str(stories), "--output", str(broken), "--resume"]
    points = sorted(chance.sample(range(count - 150), kills))
    found = [kill_at(arguments, journal, point, chance.random()) for point in points]
    print(f"  killed with {', '.join(f'{number:,}' for number in found)} lines in the journal")
    seconds(arguments)
    same = broken.read_bytes() == unbroken.read_bytes() and not journal.exists()
    print(
        f"  {name}: {broken.stat().st_size:,} bytes, {'the same as' if same else 'OTHER than'} those of an unbroken run"
    )
    return same


def measure_cost(stories: Path) -> None:
    """Compare the time of a run to a file, which keeps a journal, with one to standard output, which keeps none."""
    write_stories(stories, COST_STORIES)
    output = stories.with_name("found.jsonl")
    without, kept = [], []
    for _ in range(ROUNDS):
        with output.open("wb") as stream:
            without.append(seconds([str(stories)], stream.fileno()))
        kept.append(seconds([str(stories), "--output", str(output)]))
    one, other = statistics.median(without), statistics.median(kept)
    print(f"without journal {one:.1f} s, with {other:.1f} s, ratio {other / one:.3f} (median of {ROUNDS} rounds)")


def main() -> None:
    """Run what is asked."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--stories", type=int, default=2000)
    parser.add_argument("--kills", type=int, default=20)
    parser.add_argument("--formats", nargs="+", default=["csv", "json"])
    parser.add_argument("--seed", type=int, default=1)
    asked = parser.parse_args()
    chance = random.Random(asked.seed)
    with tempfile.TemporaryDirectory() as folder:
        stories = Path(folder, "stories.jsonl")
        write_stories(stories, asked.stories, LENGTH)
        print(f"{asked.stories:,} stories, {asked.kills} kills")
        same = [measure_kills(stories, name, asked.stories, asked.kills, chance) for name in asked.formats]
        measure_cost(stories)
    raise SystemExit(0 if all(same) else 1)


if __name__ == "__main__":
    main()
