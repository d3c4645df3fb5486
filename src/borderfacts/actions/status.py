"""How far an action came to pass: occurred, attempted, planned, alleged; what is negated or hypothetical is dropped."""

from __future__ import annotations

from functools import cache

from spacy.tokens import Token

from borderfacts import lexicons
from borderfacts.actions.clauses import SUBJECTS, has_infinitive_mark, is_passive, is_verb
from borderfacts.actions.grounds import status_of_ground
from borderfacts.grammar.inflection import verb_forms
from borderfacts.vocabulary import ActionType, Status

__all__ = ["is_alleging", "is_negated", "is_reporting", "names_no_happening", "status_of", "status_of_ground"]

_HIGHEST = 6
_FUTURE = frozenset({"will", "shall", "'ll", "wo"})
_PLANNED_HEADS = frozenset({"set", "due", "expected", "scheduled", "slated", "going", "about", "planned", "supposed"})
_TIMES = frozenset({"days", "hour", "hours", "minutes", "months", "weeks"})
_ON_THE_CALENDAR = frozenset({"fixed", "listed", "scheduled", "set", "slated"})
_STARTS = frozenset({"begins", "opens", "resumes", "starts"})
_IN_COURT = frozenset({ActionType.CHARGE, ActionType.SENTENCE})
# Told in the present tense of a story: "faces charges", "has yet to be sentenced", "is accused".
_PRESENT_TENSE = frozenset({ActionType.CHARGE, ActionType.GO_MISSING, ActionType.PLEAD})
_GOING_OUT = frozenset(
    {"went", "gone", "came", "sent", "headed", "set", "arrived", "deployed", "dispatched", "joined", "began"}
)
_POLICY = frozenset({ActionType.ANNOUNCE, ActionType.DEPLOY, ActionType.OPEN, ActionType.CLOSE})
_UNREAL_GOVERNORS = frozenset({"would", "might", "may"})
_LETTING = frozenset({"lets", "allows", "enables", "requires", "permits"})
_KNOWN = frozenset({"known", "meant", "designed", "tasked", "trained", "authorised", "authorized", "entitled"})
_TASKS = frozenset({"job", "task", "aim", "role", "purpose", "mission", "duty", "goal", "function", "priority", "idea"})
_GOING_ON = frozenset(
    {"is", "are", "'s", "'re", "has", "have", "continues", "continue", "appears", "appear", "seems", "seem", "remains"}
)
_ONE_FORM = frozenset({"set", "put", "cut", "hit", "hurt", "shut", "beat", "cast", "burst", "cost", "shed", "spread"})
_ANYONE = frozenset({"anyone", "anybody", "whoever", "those", "everyone", "someone"})
_HINDERED = frozenset({"prevent", "stop", "keep", "bar", "block", "deter", "hinder"})
_PAPERS = frozenset({"indictment", "complaint", "jury", "affidavit", "charges", "filing"})
_NO_DEED = frozenset(
    {
        "responsible",
        "way",
        "hope",
        "hopes",
        "risk",
        "danger",
        "purpose",
        "instead",
        "intention",
        "means",
        "fear",
        "fears",
        "capable",
        "short",
        "threat",
    }
)


@cache
def _forms(table: str) -> frozenset[str]:
    return frozenset(form for verb in lexicons.status()[table].verbs for form in verb_forms(verb))


@cache
def _words(table: str, field: str) -> frozenset[str]:
    return frozenset(getattr(lexicons.status()[table], field))


# "Were she arrested, ..."
_SHORTEST_CONDITION = 4


def is_reporting(token: Token) -> bool:
    """Tell whether a verb reports: ``said``, ``announced``."""
    return token.lower_ in _forms("reporting")


def is_alleging(token: Token) -> bool:
    """Tell whether a verb makes a claim against someone: ``accused``, ``alleged``."""
    return token.lower_ in _forms("alleging")


def is_negated(verb: Token) -> bool:
    """Tell whether a verb is negated by a word of its own or of its subject."""
    for child in verb.children:
        if child.dep_ == "neg" or (
            child.lower_ in ("never", "nor", "neither") and child.dep_ in ("advmod", "preconj", "cc", "neg")
        ):
            return True
        if child.dep_ in SUBJECTS and _is_none(child):
            return True
    return False


