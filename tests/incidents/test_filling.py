"""Agencies, goods, measurements, cause, sources and evidence of an incident."""

import pytest

RESCUED = "Border Patrol agents rescued five migrants near Sasabe, Arizona, on Monday."


def shorts(told):
    return [agency.short for agency in told.agencies]


def goods(told):
    return [
        (str(seizure.kind), seizure.quantity and (seizure.quantity.value, seizure.quantity.unit))
        for seizure in told.seizures
    ]


def test_an_agency_that_acts_is_in_the_event(event):
    assert shorts(event(RESCUED)) == ["USBP"]


def test_an_agency_that_only_comments_is_not_in_the_event(event):
    told = event(f"{RESCUED} The RCMP said the case was sad.")
    assert shorts(told) == ["USBP"]
    assert [each.source for each in told.attribution] == ["The RCMP"]


def test_both_agencies_act(event):
    told = event(
        "The RCMP alerted the Border Patrol on Monday, and agents detained six migrants near Pembina, North Dakota."
    )
    assert shorts(told) == ["RCMP", "USBP"]


def test_an_agency_named_twice_is_given_once(event):
    told = event(f"{RESCUED} The U.S. Border Patrol gave the migrants water.")
    assert shorts(told) == ["USBP"]


def test_seized_goods_have_their_amounts(event):
    told = event("Border guards in Medyka, Poland, seized 40,000 cigarettes and two rifles on Monday.")
    assert goods(told) == [("tobacco", (40000, "count")), ("firearm", (2, "count"))]


def test_seized_drugs_have_their_value(event):
    told = event("CBP officers seized 12.5 kilograms of cocaine worth $1.2 million in Laredo, Texas, on Monday.")
    (seizure,) = told.seizures
    assert goods(told) == [("cocaine", (12.5, "kilogram"))]
    assert (seizure.street_value.value, seizure.street_value.unit) == (1200000, "USD")


def test_seized_cash(event):
    told = event("Officers seized $50,000 in cash at the port of entry in Laredo, Texas, on Monday.")
    assert goods(told) == [("currency", (50000, "USD"))]


def test_goods_that_were_not_seized_are_left_out(event):
    told = event("CBP officers in Laredo, Texas, stopped six migrants on Monday. No drugs were seized.")
    assert (told.type, told.seizures) == ("crossing", ())


@pytest.mark.parametrize(
    ("text", "cause"),
    [
        ("Four migrants drowned off Lampedusa on Monday.", "drowning"),
        ("A migrant died of heat stroke in the desert near Sasabe, Arizona, on Monday.", "heat"),
        ("Four migrants died when a van crashed near Laredo, Texas, on Monday.", "vehicle"),
        ("A migrant died of hypothermia near Emerson, Manitoba, on Monday.", "cold"),
        ("Thirty migrants died near Laredo, Texas, on Monday.", None),
        ("Border Patrol agents detained six migrants in the heat near Laredo, Texas, on Monday.", None),
    ],
)
def test_cause(event, text, cause):
    assert event(text).cause == cause


@pytest.mark.parametrize(
    ("text", "source", "verb", "stance"),
    [
        ("Six migrants were rescued near Laredo, Texas, on Monday, the sheriff said.",
         "the sheriff", "said", "asserts"),
        ("Prosecutors allege that a man from Ohio smuggled nine migrants across the border in January.",
         "Prosecutors", "allege", "alleges"),
    ],
)  # fmt: skip
def test_attribution(event, text, source, verb, stance):
    (told,) = event(text).attribution
    assert (told.source, told.verb, told.stance) == (source, verb, stance)


@pytest.mark.parametrize(
    ("sentence", "action"),
    [
        ("Nobody was hurt.", "injure"),
        ("No one was injured.", "injure"),
        ("The driver was not arrested.", "arrest"),
        ("No migrants died.", "die"),
    ],
)
def test_what_did_not_happen_is_no_action(event, sentence, action):
    told = event(f"{RESCUED} {sentence}")
    assert [str(each.type) for each in told.actions] == ["rescue"]
    assert [(group.count.min, [str(f) for f in group.fates]) for group in told.people] == [(5, ["rescued"])]
    assert action not in told.summary


def test_what_is_denied_is_no_event(events):
    assert events("The government denied that guards shot at migrants on the border.") == ()


def test_evidence_is_whole_sentences_without_the_space_around_them(event):
    told = event(f"  {RESCUED}  ")
    assert [(span.start, span.text) for span in told.evidence] == [(2, RESCUED)]


def test_a_sentence_that_tells_no_action_is_no_evidence(event):
    told = event(f"{RESCUED} It was minus 20 degrees Celsius.")
    assert [span.text for span in told.evidence] == [RESCUED]


@pytest.mark.parametrize(
    ("words", "agency"),
    [
        ("The Interior Ministry in Warsaw announced", "Polish Interior Ministry"),
        ("The government in Belgrade announced", "Serbian government"),
        ("Ottawa announced", "Canadian government"),
    ],
)
def test_a_government_acts_in_what_it_announces(event, words, agency):
    told = event(f"{words} on Tuesday that it has closed the border crossing at Horgos.")
    assert [each.short for each in told.agencies] == [agency]


@pytest.mark.parametrize(
    "credit",
    [
        "The case was investigated by Homeland Security Investigations, an arm of ICE.",
        "Homeland Security Investigations built the case.",
        "Homeland Security Investigations is investigating the case.",
    ],
)
def test_who_built_the_case_acts_in_the_incident(event, credit):
    told = event(f"A smuggler was arrested in Tucson on Monday with six migrants in his van.\n\n{credit}")
    assert [each.short for each in told.agencies] == ["HSI"]


def test_the_government_is_a_party_to_a_case_and_does_not_act(event):
    told = event(
        "A smuggler was sentenced in Laredo, Texas, on Monday to six years. The U.S. government had asked for ten."
    )
    assert told.agencies == ()


@pytest.mark.parametrize("words", ["On them were", "They were carrying", "In their packs were"])
def test_drugs_on_those_arrested_are_seized(event, words):
    told = event(
        f"Two smugglers were arrested in Sumas, Washington, on Monday after crossing from Canada. {words} "
        "71 pounds of cocaine."
    )
    assert [(str(s.kind), s.quantity.value) for s in told.seizures] == [("cocaine", 71)]


@pytest.mark.parametrize(("verb", "origin"), [("repatriated", None), ("deported", "US")])
def test_whom_a_coast_guard_takes_home_had_not_arrived(event, verb, origin):
    agency = "The U.S. Coast Guard" if origin is None else "The United States government"
    told = event(f"{agency} {verb} 83 migrants to the Dominican Republic on Monday.")
    assert (told.route.origin, told.route.destination) == (origin, "DO")
