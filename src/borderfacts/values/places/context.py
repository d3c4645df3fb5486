"""Judge from the words around a name whether it is that of a place, of a person, of an organisation or of a ship."""

from __future__ import annotations

from functools import cache

from borderfacts import lexicons
from borderfacts.lexicons.gazetteer import candidates, fold, is_known
from borderfacts.values.places.tokens import Name, Tokens, words
from borderfacts.vocabulary import PlaceKind

_LONGEST_ORGANISATION = 12  # tokens
_LONGEST_COURT = 5  # tokens
_LEADS_COURT = ("at", "in", "before", "to", "by")
_FAMOUS = 100_000
_TOWN = 5_000
_REGIONS = (PlaceKind.COUNTRY, PlaceKind.ADMIN1)
_NATURAL = (PlaceKind.WATER, PlaceKind.LANDMARK, PlaceKind.OTHER, PlaceKind.PORT_OF_ENTRY, PlaceKind.SECTOR)
_JOINING = frozenset((",", "and", "or", "&", "to", "nor", "-", "–"))
_LEADS = ("in", "near", "outside", "inside", "off", "around", "toward", "towards", "into")
_COUNTRY_WORDS = ("U.S.", "US", "U.S.A.", "USA", "UK", "U.K.")


@cache
def _other_phrases() -> frozenset[str]:
    return frozenset(phrase for nation in lexicons.nationalities().values() for phrase in nation.not_)


