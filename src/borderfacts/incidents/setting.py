"""Where an incident happened."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from borderfacts import annotations as layers
from borderfacts import lexicons
from borderfacts.incidents.group import Group
from borderfacts.incidents.tellings import Family, Telling
from borderfacts.records import Place
from borderfacts.vocabulary import ActionType, PlaceKind

if TYPE_CHECKING:
    from spacy.tokens import Doc

_MOVING_WORDS = lexicons.story_words("moving")
# Words by which a story says that it happened where its dateline stands.
_LOCAL = frozenset({PlaceKind.CITY, PlaceKind.COUNTY, PlaceKind.PORT_OF_ENTRY, PlaceKind.LANDMARK})
_LOCAL_NOUNS = lexicons.story_words("local_nouns")
_ADDRESSES = lexicons.story_words("addresses")
_TRAVEL = lexicons.story_words("travel")
_HERE = frozenset({"here"})
_OF_TOWN = frozenset({", ", " (", ", in ", " in ", "'s ", "’s "})
_DISTANCES_FROM = lexicons.story_words("distances_from")
_DIRECTIONS = lexicons.story_words("directions")
_LIVING = lexicons.story_words("living")
_SEATS = lexicons.story_words("seats")
_HOSPITALS = lexicons.story_words("hospitals")
_COURTS = lexicons.story_words("courts")
_FRONTIERS = lexicons.story_words("frontiers")
_SITS_IN = frozenset({"in", "to", "at", "near"})
_THIS_TOWN = lexicons.story_words("this_town")


class Setting:
    """Reads the setting of groups of one Doc."""

    def __init__(self, doc: Doc, dateline: Sequence[Place], places: Sequence[Place]) -> None:
        self.doc = doc
        self.text = doc.text  # made anew on each access
        self.dateline = list(dateline)
        self.all_places = list(places)
        self.starts = [token.idx for token in doc]
        self.people = {i for m in layers.PEOPLE.read(doc) for i in range(m.left, m.right)}

    # --- where -------------------------------------------------------------------------------------------------------

    def places(self, group: Group, shared: Sequence[Place], *, first: bool) -> list[Place]:
        """Return the named places that locate a group: its own small places with their divisions, countries only alone.

        ``shared`` are the places of the story's main happening, which one without a place of its own takes over.
        """
        own = [p for t in group.tellings for p in self._locating(t, group.family)]
        found = _unique([p for p in own if p.kind not in (PlaceKind.COUNTRY, PlaceKind.ADMIN1)])
        divisions = _unique([p for p in own if p.kind == PlaceKind.ADMIN1])
        if self.dateline and self._is_at_dateline(group, found, first=first):
            found = _with(found, [p for p in self.dateline if p.kind not in (PlaceKind.COUNTRY, PlaceKind.ADMIN1)])
        elif not own:
            found = [p.model_copy(update={"inherited": True}) for p in shared if p.kind != PlaceKind.COUNTRY]
        admin = {p.admin1 for p in found if p.admin1}
        found = _with(found, [p for p in divisions if not found or p.admin1 in admin], inherited=False)
        if self.dateline and self.dateline[0].name in {p.name for p in found}:
            found = _with(found, [p for p in self.dateline if p.kind == PlaceKind.ADMIN1 and p.admin1 in admin])
        return found or self._acting(group) or _unique([p for p in own if p.kind == PlaceKind.COUNTRY])[:1]

    def _acting(self, group: Group) -> list[Place]:
        """``Poland closed its border with Belarus``: what a country does happens there, if nothing else is told."""
        if group.family != Family.POLICY and ActionType.RETURN not in group.types:
            return []
        acting = [p for t in group.tellings if t.actions for p in t.places if p.kind == PlaceKind.COUNTRY]
        return [p for p in acting if self._stands_for_government(p)][:1]

    def places_of(self, telling: Telling) -> list[Place]:
        """Return the small places that a summing-up first paragraph names."""
        local = self._locating(telling, Family.HAPPENING)
        return _unique([p for p in local if p.kind not in (PlaceKind.COUNTRY, PlaceKind.ADMIN1)])

    def _is_at_dateline(self, group: Group, small: Sequence[Place], *, first: bool) -> bool:
        town = self.dateline[0]
        names = {p.name for p in small}
        if town.name in names:
            return True
        body = [p for p in self.all_places if p.span.start > town.span.end]
        if first and any(p.name == town.name for p in body) and not small:
            return True
        for telling in group.tellings:
            for i in range(telling.start, telling.end):
                word = self.doc[i].lower_
                if word in _HERE or (
                    word in _THIS_TOWN
                    and i
                    and self.doc[i - 1].lower_ in ("this", "the")
                    and self.doc[i].dep_ in ("pobj", "poss")
                    and self.doc[i - 1].lower_ == "this"
                ):
                    return True
        local = any(p.kind in _LOCAL for p in small)
        return first and not local and town.admin1 is not None and town.country in ("US", "CA", "MX")

    def _locating(self, telling: Telling, family: Family | None) -> list[Place]:
        """Return the places of a telling that say where it happened; a division goes with the town before it."""
        found: list[Place] = []
        before: Place | None = None
        for place in telling.places:
            gap = self.text[before.span.end : place.span.start] if before is not None else ""
            follows = before is not None and before.kind != PlaceKind.COUNTRY and gap in _OF_TOWN
            if (before in found) if follows else self._locates(place, family):
                found.append(place)
            before = place
        return found

    def _locates(self, place: Place, family: Family | None) -> bool:
        """A place of residence or origin (``a man from Houston``) does not locate, nor where a train had come from."""
        if self._only_describes(place, family) or self._stands_for_government(place):
            return False
        i = bisect_left(self.starts, place.span.start)
        if i >= len(self.doc) or not i:
            return True
        before, lead = self.doc[i - 1].lower_, i - 1
        if before in ("the",) and i > 1:
            before, lead = self.doc[i - 2].lower_, i - 2
        noun = self.doc[lead].head
        if before in ("since", "leaving", "left", "departed") or (
            before == "of" and i > 1 and self.doc[i - 2].lower_ == "out"
        ):
            return False
        if before in ("for", "towards", "toward") or (before == "to" and self._governor(i) in _TRAVEL):
            return False
        if before == "from":
            governor = self._governor(i)
            if place.kind == PlaceKind.WATER:
                return governor not in _MOVING_WORDS
            return governor in _DISTANCES_FROM
        if before in ("of", "around", "near") and self._is_home(place, lead):
            return False
        if before == "of" and noun.lower_ in _DIRECTIONS and place.kind == PlaceKind.COUNTRY:
            return False
        if before in _SITS_IN and self._is_seat(lead, family):
            return False
        return not (before in ("in", "to") and self._governor(i) in _LIVING)

    def _is_home(self, place: Place, lead: int) -> bool:
        """``Ana Lima, 41, of Croydon``, ``a resident of Tsawwassen``, ``both from around Basildon``."""
        if place.kind in (PlaceKind.WATER, PlaceKind.PORT_OF_ENTRY):
            return False
        doc = self.doc
        if doc[lead].lower_ != "of":
            return doc[lead - 1].lower_ == "from"
        noun = doc[lead].head
        after_age = lead > 2 and doc[lead - 1].text == "," and doc[lead - 2].tag_ == "CD" and doc[lead - 3].text == ","
        return after_age or noun.i in self.people or doc[lead - 1].lower_ in ("both", "all")

    def _is_seat(self, lead: int, family: Family | None) -> bool:
        """``the hospital in Valverde``, ``the ministry in Rome``: where someone was treated, or who only spoke."""
        noun = self.doc[lead].head
        if self.doc[lead - 1].lower_ in _HOSPITALS:
            return True
        words = {noun.lower_, *(child.lower_ for child in noun.children if child.dep_ in ("compound", "amod"))}
        if words & _HOSPITALS:
            return True
        return family != Family.COURT and noun.tag_[:2] == "NN" and bool(words & _SEATS)

    def _only_describes(self, place: Place, family: Family | None) -> bool:
        """``a Houston man``, ``a Montreal newspaper``: the place describes a noun that is none of its own parts."""
        last = bisect_left(self.starts, place.span.end) - 1
        token = self.doc[last]
        if place.kind == PlaceKind.SECTOR:
            return place.name.endswith("Station")  # whose agents are told of
        if place.kind in (PlaceKind.WATER, PlaceKind.PORT_OF_ENTRY, PlaceKind.LANDMARK):
            return False
        noun = token.head
        if token.dep_ not in ("compound", "nmod", "amod") or noun.i <= last:
            return False
        if noun.lower_ in _COURTS:
            return family != Family.COURT
        if place.kind == PlaceKind.COUNTRY and noun.lower_ in _FRONTIERS:
            return True
        return noun.lower_ not in _LOCAL_NOUNS and noun.tag_ in ("NN", "NNS")

    def _stands_for_government(self, place: Place) -> bool:
        """``Helsinki closed four posts``: a capital or country that acts is its government."""
        token = self.doc[bisect_left(self.starts, place.span.end) - 1]
        if place.kind not in (PlaceKind.CITY, PlaceKind.COUNTRY, PlaceKind.ADMIN1):
            return False
        return (token.dep_ == "nsubj" and token.head.lower_ not in ("is", "was", "lies", "are", "has")) or (
            token.dep_ == "dobj" and token.head.lower_ in _ADDRESSES
        )

    def _governor(self, i: int) -> str:
        token = self.doc[i]
        for _ in range(3):
            token = token.head
            if token.dep_ not in ("prep", "pobj", "compound") or token.tag_[:2] == "VB":
                break
        return token.lower_


def _with(places: Sequence[Place], more: Iterable[Place], *, inherited: bool = True) -> list[Place]:
    """Add places whose name is not there yet, marked as taken over from another sentence."""
    names = {p.name for p in places}
    return [
        *places,
        *(p.model_copy(update={"inherited": True}) if inherited else p for p in more if p.name not in names),
    ]


def _unique(places: Iterable[Place]) -> list[Place]:
    found: dict[str, Place] = {}
    for place in places:
        found.setdefault(place.name, place)
    return list(found.values())