def _is_none(subject: Token) -> bool:
    """``nobody``, ``no one``, ``no trace``, ``neither of them``."""
    if subject.lower_ in ("nobody", "none", "nothing", "neither"):
        return True
    if subject.lower_ == "one" and subject.i and subject.doc[subject.i - 1].lower_ in ("no", "not"):
        return True
    return any(child.lower_ in ("no", "neither") and child.dep_ in ("det", "neg") for child in subject.children)


def status_of(verb: Token, action: ActionType, *, stative: bool = False) -> Status | None:
    """Return how far the action of a verb came to pass; None where it is negated, hypothetical or general.

    Args:
        verb: the verb, or a verb that governs the noun which tells the action.
        action: what it tells.
        stative: the words tell a state, which news tells in the present tense too (``is in custody``).
    """
    status = _own_status(verb, action, stative=stative)
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
        if token.dep_ == "advcl" and not has_infinitive_mark(token):
            break  # "was about to sink when it was spotted"
        token = token.head
    return None if _is_of_anyone(verb) else status


def names_no_happening(noun: Token) -> bool:
    """Tell whether a noun only compares, or is only feared or hoped: ``like a kidnapping``, ``risk of death``."""
    head = noun.head
    if head.dep_ == "prep" and head.lower_ in ("like", "as", "against", "without", "despite", "per"):
        return head.lower_ != "as" or head.head.lower_ not in ("described", "treated")
    return head.dep_ == "prep" and head.lower_ in ("of", "for", "from") and head.head.lower_ in _NO_DEED


def _own_status(verb: Token, action: ActionType, *, stative: bool) -> Status | None:
    if is_negated(verb) or (has_infinitive_mark(verb) and any(c.lower_ == "how" for c in verb.children)):
        return None  # "explains how to apply"
    auxiliaries = _auxiliaries(verb)
    if auxiliaries & _FUTURE and any(c.dep_ in SUBJECTS and c.lower_ in _ANYONE for c in verb.children):
        return None
    if verb.lower_ in _ON_THE_CALENDAR and action in _IN_COURT and is_passive(verb):
        return None if any(child.lower_ == "aside" for child in verb.children) else Status.PLANNED
    if verb.tag_ == "VBZ" and action == ActionType.CHARGE and verb.lower_ in _STARTS:
        return Status.PLANNED  # "the trial begins on Monday"
    if auxiliaries & _FUTURE:
        return None if _is_only_expected(verb) else Status.PLANNED
    if _is_subjunctive(verb) or _is_inverted_condition(verb):
        return None
    if auxiliaries & _words("unreal", "modals") and not ("could" in auxiliaries and action == ActionType.DETECT):
        return Status.PLANNED if "would" in auxiliaries and _is_reported_future(verb, auxiliaries) else None
    if any(child.dep_ == "mark" and child.lower_ in _words("unreal", "marks") for child in verb.children):
        return None
    if any(child.lower_ in _words("unreal", "words") and child.dep_ == "advmod" for child in verb.children):
        return None
    if not stative and action not in _PRESENT_TENSE and _is_general(verb, auxiliaries):
        return None
    return Status.OCCURRED


def _is_only_expected(verb: Token) -> bool:
    """``fear that more boats will set out``: what someone expects is no plan."""
    return verb.dep_ == "ccomp" and verb.head.lower_ in _forms("expecting")


def _is_inverted_condition(verb: Token) -> bool:
    """``Were she to be arrested, she would plead not guilty``; a question that begins so tells no more."""
    sentence = verb.sent
    if len(sentence) < _SHORTEST_CONDITION or sentence[0].lower_ not in ("were", "had", "should"):
        return False
    comma = next((token.i for token in sentence if token.text == ","), sentence.end)
    return sentence[1].tag_ in ("PRP", "DT", "NNP", "NNS", "PRP$") and verb.i < comma


def _is_subjunctive(verb: Token) -> bool:
    """``demanded that the crossing be closed``."""
    return (
        verb.dep_ == "ccomp"
        and any(c.dep_ == "auxpass" and c.tag_ == "VB" for c in verb.children)
        and not any(c.dep_ == "aux" for c in verb.children)
    )


