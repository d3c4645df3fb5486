import pytest

from borderfacts import link, to_iom
from borderfacts.codebooks.iom import COLUMNS, IomRule
from borderfacts.records import (
    Count,
    DateMention,
    Event,
    Extraction,
    Part,
    PersonGroup,
    Place,
    Span,
    Statistic,
    When,
)
from borderfacts.vocabulary import Flag

HEADER = (
    "Main ID,Incident ID,Incident Type,Region of Incident,Incident Date,Incident Year,Month,Number of Dead,"
    "Minimum Estimated Number of Missing,Total Number of Dead and Missing,Number of Survivors,Number of Females,"
    "Number of Males,Number of Children,Country of Origin,Region of Origin,Cause of Death,Country of Incident,"
    "Migration Route,Location of Incident,Coordinates,UNSD Geographical Grouping,Information Source,URL,Source Quality"
)
HARSH = "Harsh environmental conditions / lack of adequate shelter, food, water"
TRANSPORT = "Vehicle accident / death linked to hazardous transport"


def filled(row):
    """The columns of a row that hold something, without the ids."""
    return {name: value for name, value in row.items() if value is not None and not name.endswith(" ID")}


def group(count, *fates, role="migrant", words="people", **fields):
    number = Count(min=count, max=count, text=str(count)) if count is not None else None
    return PersonGroup(role=role, count=number, fates=fates, span=Span.of(words, 0, len(words)), **fields)


def part(kind, number, words):
    return Part(kind=kind, count=Count(min=number, max=number, text=str(number)), span=Span.of(words, 0, len(words)))


def event(*people, **fields):
    given = {"id": "e", "type": "death", "status": "occurred", "confidence": 1, "summary": "", **fields}
    return Extraction(id="doc", events=(Event(people=people, **given),))


def place(name, kind, **fields):
    return Place(name=name, kind=kind, span=Span.of(name, 0, len(name)), **fields)


LAMPEDUSA = place("Lampedusa", "landmark", country="IT", lat=35.51, lon=12.6)


def date(text, words, day):
    start, value = text.index(words), f"2026-06-{day}"
    span = Span.of(text, start, start + len(words))
    return DateMention(start=value, end=value, type="DATE", value=value, resolved=True, span=span)


def only(sheet):
    [row] = sheet.rows
    assert sheet.left_out == ()
    return row


