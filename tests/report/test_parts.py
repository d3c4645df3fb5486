from itertools import pairwise

from borderfacts.records import Event, Extraction, PersonGroup, Place, Span, When
from borderfacts.report import body, index, outlines, timeline, totals
from borderfacts.report.cards import card

SPAN = Span(start=0, end=1, text="x")
EMERSON = Place(name="Emerson", kind="city", country="CA", admin1="CA-MB", lat=49.0, lon=-97.2, span=SPAN)
CANADA = Place(name="Canada", kind="country", country="CA", lat=60.0, lon=-96.0, span=SPAN)
CALAIS = Place(name="Calais", kind="city", country="FR", lat=50.95, lon=1.85, inherited=True, span=SPAN)


def event(start=None, end=None, time=None, **more):
    when = When(start=start, end=end or start, time=time, resolved=True, span=SPAN) if start else None
    fields = {"id": "e", "type": "crossing", "status": "occurred", "confidence": 0.5, "summary": "s", **more}
    return Event(when=when, **fields)


def group(number, *fates, role="migrant"):
    return PersonGroup(role=role, count={"min": number, "max": number, "text": "x"}, fates=fates, span=SPAN)


def test_a_card_leaves_out_what_the_text_does_not_say():
    assert [field.name for field in card(event(confidence=0.9), 1).fields] == ["Type"]


def test_a_card_shows_what_is_taken_from_another_sentence(page, story):
    changed = story.model_copy(update={"events": (event(places=(EMERSON, CALAIS)),)})
    values = page(changed).xpath("//article//dd[.//*[@class='note inherited']]")
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
    stretches = timeline.timeline((str(number), event(day)) for number, day in enumerate(days))
    assert [(stretch.name, [entry.target for entry in stretch.entries]) for stretch in stretches] == [
        ("2024", ["4"]),
        ("January 2025", ["3", "5"]),
        ("February 2025", ["2"]),
        (timeline.NO_YEAR, ["0"]),
        (timeline.NO_DATE, ["1"]),
    ]


def test_the_timeline_orders_a_day_by_the_clock():
    stretches = timeline.timeline(
        [("late", event("2025-02-03", time="22:00")), ("early", event("2025-02-03", time="04:50"))]
    )
    assert [entry.target for entry in stretches[0].entries] == ["early", "late"]


def test_a_map_shows_the_finest_places():
    assert index.finest((EMERSON, CANADA, CALAIS)) == [EMERSON, CALAIS]
    assert index.finest((CANADA,)) == [CANADA]
    assert index.finest((EMERSON.model_copy(update={"lat": None, "lon": None}),)) == []


def test_the_body_of_a_story_is_as_its_card():
    when = When(
        start="2025-02-03", end="2025-02-03", resolved=True, inherited=True, span=Span(start=2, end=3, text="y")
    )
    record = Extraction(id="a", text="x\0y", events=(event(places=(EMERSON,)).model_copy(update={"when": when}),))
    [made] = body.body(record, [card(record.events[0], 1)], [])["cards"]
    assert made["fields"] == [
        ["Type", [["Crossing", []]]],
        ["When", [["3 February 2025", [2, 3], "", 1]]],
        ["Places", [["Emerson, Manitoba, Canada", [0, 1]]]],
        ["Check this", [["incident: Crossing", [], "0.50"]]],
    ]
    assert body.body(record, [], [])["text"] == "x\ufffdy"


def test_outlines_hold_the_countries_and_small_islands():
    countries = outlines.countries()
    assert len(countries) > 230
    lampedusa = [ring for ring in countries["IT"] if all(12 < lon < 13 and 35 < lat < 36 for lon, lat in ring)]
    assert lampedusa


def test_the_line_of_180_degrees_is_no_wall_of_lines():
    rings = [
        ring for code, outline in outlines.countries().items() if code != "AQ" for ring in outline
    ]  # that goes round the pole
    assert max(abs(ahead - lon) for ring in rings for (lon, _), (ahead, _) in pairwise(ring)) < 180


def test_totals_count_incidents_and_add_people_as_the_flat_row_does():
    record = Extraction(
        id="a",
        events=(
            event("2025-02-03", places=(EMERSON,), people=(group(9, "detained"),)),
            event("2025-02-20", type="death", places=(CALAIS,), people=(group(2, "dead"), group(46, "rescued"))),
            event("2025-03", status="planned", people=(group(100, "returned"),)),
            event("--03-01"),
        ),
    )
    found = totals.totals([record, Extraction(id="b")])
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


def test_many_months_are_counted_as_years():
    months = [event(f"20{year}-{month:02}") for year in (24, 25) for month in range(1, 13)]
    found = totals.totals([Extraction(id="a", events=(*months, event()))])
    assert [(line.name, line.number) for line in found.by_time] == [("2024", 12), ("2025", 12), (totals.NO_DATE, 1)]
