"""Make the gate for archives: what words weigh, and from which weight on a text is read.

    python -m training.gate DATASETS [--write]

DATASETS holds a clone of the data set of articles of all matters (``git clone --bare ADDRESS DATASETS/OWNER/NAME``),
and ``training.lay_out`` has laid out the marked stories. Stories with marked incidents are set against the articles of
``corpus/archive.tsv`` that are there to fit. A marked story that is a part of an article of the same data set stands as
the whole of it, so that what tells the two apart is their matter and no length or outlet. The threshold is the highest
that lets through ``RECALL`` of the marked incidents, each story weighed by words fitted on others. The same corpus
gives the same files.
"""

from __future__ import annotations

import argparse
import csv
import json
import math
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple
from zlib import crc32

import numpy as np
import numpy.typing as npt
from scipy.optimize import minimize
from scipy.sparse import csr_matrix
from scipy.special import expit

from borderfacts import gate
from borderfacts.notation import MarkedStory
from borderfacts.notation.labels import read_label
from borderfacts.vocabulary import Use
from training.corpus import CORPUS, REAL, all_stories, records_without_text
from training.sources import articles

DATASET = "ramybaly/Article-Bias-Prediction"
ARCHIVE = CORPUS / "archive.tsv"
DATA = Path(gate.__file__).parent / "data"

RECALL = 0.99
RAREST = 8  # texts that a word must stand in
FOLDS = 3
# So many characters of each text stand for short ones, so that it is not its length that shows what a text is: of
# a marked story those around the first action that it reports, of an article of another matter the first.
SHORT = (150, 800)
COST = 10  # of the squares of weights: words are many, and texts few
STEPS = 60
# What every word weighs on top. An incident in passing stands in a long article, whose other words weigh it down; with
# this, one threshold serves short texts, too: without it all of them pass, and with twice as much few do.
EACH_WORD = 0.008
SCALE = 1_000

Floats = npt.NDArray[np.float64]
Flags = npt.NDArray[np.bool_]


class Text(NamedTuple):
    """A text to fit on.

    Attributes:
        words: how often each word stands in it.
        reports: whether an incident is reported in it.
        incidents: the number of its incidents, by which recall is measured; none of a part of a story.
        fold: the fold that it is in; -1 for one that is always fitted on.
    """

    words: Counter[bytes]
    reports: bool
    incidents: int
    fold: int


