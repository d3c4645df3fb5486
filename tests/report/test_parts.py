from borderfacts.records import Event, Extraction, PersonGroup, Place, Route, Span, When
from borderfacts.report import outlines, timeline, totals, worldmap
from borderfacts.report.cards import card

SPAN = Span(start=0, end=1, text="x")
EMERSON = Place(name="Emerson", kind="city", country="CA", admin1="CA-MB", lat=49.0, lon=-97.2, span=SPAN)
CANADA = Place(name="Canada", kind="country", country="CA", lat=60.0, lon=-96.0, span=SPAN)
CALAIS = Place(name="Calais", kind="city", country="FR", lat=50.95, lon=1.85, inherited=True, span=SPAN)


def event(start=None, end=None, time=None, **more):
    when = When(start=start, end=end or start, time=time, resolved=True, span=SPAN) if start else None
    told = {"id": "e", "type": "crossing", "status": "occurred", "confidence": 0.5, "summary": "s", **more}
    return Event(when=when, **told)


def group(number, *fates, role="migrant"):
    return PersonGroup(role=role, count={"min": number, "max": number, "text": "x"}, fates=fates, span=SPAN)


def test_a_card_leaves_out_what_the_text_does_not_say():
    assert card(event(confidence=0.9), 1).fields == ()


def test_a_card_tells_what_is_taken_from_another_sentence(page, story):
    told = story.model_copy(update={"events": (event(places=(EMERSON, CALAIS)),)})
    values = page(told).xpath("//article//dd[.//*[@class='note inherited']]")
    assert ["Calais" in value.text_content() for value in values] == [True]


def test_a_value_jumps_to_each_of_its_spans(page, story):
    root = page(story)
    first = story.events[0]
    spans = [first.people[0].span, *(part.span for part in first.people[0].parts)]
    link = root.xpath("//article[1]//div[dt='People']//a")[0]
    assert link.get("data-spans").split() == [f"{span.start}-{span.end}" for span in spans]
    assert link.get("href") == f"#s1-{spans[0].start}"


def test_the_timeline_puts_dates_first_then_those_without_a_year_then_none():
    days = ["--02-03", None, "2025-02-03", "2025-01", "2024", "2025-01-07"]
    told = timeline.timeline((str(number), event(day)) for number, day in enumerate(days))
    assert [(stretch.name, [entry.target for entry in stretch.entries]) for stretch in told] == [
        ("2024", ["4"]),
        ("January 2025", ["3", "5"]),
        ("February 2025", ["2"]),
        (timeline.NO_YEAR, ["0"]),
        (timeline.NO_DATE, ["1"]),
    ]


def test_the_timeline_orders_a_day_by_the_clock():
    told = timeline.timeline(
        [("late", event("2025-02-03", time="22:00")), ("early", event("2025-02-03", time="04:50"))]
    )
    assert [entry.target for entry in told[0].entries] == ["early", "late"]


def test_no_place_gives_no_map():
    assert worldmap.draw([("a", event())]) is None


def test_a_map_shows_its_places_and_the_land_around_them():
    told = worldmap.draw([("a", event(places=(EMERSON, CANADA)))])
    [point] = told.points
    assert (point.name, point.is_area, point.targets) == ("Emerson, Manitoba, Canada", False, ("a",))
    assert told.view.holds((point.x, point.y))
    assert set(worldmap.land([told])) == {"CA", "US"}
    assert {name.text for name in told.names} == {"Emerson", "Canada", "United States"}


def test_a_country_alone_is_marked_as_an_area():
    [point] = worldmap.draw([("a", event(places=(CANADA,)))]).points
    assert point.is_area


def test_a_route_without_a_spot_leads_from_country_to_country():
    told = worldmap.draw([("a", event(route=Route(origin="US", destination="CA")))])
    [arrow] = told.arrows
    assert (arrow.name, told.is_near) == ("United States → Canada", False)
    assert told.view.holds(outlines.project(39.8, -98.6)) and told.view.holds(outlines.project(60, -96))


def test_a_route_at_a_spot_shows_its_direction_there():
    told = worldmap.draw([("a", event(places=(EMERSON,), route=Route(origin="US", destination="CA")))])
    start, end = (
        float(number) for number in (told.arrows[0].line.split()[1].split("Q")[0], told.arrows[0].line.split()[-1])
    )
    assert told.is_near
    assert end < start  # northwards, since y grows downwards


def test_a_route_with_an_open_end_is_no_arrow():
    assert worldmap.draw([("a", event(places=(EMERSON,), route=Route(origin="US")))]).arrows == ()


def test_places_of_many_incidents_come_first_and_names_do_not_overlap():
    events = [(str(number), event(places=(EMERSON, CALAIS) if number else (CALAIS,))) for number in range(3)]
    told = worldmap.draw(events)
    assert [(point.short, len(point.targets)) for point in told.points] == [("Calais", 3), ("Emerson", 2)]


def test_outlines_are_cut_to_the_view():
    west, north = outlines.project(52, 0)
    east, south = outlines.project(50, 3)
    told = outlines.paths(outlines.Box(west, north, east, south), 1)
    assert set(told) == {"BE", "FR", "GB"}
    assert sum(map(len, told.values())) < 3000


def test_the_line_of_180_degrees_is_no_wall_of_lines():
    world = outlines.Box(-18000, *[outlines.project(75, 0)[1]], 18000, outlines.project(-50, 0)[1])
    crossing = outlines.stretches(world, 50)
    assert max(right - left for _, left, right in crossing["RU"]) < 16500
    assert max(right - left for _, left, right in crossing["FJ"]) < 300


def test_totals_count_incidents_and_add_people_as_the_flat_row_does():
    told = Extraction(
        id="a",
        events=(
            event("2025-02-03", places=(EMERSON,), people=(group(9, "detained"),)),
            event("2025-02-20", type="death", places=(CALAIS,), people=(group(2, "dead"), group(46, "rescued"))),
            event("2025-03", status="planned", people=(group(100, "returned"),)),
            event("--03-01"),
        ),
    )
    found = totals.totals([told, Extraction(id="b")])
    assert (found.stories, found.incidents) == (2, 4)
    assert [(line.name, line.number) for line in found.by_type] == [("Crossing", 3), ("Death", 1)]
    assert [(line.name, line.number) for line in found.by_time] == [
        ("February 2025", 2),
        ("March 2025", 1),
        (totals.NO_YEAR, 1),
    ]
    assert [(line.name, line.number) for line in found.by_country] == [
        (totals.NO_COUNTRY, 2),
        ("Canada", 1),
        ("France", 1),
    ]
    assert [(line.name, line.number, line.incidents) for line in found.people] == [("All people", 57, 2)]
    assert [(line.name, line.number) for line in found.fates] == [("Dead", 2), ("Rescued", 46), ("Detained", 9)]


def test_many_months_are_told_as_years():
    months = [event(f"20{year}-{month:02}") for year in (24, 25) for month in range(1, 13)]
    told = totals.totals([Extraction(id="a", events=(*months, event()))])
    assert [(line.name, line.number) for line in told.by_time] == [("2024", 12), ("2025", 12), (totals.NO_DATE, 1)]
