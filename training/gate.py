"""Make the gate for archives: what words weigh, and from which weight on a text is read.

    python -m training.gate DATASETS [--write]

DATASETS holds a clone of the data set of articles of all matters (``git clone --bare ADDRESS DATASETS/OWNER/NAME``),
and ``training.lay_out`` has laid out the marked stories. Stories with marked incidents are set against the articles of
``corpus/archive.tsv`` that are there to fit. A marked story that is a part of an article of the same data set stands
as the whole of it, so that what tells the two apart is their matter and no length or outlet. What words weigh in a
stretch is fitted on the stretches around marked actions and on some of the other articles. How much the heaviest
stretch and the length count beside the whole, and the threshold, are chosen with each text weighed by words that were
fitted on others: the threshold is the highest that lets through ``RECALL`` of the marked incidents. The same corpus
gives the same files.
"""

from __future__ import annotations

import argparse
import csv
import json
import math
import sys
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
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

RECALL = 0.995
RAREST = 8  # texts or stretches that a word must stand in
FOLDS = 3
# So many characters of each text stand for short ones, so that it is not its length that shows what a text is: of
# a marked story those around the first action that it reports, of an article of another matter the first.
SHORT = (150, 800)
APART = 300  # characters between two actions of a story around which stretches are fitted on
OF_OTHERS = 8  # stretches of an article of another matter that are fitted on
# What every word weighs on top in a whole text: without it, half of all texts of a sentence or two pass on any matter.
EACH_WORD = 0.02
COST = 10  # of the squares of weights: words are many, and texts few
STEPS = 60
SCALE = 1_000

Floats = npt.NDArray[np.float64]
Flags = npt.NDArray[np.bool_]
Row = Mapping[bytes, float]  # what each word counts in a text or a stretch


class Text(NamedTuple):
    """A text to fit on.

    Attributes:
        words: its words.
        passages: the stretches of it that are fitted on: of a story those around its actions.
        incidents: the number of its incidents; 0 for an article of another matter.
        parts: short texts out of it.
        fold: the fold that it is in.
    """

    words: list[bytes]
    passages: list[list[bytes]]
    incidents: int
    parts: list[list[bytes]]
    fold: int


class Fitted(NamedTuple):
    """Words with what they weigh, and what texts weigh by them.

    Attributes:
        weights: what each word weighs.
        bias: what is added to every sum.
        sums: for each text its sum, or that of its heaviest stretch, by words that were fitted on other folds.
    """

    weights: dict[bytes, float]
    bias: float
    sums: Floats


