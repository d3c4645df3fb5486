"""Distinguish English from what is not: by its function words, counted against those of other languages."""

from __future__ import annotations

import re
from collections import Counter
from functools import cache

from borderfacts import lexicons

# Headlines and lists of names hardly have function words, so a short text is not judged by their share.
LONG = 30
LEAST_SHARE = 0.06
LEAST_LATIN = 0.5

_MARKUP = re.compile(r"<[^<>]{1,500}>|&#?\w{1,10};|https?://[^\s<>\"]{1,500}")
_WORD = re.compile(r"[^\W\d_]{1,64}")
# "Maria de la Cruz": the particles of a name say nothing of the language of the text.
_NAME = re.compile(r"\b([A-ZÀ-Þ]\w{1,40})(?: [a-zß-ÿ]{1,3}){1,3} (?=[A-ZÀ-Þ])")
# "La policía": the first word before a small one has its capital from the sentence; not so in "Los Angeles".
_FIRST = re.compile(r"\A\W{0,20}[A-ZÀ-Þ][a-zß-ÿ]{0,63}(?= [a-zß-ÿ])")
# "5k miles", "20 degrees c": the letter of a measure is no word of a language; "$10" has no word, and says something.
_MEASURE_LETTER = re.compile(r"(?<=\d)[^\W\d_]{1,5}\b|(?<=\bdegrees )[cf]\b", re.IGNORECASE)
_AMOUNT = re.compile(r"[$£€¥][ ]?\d|\d[ ]?[%°€£]|\d[a-z]", re.IGNORECASE)
_LATIN = re.compile(r"[A-Za-zÀ-ɏḀ-ỿ]")


@cache
def _languages_by_word() -> dict[str, tuple[str, ...]]:
    found: dict[str, tuple[str, ...]] = {}
    for code, entry in lexicons.languages().items():
        for word in sorted(entry.words):
            found[word] = (*found.get(word, ()), code)
    return found


def looks_english(text: str) -> bool:
    """Return whether a text looks English enough to be read.

    Markup and addresses aside, a text looks English when at least half of its words are in Latin letters, no other
    language of ``languages.toml`` has more of its function words in it than English has, and, for a text of 30 words or
    more, at least 6 in 100 words are English function words (running English has about 40). Words with a capital and
    the particles of names do not count as function words, since they come with names in any language; the first word
    does, where the next has no capital. A text all in capitals is read as if in small letters. A text without words
    has nothing to read, unless it states an amount (``$10``).

    Examples:
        >>> looks_english("Nine people crossed the border."), looks_english("Nueve personas cruzaron la frontera.")
        (True, False)
    """
    bare = _MARKUP.sub(" ", text)
    if bare.isupper():
        bare = bare.lower()
    unnamed = _NAME.sub(r"\1 ", _MEASURE_LETTER.sub("", bare))
    words = Counter(_WORD.findall(_FIRST.sub(lambda first: first.group().lower(), unnamed)))
    total = sum(words.values())
    latin = sum(number for word, number in words.items() if _LATIN.match(word))
    if not total:
        return _AMOUNT.search(bare) is not None
    if latin < LEAST_LATIN * total:
        return False
    hits = dict.fromkeys(lexicons.languages(), 0)
    for word, number in words.items():
        for code in _languages_by_word().get(word, ()):
            hits[code] += number
    english = hits.pop("en")
    if english < max(hits.values()):
        return False
    return total < LONG or english >= LEAST_SHARE * total
