"""The gate for archives: decide, at the cost of reading the bytes, which texts can hold no incident.

A linear model: each word of a text adds its weight, more where it stands there often, and the sum must reach a
threshold. ``training/gate.py`` makes both from the marked stories and from articles of all matters.
"""

from __future__ import annotations

import math
from collections import Counter
from functools import cache
from importlib.resources import files

from pydantic import BaseModel, ConfigDict

DATA = files(__name__) / "data"
WEIGHTS, CARD = "weights.tsv", "card.json"

# Letters of English in small, and a space for all else: one pass over the bytes, whatever the text is made of.
_LETTERS = bytes(byte if 97 <= byte <= 122 else 32 for byte in bytes(range(128)).lower()) + b" " * 128


class Card(BaseModel):
    """What the gate was made from, and what it lets through.

    Attributes:
        name: the name of the gate, with the sum over its weights; one that is made anew has another.
        threshold: what the words of a text must weigh together for it to be read.
        recall: the share of the marked incidents in stories that weigh so much, by words fitted on other stories.
        stories: the number of marked stories with incidents, on which that was measured.
        incidents: the number of their incidents.
        others: the number of articles of all matters against which they were set.
        words: the number of words with a weight.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    name: str
    threshold: int
    recall: float
    stories: int
    incidents: int
    others: int
    words: int


def could_hold_incident(text: str) -> bool:
    """Return whether a text speaks of borders and migration enough that it may hold an incident.

    Examples:
        >>> story = "Border Patrol agents arrested nine migrants who had crossed the border illegally."
        >>> could_hold_incident(story), could_hold_incident("Voters in Ohio like the candidate.")
        (True, False)
    """
    return weight_of(words_of(text), weights()) >= card().threshold


def words_of(text: str) -> Counter[bytes]:
    """Return how often each word stands in a text, in small letters; what is not a letter of English ends a word.

    Examples:
        >>> sorted(words_of("Asylum-seekers at the Border; asylum").items())
        [(b'asylum', 2), (b'at', 1), (b'border', 1), (b'seekers', 1), (b'the', 1)]
    """
    return Counter(text.encode("utf-8", "surrogatepass").translate(_LETTERS).split())


def weight_of(words: Counter[bytes], weights: dict[bytes, int]) -> float:
    """Return what words weigh together; ``fsum`` rounds once, so that no order of the words changes the sum."""
    return math.fsum(weights[word] * damped(words[word]) for word in words.keys() & weights.keys())


@cache
def damped(number: int) -> float:
    """Return what a word counts that stands so often in a text."""
    return 1 + math.log(number)


@cache
def card() -> Card:
    """Return the card of the gate."""
    return Card.model_validate_json((DATA / CARD).read_bytes())


@cache
def weights() -> dict[bytes, int]:
    """Return what each word weighs, in thousandths of log odds."""
    lines = (DATA / WEIGHTS).read_bytes().splitlines()
    return {word: int(weight) for word, weight in (line.split(b"\t") for line in lines)}
