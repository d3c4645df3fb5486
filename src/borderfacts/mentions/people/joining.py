"""Join mentions of people that are one: appositions, lists, and totals with the list of their members."""

from __future__ import annotations

from collections.abc import Iterable

from borderfacts.annotations import PersonMention
from borderfacts.mentions.people.reading import Reading
from borderfacts.records import Count, Part
from borderfacts.vocabulary import PartKind, Role

_JOINING = frozenset({",", "and", "&", "plus"})
_LIST_SIGNS = frozenset({",", ":", "–", "—", "-", "--", "("})
# "a Gambian named Lamin Ceesay", "the suspect, identified as Tomas Brandl"
_NAMING = frozenset(
    {("named",), ("called",), (",", "named"), ("identified", "as"), (",", "identified", "as"), ("known", "as")}
)
_CITIZENS = frozenset({"citizens", "nationals", "natives"})
_SUBJECTS = frozenset({"nsubj", "nsubjpass"})
# A list names no more members than this.
_LONGEST_LIST = 8
# A plural without a number is at least two people.
_PLURAL = 2


def is_one(count: Count | None) -> bool:
    """Tell whether a count is one person."""
    return count is not None and count.min == count.max == 1


def same_size(first: Count | None, second: Count | None) -> bool:
    """Tell whether two counts are told and equal."""
    return first is not None and second is not None and (first.min, first.max) == (second.min, second.max)


def gap_between(reading: Reading, first: PersonMention, second: PersonMention) -> tuple[str, ...]:
    """Return the words between two mentions."""
    return tuple(reading.words[first.right : second.left])


# --- appositions -----------------------------------------------------------------------------------------------------


def join_appositions(reading: Reading, mentions: Iterable[PersonMention]) -> list[PersonMention]:
    """Join a mention and the one in apposition to it: ``the driver, an American``, ``driver Jon Roe``."""
    result: list[PersonMention] = []
    for mention in mentions:
        if result and _of_family(reading, result[-1], mention):
            result[-1] = merge(reading, result[-1], mention.model_copy(update={"kind": None, "parts": ()}))
        elif result and _apposed(reading, result[-1], mention):
            result[-1] = merge(reading, result[-1], mention)
        else:
            result.append(mention)
    return result


def _of_family(reading: Reading, first: PersonMention, second: PersonMention) -> bool:
    """``three members of a Syrian family``."""
    one = second.kind == PartKind.FAMILY and reading.word(second.left) in ("a", "an", "one", "the")
    return one and first.count is not None and gap_between(reading, first, second) == ("of",)


def _apposed(reading: Reading, first: PersonMention, second: PersonMention) -> bool:
    gap = gap_between(reading, first, second)
    named = second.name is not None and first.name is None
    if gap in _NAMING:
        return named and is_one(first.count)
    if gap not in ((), (",",)) or reading.sentence[first.head] != reading.sentence[second.head]:
        return False
    begins_list = reading.word(second.right) == "and"
    if begins_list and not (first.name or second.name):
        return False
    word = reading.words[second.left]
    if word in ("both", "all") and gap:
        return first.count is not None and not first.name
    if gap and word in _CITIZENS and second.left == second.head:
        return first.count is not None and not first.name  # "All 14, citizens of Mexico and Honduras, were treated"
    if first.count is not None and second.count is not None and not same_size(first.count, second.count):
        return False
    if not gap:
        return named and is_one(first.count)
    if first.name and second.name:
        return False
    relation = reading.doc[second.head].dep_
    if first.name or second.name:
        return word in ("a", "an", "the", "one") or second.name is not None or relation == "appos"
    return word in ("a", "an") and is_one(first.count) and relation in ("appos", "conj", "attr") and not begins_list


