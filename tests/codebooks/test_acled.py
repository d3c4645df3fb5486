import pytest

from borderfacts import to_acled
from borderfacts.codebooks.acled import COLUMNS, AcledRule
from borderfacts.records import Action, Agency, Count, Event, Extraction, PersonGroup, Place, Reference, Span, When

HEADER = (
    "event_id_cnty, event_date, year, time_precision, disorder_type, event_type, sub_event_type, actor1, "
    "assoc_actor_1, inter1, actor2, assoc_actor_2, inter2, interaction, civilian_targeting, iso, region, country, "
    "admin1, admin2, admin3, location, latitude, longitude, geo_precision, source, source_scale, notes, fatalities, "
    "tags, timestamp"
)
VIOLENCE = {
    "disorder_type": "Political violence", "event_type": "Violence against civilians",
    "civilian_targeting": "Civilian targeting",
}  # fmt: skip


def filled(row):
    """The columns of a row that hold something, without the id and the prose."""
    return {name: value for name, value in row.items() if value is not None and name not in ("event_id_cnty", "notes")}


def span(words):
    return Span.of(words, 0, len(words))


def reference(to, words="them"):
    return Reference(to=to, index=0 if to else None, span=span(words))


def changed(record, **fields):
    return type(record).model_validate({**dict(record), **fields})


GUARDS = Agency(name="Libyan Coast Guard", short="LCG", country="LY", kind="coast_guard", span=span("coast guard"))
MIGRANTS = PersonGroup(role="migrant", span=span("people"))
MONDAY = When(start="2025-02-03", end="2025-02-03", resolved=True, span=span("Monday"))
TRIPOLI = Place(name="Tripoli", kind="city", country="LY", lat=32.9, lon=13.2, span=span("Tripoli"))


def attack(words="fired", agents=("agencies",), patients=("people",), status="occurred", **fields):
    action = Action(
        type="attack", status=status, span=span(words), agents=[reference(to) for to in agents],
        patients=[reference(to) for to in patients],
    )  # fmt: skip
    given = {
        "id": "e", "type": "violence", "status": status, "confidence": 1, "summary": "Violence", "actions": (action,),
        "agencies": (GUARDS,), "people": (MIGRANTS,), "when": MONDAY, "places": (TRIPOLI,), "evidence": (span(words),),
    }  # fmt: skip
    return Extraction(id="doc", events=(Event(**given | fields),))


def only(sheet):
    [row] = sheet.rows
    assert sheet.left_out == ()
    return row


