"""Words that may stand for people, places or agencies: noun phrases, names, pronouns and numbers, by their words alone.

Most of them stand for nothing that matters; a reader learns which do. What counts here is that few are missed.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from typing import NamedTuple

from borderfacts import lexicons
from borderfacts.reading.schema import Number, Phrase
from borderfacts.records import Count, Span
from borderfacts.values.people.nouns import PersonNoun, person_nouns
from borderfacts.values.phrases import split_words, words_of

_PRONOUNS = lexicons.people_cues("candidate_pronouns")
_ONE_PERSON = lexicons.people_cues("singular_pronouns")
_NOUNS = (
    lexicons.people_cues("candidate_nouns")
    | lexicons.people_cues("candidate_place_nouns")
    | lexicons.people_cues("candidate_agency_nouns")
)
_DETERMINERS = lexicons.people_cues("candidate_determiners")
_BARRIERS = lexicons.people_cues("candidate_barriers")
_PARTICLES = lexicons.people_cues("name_particles")
_ONE = frozenset({"a", "an", "another"})
# Tables of nouns whose singular is a set of people.
_OF_MANY = frozenset({"load", "crew", "family"})
# A phrase is no longer to the left of its noun than this.
_LONGEST_PHRASE = 9
_WORD = re.compile(r"[^\W\d_][\w.-]*|\d[\d,.]*", re.UNICODE)
_NAME = re.compile(r"[A-ZÀ-Þ][^\W\d_]*(?:[-'’.][A-Z]?[^\W\d_]+)*\.?")
_LONGEST_NAME = 5


class _Word(NamedTuple):
    start: int
    end: int
    text: str
    lower: str


def find_phrases(text: str, numbers: Sequence[Span], peoples: Sequence[Span], named: Sequence[Span]) -> list[Phrase]:
    """Return what may stand for people, places or agencies, by place, each stretch once.

    Args:
        text: the text.
        numbers: its numbers.
        peoples: its words for nationalities.
        named: its dates, which are no names.
    """
    lower = {word: word.lower() for _, _, word in words_of(text)}
    words = [_Word(start, end, word, lower[word]) for start, end, word in words_of(text)]
    index = {word.start: i for i, word in enumerate(words)}
    heads = {**_heads(words), **{i: None for i in _inside(words, index, peoples)}}
    taken = set(_inside(words, index, named))
    found: dict[tuple[int, int], Phrase] = {}
    for first, last, noun in (*_phrases(words, heads, taken), *_alone(words, index, numbers), *_names(words, taken)):
        place = words[first].start, words[last].end
        if place not in found:
            found[place] = Phrase(kind=noun.kind if noun else None, span=Span.of(text, *place))
    return sorted(found.values(), key=lambda each: (each.span.start, -each.span.end))


def single_people(phrases: Sequence[Phrase], peoples: Sequence[Span]) -> Iterator[Number]:
    """Yield a count of one for each phrase whose noun is a singular: ``a man``, ``the driver``, ``a Somali``."""
    ends = {span.end for span in peoples}
    nouns = person_nouns()
    for each in phrases:
        words = [word for _, _, word in split_words(each.span.text)]
        noun = nouns.get(" ".join(words[-2:]).lower()) or nouns.get(words[-1].lower())
        name = noun is None and len(words) > 1 and all(_is_name(word) for word in words)
        native = words[0].lower() in _ONE and each.span.end in ends
        person = noun is not None and not noun.plural and noun.number is None and noun.table not in _OF_MANY
        if person or name or native or words[-1].lower() in _ONE_PERSON:
            yield Number(count=Count(min=1, max=1, text=each.span.text), single=True, span=each.span)
        elif noun is not None and noun.number and not noun.plural:
            yield Number(count=Count(min=noun.number, max=noun.number, text=each.span.text), span=each.span)


def _inside(words: Sequence[_Word], index: Mapping[int, int], spans: Sequence[Span]) -> Iterator[int]:
    for span in spans:
        i = index.get(span.start)
        while i is not None and i < len(words) and words[i].start < span.end:
            yield i
            i += 1


def _heads(words: Sequence[_Word]) -> dict[int, PersonNoun | None]:
    """Return the people nouns by the place of their last word."""
    nouns, ends = person_nouns(), _ends_of_pairs()
    found: dict[int, PersonNoun | None] = {}
    for i, word in enumerate(words):
        pair = nouns.get(f"{words[i - 1].lower} {word.lower}") if i and word.lower in ends else None
        hyphened = nouns.get(f"{words[i - 2].lower}-{word.lower}") if i > 1 and words[i - 1].text == "-" else None
        noun = pair or hyphened or nouns.get(word.lower) or nouns.get(word.lower.removesuffix("s"))
        if noun is not None or word.lower in _NOUNS:
            found[i] = noun
    return found


@cache
def _ends_of_pairs() -> frozenset[str]:
    """Return the last words of the nouns of two words."""
    return frozenset(last for noun in person_nouns() for _, space, last in [noun.rpartition(" ")] if space)


def _phrases(
    words: Sequence[_Word], heads: Mapping[int, PersonNoun | None], taken: set[int]
) -> Iterator[tuple[int, int, PersonNoun | None]]:
    for head, noun in heads.items():
        first = head
        while first > 0 and head - first < _LONGEST_PHRASE and first - 1 not in taken and _belongs(words, first - 1):
            first -= 1
            if words[first].lower in _DETERMINERS:
                break
        yield first, head, noun
        if first < head:
            yield head, head, noun


def _belongs(words: Sequence[_Word], i: int) -> bool:
    word = words[i]
    if word.text == "-" or (word.text == "," and i and words[i - 1].text.isdigit()):
        return True
    return _WORD.match(word.text) is not None and word.lower not in _BARRIERS


def _alone(
    words: Sequence[_Word], index: Mapping[int, int], numbers: Sequence[Span]
) -> Iterator[tuple[int, int, PersonNoun | None]]:
    for i, word in enumerate(words):
        if word.lower in _PRONOUNS:
            yield i, i, None
    for span in numbers:
        inside = list(_inside(words, index, [span]))
        if inside:
            first = inside[0] - 1 if inside[0] and words[inside[0] - 1].lower in _DETERMINERS else inside[0]
            yield first, inside[-1], None


def _names(words: Sequence[_Word], taken: set[int]) -> Iterator[tuple[int, int, PersonNoun | None]]:
    i = 0
    while i < len(words):
        if i in taken or not _is_name(words[i].text):
            i += 1
            continue
        last = i
        while last + 1 < len(words) and last - i < _LONGEST_NAME and _goes_on(words, last + 1, taken):
            last += 1
        yield i, last, None
        i = last + 1


def _goes_on(words: Sequence[_Word], i: int, taken: set[int]) -> bool:
    if i in taken:
        return False
    if _is_name(words[i].text):
        return True
    return words[i].lower in _PARTICLES and i + 1 < len(words) and _is_name(words[i + 1].text)


def _is_name(word: str) -> bool:
    if "a" <= word[0] <= "z":  # most words
        return False
    return _NAME.fullmatch(word) is not None and word.lower() not in _BARRIERS and word.lower() not in _DETERMINERS
