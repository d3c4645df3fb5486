"""Find the ages that a text tells, and whose they are."""

from __future__ import annotations

import re
from bisect import bisect_right
from typing import TYPE_CHECKING, NamedTuple

from borderfacts import lexicons
from borderfacts.annotations import PersonMention
from borderfacts.mentions.people.nouns import person_nouns
from borderfacts.records import Count
from borderfacts.vocabulary import PartKind

if TYPE_CHECKING:
    from borderfacts.mentions.people.reading import Reading

_SMALL = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen "
    "eighteen nineteen"
)
_WORDS = {word: number for number, word in enumerate(_SMALL.split())} | {
    "twenty": 20,
    "thirty": 30,
    "forty": 40,
    "fifty": 50,
}

_NUMBER = r"(?:\d{1,3}|" + "|".join(sorted(_WORDS, key=len, reverse=True)) + r")"
_AND = r"(?:,\s{0,2}and\s|\sand\s|,\s|\sto\s|[-–]|\sor\s)"
_LIST = rf"{_NUMBER}(?:{_AND}{_NUMBER}){{0,12}}"

# Of whom "is 20" tells the age.
_AGED = "|".join(sorted(lexicons.people_cues("aged"), key=lambda word: (-len(word), word)))

# What may stand behind "a man of 34".
_BEHIND_OF = "|".join(sorted(lexicons.people_cues("behind_age")))

_AGES = re.compile(
    rf"""
    \b(?P<before>{_NUMBER})(?:\s(?:and|to|or)\s(?P<before2>{_NUMBER}))?[-\s]years?[-\s]olds?\b
  | \baged?s?\s(?:from\s|between\s|as\syoung\sas\s)?(?P<aged>{_LIST})\b
  | \b(?:between|from)\s(?P<low>{_NUMBER})\s(?:and|to)\s(?P<high>{_NUMBER})\syears\s(?:old|of\sage)\b
  | \b(?:ages?\s(?:ranged?|ranging|ran)|(?:ranged?|ranging)\sin\sage)\sfrom\s(?P<range>{_LIST})\b
  | \b(?P<old>{_LIST})\s(?:years?\s(?:old|of\sage))\b
  | ,\s(?P<bare>\d{{1,2}}(?:(?:,\s|\sand\s|,\sand\s)\d{{1,2}}){{0,5}})
    (?=[,;.)]|\s(?:and|who|from|on|was|were|of(?!\s(?:the|them|these|those|whom)\b))\b)
  | (?<=\w)\sof\s(?:about\s|around\s)?(?P<of>{_NUMBER})
    (?=[,;.)]|\s(?:{_BEHIND_OF}|[a-z]{{2,}}ed)\b)
  | \((?P<bracket>\d{{1,2}}(?:(?:,\s|\sand\s|,\sand\s)\d{{1,2}}){{0,5}})\)
  | \b(?:{_AGED})\s(?:is|was|were|are|being)\s(?:just\s|only\s|about\s|around\s)?(?P<copula>{_LIST})
    (?=[,;.)]|\s(?:and|or)\s|\syears)(?!\s(?:and|or)\s\w+\s\w+s\b)
  | \b(?:youngest|oldest|eldest)(?:\sof\s(?:them|whom))?,?\s(?:is\s|was\s|being\s|aged\s)?
    (?:just\s|only\s)?(?P<extreme>{_NUMBER})\b(?!\s(?:months?|weeks?|days?)\b)
  | \bboth(?:\sof\sthem|\sof\swhom)?(?:\sare|\swere|\saged)?\s(?P<both>\d{{1,2}})\b
    """,
    re.VERBOSE | re.IGNORECASE,
)
# "the youngest was six months old": an infant, with no age in years.
_INFANT = re.compile(
    rf"\b(?:the\s)?youngest(?:\sof\s(?:them|whom|the\s\w+))?,?\s(?:is\s|was\s|being\s|aged\s)?"
    rf"(?:just\s|only\s|about\s)?(?:an?|{_NUMBER})\s(?:months?|weeks?|days?)(?:\sold)?\b",
    re.IGNORECASE,
)
_NUMBERS = re.compile(rf"\b{_NUMBER}\b", re.IGNORECASE)