def test_the_columns_are_those_of_the_exports(read):
    assert ", ".join(COLUMNS) == HEADER
    assert [tuple(row) for row in to_acled(attack()).rows] == [COLUMNS]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param(
            "Croatian police beat 12 Afghan migrants near Glina, Croatia, on Monday.",
            VIOLENCE | {
                "event_date": "2025-02-03", "year": 2025, "time_precision": 1, "sub_event_type": "Attack",
                "actor1": "Croatian police (Croatia)", "inter1": 1, "actor2": "Civilians (Afghanistan)",
                "assoc_actor_2": "Migrants (Afghanistan)", "inter2": 7, "interaction": 17, "iso": 191,
                "region": "Europe", "country": "Croatia", "admin1": "Sisačko-moslavačka županija",
                "location": "Glina", "latitude": 45.338, "longitude": 16.088, "geo_precision": 1, "fatalities": 0,
            },
            id="officers beat migrants",
        ),
        pytest.param(
            "Saudi border guards fired on a group of Ethiopian migrants in Saada, Yemen, in January 2023, killing 20.",
            VIOLENCE | {
                "event_date": "2023-01-16", "year": 2023, "time_precision": 3, "sub_event_type": "Attack",
                "actor1": "General Directorate of Border Guard (Saudi Arabia)", "inter1": 8,
                "actor2": "Civilians (Ethiopia)", "assoc_actor_2": "Migrants (Ethiopia)", "inter2": 7,
                "interaction": 78, "iso": 887, "region": "Middle East", "country": "Yemen", "admin1": "Şāʻdah",
                "location": "Saada", "latitude": 16.94, "longitude": 43.76, "geo_precision": 1, "fatalities": 20,
            },
            id="a force abroad, in a month",
        ),
        pytest.param(
            "Armed men kidnapped 31 migrants from a bus near Reynosa, Mexico, on Saturday.",
            VIOLENCE | {
                "event_date": "2025-02-01", "year": 2025, "time_precision": 1,
                "sub_event_type": "Abduction/forced disappearance", "actor1": "Armed men", "actor2": "Civilians",
                "assoc_actor_2": "Migrants", "inter2": 7, "iso": 484, "region": "North America", "country": "Mexico",
                "admin1": "Tamaulipas", "location": "Reynosa", "latitude": 26.08, "longitude": -98.285,
                "geo_precision": 1, "fatalities": 0,
            },
            id="an abduction by a group that only the project's lists can place",
        ),
        pytest.param(
            "Gunmen opened fire on Border Patrol agents near Roma, Texas, on Tuesday. One agent was wounded.",
            {
                "event_date": "2025-02-04", "year": 2025, "time_precision": 1, "disorder_type": "Political violence",
                "event_type": "Battles", "sub_event_type": "Armed clash", "actor1": "Gunmen",
                "actor2": "U.S. Border Patrol (United States)", "inter2": 1, "iso": 840, "region": "North America",
                "country": "United States", "admin1": "Texas", "location": "Roma", "latitude": 26.405,
                "longitude": -99.016, "geo_precision": 1, "fatalities": 0,
            },
            id="gunmen against a force",
        ),
    ],
)  # fmt: skip
def test_a_story_gives_this_row(read, text, expected):
    assert filled(only(to_acled(read(text)))) == expected


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        ("Border guards rescued 12 migrants near Glina, Croatia, on Monday.", AcledRule.NO_ACLED_TYPE),
        ("Four migrants drowned off Lampedusa on Monday.", AcledRule.NO_ACLED_TYPE),
        ("Police arrested six suspected smugglers in Calais on Thursday.", AcledRule.ORDINARY_LAW_ENFORCEMENT),
        (
            "Prosecutors allege that a Hungarian police officer beat a migrant near Röszke, Hungary, on 3 March 2024.",
            AcledRule.ONLY_ALLEGED,
        ),
        ("Migrants threw stones at Polish border guards near Białowieża on Sunday, and one guard was injured.",
         AcledRule.NOT_POLITICAL_VIOLENCE),
        ("France will deport 12 Algerian migrants on Friday.", AcledRule.NO_ACLED_TYPE),
        ("Croatian police beat 12 Afghan migrants near Glina, Croatia, on Monday.", None),
        ("Mexican soldiers killed three migrants near Huixtla, Mexico, on Tuesday.", None),
        ("Border agents found a migrant dead near Sasabe, Arizona, on Tuesday.", AcledRule.NO_ACLED_TYPE),
        ("A crash killed three migrants near Huixtla, Mexico, on Tuesday.", AcledRule.NO_ACLED_TYPE),
    ],
)  # fmt: skip
def test_what_is_left_out_and_what_is_not(read, text, rule):
    assert [each.rule for each in to_acled(read(text)).left_out] == ([rule] if rule else [])


@pytest.mark.parametrize(
    ("fields", "rule"),
    [
        ({}, None),
        ({"status": "planned"}, AcledRule.PLANNED),
        ({"status": "alleged"}, AcledRule.ONLY_ALLEGED),
        ({"status": "attempted"}, None),
        ({"agents": ()}, AcledRule.NO_ATTACKER),
        ({"agents": (None,)}, AcledRule.NO_ATTACKER),
        ({"patients": ()}, AcledRule.NO_VICTIM),
        ({"patients": (), "people": (changed(MIGRANTS, fates=("injured",)),)}, None),
        ({"when": None}, AcledRule.NO_DATE),
        ({"when": changed(MONDAY, start="2024", end="2024")}, AcledRule.NO_DATE),
        ({"when": changed(MONDAY, start="--02-03", end="--02-03")}, AcledRule.NO_DATE),
        ({"places": ()}, AcledRule.NO_LOCATION),
        ({"people": (changed(MIGRANTS, role="suspect"),)}, AcledRule.NOT_POLITICAL_VIOLENCE),
    ],
)
def test_what_a_row_needs(fields, rule):
    sheet = to_acled(attack(**fields))
    assert [each.rule for each in sheet.left_out] == ([rule] if rule else [])
    assert len(sheet.rows) == (0 if rule else 1)


