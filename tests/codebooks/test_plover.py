import pytest

from borderfacts import to_plover
from borderfacts.codebooks.plover import COLUMNS, PloverRule
from borderfacts.records import Action, Agency, Event, Extraction, PersonGroup, Span, When


def span(words):
    return Span.of(words, 0, len(words))


def briefly(row):
    """Who did what to whom, and in which context."""
    actors, recipients = ([(each["code"], each["sector"]) for each in row[name]] for name in ("actor", "recipient"))
    return actors, row["event"], row["mode"], row["context"], recipients


def test_the_columns_are_the_fields_of_the_codebook(read):
    assert ", ".join(COLUMNS) == (
        "id, date, enddate, actor, recipient, event, mode, context, event_loc, event_text, text_info, quad_code, "
        "comment"
    )
    sheet = to_plover(read("The RCMP arrested nine Haitian migrants near Emerson, Man., on Monday."))
    assert [tuple(row) for row in sheet.rows] == [COLUMNS]


def test_a_whole_row(read):
    text = "The RCMP arrested nine Haitian migrants near Emerson, Man., on Monday."
    extraction = read(text, url="https://www.example.org/1", title="Nine held")
    [row] = to_plover(extraction).rows
    assert row == {
        "id": f"{extraction.events[0].id}-1",
        "date": "2025-02-03",
        "enddate": None,
        "actor": [{"code": "CAN", "sector": "COP", "actor_text": "Royal Canadian Mounted Police"}],
        "recipient": [{"code": "HTI", "sector": "REF", "actor_text": "nine Haitian migrants"}],
        "event": "COERCE",
        "mode": "arrest",
        "context": ["legal", "migration"],
        "event_loc": {
            "geonameid": extraction.events[0].places[0].geonames_id, "name": "Emerson", "latitude": 49.006,
            "longitude": -97.213, "country code": "CA", "cc3": "CAN", "admin1 code": "CA-MB",
        },
        "event_text": [span.text for span in extraction.events[0].evidence],
        "text_info": {
            "document_id": "doc", "url": "https://www.example.org/1", "title": "Nine held", "start": 9, "end": 17,
        },
        "quad_code": 4,
        "comment": None,
    }  # fmt: skip


USA = ("USA", "COP")


@pytest.mark.parametrize(
    ("text", "rows"),
    [
        (
            "The U.S. Coast Guard rescued 12 Cuban migrants off Key West, Fla., on Monday.",
            [([USA], "AID", None, ["humanitarian", "migration"], [("CUB", "REF")])],
        ),
        (
            "Croatian police beat 12 Afghan migrants near Glina, Croatia, on Monday.",
            [([("HRV", "COP")], "ASSAULT", "beat", ["migration"], [("AFG", "REF")])],
        ),
        (
            "Mexican soldiers killed three migrants near Huixtla, Mexico, on Tuesday.",
            [([("MEX", "MIL")], "ASSAULT", None, ["migration"], [(None, "REF")])],
        ),
        (
            "Hungarian police turned back 34 migrants at Röszke on Tuesday.",
            [([("HUN", "COP")], "REJECT", None, ["legal", "migration"], [(None, "REF")])],
        ),
        (
            "Armed men kidnapped 31 migrants from a bus near Reynosa, Mexico, on Saturday.",
            [([(None, "CRM")], "ASSAULT", "abduct", ["migration"], [(None, "REF")])],
        ),
        (
            "U.S. Customs and Border Protection officers seized 40 pounds of cocaine at Laredo, Texas, on Monday.",
            [([USA], "COERCE", "seize", ["legal", "illegal_drugs"], [])],
        ),
        (
            "France will deport 12 Algerian migrants on Friday.",
            [([("FRA", "GOV")], "COERCE", "deport", ["legal", "migration", "future"], [("DZA", "REF")])],
        ),
        (
            "A Ghanaian man crossed into Canada near Emerson, Manitoba, on Monday and claimed asylum.",
            [([("GHA", "REF")], "REQUEST", None, ["asylum", "migration"], [("CAN", None)])],
        ),
        (
            "Prosecutors allege that a Hungarian police officer beat a migrant near Röszke, Hungary, on 3 March 2024.",
            [([(None, "JUD")], "ACCUSE", "allege", ["legal", "migration"], [("HUN", "COP")])],
        ),
        (
            "The Finnish government closed the Vaalimaa border crossing on Monday.",
            [([("FIN", "GOV")], "COERCE", "restrict", [], [])],
        ),
        (
            "A judge in Laredo, Texas, sentenced Ramiro Tovar, a smuggler, to 30 months in prison on Monday.",
            [
                ([("USA", "JUD")], "SANCTION", "convict", ["legal"], [(None, "CRM")]),
                ([("USA", "JUD")], "COERCE", "arrest", ["legal"], [(None, "CRM")]),
            ],
        ),
    ],
)
def test_a_story_gives_these_rows(read, text, rows):
    sheet = to_plover(read(text))
    assert ([briefly(row) for row in sheet.rows], sheet.left_out) == (rows, ())


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        ("Four migrants drowned off Lampedusa on Monday.", PloverRule.NO_CATEGORY),
        ("Four migrants crossed the border near Emerson, Manitoba, on Monday.", PloverRule.NO_CATEGORY),
        ("Six suspected smugglers were arrested in Calais on Thursday.", PloverRule.NO_ACTOR),
        ("Police arrested six suspected smugglers in Calais on Thursday.", None),
        ("Police arrested six suspected smugglers in Calais.", PloverRule.NO_DATE),
    ],
)
def test_what_is_left_out_and_what_is_not(read, text, rule):
    sheet = to_plover(read(text))
    assert [each.rule for each in sheet.left_out] == ([rule] if rule else [])
    assert bool(sheet.rows) is (rule is None)


@pytest.mark.parametrize(("fates", "rules"), [(["rescued"], []), (["rescued", "dead"], [PloverRule.NO_RECIPIENT])])
def test_aid_needs_someone_alive(fates, rules):
    rescue = Action(type="rescue", status="occurred", span=span("rescued"))
    event = Event(
        id="e", type="rescue", status="occurred", confidence=1, summary="", actions=(rescue,),
        agencies=(Agency(name="Hellenic Navy", short="navy", country="GR", kind="military", span=span("navy")),),
        people=(PersonGroup(role="migrant", fates=fates, span=span("two people")),),
        when=When(start="2025-02-03", end="2025-02-03", resolved=True, span=span("Monday")),
    )  # fmt: skip
    sheet = to_plover(Extraction(id="doc", events=(event,)))
    assert [each.rule for each in sheet.left_out] == rules
    assert [briefly(row)[0] for row in sheet.rows] == ([] if rules else [[("GRC", "MIL")]])


def test_a_reason_names_what_decided(read):
    [left_out] = to_plover(read("Six suspected smugglers were arrested in Calais on Thursday.")).left_out
    assert left_out.reason == ("PLOVER requires an actor, and the text does not say whose act “arrested” (arrest) is.")


def test_a_month_is_all_its_days(read):
    [row] = to_plover(read("The RCMP arrested nine migrants near Emerson, Manitoba, in February 2024.")).rows
    assert (row["date"], row["enddate"]) == ("2024-02-01", "2024-02-29")


def test_the_authorities_of_an_event_stand_for_an_actor_that_is_not_named(read):
    text = "Nine migrants were arrested near Emerson, Manitoba, on Monday after the RCMP searched a van."
    [row] = to_plover(read(text)).rows
    assert [each["code"] for each in row["actor"]] == ["CAN"]
    assert row["comment"] == "The action names no actor; the event's authorities stand for it (RCMP)."
