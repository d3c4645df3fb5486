"""What two sentences of a story have in common: dates, places, agencies, numbers, ages, names and words.

Whether two sentences report one incident shows in what they share and in what they do not: the same town or another
one, the same number or another day.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.floating[Any]]

# Kinds of candidates of which two sentences may have the same, or each its own.
COMPARED = ("date", "place", "agency", "number", "age", "nationality")
OVERLAPS = 2 * (len(COMPARED) + 1) + 1
_SHORTEST_NAME, _SHORTEST_WORD = 3, 4


def overlaps(forms: Sequence[str], sentence: Sequence[int], candidates: Iterable[tuple[int, str, str]]) -> Floats:
    """Return what each two sentences share.

    Args:
        forms: the words.
        sentence: for each word the index of its sentence.
        candidates: of each its first word, its kind, and what it says (``2025-01-14``).

    Returns:
        Sentences by sentences by ``OVERLAPS``: for each kind of ``COMPARED``, and last for names, whether both say
        the same, and whether both say something but nothing the same; how alike their words are (cosine, rare words
        count for more).

    Examples:
        >>> overlaps(["Leon", "sank", "Leon"], [0, 0, 1], [(0, "place", "leon"), (2, "place", "leon")])[0, 1, 2:4]
        array([1., 0.], dtype=float32)
    """
    count = max(sentence, default=-1) + 1
    found = np.zeros((count, count, OVERLAPS), dtype=np.float32)
    by_kind: dict[str, list[tuple[int, str]]] = {kind: [] for kind in COMPARED}
    for first, kind, says in candidates:
        if kind in by_kind:
            by_kind[kind].append((sentence[first], says))
    for i, pairs in enumerate((*by_kind.values(), _names(forms, sentence))):
        said = _said(pairs, count)
        something = said.sum(axis=1)
        shared = said @ said.T > 0
        found[..., 2 * i] = shared
        found[..., 2 * i + 1] = (np.outer(something, something) > 0) & ~shared
    found[..., -1] = _alike(_said(_words(forms, sentence), count))
    return found


def _said(pairs: Iterable[tuple[int, str]], count: int) -> Floats:
    """Return which sentence says what: sentences by everything that is said."""
    column: dict[str, int] = {}
    cells = [(row, column.setdefault(says, len(column))) for row, says in pairs]
    said = np.zeros((count, max(len(column), 1)), dtype=np.float32)
    if cells:
        rows, columns = zip(*cells, strict=True)
        said[rows, columns] = 1
    return said


def _names(forms: Sequence[str], sentence: Sequence[int]) -> Iterable[tuple[int, str]]:
    for i, form in enumerate(forms):
        inside = i > 0 and sentence[i] == sentence[i - 1]
        if inside and len(form) >= _SHORTEST_NAME and form[0].isupper():
            yield sentence[i], form


def _words(forms: Sequence[str], sentence: Sequence[int]) -> Iterable[tuple[int, str]]:
    for form, at in zip(forms, sentence, strict=True):
        if len(form) >= _SHORTEST_WORD and form.isalpha():
            yield at, form.lower()


def _alike(said: Floats) -> Floats:
    rarity = np.log1p(len(said) / np.maximum(said.sum(axis=0), 1))
    weighted = said * rarity
    weighted /= np.maximum(np.linalg.norm(weighted, axis=1, keepdims=True), 1e-6)
    alike: Floats = weighted @ weighted.T
    return alike
