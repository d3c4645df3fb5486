"""Whether an offence is only the ground of a charge, a conviction, a suspicion or a warrant."""

from __future__ import annotations

from functools import cache

from spacy.tokens import Token

from borderfacts import lexicons
from borderfacts.actions.clauses import SUBJECTS, is_verb
from borderfacts.grammar.inflection import noun_forms, verb_forms
from borderfacts.vocabulary import Status

_HIGHEST = 7
_LEADS = frozenset({"with", "of", "for", "on", "to", "in", "over"})


@cache
def _words(table: str) -> frozenset[str]:
    entry = lexicons.status()[table]
    return frozenset(
        [form for verb in entry.verbs for form in verb_forms(verb)]
        + [form for word in entry.words for form in noun_forms(word)]
    )


def status_of_ground(token: Token) -> Status | None:
    """Return whether an offence is alleged by a charge or found true by a verdict; None where it is no ground of these.

    Example:
        ``smuggling`` in ``was charged with smuggling`` is alleged, in ``pleaded guilty to smuggling`` it occurred.
    """
    for _ in range(_HIGHEST):
        head = token.head
        finite = is_verb(token) and token.tag_ != "VBG"
        if head.i == token.i or (finite and any(child.dep_ in SUBJECTS for child in token.children)):
            return None
        if token.dep_ == "relcl" or (token.dep_ == "prep" and token.lower_ not in _LEADS):
            return None
        leads = token.dep_ == "prep" or token.dep_ == "compound"
        if leads and head.lower_ in _words("charging"):
            return Status.ALLEGED
        if (leads or token.dep_ == "xcomp") and head.lower_ in _words("proving"):
            return Status.OCCURRED
        token = head
    return None