def test_officers_in_bare_words_are_those_of_the_only_force():
    action = Action(
        type="attack", status="occurred", span=span("fired"), agents=[reference(None, "officers")],
        patients=[reference("people")],
    )  # fmt: skip
    assert only(to_acled(attack(actions=(action,))))["actor1"] == "Libyan Coast Guard (Libya)"
    two = (GUARDS, changed(GUARDS, name="Tunisian navy"))
    [left_out] = to_acled(attack(actions=(action,), agencies=two)).left_out
    assert left_out.rule is AcledRule.NO_ATTACKER


def test_a_reason_names_what_decided():
    [left_out] = to_acled(attack(agents=(None,))).left_out
    assert left_out.reason == "Who attacked is not reported as a group or an authority (“fired” has “them”)."


@pytest.mark.parametrize(
    ("start", "end", "day", "precision"),
    [
        ("2025-02-03", "2025-02-03", "2025-02-03", 1),
        ("2025-02-01", "2025-02-02", "2025-02-01", 2),
        ("2025-01-27", "2025-02-02", "2025-01-30", 2),
        ("2025-01-20", "2025-02-02", "2025-01-26", 3),
        ("2025-02", "2025-02", "2025-02-14", 3),
        ("2024-12", "2024-12", "2024-12-16", 3),
    ],
)
def test_dates_have_their_precision(start, end, day, precision):
    row = only(to_acled(attack(when=changed(MONDAY, start=start, end=end))))
    assert (row["event_date"], row["time_precision"], row["year"]) == (day, precision, int(day[:4]))


@pytest.mark.parametrize(
    ("kind", "precision"),
    [
        ("city", 1),
        ("port_of_entry", 1),
        ("landmark", 1),
        ("county", 2),
        ("sector", 2),
        ("water", 2),
        ("admin1", 3),
        ("country", 3),
    ],
)
def test_places_have_their_precision(kind, precision):
    row = only(to_acled(attack(places=(changed(TRIPOLI, kind=kind),))))
    assert (row["location"], row["geo_precision"]) == ("Tripoli", precision)


def test_at_sea_no_country_is_named():
    sea = Place(name="Mediterranean Sea", kind="water", lat=35.0, lon=18.0, span=span("sea"))
    row = only(to_acled(attack(places=(sea,))))
    names = ("iso", "region", "country", "admin1", "inter1", "interaction", "location", "latitude")
    assert [row[name] for name in names] == [None] * 6 + ["Mediterranean Sea", 35.0]
    assert "actor1 may act abroad or at home, so it has no 'Inter' code." in row["notes"]


@pytest.mark.parametrize(
    ("count", "fatalities"),
    [(None, None), (Count(min=3, max=3, text="three"), 3), (Count(min=21, max=None, text="more than 20"), 21)],
)
def test_fatalities_are_the_least_number_and_none_where_no_number_is_stated(count, fatalities):
    dead = changed(MIGRANTS, fates=("dead",), count=count)
    assert only(to_acled(attack(people=(dead,))))["fatalities"] == fatalities


def test_no_dead_are_none_reported():
    assert only(to_acled(attack()))["fatalities"] == 0


def test_sexual_violence_is_known_by_its_words():
    assert only(to_acled(attack("raped")))["sub_event_type"] == "Sexual violence"


def test_other_people_are_civilians_without_an_associated_group():
    row = only(to_acled(attack(people=(changed(MIGRANTS, role="other", nationalities=("TR",)),))))
    assert (row["actor2"], row["assoc_actor_2"], row["inter2"]) == ("Civilians (Turkey)", None, 7)


def test_the_source_is_the_host_or_else_who_says_so():
    attribution = {"source": "Sea-Watch", "verb": "said", "stance": "asserts", "span": span("Sea-Watch said")}
    extraction = attack(attribution=(attribution,))
    assert only(to_acled(extraction))["source"] == "Sea-Watch"
    placed = extraction.model_copy(update={"url": "https://www.example.org/1"})
    assert only(to_acled(placed))["source"] == "example.org"


def test_notes_are_also_in_the_column_of_notes():
    found = changed(MONDAY, basis="found")
    sheet = to_acled(attack(status="attempted", when=found))
    assert [note.text for note in sheet.notes] == [
        "The date is reported as “Monday” and is that of the finding.",
        "The attack “fired” was tried and did not succeed.",
    ]
    assert only(sheet)["notes"] == " ".join(["Violence.", *(note.text for note in sheet.notes)])
