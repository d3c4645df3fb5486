"""Which sentences tell of the same happening, and which of another."""

import pytest

RESCUE = "Border Patrol agents rescued five migrants near Sasabe, Arizona, on Monday."
AT_SEA = "On Tuesday, the Coast Guard rescued 30 migrants off Key West, Florida."


def days(found):
    return [each.when.start for each in found]


def types(found):
    return [each.type for each in found]


def record(each):
    """What an event tells, apart from where in the text it does."""
    return each.model_dump(exclude={"id", "evidence", "confidence"})


def test_a_happening_told_twice_is_one_event_with_evidence_of_both_tellings(event):
    lead = (
        "Nine migrants were stopped near Emerson, Manitoba, on Monday after they walked across the border from "
        "North Dakota."
    )
    again = "The RCMP said officers found the nine people in a field."
    told = event(f"{lead}\n\n{again}")
    assert [span.text for span in told.evidence] == [lead, again]
    assert [(group.count.min, group.count.max) for group in told.people] == [(9, 9)]


def test_a_happening_goes_on_over_paragraphs(event):
    told = event(
        "Police stopped a truck near Presevo, Serbia, on Monday and found 14 migrants in the back.\n\n"
        "The 14 migrants were taken to hospital."
    )
    assert len(told.evidence) == 2


def test_an_article_pasted_twice_gives_the_events_of_one(events):
    text = (
        f"{RESCUE}\n\n{AT_SEA}\n\nIn January 2022, four migrants froze to death near Emerson, Manitoba.\n\n"
        "A man from Ohio pleaded guilty on Monday to smuggling migrants. He will be sentenced on May 12."
    )
    once, twice = events(text), events(f"{text}\n\n{text}")
    assert types(once) == ["rescue", "rescue", "death", "court", "court"]
    assert [record(each) for each in twice] == [record(each) for each in once]


def test_an_article_pasted_twice_has_the_evidence_of_both(events):
    first, second = events(f"{RESCUE}\n\n{AT_SEA}\n\n{RESCUE}\n\n{AT_SEA}")
    assert [span.text for span in first.evidence] == [RESCUE, RESCUE]
    assert [span.text for span in second.evidence] == [AT_SEA, AT_SEA]
    assert len({span.start for span in first.evidence + second.evidence}) == 4


@pytest.mark.parametrize("gap", ["\n\n", " "], ids=["paragraphs", "one paragraph"])
def test_other_days_towns_and_people_are_another_incident(events, gap):
    found = events(f"{RESCUE}{gap}{AT_SEA}")
    assert days(found) == ["2025-02-03", "2025-02-04"]
    assert [each.people[0].count.min for each in found] == [5, 30]
    assert [each.places[0].name for each in found] == ["Sasabe", "Key West"]


def test_a_separate_incident_stays_apart(events):
    found = events(
        "Border Patrol agents detained six migrants near Pembina, North Dakota, on Sunday.\n\n"
        "In a separate incident on Monday, agents detained 11 migrants near Warroad, Minnesota."
    )
    assert days(found) == ["2025-02-02", "2025-02-03"]


def test_crossings_at_two_towns_stay_apart(events):
    found = events(
        "Four migrants were stopped near Emerson, Manitoba, on Monday after they crossed the border.\n\n"
        "On Tuesday, seven other migrants were detained near Coutts, Alberta, after they crossed the border."
    )
    assert [[place.name for place in each.places] for each in found] == [["Emerson", "Manitoba"], ["Coutts", "Alberta"]]


def test_a_case_of_an_earlier_year_stays_apart(events):
    now, then = events(
        "Border Patrol agents detained six migrants near Pembina, North Dakota, on Monday.\n\n"
        "In January 2022, four migrants died near Emerson, Manitoba."
    )
    assert (now.type, now.when.start, now.people[0].count.min) == ("crossing", "2025-02-03", 6)
    assert (then.type, then.when.start, then.people[0].count.min) == ("death", "2022-01", 4)


def test_a_first_paragraph_that_sums_up_two_rescues_is_none_of_its_own(events):
    found = events(
        "Two groups of migrants were rescued off Lampedusa on Monday in separate incidents.\n\n"
        "In the first, the coast guard pulled 20 migrants from a boat.\n\n"
        "In the second, a fishing boat saved 11 migrants."
    )
    assert [each.people[0].count.min for each in found] == [20, 11]


