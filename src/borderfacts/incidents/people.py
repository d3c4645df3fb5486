"""The groups of people of an incident: how many, who they are, and what does not add up."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from itertools import pairwise

from borderfacts import lexicons
from borderfacts.incidents.story import ReadStory
from borderfacts.reading.schema import Group, Incident, Link, Mention, Number, Phrase
from borderfacts.records import Count, Part, PersonGroup
from borderfacts.vocabulary import Flag, PartKind, Use

# What stands between the numbers of a phrase that joins them: "five men, two women and a child".
_JOINT = re.compile(
    r"(?: (?!of\b|from\b|in\b|on\b|with\b|aged\b)[^\s,;.]+){0,4}(?:, and|,| and| &)(?: [^\s,;.]+){0,2} ?"
)
_AND = re.compile(r"\band\b|&")
_ADJECTIVES = re.compile(r"(?: (?!of\b|from\b|and\b|in\b|others?\b)[\w-]+){0,3} ?")
# What is left of such a phrase without its parts.
_NOTHING_ELSE = re.compile(r"(?:[\s,]|and|with|their|his|her|the|a|an|all)*", re.IGNORECASE)

_PRONOUNS = {
    word: kind
    for kind, words in ((PartKind.MAN, "man_pronouns"), (PartKind.WOMAN, "woman_pronouns"))
    for word in lexicons.people_cues(words)
}
_GROWN_UP = 18  # years
_SURE = 0.6  # the chance from which on a number is the count of a group beside one in its own words


class People:
    """Builds the records of groups of one story."""

    def __init__(self, story: ReadStory, year_of: Callable[[Incident], str | None]) -> None:
        self.story = story
        self.year_of = year_of
        self._persons = {name: self._last(group) for name, group in story.groups.items()}
        self._counts: dict[str, Count | None] = {}  # of each group that was counted
        self._records: dict[str, PersonGroup] = {}  # of each group that was put together
        self._shown: dict[tuple[int, int], set[str]] = {}  # who is meant at each mention
        for name, person in self._persons.items():
            for mention, _ in story.linked(name, Use.MENTION):
                self._shown.setdefault((mention.start, mention.end), set()).add(person)

    def of(self, incident: Incident) -> dict[str, PersonGroup]:
        """Return the groups of an incident by name.

        One whose people are all reported apart by fate is left out, and one that only repeats another.
        """
        groups = self.story.groups_of(incident)
        found = [(group.name, self._record(group)) for group in groups if not self._is_covered(group, groups)]
        return {
            name: record
            for i, (name, record) in enumerate(found)
            if not any(_repeats(record, other, later=j < i) for j, (_, other) in enumerate(found) if j != i)
        }

    def flags(self, incident: Incident) -> Iterator[Flag]:
        """Yield what does not add up in the groups of an incident."""
        groups = self.story.groups_of(incident)
        for group in groups:
            record = self._record(group)
            most = record.count.max if record.count else None
            parts = [_least(part.count) for part in record.parts if part.kind is not PartKind.FAMILY]
            if most is not None and sum(parts) > most:
                yield Flag.PARTS_EXCEED_TOTAL
            members = [_least(self.count(other)) for other in groups if other.part_of == group.name]
            if most is not None and any(members) and max(members) > most:
                yield Flag.MEMBERS_EXCEED_GROUP
            counts = self._reported_counts(group)
            if len({(c.min, c.max) for c in counts if c.min == c.max}) > 1:
                yield Flag.TWO_TOLLS
            if not counts and group.count is None and self.story.linked(group.name, Use.COUNT):
                yield Flag.NUMBER_NOT_READ

    # --- how many ----------------------------------------------------------------------------------------------------

    def count(self, group: Group) -> Count | None:
        """Return how many a group is: as worked out, as reported, or one; else as many as the same people elsewhere."""
        if group.name not in self._counts:
            counts = (self._own_count(one) for one in self._chain(group))
            self._counts[group.name] = next((count for count in counts if count is not None), None)
        return self._counts[group.name]

    def _own_count(self, group: Group) -> Count | None:
        if group.count is not None:
            low, high = group.count
            return Count(min=low, max=high, text=self.story.words(self._first(group)))
        reported = self._reported_counts(group)
        return _best(reported) if reported else self._one(group)

    def _reported_counts(self, group: Group) -> list[Count]:
        """Return the numbers reported for all of a group: those linked as its count, else those of its own mentions.

        Where its own mentions have one, a link counts only if it is sure: of "three people died and 41 were rescued",
        three are dead, although the other number stands near.
        """
        phrases = (self._count_of_phrase(group, mention) for mention in self._own_mentions(group))
        own = [count for count in phrases if count is not None][:1]
        linked = self.story.linked(group.name, Use.COUNT)
        counted = [mention for mention, link in linked if not own or link.score >= _SURE]
        if not counted:
            return own
        return [numbers[0] for mention in counted if (numbers := self._numbers(self.story.numbers.meeting(mention)))]

    def _own_mentions(self, group: Group) -> list[Mention]:
        """Return the mentions of a group that stand for no other people, too."""
        alone = {self._persons[group.name]}
        mentions = [mention for mention, _ in self.story.linked(group.name, Use.MENTION)]
        return [mention for mention in mentions if self._shown[mention.start, mention.end] == alone]

    def _count_of_phrase(self, group: Group, mention: Mention) -> Count | None:
        """Return the number that a phrase states: its one number, or the sum of the numbers that it joins.

        ``a couple and their two boys`` are four; ``one of the 17`` is one, where ``the 17`` is a mention of its own.
        """
        numbers = _outermost(self._numbers_of(group.name, mention, self.story.mentions_inside(mention)))
        if not any(not number.single for number in numbers):
            return None
        return _sum(self._joined(numbers))

    def _numbers_of(self, group: str, mention: Mention, apart: Sequence[Mention] = ()) -> list[Number]:
        """Return the numbers in some words that are no ages, and do not stand in the mentions ``apart``."""
        ages = [age for age, _ in self.story.linked(group, Use.AGE)]
        ages += [Mention(start=each.span.start, end=each.span.end) for each in self.story.ages.meeting(mention)]
        return [
            number
            for number in self.story.numbers.inside(mention)
            if not any(_within(number.span.start, number.span.end, other) for other in (*ages, *apart))
        ]

    def _joined(self, numbers: Sequence[Number]) -> list[Count]:
        """Return the counts of the numbers from the first number on that commas and ``and`` join."""
        found = [numbers[0].count]
        for before, after in pairwise(numbers):
            if _JOINT.fullmatch(self.story.text[before.span.end : after.span.start]) is None:
                break
            found.append(after.count)
        return found

    @staticmethod
    def _numbers(numbers: Sequence[Number]) -> list[Count]:
        return [number.count for number in numbers if not number.single]

    def _one(self, group: Group) -> Count | None:
        """Return the count of a group without a number: one where a mention is a singular, else that of its parts."""
        for mention in self._own_mentions(group):
            named = _outermost(self._numbers_of(group.name, mention, self.story.mentions_inside(mention)))
            if named and named[0].single and named[0].span.start == mention.start:
                joined = self._joined(named)
                # "a girl and a man" are two; a comma alone may say the same person once more
                last = self.story.text[named[0].span.end : named[len(joined) - 1].span.start]
                return _sum(joined if _AND.search(last) else joined[:1]).model_copy(
                    update={"text": self.story.words(mention)}
                )
        parts = [self._part(mention, link) for mention, link in self._parts_of_all(group)]
        numbers = [part.count for part in _added(parts)]
        if not numbers or any(count is None for count in numbers):
            return None
        return _sum([count for count in numbers if count is not None])

    def _parts_of_all(self, group: Group) -> list[tuple[Mention, Link]]:
        """Return the parts of the first mention made of nothing else: ``five men and two women``, ``the girl``."""
        parts = self._linked_parts(group)
        for mention in self._own_mentions(group):
            inside = [(part, link) for part, link in parts if _within(part.start, part.end, mention)]
            rest = self.story.words(mention)
            for part, _ in inside:
                rest = rest.replace(self.story.words(part), "", 1)
            if inside and (_NOTHING_ELSE.fullmatch(rest) or [link.number for _, link in inside] == [1]):
                return inside
        return [(part, link) for part, link in parts if link.number == 1][:1] if len(parts) == 1 else []

    def _first(self, group: Group) -> Mention:
        linked = self.story.links_of(group.name)
        plain = [mention for mention, link in linked if link.use is Use.MENTION]
        return plain[0] if plain else linked[0][0]

    # --- who ---------------------------------------------------------------------------------------------------------

    def _record(self, group: Group) -> PersonGroup:
        """Return the record of a group, put together once."""
        if group.name not in self._records:
            self._records[group.name] = self._put_together(group)
        return self._records[group.name]

    def _put_together(self, group: Group) -> PersonGroup:
        count = self.count(group)
        return PersonGroup(
            role=group.role,
            count=count,
            parts=tuple(self._parts(group)),
            nationalities=tuple(self._nationalities(group)),
            ages=tuple(self._ages(group)),
            fates=group.fates,
            span=self.story.span(self._first(group)),
            confidence=group.score,
        )

    def _chain(self, group: Group) -> Iterator[Group]:
        """Yield a group and those that are the same people in other incidents."""
        seen: set[str] = set()
        at: Group | None = group
        while at is not None and at.name not in seen:
            seen.add(at.name)
            yield at
            at = self.story.groups.get(at.same) if at.same else None

    def _last(self, group: Group) -> str:
        """Return the name by which the same people are known: the last of a chain, of a circle the first by name."""
        *_, last = names = [each.name for each in self._chain(group)]
        goes_on = self.story.groups[last].same
        return min(names[names.index(goes_on) :]) if goes_on in names else last

    def _parts(self, group: Group) -> list[Part]:
        """Return the parts: those named in one mention of the group add up, across mentions the largest counts."""
        for one in self._chain(group):
            found: dict[PartKind, Part] = {}
            for parts in self._parts_by_mention(one):
                for part in _added(parts):
                    known = found.get(part.kind)
                    if known is None or _least(part.count) > _least(known.count):
                        found[part.kind] = part
            if found:
                return list(found.values())
        return list(self._by_pronoun(group))

    def _by_pronoun(self, group: Group) -> Iterator[Part]:
        """Yield what a pronoun says of one person where no noun does: ``he``; of a child it does not say that."""
        count = self.count(group)
        if count is None or (count.min, count.max) != (1, 1) or any(age < _GROWN_UP for age in self._ages(group)):
            return
        for one in self._chain(group):
            for mention in self._own_mentions(one):
                kind = _PRONOUNS.get(self.story.words(mention).lower())
                if kind is not None:
                    single = Count(min=1, max=1, text=self.story.words(mention))
                    yield Part(kind=kind, count=single, span=self.story.span(mention))
                    return

    def _parts_by_mention(self, group: Group) -> list[list[Part]]:
        mentions = [mention for mention, _ in self.story.linked(group.name, Use.MENTION, Use.SOME)]
        by_mention: dict[tuple[int, int], list[Part]] = {}
        for mention, link in self._linked_parts(group):
            around = [m for m in mentions if m.start <= mention.start and mention.end <= m.end]
            outer = max(around, key=lambda m: m.end - m.start, default=mention)
            by_mention.setdefault((outer.start, outer.end), []).append(self._part(mention, link, outer))
        return list(by_mention.values())

    def _linked_parts(self, group: Group) -> list[tuple[Mention, Link]]:
        """Return the marks of the parts of a group; those of one noun phrase are one: ``two`` and ``boys``.

        What stands before a noun of another kind is no part: of ``six men``, ``six`` says nothing of children.
        """
        found: list[tuple[Mention, Link]] = []
        for mention, link in self.story.linked(group.name, Use.PART):
            phrase = self._noun_behind(found[-1][0]) if found else None
            if phrase is not None and mention.start < phrase.span.end:
                mention = Mention(start=found.pop()[0].start, end=mention.end)
            found.append((mention, link))
        behind = [self._noun_behind(mention) for mention, _ in found]
        return [part for part, noun in zip(found, behind, strict=True) if noun is None or noun.kind == part[1].label]

    def _noun_behind(self, mention: Mention) -> Phrase | None:
        """Return the noun phrase of a kind of people whose noun stands behind some words of it."""
        phrases = [phrase for phrase in self.story.phrases.meeting(mention) if phrase.kind is not None]
        if any(phrase.span.end <= mention.end for phrase in phrases):
            return None
        return min(phrases, key=lambda phrase: phrase.span.end, default=None)

    def _part(self, mention: Mention, link: Link, around: Mention | None = None) -> Part:
        if link.number is not None:
            count: Count | None = Count(min=link.number, max=link.number, text=self.story.words(mention))
        else:
            numbers = self._numbers_of(link.to, mention)
            counted = [number for number in numbers if not number.single] or numbers
            # of "five migrants, two men" the number of men is the last
            count = self._joined(counted)[-1] if counted else self._number_before(mention, around or mention)
        return Part(kind=PartKind(link.label or ""), count=count, span=self.story.span(mention))

    def _number_before(self, mention: Mention, around: Mention) -> Count | None:
        """Return the number right before the words of a part, in one phrase with them: ``two armed men``."""
        for number in reversed(self.story.numbers.inside(around)):
            between = self.story.text[number.span.end : mention.start]
            if number.span.end <= mention.start and _ADJECTIVES.fullmatch(between):
                return number.count
            if number.single and number.span.start <= mention.start and mention.end == number.span.end:
                return number.count
        return None

    def _nationalities(self, group: Group) -> list[str]:
        found: dict[str, None] = {}
        for one in self._chain(group):
            for mention, _ in self.story.linked(one.name, Use.NATIONALITY):
                for codes in self.story.nationalities.meeting(mention):
                    found |= dict.fromkeys(codes.codes)
            found |= dict.fromkeys(one.nationalities)
        return list(found)

    def _ages(self, group: Group) -> list[int]:
        for one in self._chain(group):
            if not self._in_one_year(group, one):
                continue
            found: dict[int, None] = {}
            for mention, _ in self.story.linked(one.name, Use.AGE):
                found |= dict.fromkeys(self._ages_at(mention))
            if found:
                return list(found)
        return []

    def _in_one_year(self, group: Group, other: Group) -> bool:
        """Return whether no different years are reported of the incidents of two groups; an age is no other's."""
        years = {self.year_of(self.story.incidents[each.incident]) for each in (group, other)} - {None}
        return len(years) < 2

    def _ages_at(self, mention: Mention) -> list[int]:
        """Return the ages of some words: the bare numbers in them, else what the grammar of ages finds there."""
        numbers = [n.count for n in self.story.numbers.inside(mention) if not n.single]
        plain = [end for count in numbers for end in dict.fromkeys((count.min, count.max)) if end is not None]
        return plain or [age for ages in self.story.ages.meeting(mention) for age in ages.ages]

    # --- wholes and members ------------------------------------------------------------------------------------------

    def _is_covered(self, group: Group, groups: Sequence[Group]) -> bool:
        """Whether all people of a group stand in groups of its members, with its fates among theirs."""
        members = [other for other in groups if other.part_of == group.name]
        count = self.count(group)
        if not members or count is None or count.min is None:
            return False
        fates = {fate for member in members for fate in member.fates}
        return sum(_least(self.count(member)) for member in members) == count.min and set(group.fates) <= fates


