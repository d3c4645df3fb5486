"""The words that event mentions are compared by: kinds of vessels and vehicles, steps, officials, common words."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Iterator
from functools import cache
from importlib.resources import files

from borderfacts.lexicons.gazetteer import fold_word

_WORD = re.compile(r"[^\W\d_]{4,}")


def read_bytes(name: str) -> bytes:
    """Return the content of a data file."""
    return files(__name__.rpartition(".")[0]).joinpath("data", name).read_bytes()


def words_of(text: str) -> Iterator[str]:
    """Yield the words of a text of four letters or more, without case, accents and the s of a plural."""
    yield from (singular(fold_word(found)) for found in _WORD.findall(text))


def singular(word: str) -> str:
    """Return a folded word without the s of a plural."""
    return word[:-1] if word.endswith("s") and not word.endswith("ss") and len(word) > 4 else word


def crafts(folded: Iterable[str]) -> Iterator[str]:
    """Yield the kinds of vessels and vehicles that folded words name."""
    table = _table("crafts")
    yield from (table[word] for word in folded if word in table)


def steps(folded: Iterable[str]) -> Iterator[str]:
    """Yield the later steps (funeral, anniversary) that folded words name."""
    table = _table("steps")
    yield from (table[word] for word in folded if word in table)


@cache
def common() -> frozenset[str]:
    """Return the words, as ``words_of`` gives them, that many stories have, which therefore set none apart."""
    return frozenset(read_bytes("common_words.txt").decode("utf-8").split())


@cache
def officials() -> re.Pattern[str]:
    """Return what finds the name of an authority, or of someone who speaks for one."""
    forms = sorted(_lists()["officials"]["forms"], key=lambda form: (-len(form), form))
    return re.compile(rf"\b(?:{'|'.join(map(re.escape, forms))})s?\b", re.IGNORECASE)


@cache
def _lists() -> dict[str, dict[str, list[str]]]:
    return tomllib.loads(read_bytes("words.toml").decode("utf-8"))


@cache
def _table(name: str) -> dict[str, str]:
    return {singular(form): label for label, forms in _lists()[name].items() for form in forms}
