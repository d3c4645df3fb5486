"""The people that single sentences mention, each construction in a table of ``sentences.toml``."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest
from spacy.language import Language
from spacy.tokens import Doc
from tests.markup import Marked, read_marked

from borderfacts.annotations import PEOPLE, PersonMention
from borderfacts.records import Count, Part
from borderfacts.vocabulary import PartKind, Role

HERE = Path(__file__).parent
KINDS = frozenset(PartKind)
ROLES = frozenset({Role.MIGRANT, Role.SUSPECT, Role.OFFICER})
# Which part of a label a word is, in the order in which the labels of what is found are written.
WORDS = ("definite", "remainder", "partitive", "additional", "part", "name", "body", "crowd", "official")
COUNT = re.compile(r"\d+\+?|\d*\.\.\d+")


def _sentences(file: str) -> Iterator[Marked]:
    for table, sentences in tomllib.loads((HERE / file).read_text(encoding="utf-8")).items():
        yield from (read_marked(sentence, table) for sentence in sentences)


def _canonical(label: str) -> str:
    """Return the label with its words in the order of ``_label``, and the parts that count and kind imply."""
    braces = re.search(r"\{(.*)\}", label)
    words = re.sub(r"\{.*\}", "", label).split()
    count = next((w for w in words if COUNT.fullmatch(w)), "")
    kind = next((w for w in words if w in KINDS), "")
    parts = (
        ", ".join(part.strip() for part in braces[1].split(","))
        if braces
        else f"{count} {kind}".strip()
        if kind
        else ""
    )
    order = {word: i for i, word in enumerate((count, kind, *ROLES, *WORDS))}
    return " ".join([*sorted((w for w in words if w != "?"), key=lambda w: (order.get(w, 99), w)), f"{{{parts}}}"])


def _count(count: Count | None) -> str:
    if count is None:
        return ""
    if count.min is None:
        return f"..{count.max}"
    if count.max is None:
        return f"{count.min}+"
    return str(count.min) if count.min == count.max else f"{count.min}..{count.max}"


def _part(part: Part) -> str:
    return f"{_count(part.count)} {part.kind}".strip()


def _label(mention: PersonMention) -> str:
    words = [
        _count(mention.count),
        mention.kind or "",
        mention.role if mention.role in ROLES and not mention.body else "",
        "" if mention.reference == "new" else mention.reference,
        *(word for word in ("body", "crowd", "official") if getattr(mention, word)),
        *mention.nationalities,
        f"@{','.join(map(str, mention.ages))}" if mention.ages else "",
        f"={mention.name.replace(' ', '_')}" if mention.name else "",
        f"~{mention.qualifier}" if mention.qualifier else "",
    ]
    return _canonical(f"{' '.join(words)} {{{', '.join(map(_part, mention.parts))}}}")


def _expected(case: Marked) -> set[tuple[str, str]]:
    return {(case.text[start:end], _canonical(label)) for start, end, label in case.mentions}


def _found(doc: Doc, marked: set[str]) -> set[tuple[str, str]]:
    return {
        (mention.span.text, _label(mention))
        for mention in PEOPLE.read(doc)
        if mention.span.text in marked or not (mention.official or mention.role == Role.OFFICER)
    }


@pytest.mark.parametrize("case", list(_sentences("sentences.toml")), ids=str)
def test_people_of_a_sentence(nlp: Language, case: Marked) -> None:
    expected = _expected(case)
    assert _found(nlp(case.text), {words for words, _ in expected}) == expected


@pytest.mark.parametrize("case", list(_sentences("no_people.toml")), ids=str)
def test_no_people(nlp: Language, case: Marked) -> None:
    assert _found(nlp(case.text), set()) == set()
