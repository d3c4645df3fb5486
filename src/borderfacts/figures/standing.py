"""Find counts that tell a state: the people of a town, the staff of an agency, the crowd at a match."""

from __future__ import annotations

import re
from collections.abc import Iterator

from borderfacts.grammar.numbers import Number, to_count
from borderfacts.records import Span, Statistic

_PEOPLE = r"(?:people|inhabitants|residents|souls|persons|islanders|citizens|villagers)"
_FORCES = r"(?:men|women|officers|agents|guards|soldiers|troops|policemen|guardsmen|inspectors|rangers|personnel|border\ guards)"
_STAFF = rf"(?:employees|workers|staff|staffers|staff\ members|officials|members|volunteers|doctors|judges|{_FORCES})"

# Before the number, behind it, and the measure.
_RULES: tuple[tuple[str | None, str | None, str], ...] = (
    (
        r"\b(?:town|city|village|hamlet|community|settlement|municipality|island|nation|country|county|parish|archipelago|metropolis|state)\ of$",
        rf"(?:\ {_PEOPLE}\b|\ [a-z]+\ {_PEOPLE}\b|\s*(?:$|[.,;:)—–”\"]|(?:in|on|that|where|which|who|slept|near|at|just|outside)\b))",
        "population",
    ),
    (r"\bpopulations?\ (?:is\ |was\ )?(?:of|stands\ at|to|at)$", None, "population"),
    (r"\b(?:population|pop\.)[,:]?$", None, "population"),
    (None, r"\ (?:inhabitants|islanders|townspeople|townsfolk)\b", "population"),
    (r"\b(?:has|have|numbers)$", rf"\ (?:[a-z]+\ )?{_PEOPLE}\b(?!\ (?:who|on|aboard|in\ custody))", "population"),
    (r"\b(?:now|currently|already)\ (?:houses|holds|hosts|shelters|accommodates)$", None, "residents"),
    (r"\bhome\ to$", rf"(?:\ [\w-]+){{0,3}}\ {_PEOPLE}\b", "population"),
    (r"\b(?:crowds?|attendance|audience|turnout|gate)\ (?:of|was|reached)$", None, "attendance"),
    (None, r"(?:\ paying)?\ (?:spectators|onlookers|fans)\b", "attendance"),
    (r"\b(?:staff|workforce|garrison|membership)\ of$", None, "personnel"),
    (r"\b(?:employs|employing|employed)$", None, "employees"),
    (r"\b(?:has|have|with)$", rf"(?:\ [\w-]+){{0,3}}?\ (?:employees|staff|staffers|staff\ members|workers)\b", "employees"),
    (
        None,
        rf"(?:\ [\w-]+){{0,2}}?\ {_STAFF}\b,?\ (?:(?:who|that|which)\ )?(?:(?:already|now|currently|regularly|normally|at\ present|today|are|is)\ ){{0,2}}"
        r"(?:patrol|patrolling|guard|guarding|watch\ over|police|staff|man|serve|work|stationed|posted|on\ duty|employed|based|assigned)\b",
        "personnel",
    ),
    (r"\b(?:has|have|fields|maintains)$", rf"(?:\ [\w-]+){{0,2}}\ {_FORCES}\b(?!\ (?:in|at|on\ the\ scene))", "personnel"),
    (r"\b(?:short\ of|lacks|needs)$", rf"(?:\ [\w-]+){{0,2}}\ {_STAFF}\b", "vacancies"),
    (None, r"(?:\ [\w-]+){0,2}\ (?:vacancies|unfilled\ (?:posts|positions|jobs)|vacant\ (?:posts|positions|jobs)|job\ openings)\b", "vacancies"),
    (
        None,
        rf"(?:\ [\w-]+){{0,3}}?\ (?:{_PEOPLE}|migrants|refugees|asylum\ seekers|of\ them|families|workers|nationals|foreigners)\b[^.;]{{0,60}}?\b"
        r"(?:live|lives|living|reside|are\ housed|are\ held|are\ sheltering|are\ staying|are\ registered|are\ camped|are\ being\ held|are\ waiting)\b",
        "residents",
    ),
)  # fmt: skip
_COMPILED = tuple(
    (
        re.compile(before, re.IGNORECASE) if before else None,
        re.compile(behind.replace(r"\ ", r"[ \u00a0\n]"), re.IGNORECASE) if behind else None,
        measure,
    )
    for before, behind, measure in _RULES
)

# Of what changes from day to day, only a large number tells a state; ten men on guard are a happening.
LEAST = {"personnel": 100, "residents": 100, "employees": 20, "population": 20}


def find_standing(text: str, start: int, end: int, numbers: list[Number]) -> Iterator[Statistic]:
    """Yield the standing counts among the numbers of a sentence."""
    for number in numbers:
        before = text[max(start, number.start - 40) : number.start].rstrip()
        behind = text[number.end : min(end, number.end + 120)]
        for lead, tail, measure in _COMPILED:
            if (number.low or number.high or 0) < LEAST.get(measure, 0):
                continue
            if lead and not lead.search(before):
                continue
            match = tail.match(behind) if tail else None
            if tail and match is None:
                continue
            yield Statistic(
                measure=measure, count=to_count(text, number), span=Span.of(text, number.start, _phrase_end(number, match))
            )
            break


def _phrase_end(number: Number, match: re.Match[str] | None) -> int:
    noun = re.match(r"(?:\s[\w-]+){0,3}?\s(?:" + _PEOPLE + "|" + _STAFF + r"|spectators|fans|vacancies)\b", match[0]) if match else None
    return number.end + (noun.end() if noun else 0)
