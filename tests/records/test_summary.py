"""The line for people."""

import pytest

from borderfacts.records import Agency, Count, Event, PersonGroup, Place, Route, Span, When
from borderfacts.records.summary import summary


def span(words):
    return Span.of(words, 0, len(words))


def event(**fields):
    return Event.model_validate(
        {"id": "e", "type": "rescue", "status": "occurred", "confidence": 1, "summary": "", **fields}
    )


def group(low, high, *fates, role="migrant"):
    count = Count(min=low, max=high, text="n") if (low, high) != (None, None) else None
    return PersonGroup(role=role, count=count, fates=fates, span=span("them"))


def when(start, end=None):
    return When(start=start, end=end or start, resolved=True, span=span("then"))


KEY_WEST = Place(name="Key West", kind="city", country="US", span=span("Key West"))
GUARD = Agency(name="U.S. Coast Guard", short="USCG", country="US", kind="coast_guard", span=span("Coast Guard"))


@pytest.mark.parametrize(
    ("fields", "line"),
    [
        ({"when": when("2025-02-03"), "places": [KEY_WEST], "people": [group(20, 20, "rescued")], "agencies": [GUARD]},
         "Rescue, 2025-02-03, Key West: 20 migrants (rescued); USCG"),
        ({"type": "crossing", "status": "attempted", "people": [group(8, 8, "detained")],
          "route": Route(origin="BY", destination="PL")},
         "Crossing (attempted): 8 migrants (detained), BY to PL"),
        ({"people": [group(21, None)]}, "Rescue: at least 21 migrants"),
        ({"people": [group(None, 50)]}, "Rescue: up to 50 migrants"),
        ({"people": [group(10, 15)]}, "Rescue: 10 to 15 migrants"),
        ({"people": [group(1, 1, "rescued"), group(2, 2, "dead", role="other")]},
         "Rescue: 1 migrant (rescued); 2 people (dead)"),
        ({"people": [group(None, None, "rescued")]}, "Rescue: migrants (rescued)"),
        ({"when": when("2025-01-27", "2025-02-02")}, "Rescue, 2025-01-27 to 2025-02-02"),
        ({"when": when("2025-01")}, "Rescue, 2025-01"),
        ({"route": Route(origin="BY", destination=None)}, "Rescue"),
    ],
)  # fmt: skip
def test_the_summary_shows_what_the_record_has(fields, line):
    assert summary(event(**fields)) == line