# "aged 4 to 17" is no list.
_SPANS = re.compile(r"\b(?:to|between|or)\b|\d[-–]\d")
# "two men from Papua New Guinea, 22 and 27"
_LONGEST_ORIGIN = 7

_LAST_WORD = re.compile(r"[^\W\d_]{1,30}$")
_LONGEST_WORD = 30
# Where an age is told by two groups of the pattern, the group of its first number.
_FIRST_GROUP = {"before2": "before", "high": "low"}
# Ages that need no noun beside them: "the youngest is 9", "ages ranged from 4 to 51".
_OF_SOME = re.compile(r"(?:youngest|oldest|eldest|ages?|rang(?:ed?|ing))\b", re.IGNORECASE)
# Ages without a word that says so; they belong to what stands right before them.
_BARE = frozenset({"bare", "bracket", "of"})
_PARENTS = lexicons.people_cues("parents")
_FEW = re.compile(r"\sof\s(?:\d\b|" + "|".join(_SMALL.split()[:13]) + r")", re.IGNORECASE)
# Who is younger is a child.
OF_AGE = 18
# No one is older; a larger number is no age.
_OLDEST = 110


class Age(NamedTuple):
    """Ages told at one place: character offsets, the ages, and whether they are bare numbers after a comma.

    ``of_some`` ages are those of the youngest, the oldest or of all in a group, whatever noun names it.
    """

    start: int
    end: int
    ages: tuple[int, ...]
    bare: bool
    of_some: bool


def find_ages(text: str) -> list[Age]:
    """Return the ages told, in the order of the text; bare numbers after a comma are marked ``bare``."""
    found = []
    for match in _AGES.finditer(text):
        kind = match.lastgroup or ""
        first = _FIRST_GROUP.get(kind, kind)
        if kind == "of" and not _is_of_people(text, match.start()):
            continue
        if kind == "bare" and match["bare"].isdigit() and _is_plural(text, match.start()):
            continue
        numbers = [_value(word) for word in _NUMBERS.findall(text, match.start(first), match.end(kind))]
        ages = tuple(number for number in numbers if number <= _OLDEST)
        if ages:
            of_some = _OF_SOME.match(text, match.start()) is not None
            found.append(Age(match.start(), match.end(), ages, kind in _BARE, of_some))
    return found


def find_described(reading: Reading, mentions: list[PersonMention]) -> list[PersonMention]:
    """Return the people whom a sentence describes by an age alone: ``The youngest was nine``."""
    told = {reading.sentence[m.left] for m in mentions}
    found = []
    for age in reading.ages:
        tokens = reading.tokens(age.start, age.end)
        if age.of_some and reading.sentence[tokens[0]] not in told:
            told.add(reading.sentence[tokens[0]])
            found.append(_part(reading, tokens))
    for match in _INFANT.finditer(reading.text):
        tokens = reading.tokens(match.start(), match.end())
        covered = any(m.left < tokens[-1] + 1 and tokens[0] < m.right for m in (*mentions, *found))
        if not covered:
            count = Count(min=1, max=1, text=reading.text[match.start() : match.end()])
            found.append(_part(reading, tokens).model_copy(update={"kind": PartKind.CHILD, "count": count}))
    return found


def _part(reading: Reading, tokens: range) -> PersonMention:
    left, right = tokens[0], tokens[-1] + 1
    return PersonMention(span=reading.span(left, right), head=left, left=left, right=right, reference="part")


def _value(word: str) -> int:
    return int(word) if word.isdigit() else _WORDS[word.lower()]


def _word_before(text: str, end: int) -> str:
    before = _LAST_WORD.search(text, max(end - _LONGEST_WORD, 0), end)
    return before.group() if before is not None else ""


