"""Find the dates, times, durations and sets that a story names."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable

from spacy.tokens import Doc, Token

from borderfacts.annotations import DATES, reference_date
from borderfacts.grammar.date_tense import words
from borderfacts.grammar.dates import TimeExpression, explain_dates
from borderfacts.grammar.timex import Tense

_WILL = frozenset(("will", "'ll", "’ll", "wo", "shall"))
_MAY = frozenset(("should", "may", "might", "must"))
_BE = frozenset(("is", "are", "'s", "’s", "'re", "’re", "am"))
_CLIMB = 25  # heads above a date: no sentence nests deeper in news


class DateFinder:
    """Component: writes the layer of dates.

    Where the Doc has a parse, the verb that governs a date tells whether it lies ahead; elsewhere cue words near by do.
    """

    def __call__(self, doc: Doc) -> Doc:
        """Find the dates of the Doc against its reference date."""
        DATES.write(doc, [expression.mention for expression in explain(doc)])
        return doc


def explain(doc: Doc) -> list[TimeExpression]:
    """Return the dates of a Doc, each with the cue and the anchor that placed it."""
    tense_at = _tense_teller(doc) if doc.has_annotation("DEP") and doc.has_annotation("TAG") else None
    return explain_dates(doc.text, reference=reference_date(doc), tense_at=tense_at)


def _tense_teller(doc: Doc) -> Callable[[int], Tense | None]:
    starts = [token.idx for token in doc]

    def tense_at(offset: int) -> Tense | None:
        at = bisect_right(starts, offset) - 1
        return _tense_of(doc[at]) if at >= 0 else None

    return tense_at


def _tense_of(token: Token) -> Tense | None:
    """Return the tense of the nearest verb above a token that tells one."""
    date = token
    for _ in range(_CLIMB):
        if token.tag_[:2] in ("VB", "MD"):
            token = _reported(token, date)
            told = _verb_tense(token)
            if told is not None:
                return told
        if token.head is token:
            return None
        token = token.head
    return None


def _reported(verb: Token, date: Token) -> Token:
    """``They will be sent home, on Friday, the agency said``: the day hangs on ``said`` but tells of the sending."""
    if verb.i < date.i or date.nbor().text != ",":
        return verb
    return next((child for child in verb.children if child.dep_ == "ccomp" and child.i < date.i), verb)


def _verb_tense(verb: Token) -> Tense | None:
    helpers = _helpers(verb)
    told = {child.lower_ for child in helpers}
    if verb.lower_ in _WILL or told & _WILL:
        return Tense.FUTURE
    finite = [child.tag_ for child in helpers if child.tag_ in ("VBD", "VBZ", "VBP", "MD")]
    if "to" in told:
        return _infinitive_tense(verb)
    if "VBD" in finite or verb.tag_ == "VBD" or told & {"have", "has", "had", "'ve", "’ve"}:
        return Tense.PAST
    if told & _MAY or verb.lower_ in _MAY:
        return Tense.FUTURE
    if "would" in told:  # said it would open Friday; would say only, on Sunday
        return Tense.FUTURE if verb.dep_ == "ccomp" else Tense.PAST
    if "MD" in finite or verb.tag_ == "VB":
        return None
    if verb.tag_ == "VBP" and verb.lower_ in words("back"):  # taggers take rare pasts for presents: they swam
        return Tense.PAST
    if verb.tag_ in ("VBZ", "VBP"):
        return None if verb.lower_ in words("reports_now") else Tense.PRESENT
    if finite:
        return Tense.PRESENT if verb.tag_ == "VBG" else None
    complement = verb.head.lower_ in _BE or verb.head.lower_ in ("be", "was", "were", "been")  # will be closed
    return Tense.PAST if verb.tag_ == "VBN" and not complement else None


def _helpers(verb: Token) -> list[Token]:
    """Return the auxiliaries of a verb, and theirs: some parsers hang `will` on the `be` of `will be closed`."""
    found = [child for child in verb.children if child.dep_ in ("aux", "auxpass")]
    return found + [child for helper in found for child in helper.children if child.dep_ in ("aux", "auxpass")]


def _infinitive_tense(verb: Token) -> Tense | None:
    """Return the tense of ``to`` and a verb: ahead after ``is`` and after words of intent, else what the head tells."""
    head = verb.head
    if head is verb:
        return None
    if head.lower_ in words("ahead_before_to") and head.tag_ != "VBD":
        past = any(child.lower_ in ("was", "were", "had") for child in head.children)
        return Tense.PAST if past else Tense.FUTURE
    return Tense.FUTURE if head.lower_ in _BE and verb.dep_ == "xcomp" else None
