"""One selection for filters, map, time line, table, totals and stories, in a real Chromium."""

import re
from urllib.parse import urlencode

import pytest
from playwright.sync_api import expect

pytestmark = pytest.mark.browser

EVERY = ["Crossing", "Seizure", "Death"]


def rows(page):
    return page.locator(".rows tbody a").all_text_contents()


def marks(page):
    return [
        name.partition(":")[0] for name in page.locator(".mark").evaluate_all("all => all.map(each => each.ariaLabel)")
    ]


def totals(page, kind):
    lines = page.locator(f"table[data-counts={kind}] tbody tr:not([hidden])").all_inner_texts()
    return dict(line.split("\t")[:2] for line in lines)


def search(page, words):
    page.get_by_label("Search records and texts").fill(words)
    expect(page).to_have_url(re.compile(r"[#&]" + re.escape(urlencode({"q": words}, safe=",")) + r"(&|$)"))
    return rows(page)


def test_all_parts_follow_a_type(opened):
    page = opened("many")
    assert (rows(page), len(marks(page))) == (EVERY, 3)
    page.get_by_role("button", name="Death 1").click()
    expect(page.locator(".mark")).to_have_count(1)
    assert rows(page) == ["Death"]
    assert marks(page) == ["Gavdos, Greece"]
    assert page.locator(".bars g:first-of-type rect").count() == 1
    assert totals(page, "type") == {"Death": "1"}
    assert totals(page, "fates") == {"Dead": "2", "Rescued": "40"}
    assert page.locator("details.story:visible h3").all_text_contents() == ["Forty rescued, two drowned off Gavdos"]
    assert page.locator("#f-count").text_content() == "1 of 3 incidents"
    page.get_by_role("button", name="Crossing 1").click()
    expect(page.locator(".rows tbody tr")).to_have_count(2)
    assert rows(page) == ["Crossing", "Death"]
    page.get_by_role("button", name="Show all").click()
    expect(page.locator(".rows tbody tr")).to_have_count(3)
    assert page.locator("#f-count").text_content() == "3 incidents"


def test_a_view_can_be_sent(opened):
    page = opened("many", "#q=coast&type=death,seizure&country=GR&from=2024-07&to=2024-08&sort=-dead")
    assert rows(page) == ["Death"]
    assert page.get_by_label("Search records and texts").input_value() == "coast"
    assert page.locator(".chip[aria-pressed=true]").evaluate_all("all => all.map(each => each.dataset.type)") == [
        "death",
        "seizure",
    ]
    assert (page.get_by_label("From", exact=True).input_value(), page.get_by_label("To", exact=True).input_value()) == (
        "2024-07",
        "2024-08",
    )
    assert page.locator("th[aria-sort=descending]").inner_text().startswith("Dead")
    assert page.locator(".brush .selection").get_attribute("width") is not None


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("RCMP", ["Crossing"]),
        ("1,340", ["Seizure"]),
        ("1340", ["Seizure"]),
        ("340", []),
        ("dead", ["Death"]),
        ("2025-02", ["Crossing", "Seizure"]),
        ("2025-02-03", ["Crossing"]),
        ("rowned", []),
        ("tobruk EGYPT", ["Death"]),
        ("snow", ["Crossing", "Seizure"]),
        ("no such words", []),
    ],
)
def test_words_and_numbers_find_what_they_should(opened, words, found):
    assert search(opened("many"), words) == found


def test_a_word_of_the_text_alone_finds_its_story(opened):
    page = opened("many")
    assert search(page, "ferry leaves") == []
    assert page.locator("details.story:visible h3").all_text_contents() == ["A quiet ferry"]


def test_a_stretch_of_time_is_brushed(opened):
    page = opened("many")
    bars = page.locator(".bars")
    bars.scroll_into_view_if_needed()
    box = bars.bounding_box()
    page.mouse.move(box["x"] + 2, box["y"] + 60)
    page.mouse.down()
    page.mouse.move(box["x"] + 30, box["y"] + 60, steps=4)
    page.mouse.up()
    expect(page.locator(".rows tbody tr")).to_have_count(1)
    assert (rows(page), page.get_by_label("From", exact=True).input_value()) == (["Death"], "2024-07")
    page.get_by_label("From", exact=True).select_option("2025-02")
    page.get_by_label("To", exact=True).select_option("")
    expect(page.locator(".rows tbody tr")).to_have_count(2)
    assert rows(page) == ["Crossing", "Seizure"]


@pytest.mark.parametrize("width", [400, 1400])
def test_each_name_on_the_time_line_stands_below_its_bar_and_none_is_cut_off(opened, width):
    page = opened("many", viewport={"width": width, "height": 900})
    bars = page.get_by_label("From", exact=True).locator("option").all_text_contents()[1:]
    line = page.locator(".bars").bounding_box()
    names = page.locator(".bar-name").evaluate_all(
        "all => all.map(each => [each.textContent, each.getBoundingClientRect()])"
        ".map(([name, { left, right }]) => [name, left, right])"
    )
    assert names
    for name, left, right in names:
        assert line["x"] <= left < right <= line["x"] + line["width"]
        middle = line["x"] + (bars.index(name) + 0.5) * line["width"] / len(bars)
        assert (left + right) / 2 == pytest.approx(middle, abs=1)


def test_why_incidents_have_no_bar_is_said_as_the_totals_say_it(opened):
    page = opened("altered")
    told = "2 incidents have no date that fits a bar (day not reported: 1; no date reported: 1)."
    assert page.locator("#undated").inner_text() == told
    assert totals(page, "time") == {"2024": "1", "February 2025": "1", "No date reported": "1"}