def test_the_columns_are_those_of_the_published_file(read):
    assert ",".join(COLUMNS) == HEADER
    sheet = to_iom(read("Four migrants drowned off Lampedusa on Monday."))
    assert sheet.columns == COLUMNS
    assert [tuple(row) for row in sheet.rows] == [COLUMNS]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param(
            "A dinghy sank off Lampedusa on Monday. Seven migrants drowned, five others are missing and 38 were "
            "rescued, the Italian Coast Guard said.",
            {
                "Incident Type": "Incident", "Region of Incident": "Mediterranean", "Incident Date": "2025-02-03",
                "Incident Year": 2025, "Month": "February", "Number of Dead": 7,
                "Minimum Estimated Number of Missing": 5, "Total Number of Dead and Missing": 12,
                "Number of Survivors": 38, "Country of Origin": "Unknown", "Region of Origin": "Unknown",
                "Cause of Death": "Drowning", "Country of Incident": "Italy",
                "Migration Route": "Central Mediterranean", "Location of Incident": "Lampedusa, Italy",
                "Coordinates": "35.51, 12.6", "UNSD Geographical Grouping": "Uncategorized",
                "Information Source": "Italian Coast Guard", "Source Quality": 5,
            },
            id="a drowning with dead, missing and survivors",
        ),
        pytest.param(
            "Three Mexican migrants were killed when a smuggler's pickup truck rolled over near Hebbronville, Texas, "
            "on Tuesday while fleeing the U.S. Border Patrol. Nine other migrants were taken to hospital, the sheriff "
            "said.",
            {
                "Incident Type": "Incident", "Region of Incident": "North America", "Incident Date": "2025-02-04",
                "Incident Year": 2025, "Month": "February", "Number of Dead": 3,
                "Total Number of Dead and Missing": 3, "Number of Survivors": 9, "Country of Origin": "Mexico",
                "Region of Origin": "Central America", "Cause of Death": TRANSPORT,
                "Country of Incident": "United States of America", "Migration Route": "US-Mexico border crossing",
                "Location of Incident": "Hebbronville, Texas, United States of America",
                "Coordinates": "27.307, -98.68", "UNSD Geographical Grouping": "Northern America",
                "Information Source": "sheriff", "Source Quality": 5,
            },
            id="a vehicle crash",
        ),
        pytest.param(
            "The body of a 32-year-old Indian man who froze to death was found near Emerson, Manitoba, on Wednesday, "
            "the RCMP said. He had tried to cross into the United States on foot.",
            {
                "Incident Type": "Incident", "Region of Incident": "North America", "Incident Date": "2025-02-05",
                "Incident Year": 2025, "Month": "February", "Number of Dead": 1,
                "Total Number of Dead and Missing": 1, "Number of Males": 1, "Country of Origin": "India",
                "Region of Origin": "Southern Asia", "Cause of Death": HARSH, "Country of Incident": "Canada",
                "Location of Incident": "Emerson, Manitoba, Canada", "Coordinates": "49.006, -97.213",
                "UNSD Geographical Grouping": "Northern America", "Information Source": "RCMP", "Source Quality": 5,
            },
            id="a death of cold, by the day of the finding",
        ),
        pytest.param(
            "Eleven Haitian migrants drowned when their boat capsized off Cap-Haïtien, survivors said.",
            {
                "Incident Type": "Incident", "Region of Incident": "Caribbean", "Number of Dead": 11,
                "Total Number of Dead and Missing": 11, "Country of Origin": "Haiti", "Region of Origin": "Caribbean",
                "Cause of Death": "Drowning", "Country of Incident": "Haiti",
                "Location of Incident": "Cap-Haïtien, Haiti", "Coordinates": "19.76, -72.2",
                "UNSD Geographical Grouping": "Caribbean", "Information Source": "survivors", "Source Quality": 2,
            },
            id="a drowning without a date, reported by survivors",
        ),
        pytest.param(
            "The remains of two migrants, a Guatemalan woman and her teenage son, were found in the desert near Ajo, "
            "Arizona, in June 2024, according to the Pima County medical examiner.",
            {
                "Incident Type": "Incident", "Region of Incident": "North America", "Incident Year": 2024,
                "Month": "June", "Number of Dead": 2, "Total Number of Dead and Missing": 2, "Number of Females": 1,
                "Number of Males": 1, "Number of Children": 1, "Country of Origin": "Guatemala",
                "Region of Origin": "Central America", "Cause of Death": "Mixed or unknown",
                "Country of Incident": "United States of America",
                "Location of Incident": "Ajo, Arizona, United States of America", "Coordinates": "32.372, -112.861",
                "UNSD Geographical Grouping": "Northern America",
                "Information Source": "Pima County medical examiner", "Source Quality": 5,
            },
            id="remains found in a month, the cause not stated",
        ),
        pytest.param(
            "An Afghan migrant was killed in Edirne, Türkiye, on 5 May 2024 when Greek border guards opened fire "
            "across the Evros River.",
            {
                "Incident Type": "Incident", "Region of Incident": "Western Asia", "Incident Date": "2024-05-05",
                "Incident Year": 2024, "Month": "May", "Number of Dead": 1, "Total Number of Dead and Missing": 1,
                "Country of Origin": "Afghanistan", "Region of Origin": "Southern Asia", "Cause of Death": "Violence",
                "Country of Incident": "Türkiye", "Migration Route": "Türkiye-Europe land route",
                "Location of Incident": "Edirne, Evros River, Türkiye", "Coordinates": "41.68, 26.56",
                "UNSD Geographical Grouping": "Western Asia", "Source Quality": 1,
            },
            id="a killing by officers at a land border",
        ),
        pytest.param(
            "Two people died after a dinghy capsized in the English Channel on Saturday, the French maritime "
            "prefecture said. About 50 migrants were rescued.",
            {
                "Incident Type": "Incident", "Region of Incident": "Europe", "Incident Date": "2025-02-01",
                "Incident Year": 2025, "Month": "February", "Number of Dead": 2,
                "Total Number of Dead and Missing": 2, "Number of Survivors": 50, "Country of Origin": "Unknown",
                "Region of Origin": "Unknown", "Cause of Death": "Drowning",
                "Migration Route": "English Channel to the UK", "Location of Incident": "English Channel",
                "Information Source": "French maritime prefecture", "Source Quality": 5,
            },
            id="a drowning at sea, in no country",
        ),
        pytest.param(
            "More than 2,500 migrants died in the Mediterranean in 2023, an aid group said.",
            {
                "Incident Type": "Cumulative Incident", "Region of Incident": "Mediterranean", "Incident Year": 2023,
                "Number of Dead": 2501, "Total Number of Dead and Missing": 2501, "Country of Origin": "Unknown",
                "Region of Origin": "Unknown", "Cause of Death": "Mixed or unknown",
                "Location of Incident": "Mediterranean Sea", "UNSD Geographical Grouping": "Uncategorized",
                "Source Quality": 1,
            },
            id="a figure of a year and a sea",
        ),
    ],
)  # fmt: skip
def test_a_story_gives_this_row(read, text, expected):
    assert filled(only(to_iom(read(text)))) == expected