def _is_plural(text: str, end: int) -> bool:
    """``52 passengers, 31 from Mali``: one number behind a plural counts some of them."""
    noun = person_nouns().get(_word_before(text, end).lower())
    return noun is not None and noun.plural


def _is_of_people(text: str, end: int) -> bool:
    """``a man of 46``, ``two boys of 17`` and ``Roe, a father of 46`` tell an age, ``a group of 26`` does not."""
    word = _word_before(text, end)
    if word.lower() in _PARENTS and _FEW.match(text, end):
        return False
    noun = person_nouns().get(word.lower())
    if noun is None:
        return word[:1].isupper()
    if noun.plural:
        return noun.table in ("child", "man", "woman")
    return noun.number is None and noun.table not in ("family", "load")


def add_ages(reading: Reading, mentions: list[PersonMention]) -> list[PersonMention]:
    """Return the mentions, sorted by place, with the ages told of them; a bare number behind one becomes part of it."""
    result = list(mentions)
    starts = [mention.span.start for mention in mentions]
    for age in reading.ages:
        i = _owner(reading, result, age, bisect_right(starts, age.start) - 1)
        if i is None:
            continue
        mention = result[i]
        update: dict[str, object] = {"ages": tuple(dict.fromkeys((*mention.ages, *age.ages)))}
        if mention.count is None and _tells_number(reading, mention, age):
            update["count"] = Count(min=len(age.ages), max=len(age.ages), text=reading.text[age.start : age.end])
        if age.bare:
            right = reading.tokens(age.start, age.end)[-1] + 1
            update |= {"right": right, "span": reading.span(mention.left, right)}
        result[i] = mention.model_copy(update=update)
    return result


def _tells_number(reading: Reading, mention: PersonMention, age: Age) -> bool:
    """``their daughters, 4 and 7`` are two."""
    told = reading.text[age.start : age.end]
    spans = _SPANS.search(told) is not None
    plural = reading.tags[mention.head] == "NNS" and mention.kind == PartKind.CHILD
    return plural and not spans and len(age.ages) > 1 and mention.left < mention.head


def mark_minors(mentions: list[PersonMention]) -> list[PersonMention]:
    """Return the mentions with those as children whose age is told for each and is under 18, whatever the noun."""
    return [_as_child(mention) if _all_minors(mention) else mention for mention in mentions]


def _all_minors(mention: PersonMention) -> bool:
    count, ages = mention.count, mention.ages
    if not ages or count is None or mention.kind in (PartKind.CHILD, PartKind.FAMILY):
        return False
    return count.min == count.max == len(ages) and max(ages) < OF_AGE


def _as_child(mention: PersonMention) -> PersonMention:
    return mention.model_copy(update={"kind": PartKind.CHILD})


def _stands_behind(reading: Reading, mention: PersonMention, age: Age) -> bool:
    """``Roe, 40`` and ``two men from Sudan, 22 and 27``: nothing but an origin is between."""
    if age.start - mention.span.end in (0, 1):
        return True
    between = range(mention.right, reading.tokens(age.start, age.end)[0])
    origin = bool(between) and reading.word(mention.right) == "from" and len(between) <= _LONGEST_ORIGIN
    return origin and all(i in reading.named or i in reading.nations for i in between[1:])


def _owner(reading: Reading, mentions: list[PersonMention], age: Age, last: int) -> int | None:
    """Return whose age it is; ``last`` is the last mention that begins before it."""
    near = range(last, max(last - 3, -1), -1)
    inside = next((i for i in near if age.start < mentions[i].span.end), None)
    if inside is not None:
        return inside
    if age.bare:
        return next((i for i in near if _stands_behind(reading, mentions[i], age)), None)
    token = reading.tokens(age.start, age.end)[0]
    first = reading.sentence[token]
    for i in range(last, -1, -1):
        if mentions[i].left < first:
            break
        if not mentions[i].official:
            return i
    after = last + 1
    return after if after < len(mentions) and reading.sentence[mentions[after].left] == first else None