def _auxiliaries(verb: Token) -> set[str]:
    auxiliaries = {child.lower_ for child in verb.children if child.dep_ in ("aux", "auxpass")}
    if (
        not auxiliaries
        and verb.dep_ == "conj"
        and is_verb(verb.head)
        and not any(child.dep_ in SUBJECTS for child in verb.children)
    ):
        auxiliaries = {
            child.lower_
            for child in verb.head.children
            if child.dep_ in ("aux", "auxpass") and child.tag_ in ("MD", "TO")
        }
    return auxiliaries


def _is_reported_future(verb: Token, auxiliaries: set[str]) -> bool:
    """``said that the crossing would close on Friday``: not ``would have closed``, nor ``would close if``."""
    if "have" in auxiliaries or verb.dep_ != "ccomp" or not is_reporting(verb.head):
        return False
    if any(t.lower_ in _words("unreal", "marks") for t in verb.subtree):
        return False
    return any(child.ent_type_ == "DATE" or child.lower_ in _words("planning", "words") for child in verb.subtree)


def _is_general(verb: Token, auxiliaries: set[str]) -> bool:
    """The simple present tells habits: ``smugglers hide people in trucks``, ``most are hired online``."""
    if verb.tag_ in ("VBZ", "VBP"):
        if verb.tag_ == "VBP" and verb.lower_ in _ONE_FORM:
            return False  # "guards set their dogs on them": past or present
        return not auxiliaries & {"have", "has", "'ve"}
    if verb.tag_ == "VBN":
        passive = [c for c in verb.children if c.dep_ == "auxpass"]
        present = any(c.lower_ in ("is", "are", "gets", "get") for c in passive)
        return present and not auxiliaries & {"have", "has", "being"} and verb.dep_ != "relcl"
    return verb.tag_ == "VB" and not auxiliaries and verb.dep_ in ("ROOT", "conj")


def _is_of_anyone(verb: Token) -> bool:
    """``a mother who asked for asylum would be sent back``, ``anyone who is caught``: nobody in particular."""
    clause = verb
    while clause.dep_ in ("conj", "xcomp", "ccomp", "advcl") and clause.head.i != clause.i:
        clause = clause.head
    if clause.dep_ == "acl":
        governor = clause.head.head
        general = governor.tag_ in ("VBZ", "VBP") or any(c.tag_ == "MD" for c in governor.children)
        return clause.head.lower_ in _ANYONE and general
    if clause.dep_ != "relcl":
        return False
    noun = clause.head
    governor = noun.head
    auxiliaries = {c.lower_ for c in governor.children if c.dep_ == "aux"}
    if noun.dep_ not in SUBJECTS:
        return noun.lower_ in ("anyone", "anybody", "whoever")
    if auxiliaries & _UNREAL_GOVERNORS:
        return not any(c.lower_ in ("the", "these", "two") for c in noun.children)
    return noun.lower_ in _ANYONE and (
        governor.tag_ in ("VBZ", "VBP") or bool(auxiliaries & {"can", "will", "must", "should"})
    )


def _status_above(token: Token, action: ActionType) -> Status | None:
    """Return what the word that governs a token makes of it."""
    head = token.head
    if head.i == token.i or token.dep_ in ("relcl", "ROOT"):
        return Status.OCCURRED
    if token.dep_ == "conj":
        return Status.OCCURRED
    if token.dep_ == "csubj" and head.tag_ in ("VBZ", "VBP"):
        return None  # "crossing the desert is deadly"
    if token.dep_ == "oprd" and action == ActionType.DIE and head.lower_ in ("feared", "believed", "thought"):
        return None
    if _nothing_shows(token, head) or _is_so_that(token):
        return None
    infinitive = has_infinitive_mark(token)
    if token.dep_ in ("acl", "ccomp") and head.lower_ in _words("claiming", "words"):
        return _of_claim(head)
    if token.dep_ == "acl" and token.tag_ == "VBG" and _describes_what_is_general(head):
        return None
    if token.dep_ == "acl" and infinitive and not is_verb(head):
        return _of_noun(head, action)
    if token.dep_ == "pcomp":
        return _of_preposition(head, action)
    if is_verb(head) or token.dep_ in ("xcomp", "ccomp"):
        return _of_governor(token, head, action, infinitive=infinitive)
    return Status.OCCURRED