def test_the_address_of_the_story_is_the_url_and_a_source(read):
    row = only(to_iom(read("Four migrants drowned off Lampedusa on Monday.", url="https://www.example.org/a?b")))
    assert (row["URL"], row["Information Source"]) == ("https://www.example.org/a?b", "example.org")


def test_all_stories_of_a_linked_incident_are_sources(read):
    text = "Four migrants drowned off Lampedusa on Monday."
    urls = ("https://www.example.org/a", "https://example.net/b", "https://example.net/c", "https://[example.com/d")
    stories = [read(text, url=url).model_copy(update={"id": f"s{place}"}) for place, url in enumerate(urls)]
    row = only(to_iom(link(stories)))
    assert (row["URL"], row["Information Source"]) == (", ".join(urls), "example.org, example.net")


def test_ids_are_those_of_the_event(read):
    extraction = read("Four migrants drowned off Lampedusa on Monday.")
    row = only(to_iom(extraction))
    assert row["Main ID"] == row["Incident ID"] == extraction.events[0].id


# --- who counts, and who does not ---


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        ("A Cuban migrant died in custody at the Krome detention center in Miami on Saturday.", IomRule.IN_DETENTION),
        ("A Cuban migrant died of thirst in the desert near Ajo, Arizona, on Saturday.", None),
        ("A Guinean migrant died on Monday during a deportation flight to Conakry.", IomRule.DURING_OR_AFTER_RETURN),
        ("A Guinean migrant died on Monday during the crossing to Lampedusa.", None),
        (
            "A Sudanese man who had claimed asylum in Britain was found dead in Manchester on Monday.",
            IomRule.IN_DESTINATION_COUNTRY,
        ),
        ("A Sudanese migrant was found dead on a beach near Calais on Monday.", None),
        ("A suspected smuggler was shot dead by soldiers near Reynosa, Mexico, on Friday.", IomRule.NOT_A_MIGRANT),
        ("A migrant was shot dead by soldiers near Reynosa, Mexico, on Friday.", None),
        ("The bodies of migrants were found on a beach near Zuwara, Libya, on Monday.", IomRule.NO_NUMBER),
        ("Several bodies of migrants were found on a beach near Zuwara, Libya, on Monday.", None),
        (
            "Prosecutors allege that two migrants died in a sealed trailer near Laredo, Texas, on 3 March 2024.",
            IomRule.NOT_A_FACT,
        ),
        ("Two migrants died in a sealed trailer near Laredo, Texas, on 3 March 2024.", None),
        ("Nine migrants were stopped near Emerson, Manitoba, on Monday.", IomRule.NO_DEAD_OR_MISSING),
        ("Nine migrants went missing near Emerson, Manitoba, on Monday.", None),
        ("More than 2,500 migrants have died in the Mediterranean.", IomRule.TOLL),
        ("More than 20 migrants have died off Lampedusa.", None),
        ("Drug overdoses caused 70,000 deaths in the United States in 2023.", IomRule.NOT_SAID_TO_BE_MIGRANTS),
        ("There were 70 migrant deaths in the United States in 2023.", None),
        ("France will deport 12 Algerian migrants on Friday.", IomRule.NO_DEAD_OR_MISSING),
        ("Police arrested six suspected smugglers in Calais on Thursday.", IomRule.NO_DEAD_OR_MISSING),
        (
            "Two Syrian migrants, one of them a pregnant woman, were evacuated by helicopter from a boat off Crete on "
            "Sunday and taken to hospital.",
            IomRule.NO_DEAD_OR_MISSING,
        ),
    ],
)
def test_what_is_left_out_and_what_is_not(read, text, rule):
    sheet = to_iom(read(text))
    assert [each.rule for each in sheet.left_out] == ([rule] if rule else [])
    assert len(sheet.rows) == (0 if rule else 1)


