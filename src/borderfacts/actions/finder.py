"""Find the actions that a text tells, with who acts and who is acted on."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, NamedTuple

from borderfacts import lexicons
from borderfacts.actions import phrases
from borderfacts.actions.clauses import (
    Arguments,
    Complement,
    arguments,
    complements,
    is_participle_alone,
    is_told_of_subject,
    is_verb,
    may_share_passive,
)
from borderfacts.actions.patterns import Pattern, adjective_patterns, noun_patterns, verb_patterns
from borderfacts.actions.periods import Periods
from borderfacts.actions.quotations import quoted_tokens
from borderfacts.actions.sentences import Sentences
from borderfacts.actions.status import is_negated, names_no_happening, status_of, status_of_ground
from borderfacts.actions.word_classes import WordClasses
from borderfacts.annotations import ACTIONS, ActionMention, span_of
from borderfacts.lexicons.schema import ActionRule
from borderfacts.records import Span
from borderfacts.vocabulary import ActionType, Status

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

# "are in two hospitals", "is recovering": news tells states in the present tense too.
_STATES = frozenset({"be", "remain", "lie", "recover", "presume", "fear", "believe", "list", "have"})
# The story of a "he" or "she" in custody is that of a suspect far more often than that of a migrant.
_CRIMES = frozenset({"murder", "rape", "kidnapping", "robbery", "assault", "abduction", "killing"})
_ONE_PERSON = frozenset({"he", "him", "she", "her"})
_ON_THE_WAY = frozenset({"caught", "stopped", "apprehended", "detained", "intercepted"})
_REFLEXIVE = frozenset({"himself", "herself", "themselves", "itself"})
_GOING_ON = frozenset({"continues", "continue", "goes", "remains", "is", "are"})
_GROUNDS = frozenset({"suspicion", "charges", "charge", "allegations", "warrant"})
# What is never done to anyone: these verbs have no passive.
_DOING = frozenset({ActionType.FLEE, ActionType.CROSS, ActionType.CLAIM_ASYLUM, ActionType.GO_MISSING})
_OF_PEOPLE = frozenset(
    {
        ActionType.DIE,
        ActionType.CROSS,
        ActionType.RESCUE,
        ActionType.GO_MISSING,
        ActionType.INJURE,
        ActionType.SMUGGLE,
        ActionType.TREAT,
    }
)
_CUSTODY = frozenset({ActionType.INTERCEPT, ActionType.ARREST})
_FOLLOWED_BY_PATIENTS = frozenset({"of", "with", "on", "against"})
_ADJECTIVE_TAGS = frozenset({"JJ", "VBN", "VBG", "VBD", "NN"})
# Steps of a case in court stand above the offence, never below it.
_IN_COURT = frozenset(
    {ActionType.CHARGE, ActionType.PLEAD, ActionType.SENTENCE, ActionType.EXTRADITE, ActionType.ARREST}
)
_MOVES = frozenset({ActionType.CROSS, ActionType.FLEE})
# Tokens between people and the participle that tells what they do.
_NEAR = 14
# What one verb tells, where two types would claim it: who vanishes into the scrub flees, who is pulled from the water
# is not smuggled.
_STRONGER = (
    (ActionType.FLEE, ActionType.GO_MISSING),
    (ActionType.FLEE, ActionType.CROSS),
    (ActionType.RETURN, ActionType.CROSS),
    (ActionType.RETURN, ActionType.SMUGGLE),
    (ActionType.RETURN, ActionType.INTERCEPT),
    (ActionType.RESCUE, ActionType.SMUGGLE),
    (ActionType.TREAT, ActionType.SMUGGLE),
    (ActionType.PURSUE, ActionType.SMUGGLE),
    (ActionType.DIE, ActionType.SEIZE),
    (ActionType.DIE, ActionType.INJURE),
    (ActionType.DIE, ActionType.RESCUE),
    (ActionType.TREAT, ActionType.SEARCH),
    (ActionType.RELEASE, ActionType.RESCUE),
    (ActionType.ARREST, ActionType.RESCUE),
    (ActionType.SENTENCE, ActionType.ARREST),
    (ActionType.RESCUE, ActionType.INTERCEPT),
    (ActionType.GO_MISSING, ActionType.DETECT),
    (ActionType.GO_MISSING, ActionType.DIE),
    (ActionType.RETURN, ActionType.FLEE),
    (ActionType.RESCUE, ActionType.RELEASE),
    (ActionType.SMUGGLE, ActionType.CHARGE),
    (ActionType.EXTRADITE, ActionType.SMUGGLE),
    (ActionType.EXTRADITE, ActionType.ARREST),
    (ActionType.INTERCEPT, ActionType.ALERT),
)


class _Story(NamedTuple):
    """What is read once of a Doc and asked of by every verb and noun."""

    classes: WordClasses
    sentences: Sentences
    periods: Periods


class ActionFinder:
    """Component: writes the actions layer."""

    def __init__(self) -> None:
        self._verbs = verb_patterns()
        self._nouns = noun_patterns()
        self._adjectives = adjective_patterns()
        self._classes = lexicons.classes()

    def __call__(self, doc: Doc) -> Doc:
        """Find the actions in the Doc and return it."""
        ACTIONS.write(doc, self._find(doc) if doc.has_annotation("DEP") else ())
        return doc

    def _find(self, doc: Doc) -> Iterator[ActionMention]:
        story = _Story(WordClasses(doc, self._classes), Sentences(doc, self._classes["fiction"]), Periods(doc))
        quoted = quoted_tokens(doc)
        told: set[tuple[ActionType, int]] = set()
        for token in doc:
            if token.i in quoted or not (is_verb(token) or is_told_of_subject(token)):
                continue
            if (patterns := self._verbs.get(token.lower_)) and not story.sentences.is_unreal(token):
                for mention, last in self._of_verb(token, patterns, story):
                    told.update((mention.type, i) for i in range(token.i, last + 1))
                    yield mention
        for token in doc:
            if token.i in quoted or token.i in story.classes.named or story.sentences.is_unreal(token):
                continue
            if token.tag_ in ("NN", "NNS", "NNP", "NNPS") and (patterns := self._nouns.get(token.lower_)):
                yield from self._of_noun(token, patterns, story, told)
            if token.tag_ in _ADJECTIVE_TAGS and (patterns := self._adjectives.get(token.lower_)):
                yield from self._of_adjective(token, patterns, story, told)

    def _of_verb(self, verb: Token, patterns: Iterable[Pattern], story: _Story) -> Iterator[tuple[ActionMention, int]]:
        patterns = [pattern for pattern in patterns if story.sentences.may_hold(verb, pattern)]
        if not patterns:
            return
        args, classes = arguments(verb), story.classes
        limit = story.sentences.end(verb)
        found: dict[ActionType, tuple[Pattern, int, Arguments]] = {}
        for pattern in patterns:
            if pattern.action in found or (own := _arguments_of(verb, pattern, args)) is None:
                continue
            end = phrases.end_of_phrase(verb, pattern, args, limit)
            if end is None:
                continue
            own = phrases.with_object_of_last(verb, pattern, end, own)
            if pattern.action in _MOVES:
                own = _of_those_seen(verb, own, classes)
            if _fits(verb, pattern, own, classes):
                smuggled = pattern.action == ActionType.SMUGGLE and _are_smuggled_themselves(pattern, own, classes)
                found[pattern.action] = (pattern, end, Arguments((), own.agents) if smuggled else own)
        if not found or story.periods.is_figure(verb):
            return
        if found.keys() >= _CUSTODY:
            del found[_other_custody(verb, found[ActionType.ARREST][2], classes)]
        for stronger, weaker in _STRONGER:
            if stronger in found and weaker in found:
                del found[weaker]
        for action, (pattern, end, own) in found.items():
            status = _status(verb, pattern, classes)
            if status is not None:
                yield (
                    ActionMention(
                        span=_span(verb.doc, verb.i, end), token=verb.i, type=action, status=status,
                        agents=tuple(t.i for t in own.agents), patients=tuple(t.i for t in own.patients),
                    ),
                    end,
                )  # fmt: skip

    def _of_noun(
        self, noun: Token, patterns: Iterable[Pattern], story: _Story, told: set[tuple[ActionType, int]]
    ) -> Iterator[ActionMention]:
        found: set[ActionType] = set()
        limit = story.sentences.end(noun)
        for pattern in patterns:
            if (
                pattern.action in found
                or (pattern.action, noun.i) in told
                or (around := phrases.around_noun(noun, pattern, limit)) is None
            ):
                continue
            patients = [c for c in noun.children if c.dep_ == "poss" and is_verb(c) is False]
            patients += _objects_of(noun, _FOLLOWED_BY_PATIENTS)
            if not phrases.tells_one(noun, pattern) or not _is_done_to(patients, pattern.rule, story.classes):
                continue
            status = _status_of_noun(noun, pattern.action, story.periods)
            if status is None:
                return
            makers = _objects_of(noun, frozenset({"by"}))
            yield ActionMention(
                span=_span(noun.doc, *around), token=noun.i, type=pattern.action, status=status, verbal=False,
                agents=tuple(t.i for t in makers), patients=tuple(t.i for t in patients),
            )  # fmt: skip
            found.add(pattern.action)

    def _of_adjective(
        self, word: Token, patterns: Iterable[Pattern], story: _Story, told: set[tuple[ActionType, int]]
    ) -> Iterator[ActionMention]:
        pattern = next(iter(patterns))
        described = phrases.described_by(word)
        if (
            described is None
            or (pattern.action, word.i) in told
            or not story.classes.is_of(described, pattern.rule.patient or ("people", "officer"))
        ):
            return
        status = _status_of_noun(described, pattern.action, story.periods)
        if status is not None:
            yield ActionMention(
                span=_span(word.doc, word.i, word.i), token=word.i, type=pattern.action, status=status,
                patients=(described.i,), verbal=False,
            )  # fmt: skip


def _are_smuggled_themselves(pattern: Pattern, args: Arguments, classes: WordClasses) -> bool:
    """``paid 4,000 dollars each for the passage``, ``hid in a lorry``: the subject is smuggled and smuggles nobody."""
    if classes.any_of(args.patients, ("people",)):
        return False
    return pattern.lemma == "pay" or (not pattern.rule.patient and tuple(pattern.rule.agent) == ("people",))


def _of_those_seen(verb: Token, args: Arguments, classes: WordClasses) -> Arguments:
    """``agents alerted ... about nine people, attempting to cross``: the people named last move, not the agents."""
    clause = verb.head if verb.dep_ == "xcomp" else verb
    if clause.tag_ != "VBG" or clause.dep_ != "advcl" or not classes.any_of(args.agents, ("agency", "officer")):
        return args
    seen = (verb.doc[j] for j in range(clause.i - 1, max(clause.i - _NEAR, -1), -1) if not verb.doc[j].is_sent_start)
    mover = next((token for token in seen if classes.is_of(token, ("people",))), None)
    return args if mover is None else Arguments((mover,), args.patients)


def _arguments_of(verb: Token, pattern: Pattern, args: Arguments) -> Arguments | None:
    """Return who acts and is acted on in a pattern; None where the pattern cannot stand there.

    That is where the verb is only the auxiliary of another, or where it should be negated and is not.
    """
    if pattern.negated and not is_negated(verb):
        return None
    if pattern.adverb and not any(c.lower_ == pattern.adverb for c in verb.children):
        return None
    if verb.dep_ in ("aux", "auxpass"):
        if pattern.lemma not in ("be", "get") or not pattern.rest or not phrases.is_choice(verb.head, pattern.rest[0]):
            return None
        return Arguments((), arguments(verb.head).patients or arguments(verb.head).agents)
    if pattern.predicate and not args.patients:
        return Arguments((), args.agents)
    if pattern.rule.form == "inverted":
        return phrases.inverted_arguments(verb)
    if pattern.action in _DOING and not pattern.rule.patient and is_participle_alone(verb) and not args.agents:
        return Arguments(args.patients, ())  # "the driver, a local man, made off": taken for a participle
    if pattern.rule.patient and not args.patients and may_share_passive(verb):
        return Arguments((), args.agents)
    return args


def _fits(verb: Token, pattern: Pattern, args: Arguments, classes: WordClasses) -> bool:
    rule = pattern.rule
    if verb.dep_ == "amod" and pattern.action == ActionType.SENTENCE:
        return False  # "28 convicted Afghans" tells no trial
    if rule.patient and not classes.any_of(args.patients, rule.patient):
        return False
    if rule.patient_not and args.patients and all(classes.is_of(p, rule.patient_not) for p in args.patients):
        return False
    if rule.agent and not classes.any_of(args.agents, rule.agent):
        lost = not args.agents and pattern.action in _DOING and phrases.has_lost_subject(verb)
        if not lost:
            return False
    if rule.agent_not and classes.any_of(args.agents, rule.agent_not):
        return False
    if rule.form and not phrases.has_form(verb, rule.form, args):
        return False
    if pattern.action in _OF_PEOPLE and _are_animals(args.patients or args.agents, classes):
        return False
    return _complements_fit(complements(verb), rule, classes) if _asks_for_complements(rule) else True


def _are_animals(told_of: tuple[Token, ...], classes: WordClasses) -> bool:
    """``two cows drowned``, ``the wolf crossed``."""
    return bool(told_of) and all(classes.is_of(token, ("livestock",)) for token in told_of)


def _asks_for_complements(rule: ActionRule) -> bool:
    return bool(rule.complement or rule.complement_not or rule.prepositions or rule.without)


def _complements_fit(told: list[Complement], rule: ActionRule, classes: WordClasses) -> bool:
    if any(c.prepositions & frozenset(rule.without) for c in told):
        return False
    if rule.complement_not and any(classes.is_of(c.noun, rule.complement_not) for c in told):
        return False
    if rule.prepositions:
        told = [c for c in told if c.prepositions & frozenset(rule.prepositions)]
        if not told:
            return False
    return not rule.complement or any(classes.is_of(c.noun, rule.complement) for c in told)


def _status(verb: Token, pattern: Pattern, classes: WordClasses) -> Status | None:
    if verb.dep_ in ("aux", "auxpass") or is_told_of_subject(verb):
        verb = verb.head
    if not pattern.rest and phrases.is_finding_out(verb):
        return None
    if pattern.negated:
        return Status.OCCURRED if is_negated(verb) else None
    if pattern.rule.form == "of migrants" and verb.dep_ == "advcl" and verb.tag_ == "VBD":
        return Status.ATTEMPTED  # "No one drowned when the migrant boat sank": the boat sank, whatever did not happen
    stative = pattern.predicate or pattern.rule.form == "inverted" or pattern.lemma in _STATES
    status = status_of(verb, pattern.action, stative=stative)
    if status is None or pattern.action in _IN_COURT:
        return status
    grounds = status_of_ground(verb)
    if grounds is not None:
        return grounds if classes.has_detail(verb) or any(c.lower_ == "having" for c in verb.children) else None
    return status


def _status_of_noun(noun: Token, action: ActionType, periods: Periods) -> Status | None:
    if (names_no_happening(noun) and action != ActionType.EXTRADITE) or (
        action not in _IN_COURT and status_of_ground(noun) is not None
    ):
        return None
    verb = _governing_verb(noun)
    if verb is None:
        return Status.OCCURRED
    if phrases.is_bare(noun) and (noun.lower_ in _CRIMES or (noun.dep_ == "nsubj" and verb.tag_ in ("VBZ", "VBP"))):
        return None  # "wanted for crimes, murder among them", "rescue at sea is hard work"
    if periods.is_figure(verb):
        return None
    return status_of(verb, action, stative=verb.lower_ in _GOING_ON)


def _is_done_to(patients: list[Token], rule: ActionRule, classes: WordClasses) -> bool:
    if rule.patient_not and classes.any_of(patients, rule.patient_not):
        return False
    return not (rule.patient and rule.nouns) or classes.any_of(patients, rule.patient)


def _other_custody(verb: Token, args: Arguments, classes: WordClasses) -> ActionType:
    """Of ``arrest`` and ``intercept`` return the one that the verb does not tell here: suspects are arrested."""
    own = {name for token in args.patients for name in classes.of(token)}
    concerned = [token for token in args.patients if token.lower_ not in _REFLEXIVE] or args.agents
    one = verb.lower_ not in _ON_THE_WAY and bool(concerned) and all(token.lower_ in _ONE_PERSON for token in concerned)
    if one or any(classes.is_called_suspect(token) for token in concerned):
        return ActionType.INTERCEPT
    if any(c.lower_ == "as" and any(map(classes.is_called_suspect, c.children)) for c in verb.children):
        return ActionType.INTERCEPT
    if any(c.lower_ == "on" and any(g.lower_ in _GROUNDS for g in c.children) for c in verb.children):
        return ActionType.INTERCEPT
    if "suspect" in own or ("suspect?" in own and verb.lower_.startswith("arrest")):
        return ActionType.INTERCEPT
    return ActionType.ARREST


def _objects_of(noun: Token, prepositions: frozenset[str]) -> list[Token]:
    found = []
    for child in noun.children:
        if child.dep_ in ("prep", "agent") and child.lower_ in prepositions:
            found += [grand for grand in child.children if grand.dep_ == "pobj"]
    return found


def _governing_verb(noun: Token) -> Token | None:
    token = noun
    for _ in range(5):
        if is_verb(token) and token.i != noun.i:
            return token
        if token.head.i == token.i:
            return None
        token = token.head
    return None


def _span(doc: Doc, first: int, last: int) -> Span:
    return span_of(doc, first, last + 1)
