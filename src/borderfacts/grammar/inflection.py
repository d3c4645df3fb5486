"""The forms of English verbs and nouns, by rule and by a list of exceptions."""

from __future__ import annotations

import re

from borderfacts import lexicons

_VOWELS = "aeiou"
# One short syllable doubles its last letter: stop, stopped; grab, grabbing; but not row, fix, sail.
_DOUBLING = re.compile(r"(?:[^aeiou]{0,3}|qu)[aeiouy][^aeiouwxy]")


def verb_forms(lemma: str) -> tuple[str, ...]:
    """Return the forms of a verb, the lemma first.

    Example:
        >>> verb_forms("find")
        ('find', 'finds', 'finding', 'found')
    """
    irregular = lexicons.irregular_verbs().get(lemma, ())
    if lemma == "be":
        return (lemma, *irregular)
    forms = [lemma, _third_person(lemma)]
    if not any(form.endswith("ing") for form in irregular):
        forms.append(_with_ending(lemma, "ing"))
    return tuple(dict.fromkeys([*forms, *(irregular or (_with_ending(lemma, "ed"),))]))


def noun_forms(noun: str) -> tuple[str, ...]:
    """Return singular and plural of a noun."""
    return noun, _third_person(noun)


def _third_person(word: str) -> str:
    if word.endswith(("s", "x", "z", "ch", "sh")):
        return word + "es"
    if word.endswith("y") and word[-2:-1] not in _VOWELS:
        return word[:-1] + "ies"
    return word + "s"


def _with_ending(lemma: str, ending: str) -> str:
    if lemma.endswith("ie") and ending == "ing":
        return lemma[:-2] + "ying"
    if lemma.endswith("e") and (ending == "ed" or not lemma.endswith(("ee", "oe", "ye"))):
        return lemma[:-1] + ending
    if lemma.endswith("y") and lemma[-2:-1] not in _VOWELS and ending == "ed":
        return lemma[:-1] + "ied"
    if _DOUBLING.fullmatch(lemma):
        return lemma + lemma[-1] + ending
    return lemma + ending
