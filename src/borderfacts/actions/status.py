"""How far an action came to pass: occurred, attempted, planned, alleged; negated, hypothetical and general talk is dropped."""

from __future__ import annotations

from functools import cache

from spacy.tokens import Token

from borderfacts import lexicons
from borderfacts.actions.clauses import SUBJECTS, is_verb
from borderfacts.grammar.inflection import verb_forms
from borderfacts.vocabulary import ActionType, Status

_HIGHEST = 6
_FUTURE = frozenset({"will", "shall", "'ll", "wo"})
_PLANNED_HEADS = frozenset({"set", "due", "expected", "scheduled", "slated", "going", "about", "planned", "supposed"})
# Told in the present tense of a story: "faces charges", "is in custody", "is accused".
_PRESENT_TENSE = frozenset({ActionType.CHARGE, ActionType.GO_MISSING, ActionType.SENTENCE})


@cache
def _forms(table: str) -> frozenset[str]:
    return frozenset(form for verb in lexicons.status()[table].verbs for form in verb_forms(verb))


@cache
def _words(table: str, field: str) -> frozenset[str]:
    return frozenset(getattr(lexicons.status()[table], field))


def is_reporting(token: Token) -> bool:
    """Tell whether a verb reports: ``said``, ``announced``."""
    return token.lower_ in _forms("reporting")


def is_negated(verb: Token) -> bool:
    """Tell whether a verb is negated by a word of its own or of its subject."""
    for child in verb.children:
        if child.dep_ == "neg" or child.lower_ in ("never", "nor", "neither") and child.dep_ in ("advmod", "preconj", "cc", "neg"):
            return True
        if child.dep_ in SUBJECTS and (
            child.lower_ in ("nobody", "none", "nothing", "neither") or any(g.lower_ == "no" and g.dep_ in ("det", "neg") for g in child.children)
            or child.lower_ == "one" and child.i and child.doc[child.i - 1].lower_ == "no"
        ):  # fmt: skip
            return True
    return False


def status_of(verb: Token, action: ActionType) -> Status | None:
    """Return how far the action of a verb came to pass; None where it is negated, hypothetical or general."""
    status = _own_status(verb, action)
    if status is None or status == Status.PLANNED:
        return status
    token = verb
    for _ in range(_HIGHEST):
        above = _status_above(token, action)
        if above is None:
            return None
        if above != Status.OCCURRED and status == Status.OCCURRED:
            status = above
        if token.head.i == token.i or token.dep_ in ("relcl", "acl", "ROOT"):
            break
        token = token.head
    return status


def _own_status(verb: Token, action: ActionType) -> Status | None:
    if is_negated(verb):
        return None
    auxiliaries = {child.lower_ for child in verb.children if child.dep_ in ("aux", "auxpass")}
    if not auxiliaries and verb.dep_ == "conj" and is_verb(verb.head):
        auxiliaries = {child.lower_ for child in verb.head.children if child.dep_ in ("aux", "auxpass") and child.tag_ == "MD"}
    if auxiliaries & _FUTURE:
        return Status.PLANNED
    if auxiliaries & _words("unreal", "modals") and not ("could" in auxiliaries and action == ActionType.DETECT):
        return None
    if any(child.dep_ == "mark" and child.lower_ in _words("unreal", "marks") for child in verb.children):
        return None
    if _is_general(verb, auxiliaries) and action not in _PRESENT_TENSE:
        return None
    return Status.OCCURRED


def _is_general(verb: Token, auxiliaries: set[str]) -> bool:
    """The simple present tells habits: ``smugglers hide people in trucks``, ``most are hired online``."""
    if verb.tag_ in ("VBZ", "VBP"):
        return not auxiliaries & {"have", "has", "'ve"}
    if verb.tag_ == "VBN":
        passive = [c for c in verb.children if c.dep_ == "auxpass"]
        present = any(c.lower_ in ("is", "are", "gets", "get") for c in passive)
        return present and not auxiliaries & {"have", "has", "being"} and verb.dep_ != "relcl"
    return verb.tag_ == "VB" and not auxiliaries and verb.dep_ in ("ROOT", "conj") and not any(c.dep_ in SUBJECTS for c in verb.children)


def _status_above(token: Token, action: ActionType) -> Status | None:
    """Return what the word that governs a token makes of it."""
    head = token.head
    if head.i == token.i or token.dep_ in ("relcl", "conj", "ROOT"):
        return Status.OCCURRED
    infinitive = any(child.dep_ == "aux" and child.tag_ == "TO" for child in token.children)
    if token.dep_ == "acl" and infinitive and is_verb(head) is False:
        return _of_noun(head, action)
    if token.dep_ == "pcomp":
        return _of_preposition(head, action)
    if is_verb(head) or token.dep_ in ("xcomp", "ccomp"):
        return _of_governor(token, head, action, infinitive=infinitive)
    return Status.OCCURRED


def _of_noun(noun: Token, action: ActionType) -> Status | None:
    if noun.lower_ in ("attempt", "attempts", "bid", "effort", "efforts", "try"):
        return Status.ATTEMPTED
    if noun.lower_ in ("plan", "plans", "decision", "intention", "pledge", "promise", "proposal"):
        return Status.PLANNED if noun.lower_ in ("plan", "plans", "decision") else None
    if noun.lower_ in ("conspiracy", "plot"):
        return Status.ALLEGED
    return Status.ATTEMPTED if action == ActionType.CROSS else None


def _of_preposition(preposition: Token, action: ActionType) -> Status | None:
    if preposition.lower_ == "without":
        return None
    governor = preposition.head
    if governor.lower_ in _forms("alleging") or governor.lower_ in ("suspicion", "accusations", "charges", "counts", "allegations"):
        return Status.ALLEGED
    if preposition.lower_ == "from" and governor.lower_ in ("prevented", "stopped", "kept", "prevent", "keep", "stop", "barred", "stopping", "preventing", "blocked"):
        return Status.ATTEMPTED
    if preposition.lower_ in ("for", "of") and governor.lower_ in ("responsible", "way", "hope", "hopes", "risk", "danger", "purpose", "instead", "intention", "means"):
        return None
    return Status.OCCURRED


def _of_governor(token: Token, head: Token, action: ActionType, *, infinitive: bool) -> Status | None:
    word = head.lower_
    if token.dep_ in ("xcomp", "ccomp", "advcl") and is_negated(head) and token.dep_ != "advcl" and not is_reporting(head):
        return None
    if not infinitive:
        # "accused the guards of having fired" is a pcomp; a that-clause under "alleges" or "accuses" is a claim
        if token.dep_ == "ccomp" and word in ("alleges", "alleged", "allege", "claims", "claimed", "accuses"):
            return Status.ALLEGED
        return Status.OCCURRED
    if word in _forms("trying"):
        return Status.ATTEMPTED
    if word in _PLANNED_HEADS or word in ("is", "are", "'s", "'re") and token.dep_ == "xcomp":
        return Status.PLANNED
    if word in _forms("alleging") or word in ("believed", "thought", "said") and token.dep_ == "xcomp":
        return Status.ALLEGED if word in _forms("alleging") else Status.OCCURRED
    if word in _forms("intending"):
        planned = word in ("plans", "plan", "intends", "intend", "planning") and token.dep_ == "xcomp"
        return Status.PLANNED if planned else (Status.ATTEMPTED if action == ActionType.CROSS else None)
    if token.dep_ == "advcl":
        return Status.ATTEMPTED if action == ActionType.CROSS else None
    return Status.OCCURRED
