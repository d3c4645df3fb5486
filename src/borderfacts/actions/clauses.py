"""Who does what to whom, read from the dependency parse in both voices."""

from __future__ import annotations

from typing import NamedTuple

from spacy.tokens import Token

SUBJECTS = frozenset({"nsubj", "nsubjpass", "csubj"})
_RELATIVES = frozenset({"who", "whom", "that", "which", "whose"})
_DEEPEST = 4


class Arguments(NamedTuple):
    """The heads of the phrases that act and that are acted on."""

    agents: tuple[Token, ...]
    patients: tuple[Token, ...]


def is_verb(token: Token) -> bool:
    """Tell whether the tagger takes a token for a verb."""
    return token.tag_[:2] == "VB"


def is_passive(verb: Token) -> bool:
    """Tell whether a verb form is passive: ``was stopped``, ``migrants stopped at sea``, ``was stopped and searched``."""
    if verb.tag_ not in ("VBN", "VBD"):
        return False
    kinds = {child.dep_ for child in verb.children}
    if "auxpass" in kinds or "nsubjpass" in kinds:
        return True
    if verb.tag_ == "VBD" or any(child.dep_ == "aux" and child.lower_ in ("have", "has", "had", "having", "'ve", "'d") for child in verb.children):
        return False
    if verb.dep_ == "conj" and is_verb(verb.head) and not SUBJECTS & kinds:
        return is_passive(verb.head)
    return "dobj" not in kinds


def arguments(verb: Token) -> Arguments:
    """Return the agents and patients of a verb; relative pronouns give their antecedent."""
    passive = is_passive(verb)
    subjects = _subjects(verb, _DEEPEST)
    objects = [_antecedent(child) for child in verb.children if child.dep_ in ("dobj", "dative", "oprd")]
    if passive:
        by = [grand for child in verb.children if child.dep_ == "agent" for grand in child.children if grand.dep_ == "pobj"]
        return Arguments(_with_conjuncts(by), _with_conjuncts([*subjects, *objects]))
    return Arguments(_with_conjuncts(subjects), _with_conjuncts(objects))


def _subjects(verb: Token, depth: int) -> list[Token]:
    own = [_antecedent(child) for child in verb.children if child.dep_ in SUBJECTS]
    if own or not depth:
        return own
    head = verb.head
    if verb.dep_ in ("acl", "relcl") and head.i != verb.i:
        if any(child.dep_ == "aux" and child.tag_ == "TO" for child in verb.children):
            return _subjects(head, depth - 1) if is_verb(head) else []
        return [head]
    if verb.dep_ in ("conj", "xcomp", "advcl", "ccomp", "dep", "parataxis", "pcomp") and head.i != verb.i:
        if verb.dep_ == "pcomp":
            head = head.head
        if not is_verb(head):
            return [head] if verb.dep_ == "pcomp" and head.tag_.startswith("N") else []
        if verb.dep_ == "conj" and is_passive(head) != is_passive(verb):
            return _subjects(head, depth - 1)
        if verb.dep_ == "xcomp":
            controlled = [_antecedent(child) for child in head.children if child.dep_ == "dobj"]
            return controlled or _subjects(head, depth - 1)
        return _subjects(head, depth - 1)
    if head.i != verb.i and is_verb(head) and verb.dep_ == "aux":
        return _subjects(head, depth - 1)
    return []


def _antecedent(token: Token) -> Token:
    if token.lower_ in _RELATIVES and token.tag_ in ("WP", "WDT", "IN", "WP$"):
        clause = token.head
        for _ in range(_DEEPEST):
            if clause.dep_ in ("relcl", "acl"):
                return clause.head
            if clause.dep_ not in ("conj", "xcomp", "ccomp", "aux"):
                break
            clause = clause.head
    return token


def _with_conjuncts(tokens: list[Token]) -> tuple[Token, ...]:
    result: list[Token] = []
    for token in tokens:
        result.append(token)
        while True:
            following = next((c for c in result[-1].children if c.dep_ in ("conj", "appos") and not is_verb(c)), None)
            if following is None or following in result or len(result) > 20:
                break
            result.append(following)
    return tuple(dict.fromkeys(result))


def prepositional_objects(verb: Token) -> list[Token]:
    """Return the nouns in the prepositional phrases of a verb, two phrases deep."""
    found: list[Token] = []
    waiting = [verb]
    for _ in range(3):
        phrases = [child for token in waiting for child in token.children if child.dep_ in ("prep", "agent", "advmod", "prt", "dative", "oprd") or child.dep_ == "pobj"]
        found += [child for child in phrases if child.dep_ == "pobj"]
        waiting = phrases
    return [noun for token in found for noun in _with_conjuncts([token])]