def main(arguments: list[str]) -> int:
    """Fit the gate and print its card; write it where asked."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("datasets", type=Path)
    parser.add_argument("--write", action="store_true", help="write it into the package")
    asked = parser.parse_args(arguments)
    repository = asked.datasets / DATASET
    stories = [entry.story for entry in all_stories() if entry.story.incidents]
    whole = whole_articles(repository)
    texts = [reporting(story, whole.get(story.meta["id"], story.text)) for story in stories]
    texts += [of_others(item, text) for item, text in articles(repository, listed("fit"))]
    table, card = made(texts)
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


def reporting(story: MarkedStory, whole: str) -> Text:
    """Return a story with incidents as a text to fit on, whose words are those of the whole article."""
    at = actions(story)
    around = [(gate.words_of(story.text[:here]), gate.words_of(story.text[here:])) for here in apart(at)]
    half = gate.STRETCH // 2
    passages = [[*before[-half:], *after[:half]] for before, after in around]
    first = at[0] if at else 0
    parts = [gate.words_of(story.text[max(0, first - length // 2) : first + length // 2]) for length in SHORT]
    return Text(gate.words_of(whole), passages, len(story.incidents), parts, crc32(story.meta["id"].encode()) % FOLDS)


def of_others(item: str, text: str) -> Text:
    """Return an article of another matter as a text to fit on, with some of its stretches, evenly drawn."""
    words = gate.words_of(text)
    found = stretches(words)
    passages = found[:: math.ceil(len(found) / OF_OTHERS)]
    return Text(words, passages, 0, [gate.words_of(text[:length]) for length in SHORT], crc32(item.encode()) % FOLDS)


def actions(story: MarkedStory) -> list[int]:
    """Return where the words start that report an incident of a story."""
    links = ((mark.start, read_label(mark.label)) for mark in story.marks)
    return sorted({start for start, link in links if link is not None and link.use is Use.ACTION})


def apart(places: Sequence[int]) -> Iterator[int]:
    """Yield places in ascending order, without those close behind one."""
    last = -APART
    for place in places:
        if place - last >= APART:
            yield place
            last = place


def made(texts: Sequence[Text]) -> tuple[bytes, gate.Card]:
    """Return the table of weights and the card."""
    incidents = np.array([each.incidents for each in texts])
    lengths = np.array([gate.length_of(each.words) for each in texts])
    whole, stretch = by_whole(texts), by_stretch(texts)
    shares = fit_shares(np.column_stack([whole.sums, stretch.sums, lengths]), incidents > 0)
    per_stretch, per_length = shares[1] / shares[0], -shares[2] / shares[0]
    weighed = whole.sums + per_stretch * stretch.sums - per_length * lengths
    lowest, recall = highest([(weight, number) for weight, number in zip(weighed, incidents, strict=True) if number])
    table = table_of(whole.weights, {word: per_stretch * weight for word, weight in stretch.weights.items()})
    return table, gate.Card(
        name=f"gate-{crc32(table):08x}",
        threshold=math.floor((lowest - whole.bias - per_stretch * stretch.bias) * SCALE),
        length=round(per_length * SCALE),
        recall=round(recall, 4),
        stories=int((incidents > 0).sum()),
        incidents=int(incidents.sum()),
        others=int((incidents == 0).sum()),
        words=table.count(b"\n"),
    )


def by_whole(texts: Sequence[Text]) -> Fitted:
    """Return what words weigh in texts, fitted on these and on the short ones out of them, and the sum of each text."""
    rows = [[damped(words) for words in (each.words, *each.parts)] for each in texts]
    return by_others(texts, rows, [row[:1] for row in rows], EACH_WORD)


def by_stretch(texts: Sequence[Text]) -> Fitted:
    """Return what words weigh in stretches, and the sum of the heaviest one of each text."""
    passages = [[*map(Counter, each.passages)] for each in texts]
    return by_others(texts, passages, [[*map(Counter, stretches(each.words))] for each in texts])


def stretches(words: list[bytes]) -> list[list[bytes]]:
    """Return the words of each stretch of a text."""
    return [words[start:end] for start, end in gate.stretches(len(words))]


def damped(words: Sequence[bytes]) -> Row:
    """Return the words of a text, counted as the gate counts those of a whole one."""
    return {word: gate.damped(number) for word, number in Counter(words).items()}


def by_others(
    texts: Sequence[Text], rows: Sequence[Sequence[Row]], weighed: Sequence[Sequence[Row]], more: float = 0.0
) -> Fitted:
    """Return what words weigh, and the greatest sum of the rows of each text by words fitted on texts of other folds.

    Args:
        texts: the texts.
        rows: for each of them the rows that are fitted on.
        weighed: for each of them those whose sums are asked for.
        more: what every word weighs on top.
    """
    seen = Counter(word for each in rows for row in each for word in row)
    names = sorted(word for word, number in seen.items() if number >= RAREST)
    place = {word: at for at, word in enumerate(names)}
    fitted_on, tried = matrix(rows, place), matrix(weighed, place)
    folds = np.array([each.fold for each in texts])
    fold_of_row, fold_of_tried = (np.repeat(folds, [len(each) for each in some]) for some in (rows, weighed))
    reports = np.repeat([each.incidents > 0 for each in texts], [len(each) for each in rows])
    sums = np.zeros(tried.shape[0])
    for fold in range(FOLDS):
        weights, bias = fit(fitted_on[fold_of_row != fold], reports[fold_of_row != fold])
        sums[fold_of_tried == fold] = tried[fold_of_tried == fold] @ (weights + more) + bias
    starts = np.cumsum([0, *(len(each) for each in weighed[:-1])])
    weights, bias = fit(fitted_on, reports)
    return Fitted(dict(zip(names, (weights + more).tolist(), strict=True)), bias, np.maximum.reduceat(sums, starts))


def table_of(whole: dict[bytes, float], stretch: dict[bytes, float]) -> bytes:
    """Return a line for each word with what it weighs in a text and in a stretch of one, in thousandths."""
    lines = []
    for word in sorted(whole.keys() | stretch.keys()):
        of_whole, of_stretch = (round(weights.get(word, 0.0) * SCALE) for weights in (whole, stretch))
        if of_whole or of_stretch:
            lines.append(b"%s\t%d\t%d\n" % (word, of_whole, of_stretch))
    return b"".join(lines)


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
    return found[1:], float(found[0])


def fit_shares(inputs: Floats, reports: Flags) -> Floats:
    """Return how much each input counts in the log odds that a text reports an incident: texts by inputs."""
    spread = inputs.std(axis=0)
    weights, _ = fit(csr_matrix((inputs - inputs.mean(axis=0)) / spread), reports)
    found: Floats = weights / spread
    return found


def matrix(rows: Sequence[Sequence[Row]], place: dict[bytes, int]) -> csr_matrix:
    """Return the rows of texts one below the other, what each word counts in the column that is its place."""
    columns: list[int] = []
    counts: list[float] = []
    ends = [0]
    for row in (row for each in rows for row in each):
        known = sorted(word for word in row if word in place)  # sums in one order
        columns += map(place.__getitem__, known)
        counts += map(row.__getitem__, known)
        ends.append(len(columns))
    return csr_matrix((counts, columns, ends), shape=(len(ends) - 1, len(place)), dtype=np.float64)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
