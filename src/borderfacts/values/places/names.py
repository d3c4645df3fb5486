"""Find the stretches of a text that name places: by a list, by their last word, or by the words around them."""

from __future__ import annotations

from collections.abc import Iterator

from borderfacts import lexicons
from borderfacts.lexicons.gazetteer import Candidate, abbreviations, candidates, fold, is_known
from borderfacts.values.places.context import Context
from borderfacts.values.places.tokens import Name, Tokens, first_words_of_heads, heads, words
from borderfacts.vocabulary import PlaceKind

_MAX_WORDS = 7
_INNER_MARKS = frozenset("-'’.&/–‑")
# The head that each name of a list lacks, and what it is; a district is given by its name alone.
_PLURALS = {
    ("counties",): (" County", PlaceKind.COUNTY),
    ("parishes",): (" Parish", PlaceKind.COUNTY),
    ("districts",): ("", PlaceKind.COUNTY),
    ("sectors",): (" Sector", PlaceKind.SECTOR),
    ("stations",): (" Station", PlaceKind.SECTOR),
    ("bridges",): (" Bridge", PlaceKind.PORT_OF_ENTRY),
    ("international", "bridges"): (" International Bridge", PlaceKind.PORT_OF_ENTRY),
    ("crossings",): (" crossing", PlaceKind.PORT_OF_ENTRY),
    ("border", "crossings"): (" border crossing", PlaceKind.PORT_OF_ENTRY),
    ("ports", "of", "entry"): (" Port of Entry", PlaceKind.PORT_OF_ENTRY),
    ("rivers",): (" River", PlaceKind.WATER),
    ("lakes",): (" Lake", PlaceKind.WATER),
    ("islands",): (" Island", PlaceKind.LANDMARK),
}
_REGIONS = (PlaceKind.ADMIN1, PlaceKind.COUNTRY)
_NEVER_FIRST = ("not_places", "titles", "given_names")
_SITES = ("Road", "Rd", "Avenue", "Ave", "Lane", "Street")
_LISTING = (",", "and", "or", "&")  # between the names of a list
_SITE_PREPOSITIONS = ("on", "in", "along", "near", "at", "off", "beside", "down", "from", "of", "to", "over", "onto")


def find_names(tokens: Tokens) -> list[Name]:
    """Return the place names of a text, in order, none overlapping another."""
    context = Context(tokens)
    found: list[Name] = []
    accepted: set[str] = set()
    for name in _stretches(tokens, context):
        previous = found[-1] if found else None
        _read_addition(tokens, name)
        key = fold(tokens.text[name.start : name.end])
        if context.is_place(name, previous, key in accepted):
            accepted.add(key)
            name.follows_in = previous is not None and tokens.words[previous.last + 1 : name.first] in (["in"], ["at"])
            found.append(name)
            if name.codes and (added := _abbreviated_division(tokens, name)):
                found.append(added)
    return [*_without_overlaps(found)]


def _without_overlaps(found: list[Name]) -> Iterator[Name]:
    end = 0
    for name in found:
        if name.start >= end:
            yield name
            end = name.end


def _stretches(tokens: Tokens, context: Context) -> Iterator[Name]:
    i = 0
    for opener in tokens.openers:
        if opener < i:
            continue
        i, name, listed = opener, None, list[Name]()
        if tokens.is_name(i):
            name = _longest(_known(tokens, i), _headed(tokens, i), _shown_by_context(tokens, i, context))
            if tokens.word((name.last if name else i) + 1) in _LISTING:
                listed = _before_plural(tokens, name or _make(tokens, i, i))
        elif tokens.is_name(i + 1):
            name = _numbered(tokens, i)
        if listed:
            yield from listed
            i = listed[-1].last + 1
        elif name is not None:
            yield name
            i = name.last + 1


def _longest(known: Name | None, headed: Name | None, shown: Name | None) -> Name | None:
    """Return the known name, unless a small one only begins a name with a head (``Palo Fiero Canyon``)."""
    other = headed or shown
    if known is None or other is None:
        return known or other
    is_small = known.first == known.last and not any(place.by_hand for place in known.candidates)
    return other if is_small and other.last > known.last else known


def _numbered(tokens: Tokens, i: int) -> Name | None:
    """Return a name that begins with a number (``0 Avenue``)."""
    name = _known(tokens, i)
    return name if name and name.last > i and any(place.by_hand for place in name.candidates) else None


def _make(tokens: Tokens, first: int, last: int, **values: object) -> Name:
    return Name(
        first,
        last,
        tokens.starts[first],
        tokens.ends[last],
        in_dateline=tokens.in_dateline(last),
        has_article=_has_article(tokens, first),
        **values,  # type: ignore[arg-type]
    )


def _has_article(tokens: Tokens, i: int) -> bool:
    before = tokens.word(i - 1)
    return before.lower() == "the" or (before.islower() and tokens.word(i - 2).lower() == "the")


