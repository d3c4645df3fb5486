import re
from html.parser import HTMLParser

import pytest

import borderfacts
from borderfacts.records import Event, Extraction, Span, wording
from borderfacts.records.display import ACCENTS, MOST_CHARACTERS, MOST_EVENTS, MOST_VALUES
from borderfacts.vocabulary import EventType

TEXT = (
    "Five migrants, two men and three girls, were rescued off Lampedusa on Monday, the Italian coast guard said. "
    "Their boat, worth $4,000, was about 12 miles from the island."
)
HOSTILE = "<script>alert('1')</script> & \"more\""


@pytest.fixture(scope="module")
def extraction():
    return borderfacts.extract(TEXT, reference_date="2025-02-05", title="A rescue", keep_text=True)


def event(**fields):
    usual = {"id": "e", "type": "crossing", "status": "occurred", "confidence": 0.5, "summary": "Nine people crossed"}
    return Event.model_validate({**usual, **fields})


class Reader(HTMLParser):
    """Collects the words, the tags and the attributes of a page, and which tags are left open."""

    def __init__(self, page):
        super().__init__()
        self.words, self.tags, self.attributes, self.still_open = "", [], [], []
        self.feed(page)

    def handle_starttag(self, tag, attrs):
        self.tags.append(tag)
        self.attributes += [name for name, _ in attrs]
        if tag != "br":
            self.still_open.append(tag)

    def handle_endtag(self, tag):
        assert self.still_open.pop() == tag

    def handle_data(self, data):
        self.words += data


def test_the_card_shows_what_the_record_holds(extraction):
    [found] = extraction.events
    words = Reader(found._repr_html_()).words
    assert found.summary in words
    for shown in (
        "rescue",
        "occurred",
        "3 February 2025",
        "Lampedusa, ",
        wording.group(found.people[0]),
        "Italian coast guard",
    ):
        assert shown in words
    assert found.evidence[0].text in words


def test_the_card_lists_what_to_check_the_least_sure_first():
    date = {"start": "2025-02-03", "end": "2025-02-03", "resolved": True, "confidence": 0.4}
    span = Span(start=0, end=6, text="Monday")
    record = event(confidence=0.5, type_confidence=0.95, status_confidence=0.55, when={**date, "span": span})
    words = Reader(record._repr_html_()).words
    assert "when: 3 February 2025 (0.40)incident: Crossing (0.50)status: occurred (0.55)" in words
    assert "type: crossing" not in words


def test_a_card_of_sure_values_has_nothing_to_check():
    assert "check this" not in Reader(event(confidence=0.97)._repr_html_()).words


def test_the_extraction_shows_its_whole_text_once_and_no_quotes(extraction):
    words = Reader(extraction._repr_html_()).words
    assert TEXT in words
    assert words.count("were rescued off") == 1


def test_the_file_stands_before_the_id(extraction):
    record = extraction.model_copy(update={"file": "more/a.txt"})
    assert f"more/a.txt · {extraction.id} · " in Reader(record._repr_html_()).words


def test_without_the_text_the_cards_quote_their_evidence(extraction):
    words = Reader(extraction.model_copy(update={"text": None})._repr_html_()).words
    assert TEXT not in words
    assert extraction.events[0].evidence[0].text in words


def test_every_mention_is_underlined_with_its_kind(extraction):
    marked = re.findall(r'title="(\w+)">([^<]+)<', extraction._repr_html_())
    assert {("date", "Monday"), ("place", "Lampedusa"), ("quantity", "$4,000")} <= set(marked)


def test_the_page_stands_alone(extraction):
    page = extraction._repr_html_()
    reader = Reader(page)
    assert reader.still_open == []
    assert set(reader.tags) <= {"div", "span", "strong", "br"}
    assert set(reader.attributes) <= {"style", "title", "class"}
    assert "url(" not in page


def test_what_the_text_says_is_never_markup():
    span = Span(start=0, end=len(HOSTILE), text=HOSTILE)
    record = Extraction(
        id=HOSTILE, title=HOSTILE, url=HOSTILE, text=HOSTILE, error=HOSTILE,
        events=(event(summary=HOSTILE, evidence=[span]),),
    )  # fmt: skip
    for page in (record._repr_html_(), record.events[0]._repr_html_()):
        assert "script" not in Reader(page).tags
        assert HOSTILE in Reader(page).words


def test_dollar_signs_are_no_formulas(extraction):
    assert extraction._repr_html_().startswith('<div class="tex2jax_ignore mathjax_ignore"')


def test_what_is_left_out_is_counted():
    spans = [Span(start=0, end=1, text="x")] * (MOST_VALUES + 1)
    record = Extraction(
        id="a", text="x" * (MOST_CHARACTERS + 2500), events=(event(evidence=spans),) * (MOST_EVENTS + 3)
    )  # fmt: skip
    assert "… and 2,500 more characters" in record._repr_html_()
    assert "… and 3 more events" in record._repr_html_()
    assert "… and 1 more quote<" in record.events[0]._repr_html_()


def test_every_type_of_event_has_a_colour():
    assert set(ACCENTS) == {kind.value for kind in EventType}


def test_an_event_reads_as_its_summary():
    assert str(event()) == "Nine people crossed"
    assert repr(event()) == "<Event e 'Nine people crossed'>"


def test_an_extraction_reads_as_what_it_holds():
    record = Extraction(id="a", events=(event(), event(summary="Two were found")))
    assert repr(record) == "<Extraction 'a': 2 events, 0 statistics, 0 facts>"
    assert str(record) == f"{record!r}\n  Nine people crossed\n  Two were found"
    assert repr(Extraction(id="b", error="no text")) == "<Extraction 'b': error 'no text'>"
