"""Mark the mentions that only describe a group told before: ``five of them children``, ``including three minors``."""

from __future__ import annotations

import re

from borderfacts import lexicons
from borderfacts.annotations import PersonMention
from borderfacts.mentions.people.joining import gap_between, is_among_them, is_one, parts_of
from borderfacts.mentions.people.reading import Reading
from borderfacts.vocabulary import PartKind

_QUALIFIERS = lexicons.people_cues("qualifiers")
# Cues that mark a part only before "of": "some of them children".
_SHARES = frozenset({"some", "most", "many", "all", "both"})
_CUES = _QUALIFIERS | {"including", "both", "among", "comprising", "consisting", "part"}
# What may stand between a cue and the mention.
_FILLERS = lexicons.people_cues("part_fillers")
_BE = frozenset({"were", "was", "are", "is"})
_EXTREMES = frozenset({"youngest", "oldest", "eldest"})
_UNDER_AGE = re.compile(r"^ (?:are|were|is|was) (?:under|below) (?:18|eighteen|age\b|the age of (?:18|eighteen))")
_COPULAS = frozenset({"were", "was", "are", "is", "being"})
# A cue stands at most this many words before the mention.
_CUE_REACH = 5


def add_parts(reading: Reading, mentions: list[PersonMention]) -> list[PersonMention]:
    """Give each mention its parts, and the reference ``part`` to those that only describe a group told before."""
    result: list[PersonMention] = []
    for mention in mentions:
        if result and _is_attribute(reading, result[-1], mention):
            result[-1] = _attributed(reading, result[-1], mention)
            continue
        if result and _goes_on(reading, result[-1], mention):
            result.append(mention.model_copy(update={"reference": "part"}))
            continue
        if _are_minors(reading, mention):
            mention = mention.model_copy(update={"kind": PartKind.CHILD, "reference": "part"})
        described = is_among_them(reading, mention) or _is_extreme(reading, mention)
        described = described or (bool(result) and _is_among(reading, result[-1], mention))
        qualifier = "" if described else _qualifier(reading, mention)
        if qualifier is not None:
            mention = mention.model_copy(update={"reference": "part", "qualifier": qualifier or None})
        result.append(mention)
    return [mention.model_copy(update={"parts": parts_of(mention)}) for mention in result]


def _is_among(reading: Reading, whole: PersonMention, mention: PersonMention) -> bool:
    """``Among the 64 survivors were nine children``."""
    before = reading.word(whole.left - 1)
    return before == "among" and len(gap := gap_between(reading, whole, mention)) == 1 and gap[0] in _BE


def _are_minors(reading: Reading, mention: PersonMention) -> bool:
    """``Eight are under 18``: eight of those told before."""
    end = mention.span.end
    bare = mention.head in reading.numerals and mention.kind is None and mention.reference in ("new", "partitive")
    return bare and _UNDER_AGE.match(reading.text[end : end + 30]) is not None


def _is_extreme(reading: Reading, mention: PersonMention) -> bool:
    """``The youngest was a girl of four``."""
    told = mention.kind is not None and reading.word(mention.left - 1) in _COPULAS
    return told and reading.word(mention.left - 2) in _EXTREMES


def _is_attribute(reading: Reading, numeral: PersonMention, mention: PersonMention) -> bool:
    """``one of them a baby girl``, ``five of whom were children``, ``Thirteen were minors``."""
    if mention.kind is None and not mention.parts and not mention.nationalities:
        return False
    if numeral.head not in reading.numerals or numeral.kind:
        return False
    gap = gap_between(reading, numeral, mention)
    return (not gap and numeral.reference == "partitive") or (len(gap) == 1 and gap[0] in _COPULAS)


def _goes_on(reading: Reading, part: PersonMention, mention: PersonMention) -> bool:
    """``nine were women and four children``."""
    attributed = part.reference == "part" and part.kind is not None and reading.word(part.left) not in _CUES
    told = mention.kind is not None and mention.count is not None and mention.reference == "new"
    subject = reading.doc[mention.head].dep_ in ("nsubj", "nsubjpass")
    return attributed and told and not subject and gap_between(reading, part, mention) == ("and",)


def _attributed(reading: Reading, numeral: PersonMention, mention: PersonMention) -> PersonMention:
    smaller = mention.count is None or (is_one(mention.count) and not is_one(numeral.count))
    return mention.model_copy(
        update={
            "count": numeral.count if smaller else mention.count,
            "reference": "part",
            "span": reading.span(numeral.left, mention.right),
            "left": numeral.left,
        }
    )


def _qualifier(reading: Reading, mention: PersonMention) -> str | None:
    """Return the qualifier before the mention, ``""`` for a cue that is none, None where nothing marks a part."""
    if not (mention.kind or mention.parts or mention.nationalities):
        return None
    stop = max(mention.left - _CUE_REACH, reading.sentence[mention.head])
    for i in range(mention.left - 1, stop - 1, -1):
        word = reading.words[i]
        if word in _CUES and _marks_part(reading, i):
            return _worded(word, reading.word(i - 1))
        if word not in _FILLERS:
            return None
    return None


def _worded(cue: str, before: str) -> str:
    """``mostly``, ``for the most part``; ``largely`` of ``largely consisting of``; nothing of ``including``."""
    if cue == "part":
        return "for the most part"
    return cue if cue in _QUALIFIERS else before if before in _QUALIFIERS else ""


def _marks_part(reading: Reading, i: int) -> bool:
    word = reading.words[i]
    if word == "part":
        return reading.word(i - 1) == "most"
    return word not in _SHARES or reading.words[i + 1] == "of"