@pytest.mark.parametrize(
    ("fates", "words", "rule"),
    [
        (("detained", "dead"), "two men", IomRule.IN_DETENTION),
        (("detained", "dead"), "two bodies", None),
        (("returned", "dead"), "two men", IomRule.DURING_OR_AFTER_RETURN),
        (("released", "dead"), "two men", IomRule.IN_DESTINATION_COUNTRY),
        (("rescued", "dead"), "two men", None),
    ],
)
def test_fates_of_the_dead_can_forbid_a_row(fates, words, rule):
    sheet = to_iom(event(group(2, *fates, words=words), places=(LAMPEDUSA,)))
    assert [each.rule for each in sheet.left_out] == ([rule] if rule else [])


def test_a_death_of_nobody_says_where_to_look_and_has_its_sentences():
    text = "In June 2022 people died at the fence."
    [left_out] = to_iom(event(evidence=(Span.of(text, 0, len(text)),))).left_out
    assert left_out.reason.endswith("though it reports deaths or missing people: look at its evidence.")
    assert left_out.evidence == text
    [other] = to_iom(event(type="rescue")).left_out
    assert other.reason == "Nobody in this event of type rescue was read as dead or missing."


def test_a_reason_names_what_decided():
    [left_out] = to_iom(event(group(2, "dead", "detained", words="two men"), places=(LAMPEDUSA,))).left_out
    assert (left_out.document_id, left_out.event_id) == ("doc", "e")
    assert left_out.reason == "“two men” have the fates dead and detained: IOM does not count deaths in detention."


@pytest.mark.parametrize("status", ["planned", "alleged"])
def test_what_is_planned_or_alleged_is_no_incident(status):
    [left_out] = to_iom(event(group(2, "dead"), places=(LAMPEDUSA,), status=status)).left_out
    assert left_out.rule is IomRule.NOT_A_FACT


def test_deaths_in_an_attempted_crossing_count():
    row = only(to_iom(event(group(2, "dead"), places=(LAMPEDUSA,), type="crossing", status="attempted")))
    assert row["Number of Dead"] == 2


@pytest.mark.parametrize(
    ("fields", "rule"),
    [
        ({"count": Count(min=None, max=50, text="up to 50")}, IomRule.NO_NUMBER),
        ({"period": None}, IomRule.NO_PERIOD),
        ({"period": {"start": "--02", "end": "--03"}}, IomRule.NO_PERIOD),
        ({"place": None}, IomRule.NO_PLACE),
        ({"span": Span.of("50 people", 0, 9)}, IomRule.NOT_SAID_TO_BE_MIGRANTS),
    ],
)
def test_a_figure_needs_number_period_place_and_migrants(fields, rule):
    figure = {
        "measure": "deaths", "count": Count(min=50, max=50, text="50"), "place": "Lampedusa",
        "period": {"start": "2024-01", "end": "2024-03"}, "span": Span.of("50 migrants", 0, 11),
    }  # fmt: skip
    assert len(to_iom(Extraction(id="doc", statistics=(Statistic(**figure),))).rows) == 1
    sheet = to_iom(Extraction(id="doc", statistics=(Statistic(**figure | fields),)))
    assert (sheet.rows, [each.rule for each in sheet.left_out]) == ((), [rule])


@pytest.mark.parametrize(
    ("measure", "columns"), [("deaths", (9, None, 9)), ("missing", (None, 9, 9)), ("dead or missing", (None, None, 9))]
)
def test_a_figure_fills_the_column_of_its_measure(measure, columns):
    figure = Statistic(
        measure=measure, count=Count(min=9, max=9, text="9"), period={"start": "2024-01", "end": "2024-01"},
        place="Sicily", span=Span.of("9 migrants", 0, 10),
    )  # fmt: skip
    row = only(to_iom(Extraction(id="doc", statistics=(figure,))))
    names = ("Number of Dead", "Minimum Estimated Number of Missing", "Total Number of Dead and Missing")
    assert tuple(row[name] for name in names) == columns
    assert (row["Incident Year"], row["Month"], row["Incident Date"]) == (2024, "January", None)


def test_other_figures_are_none_of_the_codebooks_business(read):
    sheet = to_iom(read("Agents made 23,721 apprehensions in January 2025."))
    assert (sheet.rows, sheet.left_out) == ((), ())


# --- numbers ---


def test_who_was_missing_and_is_found_dead_is_dead():
    row = only(to_iom(event(group(1, "missing", "dead"), places=(LAMPEDUSA,))))
    assert (row["Number of Dead"], row["Minimum Estimated Number of Missing"]) == (1, None)


