"""Find the agencies that a text names, by name, by nationality, by town, or in short once they have been named."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from spacy.tokens import Doc

from borderfacts import lexicons
from borderfacts.annotations import AGENCIES, PLACES, text_of
from borderfacts.lexicons.schema import AgencyEntry
from borderfacts.records import Agency, Span
from borderfacts.values.agencies import phrases as say
from borderfacts.values.agencies.bodies import NamedBody, find_bodies
from borderfacts.values.agencies.governments import (
    capital_of,
    governs,
    local_government,
    of_owner,
    sends_troops,
)
from borderfacts.values.agencies.local_forces import LocalForce, find_local_forces
from borderfacts.values.agencies.recall import of_noun, of_staff
from borderfacts.values.agencies.story import AgencyStory, Found, NamedPlace, acronyms
from borderfacts.values.agencies.whereabouts import Whereabouts
from borderfacts.values.doc_phrases import phrases
from borderfacts.values.phrases import Hit
from borderfacts.vocabulary import AgencyKind, PlaceKind

_NO_CUSTOMS = frozenset({"customs"})
# In these countries police are local, so that `police` alone names no agency.
_LOCAL_POLICING = frozenset({"US", "CA"})
_UNNAMED_LOCALLY = frozenset({"police", "authorities", "customs", "immigration authorities", "border guards"})
_OF_TOWN = frozenset({"police", "police officers", "local police", "municipal police", "city police"})
_NATIONWIDE = frozenset(
    {AgencyKind.COAST_GUARD, AgencyKind.BORDER, AgencyKind.CUSTOMS, AgencyKind.MILITARY, AgencyKind.IMMIGRATION}
)


_Candidate = Hit | LocalForce | NamedBody | re.Match[str]


class AgencyFinder:
    """The component that writes ``annotations.AGENCIES``: every mention of an authority, with its words."""

    def __init__(self) -> None:
        self._entries = lexicons.agencies()
        self._forces = lexicons.forces()
        self._nations = lexicons.nationalities()
        self._alone = {form: name for name, force in self._forces.items() for form in force.alone}
        self._force_names = {form: name for name, force in self._forces.items() for form in force.forms}
        self._by_lower = {short.lower(): short for short in self._entries}

    def __call__(self, doc: Doc) -> Doc:
        """Find the agencies of a Doc."""
        text = text_of(doc)
        AGENCIES.write(doc, [self._record(text, one) for one in self._find(doc, text)])
        return doc

    @staticmethod
    def _record(text: str, found: Found) -> Agency:
        return Agency(
            name=found.full,
            short=found.short,
            country=found.country or None,
            kind=found.kind,
            span=Span.of(text, found.start, found.end),
        )

    def _find(self, doc: Doc, text: str) -> Iterator[Found]:
        story = self._story(doc, text)
        taken = 0
        for start, end, rank, hit in self._candidates(doc, story.text):
            if start < taken:
                continue
            floor = taken
            for found in self._resolve(story, start, end, rank, hit):
                one = found if found.start >= floor else replace(found, start=start)
                one = story.with_acronym(one, is_new=isinstance(hit, (LocalForce, NamedBody)))
                story.agencies.append(one)
                taken = max(taken, one.end)
                yield one
        yield from self._governments(story)

    def _story(self, doc: Doc, text: str) -> AgencyStory:
        nations = {h.end: (h.start, h.keys[0]) for h in phrases(doc, "nationalities") if h.keys[0]}
        countries = [h for h in phrases(doc, "countries") if h.keys[0]]
        nations |= {h.end: (h.start, h.keys[0]) for h in countries}
        places = PLACES.read(doc)
        named = [NamedPlace(p.span.start, p.span.end, p.kind, p.country or "", p.name) for p in places]
        return AgencyStory(
            text=text,
            where=Whereabouts(text, places, [(h.start, h.end, h.keys[0]) for h in countries]),
            nations=nations,
            countries=[h.end for h in countries],
            openings={h.start: (h.end, h.keys[0]) for h in countries},
            names=frozenset(h.start for h in phrases(doc, "agencies")),
            places={p.start: p for p in named},
            place_ends={p.end: p for p in named},
            place_list=named,
        )

    def _candidates(self, doc: Doc, text: str) -> list[tuple[int, int, int, _Candidate]]:
        """Return what may name an agency, in the order of the text, the surer reading of the same words first."""
        names = phrases(doc, "agencies")
        found: list[tuple[int, int, int, _Candidate]] = [
            (h.start, h.end, 0 if any(c.isupper() for c in text[h.start : h.end]) else 2, h) for h in names
        ]
        inside = {at for h in names for at in range(h.start, h.end)}
        found += [(f.start, f.end, 1, f) for f in find_local_forces(text) if not self._within(f, inside)]
        found += [(b.start, b.end, 1, b) for b in find_bodies(text) if not self._within(b, inside)]
        for rank, lexicon in ((2, "generic_agencies"), (3, "forces")):
            hits = phrases(doc, lexicon)
            found += [
                (h.start, h.end, rank, h)
                for h in hits
                if "-" not in (text[h.start - 1 : h.start], text[h.end : h.end + 1])
            ]
        found += [(m.start(), m.end(), 4, m) for m in say.SHORT_WAY.finditer(text)]
        found += [(m.start(), m.end(), 5, m) for m in say.STATE.finditer(text)]
        found += [(m.start(), m.end(), 6, m) for m in say.SECTOR.finditer(text)]
        found += [(m.start(), m.end(), 7, m) for m in acronyms(text)]
        # A name keeps its words from what only begins there: the surer rank first, then the longer.
        return sorted(found, key=lambda one: (one[0], one[2] if one[2] < 2 else 2, -one[1], one[2]))

    @staticmethod
    def _within(force: LocalForce | NamedBody, inside: set[int]) -> bool:
        return any(at in inside for at in (force.start, (force.start + force.end) // 2, force.end - 1))

    def _resolve(self, story: AgencyStory, start: int, end: int, rank: int, hit: _Candidate) -> Iterator[Found]:
        one: Found | None
        if isinstance(hit, LocalForce):
            one = self._local(story, hit)
        elif isinstance(hit, NamedBody):
            one = self._body(story, hit)
        elif isinstance(hit, Hit):
            one = self._known(story, hit, rank)
        elif rank == 4:
            one = self._in_short(story, hit)
        elif rank == 7:
            named = story.acronyms.get(hit[0])
            one = replace(named, start=start, end=end) if named else None
        elif rank == 6:
            one = self._make(story, start, end, "USBP", self._entries["USBP"])
        else:
            one = self._state(story, hit)
        if one is None:
            return
        pair = say.PAIR.search(story.text, max(0, one.start - 5), one.start)
        other = story.nations.get(pair.start()) if pair else None
        if other:  # Turkish and Greek coast guards
            force = self._force_names.get(story.text[one.start : one.end].lower().partition(" ")[2])
            if force:
                yield self._force(story, other[0], one.end, force, other[1])
        yield one

    # --- known names, generic words, national forces

    def _known(self, story: AgencyStory, hit: Hit, rank: int) -> Found | None:
        if rank == 0:
            return self._named(story, hit)
        surface = story.text[hit.start : hit.end].lower()
        before = story.nation_before(hit.start)
        if before:
            return self._national(story, hit, rank, before[0], hit.end, before[1])
        after = story.nation_after(hit.end)
        if after and surface not in _NO_CUSTOMS:
            return self._national(story, hit, rank, hit.start, after[0], after[1])
        if surface in _OF_TOWN and (town := self._town_after(story, hit, surface)):
            return town
        owner = of_owner(story.text, hit.start, story.place_list) if surface == "government" else None
        if owner:
            full = f"{owner.name} government"
            return Found(hit.start, hit.end, full, full, owner.country, AgencyKind.GOVERNMENT)
        place = story.place_before(hit.start)
        if place and surface not in _NO_CUSTOMS:
            return self._of_place(story, hit, rank, place)
        if say.OF_LESSER.search(story.text, max(0, hit.start - 20), hit.start) or say.COMPOUND.match(
            story.text, hit.end
        ):
            return None
        if rank == 2:
            return self._generic(story, hit, surface)
        return self._alone_force(story, hit, surface)

    def _of_place(self, story: AgencyStory, hit: Hit, rank: int, place: NamedPlace) -> Found | None:
        """Return the force before which a town or region is named: ``the Lampedusa coastguard``."""
        if rank == 2:
            return self._national(story, hit, rank, hit.start, hit.end, place.country)
        kind = self._forces[hit.keys[0]].kind
        if kind in _NATIONWIDE:
            return self._force(story, hit.start, hit.end, hit.keys[0], place.country)
        if kind is AgencyKind.GOVERNMENT and hit.keys[0] in ("government", "authorities"):
            full = f"{place.name} {hit.keys[0]}"
            return Found(place.start, hit.end, full, full, place.country, kind)
        return None

    def _named(self, story: AgencyStory, hit: Hit) -> Found | None:
        known = story.acronyms.get(story.text[hit.start : hit.end])
        if known:
            return replace(known, start=hit.start, end=hit.end)
        entries = [(short, self._entries[short]) for short in hit.keys]
        before = story.nation_before(hit.start)
        country = before[1] if before else ""
        if len(entries) > 1 and not country:
            country = story.where.country_at(hit.start) or story.where.country
        short, entry = next((one for one in entries if one[1].country == country), entries[0])
        acronym = story.text[hit.start : hit.end].isupper()
        force = self._force_names.get(story.text[hit.start : hit.end].lower())
        if before and force and entry.country and country != entry.country and not acronym:
            return self._force(story, before[0], hit.end, force, country)
        start = before[0] if before and country == entry.country else hit.start
        return self._make(story, start, hit.end, short, entry)

    def _make(self, story: AgencyStory, start: int, end: int, short: str, entry: AgencyEntry) -> Found:
        match = say.ACRONYM.match(story.text, end)
        if match and (match[1] in entry.forms or match[1] == short):
            end = match.end()
        staff = say.STAFF.match(story.text, end)
        if staff:
            end = staff.end()
        return Found(start, end, short, entry.full, entry.country, entry.kind)

    def _national(self, story: AgencyStory, hit: Hit, rank: int, start: int, end: int, code: str) -> Found | None:
        if rank == 2:
            for short in hit.keys:
                if self._entries[short].country == code:
                    return self._make(story, start, end, short, self._entries[short])
            force = self._force_names.get(story.text[hit.start : hit.end].lower())
            return self._force(story, start, end, force, code) if force else None
        return self._force(story, start, end, hit.keys[0], code)

    def _force(self, story: AgencyStory, start: int, end: int, force: str, code: str) -> Found:
        """Return the force of a country: the one in the lexicon, or one named by the country's adjective."""
        short = f"{self._adjective(code)} {force}"
        short = self._by_lower.get(short.lower(), short)
        known = self._entries.get(short)
        if known is None and force == "government" and code in ("US", "GB", "CA"):
            short = {"US": "U.S. government", "GB": "UK government", "CA": "Canadian government"}[code]
            known = self._entries[short]
        if known:
            return Found(start, end, short, known.full, known.country, known.kind)
        return Found(start, end, short, short, code, self._forces[force].kind)

    def _adjective(self, code: str) -> str:
        if code in ("US", "GB"):
            return {"US": "U.S.", "GB": "British"}[code]
        entry = self._nations.get(code)
        if entry is None:
            return code
        people = entry.people[0] if entry.people else entry.name
        return people if len(people.split()) < 3 else entry.name  # no Turks and Caicos Islander police

    def _generic(self, story: AgencyStory, hit: Hit, surface: str) -> Found | None:
        if surface in _NO_CUSTOMS:
            return None
        entries = {short: self._entries[short] for short in hit.keys}
        country = story.where.country_at(hit.start)
        fitting = {short: entry for short, entry in entries.items() if entry.country == country}
        local = story.where.local_country(hit.start)
        last = story.last(*entries)
        if last and local in ("", last.country):
            return Found(hit.start, hit.end, last.short, last.full, last.country, last.kind)
        if not fitting:
            return self._alone_force(story, hit, surface)
        region = story.where.region_at(hit.start)
        short, entry = next(
            ((s, e) for s, e in fitting.items() if e.admin1 and e.admin1 == region),
            next(((s, e) for s, e in fitting.items() if not e.admin1), ("", None)),
        )
        return Found(hit.start, hit.end, short, entry.full, entry.country, entry.kind) if entry else None

    def _alone_force(self, story: AgencyStory, hit: Hit, surface: str) -> Found | None:
        force = self._alone.get(surface)
        if force is None:
            return None
        if surface == "soldiers" and story.where.country in _LOCAL_POLICING:
            return None
        country = story.where.country_at(hit.start)
        if not country and story.agencies:
            country = story.agencies[-1].country
        named = self._named_force(story, force, country, story.where.local_country(hit.start))
        if named:
            return Found(hit.start, hit.end, named.short, named.full, named.country, named.kind)
        if not country or (country in _LOCAL_POLICING and force in _UNNAMED_LOCALLY):
            return None
        if force == "prosecutors" and country == "US":
            return self._make(story, hit.start, hit.end, "DOJ", self._entries["DOJ"])
        if force == "authorities" and say.RULED.match(story.text, hit.end):
            force = "government"
        return self._force(story, hit.start, hit.end, force, country)

    def _named_force(self, story: AgencyStory, force: str, country: str, local: str) -> Found | None:
        """Return the force of that sort which the story has named already (``the navy``)."""
        kinds = (self._forces[force].kind,)
        if force == "police" and country in _LOCAL_POLICING:
            last = story.last(kinds=kinds)
            return last if last and last.country in ("", country) and "police" in last.full.lower() else None
        last = story.last(kinds=kinds, word=force.split()[-1].lower().rstrip("s"))
        return last if last and local in ("", last.country) else None

    # --- forces of a town or county

    def _town_after(self, story: AgencyStory, hit: Hit, surface: str) -> Found | None:
        place = story.place_after(hit.end)
        if not place or place.kind is not PlaceKind.CITY:
            return None
        if not surface.startswith("police"):
            full = f"{place.name} {surface}"
            return Found(hit.start, place.end, full, full, place.country, AgencyKind.POLICE)
        return self._town_police(story, hit.start, place.end, place.name, place.country, "police")

    def _local(self, story: AgencyStory, force: LocalForce) -> Found | None:
        if force.what == "sheriff":
            return self._sheriff(story, force)
        if force.what == "office":
            return self._office(story, force)
        nation = story.nations.get(force.start + len(force.name))
        if nation and nation[0] == force.start:
            return self._of_nation(story, force, nation[1])
        owned = self._owned(story, force.start, force.name)
        if owned:
            rest = f"{owned[1]} {self._title(force.unit)}"
            return self._proper(story, force.start, force.end, rest, owned[0], force.kind)
        kind, country = self._place_of(story, force)
        country = country or story.where.country_at(force.start) or story.where.country
        if kind is PlaceKind.COUNTRY:
            return self._of_nation(story, force, country)
        unit = force.unit
        if force.what == "police" and unit.lower().split()[0] == "police":
            if kind is PlaceKind.ADMIN1 and country in _LOCAL_POLICING and unit[0].islower():
                return None
            return self._town_police(story, force.start, force.end, force.name, country, unit)
        if force.what == "fire" and unit.lower() in ("firefighters", "fire crews", "fire and rescue"):
            unit = "Fire Department" if country in ("US", "CA", "MX", "") else "Fire Service"
        if unit.lower().startswith("lifeboat") and country in ("GB", "IE"):
            return self._make(story, force.start, force.end, "RNLI", self._entries["RNLI"])
        full = f"{force.name} {self._title(unit)}"
        return Found(force.start, force.end, full, full, country, force.kind)

    @staticmethod
    def _title(unit: str) -> str:
        words = re.sub(r"\s(?:officers?|chief|detectives?|spokes\w+)$", "", unit, flags=re.IGNORECASE)
        keep = words.lower() in ("state police", "municipal police", "city police", "local police")
        return (
            words
            if keep or words.isupper()
            else words[0].upper() + re.sub(r"(?<=[\s-])(?!and\b|of\b)\w", lambda m: m.group().upper(), words[1:])
        )

    def _place_of(self, story: AgencyStory, force: LocalForce) -> tuple[PlaceKind | None, str]:
        at = force.name_start
        place = story.places.get(at)
        if place and place.end >= at + len(force.name):
            return place.kind, place.country
        return None, ""

    def _of_nation(self, story: AgencyStory, force: LocalForce, code: str) -> Found | None:
        word = re.sub(r"\s(?:officers?|chief|detectives?|spokes\w+)$", "", force.unit.lower())
        name = self._force_names.get(word)
        if name:
            return self._force(story, force.start, force.end, name, code)
        full = f"{force.name} {force.unit}"
        return Found(force.start, force.end, full, full, code, force.kind)

    def _town_police(self, story: AgencyStory, start: int, end: int, town: str, country: str, unit: str) -> Found:
        """Return the police of a town, by the style of its country."""
        last = story.last(kinds=(AgencyKind.POLICE,), word=f"{town} ".lower())
        if last and last.full.startswith(town) and "police" in last.full.lower():
            return Found(start, end, last.short, last.full, last.country, last.kind)
        body = next((w for w in ("department", "service", "force", "bureau", "division") if w in unit.lower()), "")
        style = {"US": "Police Department", "CA": "Police Service"}.get(
            country, "police" if unit[0] == "p" else "Police"
        )
        full = f"{town} Police {body.title()}" if body else f"{town} {style}"
        return Found(start, end, full, full, country, AgencyKind.POLICE)

    def _owned(self, story: AgencyStory, start: int, name: str) -> tuple[str, str] | None:
        """Return the country whose name or adjective a proper name starts with, and the rest of the name."""
        for match in say.OWNER_END.finditer(name):
            nation = story.nations.get(start + match.start())
            if nation and nation[0] == start:
                return nation[1], name[match.end() :]
        return None

    def _proper(self, story: AgencyStory, start: int, end: int, rest: str, code: str, kind: AgencyKind) -> Found:
        """Return a country's body by its proper name: Guatemala's National Civil Police, the Danish Return Agency."""
        short = f"{self._adjective(code)} {rest}"
        short = self._by_lower.get(short.lower(), short)
        known = self._entries.get(short) or self._entries.get(rest)
        if known and known.country == code:
            return Found(start, end, short if short in self._entries else rest, known.full, code, known.kind)
        name = self._force_names.get(rest.lower())
        if name:
            return self._force(story, start, end, name, code)
        return Found(start, end, short, short, code, kind)

    def _body(self, story: AgencyStory, body: NamedBody) -> Found | None:
        """Return a body with a proper name that no list holds, if the text says whose it is."""
        owned = self._owned(story, body.start, body.name)
        if owned:
            return self._proper(story, body.start, body.end, owned[1], owned[0], body.kind)
        nation = story.nation_before(body.start)
        if nation:
            return self._proper(story, nation[0], body.end, body.name, nation[1], body.kind)
        country = story.where.country_at(body.start)
        return Found(body.start, body.end, body.name, body.name, country, body.kind) if country else None

    def _sheriff(self, story: AgencyStory, force: LocalForce) -> Found | None:
        owner = say.OWNER.match(force.name)
        if owner and not force.name[owner.end() :].startswith(("County", "Parish")):
            cut = owner.end()
            force = force._replace(start=force.start + cut, name_start=force.name_start + cut, name=force.name[cut:])
        if not force.name and story.where.country_at(force.start) == "CA" and force.unit.lower() == "sheriffs":
            start = force.end - len(force.unit)
            return Found(start, force.end, "Alberta Sheriffs", "Alberta Sheriffs", "CA", AgencyKind.POLICE)
        county = force.name if force.name.endswith(("County", "Parish")) else ""
        if not county and force.name and "office" in force.unit.lower():
            county = f"{force.name} County"
        start = force.start if county else force.end - len(force.unit)
        if not county:
            last = story.last(word="sheriff's office")
            county = story.where.county_at(force.start)
            if last and (not county or not story.where.county_at(force.start)):
                return Found(start, force.end, last.short, last.full, last.country, last.kind)
        if not county:
            return None
        full = f"{county} Sheriff's Office"
        return Found(start, force.end, full, full, "US", AgencyKind.POLICE)

    def _office(self, story: AgencyStory, force: LocalForce) -> Found:
        country = story.where.country_at(force.start) or story.where.country
        nation = story.nation_before(force.start)
        surface = force.name.lower()
        known = self._force_names.get(surface)
        code = nation[1] if nation else country
        if known and code:
            return self._force(story, nation[0] if nation else force.start, force.end, known, code)
        if nation:
            return self._proper(story, nation[0], force.end, force.name, code, force.kind)
        return Found(force.start, force.end, force.name, force.name, code, force.kind)

    # --- in short, after it has been named

    def _in_short(self, story: AgencyStory, match: re.Match[str]) -> Found | None:
        if match["noun"]:
            meant = of_noun(story, " ".join(match["noun"].lower().split()))
            start = match.start("noun")
        else:
            if say.NO_STAFF.search(story.text, max(0, match.start() - 20), match.start()):
                return None
            follows = say.OF_ANOTHER.match(story.text, match.end())
            if follows and follows.end() in story.names:
                return None
            meant = of_staff(story, match["staff"].lower(), match.start())
            start = match.start()
        if meant is None:
            return None
        return Found(start, match.end(), meant.short, meant.full, meant.country, meant.kind)

    # --- governments

    def _state(self, story: AgencyStory, match: re.Match[str]) -> Found | None:
        is_province = match["province"] is not None
        country = "CA" if is_province else "US"
        state = story.where.state_at(match.start(), country)
        if not state or story.where.country != country:
            return None
        full = f"{'Province' if is_province else 'State'} of {state}"
        return Found(match.start(), match.end(), full, full, country, AgencyKind.GOVERNMENT)

    def _governments(self, story: AgencyStory) -> Iterator[Found]:
        """Yield the countries, provinces and counties that act as such: ``Finland will shut every crossing``."""
        for start, (end, code) in story.openings.items():
            if governs(story.text, end) or sends_troops(story.text, end):
                yield self._force(story, start, end, "government", code)
        for place in story.place_list:
            if not governs(story.text, place.end):
                continue
            full = local_government(place)
            capital = capital_of(place)
            if full:
                yield Found(place.start, place.end, full, full, place.country, AgencyKind.GOVERNMENT)
            elif capital:
                yield self._force(story, place.start, place.end, "government", capital)