def _is_so_that(token: Token) -> bool:
    """``closed the bridge so that officers could take migrants into custody``: what it was for."""
    words = {child.lower_ for child in token.children if child.dep_ in ("mark", "aux", "advmod")}
    return token.dep_ == "advcl" and "so" in words and bool(words & {"can", "could", "may", "might", "would"})


def _nothing_shows(token: Token, head: Token) -> bool:
    """``no evidence that they crossed``, ``nothing suggests that they crossed``, ``nothing to show that they did``."""
    if token.dep_ not in ("acl", "ccomp") or not any(child.dep_ == "mark" for child in token.children):
        return False
    if head.tag_.startswith("N"):
        return head.lower_ != "doubt" and any(child.lower_ == "no" for child in head.children)
    told_by = [head.head] if head.dep_ in ("relcl", "acl") else [c for c in head.children if c.dep_ in SUBJECTS]
    return any(noun.lower_ == "nothing" for noun in told_by)


def _describes_what_is_general(noun: Token) -> bool:
    """``officers screen vehicles entering the country``."""
    while noun.dep_ == "conj" and noun.head.i != noun.i:
        noun = noun.head
    verb = noun.head
    if noun.dep_ not in ("dobj", "pobj") or verb.tag_ not in ("VBZ", "VBP") or is_reporting(verb):
        return False
    return verb.lower_ not in _GOING_ON and not any(c.dep_ in ("aux", "auxpass") for c in verb.children)


def _of_claim(noun: Token) -> Status | None:
    """``claims that guards shot at them`` only claim, and ``rejected claims that`` not even that."""
    denied = noun.head.lower_ in _forms("denying")
    return None if denied else Status.ALLEGED


def _of_noun(noun: Token, action: ActionType) -> Status | None:
    word = noun.lower_
    if any(child.lower_ == "no" for child in noun.children):
        return None
    if word in _words("trying", "words"):
        return Status.ATTEMPTED
    if word in _words("intending", "words"):
        return Status.PLANNED if word in ("plan", "plans", "decision") else None
    if word in ("conspiracy", "plot"):
        return Status.ALLEGED
    return Status.ATTEMPTED if action == ActionType.CROSS else None


def _of_preposition(preposition: Token, action: ActionType) -> Status | None:
    word, governor = preposition.lower_, preposition.head.lower_
    if any(child.lower_ == "no" for child in preposition.head.children) or _is_standing_task(preposition.head):
        return None
    if word in ("without", "instead"):
        return None
    if governor in _forms("alleging") or governor in _words("charging", "words"):
        return Status.ALLEGED
    if word == "from" and any(governor in verb_forms(verb) for verb in _HINDERED):
        return None if _is_aim(preposition.head) else Status.ATTEMPTED
    if word in ("for", "of") and governor in _NO_DEED:
        return None
    if word in ("of", "at") and governor in _words("trying", "words"):
        return Status.ATTEMPTED
    return Status.OCCURRED


def _is_standing_task(governor: Token) -> bool:
    """``the agency is tasked with detecting smugglers``."""
    if governor.tag_ != "VBN" or governor.lower_ in _forms("alleging") | _forms("charging") | _forms("reporting"):
        return False
    return _is_general(governor, {c.lower_ for c in governor.children if c.dep_ in ("aux", "auxpass")})


def _is_aim(verb: Token) -> bool:
    """``drones were sent to keep migrants from crossing``: hindering is what they are for, nobody was hindered yet."""
    return (
        has_infinitive_mark(verb)
        and verb.dep_ in ("advcl", "acl", "relcl", "xcomp")
        and is_verb(verb.head)
        and verb.head.lower_ not in _forms("managing")
    )