def _repeats(one: PersonGroup, other: PersonGroup, *, later: bool) -> bool:
    """Whether a group says nothing that another one does not: it has its role, no more fates, its number or none.

    Of two that say the same the later one repeats. Parts, nationalities or ages that differ are those of other people,
    and of two single persons nothing says that they are one.
    """
    if one.role is not other.role or not set(one.fates) <= set(other.fates) or _differ(one, other):
        return False
    if one.count is not None and (one.count.max == 1 or other.count is None or _ends(one.count) != _ends(other.count)):
        return False
    less = set(one.fates) != set(other.fates) or (one.count is None) != (other.count is None)
    return less or later


def _differ(one: PersonGroup, other: PersonGroup) -> bool:
    described = [
        ({part.kind for part in group.parts}, set(group.nationalities), set(group.ages)) for group in (one, other)
    ]
    return any(mine and theirs and not mine & theirs for mine, theirs in zip(*described, strict=True))


def _ends(count: Count) -> tuple[int | None, int | None]:
    return count.min, count.max


def _best(counts: Sequence[Count]) -> Count:
    """Return the exact one of several numbers, of equals the later."""
    return max(enumerate(counts), key=lambda each: (each[1].min == each[1].max and not each[1].approximate, each[0]))[1]


def _outermost(numbers: Sequence[Number]) -> list[Number]:
    """Return the numbers of a phrase, each once: a number before the noun phrase around it, else the longest phrase."""
    plain = [number for number in numbers if not number.single]
    plain = [n for n in plain if not any(_holds(other, n) for other in plain)]
    single = [n for n in numbers if n.single]
    single = [n for n in single if not any(_holds(other, n) for other in single)]
    single = [n for n in single if not any(_holds(n, other) or _holds(other, n) for other in plain)]
    return sorted((*plain, *single), key=lambda number: number.span.start)