def test_survivors_are_those_whom_a_fate_shows_alive():
    people = [
        group(2, "dead"),
        group(12, "rescued"),
        group(4, "hospitalized"),
        group(58),
        group(3, "detained", role="suspect"),
    ]
    assert only(to_iom(event(*people, places=(LAMPEDUSA,))))["Number of Survivors"] == 12


def test_women_men_and_children_are_those_of_the_dead_and_missing():
    dead = group(5, "dead", parts=(part("woman", 2, "two women"), part("child", 3, "three girls")))
    missing = group(
        4, "missing", parts=(part("man", 1, "a man"), part("child", 1, "a boy"), part("child", 2, "two babies"))
    )
    rescued = group(9, "rescued", parts=(part("woman", 9, "nine women"),))
    row = only(to_iom(event(dead, missing, rescued, places=(LAMPEDUSA,))))
    assert [row[f"Number of {name}"] for name in ("Females", "Males", "Children")] == [5, 2, 6]


def test_several_nationalities_are_joined_as_the_project_joins_them():
    row = only(to_iom(event(group(5, "dead", nationalities=("SD", "BF", "IR")), places=(LAMPEDUSA,))))
    assert row["Country of Origin"] == "Burkina Faso,Iran (Islamic Republic of),Sudan"
    assert row["Region of Origin"] == "Northern Africa,Southern Asia,Western Africa"


@pytest.mark.parametrize(
    ("cause", "evidence", "expected"),
    [
        ("drowning", "", "Drowning"),
        ("cold", "", HARSH),
        ("heat", "", HARSH),
        ("vehicle", "", TRANSPORT),
        ("violence", "", "Violence"),
        ("illness", "", "Sickness / lack of access to adequate healthcare"),
        ("fall", "", "Accidental death"),
        ("suffocation", "They suffocated in a sealed truck.", TRANSPORT),
        ("suffocation", "They suffocated.", "Mixed or unknown"),
        ("other", "", "Mixed or unknown"),
        (None, "", "Mixed or unknown"),
    ],
)
def test_causes_are_those_of_the_codebook(cause, evidence, expected):
    spans = (Span.of(evidence, 0, len(evidence)),)
    row = only(to_iom(event(group(2, "dead"), places=(LAMPEDUSA,), cause=cause, evidence=spans)))
    assert row["Cause of Death"] == expected


# --- places, routes, sources ---


@pytest.mark.parametrize(
    ("places", "country", "coordinates"),
    [
        ([place("Texas", "admin1", country="US", lat=31.0, lon=-99.0)], "United States of America", None),
        ([place("Libya", "country", country="LY", lat=27.0, lon=17.0)], "Libya", None),
        ([place("Alboran Sea", "water", lat=36.0, lon=-3.0)], None, None),
        (
            [place("Derby Line", "city", country="US", lat=45.0, lon=-72.1), place("Quebec", "admin1", country="CA")],
            "United States of America",
            "45.0, -72.1",
        ),
        (
            [
                place("Derby Line", "city", country="US", lat=45.0, lon=-72.1),
                place("Stanstead", "city", country="CA", lat=45.0, lon=-72.0),
            ],
            None,
            None,
        ),
    ],
)
def test_country_and_coordinates_are_only_those_that_are_plain(places, country, coordinates):
    when = {"start": "2025-02-03", "end": "2025-02-03", "resolved": True, "span": Span.of("Monday", 0, 6)}
    row = only(to_iom(event(group(2, "dead"), places=tuple(places), when=when)))
    assert (row["Country of Incident"], row["Coordinates"]) == (country, coordinates)


