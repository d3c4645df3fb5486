"""Sentences that only show or describe people: pictures of them, a state of some of them, those who stay at home."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from borderfacts import lexicons
from borderfacts.actions.clauses import SUBJECTS
from borderfacts.annotations import ActionMention, PersonMention
from borderfacts.incidents.entities import add_parts
from borderfacts.records import Part
from borderfacts.vocabulary import Role

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

_PICTURES = lexicons.story_words("pictures")
_SHOWING = lexicons.story_words("showing")
_POSTURES = lexicons.story_words("postures")
_AT_HOME = lexicons.story_words("at_home")
_BE = frozenset({"is", "are", "was", "were"})
_OWNERS = frozenset({"his", "her", "their"})
_PARTICIPLES = frozenset({"VBG", "VB"})


def without_showing(doc: Doc, actions: Sequence[ActionMention]) -> list[ActionMention]:
    """Return the actions but for those of a camera: ``video captured a man``, ``pictures released by the force``."""
    return [a for a in actions if not (a.verbal and _is_of_picture(doc[a.token]))]


def _is_of_picture(verb: Token) -> bool:
    if verb.dep_ == "acl" and verb.tag_ == "VBN":
        return verb.head.lower_ in _PICTURES
    return verb.lower_ in _SHOWING and any(c.dep_ in SUBJECTS and c.lower_ in _PICTURES for c in verb.children)


def is_picture(doc: Doc, start: int, end: int) -> bool:
    """Tell whether a sentence says what a picture shows: ``Images show ...``, ``In the footage, a boy ...``."""
    for token in doc[start:end]:
        if token.lower_ not in _PICTURES:
            continue
        if token.dep_ in SUBJECTS and token.head.lower_ in _SHOWING:
            return True
        if token.dep_ == "pobj" and token.head.i == start and token.head.lower_ in ("in", "on"):
            return True
    return False


def shown(doc: Doc, start: int, end: int, people: Iterable[PersonMention]) -> list[PersonMention]:
    """Return the people of a sentence without an action whom it only shows or describes.

    They are some of those told before: who is in a picture of them, or in a state (``One woman was pregnant``).
    """
    picture = is_picture(doc, start, end)
    return [
        m
        for m in people
        if (m.kind or m.parts)
        and not (m.official or m.name or m.body)
        and m.role in (None, Role.MIGRANT)
        and m.reference in ("new", "additional")
        and (_poses(doc, m) if picture else _is_in_state(doc, m, start))
    ]


def _poses(doc: Doc, mention: PersonMention) -> bool:
    """People in a picture walk, sit or carry a child; who does more may be anyone."""
    head = doc[mention.head]
    verbs = [c for c in head.children if c.dep_ in ("acl", "relcl")]
    if head.dep_ in SUBJECTS:
        verbs.append(head.head)
    return all(v.lower_ in _POSTURES or v.tag_ not in _PARTICIPLES for v in verbs)


def _is_in_state(doc: Doc, mention: PersonMention, start: int) -> bool:
    head = doc[mention.head]
    if mention.left != start or head.dep_ not in SUBJECTS or head.head.lower_ not in _BE:
        return False
    counted = doc[mention.left].tag_ == "CD"
    return counted and any(c.dep_ == "acomp" for c in head.head.children)


def stays_home(doc: Doc, mention: PersonMention) -> bool:
    """``His wife and children live in Sylhet``: of the family, not of the incident."""
    head = doc[mention.head]
    owned = doc[mention.left].lower_ in _OWNERS
    return owned and head.dep_ in SUBJECTS and head.head.lower_ in _AT_HOME


def parts_shown(people: Iterable[PersonMention]) -> list[Part]:
    """Return the people of one picture as parts, those of one kind added up; ``more children`` add no number."""
    parts: list[Part] = []
    for mention in people:
        parts = add_parts(parts, mention.parts)
    return parts


def new_parts(known: Sequence[Part], parts: Iterable[Part]) -> list[Part]:
    """Return the parts that tell more of a group: a number where none of that kind is told, a kind not told at all."""
    counted = {p.kind for p in known if p.count is not None}
    kinds = {p.kind for p in known}
    return [p for p in parts if p.kind not in (counted if p.count is not None else kinds)]