def _holds(outer: Number, inner: Number) -> bool:
    return outer is not inner and outer.span.start <= inner.span.start and inner.span.end <= outer.span.end


def _sum(counts: Sequence[Count]) -> Count:
    """Return the sum of counts; the first alone where it is the sum of the others (``nine: four men and ...``)."""
    first, others = counts[0], counts[1:]
    if not others or (len(others) > 1 and sum(_least(count) for count in others) == first.min):
        return first
    low = None if any(count.min is None for count in counts) else sum(_least(count) for count in counts)
    high = None if any(count.max is None for count in counts) else sum(count.max or 0 for count in counts)
    return Count(min=low, max=high, approximate=any(c.approximate for c in counts), text=first.text)


def _added(parts: Sequence[Part]) -> list[Part]:
    """Return one part a kind; the numbers of several add up where all are reported."""
    found: dict[PartKind, Part] = {}
    for part in parts:
        known = found.get(part.kind)
        if known is None or known.count is None or part.count is None:
            found[part.kind] = part if known is None or known.count is None else known
            continue
        low = None if None in (known.count.min, part.count.min) else _least(known.count) + _least(part.count)
        high = None if known.count.max is None or part.count.max is None else known.count.max + part.count.max
        total = Count(min=low, max=high, text=known.count.text)
        found[part.kind] = known.model_copy(update={"count": total})
    return list(found.values())


def _least(count: Count | None) -> int:
    return count.min or 0 if count else 0


def _within(start: int, end: int, mention: Mention) -> bool:
    return mention.start <= start and end <= mention.end
