"""Join mentions of people that belong together: appositions, lists, and the parts that describe a group."""

from __future__ import annotations

from typing import TYPE_CHECKING

from borderfacts.annotations import PersonMention, span_of
from borderfacts.records import Count, Part
from borderfacts.vocabulary import PartKind, Role

if TYPE_CHECKING:
    from spacy.tokens import Doc

_BETWEEN = frozenset({",", "and", "&", "plus"})
_PART_CUES = frozenset({"including", "both", "among", "largely", "mostly", "mainly", "predominantly", "chiefly", "comprising", "consisting", "some", "most", "many", "part", "all"})
_PART_WORDS = frozenset({"of", "them", "whom", "these", "were", "are", "being", ",", "for", "the", "most", "some", "also", "at", "least", "a", "an", "majority", "by", "made", "up"})
_QUALIFIERS = frozenset({"largely", "mostly", "mainly", "predominantly", "chiefly", "most", "some", "many", "all"})
_COPULA = frozenset({"were", "was", "are", "is", "being"})


def join_appositions(doc: Doc, mentions: list[PersonMention]) -> list[PersonMention]:
    """Join a mention and the one in apposition to it: ``the driver, an American``, ``driver Jon Roe``."""
    result: list[PersonMention] = []
    for mention in mentions:
        if result and _apposed(doc, result[-1], mention):
            result[-1] = _merged(doc, result[-1], mention)
        else:
            result.append(mention)
    return result


def _apposed(doc: Doc, first: PersonMention, second: PersonMention) -> bool:
    gap = [doc[i].lower_ for i in range(first.right, second.left)]
    if gap not in ([], [","]) or _follows_list(doc, second) and not (first.name or second.name):
        return False
    word = doc[second.left].lower_
    if word in ("both", "all") and gap:
        return first.count is not None and not first.name
    if not _may_be_same(first.count, second.count):
        return False
    if not gap:
        return second.name is not None and first.name is None and _is_one(first.count)
    if first.name and second.name:
        return False
    if first.name or second.name:
        return word in ("a", "an", "the", "one") or second.name is not None or doc[second.head].dep_ == "appos"
    return word in ("a", "an") and _is_one(first.count) and doc[second.head].dep_ in ("appos", "conj", "attr") and doc[second.right : second.right + 1].text != "and"


def _follows_list(doc: Doc, second: PersonMention) -> bool:
    return second.right < len(doc) and doc[second.right].lower_ == "and"


def _is_one(count: Count | None) -> bool:
    return count is not None and count.min == count.max == 1


def _may_be_same(first: Count | None, second: Count | None) -> bool:
    return first is None or second is None or (first.min, first.max) == (second.min, second.max)


def _merged(doc: Doc, first: PersonMention, second: PersonMention) -> PersonMention:
    roles = [m.role for m in (first, second) if m.role not in (None, Role.OTHER)] or [first.role or second.role]
    return first.model_copy(
        update={
            "span": span_of(doc, first.left, second.right),
            "right": second.right,
            "count": first.count or second.count,
            "kind": first.kind or second.kind,
            "role": roles[0],
            "nationalities": _both(first.nationalities, second.nationalities),
            "ages": _both(first.ages, second.ages),
            "name": first.name or second.name,
            "official": first.official or second.official,
            "parts": first.parts or second.parts,
            "body": first.body or second.body,
        }
    )


def _both(first: tuple[object, ...], second: tuple[object, ...]) -> tuple[object, ...]:
    return tuple(dict.fromkeys((*first, *second)))


def join_lists(doc: Doc, mentions: list[PersonMention]) -> list[PersonMention]:
    """Join the members of a list to one group with parts: ``a mother and her two children``."""
    result: list[PersonMention] = []
    run: list[PersonMention] = []
    for i, mention in enumerate(mentions):
        if run and (len(run) == 1 and _names_members(doc, mentions, i) or not _continues(doc, run, mention)):
            result.append(_group(doc, run))
            run = []
        run.append(mention)
    if run:
        result.append(_group(doc, run))
    return result


def _names_members(doc: Doc, mentions: list[PersonMention], i: int) -> bool:
    """``two others, a Senegalese and a Gambian``: the list after the comma adds up to the number before it."""
    whole = mentions[i - 1].count
    gap = doc[mentions[i - 1].right : mentions[i].left].text
    if whole is None or whole.min is None or whole.min < 2 or gap not in (",", ":", "—", "–"):
        return False
    total = 0
    for k in range(i, min(i + 6, len(mentions))):
        between = doc[mentions[k - 1].right : mentions[k].left].text if k > i else ""
        if k > i and not _BETWEEN.issuperset(between.lower().split()):
            return False
        count = mentions[k].count
        if count is None or count.min is None:
            return False
        total += count.min
        if total == whole.min:
            return k > i
    return False


