"""Measure what it takes to join generated stories of incidents, by their number.

    python benchmarks/linking.py 5000 20000        # and 100000 for the whole; seconds, memory, and the exponent of cost

Incidents are spread over the years as their number grows, at places where much happens and at others where little
does. Three of ten are reported by two to six stories, with revised tolls, coarser dates and other places nearby.
"""

from __future__ import annotations

import json
import math
import random
import subprocess
import sys
import time
from collections.abc import Iterator
from datetime import date, timedelta
from itertools import pairwise

from borderfacts.lexicons import gazetteer
from borderfacts.records import Agency, Count, Event, Extraction, PersonGroup, Place, Route, Span, When

FIRST = date(2015, 1, 1)
A_DAY = 40  # event mentions, of the whole world
TYPES = ("death", "rescue", "crossing", "smuggling", "seizure", "arrest", "removal", "court")
TOWNS = (
    "lampedusa", "calais", "tijuana", "eagle pass", "zuwara", "sfax", "ceuta", "melilla", "bihac", "edirne", "horgos",
    "agadez", "tapachula", "darien", "el paso", "nogales", "dover", "mytilene", "chios", "las palmas", "nouadhibou",
    "dakar", "zarzis", "tripoli", "tobruk", "kos", "evros", "laredo", "brownsville", "yuma",
)  # fmt: skip
NATIONS = ("SY", "AF", "SD", "ER", "GN", "BD", "EG", "PK", "VE", "HN", "GT", "HT", "CU", "IR", "IQ", "SN")
SYLLABLES = ("ka", "lo", "mi", "ter", "sun", "ra", "bel", "dor", "fi", "ga", "hu", "jen", "vo", "zar", "pek", "nus")


def stories(number: int) -> Iterator[Extraction]:
    """Yield as many stories of a single event each, the same each time."""
    chance = random.Random(number)
    places = [each for town in TOWNS for each in gazetteer.candidates(town)[:1] if each.lat is not None]
    made = 0
    while made < number:
        reports = min(number - made, 1 if chance.random() < 0.7 else chance.randint(2, 6))
        yield from _incident(chance, made, reports, places, number)
        made += reports


def _incident(
    chance: random.Random, made: int, reports: int, places: list[gazetteer.Candidate], number: int
) -> Iterator[Extraction]:
    day = FIRST + timedelta(days=chance.randrange(max(1, number // A_DAY)))
    at = chance.choice(places)
    if chance.random() < 0.6:  # somewhere else, where little happens
        at = at._replace(
            name=_word(chance).capitalize(),
            lat=(at.lat or 0) + chance.uniform(-8, 8),
            lon=(at.lon or 0) + chance.uniform(-8, 8),
        )
    kind, nation, count = chance.choice(TYPES), chance.choice(NATIONS), int(chance.paretovariate(1) * 3) % 400 + 1
    own = " ".join(_word(chance) for _ in range(6))
    for reporter in range(reports):
        count += chance.choice((0, 0, 0, 1, 2)) if reporter else 0
        exact = chance.random() < 0.85
        yield _story(
            f"s{made + reporter}", day, day + timedelta(days=reporter), exact, at, kind, nation, count, own, chance
        )


def _story(
    id: str, day: date, published: date, exact: bool, at: gazetteer.Candidate, kind: str, nation: str, count: int,
    own: str, chance: random.Random,
) -> Extraction:  # fmt: skip
    text = (
        f"On that day {count} people were found near {at.name}, {own} {_word(chance)} {_word(chance)}, the police said."
    )
    span = Span.of(text, 0, len(text))
    stated = day.isoformat() if exact else day.isoformat()[:7]
    group = PersonGroup(
        role="migrant",
        count=Count(min=count, max=count, text=str(count)),
        nationalities=(nation,),
        fates=("detained",),
        span=span,
    )
    place = Place(name=at.name, kind="city", country=at.country, admin1=at.admin1, lat=at.lat, lon=at.lon, span=span)
    event = Event(
        id=f"e{id}",
        type=kind,
        status="occurred",
        when=When(start=stated, end=stated, resolved=True, span=span),
        places=(place,),
        route=Route(origin=nation, destination=at.country),
        people=(group,),
        agencies=(
            Agency(name="Police", short=f"Police of {at.country}", country=at.country, kind="police", span=span),
        ),
        evidence=(span,),
        confidence=0.9,
        summary=text,
    )
    return Extraction(id=id, reference_date=published.isoformat(), events=(event,))


def _word(chance: random.Random) -> str:
    return "".join(chance.choice(SYLLABLES) for _ in range(3))


def measure(number: int) -> dict[str, float]:
    """Return what it takes to join and to write so many, in this process."""
    import resource

    from borderfacts.linking import join

    start = time.perf_counter(), time.process_time()
    joined, _ = join(stories(number))
    written = sum(len(incident.model_dump_json(by_alias=True)) for incident in joined)
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return {
        "event_mentions": number,
        "incidents": len(joined),
        "seconds": round(time.perf_counter() - start[0], 1),
        "cpu_seconds": round(time.process_time() - start[1], 1),
        "megabytes": round(memory),
        "written_megabytes": round(written / 1e6),
    }


def main(arguments: list[str]) -> int:
    """Measure each number in a process of its own, and print what came of it; return the exit status."""
    if arguments[:1] == ["--one"]:
        print(json.dumps(measure(int(arguments[1]))))
        return 0
    found = []
    for number in arguments or ["5000", "20000"]:
        done = subprocess.run([sys.executable, __file__, "--one", number], capture_output=True, text=True, check=True)
        found.append(json.loads(done.stdout))
        print("  ".join(f"{name} {value:,}" for name, value in found[-1].items()), flush=True)
    for less, more in pairwise(found):
        times, numbers = ([each[key] for each in (more, less)] for key in ("cpu_seconds", "event_mentions"))
        exponent = math.log(times[0] / times[1]) / math.log(numbers[0] / numbers[1])
        print(f"exponent of cost from {numbers[1]:,} to {numbers[0]:,}: {exponent:.2f}")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
