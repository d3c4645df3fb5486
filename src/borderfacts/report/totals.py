"""Add up the incidents of many stories, by the arithmetic of the flat row."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from borderfacts.records import Extraction, wording
from borderfacts.records.flat_row import flat_row
from borderfacts.vocabulary import Fate, Status

Row = dict[str, object]

# A table of more months is too long to see anything in.
MOST_MONTHS = 24

NO_DATE = "No date reported"
NO_YEAR = "Year not reported"
NO_COUNTRY = "No country reported"

# What has not come to pass, or is only claimed, harms and holds nobody yet.
COUNTED = frozenset({Status.OCCURRED.value, Status.ATTEMPTED.value})

PEOPLE = {"people_min": "All people", "children": "Children", "women": "Women", "men": "Men"}
FATES = {fate.value: wording.label(fate).capitalize() for fate in Fate}


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a table of totals.

    Attributes:
        key: what the script of the page counts again by: a label, a code, a month or a column of the flat row.
        name: what is counted, in words.
        number: how many.
        share: the number as a part of the largest of its table, 0 to 1.
        incidents: in how many incidents; None where that is the number itself.
    """

    key: str
    name: str
    number: int
    share: float
    incidents: int | None = None


@dataclass(frozen=True, slots=True)
class Totals:
    """The totals of a report."""

    stories: int
    incidents: int
    by_type: tuple[Line, ...]
    by_time: tuple[Line, ...]
    by_country: tuple[Line, ...]
    people: tuple[Line, ...]
    fates: tuple[Line, ...]


def totals(extractions: Iterable[Extraction]) -> Totals:
    """Return the totals of stories."""
    stories = list(extractions)
    rows = [flat_row(event, document_id=extraction.id) for extraction in stories for event in extraction.events]
    return Totals(
        stories=len(stories),
        incidents=len(rows),
        by_type=_tally(rows, _type, _label),
        by_time=_by_time(rows),
        by_country=_tally(rows, _country, _country_name),
        people=_people(rows, PEOPLE),
        fates=_people(rows, FATES),
    )


def _tally(rows: Sequence[Row], of: Callable[[Row], str], name: Callable[[str], str]) -> tuple[Line, ...]:
    """Count rows, the most frequent first."""
    found = Counter(map(of, rows))
    return _lines(found, sorted(found, key=lambda key: (-found[key], name(key))), name)


def _by_time(rows: Sequence[Row]) -> tuple[Line, ...]:
    """Count rows by month, or by year where there are too many months; what has no such date comes last."""
    found = Counter(map(_month, rows))
    if len(found) > MOST_MONTHS:
        found = Counter(month if month in (NO_YEAR, NO_DATE) else month[:4] for month in map(_month, rows))
    last = {NO_YEAR: 1, NO_DATE: 2}
    return _lines(found, sorted(found, key=lambda month: (last.get(month, 0), month)), _month_name)


def _lines(found: Counter[str], order: Iterable[str], name: Callable[[str], str]) -> tuple[Line, ...]:
    most = max(found.values(), default=1)
    return tuple(Line(each, name(each), found[each], found[each] / most) for each in order)


def _type(row: Row) -> str:
    return str(row["type"])


def _label(kind: str) -> str:
    return kind.replace("_", " ").capitalize()


def _month(row: Row) -> str:
    start = str(row["start"] or row["end"] or "")
    return NO_DATE if not start else NO_YEAR if start.startswith("--") else start[:7]


def _month_name(month: str) -> str:
    return month if month in (NO_YEAR, NO_DATE) else wording.day(month)


def _country(row: Row) -> str:
    return str(row["country"] or NO_COUNTRY)


def _country_name(country: str) -> str:
    return country if country == NO_COUNTRY else wording.country(country)


def _people(rows: Sequence[Row], columns: Mapping[str, str]) -> tuple[Line, ...]:
    """Add up columns of people, each with its name, over the incidents that came to pass."""
    counted = [row for row in rows if row["status"] in COUNTED]
    sums: list[tuple[str, str, int, int]] = []
    for column, name in columns.items():
        numbers = [number for row in counted if isinstance(number := row.get(column), int)]
        if sum(numbers):
            sums.append((column, name, sum(numbers), len(numbers)))
    most = max((number for *_, number, _ in sums), default=1)
    return tuple(Line(column, name, number, number / most, incidents) for column, name, number, incidents in sums)