def test_a_charge_told_as_the_outcome_stays_with_the_incident(event):
    told = event(
        "Border Patrol agents stopped a van near Laredo, Texas, on Monday and found eight migrants inside. "
        "The driver, a man from Houston, was arrested and was charged with smuggling on Tuesday."
    )
    assert (told.type, told.when.start) == ("smuggling", "2025-02-03")
    assert "charge" in [action.type for action in told.actions]


def test_a_release_stays_with_the_incident(event):
    told = event("Police detained ten migrants near Presevo, Serbia, on Monday. They were released the same day. ")
    assert (told.type, told.when.start) == ("crossing", "2025-02-03")


def test_a_sentence_on_another_day_is_an_event_of_its_own(events):
    found = events(
        "Smugglers drove nine migrants across the border near Derby Line, Vermont, in August 2023. "
        "The driver was sentenced to 30 months in prison on Monday."
    )
    assert types(found) == ["smuggling", "court"]
    assert days(found) == ["2023-08", "2025-02-03"]


def test_a_deportation_with_its_own_date_is_an_event_of_its_own(events):
    found = events("Police in Malta arrested a wanted man in March 2024. He was deported to Libya on Monday.")
    assert types(found) == ["arrest", "removal"]
    assert days(found) == ["2024-03", "2025-02-03"]


def test_a_plea_and_the_sentence_to_come_are_two_events(events):
    plea, sentence = events(
        "A man from Ohio pleaded guilty on Monday to smuggling migrants across the border. "
        "He will be sentenced on May 12."
    )
    assert (plea.type, plea.status, plea.when.start) == ("court", "occurred", "2025-02-03")
    assert (sentence.type, sentence.status, sentence.when.start) == ("court", "planned", "2025-05-12")


def test_what_a_verdict_is_for_is_no_event(event):
    assert event("A man from Ohio was jailed in Laredo, Texas, on Monday for driving nine migrants.").type == "court"


@pytest.mark.parametrize(
    "text",
    [
        "Agents apprehended 23,721 migrants along the northern border in fiscal 2024, up from 10,021 a year earlier.",
        "In 2023, more than 150,000 migrants crossed the Mediterranean to Italy.",
        "Smugglers increasingly hide migrants in trucks. Migrants often cross the border at night.",
        "Border crossings have fallen sharply over the past year. Experts say the trend will continue.",
        "Smugglers often drive migrants across the border near Laredo, Texas, on Mondays.",
        "If migrants crossed the border near Laredo, Texas, on Monday, agents would have stopped them.",
        "Officials fear that ten migrants could drown in the Rio Grande near Laredo, Texas, on Friday.",
        "Migrants in Tapachula, Mexico, plan to cross the Rio Grande next week.",
        "Ten migrants hope to cross the border.",
        "It is the duty of the Border Patrol to arrest migrants who cross the border near Laredo, Texas.",
        "The Border Patrol arrests migrants who cross the border illegally between ports of entry. "
        "Its agents rescue people in distress.",
        "The Coast Guard rescues migrants at sea and returns them to their country. Its crews patrol day and night.",
        "In the film, ten migrants cross the border near Laredo, Texas, on Monday with a smuggler, and two die. "
        "The director shot the scenes in Morocco, and the actor who plays the smuggler won an award. The audience "
        "at the festival cheered.",
        "Rescue came late for the home team on Saturday. The striker crossed the ball, the goalkeeper was beaten, and "
        "the match ended in a draw. The coach praised the players.",
        "Migration is a matter for Europe as a whole, the minister said. We need a fair system.",
        "If convicted of smuggling migrants, the man could face ten years in prison.",
        "The weather was fine. The market was open and the trains ran on time.",
    ],
    ids=[
        "figures of a year", "a figure of a period", "habits", "trend", "what happens often", "if", "fear", "plans",
        "hope", "duty", "duties", "habits of a force", "film", "sport", "opinion", "possible sentence", "nothing",
    ],
)  # fmt: skip
def test_what_is_no_incident_gives_none(events, text):
    assert events(text) == ()


@pytest.mark.parametrize(
    "text",
    [
        "Migrants crossed the border near Laredo, Texas, on Monday, and agents stopped them.",
        "Ten migrants drowned in the Rio Grande near Laredo, Texas, on Monday.",
        "Ten migrants crossed the border near Laredo, Texas, on Monday with a smuggler, and two of them died.",
        "Smugglers drove migrants across the border near Laredo, Texas, on Monday.",
    ],
)
def test_the_like_told_as_a_fact_is_an_incident(events, text):
    assert len(events(text)) == 1