def merge(reading: Reading, first: PersonMention, second: PersonMention) -> PersonMention:
    """Return the first mention with what the second tells of the same people."""
    told = next((m.role for m in (first, second) if m.role not in (None, Role.OTHER)), None)
    ages = _unique((*first.ages, *second.ages))
    return first.model_copy(
        update={
            "span": reading.span(first.left, second.right),
            "right": second.right,
            "count": first.count or second.count,
            "kind": first.kind or second.kind,
            "role": told or first.role or second.role,
            "nationalities": _unique((*first.nationalities, *second.nationalities)),
            "ages": ages,
            "name": first.name or second.name,
            # a person whose age is told is one the story is about: "Amina Diallo, a 26-year-old nurse"
            "reference": "name" if second.reference == "name" else first.reference,
            "official": (first.official or second.official) and not ages,
            "parts": first.parts or second.parts,
            "body": first.body or second.body,
        }
    )


def _unique(values: Iterable[object]) -> tuple[object, ...]:
    return tuple(dict.fromkeys(values))


# --- lists -----------------------------------------------------------------------------------------------------------


def join_lists(reading: Reading, mentions: list[PersonMention]) -> list[PersonMention]:
    """Join the members of a list to one group with parts: ``a mother and her two children``.

    A list that adds up to the number before it describes that group: ``two others, a Senegalese and a Gambian``.
    """
    result: list[PersonMention] = []
    i = 0
    while i < len(mentions):
        stop = _end_of_members(reading, mentions, i)
        if stop is not None:
            result.append(merge(reading, mentions[i], _group(reading, mentions[i + 1 : stop])))
        else:
            stop = _end_of_list(reading, mentions, i)
            result.append(_group(reading, mentions[i:stop]))
        i = stop
    return result


def _end_of_members(reading: Reading, mentions: list[PersonMention], i: int) -> int | None:
    """Return the index behind the list that follows a total and adds up to it; None where there is none."""
    whole = mentions[i]
    size = whole.count.min if whole.count is not None else None
    if size is None or size < 2 or i + 1 == len(mentions):
        return None
    gap = gap_between(reading, whole, mentions[i + 1])
    if len(gap) != 1 or gap[0] not in _LIST_SIGNS:
        return None
    total = 0
    for k in range(i + 1, min(i + 1 + _LONGEST_LIST, len(mentions))):
        member = mentions[k]
        between = gap_between(reading, mentions[k - 1], member)
        if k > i + 1 and not (between and _JOINING.issuperset(between)):
            return None
        if member.count is None or member.count.min is None or not _may_be_member(whole, member):
            return None
        total += member.count.min
        if total >= size:
            return k + 1 if total == size and k > i + 1 else None
    return None


def _may_be_member(whole: PersonMention, member: PersonMention) -> bool:
    if member.reference not in ("new", "definite"):
        return False
    kinds = {PartKind.ADULT: (PartKind.MAN, PartKind.WOMAN)}.get(whole.kind, (whole.kind,)) if whole.kind else ()
    return whole.kind in (None, PartKind.FAMILY) or member.kind is None or member.kind in kinds


def _end_of_list(reading: Reading, mentions: list[PersonMention], i: int) -> int:
    stop = i + 1
    while stop < len(mentions) and _continues(reading, mentions[i:stop], mentions[stop]):
        stop += 1
    return stop


def _continues(reading: Reading, run: list[PersonMention], mention: PersonMention) -> bool:
    last = run[-1]
    gap = gap_between(reading, last, mention)
    if not gap or len(gap) > 2 or not _JOINING.issuperset(gap):
        return False
    if reading.sentence[last.head] != reading.sentence[mention.head] or last.official or mention.official:
        return False
    if mention.reference in ("remainder", "partitive") or (last.reference == "partitive" and "and" not in gap):
        return False
    if _is_predicate(reading, run[0]) and mention.count is not None:
        return False  # "nine were women and four children"
    if is_among_them(reading, mention) or not _alike(reading, run, mention):
        return False
    known = mention.reference == "definite" and reading.words[mention.left] in ("the", "both", "all")
    return not (known and last.reference == "new" and not mention.kind)


def _is_predicate(reading: Reading, mention: PersonMention) -> bool:
    """``nine were women``: the number stands before the verb."""
    before = mention.left - 1
    bare = mention.count is None and mention.left == mention.head
    return bare and reading.word(before) in ("were", "are") and before - 1 in reading.numerals