def main(arguments: list[str]) -> int:
    """Fit the gate and print its card; write it where asked."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("datasets", type=Path)
    parser.add_argument("--write", action="store_true", help="write it into the package")
    asked = parser.parse_args(arguments)
    repository = asked.datasets / DATASET
    stories = [entry.story for entry in all_stories() if entry.story.incidents]
    reporting = [*texts_of(stories, whole_articles(repository))]
    fitted_on = [text for _, text in articles(repository, listed("fit"))]
    others = [Text(gate.words_of(text[:end]), False, 0, -1) for text in fitted_on for end in (None, *SHORT)]
    table, card = made(reporting, others)
    print(json.dumps(card.model_dump(), indent=2))
    if asked.write:
        (DATA / gate.WEIGHTS).write_bytes(table)
        (DATA / gate.CARD).write_text(json.dumps(card.model_dump(), indent=2) + "\n", encoding="utf-8")
    return 0


def listed(use: str) -> list[str]:
    """Return the articles of ``corpus/archive.tsv`` of a use, ``fit`` or ``measure``, in the order drawn."""
    with ARCHIVE.open(encoding="utf-8", newline="") as stream:
        return [row["item"] for row in csv.DictReader(stream, delimiter="\t") if row["use"] == use]


def whole_articles(repository: Path) -> dict[str, str]:
    """Return the whole articles of the data set of which marked stories are parts, by the ids of the stories."""
    records = [record for _, record in records_without_text(part=REAL) if record["source"]["dataset"] == DATASET]
    found = articles(repository, [record["source"]["item"] for record in records])
    return {record["id"]: text for record, (_, text) in zip(records, found, strict=True)}


def texts_of(stories: Sequence[MarkedStory], whole: dict[str, str]) -> Iterator[Text]:
    """Yield stories with incidents as texts to fit on, each also in parts; the id of each decides its fold."""
    for story in stories:
        id = story.meta["id"]
        fold = crc32(id.encode()) % FOLDS
        yield Text(gate.words_of(whole.get(id, story.text)), True, len(story.incidents), fold)
        at = first_action(story)
        for length in SHORT:
            part = story.text[max(0, at - length // 2) : at + length // 2]
            yield Text(gate.words_of(part), True, 0, fold)


def first_action(story: MarkedStory) -> int:
    """Return where the first word stands that reports an incident of a story."""
    links = ((mark.start, read_label(mark.label)) for mark in story.marks)
    return min((start for start, link in links if link is not None and link.use is Use.ACTION), default=0)


def made(reporting: Sequence[Text], others: Sequence[Text]) -> tuple[bytes, gate.Card]:
    """Return the table of weights and the card."""
    texts = [*reporting, *others]
    seen = Counter(word for each in texts for word in each.words)
    names = sorted(word for word, number in seen.items() if number >= RAREST)
    rows = matrix(texts, {word: at for at, word in enumerate(names)})
    reports = np.array([each.reports for each in texts])
    incidents = np.array([each.incidents for each in texts])
    weighed = by_others(rows, reports, np.array([each.fold for each in texts]))
    lowest, recall = highest([(weight, number) for weight, number in zip(weighed, incidents, strict=True) if number])
    weights, bias = fit(rows, reports)
    scaled = zip(names, np.rint(weights * SCALE).astype(int), strict=True)
    table = b"".join(b"%s\t%d\n" % line for line in scaled if line[1])
    return table, gate.Card(
        name=f"gate-{crc32(table):08x}",
        threshold=math.floor((lowest - bias) * SCALE),
        recall=round(recall, 4),
        stories=int((incidents > 0).sum()),
        incidents=int(incidents.sum()),
        others=len(others) // (1 + len(SHORT)),
        words=table.count(b"\n"),
    )


def by_others(rows: csr_matrix, reports: Flags, folds: npt.NDArray[np.int_]) -> Floats:
    """Return what each text weighs by words that were fitted without its fold."""
    weighed = np.zeros(len(folds))
    for fold in range(FOLDS):
        weights, bias = fit(rows[folds != fold], reports[folds != fold])
        weighed[folds == fold] = rows[folds == fold] @ weights + bias
    return weighed


def highest(weighed: Sequence[tuple[float, int]]) -> tuple[float, float]:
    """Return the highest threshold that ``RECALL`` of the incidents reach, and the share that does.

    Args:
        weighed: for each story what it weighs, and how many incidents it has.
    """
    total = sum(number for _, number in weighed)
    kept = 0
    for weight, number in sorted(weighed, reverse=True):
        kept += number
        if kept >= RECALL * total:
            return weight, kept / total
    raise ValueError("no story has an incident")


def fit(rows: csr_matrix, reports: Flags) -> tuple[Floats, float]:
    """Return what words weigh in the log odds that a text reports an incident, and the bias."""
    signs = np.where(reports, 1.0, -1.0)
    turned = rows.T.tocsr()

    def loss(tried: Floats) -> tuple[float, Floats]:
        odds = signs * (rows @ tried[1:] + tried[0])
        slope = -signs * expit(-odds)
        steps = np.concatenate([[slope.sum()], turned @ slope + COST * tried[1:]])
        return float(np.logaddexp(0, -odds).sum() + COST / 2 * (tried[1:] ** 2).sum()), steps

    found = minimize(loss, np.zeros(rows.shape[1] + 1), jac=True, method="L-BFGS-B", options={"maxiter": STEPS}).x
    return found[1:] + EACH_WORD, float(found[0])


def matrix(texts: Sequence[Text], place: dict[bytes, int]) -> csr_matrix:
    """Return the words of texts, a row each, counted as the gate counts them."""
    columns: list[int] = []
    counts: list[float] = []
    ends = [0]
    for each in texts:
        known = each.words.keys() & place.keys()
        columns += map(place.__getitem__, known)
        counts += map(gate.damped, map(each.words.__getitem__, known))
        ends.append(len(columns))
    rows = csr_matrix((counts, columns, ends), shape=(len(texts), len(place)))
    rows.sort_indices()  # sums in one order, whatever that of the set
    return rows


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
