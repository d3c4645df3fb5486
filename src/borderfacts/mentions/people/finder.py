"""Find people and groups of people: head count, composition, ages, nationalities, names."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from typing import TYPE_CHECKING

from borderfacts import annotations as layers
from borderfacts.annotations import PersonMention, span_of
from borderfacts.grammar.numbers import Number, find_numbers, to_count
from borderfacts.mentions.people.ages import Age, find_ages
from borderfacts.mentions.people.composition import add_parts, join_appositions, join_lists
from borderfacts.mentions.people.names import find_names
from borderfacts.mentions.people.nouns import PersonNoun, person_nouns
from borderfacts.records import Count, Span
from borderfacts.vocabulary import Dimension, PartKind, Role

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

# What may stand between the first word of a noun phrase and its head.
_INSIDE = frozenset({"JJ", "JJR", "JJS", "NN", "NNP", "NNS", "NNPS", "VBN", "VBG", "CD", "HYPH", "RB", "POS", "AFX", "FW", "RBR", "RBS", "CC", "VBD"})
_STARTS = frozenset({"DT", "PRP$", "PDT", "WP$"})
_NOUN_TAGS = frozenset({"NN", "NNS", "NNP", "NNPS"})
_LONGEST_PHRASE = 12
_DEFINITE = frozenset({"the", "this", "that", "these", "those", "his", "her", "its", "their", "whose", "both", "all", "my", "our"})
_OTHERS = frozenset({"other", "others", "remaining", "rest"})
_MORE = frozenset({"more", "another", "further", "additional", "second", "third", "fourth"})
_WHOLES = frozenset({"them", "whom", "those", "these"})
_AFTER_NUMERAL = frozenset({"others", "other", "more", "further", "of", "who", "from", "were", "was", "had", "have", "has", "are", "is", "did", "died", "survived", "drowned", "fled", "remained", "escaped", "in", "on", "to", "and", "also", "-", "got", "made", "ran", "came", "could", "lived", "still", "later", "went", "ended", "under"})


class PeopleFinder:
    """Component: writes the people layer."""

    def __init__(self) -> None:
        self._nouns = person_nouns()

    def __call__(self, doc: Doc) -> Doc:
        """Find the mentions of people in the Doc and return it."""
        layers.PEOPLE.write(doc, _Search(doc, self._nouns).mentions() if len(doc) else ())
        return doc


class _Search:
    """One search of one Doc."""

    def __init__(self, doc: Doc, nouns: dict[str, PersonNoun]) -> None:
        self.doc = doc
        self.nouns = nouns
        self.starts = [token.idx for token in doc]
        self.text = doc.text
        self.ages = find_ages(self.text)
        measured = layers.QUANTITIES.read(doc)
        self.taken = self._tokens_of([q for q in measured if q.dimension != Dimension.AGE], layers.DATES.read(doc))
        ages = {i for age in self.ages if not age.before_noun for i in self._range(age.start, age.end) if doc[i].tag_ == "CD"}
        self.no_counts = self.taken | ages | self._tokens_of(measured)
        self.names_of_places = self._tokens_of(layers.PLACES.read(doc), layers.AGENCIES.read(doc))
        self.nationality = self._nationalities()
        self.numbers = self._numbers()
        self.used_numbers: set[int] = set()

    def mentions(self) -> list[PersonMention]:
        """Return all mentions, joined and described."""
        found = [m for token in self.doc if (m := self._noun_mention(token)) is not None]
        found += self._numeral_mentions({i for m in found for i in range(m.left, m.right)})
        found += find_names(self.doc, self.names_of_places | self.taken, {m.head for m in found})
        found.sort(key=lambda m: (m.left, -m.right))
        found = self._with_ages(found)
        found = self._with_origins(found)
        found = join_appositions(self.doc, found)
        found = join_lists(self.doc, found)
        return add_parts(self.doc, found)

    def _tokens_of(self, *found: Sequence[object]) -> set[int]:
        tokens: set[int] = set()
        for layer in found:
            for record in layer:
                tokens.update(self._range(record.span.start, record.span.end))  # type: ignore[attr-defined]
        return tokens

    def _range(self, start: int, end: int) -> range:
        first = bisect_left(self.starts, start)
        if first == len(self.starts) or self.starts[first] > start:
            first = max(first - 1, 0)
        return range(first, bisect_left(self.starts, end))

    def _nationalities(self) -> dict[int, tuple[int, tuple[str, ...]]]:
        found = {}
        for hit in layers.phrases(self.doc, "nationalities"):
            tokens = self._range(hit.start, hit.end)
            if tokens and self.doc[tokens[-1]].idx + len(self.doc[tokens[-1]]) == hit.end:
                for i in tokens:
                    found[i] = (tokens[-1], hit.keys)
        return found

    def _numbers(self) -> dict[int, Number]:
        """Return the numbers that may count people, by the token of their last numeral word."""
        found = {}
        for number in find_numbers(self.text):
            tokens = self._range(number.core_start, number.core_end)
            if tokens and not number.is_ordinal and not self.no_counts.intersection(tokens):
                found[tokens[-1]] = number
        return found

    def _noun(self, token: Token) -> PersonNoun | None:
        noun = self.nouns.get(token.lower_)
        if noun is None or token.i in self.names_of_places and not noun.role:
            return None
        if token.tag_ not in _NOUN_TAGS and not (noun.table in ("dead", "migrant") and token.tag_ in ("JJ", "VBN")):
            return None
        if noun.table == "migrant" and token.lower_ in ("seeker", "seekers"):
            before = self.doc[token.i - 1].lower_ if token.i else ""
            if before not in ("asylum", "refuge", "-"):
                return None
        return noun

    def _modifies_noun(self, token: Token) -> bool:
        """A people noun before another noun only modifies it: ``migrant boat``, ``family member``."""
        if token.i + 1 >= len(self.doc):
            return False
        following = self.doc[token.i + 1]
        if following.tag_ == "HYPH" and following.i + 1 < len(self.doc) and not following.whitespace_ and not token.whitespace_:
            return True
        if following.tag_ == "POS":
            return self.doc[following.i].head.i == token.i and not self._possessed_body(following)
        if following.tag_ in ("NN", "NNS") and following.sent == token.sent:
            return token.dep_ in ("compound", "amod", "nmod", "poss") or following.lower_ in self.nouns
        return following.tag_ in ("NNP", "NNPS") and token.dep_ == "compound" and token.tag_ == "NNP"

    def _possessed_body(self, possessive: Token) -> bool:
        for i in range(possessive.i + 1, min(possessive.i + 4, len(self.doc))):
            noun = self.nouns.get(self.doc[i].lower_)
            if noun is not None:
                return noun.body
        # "a woman's on Monday": the noun is left out
        after = self.doc[possessive.i + 1] if possessive.i + 1 < len(self.doc) else None
        return after is not None and after.tag_ in ("IN", ",", ".")

    def _noun_mention(self, token: Token) -> PersonMention | None:
        noun = self._noun(token)
        nations: tuple[str, ...] = ()
        if noun is None:
            nations = self._demonym_head(token)
            if not nations:
                return self._age_head(token)
            plural = token.tag_ in ("NNS", "NNPS") or token.lower_.endswith("s")
            noun = PersonNoun("nationality", None, None, None, False, False, plural)
        if self._modifies_noun(token):
            return None
        left = self._left_edge(token)
        number = self._number_in(left, token.i)
        count = self._count(token, noun, number, left)
        if noun.table in ("dead", "migrant") and token.tag_ in ("JJ", "VBN") and count is None:
            return None
        if noun.table == "load":
            return None
        if noun.body and self._of_whom(token) is not None:
            return None  # "the bodies of four migrants": the migrants carry the mention
        if noun.table == "crowd" and token.i + 1 < len(self.doc) and self.doc[token.i + 1].lower_ == "of":
            return None
        words = [self.doc[i].lower_ for i in range(left, token.i)]
        return PersonMention(
            span=self._span(left, token.i + 1),
            head=token.i,
            left=left,
            right=token.i + 1,
            count=count,
            kind=noun.kind or self._kind_of_body(token, noun),
            role=noun.role or self._role_before(left, token.i),
            nationalities=tuple(dict.fromkeys((*nations, *self._nations_in(left, token.i)))),
            reference=self._reference(self._outside(words, number, left) if number else words, left),
            body=noun.body or self._is_body(left),
            crowd=noun.table == "crowd",
            official=noun.official,
        )

    def _kind_of_body(self, token: Token, noun: PersonNoun) -> PartKind | None:
        """``a man's body`` is that of a man."""
        if not noun.body or token.i < 2 or self.doc[token.i - 1].tag_ != "POS":
            return None
        owner = self.nouns.get(self.doc[token.i - 2].lower_)
        return owner.kind if owner is not None else None

    def _of_whom(self, body: Token) -> int | None:
        """Return the token of the people noun in ``the bodies of four migrants``."""
        if body.i + 2 >= len(self.doc) or self.doc[body.i + 1].lower_ != "of":
            return None
        return next((i for i in range(body.i + 2, min(body.i + 9, len(self.doc))) if self._noun(self.doc[i]) is not None and not self._modifies_noun(self.doc[i])), None)

    def _is_body(self, left: int) -> bool:
        """The mention stands after ``body of``, ``remains of``."""
        if left < 2 or self.doc[left - 1].lower_ != "of":
            return False
        noun = self.nouns.get(self.doc[left - 2].lower_)
        return noun is not None and noun.body

    def _demonym_head(self, token: Token) -> tuple[str, ...]:
        found = self.nationality.get(token.i)
        if found is None or found[0] != token.i or token.i in self.names_of_places:
            return ()
        following = self.doc[token.i + 1] if token.i + 1 < len(self.doc) else None
        plural = token.lower_.endswith("s") or token.tag_ in ("NNS", "NNPS")
        if following is not None and following.tag_ in (*_NOUN_TAGS, "HYPH", "JJ", "POS", "VBG") and not (plural and following.tag_ not in _NOUN_TAGS):
            return ()
        left = self._left_edge(token)
        first = self.doc[left].lower_
        counted = self._number_in(left, token.i) is not None
        if plural or counted or first in ("a", "an", "another", "the", "one") and token.dep_ not in ("amod", "compound"):
            return found[1]
        return ()

    def _age_head(self, token: Token) -> PersonMention | None:
        """``a 19-year-old``: the age stands for the person."""
        if token.lower_ not in ("old", "olds") or token.i < 3 or self.doc[token.i - 1].tag_ != "HYPH":
            return None
        following = self.doc[token.i + 1] if token.i + 1 < len(self.doc) else None
        if following is not None and (following.tag_ in (*_NOUN_TAGS, "JJ", "CC") and following.lower_ not in ("and", "or") or following.tag_ in ("VBG",)):
            return None
        left = self._left_edge(token)
        number = next((n for i in range(left, token.i - 4) if (n := self.numbers.get(i))), None)
        single = token.lower_ == "old"
        count = to_count(self.text, number) if number else (self._one(left, token.i + 1) if single else None)
        words = [self.doc[i].lower_ for i in range(left, token.i)]
        return PersonMention(
            span=self._span(left, token.i + 1), head=token.i, left=left, right=token.i + 1, count=count,
            nationalities=self._nations_in(left, token.i), reference=self._reference(words, left),
        )  # fmt: skip

    def _left_edge(self, token: Token) -> int:
        i = token.i
        sent_start = token.sent.start
        while i - 1 >= sent_start and token.i - i < _LONGEST_PHRASE:
            before = self.doc[i - 1]
            if before.i in self.taken or self.doc[i].tag_ in ("DT", "PRP$", "WP$") and before.lower_ not in ("all", "both", "half", "of"):
                break
            if before.tag_ in _STARTS:
                i -= 1
                continue
            if before.lower_ == "of" and i - 2 >= sent_start and self._counts_of(self.doc[i - 2]):
                i -= 2
                continue
            if before.tag_ == "," and i - 2 >= sent_start and self.doc[i - 2].tag_ in ("JJ", "VBN") and self.doc[i].tag_ in ("JJ", "VBN"):
                i -= 1
                continue
            if before.tag_ == "CC":
                number = self.numbers.get(i) or self.numbers.get(i + 1)
                if number is None or number.core_start > before.idx:
                    break
            if before.tag_[:2] == "VB" and before.dep_ not in ("amod", "compound", "nummod", "nmod") or before.tag_ not in _INSIDE and not self._in_number(before):
                break
            if before.lower_ in ("not", "only", "then", "also", "later", "earlier", "ago", "there", "when", "where", "away", "abroad", "ashore", "part", "inside", "aboard"):
                break
            i -= 1
        return i

    def _counts_of(self, token: Token) -> bool:
        noun = self.nouns.get(token.lower_)
        return token.i in self.numbers or (noun is not None and noun.table in ("crowd", "load")) or token.lower_ in ("total", "number", "dozens", "hundreds", "scores", "thousands")

    def _in_number(self, token: Token) -> bool:
        return any(n.start <= token.idx < n.end for i in range(token.i, min(token.i + 6, len(self.doc))) if (n := self.numbers.get(i)))

    def _number_in(self, left: int, head: int) -> Number | None:
        for i in range(left, head):
            number = self.numbers.get(i)
            if number is not None and self.doc[i].lower_ != "one" or number is not None and i == left:
                self.used_numbers.add(i)
                return number
        return None

    def _count(self, token: Token, noun: PersonNoun, number: Number | None, left: int) -> Count | None:
        if number is not None:
            count = to_count(self.text, number)
            if noun.number:
                return None if count.min is None else count.model_copy(update={"min": count.min * noun.number, "max": None if count.max is None else count.max * noun.number})
            return count
        if noun.number and not noun.plural:
            return Count(min=noun.number, max=noun.number, text=token.text)
        if noun.number == 0 or noun.plural or noun.table == "family" and token.lower_ == "families":
            return self._of_four(token) if noun.kind == "family" else None
        if noun.kind == "family":
            return self._of_four(token)
        first = self.doc[left].lower_
        if left == token.i or first in ("no", "any", "every", "each"):
            return self._one(left, token.i + 1) if self._is_named(token) and noun.table != "body" else None
        if self.doc[left].tag_ in _STARTS or first in ("another", "one") or self.doc[left].tag_ == "POS" or self._is_named(token):
            return self._one(left, token.i + 1)
        return self._one(left, token.i + 1) if any(self.doc[i].tag_ in ("CD", "JJS") for i in range(left, token.i)) else None

    def _of_four(self, token: Token) -> Count | None:
        """``a family of four`` counts four people."""
        number = next((n for i in range(token.i + 2, min(token.i + 4, len(self.doc))) if (n := self.numbers.get(i))), None)
        if number is None or self.doc[token.i + 1].lower_ != "of":
            return None
        self.used_numbers.update(range(token.i + 2, min(token.i + 4, len(self.doc))))
        return to_count(self.text, number)

    def _is_named(self, token: Token) -> bool:
        following = self.doc[token.i + 1] if token.i + 1 < len(self.doc) else None
        return following is not None and following.tag_ == "NNP"

    def _one(self, left: int, right: int) -> Count:
        return Count(min=1, max=1, text=self._span(left, right).text)

    def _role_before(self, left: int, head: int) -> Role | None:
        for i in range(left, head):
            noun = self.nouns.get(self.doc[i].lower_)
            if noun is not None and noun.role in (Role.MIGRANT, Role.SUSPECT):
                return noun.role
            if self.doc[i].lower_ in ("undocumented", "trafficked", "smuggled"):
                return Role.MIGRANT
        return None

    def _nations_in(self, left: int, right: int) -> tuple[str, ...]:
        return tuple(dict.fromkeys(key for i in range(left, right) if i in self.nationality for key in self.nationality[i][1]))

    def _reference(self, words: list[str], left: int) -> str:
        if "of" in words[:-1] and words[words.index("of") + 1] in ("the", "these", "those", "his", "her", "their"):
            return "partitive"
        if _OTHERS.intersection(words):
            return "remainder" if words and words[0] in ("the", "all") else "additional"
        if _MORE.intersection(words):
            return "additional"
        if self.doc[left].lower_ in _DEFINITE:
            before = self.doc[left - 1].lower_ if left else ""
            counted = left - 2 >= 0 and (left - 2 in self.numbers or self.doc[left - 2].lower_ in ("some", "most", "many", "all", "none", "both", "one"))
            return "partitive" if before == "of" and counted else "definite"
        return "new"

    def _numeral_mentions(self, covered: set[int]) -> list[PersonMention]:
        return [m for i in self.numbers if i not in covered and (m := self._numeral_mention(i)) is not None]

    def _numeral_mention(self, i: int) -> PersonMention | None:
        token, number = self.doc[i], self.numbers[i]
        following = self.doc[i + 1] if i + 1 < len(self.doc) else None
        if number.low is not None and number.low != int(number.low) or self._is_no_head_count(token, number, following):
            return None
        left = self._range(number.start, number.core_end)[0]
        while left > token.sent.start and self.doc[left - 1].lower_ in ("the", "other", "all", "another", "those", "these", "remaining", "his", "her", "their"):
            left -= 1
        right = i + 1
        while right < len(self.doc) and self.doc[right].lower_ in ("more", "others", "other", "further"):
            right += 1
        words = [self.doc[j].lower_ for j in range(left, right)]
        if right + 1 < len(self.doc) and self.doc[right].lower_ == "of" and self.doc[right + 1].lower_ in _WHOLES:
            right += 2
            reference = "partitive"
        elif _OTHERS.intersection(words):
            reference = "remainder" if words[0] in ("the", "all") else "additional"
        elif _MORE.intersection(self._outside(words, number, left)):
            reference = "additional"
        else:
            reference = "definite" if words[0] in _DEFINITE else "new"
        return PersonMention(
            span=self._span(left, right), head=i, left=left, right=right,
            count=to_count(self.text, number), reference=reference,
        )  # fmt: skip

    def _outside(self, words: list[str], number: Number, left: int) -> list[str]:
        return [w for j, w in enumerate(words, left) if not number.start <= self.doc[j].idx < number.end]

    def _is_no_head_count(self, token: Token, number: Number, following: Token | None) -> bool:
        lone_year = token.text.isdigit() and len(token.text) == 4
        if lone_year or number.low is None and number.high is None or (number.low or number.high or 0) < 1:
            return True
        before = self.doc[token.i - 1] if token.i else None
        if before is not None and (before.tag_ in ("NNP", "$", "SYM", "HYPH", "#") or before.lower_ in ("no", "age", "aged", "at", "number", "section", "by", "than", "dial", "dialed", "dialled", "called", "phoned", "call")) and token.tag_ == "CD" and not token.is_sent_start and before.lower_ != "than":
            return True
        if token.lower_ == "one":
            after = following.lower_ if following is not None else ""
            if after == "of" and token.i + 2 < len(self.doc) and self.doc[token.i + 2].lower_ in ("them", "whom", "the", "those"):
                return False
            subject = token.dep_ in ("nsubj", "nsubjpass") and following is not None and (following.tag_ in ("VBD", "VBZ", "MD") or after == "of")
            return not (subject or after == "other" or after == "more")
        if following is None:
            return False
        if following.lower_ in _AFTER_NUMERAL:
            return token.dep_ in ("nummod", "npadvmod", "compound") and following.lower_ not in ("others", "other", "more", "of")
        if token.dep_ in ("nsubj", "nsubjpass", "dobj") and following.tag_ not in _NOUN_TAGS:
            return False
        return not (following.tag_ in (",", ".", ":", "VBD", "VBN", "MD", "WP") and before is not None and before.lower_ in ("the", "all", "other", "those"))

    def _with_ages(self, mentions: list[PersonMention]) -> list[PersonMention]:
        result = list(mentions)
        for age in self.ages:
            i = self._owner_of_age(result, age)
            if i is not None:
                update: dict[str, object] = {"ages": tuple(dict.fromkeys((*result[i].ages, *age.ages)))}
                if age.bare:
                    right = self._range(age.start, age.end)[-1] + 1
                    update |= {"right": right, "span": span_of(self.doc, result[i].left, right)}
                result[i] = result[i].model_copy(update=update)
        return result

    def _owner_of_age(self, mentions: list[PersonMention], age: Age) -> int | None:
        inside = [i for i, m in enumerate(mentions) if m.span.start <= age.start < m.span.end]
        if inside:
            return inside[-1]
        if age.bare:
            return next((i for i, m in enumerate(mentions) if m.span.end == age.start), None) or next(
                (i for i, m in enumerate(mentions) if m.span.end == age.start - 1), None
            )
        token = bisect_left(self.starts, age.start)
        if token >= len(self.doc):
            return None
        sent = self.doc[token].sent
        before = [i for i, m in enumerate(mentions) if sent.start_char <= m.span.start < age.start and not m.official]
        if before:
            return before[-1]
        after = [i for i, m in enumerate(mentions) if age.start < m.span.start < sent.end_char]
        return after[0] if after else None

    def _with_origins(self, mentions: list[PersonMention]) -> list[PersonMention]:
        """Add the countries of ``from Senegal, Mali and Mauritania`` and of ``citizens of``, ``nationals of``."""
        countries = {}
        for hit in layers.phrases(self.doc, "countries"):
            tokens = self._range(hit.start, hit.end)
            if tokens:
                countries[tokens[0]] = (tokens[-1], hit.keys)
        result = list(mentions)
        for i, mention in enumerate(mentions):
            start = mention.right
            if start + 1 >= len(self.doc):
                continue
            word = self.doc[start].lower_
            if word == "," and self.doc[start + 1].lower_ in ("from", "all"):
                start += 2 if self.doc[start + 1].lower_ == "all" and self.doc[start + 2 if start + 2 < len(self.doc) else start].lower_ == "from" else 1
                word = self.doc[start].lower_
            keys = self._country_list(start + 1, countries) if word == "from" or word == "of" and self.doc[mention.head].lower_ in ("citizen", "citizens", "national", "nationals") else ()
            if keys:
                result[i] = mention.model_copy(update={"nationalities": tuple(dict.fromkeys((*mention.nationalities, *keys)))})
        return result

    def _country_list(self, start: int, countries: dict[int, tuple[int, tuple[str, ...]]]) -> tuple[str, ...]:
        keys: list[str] = []
        i = start
        while i < len(self.doc) and i - start < 60:
            if self.doc[i].lower_ in ("the", ",", "and", "both", "mainly", "mostly"):
                i += 1
            elif i in countries:
                keys.extend(countries[i][1][:1])
                i = countries[i][0] + 1
            else:
                break
        return tuple(dict.fromkeys(keys))

    def _span(self, left: int, right: int) -> Span:
        return span_of(self.doc, left, right)
