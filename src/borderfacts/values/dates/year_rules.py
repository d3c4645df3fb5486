"""The rules for years, fiscal years, decades and centuries."""

from __future__ import annotations

from collections.abc import Iterable

from borderfacts import lexicons
from borderfacts.values.dates import nodes
from borderfacts.values.dates.lexing import Reading
from borderfacts.values.dates.nodes import Phrase
from borderfacts.values.dates.rules import Rule, direction, full_year, mark_of, number_at
from borderfacts.values.dates.tense import looks_back, words


def year_rules() -> list[Rule]:
    """Return the rules for years, fiscal years, decades and centuries."""
    return [
        (r"""(?:the)? fiscal hyphen? (?:unit|units)? hyphen? year
             (?:(?:and|to|hyphen|slash|through) (?:year|day|integer))?""", _fiscal),
        (r"(?:the)? fy hyphen? (?:year|day|integer) (?:(?:hyphen|slash) (?:year|day|integer))?", _fiscal),
        (r"(?:the)? (?:last|this|next|current|previous|past|coming) fiscal hyphen? unit", _fiscal_toward),
        (r"(?:the)? year (?:(?:hyphen|slash) (?:day|integer|year))? fiscal hyphen? unit", _fiscal),
        (r"(?:the)? (?:early|late|mid)? hyphen? decade", _decade),
        (r"the (?:early|late|mid)? hyphen? decade_word", _decade),
        (r"(?:the)? (?:early|late|mid)? hyphen? (?:ordinal_day|ordinal|number_word hyphen ordinal) hyphen? unit",
         _century),
        (r"year (?:hyphen|slash|to) (?:year|day|integer) (?! word s)", _years),
        (r"(?:the)? (?:early|late|mid) hyphen? year", _late_year),
        (r"the unit year", _the_year),
        (rf"(?:the)? unit SPELLED {_NO_NOUN}", _the_spelled_year),
        (rf"(?<=[in since until by during of from before after]) SPELLED {_NO_NOUN}", _spelled_year),
        (r"year", _year),
        (r"short_year", _short_year),
    ]  # fmt: skip


def _numbers(reading: Reading, start: int, end: int) -> list[int]:
    return [
        number_at(reading, index) for index in range(start, end) if reading.is_kind(index, "year", "day", "integer")
    ]


def _second_year(first: int, second: int) -> int | None:
    """Return the later year of a pair: 20 after 2019 is 2020; None where it is not later."""
    last = second if second >= 1000 else first - first % 100 + second
    return last if first < last <= first + 100 else None


def _fiscal(reading: Reading, start: int, end: int) -> Iterable[Phrase]:
    numbers = _numbers(reading, start, end)
    first = full_year(numbers[0])
    if reading.find(start, end, "unit", "units", "fy") is None and reading.is_kind(end, "word") and first < 1950:
        return
    if len(numbers) == 1:
        yield Phrase(start, end, nodes.Fiscal(first, first))
        return
    last = _second_year(first, numbers[1])
    if last is None:
        return
    if last == first + 1 and reading.find(start, end, "hyphen", "slash") is not None:
        yield Phrase(start, end, nodes.AprilYear(first))
    else:
        yield Phrase(start, end, nodes.Fiscal(first, last))


def _fiscal_toward(reading: Reading, start: int, end: int) -> Iterable[Phrase]:
    if reading.value(end - 1) != "Y":
        return
    toward = direction(reading, start, end)
    shift = {"last": -1, "previous": -1, "past": -1, "next": 1, "coming": 1}.get(toward, 0)
    yield Phrase(start, end, nodes.Fiscal(shift=shift))