def _ends(tokens: Tokens, i: int) -> list[int]:
    """Return the tokens at which a name that begins at ``i`` may end, the nearest first."""
    found, count = [], 0
    for j in range(i, min(len(tokens), i + 2 * _MAX_WORDS)):
        word = tokens.word(j)
        if j > i and not tokens.is_joined(j):
            break
        if not (word[0].isalnum()):
            is_inner = word in _INNER_MARKS and j > i and tokens.gap(j) == ""
            if not is_inner or (word == "." and len(tokens.word(j - 1)) > 3):
                break
            continue
        count += 1
        if count > _MAX_WORDS:
            break
        if word[0].isupper() or word[0].isdigit() or word in words("lower"):
            found.append(j)
        elif word not in words("inner"):
            break
    return found


def _known(tokens: Tokens, i: int) -> Name | None:
    for j in reversed(_ends(tokens, i)):
        stretch = tokens.text[tokens.starts[i] : tokens.ends[j]]
        key = fold(stretch)
        if not is_known(key) or _is_wrong_case(stretch):
            continue
        if tokens.word(j)[0].islower() and not any(c.by_hand or c.kind is PlaceKind.COUNTY for c in candidates(key)):
            continue
        name = _make(tokens, i, j, candidates=candidates(key))
        return _with_head(tokens, name) or name
    return None


def _is_wrong_case(stretch: str) -> bool:
    """Say whether a short word in capitals is an abbreviation that only looks like a name (``ICE``, ``OF``)."""
    if "." in stretch or not stretch.isupper() or len(stretch) > 3:
        return False
    return stretch not in _capital_names()


def _capital_names() -> frozenset[str]:
    return frozenset(
        form for nation in lexicons.nationalities().values() for form in (nation.name, *nation.names) if form.isupper()
    ) | frozenset(("PEI", "NWT", "NSW", "RGV", "DMZ", "PDN", "CBX"))


def _head_at(tokens: Tokens, i: int) -> tuple[int, str] | None:
    """Return the last token of the longest head at ``i``, and the kind it makes."""
    if tokens.word(i) not in first_words_of_heads():
        return None
    for length in (4, 3, 2, 1):
        if i + length > len(tokens) or not all(tokens.is_joined(k) for k in range(i, i + length)):
            continue
        kind = heads().get(tuple(tokens.words[i : i + length]))
        if kind and tokens.word(i + length) != "Court":
            return i + length - 1, kind
    return None


def _with_head(tokens: Tokens, name: Name) -> Name | None:
    """Return a known name together with the head that follows it (``Laredo`` + ``Port of Entry``)."""
    head = _head_at(tokens, name.last + 1)
    if head is None:
        return None
    last, kind = head
    text = tokens.text[name.start : name.end]
    is_region = any(c.by_hand and c.kind in _REGIONS for c in name.candidates)
    if is_region or any(text in words(table) for table in ("given_names", "not_places", "organisations")):
        return None
    is_small = tokens.word(name.last + 1)[0].islower()
    towns = tuple(c for c in name.candidates if c.kind is PlaceKind.CITY)
    if is_small and (kind != "port_of_entry" or not towns or any(c.kind is PlaceKind.COUNTRY for c in name.candidates)):
        return None
    if kind == "county" and not any(c.kind is PlaceKind.COUNTY for c in name.candidates):
        return _make(tokens, name.first, last, kind=PlaceKind.COUNTY)
    if kind in ("landmark", "other", "water"):
        if not _is_site(tokens, name.first, last) or _is_ship_of_that_name(tokens, name.first, last):
            return None
        return _make(tokens, name.first, last, kind=PlaceKind(kind))
    crossings = candidates(fold(f"{text} Port of Entry")) if kind == "port_of_entry" else ()
    border_towns = tuple(town for town in towns if town.by_hand)
    there = crossings or border_towns or towns or name.candidates
    return _make(tokens, name.first, last, kind=PlaceKind(kind), candidates=there)


def _headed(tokens: Tokens, i: int) -> Name | None:
    """Return an unknown name that ends in a head (``Quemada Canyon``)."""
    word = tokens.word(i)
    if len(word) < 3 or any(word in words(table) for table in _NEVER_FIRST):
        return None
    if word in words("organisations") and not any(tokens.word(j) in _SITES for j in range(i + 1, i + 4)):
        return None
    for j in range(i + 1, min(i + 5, len(tokens))):
        if not tokens.is_joined(j):
            return None
        head = _head_at(tokens, j)
        if head and tokens.is_name(j):
            last, kind = head
            further = _head_at(tokens, last + 1)
            if further and tokens.is_name(last + 1):
                last, kind = further
            if not _is_site(tokens, i, last) or _is_ship_of_that_name(tokens, i, last):
                return None
            return _make(tokens, i, last, kind=PlaceKind(kind))
        if not tokens.is_name(j) and tokens.word(j) not in ("-", "de", "la", "del", "el", "s", "’", "'"):
            return None
    return None


