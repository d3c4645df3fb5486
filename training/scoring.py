"""Score extractions against stories with known records.

A record becomes a bag of slots, each a family and its value: ``("action", "cross")``, ``("fate", "migrant", "dead",
(4, 4))``. The extracted and the known events of a story are paired so that the pairs share as many slots as possible.
An incident is found when the F1 of its pair's slots is at least 0.3. Slots are counted over all stories; slots of
events without a partner count as missed or as wrong.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import Any

from borderfacts import lexicons, units

Slot = tuple[Any, ...]
Bag = Counter[Slot]

FOUND = 0.3
NOT_ANNOTATED = ("ratio", "age")


@dataclass
class Score:
    """Slots in common, extracted and known.

    Attributes:
        hits: those in both.
        extracted: those of the extracted records.
        known: those of the known records.
    """

    hits: float = 0
    extracted: float = 0
    known: float = 0

    @property
    def precision(self) -> float:
        """The share of the extracted that is known."""
        return self.hits / self.extracted if self.extracted else 0.0

    @property
    def recall(self) -> float:
        """The share of the known that was extracted."""
        return self.hits / self.known if self.known else 0.0

    @property
    def f1(self) -> float:
        """Twice what is in both over what is in either."""
        return 2 * self.hits / (self.extracted + self.known) if self.extracted + self.known else 1.0

    def add(self, hits: float, extracted: float, known: float) -> None:
        """Add to the counts."""
        self.hits, self.extracted, self.known = self.hits + hits, self.extracted + extracted, self.known + known


@dataclass
class Scores:
    """The scores of a set of stories: incidents, slots, each family of slots, and stories without an incident."""

    incidents: Score = field(default_factory=Score)
    slots: Score = field(default_factory=Score)
    families: dict[str, Score] = field(default_factory=dict)
    empty: Score = field(default_factory=Score)

    def add(self, extraction: dict[str, Any], story: dict[str, Any]) -> None:
        """Count one story; ``extraction`` is the JSON form of an Extraction."""
        self.add_bags(
            [extracted_slots(event) for event in extraction["events"]],
            [known_slots(event) for event in story["events"]],
        )
        extracted, known = story_slots(extraction), story_slots(story)
        self._count(extracted & known, extracted, known)

    def add_bags(self, extracted: Sequence[Bag], known: Sequence[Bag]) -> None:
        """Count the incidents of one story, each as the bag of its slots."""
        if not known:
            self.empty.add(not extracted, 1, 1)
        shared: Bag = Counter()
        found = 0
        for one, other in pair(extracted, known):
            shared += in_common(extracted[one], known[other])
            found += is_found(extracted[one], known[other])
        self.incidents.add(found, len(extracted), len(known))
        all_extracted, all_known = sum(extracted, Counter()), sum(known, Counter())
        self.slots.add(shared.total(), all_extracted.total(), all_known.total())
        self._count(shared, all_extracted, all_known)

    def merge(self, other: Scores) -> None:
        """Add the counts of other stories."""
        for mine, theirs in (
            (self.incidents, other.incidents),
            (self.slots, other.slots),
            (self.empty, other.empty),
            *((self.families.setdefault(name, Score()), each) for name, each in other.families.items()),
        ):
            mine.add(theirs.hits, theirs.extracted, theirs.known)

    def _count(self, hits: Bag, extracted: Bag, known: Bag) -> None:
        for position, bag in enumerate((hits, extracted, known)):
            for slot, number in bag.items():
                numbers = [0, 0, 0]
                numbers[position] = number
                self.families.setdefault(slot[0], Score()).add(*numbers)


def fold(name: str) -> str:
    """Return a name in the form in which names are compared."""
    return " ".join(name.replace("’", "'").casefold().split()).removeprefix("the ")


@cache
def _short_names() -> dict[str, str]:
    return {
        fold(form): fold(short) for short, entry in lexicons.agencies().items() for form in (entry.full, *entry.forms)
    }


def agency(name: str) -> str:
    """Return the short name of an agency that is written in any way the lexicon knows."""
    return _short_names().get(fold(name), fold(name))


def measure(value: float | Sequence[float] | None, unit: str | None) -> Slot:
    """Return an amount in base units to three significant digits, so that the same amount in two units is equal."""
    if value is None:
        return (None, unit)
    if isinstance(value, (list, tuple)):
        ends = [measure(end, unit) for end in value]
        return (tuple(end[0] for end in ends), ends[0][1])
    value = float(value)  # type: ignore[arg-type]  # a sequence is a list or tuple here
    if unit in (None, "count") or (len(unit or "") == 3 and str(unit).isupper()):
        return (_rounded(value), unit or "count")
    quantity = units.registry().Quantity(value, unit).to_base_units()
    return (_rounded(float(quantity.magnitude)), str(quantity.units))


def _rounded(value: float) -> float:
    return float(f"{value:.3g}")


def _bounds(count: dict[str, Any] | Sequence[int | None] | None) -> tuple[int | None, int | None] | None:
    if count is None:
        return None
    low, high = (count["min"], count["max"]) if isinstance(count, dict) else count
    return (low, high)


def extracted_slots(event: dict[str, Any]) -> Bag:
    """Return the slots of an extracted event."""
    return known_slots(as_known(event))


def as_known(event: dict[str, Any]) -> dict[str, Any]:
    """Return an extracted event in the form of the stories."""
    return {
        **event,
        "actions": [action["type"] for action in event["actions"]],
        "agencies": [each["short"] for each in event["agencies"]],
        "seizures": [
            {"kind": each["kind"], **(each["quantity"] or {"value": None, "unit": None})} for each in event["seizures"]
        ],
    }


def known_slots(event: dict[str, Any]) -> Bag:
    """Return the slots of an event in the form of the stories."""
    slots: list[Slot] = [("type", event["type"]), ("status", event["status"])]
    slots += [("action", action) for action in dict.fromkeys(event["actions"])]
    slots += _when(event["when"] or {})
    slots += [("place", name) for name in dict.fromkeys(fold(place["name"]) for place in event["places"])]
    slots += [("route", end, code) for end in ("from", "to") if (code := (event["route"] or {}).get(end))]
    for group in event["people"]:
        slots += _group(group)
    slots += [("agency", name) for name in dict.fromkeys(agency(each) for each in event["agencies"])]
    slots += [
        ("seizure", each["kind"], *measure(each["value"], each["unit"] if each["value"] is not None else None))
        for each in event["seizures"]
    ]
    slots += [("quantity of event", *each) for each in _measures(event["quantities"])]
    return Counter(slots)


def _when(when: dict[str, Any]) -> Iterable[Slot]:
    if when.get("start"):
        yield ("when", when["start"], when.get("end"))
    clock = when.get("time") or when.get("part")
    if clock:
        yield ("clock", clock)


def _group(group: dict[str, Any]) -> Iterable[Slot]:
    role, count = group["role"], _bounds(group.get("count"))
    yield ("people", role, count)
    for part in group.get("parts") or ():
        yield ("part", role, part["kind"], _bounds(part.get("count")))
    for nationality in dict.fromkeys(group.get("nationalities") or ()):
        yield ("nationality", role, nationality)
    for fate in dict.fromkeys(group.get("fates") or ()):
        yield ("fate", role, fate, count)
    for age in group.get("ages") or ():
        yield ("age", age)


def _measures(quantities: Iterable[dict[str, Any]]) -> list[Slot]:
    asked = [each for each in quantities if each.get("dimension") not in NOT_ANNOTATED]
    return list(dict.fromkeys(measure(each["value"], each["unit"]) for each in asked))


def story_slots(story: dict[str, Any]) -> Bag:
    """Return the slots of a story as a whole, of an extraction or of the known records."""
    days = dict.fromkeys((each["start"], each["end"]) for each in story["dates"] if each["start"])
    return Counter(
        [("quantity", *each) for each in _measures(story["quantities"])]
        + [("date", *day) for day in days]
        + [("statistic", _bounds(each["count"])) for each in story["statistics"]]
    )


def is_found(extracted: Bag, known: Bag) -> bool:
    """Return whether a record finds an incident: enough of their slots are in common."""
    return Score(in_common(extracted, known).total(), extracted.total(), known.total()).f1 >= FOUND


def in_common(extracted: Bag, known: Bag) -> Bag:
    """Return the slots in common; a place is also met by one whose name has all its words, or only words of it."""
    common = extracted & known
    spare = [slot for slot in (extracted - common) if slot[0] == "place"]
    for slot in known - common:
        if slot[0] == "place":
            words = set(slot[1].split())
            near = next((each for each in spare if words <= (other := set(each[1].split())) or other <= words), None)
            if near:
                spare.remove(near)
                common[slot] += 1
    return common


def pair(extracted: Sequence[Bag], known: Sequence[Bag]) -> list[tuple[int, int]]:
    """Return the pairing of extracted with known events that shares the most slots."""
    shares = [[in_common(one, other).total() for other in known] for one in extracted]

    @cache
    def best(first: int, taken: int) -> tuple[int, tuple[tuple[int, int], ...]]:
        if first == len(extracted):
            return (0, ())
        top = best(first + 1, taken)
        for other, share in enumerate(shares[first]):
            if share and not taken & (1 << other):
                total, rest = best(first + 1, taken | (1 << other))
                if total + share > top[0]:
                    top = (total + share, ((first, other), *rest))
        return top

    return list(best(0, 0)[1])
