"""Tell from pronouns whether a single person is a man or a woman; never from a first name."""

from __future__ import annotations

from bisect import bisect_left

from borderfacts import lexicons
from borderfacts.annotations import PersonMention
from borderfacts.mentions.people.ages import OF_AGE
from borderfacts.mentions.people.joining import is_one
from borderfacts.mentions.people.reading import Reading
from borderfacts.vocabulary import PartKind

_PRONOUNS = dict.fromkeys(("he", "him", "his", "himself"), PartKind.MAN) | dict.fromkeys(
    ("she", "her", "hers", "herself"), PartKind.WOMAN
)
_BOYS = lexicons.people_cues("boys")
_GIRLS = lexicons.people_cues("girls")
# "he said" is the speaker's, who may have been named long before.
_SAYING = lexicons.people_cues("own_speech")


def add_gender(reading: Reading, mentions: list[PersonMention]) -> list[PersonMention]:
    """Return the mentions with the kind of each person whom a pronoun of the same or the next sentence means.

    A pronoun tells it only where no other single person before it could be meant. A name has one kind in the whole
    text; where pronouns disagree it has none.
    """
    told: dict[int, set[PartKind]] = {}
    for i, kind in _pronouns(reading):
        owner = _owner(reading, mentions, i, kind)
        if owner is not None and not mentions[owner].official:
            told.setdefault(owner, set()).add(kind)
    named: dict[str, set[PartKind]] = {}
    for k, kinds in told.items():
        name = mentions[k].name
        if name is not None:
            named.setdefault(name, set()).update(kinds)
    return [_with_kind(m, named.get(m.name, set()) if m.name else told.get(k, set())) for k, m in enumerate(mentions)]


def _pronouns(reading: Reading) -> list[tuple[int, PartKind]]:
    return [
        (i, _PRONOUNS[word])
        for i, word in enumerate(reading.words)
        if word in _PRONOUNS and reading.word(i + 1) not in _SAYING and reading.word(i - 1) not in _SAYING
    ]


def _owner(reading: Reading, mentions: list[PersonMention], pronoun: int, kind: PartKind) -> int | None:
    """Return the one mention of a single person that a pronoun can mean; None where it is not clear."""
    here = reading.sentence[pronoun]
    first = reading.sentence[here - 1] if here else here
    found: int | None = None
    k = bisect_left(mentions, pronoun, key=lambda m: m.left) - 1
    while k >= 0 and mentions[k].left >= first:
        mention = mentions[k]
        if _may_hold(mention, kind) and not _acts_on(reading, mention, pronoun):
            if not is_one(mention.count):
                return None
            if found is not None and (mention.name is None or mention.name != mentions[found].name):
                return None
            found = k if found is None else found
        k -= 1
    return found


def _acts_on(reading: Reading, mention: PersonMention, pronoun: int) -> bool:
    """``the judge sentenced him``: the subject of a verb is not its object."""
    token, head = reading.doc[pronoun], reading.doc[mention.head]
    return token.dep_ in ("dobj", "dative") and head.dep_ == "nsubj" and head.head.i == token.head.i


def _may_hold(mention: PersonMention, kind: PartKind) -> bool:
    """Tell whether one person of the mention can be of this sex."""
    if mention.kind is not None or not mention.parts:
        return is_one(mention.count) and _sex(mention) in (None, kind)
    return any(is_one(part.count) and part.kind in (kind, PartKind.CHILD, PartKind.ADULT) for part in mention.parts)


def _sex(mention: PersonMention) -> PartKind | None:
    if mention.kind in (PartKind.MAN, PartKind.WOMAN):
        return mention.kind
    words = mention.span.text.lower().split()
    if not _BOYS.isdisjoint(words):
        return PartKind.MAN
    return PartKind.WOMAN if not _GIRLS.isdisjoint(words) else None


def _with_kind(mention: PersonMention, kinds: set[PartKind]) -> PersonMention:
    grown = not any(age < OF_AGE for age in mention.ages)
    if len(kinds) != 1 or mention.kind is not None or mention.parts or not is_one(mention.count) or not grown:
        return mention
    return mention.model_copy(update={"kind": next(iter(kinds))})
