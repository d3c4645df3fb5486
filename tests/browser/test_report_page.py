"""What a reader does with a report, in a real Chromium."""

import pytest

pytestmark = pytest.mark.browser

DESKTOP = {"width": 1280, "height": 800}
PHONE = {"width": 360, "height": 740}
OVERFLOW = "document.documentElement.scrollWidth - document.documentElement.clientWidth"


def unfold(page):
    page.evaluate("document.querySelectorAll('details').forEach(part => { part.open = true; })")
    page.locator("#s1 .card").first.wait_for()


def value(page, field, number=1):
    return page.locator(f"#s1-i{number} dl > div", has=page.locator(f"dt:text-is('{field}')")).locator("a.jump").first


def marked(page):
    return "".join(page.locator(".seg.active").all_text_contents())


def is_in_view(page, selector):
    return page.locator(selector).first.evaluate(
        "element => { const box = element.getBoundingClientRect();"
        " return box.top >= 0 && box.bottom <= innerHeight && box.left >= 0 && box.right <= innerWidth; }"
    )


@pytest.mark.parametrize("name", ["one", "many", "compared-one", "compared"])
@pytest.mark.parametrize("viewport", [DESKTOP, PHONE], ids=["desktop", "phone"])
def test_the_page_opens_without_a_request_a_message_or_a_dialog(opened, name, viewport):
    page = opened(name, viewport=viewport)
    unfold(page)
    assert page.evaluate(OVERFLOW) == 0
    assert "<script>alert('the story')</script>" in page.locator("#s1 .text").inner_text()


@pytest.mark.parametrize("viewport", [DESKTOP, PHONE], ids=["desktop", "phone"])
@pytest.mark.parametrize(
    ("field", "words"),
    [("People", "Nine people"), ("When", "Monday morning"), ("Quantities", "minus 17 degrees Fahrenheit")],
)
def test_a_click_on_a_value_marks_where_it_stands_and_brings_it_into_view(opened, viewport, field, words):
    page = opened("one", viewport=viewport, reduced_motion="reduce")
    value(page, field).click()
    assert words in marked(page)
    assert is_in_view(page, ".seg.active")
    assert words in page.locator("#status").text_content()
    page.locator("#back").click()
    assert page.evaluate("document.activeElement.closest('dl > div').querySelector('dt').textContent") == field
    assert marked(page) == ""


def test_each_click_marks_its_own_words_only(opened):
    page = opened("one", reduced_motion="reduce")
    value(page, "When").click()
    value(page, "Quantities").click()
    assert marked(page) == "minus 17 degrees Fahrenheit"


def test_the_evidence_of_an_incident_is_marked_as_a_whole(opened):
    page = opened("one", reduced_motion="reduce")
    value(page, "Evidence").click()
    assert marked(page).startswith("Nine people, largely children, were stopped near Emerson")


@pytest.mark.parametrize("name", ["compared-one", "compared"])
def test_a_value_that_only_the_other_reader_gives_leads_to_its_words(opened, name):
    page = opened(name, reduced_motion="reduce")
    unfold(page)
    page.locator("#s1-i1 dd", has_text="only B").locator("a.jump").first.click()
    assert "Nine people" in marked(page)
    assert page.locator(".judge").count() == 0


def test_a_value_in_a_folded_story_opens_it(opened):
    page = opened("many", reduced_motion="reduce")
    page.locator(".rows a", has_text="Death").click()
    assert page.locator("#s2").get_attribute("open") is not None
    assert page.locator("#s1").get_attribute("open") is None
    assert is_in_view(page, "#s2 .card h5")


def test_a_switch_takes_its_layer_from_the_text_and_from_the_keyboard(opened):
    page = opened("one")
    people, line = page.locator("mark.l-people").first, "element => getComputedStyle(element).textDecorationLine"
    stops = page.locator("#s1 .seg[tabindex='0']").count()
    assert people.evaluate(line) == "underline"
    page.get_by_role("checkbox", name="People").uncheck()
    assert people.evaluate(line) == "none"
    assert page.locator("mark.l-places").first.evaluate(line) == "underline"
    assert page.locator("#s1 .seg[tabindex='0']").count() < stops
    page.get_by_role("checkbox", name="People").check()
    assert (people.evaluate(line), page.locator("#s1 .seg[tabindex='0']").count()) == ("underline", stops)