def test_the_chance_that_a_record_is_an_incident_is_called_so(opened):
    page = opened("many")
    meaning = re.compile("The chance that this is an incident at all")
    heading = page.locator(".rows th").last
    assert heading.inner_text() == "Incident"
    expect(heading.get_by_role("button")).to_have_accessible_description(meaning)
    expect(page.locator(".rows tbody tr").first.locator("td").last).to_have_attribute("title", meaning)


def test_the_table_is_sorted_by_its_columns(opened):
    page = opened("many")
    by_people = page.get_by_role("columnheader", name="People").get_by_role("button")
    by_people.click()
    assert rows(page) == ["Death", "Crossing", "Seizure"]
    by_people.click()
    assert rows(page) == ["Seizure", "Crossing", "Death"]
    by_people.click()
    assert rows(page) == EVERY
    page.get_by_role("columnheader", name="Date").get_by_role("button").click()
    assert rows(page) == ["Death", "Crossing", "Seizure"]
    [dead, missing, others] = [
        page.locator(f".rows tbody tr:first-child .c-{name}").inner_text() for name in ("dead", "missing", "fates")
    ]
    assert (dead, missing, others) == ("2", "", "40 rescued")


def test_the_map_is_used_with_the_keyboard(opened):
    page = opened("many")
    page.locator(".map").focus()
    before = page.locator(".land").get_attribute("transform")
    page.keyboard.press("+")
    page.keyboard.press("ArrowLeft")
    expect(page.locator(".land")).not_to_have_attribute("transform", before)
    assert "map=" in page.url
    page.keyboard.press("0")
    expect(page.locator(".land")).to_have_attribute("transform", before)
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.ariaLabel").startswith(
        "Emerson, Manitoba, Canada: 1 incident (1 crossing)"
    )
    assert "9 migrants, children · 9 detained" in page.locator("#tip").inner_text()
    page.keyboard.press("ArrowRight")
    assert page.evaluate("document.activeElement.ariaLabel").startswith("Peace Bridge")
    page.keyboard.press("Enter")
    expect(page.locator("#pinned a")).to_have_text(["Seizure"])
    page.keyboard.press("Escape")
    assert page.locator("#pinned").is_hidden()
    assert page.evaluate("document.activeElement.ariaLabel").startswith("Peace Bridge")


def test_the_area_that_the_map_shows_is_part_of_the_selection(opened):
    page = opened("many", "#map=24,35,5")
    page.get_by_role("button", name="Only this area").click()
    expect(page.locator(".rows tbody tr")).to_have_count(1)
    assert rows(page) == ["Death"]
    assert page.locator("#f-count").text_content() == "1 of 3 incidents, in the area chosen on the map"


def test_points_that_lie_together_are_one_circle(opened):
    page = opened("many", "#map=-40,45,0", viewport={"width": 400, "height": 800})
    expect(page.locator(".mark")).to_have_count(2)
    together = page.locator(".mark").first
    assert "2 incidents (1 seizure, 1 crossing)" in together.get_attribute("aria-label")
    together.click()
    expect(page.locator(".mark .spot").nth(1)).to_be_attached()


def test_a_route_goes_by_a_place_only_where_all_its_incidents_are(opened):
    page = opened("routes")
    numbers = "text => [...text.matchAll(/[-.0-9]+/g)].map(([number]) => Number(number).toFixed(1)).join()"
    marks = page.locator(".mark").evaluate_all(f"all => all.map(each => ({numbers})(each.getAttribute('transform')))")
    lines = page.locator(".routes path").evaluate_all(
        f"all => all.map(each => [each.textContent, ...each.getAttribute('d').split('L').map({numbers})])"
    )
    [straight] = [line for name, *line in lines if name == "United States → Canada: 2 incidents"]
    first, second = [line for name, *line in lines if name == "Turkey → Greece: 1 incident"]
    assert not set(marks) & set(straight)
    assert first[-1] == second[0]
    assert first[-1] in marks


@pytest.mark.parametrize("width", [400, 1400])
def test_the_map_takes_in_a_route_from_far_away(opened, width):
    page = opened("altered", viewport={"width": width, "height": 900})
    frame = page.locator(".map").bounding_box()
    for each in page.locator(".routes path").all():
        box = each.bounding_box()
        assert frame["x"] <= box["x"]
        assert frame["y"] <= box["y"]
        assert box["x"] + box["width"] <= frame["x"] + frame["width"]
        assert box["y"] + box["height"] <= frame["y"] + frame["height"]
    assert page.locator(".routes title", has_text="Ecuador → Greece").count() > 0


SHAPE = """
all => all.map(each => [
    each.textContent.replace(/\\s+/g, ''),
    [...each.querySelectorAll('*')].map(part => [
        part.tagName, part.id, part.className.baseVal ?? part.className, part.dataset.tip, part.dataset.spans,
        part.tabIndex,
    ]),
])
"""


@pytest.mark.parametrize("part", [".text", ".cards dl", ".switches", "table"])
def test_a_story_of_many_looks_like_a_single_one(opened, part):
    """The script makes of packed data what the template makes of records."""
    one, many = opened("one"), opened("many", "#s1")
    many.locator("#s1 .judge").first.wait_for()
    single, packed = (page.locator(f"#s1 {part}").evaluate_all(SHAPE) for page in (one, many))
    assert single == packed
    assert packed
