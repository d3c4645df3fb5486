"""What a person says of values on the page, and the coding sheet that comes out, in a real Chromium."""

import io
import json

import pytest

import borderfacts
from borderfacts.vocabulary import Verdict

pytestmark = pytest.mark.browser


def field(page, name, number=1):
    return page.locator(f"#s1-i{number} dl > div", has=page.locator(f"dt:text-is('{name}')"))


def downloaded(page):
    with page.expect_download() as download:
        page.get_by_role("button", name="Download the coding sheet").click()
    with open(download.value.path(), "rb") as file:
        return file.read()


@pytest.mark.parametrize("name", ["one", "many"])
def test_the_sheet_of_a_page_is_that_of_to_codesheet(opened, extracted, name):
    expected = io.BytesIO()
    borderfacts.to_codesheet(extracted[:1] if name == "one" else extracted, expected)
    assert downloaded(opened(name)) == expected.getvalue()


def test_what_is_judged_comes_out_in_the_sheet_and_stays_in_the_browser(opened):
    page = opened("one")
    field(page, "When").get_by_role("button", name="Right").click()
    field(page, "Quantities").get_by_role("button", name="Unsure").click()
    people = field(page, "People")
    people.get_by_role("button", name="Wrong").click()
    people.get_by_label("people_max 9").select_option("Right")
    people.get_by_label("detained 9").select_option("Wrong")
    people.get_by_label("The right value of people_min").fill("=8")
    people.get_by_label("The right value of people_min").fill("8")
    people.get_by_label("The right value of people_min").press("Tab")
    page.locator("#s1-i1 .missing summary").click()
    page.get_by_label("A value that is missing").first.select_option("women")
    page.get_by_label("The right value of women").fill("2")
    page.get_by_label("The right value of women").press("Tab")
    sheet = borderfacts.read_codesheet(io.BytesIO(downloaded(page)))
    first = sheet.lines[0].event
    said = {line.field: (line.verdict, line.truth) for line in sheet.lines if line.verdict and line.event == first}
    assert said["start"] == (Verdict.RIGHT, "2025-02-03")
    assert said["temperature_c"][0] is Verdict.UNCLEAR
    assert said["people_min"] == (Verdict.WRONG, 8)
    assert said["people_max"] == (Verdict.RIGHT, 9)
    assert said["detained"] == (Verdict.WRONG, None)
    assert said["women"] == (Verdict.WRONG, 2)
    assert not [line for line in sheet.lines if line.verdict and line.event != first]
    page.reload()
    field(page, "When").locator("[aria-pressed=true]").wait_for()
    assert field(page, "When").locator("[aria-pressed=true]").get_attribute("title") == "Right"
    assert field(page, "People").get_by_label("The right value of people_min").input_value() == "8"
    assert json.loads(page.evaluate("localStorage.getItem(localStorage.key(0))"))


def test_a_field_that_is_wrong_has_no_wrong_value_until_one_is_named(opened, extracted):
    page = opened("one")
    people, judged = field(page, "People"), page.locator("#judged")
    wrong = people.get_by_role("button", name="Wrong")
    assert (wrong.get_attribute("aria-expanded"), people.get_by_role("textbox").count()) == ("false", 0)
    wrong.focus()
    page.keyboard.press("Enter")
    assert (wrong.get_attribute("aria-expanded"), wrong.get_attribute("aria-pressed")) == ("true", "false")
    assert judged.text_content() == "No value is judged yet"
    assert set(people.get_by_role("combobox").evaluate_all("all => all.map(each => each.value)")) == {""}
    nothing = io.BytesIO()
    borderfacts.to_codesheet(extracted[:1], nothing)
    assert downloaded(page) == nothing.getvalue()
    people.get_by_label("The right value of people_min").fill("8")
    people.get_by_label("The right value of people_min").press("Tab")
    assert (judged.text_content(), wrong.get_attribute("aria-pressed")) == ("1 value judged", "true")
    assert people.get_by_label("people_min 9").input_value() == "wrong"
    people.get_by_label("The right value of people_min").fill("")
    people.get_by_label("The right value of people_min").press("Tab")
    assert (judged.text_content(), people.get_by_label("people_min 9").input_value()) == ("No value is judged yet", "")


def test_a_value_that_the_text_does_not_give_is_marked_wrong_and_left_empty(opened):
    page = opened("one")
    people = field(page, "People")
    people.get_by_role("button", name="Wrong").click()
    emptied = people.get_by_text("empty: the text gives none")
    assert emptied.filter(visible=True).count() == 0
    people.get_by_label("detained 9").select_option("Wrong")
    assert (emptied.filter(visible=True).count(), page.locator("#judged").text_content()) == (1, "1 value judged")
    assert page.evaluate("document.activeElement.tagName") != "BODY"
    said = [line for line in borderfacts.read_codesheet(io.BytesIO(downloaded(page))).lines if line.verdict]
    assert [(line.field, line.verdict, line.truth) for line in said] == [("detained", Verdict.WRONG, None)]


def test_a_field_of_one_value_is_wrong_at_once(opened):
    page = opened("one")
    actions = field(page, "Actions")
    actions.get_by_role("button", name="Wrong").click()
    assert page.locator("#judged").text_content() == "1 value judged"
    assert actions.get_by_text("empty: the text gives none").is_visible()


def test_a_missing_value_counts_once_it_is_written(opened):
    page = opened("one")
    page.locator("#s1-i1 .missing summary").click()
    page.get_by_label("A value that is missing").first.select_option("women")
    assert page.locator("#judged").text_content() == "No value is judged yet"
    page.keyboard.type("2")
    page.keyboard.press("Tab")
    assert page.locator("#judged").text_content() == "1 value judged"
    page.get_by_role("button", name="Remove").click()
    assert page.locator("#judged").text_content() == "No value is judged yet"


def test_a_verdict_is_taken_back(opened):
    page = opened("one")
    right = field(page, "Type").get_by_role("button", name="Right")
    right.click()
    assert (right.get_attribute("aria-pressed"), page.locator("#judged").text_content()) == ("true", "2 values judged")
    right.click()
    assert (right.get_attribute("aria-pressed"), page.locator("#judged").text_content()) == (
        "false",
        "No value is judged yet",
    )


@pytest.mark.parametrize(("width", "is_below"), [(400, True), (1400, False)])
def test_the_buttons_leave_a_narrow_card_to_its_values(opened, width, is_below):
    page = opened("one", viewport={"width": width, "height": 900})
    evidence = field(page, "Evidence")
    value, buttons = evidence.locator("a.jump").last.bounding_box(), evidence.get_by_role("group").bounding_box()
    assert (buttons["y"] >= value["y"] + value["height"]) is is_below


def test_no_rule_of_accessibility_is_broken_while_a_value_is_corrected(opened):
    from axe_playwright_python.sync_playwright import Axe

    page = opened("one", bypass_csp=True)
    people = field(page, "People")
    people.get_by_role("button", name="Wrong").click()
    people.get_by_label("detained 9").select_option("Wrong")
    assert [rule["id"] for rule in Axe().run(page).response["violations"]] == []


def test_the_arrow_keys_go_from_mark_to_mark(opened):
    page = opened("one")
    page.locator("#s1 .text").focus()
    found = []
    for key in ("ArrowRight", "ArrowRight", "ArrowRight", "ArrowLeft"):
        page.keyboard.press(key)
        found.append(page.evaluate("document.activeElement.textContent"))
    stops = page.locator("#s1 .seg[tabindex='0']").all_text_contents()
    assert found == [*stops[:3], stops[1]]
