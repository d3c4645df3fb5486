"""The gate for archives: decide, at the cost of reading the bytes, which texts can hold no incident.

A linear model: each word of a text adds its weight, more where it stands there often; the stretch of the text that
weighs the most counts once more, by weights of its own, since an incident in passing is told in few words; and a long
text, which has more words to weigh, must weigh more. ``training/gate.py`` makes the weights from the marked stories and
from articles of all matters.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterator, Sequence
from functools import cache
from importlib.resources import files
from itertools import accumulate, repeat
from typing import NamedTuple

from pydantic import BaseModel, ConfigDict

DATA = files(__name__) / "data"
WEIGHTS, CARD = "weights.tsv", "card.json"

STRETCH, STEP = 40, 20  # words of a stretch, and from one to the next
FEWEST = 400  # words from which on a text must weigh more the longer it is

# Letters of English in small, and a space for all else: one pass over the bytes, whatever the text is made of.
_LETTERS = bytes(byte if 97 <= byte <= 122 else 32 for byte in bytes(range(128)).lower()) + b" " * 128


class Card(BaseModel):
    """What the gate was made from, and what it lets through.

    Attributes:
        name: the name of the gate, with the sum over its weights; one that is made anew has another.
        threshold: what a text must weigh for it to be read.
        length: what a text must weigh more with each unit of the natural logarithm of its words.
        recall: the share of the marked incidents in stories that weigh so much, by words fitted on other stories.
        stories: the number of marked stories with incidents, on which that was measured.
        incidents: the number of their incidents.
        others: the number of articles of all matters against which they were set.
        words: the number of words with a weight.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    name: str
    threshold: int
    length: int
    recall: float
    stories: int
    incidents: int
    others: int
    words: int


class Weights(NamedTuple):
    """What each word weighs, in thousandths of log odds.

    Attributes:
        whole: what it weighs in a text.
        stretch: what it weighs in a stretch of one.
    """

    whole: dict[bytes, int]
    stretch: dict[bytes, int]


def could_hold_incident(text: str) -> bool:
    """Return whether a text speaks of borders and migration enough that it may hold an incident.

    Examples:
        >>> story = "Border Patrol agents arrested nine migrants who had crossed the border illegally."
        >>> could_hold_incident(story), could_hold_incident("Voters in Ohio like the candidate.")
        (True, False)
    """
    return excess(text) >= 0


def excess(text: str) -> float:
    """Return how much more a text weighs than it must for it to be read, in thousandths of log odds."""
    return weight_of(words_of(text)) - card().threshold


def words_of(text: str) -> list[bytes]:
    """Return the words of a text, in small letters; what is not a letter of English ends a word.

    Examples:
        >>> words_of("Asylum-seekers at the Border")
        [b'asylum', b'seekers', b'at', b'the', b'border']
    """
    return text.encode("utf-8", "surrogatepass").translate(_LETTERS).split()


def stretches(number: int) -> Iterator[tuple[int, int]]:
    """Yield where the stretches of a text of so many words start and end, which overlap by half: all of a short one."""
    for start in range(0, max(number - STEP, 1), STEP):
        yield start, min(start + STRETCH, number)


def weight_of(words: Sequence[bytes]) -> float:
    """Return what a text weighs; ``fsum`` rounds once, so that no order of the words changes the sum."""
    whole, _ = weights()
    counts = Counter(words)
    sums = math.fsum(whole[word] * damped(counts[word]) for word in counts.keys() & whole.keys())
    return sums + heaviest(words) - card().length * length_of(words)


def heaviest(words: Sequence[bytes]) -> int:
    """Return what the stretch of a text weighs that weighs the most."""
    passed = [0, *accumulate(map(weights().stretch.get, words, repeat(0)))]
    return max(passed[end] - passed[start] for start, end in stretches(len(words)))


@cache
def damped(number: int) -> float:
    """Return what a word counts that stands so often in a text."""
    return 1 + math.log(number)


def length_of(words: Sequence[bytes]) -> float:
    """Return the natural logarithm of the number of words of a text, of the fewest that count for a short one."""
    return math.log(max(len(words), FEWEST))


@cache
def card() -> Card:
    """Return the card of the gate."""
    return Card.model_validate_json((DATA / CARD).read_bytes())


@cache
def weights() -> Weights:
    """Return what each word weighs."""
    rows = [line.split(b"\t") for line in (DATA / WEIGHTS).read_bytes().splitlines()]
    return Weights(*({row[0]: int(row[column]) for row in rows if row[column] != b"0"} for column in (1, 2)))
