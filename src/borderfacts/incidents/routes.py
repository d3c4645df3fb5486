"""In which direction people moved across a border: as told, or as what is told leaves only one way."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from borderfacts import annotations as layers
from borderfacts import lexicons
from borderfacts.actions.clauses import is_verb
from borderfacts.incidents.group import Group
from borderfacts.incidents.tellings import Family, Telling
from borderfacts.records import Agency, PersonGroup, Place, Route
from borderfacts.vocabulary import ActionType, AgencyKind, PlaceKind

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

_MOVES = frozenset(
    {
        ActionType.CROSS,
        ActionType.SMUGGLE,
        ActionType.RETURN,
        ActionType.INTERCEPT,
        ActionType.EXTRADITE,
        ActionType.FLEE,
        ActionType.RESCUE,
        ActionType.DIE,
        ActionType.SEIZE,
    }
)
_AT_A_BORDER = frozenset(
    {ActionType.EXTRADITE, ActionType.DIE, ActionType.RESCUE, ActionType.INTERCEPT, ActionType.SEIZE}
)
# Beside one of these, those who are sent back go where they had come from.
_ON_THE_WAY = frozenset({ActionType.CROSS, ActionType.SMUGGLE, ActionType.INTERCEPT, ActionType.DETECT})
_AWAY = lexicons.story_words("away")
_LEAVING = lexicons.story_words("leaving")
_ENTERING = lexicons.story_words("entering")
_TOWARDS = _ENTERING | {"to", "for", "toward", "towards", "entered", "reaching", "reached"}
_RELATIVES = frozenset({"from", "over", "across", "to", "for", "into"})
_LINKS = lexicons.story_words("links")
_NEGATIONS = frozenset({"no", "not", "n't", "never"})
_DISTANCES = lexicons.story_words("distances")
_MOVING_WORDS = lexicons.story_words("moving")
_GROUND = lexicons.story_words("ground")
_FRONTIER = lexicons.story_words("frontier")
_RECEIVERS = lexicons.story_words("receivers")
# Between a preposition and the place it governs stand no more words than this.
_REACH = 6
_DENIAL_REACH = 5
# "people from Mali, Guinea, Senegal and the Gambia"
_LONGEST_LIST = 12
_NEXT_IN_LIST = 2
# "the port from which it had set out" follows its place this closely.
_RELATIVE_REACH = 9


class _End(NamedTuple):
    """A country as the text names it: by a place, or by an adjective before a noun (``the Greek islands``)."""

    country: str
    first: int
    last: int
    sort: str = "ground"  # or "frontier", "receiver"


class Routes:
    """Reads the routes of the groups of one Doc."""

    def __init__(self, doc: Doc, places: Sequence[Place]) -> None:
        self.doc = doc
        self.starts = [token.idx for token in doc]
        self.named = list(dict.fromkeys(p.country for p in places if p.country))
        self.demonyms = [
            (self._at(hit.start), self._at(hit.end) - 1, hit.keys[0])
            for hit in layers.phrases(doc, "nationalities")
            if len(hit.keys) == 1
        ]
        self.spoken_of = list(dict.fromkeys([*self.named, *(country for _, _, country in self.demonyms)]))

    def route(
        self, group: Group, places: Sequence[Place], people: Sequence[PersonGroup], agencies: Sequence[Agency]
    ) -> Route | None:
        """Return the direction of movement across a border.

        Both ends as told (``from Ontario to New York``); an end that is not told follows where the place of the
        incident, the countries that the story names and the nationality of those sent back leave only one.
        """
        types = group.types
        if group.family != Family.HAPPENING and ActionType.EXTRADITE not in types:
            return None
        origin, destination, back = self._told(group, {p.country for p in places if p.country})
        here = _country_of([p for p in places if p.kind != PlaceKind.COUNTRY]) or next(
            (a.country for a in agencies if a.country), None
        )
        crossing = types & {ActionType.CROSS, ActionType.SMUGGLE} or (
            ActionType.RETURN in types and types & _ON_THE_WAY
        )
        if ActionType.RETURN in types and not crossing:
            homes = set() if self._pushes_back(group) else {n for p in people for n in p.nationalities}
            destination = back or destination or (next(iter(homes)) if len(homes) == 1 else None)
            if destination and not origin and not self._takes_home(group, agencies):
                acting = (a.country for a in agencies if a.country and a.country != destination)
                origin = next(acting, here if here != destination else None)
        elif crossing or origin or destination or (types & _AT_A_BORDER and self._at_border(group, places)):
            # those sent back to a country had come from it
            origin = origin or (back if back != destination else None)
            origin, destination = self._completed(origin, destination, here, group, places, people)
        if origin == destination:
            return None
        return Route(origin=origin, destination=destination)

    def _at(self, offset: int) -> int:
        return bisect_left(self.starts, offset)

    def _takes_home(self, group: Group, agencies: Sequence[Agency]) -> bool:
        """``The Coast Guard repatriated 83 people``: whom it met at sea had not left its country."""
        at_sea = bool(agencies) and all(a.kind == AgencyKind.COAST_GUARD for a in agencies)
        returning = [a.span.text.lower() for t in group.tellings for a in t.actions if a.type == ActionType.RETURN]
        return at_sea and any(text.startswith("repatriat") for text in returning)

    def _pushes_back(self, group: Group) -> bool:
        """``escorted 23 Syrians to the other side of the fence``: no return to where they are from."""
        returning = [t for t in group.tellings if ActionType.RETURN in t.types]
        words = {self.doc[i].lower_ for t in returning for i in range(t.start, t.end)}
        return bool(words & lexicons.classes()["pushback"])

    # --- as told -----------------------------------------------------------------------------------------------------

    def _told(self, group: Group, here: set[str]) -> tuple[str | None, str | None, str | None]:
        """Return the origin, the destination, and the country that people are sent back to.

        An authority that takes people over where it is at home (``here``) takes them into custody.
        """
        found: dict[str, str] = {}
        for telling in group.tellings:
            returns = {a.token for a in telling.actions if a.type == ActionType.RETURN}
            for end in self._ends(telling):
                word = self._relative(end, telling)
                if word is not None:
                    found.setdefault(word, end.country)
                    continue
                word = self._direction(end, telling)
                if word == "to" and self._moves(end.first, returns, plain=True):
                    word = "back"
                if end.sort == "receiver" and (word != "back" or end.country in here):
                    continue
                if word is not None and not (end.sort == "frontier" and word == "from"):
                    found.setdefault(word, end.country)
        return found.get("from"), found.get("to"), found.get("back")

    def _ends(self, telling: Telling) -> list[_End]:
        """Return the countries that a telling names as places, in the order of the text."""
        found = [
            _End(p.country, self._at(p.span.start), self._at(p.span.end) - 1)
            for p in telling.places
            if p.country and p.kind != PlaceKind.WATER
        ]
        found += self._described(telling)
        covered = {i for end in found for i in range(end.first, end.last + 1)}
        for agency in telling.agencies:
            first = self._at(agency.span.start)
            if agency.country and first not in covered:
                found.append(_End(agency.country, first, self._at(agency.span.end) - 1, "receiver"))
        return sorted(found, key=lambda end: end.first)

    def _described(self, telling: Telling) -> list[_End]:
        """Return the countries whose adjective stands before ground, a border or an authority."""
        found = []
        for first, last, country in self.demonyms:
            if not (telling.start <= first and last + 1 < telling.end):
                continue
            noun = self.doc[last + 1].lower_
            after = self.doc[last + 2].lower_ if last + 2 < telling.end else ""
            if noun in _GROUND:
                found.append(_End(country, first, last + 1))
            elif noun in _FRONTIER and after not in _RECEIVERS:
                found.append(_End(country, first, last + 1, "frontier"))
            elif noun in _RECEIVERS:
                found.append(_End(country, first, last + 1, "receiver"))
        return found

    def _relative(self, end: _End, telling: Telling) -> str | None:
        """``the port from which it had set out``, ``Serbia, to which they were returning``."""
        for k in range(end.last + 1, min(end.last + _RELATIVE_REACH, telling.end - 1)):
            token = self.doc[k]
            if token.ent_type_ or is_verb(token):
                return None
            if self.doc[k + 1].lower_ == "which" and token.tag_ in ("IN", "TO"):
                word = "from" if token.lower_ in ("from", "over", "across") else "to"
                return word if token.lower_ in _RELATIVES and self._moves(k, ()) else None
        return None

    def _direction(self, end: _End, telling: Telling) -> str | None:
        if end.first and self._is_of_people(end, telling):
            return None
        moving = {a.token for a in telling.actions if a.type in _MOVES and a.verbal}
        for j in range(end.first - 1, max(end.first - _REACH - 1, telling.start - 1), -1):
            token, word = self.doc[j], self.doc[j].lower_
            if word in _LEAVING and token.tag_.startswith("VB"):
                return "from" if self._is_object(end, j) else None
            if word in _AWAY:
                distance = self.doc[j - 1].lower_ in _DISTANCES if j else False
                return "from" if not distance and (word != "from" or self._moves(j, moving)) else None
            if word == "to" and self.doc[j - 1].lower_ == "back":
                return "back"
            if word in _TOWARDS:
                if self._is_denied(j, telling):
                    return None
                links = token.head.lower_ in _LINKS
                return "to" if not links and (word in _ENTERING or self._moves(j, moving)) else None
            if token.tag_[:2] == "VB" or word in (".", ";", "said") or (token.tag_ == "IN" and word != "of"):
                return None
        return None

    def _is_denied(self, i: int, telling: Telling) -> bool:
        """``no longer hoped to reach Saudi Arabia``."""
        return any(self.doc[k].lower_ in _NEGATIONS for k in range(max(i - _DENIAL_REACH, telling.start), i))

    def _is_object(self, end: _End, verb: int) -> bool:
        return any(self.doc[i].dep_ == "dobj" and self.doc[i].head.i == verb for i in range(verb + 1, end.last + 1))

    def _is_of_people(self, end: _End, telling: Telling) -> bool:
        """``56 men from Morocco``: the country tells of their nationality, unless a way goes on from there."""
        near = range(end.first - 1, max(end.first - _LONGEST_LIST, telling.start), -1)
        preposition = next((j for j in near if self.doc[j].tag_ in ("IN", "TO") or is_verb(self.doc[j])), None)
        after = self.doc[end.last + 1].lower_ if end.last + 1 < len(self.doc) else ""
        if preposition is None or self.doc[preposition].lower_ != "from" or after in ("to", "into"):
            return False
        verb = is_verb(self.doc[preposition].head)
        told = [m for m in telling.people if m.head < preposition and end.country in m.nationalities]
        apart = any(m.right == preposition and not m.name for m in telling.people)
        return apart or (bool(told) and not verb) or (verb and self._in_list(end, telling))

    def _in_list(self, end: _End, telling: Telling) -> bool:
        """``who had come from Iran and Turkey``: people come from several countries, a boat sets out from one."""
        places = sorted((p for p in telling.places if p.kind == PlaceKind.COUNTRY), key=lambda p: p.span.start)
        bounds = [(self._at(p.span.start), self._at(p.span.end) - 1) for p in places]
        return any(
            self.doc[b1 + 1].lower_ in ("and", ",") and a2 - b1 == _NEXT_IN_LIST and end.first in (a1, a2)
            for (a1, b1), (a2, _) in pairwise(bounds)
        )

    def _moves(self, i: int, moving: Iterable[int], *, plain: bool = False) -> bool:
        """Whether a word hangs on one of the verbs, or (unless ``plain``) on another word of movement."""
        token: Token = self.doc[i]
        targets = set(moving)
        for _ in range(5):
            if token.i in targets or (not plain and token.lower_ in _MOVING_WORDS):
                return True
            if token.head.i == token.i:
                return False
            token = token.head
        return False

    # --- as follows --------------------------------------------------------------------------------------------------

    def _completed(
        self,
        origin: str | None,
        destination: str | None,
        here: str | None,
        group: Group,
        places: Sequence[Place],
        people: Sequence[PersonGroup],
    ) -> tuple[str | None, str | None]:
        if (origin and destination) or here is None:
            return origin, destination
        near = self._near(group, here, places)
        if destination and destination != here:
            return (here if (here, destination) in lexicons.neighbours() else None), destination
        if origin and origin != here:
            return origin, here
        other = near[0] if len(near) == 1 else self._other(here, people)
        if destination is None and here in lexicons.embarking() and self._at_sea(group):
            return here, self._across(here)
        if origin == here or (destination is None and (here, other) in lexicons.one_way()):
            return here, other
        return other, here

    def _across(self, here: str) -> str | None:
        """Return the country that boats from here make for, where the story names one of those they may."""
        named = [c for c in self.spoken_of if (here, c) in lexicons.one_way()]
        return named[0] if len(named) == 1 else None

    def _near(self, group: Group, here: str, places: Sequence[Place]) -> list[str]:
        """Return the other side: countries whose border or soil the group's own sentences name, or a place of it."""
        told = [p.country for p in places if p.country]
        for telling in group.tellings:
            told += [end.country for end in self._described(telling) if end.sort != "receiver"]
            told += [p.country for p in telling.places if p.country and self._is_at_frontier(p)]
        return [c for c in dict.fromkeys(told) if c != here and (c, here) in lexicons.neighbours()]

    def _is_at_frontier(self, place: Place) -> bool:
        """``the border with Serbia``, ``the frontier between Italy and France``."""
        at = self._at(place.span.start)
        words = {token.lower_ for token in self.doc[max(at - 5, 0) : at]}
        return place.kind == PlaceKind.COUNTRY and bool(words & _FRONTIER) and bool(words & {"with", "between"})

    def _other(self, here: str, people: Sequence[PersonGroup]) -> str | None:
        """Return the neighbour of the country that the story, or the nationality of its people, leaves as the one."""
        homes = {n for p in people for n in p.nationalities if (n, here) in lexicons.neighbours()}
        home = next(iter(homes)) if len(homes) == 1 else None
        for countries in (self.named, self.spoken_of):
            named = [c for c in countries if c != here and (here, c) in lexicons.neighbours()]
            if home in named:
                return home
            if len(named) == 1:
                return named[0]
        return None

    def _at_border(self, group: Group, places: Sequence[Place]) -> bool:
        """A crossing is told, the place is water or a port of entry, or a vessel is there."""
        if ActionType.CROSS in group.types or any(p.kind in (PlaceKind.WATER, PlaceKind.PORT_OF_ENTRY) for p in places):
            return True
        at_line = any(end.sort == "frontier" for t in group.tellings for end in self._described(t))
        return at_line or self._at_sea(group)

    def _at_sea(self, group: Group) -> bool:
        words = {self.doc[i].lower_ for t in group.tellings for i in range(t.start, t.end)}
        return bool(words & lexicons.classes()["vessel"])


def _country_of(places: Sequence[Place]) -> str | None:
    countries = [p.country for p in places if p.country]
    return max(countries, key=countries.count) if countries else None