@pytest.mark.parametrize(
    ("origin", "destination", "places", "evidence", "route"),
    [
        ("MX", "US", [], "", "US-Mexico border crossing"),
        ("LY", "IT", [], "Their boat sank.", "Central Mediterranean"),
        ("LY", "IT", [], "He was found at the airport.", None),
        ("TR", "GR", [], "Their boat sank.", "Eastern Mediterranean"),
        ("TR", "GR", [place("Evros River", "water")], "", "Türkiye-Europe land route"),
        ("TR", "GR", [place("Evros River", "water")], "Their boat sank.", None),
        ("CA", "US", [place("Swanton", "city", country="US", admin1="US-VT")], "", None),
        (None, "US", [place("Sarita", "city", country="US", admin1="US-TX")], "", "US-Mexico border crossing"),
        ("CU", "US", [place("Corpus Christi", "city", country="US", admin1="US-TX")], "", "Caribbean to US"),
        ("FR", "GB", [place("Calais", "city", country="FR")], "", "English Channel to the UK"),
        ("CO", "PA", [place("Darién Gap", "landmark")], "", "Darien"),
        (None, None, [place("Emerson", "city", country="CA")], "", None),
    ],
)
def test_a_route_is_given_where_one_alone_fits(origin, destination, places, evidence, route):
    fields = {
        "route": {"from": origin, "to": destination} if destination else None,
        "places": (*places, place("a spot", "other")),
        "evidence": (Span.of(evidence, 0, len(evidence)),),
    }
    assert only(to_iom(event(group(2, "dead"), **fields)))["Migration Route"] == route


@pytest.mark.parametrize(
    ("sources", "quality"),
    [
        ([], 1),
        ([("the coroner", "asserts")], 5),
        ([("Lt. Ana Ruiz", "asserts")], 5),
        ([("the coroner", "denies")], 1),
        ([("SOS Méditerranée", "asserts")], 4),
        ([("SOS Méditerranée", "asserts"), ("UNHCR", "estimates")], 5),
        ([("survivors", "asserts")], 2),
        ([("she", "asserts")], 1),
        ([("a charity official", "asserts")], 4),
        ([("a charity official", "asserts"), ("police", "asserts")], 5),
        ([("the driver's attorney", "asserts")], 1),
        ([("the U.S. Attorney", "asserts")], 5),
    ],
)
def test_source_quality_follows_who_says_so(sources, quality):
    said_by = [{"source": s, "verb": "said", "stance": stance, "span": Span.of(s, 0, len(s))} for s, stance in sources]
    assert only(to_iom(event(group(2, "dead"), places=(LAMPEDUSA,), attribution=said_by)))["Source Quality"] == quality


# --- notes ---


@pytest.mark.parametrize(
    ("text", "note"),
    [
        (
            "A migrant's body was found near Ajo, Arizona, on Monday.",
            "The date is reported as “Monday” and is that of the finding.",
        ),
        ("Four migrants drowned off Lampedusa.", "The text states no date; the story is of 2025-02-05."),
        (
            "At least four migrants drowned off Lampedusa on Monday.",
            "“At least four” is not exact; the row has the least number, 4.",
        ),
    ],
)
def test_a_note_says_what_to_look_at(read, text, note):
    assert note in [each.text for each in to_iom(read(text)).notes]


def test_several_dates_that_make_the_days_are_named_together():
    text = "Two sailed on Saturday and drowned on Sunday. A third was buried on Wednesday."
    dates = [date(text, word, day) for word, day in (("Saturday", 13), ("Sunday", 14), ("Wednesday", 17))]
    found = event(
        group(2, "dead"),
        when=When(start="2026-06-13", end="2026-06-14", resolved=True, span=dates[1].span),
        evidence=(Span.of(text, 0, 45),),
        flags=(Flag.SEVERAL_DAYS,),
        places=(LAMPEDUSA,),
    )
    days = "The days 2026-06-13 to 2026-06-14 are those from the first to the last of several dates"
    for known, expected in ((dates, f"{days}: “Saturday”, “Sunday”."), ((), f"{days}.")):
        [note] = to_iom(found.model_copy(update={"dates": tuple(known)})).notes
        assert note.text == expected


def test_a_plain_row_has_no_notes(read):
    assert to_iom(read("Four migrants drowned off Lampedusa on Monday.")).notes == ()


def test_numbers_that_were_added_up_or_do_not_add_up_are_noted():
    dead = [group(4, "dead", words="four men"), group(1, "dead", words="a boy", parts=(part("child", 9, "nine boys"),))]
    texts = [note.text for note in to_iom(event(*dead, places=(LAMPEDUSA,))).notes]
    assert "The number of dead adds up “four men” (4) + “a boy” (1); see that nobody is counted twice." in texts
    assert "The parts of the dead and missing (woman 0, man 0, child 9) are more than their number, 5." in texts


def test_a_group_without_a_number_is_noted_where_others_are_added_up():
    found = event(group(None, "dead", words="The bodies of"), group(2, "dead", words="two men"), places=(LAMPEDUSA,))
    [text] = [note.text for note in to_iom(found).notes if "adds up" in note.text]
    assert "“The bodies of” (no number) + “two men” (2)" in text
