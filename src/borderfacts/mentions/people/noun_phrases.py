"""Find the people that a noun, a demonym or an age names, with the phrase around it."""

from __future__ import annotations

from collections.abc import Collection

from borderfacts import lexicons
from borderfacts.annotations import PersonMention
from borderfacts.mentions.people.nouns import PersonNoun, noun_at, person_nouns
from borderfacts.mentions.people.reading import NOUN_TAGS, Numeral, Reading
from borderfacts.mentions.people.references import reference_of
from borderfacts.records import Count, Part
from borderfacts.vocabulary import PartKind, Role

# What may stand between the first word of a noun phrase and its head.
_INSIDE = frozenset(
    {
        "JJ",
        "JJR",
        "JJS",
        "NN",
        "NNP",
        "NNS",
        "NNPS",
        "VBN",
        "VBG",
        "CD",
        "HYPH",
        "RB",
        "POS",
        "AFX",
        "FW",
        "RBR",
        "RBS",
        "VBD",
    }
)
_DETERMINERS = frozenset({"DT", "PRP$", "PDT", "WP$"})
_BEFORE_DETERMINER = frozenset({"all", "both", "half"})
_ADJECTIVES = frozenset({"JJ", "VBN", "VBG"})
# Adjectives that begin a phrase of their own behind "and".
_QUANTIFIERS = frozenset({"several", "many", "other", "more", "few", "some", "most", "own", "such"})
# Adverbs that belong to the clause, and words that say how large a part is.
_OUTSIDE = lexicons.people_cues("outside_phrase")
# A phrase of more words before its head than this is none.
_LONGEST_PHRASE = 12
_COUNTING_NOUNS = frozenset({"total", "number", "dozens", "hundreds", "scores", "thousands", "majority"})
_COMPASS = frozenset({"north", "south", "east", "west"})
_TRADES = frozenset({"smuggling", "trafficking"})
_TRADED = frozenset({"people", "migrant", "child", "women"})
# Nouns for people also where the tagger takes them for adjectives: "two dead", "five injured", "six undocumented".
_ADJECTIVAL = frozenset({"dead", "migrant", "harmed"})
_NOT_ONE = frozenset({"no", "any", "every", "each"})
_MIGRANT_WORDS = frozenset({"undocumented", "trafficked", "smuggled"})
_NONE = PersonNoun("nationality")