class Context:
    """What the words around the names of one text say.

    Args:
        tokens: the text.
    """

    def __init__(self, tokens: Tokens) -> None:
        self._tokens = tokens
        self._surnames = self._find_surnames()

    def is_place(self, name: Name, previous: Name | None, is_accepted: bool) -> bool:
        """Say whether a stretch names a place.

        Args:
            name: the stretch.
            previous: the place name before it.
            is_accepted: the same name was a place earlier in the story.
        """
        if name.codes or name.in_dateline:
            before = self._tokens.word(name.first - 1)
            is_operation = before[:1].isupper() and before in words("ships") and self._tokens.is_joined(name.first)
            return not is_operation and not self._is_in_organisation(name)
        if self._is_blocked(name, previous):
            return False
        if name.kind is not None or not name.candidates:
            return True
        text = self._tokens.text[name.start : name.end]
        word = self._tokens.word(name.first)
        is_word = (text in words("ambiguous") or text in words("given_names")) and not self._is_region(name)
        if name.first == name.last and self._is_never_alone(name, word):
            return False
        if not is_word and self._is_famous(name):
            return True
        return is_accepted or self._reads_as_place(name, previous, is_word)

    def _is_never_alone(self, name: Name, word: str) -> bool:
        if word in words("not_places") or word in words("compass") or word in lexicons.demonyms():
            return True
        return word in words("organisations") and not any(place.by_hand for place in name.candidates)

    def _is_famous(self, name: Name) -> bool:
        for place in name.candidates:
            if place.by_hand or (place.kind is PlaceKind.COUNTY and name.last > name.first):
                return True
            if place.population >= _FAMOUS and not place.is_alternate and place.kind is PlaceKind.CITY:
                return True
        return False

    def _reads_as_place(self, name: Name, previous: Name | None, is_word: bool) -> bool:
        tokens = self._tokens
        before, after = tokens.word(name.first - 1), tokens.word(name.last + 1)
        text = tokens.text[name.start : name.end]
        size = max((max(c.population, _TOWN if c.by_hand else 0) for c in name.candidates), default=0)
        if before.lower() in words("locative") or self._is_before_court(name):
            return tokens.is_joined(name.first)
        if before in words("compass") or before.capitalize() in words("compass"):
            return size >= _TOWN
        if before == "of":
            return tokens.word(name.first - 2).lower() in words("place_nouns") or (not is_word and size >= _TOWN)
        if before in ("from", "to", "for", "on"):
            if before == "from" and not is_word:
                return True
            return size >= (_FAMOUS if is_word and before != "from" else 1000) and after.lower() not in words("saying")
        if after in words("after_nouns") and size >= _TOWN and text not in words("given_names"):
            return True
        return self._continues_list(name, previous) and not (is_word and size < _TOWN)

    def _continues_list(self, name: Name, previous: Name | None) -> bool:
        if previous is None or previous.codes:
            return False
        between = self._tokens.words[previous.last + 1 : name.first]
        if not between or len(between) > 3 or not all(word in _JOINING for word in between):
            return False
        after = self._tokens.word(name.last + 1)
        return between != [","] or after in (",", "and", "or")

    def _is_blocked(self, name: Name, previous: Name | None) -> bool:
        return (
            self._is_in_organisation(name)
            or self._follows_name(name, previous)
            or self._precedes_name(name)
            or self._is_ship(name)
            or self._is_adjective(name)
            or self._is_surname(name)
            or self._is_in_other_phrase(name)
            or self._has_age(name)
            or self._is_broadcaster(name)
        )

    def _is_broadcaster(self, name: Name) -> bool:
        """Say whether a number or a name follows that of a water (``Channel 4``, ``Channel News``)."""
        is_water = any(place.kind is PlaceKind.WATER for place in name.candidates)
        after = self._tokens.word(name.last + 1)
        return is_water and name.first == name.last and (after.isdigit() or after in ("News", "One", "Four", "Five"))

    def _has_age(self, name: Name) -> bool:
        """Say whether an age follows (``Jordan, 25, said``)."""
        tokens, i = self._tokens, name.last + 1
        return (
            tokens.word(i) == ","
            and tokens.word(i + 1).isdigit()
            and len(tokens.word(i + 1)) < 3
            and (tokens.word(i + 2) in (",", "."))
        )

    def _is_in_other_phrase(self, name: Name) -> bool:
        """Say whether a country's name begins a phrase that means something else (``Panama hat``)."""
        tokens = self._tokens
        for last in (name.last + 1, name.last + 2):
            if last < len(tokens) and tokens.text[name.start : tokens.ends[last]] in _other_phrases():
                return True
        return False

    def _follows_name(self, name: Name, previous: Name | None) -> bool:
        """Say whether the name is the later part of a longer one (``Sean Walsh``, ``Ms. Houston``)."""
        tokens, i = self._tokens, name.first - 1
        if (
            i >= 0
            and tokens.word(i) == "."
            and tokens.is_name(i - 1)
            and tokens.word(i - 1) in words("titles")
            and tokens.gap(i) == ""
        ):
            return tokens.is_joined(name.first)
        if not tokens.is_joined(name.first) or "\n" in tokens.gap(name.first):
            return False
        if tokens.word(i) in words("ships") and name.kind is None and not self._is_region(name):
            return True
        if tokens.word(i) in words("titles"):
            return True
        if previous is not None and previous.last == i:
            return False
        return tokens.is_proper(i) and tokens.word(i) not in lexicons.demonyms() and not tokens.word(i).endswith(".")

    def _precedes_name(self, name: Name) -> bool:
        """Say whether the name is the first part of a longer one (``Jackson Davis``, ``Princeton Review``)."""
        tokens, i = self._tokens, name.last + 1
        if tokens.word(i) == "-" and tokens.gap(i) == "" and tokens.word(i + 1) in words("hyphenated"):
            return True
        if name.kind is not None or not tokens.is_joined(i) or not tokens.is_proper(i) or "\n" in tokens.gap(i):
            return False
        if self._is_before_court(name):
            return False
        word = tokens.word(i)
        if word in lexicons.demonyms() or word in words("titles_after") or _is_region_word(word):
            return False
        if name.first == name.last and tokens.word(name.first) in words("given_names"):
            return True
        if self._is_region(name) or all(c.kind in _NATURAL for c in name.candidates):
            return False
        return tokens.word(name.first - 1).lower() not in words("locative")

    def _is_in_organisation(self, name: Name) -> bool:
        """Say whether the capitalised words that follow make an organisation of it, or those before (``Bank of``)."""
        tokens, organisations = self._tokens, words("organisations")
        if tokens.word(name.first - 1) in ("of", "du", "de") and tokens.word(name.first - 2) in words(
            "organisations_of"
        ):
            return True
        i = name.last + 1
        if self._is_before_court(name):
            return False
        if tokens.word(i).lower() in words("forces") and tokens.is_joined(i) and not self._is_region_with_side(i):
            return True
        end = min(len(tokens), i + _LONGEST_ORGANISATION)
        while i < end and tokens.is_joined(i) and "\n" not in tokens.gap(i):
            word = tokens.word(i)
            if word in organisations or (f"{word}'s" in organisations and tokens.word(i + 1) in ("'", "’")):
                return True
            if word == "-":
                is_apart = bool(tokens.gap(i) or tokens.gap(i + 1))
            elif word in ("of", "and", "&", "for") and tokens.is_name(i + 1):
                is_apart = word != "for" and i == name.last + 1
            else:
                is_apart = not tokens.is_name(i) or word in words("titles_after")
            if is_apart:
                return False
            i += 1
        return False

    def _is_before_court(self, name: Name) -> bool:
        """Say whether a town's court is named after it (``at Lewes Crown Court``)."""
        return not self._is_region(name) and self._end_of_court_name(name.last + 1) > name.last + 1

    def _end_of_court_name(self, i: int) -> int:
        """Return the token ``Court`` behind its kind (``Crown Court``) at ``i``; ``i`` itself where there is none."""
        tokens, end = self._tokens, i
        while tokens.word(end) in words("court_kinds") and end - i < _LONGEST_COURT:
            end += 1
        return end if tokens.word(end) in ("Court", "Courthouse") else i

    def _is_region_with_side(self, i: int) -> bool:
        return self._tokens.word(i + 1) in ("side", "border")

    def _is_ship(self, name: Name) -> bool:
        """Say whether an article before a town makes it a ship (``the Regina, found``), and no noun follows."""
        tokens = self._tokens
        if tokens.word(name.first - 1).lower() not in ("the", "a", "an") or name.kind is not None:
            return False
        if any(c.by_hand and c.kind is not PlaceKind.CITY for c in name.candidates):
            return False
        after = name.last + 1
        if tokens.word(after) == "-" and tokens.gap(after) == "":
            return False
        return tokens.word(after) not in words("after_nouns")

    def _is_adjective(self, name: Name) -> bool:
        """Say whether a short country name only qualifies a noun that is no part of the country (``U.S. citizen``)."""
        tokens, i = self._tokens, name.last + 1
        if tokens.text[name.start : name.end] not in _COUNTRY_WORDS:
            return False
        if not tokens.is_joined(i) or tokens.word(i) in words("after_nouns"):
            return False
        return tokens.word(i)[0].isalpha()

    def _is_surname(self, name: Name) -> bool:
        tokens = self._tokens
        if name.first != name.last or tokens.word(name.first) not in self._surnames or self._is_region(name):
            return False
        return tokens.word(name.first - 1).lower() not in words("locative")

    def _is_region(self, name: Name) -> bool:
        return any(c.by_hand and c.kind in _REGIONS for c in name.candidates)

    def _find_surnames(self) -> frozenset[str]:
        """Return the last words of the names of people in the text, as far as their first names or titles show them."""
        tokens, found = self._tokens, set()
        i = 0
        while i < len(tokens):
            if not tokens.is_name(i) or not (
                tokens.word(i) in words("given_names") or tokens.word(i) in words("titles") or tokens.is_proper(i)
            ):
                i += 1
                continue
            j = i + 1
            while j < len(tokens) and (tokens.is_name(j) or tokens.word(j) in (".", "-")) and tokens.is_joined(j):
                j += 1
            run = [word for word in tokens.words[i:j] if word not in (".", "-")]
            if _is_person(run) and tokens.word(i - 1).lower() not in words("locative") | {"of"}:
                found.update(run[1:])
            i = j
        return frozenset(found)

    def unknown_place(self, i: int) -> int | None:
        """Return the last token of an unknown name at ``i`` that the words before it show to be a place."""
        tokens = self._tokens
        before = tokens.word(i - 1).lower()
        is_noun = before == "of" and tokens.word(i - 2).lower() in words("place_nouns")
        in_dateline = tokens.in_dateline(i) and i == 0
        if before in _LEADS_COURT and (last := self._seat_of_court(i)) is not None:
            return last
        is_led = before in _LEADS or before == "at" or is_noun
        if not in_dateline and not (is_led and tokens.is_joined(i)):
            return None
        last = self._end_of_run(i)
        run = [word for word in tokens.words[i : last + 1] if word[0].isalpha() and word not in words("connectors")]
        if not _may_be_place(run) or run[-1] in self._surnames:
            return None
        if before == "at" and not self._is_at_end(last + 1):
            return None
        if run[0] in words("compass") and is_known(fold(" ".join(run[1:]))):
            return None
        after = tokens.word(last + 1)
        if after in ("'", "’") or (tokens.is_joined(last + 1) and after.lower() in words("saying") | words("forces")):
            return None
        if before in ("off", "around", "into") and len(run) == 1 and run[0].isupper():
            return None
        return last

    def _seat_of_court(self, i: int) -> int | None:
        """Return the last token of the town's name in ``at Lewes Crown Court``."""
        tokens, last = self._tokens, i
        while tokens.is_name(last) and tokens.word(last) not in words("court_kinds") and last - i < _LONGEST_COURT:
            if _is_region_word(tokens.word(last)) or tokens.word(last) in lexicons.demonyms():
                return None
            last += 1
        end = self._end_of_court_name(last)
        return last - 1 if last > i and end > last and len(tokens.word(i)) > 2 else None

    def _is_at_end(self, i: int) -> bool:
        """Say whether the clause ends at ``i`` or goes on with where and when: ``at Veral, near ...``."""
        word = self._tokens.word(i)
        return (
            not word or not word[0].isalnum() or word in words("locative") or word in ("on", "before", "after", "when")
        )

    def _end_of_run(self, i: int) -> int:
        tokens, last = self._tokens, i
        for j in range(i + 1, min(i + 7, len(tokens))):
            if not tokens.is_joined(j) or "\n" in tokens.gap(j):
                break
            if tokens.is_name(j):
                last = j
            elif not (tokens.word(j) in words("connectors") or tokens.word(j) == "-"):
                break
        return last


def _is_region_word(word: str) -> bool:
    return any(place.by_hand and place.kind in _REGIONS for place in candidates(fold(word)))


def _is_person(run: list[str]) -> bool:
    if not 2 <= len(run) <= 4:
        return False
    excluded = (
        words("organisations"),
        words("water"),
        words("landmark"),
        words("compass"),
        words("sector"),
        words("county"),
    )
    if any(word in table for word in run for table in excluded) or candidates(fold(" ".join(run))):
        return False
    return run[0] in words("given_names") or run[0] in words("titles") or not candidates(fold(run[0]))


def _may_be_place(run: list[str]) -> bool:
    if not run or len(run) > 5:
        return False
    barred = (words("not_places"), words("organisations"), words("titles"), words("given_names"), lexicons.demonyms())
    if any(word in table for word in run for table in barred):
        return False
    return not any(word.isupper() and len(word) <= 6 for word in run) and all(len(word) > 1 for word in run)
