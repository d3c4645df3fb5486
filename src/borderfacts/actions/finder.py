"""Find the actions that a text tells, with who acts and who is acted on."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from borderfacts import annotations, lexicons
from borderfacts.actions.clauses import Arguments, arguments, is_passive, is_verb, prepositional_objects
from borderfacts.actions.patterns import Pattern, noun_patterns, verb_patterns
from borderfacts.actions.status import is_negated, status_of
from borderfacts.annotations import ActionMention
from borderfacts.records import Span
from borderfacts.vocabulary import ActionType, Role, Status

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

# The words of a verb phrase may stand apart: "took four people into custody", "pushed them all back".
_WIDEST_PHRASE = 9
_PERSON_PRONOUNS = frozenset({"they", "them", "he", "him", "she", "her", "we", "us", "who", "whom", "those", "themselves", "himself", "herself", "everyone", "all", "both", "many", "some", "others", "most", "everybody", "anyone", "people"})
_THING_PRONOUNS = frozenset({"it", "which", "that", "itself"})
_CUSTODY = frozenset({ActionType.INTERCEPT, ActionType.ARREST})
_VAGUE_NOUN_HEADS = frozenset({"operation", "operations", "team", "teams", "service", "services", "crew", "crews", "vessel", "ship", "boat", "centre", "center", "worker", "workers", "mission"})


class ActionFinder:
    """Component: writes the actions layer."""

    def __init__(self) -> None:
        self._verbs = verb_patterns()
        self._nouns = noun_patterns()
        self._classes = lexicons.classes()

    def __call__(self, doc: Doc) -> Doc:
        """Find the actions in the Doc and return it."""
        annotations.ACTIONS.write(doc, self._find(doc) if doc.has_annotation("DEP") else ())
        return doc

    def _find(self, doc: Doc) -> Iterator[ActionMention]:
        classes = _WordClasses(doc, self._classes)
        quoted = _quoted(doc)
        for token in doc:
            if token.i in quoted:
                continue
            if is_verb(token):
                patterns = self._verbs.get(token.lower_)
                if patterns:
                    yield from self._of_verb(token, patterns, classes)
            elif token.tag_ in ("NN", "NNS", "NNP") and token.i not in classes.named:
                patterns = self._nouns.get(token.lower_)
                if patterns:
                    yield from self._of_noun(token, patterns, classes)

    def _of_verb(self, verb: Token, patterns: Iterable[Pattern], classes: _WordClasses) -> Iterator[ActionMention]:
        args = arguments(verb)
        found: dict[ActionType, tuple[Pattern, int]] = {}
        for pattern in patterns:
            end = _end_of_phrase(verb, pattern)
            if end is not None and pattern.action not in found and self._fits(verb, pattern, args, classes):
                found[pattern.action] = (pattern, end)
        if _CUSTODY <= found.keys():
            del found[_other_custody(verb, args, classes)]
        for action, (pattern, end) in found.items():
            status = Status.OCCURRED if pattern.negated else status_of(verb, action)
            if status is None or pattern.negated and not is_negated(verb):
                continue
            yield ActionMention(
                span=_span(verb.doc, verb.i, end), token=verb.i, type=action, status=status,
                agents=tuple(t.i for t in args.agents), patients=tuple(t.i for t in args.patients),
            )  # fmt: skip

    def _fits(self, verb: Token, pattern: Pattern, args: Arguments, classes: _WordClasses) -> bool:
        rule = pattern.rule
        if rule.patient and not classes.any_of(args.patients, rule.patient):
            return False
        if rule.patient_not and args.patients and all(classes.any_of([p], rule.patient_not) for p in args.patients):
            return False
        if rule.agent and not classes.any_of(args.agents, rule.agent):
            return False
        if rule.agent_not and classes.any_of(args.agents, rule.agent_not):
            return False
        if rule.complement:
            return classes.any_of(prepositional_objects(verb), rule.complement)
        return True

    def _of_noun(self, noun: Token, patterns: Iterable[Pattern], classes: _WordClasses) -> Iterator[ActionMention]:
        for pattern in patterns:
            start = noun.i - len(pattern.rest)
            if start < 0 or any(noun.doc[start + k].lower_ != word for k, word in enumerate(pattern.rest)):
                continue
            if not _tells_one(noun, pattern) or (verb := _governing_verb(noun)) is not None and (status_of(verb, pattern.action) is None):
                continue
            objects = tuple(g for c in noun.children if c.dep_ == "prep" and c.lower_ in ("of", "with", "on", "against") for g in c.children if g.dep_ == "pobj")
            makers = tuple(g for c in noun.children if c.dep_ in ("prep", "agent") and c.lower_ == "by" for g in c.children if g.dep_ == "pobj")
            status = status_of(verb, pattern.action) if verb is not None else Status.OCCURRED
            yield ActionMention(
                span=_span(noun.doc, start, noun.i), token=noun.i, type=pattern.action, status=status or Status.OCCURRED,
                agents=tuple(t.i for t in makers), patients=tuple(t.i for t in objects), verbal=False,
            )  # fmt: skip
            return


class _WordClasses:
    """Which classes a token of one Doc belongs to."""

    def __init__(self, doc: Doc, lexicon: dict[str, frozenset[str]]) -> None:
        self.lexicon = lexicon
        self.starts = [token.idx for token in doc]
        self.people: dict[int, set[str]] = {}
        for mention in annotations.PEOPLE.read(doc):
            names = self._classes_of(mention)
            for i in range(mention.left, mention.right):
                self.people.setdefault(i, names)
        self.agencies = {i for agency in annotations.AGENCIES.read(doc) for i in self._range(agency.span)}
        places = annotations.PLACES.read(doc)
        self.places = {i for place in places for i in self._range(place.span)}
        self.countries = {i for place in places if place.kind in ("country", "admin1") for i in self._range(place.span)}
        self.crossings = {i for place in places if place.kind in ("port_of_entry", "landmark") for i in self._range(place.span)}
        self.waters = {i for place in places if place.kind == "water" for i in self._range(place.span)}
        self.goods = {i for seizure in annotations.SEIZURES.read(doc) for i in self._range(seizure.span)}
        self.named = self.agencies | self.places

    def _classes_of(self, mention: annotations.PersonMention) -> set[str]:
        if mention.body:
            return {"body"}
        if mention.role == Role.OFFICER:
            return {"officer"}
        if mention.official:
            return {"officer", "named"} if not mention.name else {"officer", "named"}
        names = {"people"}
        if mention.role == Role.SUSPECT or mention.name:
            names.add("suspect")
        elif mention.role is None and mention.kind != "child":
            names.add("suspect?")
        return names

    def _range(self, span: Span) -> range:
        return range(bisect_left(self.starts, span.start), bisect_left(self.starts, span.end))

    def of(self, token: Token) -> set[str]:
        """Return the classes of a token that layers and pronouns give; those of the lexicon are asked apart."""
        if token.i in self.people:
            return self.people[token.i]
        found: set[str] = set()
        if token.lower_ in _PERSON_PRONOUNS:
            found |= {"people", "suspect?"}
        if token.lower_ in _THING_PRONOUNS:
            found |= {"vessel", "vehicle", "goods"} if token.lower_ == "it" else {"vessel", "vehicle"}
        for name, tokens in (("agency", self.agencies), ("country", self.countries), ("crossing", self.crossings), ("border", self.waters), ("goods", self.goods)):
            if token.i in tokens:
                found.add(name)
        if "agency" in found:
            found |= {"government", "force"}
        if "country" in found:
            found |= {"government"}
        return found

    def any_of(self, tokens: Iterable[Token], wanted: tuple[str, ...]) -> bool:
        """Tell whether a token belongs to one of the classes."""
        for token in tokens:
            own = self.of(token)
            if any(name in own or name == "suspect" and "suspect?" in own for name in wanted):
                return True
            if token.i not in self.people and any(token.lower_ in self.lexicon.get(name, ()) for name in wanted):
                return True
            if token.i in self.people and "people" not in own and any(token.lower_ in self.lexicon.get(n, ()) for n in wanted if n in ("force", "government")):
                return True
        return False


def _other_custody(verb: Token, args: Arguments, classes: _WordClasses) -> ActionType:
    """Of ``arrest`` and ``intercept`` return the one that the verb does not tell here: suspects are arrested."""
    own = set().union(*(classes.of(t) for t in args.patients)) if args.patients else set()
    if "suspect" in own:
        return ActionType.INTERCEPT
    if "suspect?" in own and verb.lower_.startswith("arrest"):
        return ActionType.INTERCEPT
    return ActionType.ARREST


def _end_of_phrase(verb: Token, pattern: Pattern) -> int | None:
    """Return the token index of the last word of the phrase that starts at the verb, None where a word is missing."""
    i = verb.i
    end = min(verb.i + _WIDEST_PHRASE, verb.sent.end - 1)
    widest = 3 if pattern.lemma == "be" else _WIDEST_PHRASE
    for word in pattern.rest:
        start = i + 1
        i = next((j for j in range(start, min(start + widest, end + 1)) if _is_word(verb.doc[j], word)), -1)
        if i < 0 and is_passive(verb) and any(_is_word(t, word) for c in verb.children if c.dep_ == "nsubjpass" for t in c.subtree):
            i = start - 1  # "the alarm was raised"
        if i < 0 or any(verb.doc[j].tag_ in ("VBD", "VBZ", "MD") for j in range(start, i) if verb.doc[j].i != verb.i and verb.doc[j].head.i != verb.i):
            return None
    return i


def _is_word(token: Token, word: str) -> bool:
    return token.lower_ == word or token.lower_ == word + "s" and token.tag_ == "NNS"


def _tells_one(noun: Token, pattern: Pattern) -> bool:
    """A noun tells an action of the story when it is singular or counted and no part of a name or compound."""
    following = noun.doc[noun.i + 1] if noun.i + 1 < len(noun.doc) else None
    if following is not None and following.tag_ in ("NN", "NNS", "HYPH") and noun.dep_ in ("compound", "nmod", "amod") and following.lower_ not in _VAGUE_NOUN_HEADS:
        return False
    if any(c.lower_ in ("no", "any", "every", "each", "such") for c in noun.children):
        return False
    if noun.tag_ == "NNS" and not pattern.rest:
        return any(c.dep_ in ("nummod", "poss") or c.lower_ in ("the", "these", "several") for c in noun.children) or pattern.action in (ActionType.INJURE, ActionType.CHARGE, ActionType.TREAT)
    return True


def _governing_verb(noun: Token) -> Token | None:
    token = noun
    for _ in range(5):
        if is_verb(token) and token.i != noun.i:
            return token
        if token.head.i == token.i:
            return None
        token = token.head
    return None


def _quoted(doc: Doc) -> set[int]:
    """Return the tokens inside direct quotations that hold a clause; a quoted word or name is no quotation."""
    inside: set[int] = set()
    opened: int | None = None
    for token in doc:
        if token.text in ("“", "\"", "``", "''", "”"):
            if opened is None and token.text != "”":
                opened = token.i
            elif opened is not None and token.text != "“":
                if token.i - opened > 5:
                    inside.update(range(opened, token.i))
                opened = None
            else:
                opened = token.i
        elif opened is not None and (token.is_space and "\n" in token.text or token.i - opened > 200):
            opened = None
    return inside


def _span(doc: Doc, first: int, last: int) -> Span:
    return Span.of(doc.text, doc[first].idx, doc[last].idx + len(doc[last]))
