"""Find the personal names of a text, by their shape and their neighbours."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from borderfacts import lexicons
from borderfacts.annotations import PersonMention, span_of
from borderfacts.mentions.people.nouns import person_nouns, titles
from borderfacts.records import Count
from borderfacts.vocabulary import Role

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

_NAME_TAGS = frozenset({"NNP", "NNPS"})
_PARTICLES = frozenset({"de", "da", "del", "la", "al", "el", "bin", "van", "von", "der", "ibn", "abu", "dos", "du", "-", "'", "’", "y", "ul"})
_SUFFIXES = frozenset({"jr", "jr.", "sr", "sr.", "ii", "iii"})
_SAYING = frozenset({"said", "says", "told", "added", "announced", "described", "called", "explained", "wrote", "noted", "declared", "warned", "argued", "confirmed", "insisted", "praised", "promised", "stressed", "acknowledged"})
_LONGEST_NAME = 6


@cache
def _no_names() -> frozenset[str]:
    return frozenset(word.lower() for word in lexicons.people()["not_a_name"].forms)


def find_names(doc: Doc, blocked: set[int], heads: set[int]) -> list[PersonMention]:
    """Return the personal names of the Doc.

    A full name is a run of two to six capitalized words that are no place, agency, date or organisation. Its last word alone,
    later in the text, is a mention of the same person.

    Args:
        doc: the Doc.
        blocked: token indices of places, agencies, dates and quantities.
        heads: token indices that already carry a mention of people.
    """
    found: list[PersonMention] = []
    known: dict[str, str] = {}
    officials: set[str] = set()
    i = 0
    while i < len(doc):
        end = _run(doc, i, blocked, heads)
        words = [doc[j] for j in range(i, end)]
        if not words:
            i += 1
            continue
        name = _name_of(words, known)
        if name is not None and not _is_thing(doc, i, end, words, blocked):
            official = name in officials or _is_official(doc, i, end)
            if official:
                officials.add(name)
            full = name not in known.values()
            known.setdefault(words[-1].lower_ if words[-1].lower_ not in _SUFFIXES or len(words) < 2 else words[-2].lower_, name)
            if full and len(words) > 2:
                known.setdefault(words[-2].lower_, name)  # Spanish second surnames are dropped on later mention
            if full and len(words) > 1:
                known.setdefault(words[0].lower_, name)
            found.append(_mention(doc, i, end, name, official=official, first=full))
        i = max(end, i + 1)
    return found


def _run(doc: Doc, start: int, blocked: set[int], heads: set[int]) -> int:
    i = start
    while i < len(doc) and i - start < _LONGEST_NAME and _may_be_name(doc[i], blocked, heads):
        i += 1
        if i + 1 < len(doc) and i > start and doc[i].lower_ in _PARTICLES and _may_be_name(doc[i + 1], blocked, heads):
            i += 1
        if i < len(doc) and doc[i].lower_ in _SUFFIXES:
            return i + 1
    return i


def _may_be_name(token: Token, blocked: set[int], heads: set[int]) -> bool:
    text = token.text
    return (
        token.i not in blocked
        and token.i not in heads
        and (token.tag_ in _NAME_TAGS or token.tag_ in ("NN", "JJ", "VB", "FW", "RB", "UH", "VBD", "VBP", "NNS") and not token.is_sent_start)
        and text[:1].isupper()
        and (not text.isupper() or len(text) == 2 and text[1] == ".")
        and token.lower_.rstrip(".") not in titles()
        and token.lower_ not in person_nouns()
        and token.lower_.rstrip(".") not in _no_names()
        and any(c.islower() for c in text) | (len(text) == 2)
        and not any(c.isdigit() for c in text)
    )


def _name_of(words: list[Token], known: dict[str, str]) -> str | None:
    if len(words) == 1:
        return known.get(words[0].lower_)
    text = words[0].doc[words[0].i : words[-1].i + 1].text
    return known.get(words[-1].lower_, text) if len(words) == 1 else text


def _is_thing(doc: Doc, start: int, end: int, words: list[Token], blocked: set[int]) -> bool:
    """Ships, operations, companies: ``the Ocean Viking``, ``Operation Safe Streets``, ``Straits Line``."""
    before = doc[start - 1].lower_ if start else ""
    if start and start - 1 in blocked and doc[start - 1].tag_ in _NAME_TAGS and doc[start - 1].whitespace_:
        return True
    if before in ("the", "a", "an", "operation", "vessel", "ship", "trawler", "ferry", "tanker", "&") and len(words) > 1:
        return True
    if end < len(doc) and doc[end].tag_ in ("NN", "NNS") and doc[end].head.i != doc[end].i and words[-1].dep_ == "compound":
        return True
    return end < len(doc) and doc[end].text == "&"


def _is_official(doc: Doc, start: int, end: int) -> bool:
    if any(doc[i].lower_.rstrip(".") in titles() and (doc[i].text[0].isupper() or doc[i].lower_ in person_nouns()) for i in range(max(start - 3, doc[start].sent.start), start)):
        return True
    nouns = person_nouns()
    if end + 1 < len(doc) and doc[end].text == ",":
        for i in range(end + 1, min(end + 8, len(doc))):
            noun = nouns.get(doc[i].lower_)
            if noun is not None:
                return noun.official
            if doc[i].tag_ in (",", ".", "VBD", "WP"):
                break
        if doc[end + 1].lower_ == "who" and end + 4 < len(doc) and any(doc[i].lower_ in ("charge", "heads", "leads", "runs") for i in range(end + 2, min(end + 6, len(doc)))):
            return True
    after = doc[end].lower_ if end < len(doc) else ""
    verb_before = doc[start - 1].lower_ if start else ""
    return after in _SAYING or verb_before in _SAYING


def _mention(doc: Doc, start: int, end: int, name: str, *, official: bool, first: bool) -> PersonMention:
    span = span_of(doc, start, end)
    return PersonMention(
        span=span, head=end - 1, left=start, right=end, count=Count(min=1, max=1, text=span.text), name=name,
        role=Role.OTHER if official else None, reference="new" if first else "name", official=official,
    )  # fmt: skip
