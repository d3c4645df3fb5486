"""Who does what to whom, read from the dependency parse in both voices."""

from __future__ import annotations

from typing import NamedTuple

from spacy.tokens import Token

from borderfacts import lexicons

SUBJECTS = frozenset({"nsubj", "nsubjpass", "csubj"})
_RELATIVES = frozenset({"who", "whom", "that", "which", "whose"})
_PERFECT = frozenset({"have", "has", "had", "having", "'ve", "'d"})
_EMBEDDED = frozenset({"conj", "xcomp", "advcl", "ccomp", "dep", "parataxis", "pcomp"})
# "found the boy curled up": the tagger takes the participle for a past tense
_FINDING = frozenset({"found", "saw", "discovered", "spotted", "located", "noticed"})
_DAYS = lexicons.story_words("days")
_DEEPEST = 4
_LONGEST_LIST = 20


class Arguments(NamedTuple):
    """The heads of the phrases that act and that are acted on."""

    agents: tuple[Token, ...]
    patients: tuple[Token, ...]


class Complement(NamedTuple):
    """A noun in a prepositional phrase of a verb, with the prepositions that lead to it (``out of the water``)."""

    prepositions: frozenset[str]
    noun: Token


def is_verb(token: Token) -> bool:
    """Tell whether the tagger takes a token for a verb."""
    return token.tag_[:2] == "VB"


def is_passive(verb: Token) -> bool:
    """Tell whether a verb form is passive: ``was stopped``, ``migrants stopped at sea``, ``was stopped and held``."""
    for _ in range(_LONGEST_LIST):
        if verb.tag_ not in ("VBN", "VBD"):
            return False
        kinds = {child.dep_ for child in verb.children}
        if "auxpass" in kinds or "nsubjpass" in kinds:
            return True
        if "nsubj" in kinds and _leaves_out_auxiliary(verb, kinds):
            return True
        if "nsubj" in kinds and not _is_before_main_verb(verb):
            return False  # "the men suffocated": a past tense that was taken for a participle
        if verb.tag_ == "VBD" or any(child.dep_ == "aux" and child.lower_ in _PERFECT for child in verb.children):
            return False
        if verb.dep_ != "conj" or not is_verb(verb.head) or SUBJECTS & kinds:
            return "dobj" not in kinds
        verb = verb.head
    return False


def _leaves_out_auxiliary(verb: Token, kinds: set[str]) -> bool:
    """``seven bodies were recovered and 40 people rescued``: the auxiliary is that of the passive before it."""
    if verb.tag_ != "VBN" or verb.dep_ != "conj" or kinds & {"aux", "dobj", "ccomp", "xcomp"} or not is_verb(verb.head):
        return False
    return any(child.dep_ == "auxpass" for child in verb.head.children)


def _is_before_main_verb(participle: Token) -> bool:
    """``men rescued from a raft were flown``, where the parse takes the participle for the verb of the sentence."""
    for later in participle.children:
        if later.i > participle.i and is_verb(later) and later.dep_ in ("conj", "ccomp", "dep"):
            kinds = {child.dep_ for child in later.children}
            if (
                not kinds & SUBJECTS
                and "cc" not in {c.dep_ for c in participle.children}
                and kinds & {"aux", "auxpass"}
            ):
                return True
    return False


def is_told_of_subject(word: Token) -> bool:
    """Tell whether a participle was taken for an adjective after a copula: ``was handcuffed``."""
    return word.dep_ == "acomp" and word.tag_ == "JJ" and word.lower_.endswith("ed") and is_verb(word.head)


def is_participle_alone(verb: Token) -> bool:
    """Tell whether a verb form is a past participle without an auxiliary: ``migrants hidden in a truck``."""
    return verb.tag_ == "VBN" and not any(child.dep_ in ("aux", "auxpass") for child in verb.children)


def may_share_passive(verb: Token) -> bool:
    """Tell whether a form in ``-ed`` may go on with the passive before it: ``were apprehended and returned``."""
    if verb.tag_ != "VBD" or verb.dep_ != "conj" or any(c.dep_ in SUBJECTS or c.dep_ == "dobj" for c in verb.children):
        return False
    head = verb.head
    return is_passive(head) or (is_participle_alone(head) and head.dep_ in ("advcl", "conj") and is_passive(head.head))


def has_infinitive_mark(verb: Token) -> bool:
    """Tell whether a verb stands with ``to``."""
    return any(child.dep_ == "aux" and child.tag_ == "TO" for child in verb.children)


def arguments(verb: Token) -> Arguments:
    """Return the agents and patients of a verb; relative pronouns give their antecedent."""
    if is_told_of_subject(verb):
        return Arguments((), _with_conjuncts(_subjects(verb.head, _DEEPEST)))
    subjects = _subjects(verb, _DEEPEST)
    objects = [_antecedent(child) for child in verb.children if child.dep_ in ("dobj", "dative", "oprd")]
    if verb.lower_ in ("is", "are", "was", "were", "been", "be"):
        told = [child for child in verb.children if child.dep_ == "attr"]
        subjects = [token for token in subjects if token.dep_ != "expl"]
        return Arguments(_with_conjuncts(subjects), _with_conjuncts(told))
    if is_passive(verb):
        by = [
            noun for child in verb.children if child.dep_ == "agent" for noun in child.children if noun.dep_ == "pobj"
        ]
        return Arguments(_with_conjuncts(by), _with_conjuncts([*subjects, *objects]))
    return Arguments(
        _with_conjuncts(subjects), _with_conjuncts(objects or _perceived(verb) or _left_out_relative(verb))
    )


