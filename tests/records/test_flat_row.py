import pytest

from borderfacts.records import (
    Agency,
    Count,
    Event,
    Extraction,
    Part,
    PersonGroup,
    Place,
    Quantity,
    Route,
    Seizure,
    Span,
    When,
)
from borderfacts.records.flat_row import COLUMNS, flat_row, flat_rows
from borderfacts.vocabulary import Bound, Dimension, EventType, PartOfDay, Status

SPAN = Span(start=0, end=4, text="nine")


def count(low, high):
    return Count(min=low, max=high, text="nine")


def group(size, *fates, role="migrant", parts=(), nations=()):
    bounds = size if isinstance(size, tuple) or size is None else (size, size)
    return PersonGroup(
        role=role,
        count=count(*bounds) if bounds else None,
        fates=fates,
        nationalities=nations,
        parts=[Part(kind=kind, count=count(n, n) if n is not None else None, span=SPAN) for kind, n in parts],
        span=SPAN,
    )


def event(**fields):
    return Event(
        id="e", type=EventType.CROSSING, status=Status.ATTEMPTED, confidence=0.5, summary="", **{"people": (), **fields}
    )


def row(*people, **fields):
    return flat_row(event(people=people, **fields), document_id="d")


def quantity(value, unit, dimension):
    return Quantity(value=value, unit=unit, dimension=dimension, si_value=None, si_unit=None, span=SPAN)


def test_the_columns_are_those_of_the_contract():
    assert (
        ", ".join(COLUMNS)
        == "id, document_id, type, status, actions, start, end, time, part, place, admin1, country, lat, lon, from, "
        "to, people_min, people_max, children, women, men, nationalities, dead, missing, injured, hospitalized, "
        "rescued, detained, charged, convicted, returned, released, escaped, agencies, seizures, temperature_c, "
        "quantities, attribution, evidence, confidence"
    )


def test_an_event_that_states_nothing_gives_none():
    found = row()
    assert tuple(found) == COLUMNS
    filled = {name: value for name, value in found.items() if value is not None}
    assert filled == {"id": "e", "document_id": "d", "type": "crossing", "status": "attempted", "confidence": 0.5}


@pytest.mark.parametrize(
    ("people", "low", "high"),
    [
        ([group(9)], 9, 9),
        ([group(4, "dead"), group(7, "detained")], 11, 11),
        ([group((21, None))], 21, None),
        ([group((None, 50))], None, 50),
        ([group(None)], None, None),
        ([group(9), group(None)], 9, None),
        ([group(9), group(1, role="suspect")], 10, 10),
        # a stated total and what it is made of
        ([group(11, "rescued"), group(4, "hospitalized"), group(7, "detained")], 11, 11),
        ([group(4, "dead"), group(7, "detained"), group(11)], 11, 11),
        # of as many who died as others lived, the dead are no total
        ([group(2, "dead"), group(1), group(1, "hospitalized")], 3, 3),
        ([group(2, "rescued"), group(1, "dead"), group(1)], 3, 3),
        # a later fate of some of them
        ([group(12, "rescued"), group(4, "hospitalized")], 12, 12),
        ([group(2, "rescued"), group(4, "hospitalized")], 6, 6),
        ([group(84, "rescued"), group(9, "rescued", "hospitalized"), group(1, "dead")], 85, 85),
        ([group(84, "rescued"), group(9, "missing", "hospitalized")], 93, 93),
        ([group(3, "detained", role="suspect"), group(2, "charged", role="suspect")], 3, 3),
        ([group(3, "detained"), group(2, "charged", role="suspect")], 5, 5),
        # groups without a fate are the same people as those with one
        ([group(18), group(16, "detained")], 18, 18),
        ([group(84, "rescued"), group(1, "dead"), group(11)], 85, 85),
        ([group(6, "asylum"), group((6, None))], 6, None),
        ([group(5), group((5, None)), group(1, "hospitalized")], 5, 5),
        ([group(40), group(12, "dead"), group(40)], 40, 40),
        ([group(12, nations=["SY"]), group(8, nations=["IQ"]), group(3)], 20, 20),
    ],
)
def test_people_are_added_up_and_none_is_counted_twice(people, low, high):
    found = row(*people)
    assert (found["people_min"], found["people_max"]) == (low, high)


def test_parts_are_added_up():
    found = row(
        group(5, "rescued", parts=[("woman", 2), ("child", 3)]), group(2, "dead", parts=[("child", 1), ("man", None)])
    )
    assert (found["women"], found["children"], found["men"]) == (2, 4, None)


def test_fates_are_added_up_and_a_total_stands_for_its_groups():
    found = row(
        group(11, "rescued"),
        group(4, "rescued", "hospitalized"),
        group(7, "rescued"),
        group(1, "charged", role="suspect"),
    )
    assert (found["rescued"], found["hospitalized"], found["charged"], found["dead"]) == (11, 4, 1, None)


