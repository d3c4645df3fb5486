"""The page of incidents that several stories report."""

import pytest
from tests.written import event, group, story

from borderfacts.linking import link
from borderfacts.records import Span
from borderfacts.records.extraction import each_extraction
from borderfacts.report.tables import tables, toll


def drowning(id, published, dead, by):
    record = event("death", "2025-03-04", "Portocava", people=(group(40, "rescued"), group(dead, "dead")), by=by)
    return story(id, published, record).model_copy(update={"url": f"https://example.org/{id}", "title": f"Story {id}"})


@pytest.fixture
def incidents():
    return link(
        [drowning("monday", "2025-03-04", 3, "police"), drowning("tuesday", "2025-03-05", 5, "the coast guard")]
    )


@pytest.fixture
def two_incidents():
    """Three stories of two incidents."""
    fire = story("fire", "2025-06-02", event("death", "2025-06-01", "Altavilla", people=(group(2, "dead"),)))
    return link(
        [drowning("monday", "2025-03-04", 3, "police"), drowning("tuesday", "2025-03-05", 5, "the coast guard"), fire]
    )


def rows(root, caption):
    [table] = [each for each in root.iter("table") if each.findtext("caption") == caption]
    return [["".join(cell.itertext()) for cell in row] for row in table.find("tbody")]


def test_an_incident_shows_its_sources_and_what_each_says(page, incidents):
    root = page(*incidents)
    sources = rows(root, "Who reports it")
    assert [row[:2] for row in sources] == [["Story monday", "4 March 2025"], ["Story tuesday", "5 March 2025"]]
    links = [each.get("href") for each in root.iter("a") if (each.get("href") or "").startswith("https:")]
    assert {"https://example.org/monday", "https://example.org/tuesday"} <= set(links)
    dead = [row for row in rows(root, "What each story says") if row[1] == "dead"]
    assert sorted(dead) == [
        ["3", "dead", "no", "4 March 2025 (police)"],
        ["5", "dead", "yes", "5 March 2025 (the coast guard)"],
    ]
    assert ["dead", "5 (latest official)"] in [row[1:] for row in rows(root, "Where they differ")]


def test_each_source_of_an_incident_has_a_link_of_its_own(page, incidents):
    [byline] = page(*incidents).find_class("byline")
    assert [each.get("href") for each in byline.iter("a")] == [
        "https://example.org/monday",
        "https://example.org/tuesday",
    ]


def test_the_page_counts_stories_and_incidents_apart(page, two_incidents):
    root = page(*two_incidents)
    [heading], [numbers] = root.iter("h1"), root.find_class("dek")
    assert heading.text == "3 stories"
    assert numbers.text_content().strip().startswith("3 stories, 2 incidents.")
    folded = [each.text_content().split()[-2:] for each in root.find_class("story") for each in each.find_class("sub")]
    assert folded == [["2", "stories"], ["1", "story"]]


def test_the_page_of_one_incident_says_how_many_stories_report_it(page, incidents):
    [numbers] = page(*incidents).find_class("dek")
    assert numbers.text_content().strip().startswith("1 incident, reported by 2 stories.")


def test_a_toll_that_changes_has_a_line_for_each_day_without_a_script(page, incidents, two_incidents):
    lines = [
        ["Story monday", "4 March 2025", "3", "police"],
        ["Story tuesday", "5 March 2025", "5", "the coast guard"],
    ]
    assert rows(page(*incidents), "Toll by day of publication") == lines
    assert rows(page(*two_incidents), "Toll by day of publication") == lines  # the other incident has no such table


def test_a_toll_that_stays_or_has_no_days_has_no_lines():
    days = (
        [("2025-03-04", 3), ("2025-03-05", 3)],
        [("2025-03-04", 3), ("2025-03-04", 5)],
        [(None, 3), ("2025-03-05", 5)],
    )
    for reported in days:
        stories = [drowning(f"s{number}", *each, "police") for number, each in enumerate(reported)]
        assert [toll(each) for each in link(stories)] == [None]


