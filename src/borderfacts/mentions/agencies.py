"""Find the agencies that a text names, by name, by nationality, by town, or in short once they have been named."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from spacy.tokens import Doc

from borderfacts import lexicons
from borderfacts.annotations import AGENCIES, PLACES, phrases
from borderfacts.grammar.local_forces import LocalForce, find_local_forces
from borderfacts.grammar.phrases import Hit
from borderfacts.grammar.whereabouts import Whereabouts
from borderfacts.lexicons.schema import AgencyEntry
from borderfacts.records import Agency, Span
from borderfacts.vocabulary import AgencyKind, PlaceKind

# Words that may stand between a country's adjective and its force: the Spanish maritime rescue service.
_BETWEEN = re.compile(
    r"(?:['’]s?)?\s(?:(?:federal|local|state|provincial|national|regional|central|special|elite|senior|top|so-called"
    r"|military|armed|naval|maritime|eastern|western|northern|southern|rebel|home)\s)?$"
)
_AFTER = re.compile(r"\s(?:of|in)\s(?:the\s)?")
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
    r"|task\sforce|brigade|board|guard|unit)(?!\s(?:of|for|store|building)\b))"
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
_COUNTRYWIDE = frozenset({AgencyKind.GOVERNMENT, AgencyKind.JUSTICE, AgencyKind.MILITARY})


@dataclass(frozen=True, slots=True)
class _Found:
    """An agency at a place in the text, before it is a record."""

    start: int
    end: int
    short: str
    full: str
    country: str
    kind: AgencyKind
    named: bool = True


@dataclass(slots=True)
class _Story:
    """What is known of a story while its agencies are read from left to right."""

    text: str
    where: Whereabouts
    nations: dict[int, tuple[int, str]]  # end of a country's name or adjective -> (start, code)
    openings: dict[int, tuple[int, str]]  # start -> (end, code)
    places: dict[int, tuple[int, PlaceKind, str, str]]  # start -> (end, kind, country, name)
    names: frozenset[int]  # where a known name starts
    told: list[_Found] = field(default_factory=list)

    def nation_before(self, at: int) -> tuple[int, str] | None:
        """Return where the country's adjective right before an offset starts, and its code."""
        if at == 0 or not self.text[at - 1].isspace():
            return None
        match = _BETWEEN.search(self.text, max(0, at - 24), at)
        while match:
            found = self.nations.get(match.start())
            if found:
                return found
            match = _BETWEEN.search(self.text, match.start() + 1, at)
        return None

    def nation_after(self, at: int) -> tuple[int, str] | None:
        """Return where the country that follows (``police in Croatia``) ends, and its code."""
        match = _AFTER.match(self.text, at)
        return self.openings.get(match.end()) if match else None

    def last(self, *shorts: str, kinds: tuple[AgencyKind, ...] = (), word: str = "") -> _Found | None:
        """Return the agency named last that is one of ``shorts`` or ``kinds`` and has ``word`` in its name."""
        for found in reversed(self.told):
            if (found.short in shorts or found.kind in kinds or not (shorts or kinds)) and (
                not word or word in f"{found.full} {found.short}".lower()
            ):
                return found
        return None


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
        found = list(self._find(doc))
        AGENCIES.write(doc, (self._record(doc.text, one) for one in found))
        return doc

    @staticmethod
    def _record(text: str, found: _Found) -> Agency:
        return Agency(
            name=found.full,
            short=found.short,
            country=found.country or None,
            kind=found.kind,
            span=Span.of(text, found.start, found.end),
        )

    def _find(self, doc: Doc) -> Iterator[_Found]:
        story = self._story(doc)
        taken = 0
        for start, end, rank, hit in self._candidates(doc):
            if start < taken:
                continue
            for found in self._resolve(story, start, end, rank, hit):
                if found.start < taken and not found.start < start:
                    continue
                story.told.append(found)
                taken = max(taken, found.end)
                yield found
        yield from self._governments(doc, story)

    def _story(self, doc: Doc) -> _Story:
        nations = {h.end: (h.start, h.keys[0]) for h in phrases(doc, "nationalities") if h.keys[0]}
        countries = [h for h in phrases(doc, "countries") if h.keys[0]]
        nations |= {h.end: (h.start, h.keys[0]) for h in countries}
        places = PLACES.read(doc)
        return _Story(
            text=doc.text,
            where=Whereabouts(doc.text, places, [(h.start, h.end, h.keys[0]) for h in countries]),
            nations=nations,
            openings={h.start: (h.end, h.keys[0]) for h in countries},
            names=frozenset(h.start for h in phrases(doc, "agencies")),
            places={p.span.start: (p.span.end, p.kind, p.country or "", p.name) for p in places},
        )

    def _candidates(self, doc: Doc) -> list[tuple[int, int, int, Hit | LocalForce | re.Match[str]]]:
        """Return what may name an agency, in the order of the text, the surer reading of the same words first."""
        text = doc.text
        names = phrases(doc, "agencies")
        found: list[tuple[int, int, int, Hit | LocalForce | re.Match[str]]] = [
            (h.start, h.end, 0, h) for h in names if any(c.isupper() for c in text[h.start : h.end])
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
        # A name keeps its words from what only begins there: the surer rank first, then the longer.
        return sorted(found, key=lambda one: (one[0], one[2] if one[2] < 2 else 2, -one[1], one[2]))

    @staticmethod
    def _within(force: LocalForce, inside: set[int]) -> bool:
        return any(at in inside for at in (force.start, (force.start + force.end) // 2, force.end - 1))

    def _resolve(
        self, story: _Story, start: int, end: int, rank: int, hit: Hit | LocalForce | re.Match[str]
    ) -> Iterator[_Found]:
        one: _Found | None
        if isinstance(hit, LocalForce):
            one = self._local(story, hit)
        elif isinstance(hit, Hit):
            one = self._known(story, hit, rank)
        elif rank == 4:
            one = self._in_short(story, hit)
        else:
            one = self._state(story, hit)
        if one is None:
            return
        pair = _PAIR.search(story.text, max(0, one.start - 5), one.start)
        if pair and rank == 3 and one.start < start and (other := story.nations.get(pair.start())):
            yield self._force(story, other[0], end, hit.keys[0], other[1])  # type: ignore[union-attr]
        yield one

    # --- known names, generic words, national forces

    def _known(self, story: _Story, hit: Hit, rank: int) -> _Found | None:
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
        if rank == 2:
            return self._generic(story, hit, surface)
        return self._alone_force(story, hit, surface)

    def _named(self, story: _Story, hit: Hit) -> _Found | None:
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

    def _make(self, story: _Story, start: int, end: int, short: str, entry: AgencyEntry) -> _Found:
        match = _ACRONYM.match(story.text, end)
        if match and (match[1] in entry.forms or match[1] == short):
            end = match.end()
        staff = _STAFF.match(story.text, end)
        if staff:
            end = staff.end()
        return _Found(start, end, short, entry.full, entry.country, entry.kind)

    def _national(self, story: _Story, hit: Hit, rank: int, start: int, end: int, code: str) -> _Found | None:
        if rank == 2:
            for short in hit.keys:
                if self._entries[short].country == code:
                    return self._make(story, start, end, short, self._entries[short])
            force = self._force_names.get(story.text[hit.start : hit.end].lower())
            return self._force(story, start, end, force, code) if force else None
        return self._force(story, start, end, hit.keys[0], code)

    def _force(self, story: _Story, start: int, end: int, force: str, code: str) -> _Found:
        """Return the force of a country: the one in the lexicon, or one named by the country's adjective."""
        short = f"{self._adjective(code)} {force}"
        short = self._by_lower.get(short.lower(), short)
        known = self._entries.get(short)
        if known is None and force == "government" and code in ("US", "GB", "CA"):
            short = {"US": "U.S. government", "GB": "UK government", "CA": "Canadian government"}[code]
            known = self._entries[short]
        if known:
            return _Found(start, end, short, known.full, known.country, known.kind)
        return _Found(start, end, short, short, code, self._forces[force].kind)

    def _adjective(self, code: str) -> str:
        if code in ("US", "GB"):
            return {"US": "U.S.", "GB": "British"}[code]
        entry = self._nations.get(code)
        return (entry.people or (entry.name,))[0] if entry else code

    def _generic(self, story: _Story, hit: Hit, surface: str) -> _Found | None:
        if surface in _NO_CUSTOMS:
            return None
        entries = {short: self._entries[short] for short in hit.keys}
        country = story.where.country_at(hit.start)
        fitting = {short: entry for short, entry in entries.items() if entry.country == country}
        told = story.last(*(fitting or entries))
        if told and (not country or told.country == country or not fitting):
            return _Found(hit.start, hit.end, told.short, told.full, told.country, told.kind)
        if not fitting:
            return self._alone_force(story, hit, surface)
        region = story.where.region_at(hit.start)
        short, entry = next(
            ((s, e) for s, e in fitting.items() if e.admin1 and e.admin1 == region),
            next(((s, e) for s, e in fitting.items() if not e.admin1), ("", None)),
        )
        return _Found(hit.start, hit.end, short, entry.full, entry.country, entry.kind) if entry else None

    def _alone_force(self, story: _Story, hit: Hit, surface: str) -> _Found | None:
        force = self._alone.get(surface)
        if force is None:
            return None
        country = story.where.country_at(hit.start)
        told = self._told_force(story, force, country)
        if told:
            return _Found(hit.start, hit.end, told.short, told.full, told.country, told.kind)
        if not country or (country in _LOCAL_POLICING and force in _UNTOLD_LOCALLY):
            return None
        if force == "prosecutors" and country == "US":
            return self._make(story, hit.start, hit.end, "DOJ", self._entries["DOJ"])
        if force == "authorities" and _RULED.match(story.text, hit.end):
            force = "government"
        return self._force(story, hit.start, hit.end, force, country)

    def _told_force(self, story: _Story, force: str, country: str) -> _Found | None:
        """Return the force of that sort which the story has named already (``the navy``)."""
        kind = self._forces[force].kind
        if force in ("police", "authorities", "prosecutors", "government", "army", "military"):
            kinds = (kind,) if force == "police" and country in _LOCAL_POLICING else ()
            told = story.last(kinds=kinds) if kinds else None
            return told if told and told.country in ("", country) and "police" in told.full.lower() else None
        word = force.split()[-1].lower().rstrip("s")
        told = story.last(kinds=(kind,), word=word)
        return (
            told if told and (not country or told.country == country or told.country == story.where.country) else None
        )

    # --- forces of a town or county

    def _town_after(self, story: _Story, hit: Hit) -> _Found | None:
        match = _AFTER.match(story.text, hit.end)
        place = story.places.get(match.end()) if match else None
        if not place or place[1] is not PlaceKind.CITY:
            return None
        return self._town_police(story, hit.start, place[0], place[3], place[2], "police")

    def _local(self, story: _Story, force: LocalForce) -> _Found | None:
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
        return _Found(force.start, force.end, full, full, country, force.kind)

    @staticmethod
    def _title(unit: str) -> str:
        words = re.sub(r"\s(?:officers?|chief|detectives?|spokes\w+)$", "", unit, flags=re.IGNORECASE)
        keep = words.lower() in ("state police", "municipal police", "city police", "local police")
        return (
            words
            if keep or words.isupper()
            else words[0].upper() + re.sub(r"(?<=[\s-])(?!and\b|of\b)\w", lambda m: m.group().upper(), words[1:])
        )

    def _place_of(self, story: _Story, force: LocalForce) -> tuple[PlaceKind | None, str]:
        at = force.name_start
        place = story.places.get(at)
        if place and place[0] >= at + len(force.name):
            return place[1], place[2]
        return None, ""

    def _of_nation(self, story: _Story, force: LocalForce, code: str) -> _Found | None:
        word = re.sub(r"\s(?:officers?|chief|detectives?|spokes\w+)$", "", force.unit.lower())
        name = self._force_names.get(word)
        if name:
            return self._force(story, force.start, force.end, name, code)
        full = f"{force.name} {force.unit}"
        return _Found(force.start, force.end, full, full, code, force.kind)

    def _town_police(self, story: _Story, start: int, end: int, town: str, country: str, unit: str) -> _Found:
        """Return the police of a town, by the style of its country."""
        told = story.last(kinds=(AgencyKind.POLICE,), word=f"{town} ".lower())
        if told and told.full.startswith(town) and "police" in told.full.lower():
            return _Found(start, end, told.short, told.full, told.country, told.kind)
        body = next((w for w in ("department", "service", "force", "bureau", "division") if w in unit.lower()), "")
        style = {"US": "Police Department", "CA": "Police Service"}.get(
            country, "police" if unit[0] == "p" else "Police"
        )
        full = f"{town} Police {body.title()}" if body else f"{town} {style}"
        return _Found(start, end, full, full, country, AgencyKind.POLICE)

    def _sheriff(self, story: _Story, force: LocalForce) -> _Found | None:
        county = force.name if force.name.endswith(("County", "Parish")) else ""
        if not county and force.name and "office" in force.unit.lower():
            county = f"{force.name} County"
        start = force.start if county else force.end - len(force.unit)
        if not county:
            told = story.last(word="sheriff's office")
            county = story.where.county_at(force.start)
            if told and (not county or not story.where.county_at(force.start)):
                return _Found(start, force.end, told.short, told.full, told.country, told.kind)
        if not county:
            return None
        full = f"{county} Sheriff's Office"
        return _Found(start, force.end, full, full, "US", AgencyKind.POLICE)

    def _office(self, story: _Story, force: LocalForce) -> _Found:
        country = story.where.country_at(force.start) or story.where.country
        nation = story.nation_before(force.start)
        surface = force.name.lower()
        known = self._force_names.get(surface)
        code = nation[1] if nation else country
        if known and code:
            return self._force(story, nation[0] if nation else force.start, force.end, known, code)
        return _Found(force.start, force.end, force.name, force.name, code, force.kind)

    # --- in short, after it has been named

    def _in_short(self, story: _Story, match: re.Match[str]) -> _Found | None:
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
        return _Found(start, match.end(), told.short, told.full, told.country, told.kind, named=False)

    @staticmethod
    def _noun(story: _Story, noun: str) -> _Found | None:
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
        if noun == "unit":
            return story.last(word="unit")
        return story.last(word=noun)

    def _staff(self, story: _Story, staff: str, at: int) -> _Found | None:
        word = staff.split()[-1]
        if word.startswith("agent"):
            return story.last(*_AGENTS) or story.last("CBP")
        if word.startswith("deput"):
            county = story.where.county_at(at)
            told = story.last(word="sheriff's office")
            if told or not county:
                return told
            full = f"{county} Sheriff's Office"
            return _Found(at, at, full, full, "US", AgencyKind.POLICE)
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

    def _state(self, story: _Story, match: re.Match[str]) -> _Found | None:
        state = story.where.state_at(match.start())
        if not state or story.where.country != "US":
            return None
        full = f"State of {state}"
        return _Found(match.start(), match.end(), full, full, "US", AgencyKind.GOVERNMENT)

    def _governments(self, doc: Doc, story: _Story) -> Iterator[_Found]:
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