def _perceived(verb: Token) -> list[Token]:
    """``saw two figures step across``, ``found a boat adrift``: the subject of such a clause is an object."""
    found: list[Token] = []
    for clause in verb.children:
        finite = any(c.tag_ in ("MD", "VBZ", "VBP", "VBD") or c.dep_ == "mark" for c in clause.children)
        past = clause.tag_ == "VBD" and verb.lower_ not in _FINDING
        if clause.dep_ in ("ccomp", "xcomp") and not finite and not past and clause.tag_ != "VBZ":
            subjects = [c for c in clause.children if c.dep_ in ("nsubj", "nsubjpass")]
            found += subjects or ([clause] if clause.tag_ == "VBG" else [])
    return found


def _left_out_relative(verb: Token) -> list[Token]:
    """``the people they rescued``: the noun that a relative clause without pronoun describes is its object."""
    if verb.dep_ != "relcl" or any(child.dep_ == "prep" and _is_of_relative(child) for child in verb.children):
        return []
    own = [child for child in verb.children if child.dep_ in SUBJECTS]
    return [verb.head] if own and all(_antecedent(child).i == child.i for child in own) else []


def _is_of_relative(preposition: Token) -> bool:
    """``the rope by which they crossed``, ``the rope they crossed by``."""
    objects = [child for child in preposition.children if child.dep_ == "pobj"]
    return not objects or any(token.lower_ in _RELATIVES for token in objects)


def _subjects(verb: Token, depth: int) -> list[Token]:
    own = [_antecedent(child) for child in verb.children if child.dep_ in SUBJECTS]
    if not own:  # "and 26 are missing", where the subject hangs on the auxiliary
        helpers = [child for child in verb.children if child.dep_ in ("aux", "auxpass")]
        own = [_antecedent(child) for helper in helpers for child in helper.children if child.dep_ in SUBJECTS]
    if own or not depth or verb.head.i == verb.i:
        return own
    head = verb.head
    if verb.dep_ in ("acl", "relcl"):
        return _subjects_of_noun(head, depth) if has_infinitive_mark(verb) else [head]
    if verb.dep_ == "pcomp":
        preposition, head = head, head.head
        if not is_verb(head):
            return [head] if head.tag_.startswith("N") else []
        if preposition.lower_ == "from" and (hindered := [c for c in head.children if c.dep_ == "dobj"]):
            return hindered  # "prevented the men from boarding"
        return _subjects(head, depth - 1)
    if verb.dep_ in _EMBEDDED and is_verb(head):
        if verb.dep_ == "xcomp":
            controlled = [_antecedent(child) for child in head.children if child.dep_ == "dobj"]
            return controlled or _subjects(head, depth - 1)
        return _subjects(head, depth - 1)
    if verb.dep_ in _EMBEDDED:
        return [head] if head.tag_.startswith("N") and verb.dep_ in ("dep", "advcl") else []
    return _subjects(head, depth - 1) if is_verb(head) and verb.dep_ in ("aux", "auxpass") else []


def _subjects_of_noun(noun: Token, depth: int) -> list[Token]:
    """``their attempt to cross``, ``six made an attempt to cross``: who makes the attempt crosses."""
    owners = [child for child in noun.children if child.dep_ == "poss"]
    if owners or not is_verb(noun.head):
        return owners or [grand for child in noun.children if child.lower_ == "by" for grand in child.children]
    return _subjects(noun.head, depth - 1)


def _antecedent(token: Token) -> Token:
    if token.lower_ in _RELATIVES and token.tag_ in ("WP", "WDT", "IN", "WP$"):
        clause = token.head
        for _ in range(_DEEPEST):
            if clause.dep_ in ("relcl", "acl"):
                return _past_day(clause.head) if token.lower_.startswith("who") else clause.head
            if clause.dep_ not in ("conj", "xcomp", "ccomp", "aux"):
                break
            clause = clause.head
    return token


def _past_day(noun: Token) -> Token:
    """``arrested four men on Monday, who ...``: the men are meant, not the day."""
    verb = noun.head.head
    if noun.dep_ != "pobj" or noun.lower_ not in _DAYS or not is_verb(verb):
        return noun
    told = [child for child in verb.children if child.dep_ in ("dobj", "nsubjpass", "nsubj") and child.i < noun.i]
    return told[-1] if told else noun


def _with_conjuncts(tokens: list[Token]) -> tuple[Token, ...]:
    result: list[Token] = []
    for token in tokens:
        result.append(token)
        while len(result) < _LONGEST_LIST:
            last = result[-1]
            following = next((c for c in last.children if c.dep_ in ("conj", "appos") and not is_verb(c)), None)
            if following is None or following in result:
                break
            result.append(following)
    return tuple(dict.fromkeys(result))


def complements(verb: Token) -> list[Complement]:
    """Return the nouns in the prepositional phrases of a verb and of its object, four steps deep."""
    found: list[Complement] = []
    waiting: list[tuple[frozenset[str], Token]] = [(frozenset(), verb)]
    waiting += [(frozenset(), child) for child in verb.children if child.dep_ in ("dobj", "dative", "nsubjpass")]
    for _ in range(4):
        reached: list[tuple[frozenset[str], Token]] = []
        for prepositions, token in waiting:
            for child in token.children:
                if child.dep_ == "pobj":
                    found += [Complement(prepositions, noun) for noun in _with_conjuncts([child])]
                    reached.append((prepositions, child))
                elif (
                    (
                        child.dep_ in ("prep", "agent", "advmod", "prt", "dative", "oprd")
                        and not child.tag_.startswith("N")
                    )
                    or child.dep_ == "prep"
                    or (token.dep_ == "prep" and child.dep_ == "pcomp")
                ):
                    reached.append((prepositions | {child.lower_}, child))
        waiting = reached
    return found