def _decade(reading: Reading, start: int, end: int) -> Iterable[Phrase]:
    word = reading.words[end - 1]
    if reading.is_kind(end - 1, "decade_word"):
        first = 1900 + 10 * int(reading.value(end - 1))
    else:
        figures = int("".join(c for c in word if c.isdigit()))
        first = figures if figures >= 100 else full_year(figures)
    if reading.is_kind(end - 1, "decade") and word[0] in "'’" and start == end - 1:
        return
    # The 1800s are a century, the 2000s mostly ten years.
    node = nodes.Century(first // 100 + 1) if first % 100 == 0 and first < 2000 else nodes.Decade(first)
    yield Phrase(start, end, node, mark=mark_of(reading, start, end))


def _century(reading: Reading, start: int, end: int) -> Iterable[Phrase]:
    at = reading.find(start, end, "ordinal_day", "ordinal")
    if at is None or reading.value(end - 1) != "CE":
        return
    tens = reading.find(start, at, "number_word")
    number = number_at(reading, at) + (int(reading.value(tens)) if tens is not None else 0)
    yield Phrase(start, end, nodes.Century(number), mark=mark_of(reading, start, end))


def _years(reading: Reading, start: int, end: int) -> Iterable[Phrase]:
    first, second = _numbers(reading, start, end)
    last = _second_year(first, second)
    if (
        last is None
        or first < 1800
        or (reading.is_kind(end, "word", "units", "percent") and not _year_before(reading, start))
    ):
        if _is_year(reading, start):
            yield Phrase(start, start + 1, nodes.Year(first))
        return
    yield Phrase(start, end, nodes.Span(nodes.Year(first), nodes.Year(last)))


def _late_year(reading: Reading, start: int, end: int) -> Iterable[Phrase]:
    yield Phrase(start, end, nodes.Year(number_at(reading, end - 1)), mark=mark_of(reading, start, end))


def _the_year(reading: Reading, start: int, end: int) -> Iterable[Phrase]:
    if reading.value(start + 1) == "Y":
        yield Phrase(start, end, nodes.Year(number_at(reading, end - 1)))


def _the_spelled_year(reading: Reading, start: int, end: int) -> Iterable[Phrase]:
    """Read ``the year two thousand``."""
    at = start + reading.is_kind(start, "the")
    year = _spelled(reading, at + 1, end)
    if reading.value(at) == "Y" and year is not None:
        yield Phrase(start, end, nodes.Year(year))


def _spelled_year(reading: Reading, start: int, end: int) -> Iterable[Phrase]:
    """Read ``nineteen eighty-four``, the year and not the book."""
    year = _spelled(reading, start, end)
    if year is not None and reading.words[start].islower() and not _may_count(reading, start, end):
        yield Phrase(start, end, nodes.Year(year))


def _spelled(reading: Reading, start: int, end: int) -> int | None:
    """Return the year that words spell; None where they spell a number that is read otherwise as a year."""
    first, *rest = (
        int(reading.value(index)) for index in range(start, end) if reading.is_kind(index, "number_word", "thousands")
    )
    if reading.is_kind(start, "thousands"):  # two thousand and five
        return first + _below_hundred(rest) if not rest or _below_hundred(rest) else None
    if first not in _SPELLED_HUNDREDS:
        return None
    if reading.find(start, end, "oh") is not None:  # nineteen oh five
        return 100 * first + rest[0] if rest[0] < 10 else None
    if rest[0] == _HUNDRED and first < _SPELLED_HUNDREDS[-1]:  # nineteen hundred, nineteen hundred and five
        return 100 * first + _below_hundred(rest[1:]) if not rest[1:] or _below_hundred(rest[1:]) else None
    return 100 * first + sum(rest) if _below_hundred(rest) >= 10 else None


def _may_count(reading: Reading, start: int, end: int) -> bool:
    """Return whether a year in words may be a number: what rose by it, what is one in so many, a round one."""
    if reading.is_kind(start, "thousands"):
        if end == start + 1:
            return True
    elif reading.find(start, end, "oh") is not None:
        return not reading.is_kind(start - 1, "in", "since", "during")  # by nineteen oh five may be a clock time
    elif reading.value(start + 1) != str(_HUNDRED):
        return False
    before = {reading.lower(index) for index in range(start - _CHANGE_BEFORE, start)}
    amount = reading.is_kind(start - 1, "by") and not _CHANGE_VERBS.isdisjoint(before)
    share = reading.is_kind(start - 1, "in") and reading.is_kind(start - 2, "number_word", "day", "integer")
    return amount or share or not reading.is_kind(start - 1, "in", "since", "until", "by")


def _below_hundred(words: list[int]) -> int:
    """Return the number that one or two words say (``eighty-four``); 0 where they say none below a hundred."""
    if not words or len(words) > 2:
        return 0
    fits = len(words) == 1 or (words[0] >= 20 and words[1] < 10)
    return sum(words) if fits and sum(words) < _HUNDRED else 0


# No noun follows a year in words: two thousand and five boats are counted.
_NO_NOUN = """(?! word|name|unit|units|unit_adj|parts|weekdays|times|percent|hyphen|number_word|of|old|office
    |car_make)"""
_HUNDRED = 100
_SPELLED_HUNDREDS = (18, 19, 20)
# Before ``by`` within so many words these make an amount of what follows.
_CHANGE_VERBS = lexicons.quantity_cues("change_verbs") | lexicons.quantity_cues("changes")
_CHANGE_BEFORE = 5

# Words that a year stands after.
_YEAR_AFTER = (
    "in",
    "since",
    "until",
    "during",
    "edge",
    "early",
    "late",
    "mid",
    "between",
    "from",
    "through",
    "before",
    "after",
)
_OLDEST_LOOSE = 1900  # a year after a word such as `of` or before a noun
# What follows a noun, beside verbs and small words.
_AFTER_NOUN = (
    "comma", "dot", "stop", "break", "semicolon", "colon", "close", "dash", "apostrophe", "and", "or", "through",
    "before", "after", "since", "until", "during", "between",
)  # fmt: skip
_FUNCTION_WORDS = lexicons.quantity_cues("function_words") | words("clause")
# What a company or a country has by the year, plural as it is: 1990 earnings.
_YEARLY = ("earnings", "results", "sales", "profits", "revenues", "elections")
_LONGEST_LIST = 40  # years; a longer one is a table


def _year(reading: Reading, start: int, end: int) -> Iterable[Phrase]:
    number = number_at(reading, start)
    if number < 1000:
        return
    if _is_year(reading, start):
        yield Phrase(start, end, nodes.Year(number))
    elif number >= _OLDEST_LOOSE:
        yield Phrase(start, end, nodes.Year(number), mark="weak")


def _year_before(reading: Reading, at: int) -> bool:
    return reading.is_kind(at - 1, *_YEAR_AFTER, "of", "the")


def _is_year(reading: Reading, at: int, members: int = _LONGEST_LIST) -> bool:
    """Whether a number from 1000 to 2199 is a year by its neighbours; ``members``: how far a list is followed back."""
    number, before, after = number_at(reading, at), at - 1, at + 1
    noun = reading.is_kind(after, "word", "name", "car_make")
    plural = reading.is_kind(after, "units", "percent") or (
        reading.is_kind(after, "word")
        and reading.words[after].endswith(("s", "people", "men", "women", "children", "personnel", "staff"))
        and reading.words[after] not in ("was", "has", "is", "as", "sees", "shows", "brings", "marks")
    )
    if reading.is_kind(after, "units", "unit", "percent", "hrs", "ampm", "zone") or reading.is_kind(before, "code"):
        return False
    if number >= _OLDEST_LOOSE and reading.lower(after) in _YEARLY:
        return True
    if plural and (number % 100 == 0 or not reading.is_kind(before, "in", "since", "the", "during", "until")):
        return False  # 2000 people
    if reading.is_kind(before, *_YEAR_AFTER, "by", "during") or reading.lower(before) == "circa":
        return number >= 1500 or not noun
    if number < _OLDEST_LOOSE or before < 0:
        return is_known_by(reading, before, "happening", "document") and _ends_noun(reading, after)
    if reading.is_kind(before, "for"):
        return not plural and number % 100 != 0
    if reading.lower(before) == "both":
        return reading.is_kind(after, "and") and reading.is_kind(after + 1, "year")
    if reading.is_kind(before, "of"):
        return not plural and not reading.is_kind(after, "name", "car_make")
    if reading.is_kind(before, "open"):
        return reading.is_kind(after, "close", "comma", "hyphen", "semicolon")
    if reading.is_kind(before, "the", "a") or reading.lower(before) in ("its", "their", "his", "her", "s"):
        return noun and not _car_after(reading, after)
    if reading.is_kind(before, "comma", "and", "or", "to", "hyphen", "through"):
        return _after_year(reading, at, members)
    return False


def is_known_by(reading: Reading, at: int, *kinds: str) -> bool:
    """Return whether a word is the ``of`` after what is known by its year: ``the revolution of 1848``.

    Args:
        reading: the text.
        at: the word.
        kinds: the tables of what is known so.
    """
    return reading.is_kind(at, "of") and any(reading.lower(at - 1) in words(kind) for kind in kinds)


def _ends_noun(reading: Reading, after: int) -> bool:
    """Return whether no noun goes on after a number: a verb does, or a small word, or the clause ends."""
    ends = after >= len(reading.words) or reading.is_kind(after, *_AFTER_NOUN)
    return ends or looks_back(reading, after) or reading.lower(after) in _FUNCTION_WORDS


def _car_after(reading: Reading, at: int) -> bool:
    return any(reading.is_kind(index, "car_make") for index in range(at, at + 3))


def _after_year(reading: Reading, at: int, members: int) -> bool:
    """Whether the number goes on a list of years: ``in 2015, 2016 and 2017``."""
    if not members:
        return False
    for index in range(at - 2, max(at - 4, -1), -1):
        if reading.is_kind(index, "year"):
            if index not in reading.years:
                reading.years[index] = _is_year(reading, index, members - 1)
            return reading.years[index]
    return False


def _short_year(reading: Reading, start: int, end: int) -> Iterable[Phrase]:
    if reading.is_kind(start - 1, "in", "since", "of", "until", "from", "early", "late", "and", "season"):
        yield Phrase(start, end, nodes.Year(full_year(number_at(reading, start))))
