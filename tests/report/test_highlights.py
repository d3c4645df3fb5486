import pytest

import borderfacts
from borderfacts.records import Agency, Extraction, Place, Span
from borderfacts.report import highlights
from borderfacts.report.highlights import Layer

TEXTS = [
    "Nine people crossed.",
    "One.\n\nTwo.\n \t\n\nThree.\n",
    "\n\n  Leading and trailing  \n\n",
    "Lines of\r\nWindows.\r\n\r\nAnd of\rold.\r\rMachines.",
    "a < b && c > d &amp; \"quoted\" 'too' &#13; </p></div>",
    "Émigrés 👨‍👩‍👧 – “quoted”, e\u0301, \u202eright to left\u202c, no\xa0break",
    "\t\x0bodd\x0cspace\u2028\u2029",
]


@pytest.mark.parametrize("text", TEXTS)
def test_the_text_stands_on_the_page_as_it_came(page, text):
    root = page(borderfacts.extract(text, keep_text=True))
    assert root.xpath("string(//div[@class='text'])") == text


def test_a_character_that_no_page_can_hold_keeps_its_place(page):
    root = page(Extraction(id="a", text="nine\0people"))
    assert root.xpath("string(//div[@class='text'])") == "nine\ufffdpeople"


def test_segments_put_together_are_the_text(story):
    segments = [segment for paragraph in highlights.paragraphs(story) for segment in paragraph]
    assert "".join(segment.text for segment in segments) == story.text
    assert [segment.start for segment in segments] == [
        sum(len(before.text) for before in segments[:number]) for number in range(len(segments))
    ]


def test_every_span_of_the_records_can_be_pointed_at_and_is_marked(story):
    segments = [segment for paragraph in highlights.paragraphs(story) for segment in paragraph]
    found = list(highlights.spans(story))
    assert len(found) > 20
    for span in found:
        within = [segment for segment in segments if span.start <= segment.start < span.end]
        assert "".join(segment.text for segment in within) == span.text
        assert all(segment.marks for segment in within)


def test_every_layer_of_the_records_shows(story):
    found = {layer for paragraph in highlights.paragraphs(story) for segment in paragraph for layer in segment.layers}
    assert found == set(Layer)


def test_marks_that_overlap_are_cut_where_they_cross():
    text = "abcdef"
    place = Place(name="P", kind="city", span=Span.of(text, 0, 4))
    agency = Agency(name="A", short="A", kind="police", span=Span.of(text, 2, 6))
    [paragraph] = highlights.paragraphs(Extraction(id="a", text=text, places=(place,), agencies=(agency,)))
    assert [(segment.text, segment.layers, segment.opens) for segment in paragraph] == [
        ("ab", (Layer.PLACES,), True),
        ("cd", (Layer.PLACES, Layer.AGENCIES), True),
        ("ef", (Layer.AGENCIES,), False),
    ]


def test_marks_within_marks_keep_the_outer_one_on_both_sides():
    text = "abcdef"
    outer = Place(name="Outer", kind="city", span=Span.of(text, 0, 6))
    inner = Place(name="Inner", kind="city", span=Span.of(text, 2, 4))
    [paragraph] = highlights.paragraphs(Extraction(id="a", text=text, places=(outer, inner)))
    assert [(segment.text, segment.tip) for segment in paragraph] == [
        ("ab", "Places: Outer"),
        ("cd", "Places: Outer\nPlaces: Inner"),
        ("ef", "Places: Outer"),
    ]


def test_a_mark_across_a_blank_line_goes_on_in_the_next_paragraph():
    text = "one\n\ntwo"
    place = Place(name="P", kind="city", span=Span.of(text, 0, 8))
    first, second = highlights.paragraphs(Extraction(id="a", text=text, places=(place,)))
    assert [(segment.text, segment.is_gap) for segment in first + second] == [
        ("one", False),
        ("\n\n", True),
        ("two", False),
    ]
    assert all(segment.layers == (Layer.PLACES,) for segment in first + second)


def test_the_switches_count_each_stretch_once(page, story):
    root = page(story)
    counts = {
        box.get("data-layer"): int(box.xpath("string(..//*[@class='number'])"))
        for box in root.xpath("//input[@data-layer]")
    }
    marks = highlights.marks(story)
    assert counts == {layer: len({(m.start, m.end) for m in marks if m.layer is layer}) for layer in Layer}


def test_a_mark_says_what_it_was_read_as(page, story):
    tips = "\n".join(page(story).xpath("//@data-tip")).split("\n")
    assert {
        "Quantities: -17\xa0°F = -27.2\xa0°C",
        "Dates: 2025-02-03 morning",
        "Agencies: RCMP (Royal Canadian Mounted Police, CA)",
        "Figures and facts: length of the border between Canada and the United States: 5,525\xa0mi = 8,892\xa0km",
    } <= set(tips)