def test_why_stories_were_joined_stands_beside_them(page, incidents):
    reasons = rows(page(*incidents), "Why these stories")
    assert [reason.words for reason in incidents[0].links[0].reasons] == [row[1] for row in reasons]
    first, second = (member.event.summary for member in incidents[0].members)
    assert {row[2] for row in reasons} == {f"Story monday: {first} – Story tuesday: {second}"}


def test_an_incident_that_this_one_follows_is_named_with_the_reasons():
    suspect = group(1, "detained", role="suspect", ages=(47,))
    find = event("smuggling", "2025-03-04", "Portocava", text="Behind crates of persimmons.", people=(suspect,))
    convict = group(1, "convicted", role="suspect", ages=(47,))
    verdict = event("court", "2025-11-20", text="The driver of the persimmon lorry was sentenced.", people=(convict,))
    lorry, sentence = link([story("find", "2025-03-05", find), story("verdict", "2025-11-20", verdict)])
    members = {(each.document, each.event.id): each for each in (*lorry.members, *sentence.members)}
    [extraction] = each_extraction(sentence)
    [others] = [each for each in tables(extraction, sentence, members) if each.caption == "Other incidents"]
    [row] = others.rows
    assert row.words == f"find: {lorry.record.summary}"
    assert row.cells[0] == "this one follows it"
    assert all(reason.words in row.cells[2] for reason in sentence.follows[0].link.reasons)


def test_an_address_that_leads_to_no_page_is_no_link(page):
    stories = [drowning("monday", "2025-03-04", 3, "police").model_copy(update={"url": "javascript:alert(1)"})]
    root = page(*link(stories))
    assert not [each for each in root.iter("a") if (each.get("href") or "").startswith("javascript")]


SAYS = {
    "monday": "Three people died off Portocava, police said.",
    "tuesday": "Day two. Five people died off Portocava, the coast guard said.",
}


def of_text(id, published, words, dead, by):
    """A story with its text, whose spans are in it."""
    text = SAYS[id]
    found = group(dead, "dead").model_copy(update={"span": Span.of(text, text.index(words), text.index(words) + 12)})
    record = event("death", "2025-03-04", "Portocava", people=(found,), by=by)
    place = record.places[0].model_copy(update={"span": Span.of(text, text.index("Porto"), text.index("Porto") + 9)})
    record = record.model_copy(update={"places": (place,), "evidence": (Span.of(text, 0, len(text)),)})
    return story(id, published, record).model_copy(update={"title": f"Story {id}", "text": text})


def test_the_texts_of_all_stories_stand_in_the_page_and_values_lead_to_them(page):
    incidents = link(
        [
            of_text("monday", "2025-03-04", "Three people", 3, "police"),
            of_text("tuesday", "2025-03-05", "Five people ", 5, "the coast guard"),
        ]
    )
    root = page(*incidents)
    [text] = root.find_class("text")
    words = text.text_content()
    for part in ("Story 1: Story monday, 4 March 2025", SAYS["monday"], "Story 2: Story tuesday", SAYS["tuesday"]):
        assert part in words
    assert len(text.find_class("ev")) > 1
    [claims] = [each for each in root.iter("table") if each.findtext("caption") == "What each story says"]
    lines = [row for row in claims.find("tbody") if row[1].text == "dead"]
    dead = {row[0].text_content(): row[0].find("a").get("data-spans") for row in lines}
    assert set(dead) == {"3", "5"}
    for number, said in (("3", "Three people"), ("5", "Five people ")):
        starts = {int(each.split("-")[0]) for each in dead[number].split()}
        marked = "".join(root.get_element_by_id(f"s1-{start}").text_content() for start in sorted(starts))
        assert said.startswith(marked) and marked


def test_without_the_text_of_each_story_there_is_none(page):
    first = of_text("monday", "2025-03-04", "Three people", 3, "police")
    second = of_text("tuesday", "2025-03-05", "Five people ", 5, "the coast guard").model_copy(update={"text": None})
    assert page(*link([first, second])).find_class("text") == []
