"""Find counts that tell a state: the people of a town, the staff of an agency, the crowd at a match."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from borderfacts.grammar.numbers import Number, to_count
from borderfacts.records import Span, Statistic

_SETTLEMENT = (
    "(?:town|city|village|hamlet|community|settlement|municipality|island|nation|country|county|parish|archipelago"
    "|metropolis|state)"
)
_PEOPLE = "(?:people|inhabitants|residents|souls|persons|islanders|citizens|villagers)"
_FORCES = (
    "(?:men|women|officers|agents|guards|soldiers|troops|policemen|guardsmen|inspectors|rangers|personnel"
    "|border guards)"
)
_STAFF = f"(?:employees|workers|staff|staffers|staff members|officials|members|volunteers|doctors|judges|{_FORCES})"
_GUESTS = f"(?:{_PEOPLE}|migrants|refugees|asylum seekers|of them|families|workers|nationals|foreigners)"
_NOW = "(?:(?:already|now|currently|regularly|normally|at present|today|are|is) ){0,2}"
_SERVE = (
    "(?:patrol|patrolling|guard|guarding|watch over|police|staff|man|serve|work|stationed|posted|on duty|employed|based"
    "|assigned)"
)
_STAY = "(?:live|lives|living|reside|are (?:housed|held|sheltering|staying|registered|camped|being held|waiting))"
_THOUGHT = (
    r"[^.;]{0,60}? are (?:thought|believed|estimated|said|known|reckoned) to (?:live|be living|reside|be staying)"
)
_AREA = "(?:field|country|region|area|sector|province|state)"
_SHORT = r"(?: [\w-]{1,30}){0,2}"
_MADE_FOR = (
    "(?:built|designed|intended|meant|made|equipped|fitted out) (?:for|to (?:hold|house|take|sleep))"
    "|capacity (?:of|for|is)|(?:room|space|beds?|places) for(?: only| just| about| some)?"
    "|able to (?:hold|house|take)|sleeps"
)
# Where people are kept or lodged: a van built for eight tells no capacity of a place.
_SHOW = "(?:it|the (?:film|show|play|match|game|premiere|concert|screening|festival|parade|exhibition))"
_FACILITY = re.compile(
    r"\b(?:cent(?:re|er)s?|shelters?|camps?|jails?|prisons?|facilit(?:y|ies)|hotels?|hostels?|barracks|compounds?|dormitor(?:y|ies)"
    r"|hospitals?|cells?|blocks?|wards?|schools?|gyms?|halls?|stations?|sites?|buildings?|morgue|processing|hub|tents?|stadium)\b",
    re.IGNORECASE,
)
_PUT_OFF = re.compile(r"\b(?:will|would|could|may|might|should|plans?|planned|proposed|if|whether)\b", re.IGNORECASE)
_UNSURE = frozenset({"capacity", "residents"})
# Anything but "in front of 300 spectators": those saw something happen.
_NOT_BEFORE = r"(?:^|(?<!front of)(?<!before)(?<!front of some)(?<!before some)(?<!front of about))"


class _Rule(NamedTuple):
    """What stands before a number and behind it where it tells a state, and what it then counts."""

    measure: str
    before: re.Pattern[str] | None
    behind: re.Pattern[str] | None
    facility: bool  # only of a place where people are kept or lodged
    least: int  # of what changes from day to day only a large number tells a state: ten men on guard are a happening


def _rule(measure: str, before: str | None, behind: str | None, least: int = 2, *, facility: bool = False) -> _Rule:
    return _Rule(
        measure,
        re.compile(rf"\b(?:{before})$", re.IGNORECASE) if before else None,
        re.compile(behind.replace(" ", r"\s"), re.IGNORECASE) if behind else None,
        facility,
        least,
    )


_RULES = (
    _rule(
        "population",
        f"{_SETTLEMENT} of",
        rf" (?:[a-z]{{1,20}} )?{_PEOPLE}\b|[ ]?(?:$|[.,;:)—–”\"])"
        r"| (?:in|on|that|where|which|who|slept|lies|sits|stands|near|at|just|outside)\b",
        20,
    ),
    _rule("population", "populations? (?:is |was )?(?:of|stands at|to|at)|population[,:]?|pop[.]", None),
    _rule("population", None, r" (?:inhabitants|islanders|townspeople|townsfolk)\b"),
    _rule("population", "has|have|numbers", rf" (?:[a-z]{{1,20}} )?{_PEOPLE}\b(?! (?:who|on|aboard|in custody))", 20),
    _rule("population", "home to", rf"(?: [\w-]{{1,30}}){{0,3}} {_PEOPLE}\b", 20),
    _rule("capacity", _MADE_FOR, None, 20, facility=True),
    _rule("capacity", "has|have|with|offers?|only|of|for", rf"{_SHORT} (?:beds|bunks|cots|bedspaces)\b", 10),
    _rule("residents", "(?:now|currently|already) (?:houses|holds|hosts|shelters|accommodates)", None, 100),
    _rule("residents", "holds|houses|hosts|shelters|accommodates", rf"{_SHORT} {_GUESTS}\b", 100),
    _rule(
        "residents",
        "hold|house|host|shelter|accommodate",
        rf"{_SHORT} (?:men|women|children|{_GUESTS})\b",
        100,
        facility=True,
    ),
    _rule("residents", "held|housed|sheltered|sleeping|is holding|are holding", None, 100, facility=True),
    _rule(
        "children",
        None,
        r"(?: [\w-]{1,30}){1,6} (?:in|under) (?:its|their|the [\w-]{1,30}['’]s) (?:charge|care)\b",
    ),
    _rule(
        "children", "has|have|had", rf"{_SHORT} (?:children|minors) (?:without parents|on their own|to look after)", 20
    ),
    _rule(
        "attendance",
        None,
        rf"{_SHORT} {_PEOPLE} (?:saw|watched|attended|came to (?:see|hear|watch)) {_SHOW}\b",
        50,
    ),
    _rule("tickets", "sold|selling|sells", rf"{_SHORT} (?:tickets|copies|seats|albums|books)\b", 20),
    _rule("attendance", "(?:crowds?|attendance|audience|turnout|gate) (?:of|was|reached)", None),
    _rule("attendance", _NOT_BEFORE, r"(?: paying)? (?:spectators|onlookers|fans)\b"),
    _rule("personnel", "(?:staff|workforce|garrison|membership) of", None),
    _rule("employees", "employs|employing|employed", None, 20),
    _rule("employees", "has|have|with", rf"{_SHORT} (?:employees|staff|staffers|staff members|workers)\b", 20),
    _rule("personnel", None, rf"{_SHORT} {_STAFF}\b,? (?:(?:who|that|which) )?{_NOW}{_SERVE}\b", 100),
    _rule(
        "personnel",
        "has|have|fields|maintains",
        rf"{_SHORT} {_FORCES}\b(?! (?:in(?! the {_AREA}\b)|at|on the scene))",
        100,
    ),
    _rule("vacancies", "short of|lacks|needs", rf"{_SHORT} {_STAFF}\b"),
    _rule("vacancies", None, rf"{_SHORT} (?:vacancies|(?:unfilled|vacant) (?:posts|positions|jobs)|job openings)\b"),
    _rule(
        "residents",
        None,
        rf"{_SHORT} {_GUESTS}\b(?:{_THOUGHT}|(?: (?:who|that|already|now|still)){{0,2}} {_STAY})\b",
        100,
    ),
)
_NOUN = re.compile(
    rf"(?:\s[\w-]{{1,30}}){{0,3}}?\s(?:{_PEOPLE}|{_STAFF}|spectators|fans|vacancies|beds|tickets|children|minors"
    r"|of them)\b",
    re.IGNORECASE,
)


def find_standing(text: str, start: int, end: int, numbers: list[Number]) -> Iterator[Statistic]:
    """Yield the standing counts among the numbers of the sentence from ``start`` to ``end``."""
    for number in numbers:
        before = text[max(start, number.start - 40) : number.start].rstrip()
        behind = text[number.end : min(end, number.end + 120)]
        size = number.low if number.low is not None else number.high or 0
        for rule in _RULES:
            if size < rule.least or (rule.before and not rule.before.search(before)):
                continue
            if rule.behind and not rule.behind.match(behind):
                continue
            if rule.measure in _UNSURE and _PUT_OFF.search(text, max(start, number.start - 60), number.start):
                continue
            if rule.facility and not _FACILITY.search(text, max(start, number.start - 120), number.start):
                continue
            noun = _NOUN.match(behind)
            span = Span.of(text, number.start, number.end + (noun.end() if noun else 0))
            yield Statistic(measure=rule.measure, count=to_count(text, number), span=span)
            break
