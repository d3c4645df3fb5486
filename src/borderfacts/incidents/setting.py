"""When and where an incident happened, and in which direction people moved."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from borderfacts.grammar.timex import clock_of, part_of
from borderfacts.incidents.grouping import Group
from borderfacts.incidents.tellings import Family, Telling
from borderfacts.records import DateMention, Place, Route, When
from borderfacts.vocabulary import ActionType, Basis, PlaceKind

if TYPE_CHECKING:
    from spacy.tokens import Doc

_TOWARDS = frozenset({"into", "to", "for", "toward", "towards", "onto", "reach", "enter", "entering", "entered", "reaching", "reached", "in"})
_AWAY = frozenset({"from", "leaving", "left", "off"})
_MOVES = frozenset({ActionType.CROSS, ActionType.SMUGGLE, ActionType.RETURN, ActionType.INTERCEPT, ActionType.EXTRADITE, ActionType.FLEE, ActionType.RESCUE, ActionType.DIE, ActionType.SEIZE})
_RESIDENCE = frozenset({"from", "native", "citizen", "resident", "lives", "live", "residing", "born", "consulate", "embassy"})
# Words by which a story says that it happened where its dateline stands.
_HERE = frozenset({"here"})
_THIS_TOWN = frozenset({"city", "town", "village", "port", "community", "county"})


class Setting:
    """Reads the setting of groups of one Doc."""

    def __init__(self, doc: Doc, dateline: Sequence[Place], places: Sequence[Place]) -> None:
        self.doc = doc
        self.dateline = list(dateline)
        self.all_places = list(places)
        self.starts = [token.idx for token in doc]

    # --- when --------------------------------------------------------------------------------------------------------

    def when(self, group: Group) -> When | None:
        """Return the time of a group; a policy act without a date of its own has that of its announcement."""
        date = group.time
        basis = Basis.HAPPENED
        if date is None and group.family == Family.POLICY:
            date = next((d for t in group.tellings for d in t.told), None)
            basis = Basis.ANNOUNCED
        if ActionType.DIE in group.types and any(m.body for m in group.people):
            basis = Basis.FOUND
        clock = self._clock(group, date)
        if date is None and clock is None:
            return None
        told = date or clock
        assert told is not None
        time, part = self._time_and_part(group, date, clock)
        inherited = bool(group.tellings) and date is not None and not group.tellings[0].start_char <= date.span.start < group.tellings[-1].end_char
        return When(
            start=date.start if date else None, end=date.end if date else None, time=time, part=part, basis=basis,
            resolved=date.resolved if date else False, inherited=inherited, span=told.span,
        )  # fmt: skip

    def _clock(self, group: Group, date: DateMention | None) -> DateMention | None:
        return next((d for d in self._clocks(group, date) if clock_of(d.value)), None)

    def _clocks(self, group: Group, date: DateMention | None) -> list[DateMention]:
        found = []
        for telling in group.tellings:
            if date is not None and telling.interval is not None and group.interval is not None and not telling.interval.overlaps(group.interval):
                continue
            found += [d for d in telling.clocks if d not in telling.told and (d.start is None or date is None or d.start == date.start)]
        return found

    def _time_and_part(self, group: Group, date: DateMention | None, clock: DateMention | None) -> tuple[str | None, object]:
        part = part_of(date.value) if date else None
        if part is None:
            part = next((p for d in self._clocks(group, date) if (p := part_of(d.value)) is not None), None)
        return (clock_of(clock.value) if clock else None), part

    # --- where -------------------------------------------------------------------------------------------------------

    def places(self, group: Group, *, is_main: bool) -> list[Place]:
        """Return the named places that locate a group: its own small places with their divisions, countries only alone."""
        own = [p for t in group.tellings for p in t.places if self._locates(p)]
        small = _unique([p for p in own if p.kind not in (PlaceKind.COUNTRY, PlaceKind.ADMIN1)])
        divisions = _unique([p for p in own if p.kind == PlaceKind.ADMIN1])
        countries = _unique([p for p in own if p.kind == PlaceKind.COUNTRY])
        found = list(small)
        if is_main and self.dateline and self._is_at_dateline(group, small):
            found += [p.model_copy(update={"inherited": True}) for p in self.dateline if p.kind != PlaceKind.COUNTRY and p.name not in {q.name for q in found}]
        found += [p for p in divisions if (not found or any(q.admin1 == p.admin1 for q in found)) and p.name not in {q.name for q in found}]
        if is_main and found:
            admin = {p.admin1 for p in found if p.admin1}
            found += [p.model_copy(update={"inherited": True}) for p in self.dateline if p.kind == PlaceKind.ADMIN1 and p.admin1 in admin and p.name not in {q.name for q in found}]
        return found or countries[:1]

    def _is_at_dateline(self, group: Group, small: Sequence[Place]) -> bool:
        town = self.dateline[0]
        names = {p.name for p in small}
        if town.name in names:
            return True
        body = [p for p in self.all_places if p.span.start > town.span.end]
        if any(p.name == town.name for p in body) and not small:
            return True
        for telling in group.tellings:
            for i in range(telling.start, telling.end):
                word = self.doc[i].lower_
                if word in _HERE or word in _THIS_TOWN and i and self.doc[i - 1].lower_ in ("this", "the") and self.doc[i].dep_ in ("pobj", "poss") and self.doc[i - 1].lower_ == "this":
                    return True
        return not small and town.admin1 is not None and town.country in ("US", "CA")

    def _locates(self, place: Place) -> bool:
        """A place of residence or origin (``a man from Houston``) does not locate, nor where a train had come from."""
        i = bisect_left(self.starts, place.span.start)
        if i >= len(self.doc) or not i:
            return True
        before = self.doc[i - 1].lower_
        if before in ("the",) and i > 1:
            before = self.doc[i - 2].lower_
        head = self.doc[i].head
        if before == "from":
            governor = self._governor(i)
            return governor in ("miles", "kilometres", "kilometers", "km", "far", "metres", "meters", "pulled", "recovered", "rescued", "taken", "lifted")
        if before == "of" and head.head.lower_ in ("native", "resident", "citizen", "capital", "north", "south", "east", "west") and place.kind == PlaceKind.COUNTRY:
            return False
        return not (before in ("in", "to") and self._governor(i) in ("lives", "live", "lived", "residing", "born", "hospital"))

    def _governor(self, i: int) -> str:
        token = self.doc[i]
        for _ in range(3):
            token = token.head
            if token.dep_ not in ("prep", "pobj", "compound") or token.tag_[:2] == "VB":
                break
        return token.lower_

    # --- which way ---------------------------------------------------------------------------------------------------

    def route(self, group: Group) -> Route | None:
        """Return the direction of movement across a border that a group's sentences tell."""
        origin = destination = None
        for telling in group.tellings:
            if not telling.types & _MOVES:
                continue
            for place in telling.places:
                if place.country is None or place.kind == PlaceKind.WATER:
                    continue
                word = self._direction(place, telling)
                if word == "to" and destination is None:
                    destination = place.country
                elif word == "from" and origin is None:
                    origin = place.country
        if origin == destination:
            origin = None
        if origin is None and destination is None:
            return None
        return Route(origin=origin, destination=destination)

    def _direction(self, place: Place, telling: Telling) -> str | None:
        i = bisect_left(self.starts, place.span.start)
        moving = {a.token for a in telling.actions if a.type in _MOVES and a.verbal}
        for j in range(i - 1, max(i - 7, telling.start - 1), -1):
            word = self.doc[j].lower_
            if word in ("from", "leaving", "left"):
                return "from" if place.kind != PlaceKind.COUNTRY or self._moves(j, moving) else None
            if word in ("into", "to", "for", "toward", "towards", "reach", "enter", "entering", "entered", "reaching", "reached"):
                return "to" if self._moves(j, moving) or word in ("into", "enter", "entering", "reach") else None
            if self.doc[j].tag_[:2] in ("VB",) or word in (".", ";", "said"):
                return None
        return None

    def _moves(self, i: int, moving: Iterable[int]) -> bool:
        token = self.doc[i]
        targets = set(moving)
        for _ in range(5):
            if token.i in targets or token.lower_ in ("way", "trip", "journey", "crossing", "road", "route", "bound", "heading", "return", "flight", "voyage", "come", "came", "travelling", "traveling", "going", "sailing", "headed", "set"):
                return True
            if token.head.i == token.i:
                return False
            token = token.head
        return False


def _unique(places: Iterable[Place]) -> list[Place]:
    found: dict[str, Place] = {}
    for place in places:
        found.setdefault(place.name, place)
    return list(found.values())


def dateline_places(doc: Doc, places: Sequence[Place]) -> list[Place]:
    """Return the places of the dateline: those before the first dash of the first line (``LAREDO, Texas —``)."""
    head = doc.text[:90]
    ends = [head.find(dash) for dash in ("—", "–", " - ") if dash in head]
    if not ends:
        return []
    end = min(ends)
    if "." in head[:end].rstrip(".").replace("St.", "").replace(". ", " ") and head[:end].count(" ") > 7:
        return []
    return [p for p in places if p.span.end <= end + 1]
