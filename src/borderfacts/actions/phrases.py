"""Whether the words of a pattern stand around a verb, noun or adjective, and in the shape that its rule asks for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from borderfacts.actions.clauses import SUBJECTS, Arguments, has_infinitive_mark, is_passive, is_verb
from borderfacts.actions.patterns import POSSESSIVE, Pattern
from borderfacts.vocabulary import ActionType

if TYPE_CHECKING:
    from spacy.tokens import Token

# How many tokens may stand between the words of a phrase: its object ("took the two men, both Indians, into custody"),
# what stands before a noun ("into federal custody"), and adverbs after a copula ("were still feared dead").
_OBJECT = 16
_WITHIN = 4
_AT_ONCE = 2
_ADVERBS = 4
_OUTSIDE_CLAUSE = 9
_PARTICLES = frozenset({"in", "up", "off", "out", "around", "down", "about"})
_ADVERBIAL = _PARTICLES | {"on", "upon", "over", "away", "back", "ashore", "aboard", "home", "along"}
_CLAUSE_ENDS = frozenset({";", ":", "who", "which", "whose", "because", "while", "although"})
_OBJECT_PREPOSITIONS = frozenset(
    {"upon", "across", "on", "with", "of", "for", "after", "through", "into", "at", "over"}
)
_TOLD_BEFORE = frozenset({"prep", "advmod", "acomp", "advcl"})
_TOLD_AFTER = frozenset({"nsubj", "attr", "dobj", "nsubjpass"})
_TELLS_WHERE = frozenset({"dobj", "prep", "prt", "npadvmod", "acomp", "xcomp", "attr", "oprd", "ccomp", "dative"})
_VERDICTS = frozenset({"guilty", "innocent", "liable", "responsible", "unfit", "inadmissible"})
_BE = frozenset({"be", "remain", "stay", "become", "feel", "lie"})
_VAGUE_HEADS = frozenset(
    {
        "operation",
        "operations",
        "mission",
        "missions",
        "effort",
        "efforts",
        "attempt",
        "attempts",
        "case",
        "cases",
        "victim",
        "victims",
        "incident",
    }
)
_GENERAL = frozenset({"no", "any", "every", "each", "such", "future", "possible", "potential", "further"})
_HAPPENING = frozenset({"broke", "erupted", "ensued", "followed", "flared", "started"})
_DURING = frozenset({"in", "during", "after", "following"})
_MASS = frozenset({ActionType.INJURE, ActionType.TREAT})
_OF_MIGRANTS = frozenset({"migrant", "migrants", "refugee", "refugees"})
_FUTURE = frozenset({"will", "would", "shall", "'ll", "must"})


def is_choice(token: Token, choice: frozenset[str]) -> bool:
    """Tell whether a token is one of the words of a place in a pattern."""
    if token.tag_ in ("NNP", "NNPS") and not token.is_upper and token.lower_ != "court":
        return False  # part of a name: "the Canada Border Services Agency"
    word = token.lower_
    if word in choice or (token.tag_ == "NNS" and word[:-1] in choice):
        return True
    return POSSESSIVE in choice and token.tag_ in ("PRP$", "POS", "WP$")


def end_of_phrase(verb: Token, pattern: Pattern, args: Arguments, limit: int) -> int | None:
    """Return the token index of the last word of the phrase that starts at the verb, None where a word is missing.

    Args:
        verb: the first word of the phrase.
        pattern: the words.
        args: who acts and is acted on.
        limit: the token index after the sentence.
    """
    rest = list(pattern.rest)
    if rest and not pattern.predicate:
        rest = rest[_words_in_patients(verb, rest, args) :]
    last = verb.i
    for k, choice in enumerate(rest):
        found = _next_word(verb, last, choice, _width(pattern, k), limit)
        if found is None or (k == len(rest) - 1 and _is_preposition_instead(found, pattern)):
            return None
        last = found.i
    return last


def _width(pattern: Pattern, k: int) -> int:
    if k:
        return _WITHIN
    if pattern.tight:
        return _AT_ONCE
    return _ADVERBS if pattern.lemma in _BE else _OBJECT


def _words_in_patients(verb: Token, rest: list[frozenset[str]], args: Arguments) -> int:
    """Return how many words of a phrase stand before its verb: ``the alarm was raised``, ``the calls they got``."""
    before = [
        token for patient in args.patients if patient.i < verb.i for token in (*patient.lefts, patient, *patient.rights)
    ]
    count = 0
    for choice in rest:
        if not any(is_choice(token, choice) for token in before):
            break
        count += 1
    return count


def _next_word(verb: Token, last: int, choice: frozenset[str], width: int, limit: int) -> Token | None:
    doc = verb.doc
    end = min(last + 1 + width, limit)
    clause_over = False
    for i in range(last + 1, end):
        token = doc[i]
        if is_choice(token, choice) and not _is_of_setting(token):
            if (choice <= _ADVERBIAL and not _is_of_verb(token, verb, last)) or _has_own_subject(token, verb):
                continue
            inside = _is_under(token, verb)
            if inside or (not clause_over and i - last <= _OUTSIDE_CLAUSE):
                return token
        if (
            token.lower_ in _CLAUSE_ENDS
            or token.tag_ in ("VBD", "VBZ", "VBP", "MD", "VB")
            or (width == _ADVERBS and token.tag_ in ("NN", "NNS"))
        ):
            clause_over = True
        if width == _ADVERBS and clause_over:
            return None
    return None


def _has_own_subject(word: Token, verb: Token) -> bool:
    """``Found inside were 46 people, three of them dead``: the three are dead, not all who were found."""
    return word.tag_ == "JJ" and any(c.dep_ in SUBJECTS and c.tag_ == "CD" and c.i > verb.i for c in word.children)


def _is_of_setting(word: Token) -> bool:
    """``found in a frozen marsh``: what is said of the marsh is not said of those found."""
    return word.dep_ == "amod" and word.i < word.head.i and word.head.dep_ == "pobj"


def _is_of_verb(particle: Token, verb: Token, last: int) -> bool:
    """Tell whether a particle belongs to the verb: not ``out`` of ``pulled over a van for a burnt-out light``."""
    head = particle.head
    if any(child.dep_ == "prt" and last < child.i < particle.i for child in verb.children):
        return False  # "set out on tour" is no "set on"
    if particle.i == last + 1 or head.i == verb.i:
        return particle.dep_ not in ("compound", "amod")
    if head.head.i != verb.i or head.dep_ not in ("prep", "advmod", "prt", "dobj", "nsubjpass", "pobj"):
        return False
    return particle.dep_ in ("advmod", "prt", "prep")


def _is_under(token: Token, verb: Token) -> bool:
    """Tell whether a token hangs from the verb without another clause between."""
    for _ in range(6):
        token = token.head
        if token.i == verb.i:
            return True
        if token.dep_ in ("relcl", "advcl", "ROOT", "ccomp", "conj", "xcomp") and is_verb(token):
            return False
    return False


def _is_preposition_instead(word: Token, pattern: Pattern) -> bool:
    """``taken on board in that area`` is no ``take in``: the last particle of a phrase governs no noun."""
    if word.tag_ == "TO" and word.dep_ == "aux":
        return True  # "got through, only to be caught"
    if word.lower_ not in _PARTICLES or pattern.rule.complement or pattern.rule.prepositions or len(pattern.rest) > 1:
        return False
    return any(child.dep_ == "pobj" for child in word.children) and word.dep_ != "prt"


def with_object_of_last(verb: Token, pattern: Pattern, end: int, args: Arguments) -> Arguments:
    """``came upon a cayuco``, ``came up with 60 kilograms``: the noun after the last word of a phrase is acted on."""
    last = verb.doc[end]
    if not pattern.rest or pattern.predicate or args.patients or last.lower_ not in _OBJECT_PREPOSITIONS:
        return args
    return Arguments(args.agents, tuple(child for child in last.children if child.dep_ == "pobj"))


def has_lost_subject(verb: Token) -> bool:
    """Tell whether a verb in the past tense lacks the subject that it must have, as where the parse went wrong."""
    return verb.tag_ == "VBD" and verb.dep_ in ("ROOT", "conj") and not is_passive(verb)


def has_form(verb: Token, form: str, args: Arguments) -> bool:
    """Tell whether the clause of a verb has the shape that a rule asks for."""
    if form == "passive":
        return is_passive(verb)
    if form == "transitive":
        return bool(args.patients)
    if form == "intransitive":
        return not args.patients and not is_passive(verb)
    if form == "announcing":
        return _announces(verb)
    if form == "plain":
        return not any(
            child.dep_ in ("acl", "ccomp", "relcl") for patient in args.patients for child in patient.children
        )
    if form == "bare":
        return verb.tag_ == "VBD" and not any(child.dep_ in _TELLS_WHERE for child in verb.children)
    if form == "of migrants":
        return any(c.lower_ in _OF_MIGRANTS for boat in args.agents for c in boat.children)
    if form == "clause":
        return any(child.dep_ == "ccomp" for child in verb.children)
    return True


def _announces(verb: Token) -> bool:
    """``announced that it will station``: what is announced is still to come."""
    for clause in verb.children:
        if clause.dep_ == "ccomp" and any(c.lower_ in _FUTURE and c.dep_ == "aux" for c in clause.children):
            return True
        if (
            clause.dep_ == "ccomp"
            and clause.lower_ in ("is", "are")
            and any(c.dep_ == "xcomp" and has_infinitive_mark(c) for c in clause.children)
        ):
            return True
    return False


def inverted_arguments(verb: Token) -> Arguments | None:
    """Return what stands after a verb whose place is told first: ``Inside were 33``, ``There were 12 inside``."""
    late = [c for c in verb.children if c.dep_ == "auxpass" and c.i > verb.i]  # "Hidden inside were 12 packages"
    after = [c for holder in (verb, *late) for c in holder.children if c.i > holder.i and c.dep_ in _TOLD_AFTER]
    before = [c for c in verb.children if c.i < verb.i]
    if late and after:
        return Arguments((), tuple(after))
    if not after or any(c.dep_ in SUBJECTS and c.lower_ not in ("there", "inside") for c in before):
        return None
    if any(c.dep_ in _TOLD_BEFORE or c.lower_ == "inside" or c.tag_ in ("VBN", "IN") for c in before):
        return Arguments((), tuple(after))
    there = any(c.lower_ == "there" for c in before)
    place = any(t.lower_ in ("inside", "aboard", "board") and t.i > verb.i for t in verb.subtree)
    return Arguments((), tuple(after)) if there and place else None


def is_finding_out(verb: Token) -> bool:
    """``were found to be in the country unlawfully``, ``found him guilty`` find out a fact and nobody."""
    if not verb.lower_.startswith(("find", "found")):
        return False
    told = [c for c in verb.children if c.dep_ in ("xcomp", "ccomp", "oprd")]
    return any(has_infinitive_mark(c) or c.lower_ in _VERDICTS for c in told)


def around_noun(noun: Token, pattern: Pattern, limit: int) -> tuple[int, int] | None:
    """Return the first and last token index of a noun pattern, None where a word is missing."""
    doc, start = noun.doc, noun.i - len(pattern.before)
    if start < 0 or any(not is_choice(doc[start + k], choice) for k, choice in enumerate(pattern.before)):
        return None
    last = noun.i
    for choice in pattern.rest:
        found = next((i for i in range(last + 1, min(last + 1 + _WITHIN, limit)) if is_choice(doc[i], choice)), None)
        if found is None:
            return None
        last = found
    return start, last


def tells_one(noun: Token, pattern: Pattern) -> bool:
    """A noun tells an action of the story when it is singular or counted and no part of a name or compound."""
    following = noun.doc[noun.i + 1] if noun.i + 1 < len(noun.doc) else None
    if following is not None and following.tag_ in ("NN", "NNS", "HYPH") and following.lower_ not in _VAGUE_HEADS:
        in_compound = noun.dep_ in ("compound", "nmod", "amod") or following.tag_ == "HYPH"
    else:
        in_compound = noun.dep_ == "compound" and noun.head.i > noun.i and noun.head.lower_ not in _VAGUE_HEADS
    if in_compound:
        return False
    if any(c.lower_ in _GENERAL for c in noun.children) or _is_of_name(noun):
        return False
    if (
        noun.tag_ in ("NNS", "NNPS")
        and noun.lower_ != pattern.lemma
        and not pattern.before
        and not pattern.rest
        and pattern.action not in _MASS
    ):
        return _happens(noun) or any(
            c.dep_ in ("nummod", "poss") or c.lower_ in ("the", "these", "several", "two") for c in noun.children
        )
    return True


def is_bare(noun: Token) -> bool:
    """Tell whether a singular noun stands without article, number, possessive or adjective."""
    if noun.tag_ not in ("NN", "NNP"):
        return False
    return not any(c.dep_ in ("det", "poss", "nummod", "amod", "compound") for c in noun.children)


def _happens(noun: Token) -> bool:
    """``clashes broke out``, ``were held in raids``."""
    head = noun.head
    if noun.dep_ == "pobj" and head.lower_ in _DURING:
        return head.head.tag_ in ("VBD", "VBN")
    return head.lower_ in _HAPPENING


def _is_of_name(noun: Token) -> bool:
    """``search and rescue zone``, ``Search and Rescue``: the two nouns name a service."""
    doc, i = noun.doc, noun.i
    if noun.lower_ not in ("search", "rescue"):
        return noun.tag_ in ("NNP", "NNPS")
    around = [doc[j].lower_ for j in range(max(0, i - 2), min(len(doc), i + 4))]
    joined = "and" in around and "search" in around and "rescue" in around
    after = doc[i + 1 : i + 4]
    return noun.tag_ == "NNP" or (joined and not any(t.lower_ in _VAGUE_HEADS for t in after))


def described_by(word: Token) -> Token | None:
    """Return the noun that a predicate stands beside: ``three missing``, ``the injured men``, ``two others dead``."""
    own = next((c for c in word.children if c.dep_ == "nsubj" and c.tag_ == "CD" and c.i < word.i), None)
    if own is not None and word.tag_ == "JJ" and not is_verb(word.head):
        return own  # "46 people, three of them dead"
    before = word.doc[word.i - 1] if word.i else None
    if word.dep_ == "amod" and word.head.i > word.i:
        told = any(c.dep_ in ("nummod", "det", "poss") and c.lower_ not in ("no", "any") for c in word.head.children)
        return word.head if told or word.head.tag_ == "NNS" else None
    if before is None or is_verb(before):
        return None
    if before.tag_ == "CD" or before.lower_ in ("others", "both", "all"):
        return before
    return (
        before
        if before.tag_ in ("NN", "NNS")
        and (word.head.i == before.i or before.head.i == word.i or before.head.i == word.head.i)
        else None
    )