def _continues(doc: Doc, run: list[PersonMention], mention: PersonMention) -> bool:
    last = run[-1]
    gap = [doc[i].lower_ for i in range(last.right, mention.left)]
    if not gap or len(gap) > 2 or not _BETWEEN.issuperset(gap) or doc[last.head].sent != doc[mention.head].sent:
        return False
    if any(m.official for m in (last, mention)) or last.body != mention.body or mention.reference in ("remainder", "partitive"):
        return False
    if _among_them(doc, mention) or last.reference == "partitive" and "and" not in gap:
        return False
    roles = {m.role for m in (*run, mention) if m.role is not None}
    if len(roles) > 1 or mention.role == Role.OFFICER:
        return False
    head = doc[mention.head]
    own_clause = head.dep_ in ("nsubj", "nsubjpass") and doc[run[0].head].dep_ not in ("nsubj", "nsubjpass")
    if own_clause or head.dep_ in ("nsubj", "nsubjpass") and head.head.i != doc[run[0].head].head.i:
        return False
    if mention.reference == "definite" and doc[mention.left].lower_ in ("the", "both", "all") and last.reference == "new" and not mention.kind:
        return False
    return True


def _group(doc: Doc, run: list[PersonMention]) -> PersonMention:
    if len(run) == 1:
        return run[0]
    span = span_of(doc, run[0].left, run[-1].right)
    roles = [m.role for m in run if m.role is not None]
    return run[0].model_copy(
        update={
            "span": span,
            "right": run[-1].right,
            "count": _sum([m.count for m in run], span.text),
            "kind": None,
            "role": roles[0] if roles else None,
            "nationalities": tuple(dict.fromkeys(n for m in run for n in m.nationalities)),
            "ages": tuple(dict.fromkeys(a for m in run for a in m.ages)),
            "parts": tuple(part for m in run for part in _parts_of(m)),
            "name": None if len({m.name for m in run}) > 1 else run[0].name,
        }
    )


def _sum(counts: list[Count | None], text: str) -> Count | None:
    known = [c for c in counts if c is not None]
    if not known:
        return None
    # A bare plural is at least two.
    low = sum((c.min or 0) for c in known) + 2 * (len(counts) - len(known))
    closed = len(known) == len(counts) and all(c.max is not None for c in known)
    high = sum(c.max or 0 for c in known) if closed else None
    return Count(min=low, max=high, approximate=any(c.approximate for c in known), text=text)


def _parts_of(mention: PersonMention) -> tuple[Part, ...]:
    if mention.parts:
        return mention.parts
    if mention.kind is None:
        return ()
    count = mention.count
    if mention.kind == PartKind.FAMILY:
        count = Count(min=1, max=1, text=mention.span.text) if count is None or count.text not in mention.span.text else count
    return (Part(kind=mention.kind, count=count, qualifier=mention.qualifier, span=mention.span),)


def add_parts(doc: Doc, mentions: list[PersonMention]) -> list[PersonMention]:
    """Give each mention its parts, and mark those that only describe a group told before (``five of them children``)."""
    result: list[PersonMention] = []
    for mention in mentions:
        described = result[-1] if result else None
        if described is not None and _is_attribute(doc, described, mention):
            count = described.count if mention.count is None or _is_one(mention.count) and not _is_one(described.count) else mention.count
            update = {"count": count, "reference": "part", "span": span_of(doc, described.left, mention.right), "left": described.left}
            result[-1] = mention.model_copy(update=update)
        elif described is not None and _apposed_list(doc, described, mention):
            result[-1] = _merged(doc, described, mention)
        else:
            qualifier = "" if _among_them(doc, mention) else _part_cue(doc, mention)
            if qualifier is not None:
                mention = mention.model_copy(update={"reference": "part", "qualifier": qualifier or None})
            result.append(mention)
    return [m.model_copy(update={"parts": _parts_of(m)}) for m in result]


def _is_attribute(doc: Doc, numeral: PersonMention, mention: PersonMention) -> bool:
    """``one of them a baby girl``, ``five of whom were children``, ``Thirteen were minors``."""
    if mention.kind is None and not mention.nationalities or doc[numeral.head].tag_ in ("NN", "NNS") or numeral.name or numeral.kind:
        return False
    gap = [doc[i].lower_ for i in range(numeral.right, mention.left)]
    return (not gap and numeral.reference == "partitive") or (len(gap) == 1 and gap[0] in _COPULA)


def _apposed_list(doc: Doc, numeral: PersonMention, mention: PersonMention) -> bool:
    """``Two of them, the baby and a woman, ...``."""
    gap = [doc[i].lower_ for i in range(numeral.right, mention.left)]
    same = numeral.count is not None and mention.count is not None and numeral.count.min == mention.count.min and numeral.count.max == mention.count.max
    return gap in ([","], [":"], ["–"], ["—"]) and same and len(mention.parts) > 1


def _among_them(doc: Doc, mention: PersonMention) -> bool:
    """``eight people, three children among them``."""
    return mention.right + 1 < len(doc) and doc[mention.right].lower_ in ("among", "amongst") and doc[mention.right + 1].lower_ in ("them", "their")


def _part_cue(doc: Doc, mention: PersonMention) -> str | None:
    """Return the qualifier before the mention, ``""`` for a cue that is none, None where nothing marks a part."""
    qualifier, cued = "", False
    for i in range(mention.left - 1, max(mention.left - 6, doc[mention.head].sent.start) - 1, -1):
        word = doc[i].lower_
        if word in _PART_CUES and (word not in ("some", "many", "all", "part", "both") or word != "part" and doc[i + 1].lower_ == "of" or word == "part" and doc[i - 1].lower_ == "most"):
            cued = True
            qualifier = word if word in _QUALIFIERS else ("for the most part" if word == "part" else "")
            break
        if word not in _PART_WORDS:
            break
    return qualifier if cued and (mention.kind or mention.parts or mention.nationalities) else None
