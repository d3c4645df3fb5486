"""What a date in a sentence is the date of: what is told, the report of it, another step of the story, or an end."""

from __future__ import annotations

from enum import Enum, auto
from typing import TYPE_CHECKING

from borderfacts import lexicons
from borderfacts.actions.clauses import SUBJECTS, is_passive, is_verb
from borderfacts.actions.status import is_alleging, is_reporting
from borderfacts.records import DateMention

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token
    from spacy.tokens import Span as TokenSpan

_UNTIL = lexicons.story_words("until")
_SINCE = frozenset({"since"})
_STEPS = lexicons.story_words("steps")
_LASTING = lexicons.story_words("lasting")
_ORIGINS = lexicons.story_words("origins")
_SEARCHES = lexicons.story_words("searches")
_SEARCH_NOUNS = frozenset({"search", "searches"})
_SETTING_OUT = frozenset({"out", "off", "sail"})
_CLIMB = 6


class Moment(Enum):
    """What a date is the date of."""

    OWN = auto()
    REPORT = auto()
    STEP = auto()
    END = auto()
    SINCE = auto()
    ASIDE = auto()


def moment_of(doc: Doc, date: DateMention, acting: set[int]) -> Moment:
    """Tell what a date is the date of. ``acting`` are the tokens at which an action is told.

    Departures, disappearances and searches are steps before and after what happened: ``they had left on 14 October``.
    """
    span = doc.char_span(date.span.start, date.span.end, alignment_mode="expand")
    if span is None:
        return Moment.OWN
    before = [doc[i].lower_ for i in range(max(span.start - 2, span.sent.start), span.start)]
    if _UNTIL & set(before[-1:]) or (before[-1:] in (["the"], ["about"]) and _UNTIL & set(before)):
        return Moment.END if _is_of_lasting(span) else Moment.ASIDE
    if _SINCE & set(before) and before[-1] in ("since", "the"):
        return Moment.SINCE
    if _is_of_report(doc, span, acting):
        return Moment.REPORT
    if _is_of_origin(span, acting):
        return Moment.ASIDE
    if _is_of_step(span, acting) or _is_of_aside(span, acting) or _is_of_old_flight(span, date):
        return Moment.STEP
    return Moment.OWN


def verb_above(token: Token) -> Token | None:
    """Return the nearest verb above a token."""
    for _ in range(_CLIMB):
        if is_verb(token):
            return token
        if token.head is token:
            return None
        token = token.head
    return None


def _is_of_lasting(date: TokenSpan) -> bool:
    verb = verb_above(date.root)
    if verb is None:
        return False
    if verb.lower_ in ("begin", "start"):  # "is to last, to begin with, until 1 May"
        return any(token.lower_ in _LASTING for token in verb.head.subtree)
    return verb.lower_ in _LASTING


def _is_of_origin(date: TokenSpan, acting: set[int]) -> bool:
    """``an effort that began in 2013``, ``the fence built in 2022``: how old something is."""
    verb = verb_above(date.root)
    if verb is None or verb.dep_ not in ("relcl", "acl") or verb.lower_ not in _ORIGINS:
        return False
    return verb.i not in acting or _is_of_aside(date, acting)


def _is_of_aside(date: TokenSpan, acting: set[int]) -> bool:
    """``A man who was arrested on Monday has been charged``: the day of a step told beside the main action."""
    token = date.root
    beside = False
    for _ in range(2 * _CLIMB):
        if beside and token.i in acting and is_verb(token):
            return True
        beside = beside or token.dep_ == "relcl" or (token.i in acting and _describes_subject(token))
        if token.head is token:
            return False
        token = token.head
    return False


def _describes_subject(participle: Token) -> bool:
    """``Vieira, arrested in June, pleaded guilty in October``."""
    return participle.dep_ == "acl" and participle.tag_ == "VBN" and participle.head.dep_ in SUBJECTS


def _is_of_old_flight(span: TokenSpan, date: DateMention) -> bool:
    """``He fled in 2015``: how a story began, no flight from the police."""
    verb = verb_above(span.root)
    return verb is not None and verb.lower_ in ("fled", "flee") and len(date.start or "") < len("2025-01-01")


def _is_of_step(date: TokenSpan, acting: set[int]) -> bool:
    verb = verb_above(date.root)
    if verb is None:
        return False
    if verb.lower_ in _SEARCHES:  # "they searched a flat, arrested a man and seized cash"
        return not any(child.dep_ == "conj" and child.i in acting for child in (verb, *verb.children))
    if any(child.lower_ in _SEARCH_NOUNS for child in verb.children if child.dep_ in (*SUBJECTS, "dobj")):
        return True  # "the search was called off on Tuesday"
    if verb.lower_ in ("set", "setting"):
        return any(child.lower_ in _SETTING_OUT for child in verb.children)
    return verb.lower_ in _STEPS


def _is_of_report(doc: Doc, span: TokenSpan, acting: set[int]) -> bool:
    """Tell whether a date is that of the report: it hangs on a reporting verb, or stands right beside one."""
    token: Token = span.root
    if "that" in (doc[i].lower_ for i in range(max(span.start - 2, span.sent.start), span.start)):
        return False  # "reported that on Monday it had stopped a boat"
    following = [doc[i].lower_ for i in range(span.end, min(span.end + 2, len(doc)))]
    if token.dep_ == "dobj" or (token.dep_ == "npadvmod" and following == [",", "when"]):
        return False  # "critics recall April 2020, when a boat sank"
    for _ in range(4):
        if is_verb(token):
            break
        token = token.head
    if is_verb(token) and token.i in acting:
        return _beside_report(doc, span.start, span.end, acting) and not _beside(doc, span.start, acting)
    if is_verb(token) and (is_reporting(token) or is_alleging(token)):
        if _closes_what_is_reported(doc, span, token, acting):
            return False
        return not is_passive(token) or token.lower_ not in (
            "told",
            "called",
            "warned",
        )  # "police were told by a caller"
    return _beside_report(doc, span.start, span.end, acting)


def _closes_what_is_reported(doc: Doc, date: TokenSpan, reporting: Token, acting: set[int]) -> bool:
    """``Two migrants drowned on Monday, the sheriff said``, where the parser hangs the day on ``said``."""
    return (
        date.end < reporting.i
        and doc[date.end].text == ","
        and any(i in acting for i in range(date.sent.start, date.start))
    )


def _beside(doc: Doc, start: int, acting: set[int]) -> bool:
    return any(i in acting for i in range(max(start - 2, 0), start))


def _beside_report(doc: Doc, start: int, end: int, acting: set[int]) -> bool:
    for i in range(start - 1, max(start - 5, -1), -1):
        token = doc[i]
        if is_verb(token):
            return is_reporting(token) and i not in acting
        if token.tag_ in (",", ".", ":", "CC") and token.text != ",":
            return False
        if token.text == ",":
            break
    following = doc[end] if end < len(doc) else None
    return following is not None and is_verb(following) and is_reporting(following) and following.i not in acting