def _of_governor(token: Token, head: Token, action: ActionType, *, infinitive: bool) -> Status | None:
    word = head.lower_
    if token.dep_ in ("xcomp", "ccomp") and is_negated(head) and not is_reporting(head):
        return None
    if word in _forms("denying") and token.dep_ in ("xcomp", "ccomp"):
        return None
    if word in ("remains", "remain", "remained") and infinitive:
        return None  # "it remains to be seen"
    if word in _words("supposing", "words"):
        return None
    if word in _LETTING or (infinitive and word in _KNOWN):
        return None
    modals = {c.lower_ for c in head.children if c.dep_ == "aux"}
    if token.dep_ == "xcomp" and modals & _words("unreal", "modals") and "have" not in modals:
        return None  # "so that officers could help take migrants into custody"
    if not infinitive:
        return _of_clause(token, head)
    if word in _forms("trying"):
        return Status.ATTEMPTED
    if word in ("has", "have", "had") and any(c.lower_ == "yet" for c in head.children):
        return None
    if word in ("is", "are", "was", "were") and any(c.dep_ in SUBJECTS and c.lower_ in _TASKS for c in head.children):
        return None  # "her job is to search containers"
    if head.tag_ in ("VBZ", "VBP") and word not in _GOING_ON and not _forms("reporting") & {word}:
        own = {c.lower_ for c in head.children if c.dep_ in ("aux", "auxpass")}
        if _is_general(head, own) and word not in _forms("intending") and word not in _forms("trying"):
            return None  # "exists to save lives"
    if word in ("is", "are", "was", "were") and any(c.dep_ == "acomp" for c in head.children):
        return None  # "it is illegal to hide people"
    if word in _forms("deciding") and action in _POLICY:
        return Status.OCCURRED if action == ActionType.ANNOUNCE else Status.PLANNED
    if word in _PLANNED_HEADS or (word in ("is", "are", "'s", "'re") and token.dep_ == "xcomp"):
        return Status.PLANNED
    if word in ("was", "were") and token.dep_ == "xcomp":
        return None
    if word in _forms("alleging"):
        return Status.ALLEGED
    if word in ("believed", "thought", "said") and token.dep_ == "xcomp":
        return Status.OCCURRED
    if word in _forms("intending"):
        if action == ActionType.CROSS and head.tag_ in ("VBP", "VBZ", "VBG"):
            return None  # a wish of now: "migrants hope to cross on Friday"
        planned = word in ("plans", "plan", "intends", "intend", "planning", "expects") and token.dep_ == "xcomp"
        return Status.PLANNED if planned else (Status.ATTEMPTED if action == ActionType.CROSS else None)
    if infinitive and word == "took" and any(child.lower_ in _TIMES for child in head.children):
        return Status.OCCURRED  # "it took six hours to free them"
    if token.dep_ == "advcl":
        return _of_purpose(head, action)
    return Status.OCCURRED


def _of_clause(token: Token, head: Token) -> Status | None:
    """A that-clause under ``alleges``, or one that the indictment tells, is a claim."""
    word = head.lower_
    modals = {c.lower_ for c in head.children if c.dep_ == "aux"}
    if token.dep_ == "advcl" and modals & _UNREAL_GOVERNORS and "have" not in modals:
        return None
    if token.dep_ == "ccomp" and token.tag_ == "VB" and modals & _UNREAL_GOVERNORS and "have" not in modals:
        return None  # "the bill would let police arrest anyone"
    if token.dep_ in ("ccomp", "parataxis"):
        if word in ("alleges", "alleged", "allege", "claims", "claimed", "accuses"):
            return Status.ALLEGED
        if is_reporting(head) or is_alleging(head):
            told_by = {c.lower_ for c in head.children if c.dep_ in SUBJECTS}
            return Status.ALLEGED if told_by & _PAPERS else Status.OCCURRED
    return Status.OCCURRED


def _of_purpose(head: Token, action: ActionType) -> Status | None:
    """``walked for days to reach the border`` tries to; ``was in Colombo to launch a campaign`` does."""
    if action == ActionType.CROSS:
        return Status.ATTEMPTED
    if action in (ActionType.SEARCH, ActionType.RESCUE) and head.lower_ in _GOING_OUT:
        return Status.OCCURRED
    return (
        Status.OCCURRED
        if action in _POLICY and head.lower_ in ("was", "were", "travelled", "traveled", "flew", "came", "arrived")
        else None
    )