def _is_ship_of_that_name(tokens: Tokens, first: int, last: int) -> bool:
    """Say whether an article stands before a head that takes none (``a vessel, the Stella Bay``)."""
    return tokens.word(last) in words("without_article") and tokens.word(first - 1).lower() == "the"


def _is_site(tokens: Tokens, first: int, last: int) -> bool:
    """Say whether a street stands where the site of a happening does; other headed names always do."""
    if tokens.word(last) not in _SITES:
        return True
    return tokens.word(first - 1).lower() in _SITE_PREPOSITIONS


def _shown_by_context(tokens: Tokens, i: int, context: Context) -> Name | None:
    last = context.unknown_place(i)
    return None if last is None else _make(tokens, i, last)


def _before_plural(tokens: Tokens, name: Name) -> list[Name]:
    """Return the names of a list whose head follows in the plural (``Maverick and Kinney counties``)."""
    firsts, i = [name], name.last + 1
    while tokens.word(i) in _LISTING and len(firsts) < 8:
        while tokens.word(i) in _LISTING:
            i += 1
        if not tokens.is_name(i):
            return []
        j = i
        while j < i + _MAX_WORDS and tokens.is_name(j + 1) and tokens.is_joined(j + 1):
            j += 1
        firsts.append(_make(tokens, i, j))
        i = j + 1
    ending = _plural_at(tokens, i)
    if ending is None or len(firsts) < 2:
        return []
    head, kind = ending
    for each in firsts:
        own = tokens.text[each.start : each.end]
        each.kind, each.name = kind, own + head
        each.candidates = candidates(fold(own + head)) or each.candidates or candidates(fold(own))
    return firsts


def _plural_at(tokens: Tokens, i: int) -> tuple[str, PlaceKind] | None:
    lowered = tuple(word.lower() for word in tokens.words[i : i + 3])
    return next((_PLURALS[lowered[:n]] for n in (3, 2, 1) if lowered[:n] in _PLURALS), None)


def _read_addition(tokens: Tokens, name: Name) -> None:
    """Set the codes of the division or country that follows a name after a comma."""
    i = name.last + 1
    if tokens.word(i) != "," or tokens.gap(i) or not tokens.is_joined(i + 1):
        return
    i += 1
    codes = _division_at(tokens, i)[1]
    if not codes and tokens.is_name(i):
        following = _known(tokens, i)
        regions = following.candidates if following else ()
        codes = tuple(c.admin1 or c.country or "" for c in regions if c.by_hand and c.kind in _REGIONS)
        if following and any(c.kind is PlaceKind.COUNTY for c in regions) and not codes:
            _read_addition(tokens, following)
            codes = following.codes
    is_country = any(c.kind is PlaceKind.COUNTRY for c in name.candidates)
    if is_country and not _division_at(tokens, i)[1] and not _is_town_of(tokens, name, i):
        return
    lies_there = any(_lies_in(c, codes) for c in name.candidates)
    if codes and (lies_there or not name.candidates or _division_at(tokens, i)[1]):
        name.codes = codes


def _is_town_of(tokens: Tokens, name: Name, i: int) -> bool:
    """Say whether a town with a country's name is meant, since its division follows (``Palestine, Texas,``)."""
    division = _known(tokens, i)
    if division is None or tokens.word(division.last + 1) not in (",", ".", ""):
        return False
    codes = [c.admin1 for c in division.candidates if c.by_hand and c.kind is PlaceKind.ADMIN1]
    return any(c.kind is PlaceKind.CITY and c.admin1 in codes for c in name.candidates)


def _lies_in(place: Candidate, codes: tuple[str, ...]) -> bool:
    return place.kind not in _REGIONS[1:] and (place.admin1 in codes or place.country in codes)


def _division_at(tokens: Tokens, i: int) -> tuple[int, tuple[str, ...]]:
    """Return the last token and the codes of the short form of a division at ``i``; no codes where there is none."""
    word = tokens.word(i)
    if tokens.word(i + 1) == "." and tokens.gap(i + 1) == "":
        codes = _short_forms().get(f"{word}.") or _short_forms().get(f"{word.capitalize()}.")
        if codes:
            return i + 1, codes
    if word.isupper() and not (tokens.is_joined(i + 1) and tokens.is_name(i + 1) and not tokens.word(i + 1).isdigit()):
        return i, _short_forms().get(word, ())
    return i, _short_forms().get(word, ()) if "." in word else ()


def _short_forms() -> dict[str, tuple[str, ...]]:
    return abbreviations()


def _abbreviated_division(tokens: Tokens, name: Name) -> Name | None:
    last, codes = _division_at(tokens, name.last + 2)
    if not codes or last >= len(tokens):
        return None
    key = fold(lexicons.divisions()[codes[0]].name)
    divisions = tuple(c for c in candidates(key) if c.admin1 in codes and c.kind is PlaceKind.ADMIN1)
    return _make(tokens, name.last + 2, last, candidates=divisions, codes=codes)