def _alike(reading: Reading, run: list[PersonMention], mention: PersonMention) -> bool:
    """Tell whether a mention can be one of a list: of one role, of one clause, dead or alive like the others."""
    head, first = reading.doc[mention.head], reading.doc[run[0].head]
    of_one_body = run[-1].body and head.dep_ == "conj" and run[0].left <= head.head.i < run[-1].right
    if run[-1].body != mention.body and not of_one_body:
        return False
    roles = {m.role for m in (*run, mention) if m.role is not None}
    if len(roles) > 1 or mention.role == Role.OFFICER:
        return False
    if Role.SUSPECT in roles and any(m.role is None for m in (*run, mention)):
        return False  # "the driver and nine men": the men need be no suspects
    if head.dep_ not in _SUBJECTS:
        return True
    return first.dep_ in _SUBJECTS and head.head.i == first.head.i


def is_among_them(reading: Reading, mention: PersonMention) -> bool:
    """``eight people, three children among them``."""
    return reading.word(mention.right) in ("among", "amongst") and reading.word(mention.right + 1) in ("them", "their")


# --- groups ----------------------------------------------------------------------------------------------------------


def _group(reading: Reading, run: list[PersonMention]) -> PersonMention:
    if len(run) == 1:
        return run[0]
    span = reading.span(run[0].left, run[-1].right)
    return run[0].model_copy(
        update={
            "span": span,
            "right": run[-1].right,
            "count": run[0].count
            if _shares_count(reading, run)
            else _sum([m.count for m in run if not _names_all(m)], span.text),
            "kind": None,
            "role": next((m.role for m in run if m.role is not None), None),
            "nationalities": _unique(n for m in run for n in m.nationalities),
            "ages": _unique(a for m in run for a in m.ages),
            "parts": _merged_parts(part for m in run for part in _member_parts(reading, m, run)),
            "name": None if len({m.name for m in run}) > 1 else run[0].name,
        }
    )


def _names_all(member: PersonMention) -> bool:
    """``The group, 84 men and eight children``: the first word means them all."""
    return member.crowd and member.count is None


def _member_parts(reading: Reading, member: PersonMention, run: list[PersonMention]) -> tuple[Part, ...]:
    """``a couple and their two daughters``: beside children, a couple is two adults."""
    couple = reading.words[member.head] == "couple" and not member.parts and member.kind is None
    if couple and all(m.kind == PartKind.CHILD for m in run if m is not member):
        return (Part(kind=PartKind.ADULT, count=member.count, span=member.span),)
    return parts_of(member)


def _shares_count(reading: Reading, run: list[PersonMention]) -> bool:
    """``52 Afghans and Syrians``: one number for both nationalities."""
    bare = all(m.count is None and m.left == m.head for m in run[1:])
    peoples = all(m.head in reading.nations and m.kind is None and m.nationalities for m in run)
    return run[0].count is not None and not is_one(run[0].count) and bare and peoples


def _sum(counts: list[Count | None], text: str) -> Count | None:
    known = [count for count in counts if count is not None]
    if not known:
        return None
    low = sum((count.min or 0) for count in known) + _PLURAL * (len(counts) - len(known))
    closed = len(known) == len(counts) and all(count.max is not None for count in known)
    high = sum(count.max or 0 for count in known) if closed else None
    return Count(min=low, max=high, approximate=any(count.approximate for count in known), text=text)


def parts_of(mention: PersonMention) -> tuple[Part, ...]:
    """Return what a mention's group is made of."""
    if mention.parts or mention.kind is None:
        return mention.parts
    return (Part(kind=mention.kind, count=mention.count, qualifier=mention.qualifier, span=mention.span),)


def _merged_parts(parts: Iterable[Part]) -> tuple[Part, ...]:
    """Return one part for each kind: ``two boys and a girl`` are three children."""
    result: dict[PartKind, Part] = {}
    for part in parts:
        known = result.get(part.kind)
        if known is not None and known.count is not None and part.count is not None:
            total = _sum([known.count, part.count], known.count.text)
            result[part.kind] = known.model_copy(update={"count": total})
        else:
            result.setdefault(part.kind, part)
    return tuple(result.values())