def test_the_meaning_of_a_mark_shows_at_the_pointer_and_at_the_focus(opened):
    page = opened("one")
    tip = page.locator("#tip")
    temperature = page.locator(".seg", has_text="minus 17 degrees Fahrenheit").first
    temperature.hover()
    assert tip.inner_text() == "Quantities: -17\xa0°F = -27.2\xa0°C"
    page.keyboard.press("Escape")
    assert tip.is_hidden()
    temperature.focus()
    assert tip.inner_text() == "Quantities: -17\xa0°F = -27.2\xa0°C"
    assert temperature.get_attribute("aria-describedby") == "tip"


def test_a_walk_with_the_keyboard_alone(opened):
    page = opened("one", reduced_motion="reduce")

    def focus():
        return page.evaluate("document.activeElement.textContent.trim()")

    page.keyboard.press("Tab")
    assert focus() == "Skip to the report"
    page.keyboard.press("Enter")
    page.wait_for_function("document.activeElement.id === 'main'")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.dataset.layer") == "evidence"
    page.keyboard.press("Space")
    assert not page.get_by_role("checkbox", name="Evidence").is_checked()
    while focus() != "Skip the text":
        page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    judging = ["Right: Type", "Wrong: Type", "Unsure: Type"]
    for label in judging:
        page.keyboard.press("Tab")
        assert page.evaluate("document.activeElement.getAttribute('aria-label')") == label
    page.keyboard.press("Tab")
    words = focus()
    page.keyboard.press("Enter")
    assert words.startswith("9 migrants")
    assert "Nine people" in marked(page)
    assert page.evaluate("document.activeElement.classList.contains('seg')")
    page.keyboard.press("Escape")
    page.keyboard.press("Escape")
    assert focus() == words


def test_what_has_the_focus_shows_it(opened):
    page = opened("one")
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    assert page.evaluate("getComputedStyle(document.activeElement).outlineStyle") == "solid"


def test_the_number_before_a_sentence_of_evidence_leads_to_its_card(opened):
    page = opened("one", reduced_motion="reduce")
    page.get_by_role("link", name="Evidence of incident 2").first.click()
    assert is_in_view(page, "#s1-i2 h3")
    page.get_by_role("checkbox", name="Evidence").uncheck()
    assert page.locator(".ref:visible").count() == 0


def test_without_script_all_can_be_read_and_a_value_leads_to_its_words(opened):
    page = opened("one", java_script_enabled=False)
    page.locator("#s1-i1 dl a.jump", has_text="3 February 2025").click()
    assert page.url.partition("#")[2] == page.locator(".seg", has_text="Monday").first.get_attribute("id")


def test_without_script_the_keyboard_opens_the_toll_of_an_incident(opened):
    page = opened("linked", java_script_enabled=False, viewport=PHONE)
    page.locator("#s1 > summary").press("Enter")
    toll = page.get_by_role("table", name="Toll by day of publication")
    assert [row.split("\t")[2] for row in toll.inner_text().splitlines()[-2:]] == ["3", "5"]
    page.keyboard.press("Tab")  # from the heading past the links of the byline
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "Three drown off Calais"


def test_the_list_of_linked_incidents_says_that_they_are_incidents(opened):
    page = opened("linked")
    page.get_by_role("button", name="Print with all these incidents").wait_for()
    page.get_by_label("Country").select_option("IT")
    assert page.locator("details.story:visible").count() == 1
    assert page.locator("#stories-note").inner_text() == ""


def test_paper_shows_what_is_folded_and_no_switches(opened):
    page = opened("many")
    page.evaluate("window.print = () => {}")
    page.get_by_role("button", name="Print with all these stories").click()
    page.locator("#s2 .text").wait_for()
    page.emulate_media(media="print")
    assert page.locator("#s1 .text").evaluate("element => element.checkVisibility({ contentVisibilityAuto: true })")
    assert page.locator("nav, .switches, .filter").filter(visible=True).count() == 0
    assert page.locator("#s1 .text").evaluate("element => getComputedStyle(element).overflowY") == "visible"


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("viewport", [DESKTOP, PHONE], ids=["desktop", "phone"])
@pytest.mark.parametrize("name", ["one", "many", "linked", "compared-one", "compared"])
def test_no_rule_of_accessibility_is_broken(opened, name, viewport, scheme):
    from axe_playwright_python.sync_playwright import Axe

    # The checker is a script of its own, which the policy of the page would rightly refuse.
    page = opened(name, viewport=viewport, color_scheme=scheme, bypass_csp=True)
    unfold(page)
    found = Axe().run(page).response["violations"]
    assert [(rule["id"], [node["html"] for node in rule["nodes"]]) for rule in found] == []
