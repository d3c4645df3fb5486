"""Find the agencies that a text names, by name, by nationality, by town, or in short once they have been named."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from spacy.tokens import Doc

from borderfacts import lexicons
from borderfacts.annotations import AGENCIES, PLACES, phrases
from borderfacts.grammar.agency_story import AgencyStory, Found, NamedPlace
from borderfacts.grammar.local_forces import LocalForce, find_local_forces
from borderfacts.grammar.phrases import Hit
from borderfacts.grammar.whereabouts import Whereabouts
from borderfacts.lexicons.schema import AgencyEntry
from borderfacts.records import Agency, Span
from borderfacts.vocabulary import AgencyKind, PlaceKind

_PAIR = re.compile(r"(?:,|\sand|\sor|-)\s?$")
_ACRONYM = re.compile(r"\s?\((?:the\s)?['\"“]?([A-Z][A-Za-z&.-]{1,9})['\"”]?\)")
_STAFF = re.compile(
    r"\s(?:(?:special|field)\s)?(?:agents?|officers?|guards?|troopers?|rangers?|investigators?|patrols?|crews?)\b"
)
_OF_ANOTHER = re.compile(r"\s(?:from|of|with|for|at)\s(?:(?:the|both|its|U\.S\.|US)\s){0,2}(?=[A-Z])")
_NO_CUSTOMS = frozenset({"customs"})

# In these countries police are local, so that `police` alone names no agency.
_LOCAL_POLICING = frozenset({"US", "CA"})
_UNTOLD_LOCALLY = frozenset({"police", "authorities", "customs", "immigration authorities", "border guards"})
_RULED = re.compile(r"\s(?:have\s|had\s|has\s)?(?:deport|expel|ban|clos|declar|order(?:ed|s)\sall|suspend|reopen)")

_SHORT_WAY = re.compile(
    r"\b(?:(?:(?:the|its|their|this|that)\s(?P<noun>agency|department|force|office|service|ministry|bureau|authority|command"
    r"|task\sforce|brigade|board|guard|unit|sector)(?!\s(?:of|for|store|building)\b))"
    r"|(?P<staff>(?:special\s|federal\s|senior\s)?agents?|officers?|deput(?:y|ies)|troopers?|firefighters?|guards|wardens?))\b"
    r"(?!\s(?:minister|mayor|director|governor|head|chief|secretary))",
    re.IGNORECASE,
)
_NO_STAFF = re.compile(
    r"\b(?:estate|travel|booking|shipping|press|chief|executive|information|medical|prison|security|chemical|nerve|union"
    r"|probation|correctional|army|foreign|intelligence|customs|former|retired|loan|returning|petty|warrant)\s$",
    re.IGNORECASE,
)
_AGENTS = ("USBP", "HSI", "DEA", "FBI", "ICE", "ERO", "ATF", "AMO", "INM", "BORTAC", "BORSTAR", "FIA", "NIA", "USSS")
_STATE = re.compile(
    r"\b(?:[Tt]he\sstate(?=\s(?:is|has|had|will|plans|announced|intends|began|put|deployed|sent|also|would|sued|said|installed"
    r"|started|built|strung|government)\b)|(?:Gov\.|Governor)(?=\s[A-Z]))"
)
# Stems of what governments do: with a country as the subject they name its government.
_GOVERNS = (
    "clos", "shut", "deploy", "suspend", "deport", "expel", "ban", "impos", "reopen", "tighten", "repatriat", "announc",
    "reinforc", "introduc", "extend", "declar", "launch", "erect", "scrap", "halt", "build", "sign", "approv",
    "reinstat", "lift", "outlaw", "summon", "agree", "fenc",
)  # fmt: skip
_NATIONWIDE = frozenset(
    {AgencyKind.COAST_GUARD, AgencyKind.BORDER, AgencyKind.CUSTOMS, AgencyKind.MILITARY, AgencyKind.IMMIGRATION}
)
# Before a force that is not the country's: the provincial government.
_OF_LESSER = re.compile(
    r"(?:\b(?:provincial|regional|local|municipal|state|city|county|town|village|rebel|tribal|university|campus|transit|secret"
    r"|minister\sof|ministry\sof|school|self-styled)|-run|-led|-backed|-controlled|-held)\s$",
    re.IGNORECASE,
)
# After a word that only describes another: a police dog.
_COMPOUND = re.compile(
    r"\s(?:dogs?|stations?|cars?|vehicles?|vans?|reports?|custody|records?|chases?|checkpoints?|cells?|academy|cordon|tape|brutality"
    r"|presence|state|headquarters|buildings?|agency\sreport|captain|veteran|base|bases|shutdown|data|figures|aid|money|benefits?"
    r"|duties|duty|form|forms|declaration|brokers?|clearance|union|escort|planes?)\b"
)
_SECTOR = re.compile(
    r"\b(?!The\b)[A-Z][a-z]+(?:\s[A-Z][a-z]+){0,3}\s[Ss]ector(?=(?:['’]s)?\s(?:agents?|officials?|chief|spokes\w+|said|announced|apprehended"
    r"|arrested|recorded|reported|Border\sPatrol)\b)"
)


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
        text = doc.text
        AGENCIES.write(doc, [self._record(text, one) for one in self._find(doc)])
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

    def _find(self, doc: Doc) -> Iterator[Found]:
        story = self._story(doc)
        taken = 0
        for start, end, rank, hit in self._candidates(doc):
            if start < taken:
                continue
            floor = taken
            for found in self._resolve(story, start, end, rank, hit):
                one = found if found.start >= floor else replace(found, start=start)
                story.told.append(one)
                taken = max(taken, one.end)
                yield one
        yield from self._governments(doc, story)

    def _story(self, doc: Doc) -> AgencyStory:
        nations = {h.end: (h.start, h.keys[0]) for h in phrases(doc, "nationalities") if h.keys[0]}
        countries = [h for h in phrases(doc, "countries") if h.keys[0]]
        nations |= {h.end: (h.start, h.keys[0]) for h in countries}
        places = PLACES.read(doc)
        named = [NamedPlace(p.span.start, p.span.end, p.kind, p.country or "", p.name) for p in places]
        return AgencyStory(
            text=doc.text,
            where=Whereabouts(doc.text, places, [(h.start, h.end, h.keys[0]) for h in countries]),
            nations=nations,
            countries=[h.end for h in countries],
            openings={h.start: (h.end, h.keys[0]) for h in countries},
            names=frozenset(h.start for h in phrases(doc, "agencies")),
            places={p.start: p for p in named},
            place_ends={p.end: p for p in named},
        )

    def _candidates(self, doc: Doc) -> list[tuple[int, int, int, Hit | LocalForce | re.Match[str]]]:
        """Return what may name an agency, in the order of the text, the surer reading of the same words first."""
        text = doc.text
        names = phrases(doc, "agencies")
        found: list[tuple[int, int, int, Hit | LocalForce | re.Match[str]]] = [
            (h.start, h.end, 0 if any(c.isupper() for c in text[h.start : h.end]) else 2, h) for h in names
        ]
        inside = {at for h in names for at in range(h.start, h.end)}
        found += [(f.start, f.end, 1, f) for f in find_local_forces(text) if not self._within(f, inside)]
        for rank, lexicon in ((2, "generic_agencies"), (3, "forces")):
            hits = phrases(doc, lexicon)
            found += [
                (h.start, h.end, rank, h)
                for h in hits
                if "-" not in (text[h.start - 1 : h.start], text[h.end : h.end + 1])
            ]
        found += [(m.start(), m.end(), 4, m) for m in _SHORT_WAY.finditer(text)]
        found += [(m.start(), m.end(), 5, m) for m in _STATE.finditer(text)]
        found += [(m.start(), m.end(), 6, m) for m in _SECTOR.finditer(text)]
        # A name keeps its words from what only begins there: the surer rank first, then the longer.
        return sorted(found, key=lambda one: (one[0], one[2] if one[2] < 2 else 2, -one[1], one[2]))

    @staticmethod
    def _within(force: LocalForce, inside: set[int]) -> bool:
        return any(at in inside for at in (force.start, (force.start + force.end) // 2, force.end - 1))

    def _resolve(
        self, story: AgencyStory, start: int, end: int, rank: int, hit: Hit | LocalForce | re.Match[str]
    ) -> Iterator[Found]:
        one: Found | None
        if isinstance(hit, LocalForce):
            one = self._local(story, hit)
        elif isinstance(hit, Hit):
            one = self._known(story, hit, rank)
        elif rank == 4:
            one = self._in_short(story, hit)
        elif rank == 6:
            one = self._make(story, start, end, "USBP", self._entries["USBP"])
        else:
            one = self._state(story, hit)
        if one is None:
            return
        pair = _PAIR.search(story.text, max(0, one.start - 5), one.start)
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
        if surface in ("police", "police officers") and (town := self._town_after(story, hit)):
            return town
        place = story.place_before(hit.start)
        if place and surface not in _NO_CUSTOMS:
            return self._of_place(story, hit, rank, place)
        if _OF_LESSER.search(story.text, max(0, hit.start - 20), hit.start) or _COMPOUND.match(story.text, hit.end):
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
        match = _ACRONYM.match(story.text, end)
        if match and (match[1] in entry.forms or match[1] == short):
            end = match.end()
        staff = _STAFF.match(story.text, end)
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
        return (entry.people or (entry.name,))[0] if entry else code

    def _generic(self, story: AgencyStory, hit: Hit, surface: str) -> Found | None:
        if surface in _NO_CUSTOMS:
            return None
        entries = {short: self._entries[short] for short in hit.keys}
        country = story.where.country_at(hit.start)
        fitting = {short: entry for short, entry in entries.items() if entry.country == country}
        local = story.where.local_country(hit.start)
        told = story.last(*entries)
        if told and local in ("", told.country):
            return Found(hit.start, hit.end, told.short, told.full, told.country, told.kind)
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
        country = story.where.country_at(hit.start)
        if not country and story.told:
            country = story.told[-1].country
        told = self._told_force(story, force, country, story.where.local_country(hit.start))
        if told:
            return Found(hit.start, hit.end, told.short, told.full, told.country, told.kind)
        if not country or (country in _LOCAL_POLICING and force in _UNTOLD_LOCALLY):
            return None
        if force == "prosecutors" and country == "US":
            return self._make(story, hit.start, hit.end, "DOJ", self._entries["DOJ"])
        if force == "authorities" and _RULED.match(story.text, hit.end):
            force = "government"
        return self._force(story, hit.start, hit.end, force, country)

    def _told_force(self, story: AgencyStory, force: str, country: str, local: str) -> Found | None:
        """Return the force of that sort which the story has named already (``the navy``)."""
        kinds = (self._forces[force].kind,)
        if force == "police" and country in _LOCAL_POLICING:
            told = story.last(kinds=kinds)
            return told if told and told.country in ("", country) and "police" in told.full.lower() else None
        told = story.last(kinds=kinds, word=force.split()[-1].lower().rstrip("s"))
        return told if told and local in ("", told.country) else None

    # --- forces of a town or county

    def _town_after(self, story: AgencyStory, hit: Hit) -> Found | None:
        place = story.place_after(hit.end)
        if not place or place.kind is not PlaceKind.CITY:
            return None
        return self._town_police(story, hit.start, place.end, place.name, place.country, "police")

    def _local(self, story: AgencyStory, force: LocalForce) -> Found | None:
        if force.what == "sheriff":
            return self._sheriff(story, force)
        if force.what == "office":
            return self._office(story, force)
        nation = story.nations.get(force.start + len(force.name))
        if nation and nation[0] == force.start:
            return self._of_nation(story, force, nation[1])
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
        told = story.last(kinds=(AgencyKind.POLICE,), word=f"{town} ".lower())
        if told and told.full.startswith(town) and "police" in told.full.lower():
            return Found(start, end, told.short, told.full, told.country, told.kind)
        body = next((w for w in ("department", "service", "force", "bureau", "division") if w in unit.lower()), "")
        style = {"US": "Police Department", "CA": "Police Service"}.get(
            country, "police" if unit[0] == "p" else "Police"
        )
        full = f"{town} Police {body.title()}" if body else f"{town} {style}"
        return Found(start, end, full, full, country, AgencyKind.POLICE)

    def _sheriff(self, story: AgencyStory, force: LocalForce) -> Found | None:
        county = force.name if force.name.endswith(("County", "Parish")) else ""
        if not county and force.name and "office" in force.unit.lower():
            county = f"{force.name} County"
        start = force.start if county else force.end - len(force.unit)
        if not county:
            told = story.last(word="sheriff's office")
            county = story.where.county_at(force.start)
            if told and (not county or not story.where.county_at(force.start)):
                return Found(start, force.end, told.short, told.full, told.country, told.kind)
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
        return Found(force.start, force.end, force.name, force.name, code, force.kind)

    # --- in short, after it has been named

    def _in_short(self, story: AgencyStory, match: re.Match[str]) -> Found | None:
        if match["noun"]:
            told = self._noun(story, " ".join(match["noun"].lower().split()))
            start = match.start("noun")
        else:
            if _NO_STAFF.search(story.text, max(0, match.start() - 20), match.start()):
                return None
            follows = _OF_ANOTHER.match(story.text, match.end())
            if follows and follows.end() in story.names:
                return None
            told = self._staff(story, match["staff"].lower(), match.start())
            start = match.start()
        if told is None:
            return None
        return Found(start, match.end(), told.short, told.full, told.country, told.kind)

    @staticmethod
    def _noun(story: AgencyStory, noun: str) -> Found | None:
        if noun == "department":
            return story.last(word="department") or story.last(word="sheriff's office")
        if noun == "office":
            return story.last("DOJ") or story.last(word="office")
        if noun == "agency":
            return story.last(
                kinds=(
                    AgencyKind.BORDER,
                    AgencyKind.CUSTOMS,
                    AgencyKind.IMMIGRATION,
                    AgencyKind.COAST_GUARD,
                    AgencyKind.POLICE,
                )
            )
        if noun == "force":
            return story.last(kinds=(AgencyKind.POLICE, AgencyKind.BORDER, AgencyKind.MILITARY))
        if noun == "sector":
            return story.last("USBP")
        if noun == "unit":
            return story.last(word="unit")
        return story.last(word=noun)

    def _staff(self, story: AgencyStory, staff: str, at: int) -> Found | None:
        word = staff.split()[-1]
        if word.startswith("agent"):
            return story.last(*_AGENTS) or story.last("CBP")
        if word.startswith("deput"):
            county = story.where.county_at(at)
            told = story.last(word="sheriff's office")
            if told or not county:
                return told
            full = f"{county} Sheriff's Office"
            return Found(at, at, full, full, "US", AgencyKind.POLICE)
        if word.startswith("firefighter"):
            return story.last(kinds=(AgencyKind.FIRE,))
        if word.startswith("warden"):
            return story.last(word="warden")
        if word == "guards":
            return story.last(kinds=(AgencyKind.BORDER,), word="guard")
        if word.startswith("trooper"):
            return story.last(word="state p") or story.last("Texas DPS")
        told = story.last(kinds=(AgencyKind.POLICE, AgencyKind.CUSTOMS, AgencyKind.BORDER, AgencyKind.IMMIGRATION))
        return told if told and told.short not in _AGENTS else story.last("CBP", "CBSA", "Border Force", "RCMP")

    # --- governments

    def _state(self, story: AgencyStory, match: re.Match[str]) -> Found | None:
        state = story.where.state_at(match.start())
        if not state or story.where.country != "US":
            return None
        full = f"State of {state}"
        return Found(match.start(), match.end(), full, full, "US", AgencyKind.GOVERNMENT)

    def _governments(self, doc: Doc, story: AgencyStory) -> Iterator[Found]:
        """Yield the countries that act as such: ``Finland will shut every crossing``."""
        if not doc.has_annotation("DEP"):
            return
        ends = {token.idx + len(token): token for token in doc}
        for start, (end, code) in story.openings.items():
            token = ends.get(end)
            if token is None or token.dep_ != "nsubj":
                continue
            if token.head.tag_.startswith("VB") and token.head.lower_.startswith(_GOVERNS):
                yield self._force(story, start, end, "government", code)