class NounPhrases:
    """The people named by a head word in one Doc.

    Args:
        reading: the Doc.
        names: the first tokens of its personal names.
    """

    def __init__(self, reading: Reading, names: Collection[int] = ()) -> None:
        self._r = reading
        self._doc = reading.doc
        self._names = names

    def find(self) -> list[PersonMention]:
        """Return the mentions whose head is a noun, a demonym or an age; none inside another."""
        found = [m for i in range(len(self._r)) if (m := self._at_noun(i)) is not None]
        covered = {i for m in found for i in range(m.left, m.right)}
        found += [m for i in sorted(self._r.nations) if i not in covered and (m := self._at_demonym(i)) is not None]
        covered = {i for m in found for i in range(m.left, m.right)}
        found += [m for age in self._r.ages if (m := self._at_age(age.end, covered)) is not None]
        return _outermost(found)

    # --- heads -------------------------------------------------------------------------------------------------------

    def _at_noun(self, i: int) -> PersonMention | None:
        noun = self._noun(i)
        if noun is None or self._modifies_noun(i) or (noun.body and self._of_whom(i) is not None):
            return None
        return self._mention(i, noun)

    def _noun(self, i: int) -> PersonNoun | None:
        noun = noun_at(self._r, i)
        if noun is None or (i in self._r.named and not noun.role):
            return None
        tag, after = self._r.tags[i], self._r.word(i + 1)
        if noun.table == "dead" and tag == "VBD":
            return None
        if tag not in NOUN_TAGS and not (noun.table in _ADJECTIVAL and tag in ("JJ", "VBN", "VBD", "VBG")):
            return None
        if noun.table in ("load", "crowd") and not self._counts_heads_after(i):
            return None if noun.table == "load" or after == "of" or self._is_organisation(i) else noun
        return None if self._r.words[i] == "subject" and after == "of" else noun

    def _counts_heads_after(self, i: int) -> bool:
        """``a group of 26``: the number stands for the people."""
        numeral = self._number_after_of(i)
        return numeral is not None and not self._leads_to_noun(numeral.stop)

    def _number_after_of(self, i: int) -> Numeral | None:
        if self._r.word(i + 1) != "of":
            return None
        numeral = self._r.numeral_at.get(i + 2)
        return numeral if numeral is not None and numeral.first == i + 2 else None

    def _leads_to_noun(self, i: int) -> bool:
        while self._r.tag(i) in ("JJ", "VBN", "VBG", "CD", "HYPH"):
            if self._r.tag(i) == "VBG" and self._r.word(i + 1) in _COMPASS:
                return False  # "a family of four walking north"
            i += 1
        return self._r.tag(i) in NOUN_TAGS

    def _is_organisation(self, i: int) -> bool:
        """``an aid group``, ``the rights group``: an organisation, no crowd."""
        before = i - 1
        tag = self._r.tag(before)
        if before in self._r.named or tag in ("POS", "VBG") or self._r.word(i + 1) == "'s":
            return True
        return tag in ("NN", "NNP", "NNPS") and before not in self._r.nations and noun_at(self._r, before) is None

    def _modifies_noun(self, i: int) -> bool:
        """A people noun before another noun only modifies it: ``migrant boat``, ``family member``."""
        r, token = self._r, self._doc[i]
        tag, following = r.tag(i + 1), r.word(i + 1)
        if following in _TRADES and r.words[i] in _TRADED and i not in r.numeral_at and r.tag(i - 1) != "CD":
            return True
        if following in ("-", "–") and r.tag(i + 2) and not token.whitespace_ and not self._doc[i + 1].whitespace_:
            return True
        if tag == "POS":
            return self._doc[i + 1].head.i == i and not self._lacks_its_noun(i + 1)
        if tag in ("NN", "NNS") and r.sentence[i] == r.sentence[i + 1]:
            return token.dep_ in ("compound", "amod", "nmod", "poss") or following in person_nouns()
        # "the Volunteer Fire Department", but "Driver Milos Havel"
        return tag in ("NNP", "NNPS") and r.tags[i] == "NNP" and token.dep_ == "compound" and i + 1 not in self._names

    def _lacks_its_noun(self, possessive: int) -> bool:
        """``one body was a man's``, ``and a woman's on Monday``: the noun is left out."""
        return self._r.tag(possessive + 1) in ("IN", ",", ".")

    def _at_demonym(self, i: int) -> PersonMention | None:
        r = self._r
        nation = r.nations[i]
        if nation.last != i or i in r.named:
            return None
        following = r.tag(i + 1)
        plural = r.words[i].endswith("s") or r.tags[i] in ("NNS", "NNPS")
        if following in NOUN_TAGS or (not plural and following in ("HYPH", "JJ", "POS", "VBG")):
            return None
        left = self.left_edge(i)
        first = r.words[left]
        determined = first in ("a", "an", "another", "the", "one") and self._doc[i].dep_ not in ("amod", "compound")
        if not (plural or determined or self._numeral(left, i) is not None):
            return None
        noun = PersonNoun("nationality", plural=plural)
        return self._mention(i, noun, codes=nation.codes)

    def _at_age(self, end: int, covered: set[int]) -> PersonMention | None:
        """``a 19-year-old``, ``two 17-year-olds``: the age stands for the person."""
        r = self._r
        i = r.tokens(end - 1, end)[0]
        if i in covered or r.words[i] not in ("old", "olds") or r.tag(i - 1) != "HYPH":
            return None
        following, tag = r.word(i + 1), r.tag(i + 1)
        if tag in (*NOUN_TAGS, "JJ", "VBG") or (tag == "CC" and following not in ("and", "or")):
            return None
        return self._mention(i, PersonNoun("age", plural=r.words[i] == "olds"))

    # --- the mention -------------------------------------------------------------------------------------------------

    def _mention(self, i: int, noun: PersonNoun, codes: tuple[str, ...] = ()) -> PersonMention | None:
        r = self._r
        left, right = self.left_edge(i), i + 1
        if noun.table in ("crowd", "load", "family", "crew") and self._counts_heads_after(i):
            numeral = self._number_after_of(i)
            right = numeral.stop if numeral is not None else right
        count = self._count(i, noun, left, right)
        if (
            noun.table in _ADJECTIVAL
            and r.tags[i] not in NOUN_TAGS
            and not self._stands_for_people(i, noun, count, left)
        ):
            return None
        kind = noun.kind or self._kind_of_body(i, noun)
        sails = noun.table == "crew" and count is not None
        codes = tuple(dict.fromkeys((*codes, *r.codes_in(left, i))))
        reference = reference_of(r, left, i, self._numeral(left, i))
        body = self._body_before(left)
        if body is not None:
            whole = self.left_edge(body)
            outer = self._numeral(whole, body)
            left, count = whole, count or (r.count(outer) if outer is not None else None)
        return PersonMention(
            span=r.span(left, right),
            head=i,
            left=left,
            right=right,
            count=count,
            kind=kind,
            role=Role.SUSPECT if sails else noun.role or self._role_before(left, i),
            nationalities=codes,
            reference=reference,
            parts=self._families(i, noun, left),
            body=noun.body or body is not None,
            crowd=noun.table == "crowd" and right == i + 1,
            official=noun.official and not sails,
        )

    def _stands_for_people(self, i: int, noun: PersonNoun, count: Count | None, left: int) -> bool:
        """``five injured``, ``the missing``: an adjective is a noun where it is counted or has an article."""
        if count is not None and self._numeral(left, i) is not None and self._r.words[i] != "drowned":
            return True
        in_place = self._doc[i].dep_ in ("nsubj", "nsubjpass", "dobj", "pobj", "conj")
        return noun.table != "migrant" and self._r.words[left] == "the" and in_place

    def _families(self, i: int, noun: PersonNoun, left: int) -> tuple[Part, ...]:
        """A family is one part of a group, however many people it is."""
        if noun.kind != PartKind.FAMILY:
            return ()
        numeral = self._numeral(left, i)
        count = self._r.count(numeral) if numeral is not None else None
        if count is None and not noun.plural:
            count = self._r.one(left, i + 1)
        return (Part(kind=PartKind.FAMILY, count=count, span=self._r.span(left, i + 1)),)

    def _kind_of_body(self, i: int, noun: PersonNoun) -> PartKind | None:
        """``a man's body`` is that of a man."""
        if not noun.body or self._r.tag(i - 1) != "POS" or i < 2:
            return None
        owner = noun_at(self._r, i - 2)
        return owner.kind if owner is not None else None

    def _of_whom(self, body: int) -> int | None:
        """Return the people noun in ``the bodies of four migrants``: it carries the mention."""
        if self._r.word(body + 1) != "of":
            return None
        near = range(body + 2, min(body + 9, len(self._r)))
        return next(
            (
                i
                for i in near
                if self._noun(i) is not None and not self._modifies_noun(i) and self.left_edge(i) == body + 2
            ),
            None,
        )

    def _body_before(self, left: int) -> int | None:
        """Return the noun of ``the body of`` before a mention."""
        if left < 2 or self._r.words[left - 1] != "of":
            return None
        noun = noun_at(self._r, left - 2)
        return left - 2 if noun is not None and noun.body else None

    def _role_before(self, left: int, head: int) -> Role | None:
        for i in range(left, head):
            noun = person_nouns().get(self._r.words[i])
            if noun is not None and noun.role in (Role.MIGRANT, Role.SUSPECT) and not noun.body:
                return noun.role
            if self._r.words[i] in _MIGRANT_WORDS:
                return Role.MIGRANT
        return None

    # --- the phrase --------------------------------------------------------------------------------------------------

    def left_edge(self, head: int) -> int:
        """Return the first token of the noun phrase whose head is given."""
        i, start = head, self._r.sentence[head]
        while i > start and head - i < _LONGEST_PHRASE:
            further = self._further_left(i, start)
            if further == i:
                break
            i = further
        return i

    def _further_left(self, i: int, start: int) -> int:
        """Return a token further left that belongs to the phrase of ``i``; ``i`` itself at its edge."""
        r, before = self._r, i - 1
        word, tag = r.words[before], r.tags[before]
        if word == "of":
            return self._over_of(i, start)
        if before in r.taken:
            return i
        if r.tags[i] in _DETERMINERS and not (i in r.numeral_at and r.numeral_at[i].first != i):
            return before if word in _BEFORE_DETERMINER else i
        if before in r.numeral_at:
            return max(r.numeral_at[before].first, start)
        if tag in _DETERMINERS:
            return before
        if tag in (",", "CC"):
            return before - 1 if self._joins_adjectives(before, start) else i
        if word in _OUTSIDE or tag not in _INSIDE:
            return i
        if tag.startswith("VB") and self._doc[before].dep_ not in ("amod", "compound", "nummod", "nmod"):
            return i
        return before

    def _over_of(self, i: int, start: int) -> int:
        """``a group of`` and ``five of the`` belong to the phrase behind them."""
        r, counter = self._r, i - 2
        if counter < start:
            return i
        if counter in r.numeral_at:
            return max(r.numeral_at[counter].first, start)
        noun = person_nouns().get(r.words[counter])
        counts = r.words[counter] in _COUNTING_NOUNS or (noun is not None and noun.table in ("crowd", "load", "pair"))
        return counter if counts else i

    def _joins_adjectives(self, i: int, start: int) -> bool:
        r = self._r
        if i - 1 < start or r.tags[i - 1] not in _ADJECTIVES or r.tag(i + 1) not in _ADJECTIVES:
            return False
        return r.words[i + 1] not in _QUANTIFIERS and i + 1 not in r.numeral_at and noun_at(r, i - 1) is None

    # --- the count ---------------------------------------------------------------------------------------------------

    def _numerals(self, left: int, right: int) -> list[Numeral]:
        """Return the numbers of a phrase; ``one`` is one only at its head."""
        r = self._r
        found = [r.numerals[i] for i in range(left, right) if i in r.numerals]
        return [
            n
            for n in found
            if r.words[n.core] != "one" or n.number.core_end - n.number.core_start > 3 or n.first == left
        ]

    def _numeral(self, left: int, right: int) -> Numeral | None:
        return next(iter(self._numerals(left, right)), None)

    def _count(self, i: int, noun: PersonNoun, left: int, right: int) -> Count | None:
        if noun.kind == PartKind.FAMILY or noun.table in ("crowd", "load", "crew"):
            after = self._number_after_of(i) if right > i + 1 else None
            return self._r.count(after) if after is not None else None
        group = next((k for k in range(left, i) if self._is_counted_group(k)), None)
        if group is not None:
            return self._in_groups(left, group, i)
        numeral = self._numeral(left, i)
        if numeral is not None:
            return _times(self._r.count(numeral), noun.number or 1)
        if noun.plural and self._r.words[left] == "both":
            return Count(min=2, max=2, text=self._doc[left].text)
        if noun.number and (not noun.plural or noun.table == "twins"):
            return Count(min=noun.number, max=noun.number, text=self._doc[i].text)
        return self._r.one(left, i + 1) if not noun.plural and self._is_single(i, noun, left) else None

    def _is_counted_group(self, k: int) -> bool:
        noun = person_nouns().get(self._r.words[k])
        return noun is not None and noun.table in ("crowd", "load") and self._r.word(k + 1) == "of"

    def _in_groups(self, left: int, group: int, head: int) -> Count | None:
        """``two groups of 12 men`` are 24; ``two groups of men`` may be any number."""
        inner, outer = self._numeral(group + 1, head), self._numeral(left, group)
        if inner is None:
            return None
        number = outer.number if outer is not None else None
        factor = int(number.low) if number is not None and number.low is not None and number.low == number.high else 1
        return _times(self._r.count(inner), factor)

    def _is_single(self, i: int, noun: PersonNoun, left: int) -> bool:
        r = self._r
        first = r.words[left]
        named = r.tag(i + 1) == "NNP"
        if i in r.named and r.tags[i] == "NNP" and not named:
            return False  # "the Border Guard" is a force
        if left == i or first in _NOT_ONE:
            return (named and noun.table != "body") or self._is_paired(i, noun)
        if r.tags[left] in _DETERMINERS or first in ("another", "one") or r.tags[left] == "POS" or named:
            return True
        return any(r.tags[k] in ("CD", "JJS", "POS") for k in range(left, i))

    def _is_paired(self, i: int, noun: PersonNoun) -> bool:
        """``a mother and child``, ``mother and son``: bare, but one."""
        r = self._r
        if noun.kind is None or r.tags[i] not in ("NN", "NNP"):
            return False
        if r.word(i - 1) == "and":
            return self._doc[i].dep_ == "conj"
        other = noun_at(r, i + 2) if r.word(i + 1) == "and" and i + 2 < len(r) else None
        return other is not None and other.kind is not None and not other.plural


def _times(count: Count, factor: int) -> Count | None:
    if factor == 1:
        return count
    if count.min is None:
        return None
    return count.model_copy(
        update={"min": count.min * factor, "max": None if count.max is None else count.max * factor}
    )


def _outermost(mentions: list[PersonMention]) -> list[PersonMention]:
    """Drop each mention that lies wholly inside another: ``a couple`` in ``a couple of men``."""
    kept: list[PersonMention] = []
    for mention in sorted(mentions, key=lambda m: (m.left, -m.right)):
        if not kept or mention.right > kept[-1].right:
            kept.append(mention)
    return kept
