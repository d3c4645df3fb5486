"""Find the people that a bare number or pronoun counts: ``nine were arrested``, ``the other four``, ``the rest``."""

from __future__ import annotations

from borderfacts import lexicons
from borderfacts.annotations import PersonMention
from borderfacts.mentions.people.nouns import noun_at
from borderfacts.mentions.people.reading import NOUN_TAGS, Numeral, Reading
from borderfacts.mentions.people.references import reference_of

_BEFORE = lexicons.people_cues("before_numeral")
_CRAFT = lexicons.classes()["vessel"] | lexicons.classes()["truck"]
_BEHIND = frozenset({"more", "others", "other", "further"})
_WHOLES = frozenset({"them", "whom", "those", "these"})
# Verbs and prepositions behind a number that counts people by itself.
_PREDICATES = lexicons.people_cues("behind_numeral")
# Words before a number that is a label or no count.
_LABELS = lexicons.people_cues("labels")
_PLAIN_SIGNS = frozenset({"NNP", "$", "SYM", "HYPH", "#"})
# "rose to 41": the number is where a figure went.
_WAYS = frozenset({"to", "from"})
# "children under five"
_AGE_LIMITS = frozenset({"under", "over", "below", "above"})
_SUBJECTS = frozenset({"nsubj", "nsubjpass"})
_NOT_ONE = frozenset({"no", "any", "every", "each", "this", "that", "which"})
# Behind these, a number that "the" or "all" makes definite stands for people.
_CLAUSE_SIGNS = frozenset({",", ".", ":", "VBD", "VBN", "MD", "WP"})


def find_numerals(reading: Reading, covered: set[int]) -> list[PersonMention]:
    """Return the people counted by a number alone, outside the tokens that other mentions cover."""
    found: list[PersonMention] = []
    for core, numeral in reading.numerals.items():
        seen = found[-1].right if found else 0
        if core not in covered and core >= seen and _counts_people(reading, numeral):
            found.append(_mention(reading, numeral))
    return found + _remainders(reading, covered)


def _mention(reading: Reading, numeral: Numeral) -> PersonMention:
    i = numeral.core
    left, right = numeral.first, max(numeral.stop, i + 1)
    while left > reading.sentence[i] and reading.words[left - 1] in _BEFORE:
        left -= 1
    while reading.word(right) in _BEHIND:
        right += 1
    whole = _end_of_whole(reading, right) if reading.word(right) == "of" else None
    if whole is not None:
        right, reference = whole, "partitive"
    else:
        reference = reference_of(reading, left, right, numeral)
        # "some of the five": the five are known, and the number is that of all
        reference = "definite" if reference == "partitive" else reference
    return PersonMention(
        span=reading.span(left, right),
        head=i,
        left=left,
        right=right,
        count=reading.count(numeral),
        reference=reference,
    )


def _counts_people(reading: Reading, numeral: Numeral) -> bool:
    number, i = numeral.number, numeral.core
    amount = number.low if number.low is not None else number.high
    if amount is None or amount < 1 or amount != int(amount) or _is_year(reading.words[i]):
        return False
    before = reading.word(numeral.first - 1)
    if reading.word(numeral.stop) == "of":
        return _end_of_whole(reading, numeral.stop) is not None and before != "no"
    if before == "," and _is_of_things(reading, numeral):
        return False
    if before in _LABELS or (reading.tag(numeral.first - 1) in _PLAIN_SIGNS and reading.sentence[i] < numeral.first):
        return False
    if before in _WAYS or (before == "of" and numeral.first - 2 in reading.numerals):
        return False
    if reading.word(numeral.first) in _AGE_LIMITS and reading.tag(numeral.first - 1) in NOUN_TAGS:
        return False
    return _one_counts(reading, i) if reading.words[i] == "one" else _stands_alone(reading, numeral)


def _is_of_things(reading: Reading, numeral: Numeral) -> bool:
    """``Of the 30 huts, nine burned down``."""
    whole = numeral.first - 2
    return (
        reading.word(reading.sentence[numeral.first]) == "of"
        and reading.tag(whole) == "NNS"
        and noun_at(reading, whole) is None
        and whole not in reading.nations
    )


def _is_year(word: str) -> bool:
    return word.isdigit() and len(word) == 4


def _end_of_whole(reading: Reading, of: int) -> int | None:
    """Return where the people end of whom some are counted: ``of them``, ``of those on board``, ``of the 14``.

    None where they may be no people: ``two of the boats``.
    """
    word, after = reading.word(of + 1), reading.tag(of + 2)
    if word in _WHOLES:
        return of + 2 if word in ("them", "whom") or after not in (*NOUN_TAGS, "JJ", "CD") else None
    behind = reading.numeral_at.get(of + 2)
    if word != "the" or behind is None or reading.tag(behind.stop) in (*NOUN_TAGS, "JJ", "VBN", "HYPH"):
        return None
    return behind.stop


def _one_counts(reading: Reading, i: int) -> bool:
    """``one was treated``, ``one other``."""
    after = reading.word(i + 1)
    if reading.word(i - 1) in _NOT_ONE:
        return False
    subject = reading.doc[i].dep_ in _SUBJECTS and reading.tag(i + 1) in ("VBD", "VBZ", "MD")
    return subject or after in ("other", "more")


def _stands_alone(reading: Reading, numeral: Numeral) -> bool:
    token, stop = reading.doc[numeral.core], numeral.stop
    following, tag = reading.word(stop), reading.tag(stop)
    if following in _BEHIND:
        return True
    if following in _CRAFT:
        return False  # "two inflatables", whatever the tagger takes them for
    if following in _PREDICATES:
        if token.dep_ == "attr" and not any(child.dep_ == "expl" for child in token.head.children):
            return False  # "the vote was 52 to 47", but "there were nine on board"
        return token.dep_ not in ("nummod", "npadvmod", "compound")
    if token.dep_ in (*_SUBJECTS, "dobj") and tag not in NOUN_TAGS:
        return True
    return tag in _CLAUSE_SIGNS and reading.word(numeral.first - 1) in ("the", "all", "other", "those")


def _remainders(reading: Reading, covered: set[int]) -> list[PersonMention]:
    """``the others``, ``the rest``: where they do or suffer something."""
    found = []
    for i, word in enumerate(reading.words):
        if word not in ("others", "remainder", "rest") or i in covered or reading.word(i - 1) != "the":
            continue
        if reading.doc[i].dep_ in (*_SUBJECTS, "dobj") and reading.word(i + 1) != "of":
            found.append(
                PersonMention(span=reading.span(i - 1, i + 1), head=i, left=i - 1, right=i + 1, reference="remainder")
            )
    return found