def test_a_fate_without_number_stays_none():
    assert row(group(None, "dead"))["dead"] is None


def test_the_finest_place_is_the_place_and_lends_from_the_next():
    country = Place(name="Canada", kind="country", country="CA", lat=60.1, lon=-113.6, span=SPAN)
    province = Place(name="Manitoba", kind="admin1", country="CA", admin1="CA-MB", lat=55.0, lon=-97.0, span=SPAN)
    town = Place(name="Emerson", kind="city", country="CA", lat=49.0, lon=-97.2, span=SPAN)
    found = row(places=(country, province, town))
    values = [found[name] for name in ("place", "admin1", "country", "lat", "lon")]
    assert values == ["Emerson", "CA-MB", "CA", 49.0, -97.2]


def test_of_two_towns_the_surer_is_the_place():
    sent_from = Place(name="Winnipeg", kind="city", country="CA", lat=49.9, lon=-97.1, span=SPAN, confidence=0.5)
    town = Place(name="Gretna", kind="city", country="CA", lat=49.0, lon=-97.6, span=SPAN, confidence=0.9)
    found = row(places=(sent_from, town))
    assert (found["place"], found["lat"]) == ("Gretna", 49.0)


def test_time_route_agencies_and_seizures():
    found = row(
        when=When(start="--02-03", end="--02-03", part=PartOfDay.MORNING, resolved=False, span=SPAN),
        route=Route(origin="US", destination=None),
        agencies=[Agency(name="Royal Canadian Mounted Police", short="RCMP", kind="police", span=SPAN)] * 2,
        seizures=[
            Seizure(kind="cocaine", quantity=quantity(12.5, "kilogram", Dimension.MASS), span=SPAN),
            Seizure(kind="firearm", span=SPAN),
        ],
    )
    names = ("start", "time", "part", "from", "to", "agencies", "seizures")
    assert [found[name] for name in names] == [
        "--02-03", None, "morning", "US", None, "RCMP", "cocaine 12.5 kilogram; firearm"
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("value", "unit", "degrees"), [(-17.0, "degF", -27.22), ((-10.0, -20.0), "degC", -15.0), (300.0, "kelvin", 26.85)]
)
def test_the_first_temperature_is_in_degrees_celsius(value, unit, degrees):
    length = quantity(3.0, "mile", Dimension.LENGTH)
    assert row(quantities=[length, quantity(value, unit, Dimension.TEMPERATURE)])["temperature_c"] == degrees


def test_a_difference_of_temperatures_is_no_temperature():
    fallen = quantity(20.0, "delta_degF", Dimension.TEMPERATURE)
    assert row(quantities=[fallen])["temperature_c"] is None
    assert row(quantities=[fallen, quantity(5.0, "degC", Dimension.TEMPERATURE)])["temperature_c"] == 5.0


@pytest.mark.parametrize(
    ("words", "rescued"),
    [("five of those", 46), ("Five of the 46", 46), ("five others", 51)],
)
def test_a_group_that_is_stated_as_a_part_is_counted_with_the_larger_one(words, rescued):
    part = group(5, "rescued", "injured").model_copy(
        update={
            "count": count(5, 5).model_copy(update={"text": words.split()[0]}),
            "span": Span.of(words, 0, len(words)),
        }
    )
    found = row(group(46, "rescued"), part)
    assert (found["rescued"], found["people_min"], found["injured"]) == (rescued, rescued, 5)
    assert row(group(46, "detained"), part)["people_min"] == rescued


@pytest.mark.parametrize(
    ("value", "bound", "expected"),
    [
        (2, "exact", "2 kilogram"),
        ((2, 3.5), "exact", "2 to 3.5 kilogram"),
        (1234567.5, "at_least", "at least 1234567.5 kilogram"),
        (2, "at_most", "at most 2 kilogram"),
    ],
)
def test_a_quantity_is_written_with_its_limit_and_both_ends(value, bound, expected):
    weight = quantity(value, "kilogram", Dimension.MASS).model_copy(update={"bound": Bound(bound)})
    assert row(quantities=[weight])["quantities"] == expected


def test_parts_are_counted_by_kind():
    cells = row(group(9, parts=[("child", 4), ("woman", 3), ("man", 2)]))
    assert [cells[kind] for kind in ("children", "women", "men")] == [4, 3, 2]


def test_the_parts_of_a_group_within_the_total_are_counted_where_the_total_has_none():
    cells = row(group(9), group(2, "dead", parts=[("child", 1), ("woman", 1), ("man", 1)]))
    assert [cells[kind] for kind in ("children", "women", "men")] == [1, 1, 1]


def test_each_event_of_each_extraction_has_a_row_with_its_document():
    records = [Extraction(id=id, events=(event(),) * number) for id, number in (("a", 2), ("b", 0), ("c", 1))]
    assert [(each["document_id"], each["id"]) for each in flat_rows(records)] == [("a", "e"), ("a", "e"), ("c", "e")]
