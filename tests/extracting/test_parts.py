"""A long text is read in parts, each by itself, and its records are those of the parts at their places in the whole."""

import pytest
from tests.span_walk import spans

import borderfacts
from borderfacts import extracting
from borderfacts.records.identity import event_id
from borderfacts.text.normalize import normalized

PARAGRAPH = (
    "Nine people were stopped near Emerson, Man., on Monday, the RCMP said. "
    "They had walked\u00a0for hours in -17\u00a0°C. "
)
TEXT = "\n\n\n".join([PARAGRAPH, PARAGRAPH, "Two men drowned off Lampedusa on Feb. 3, the Italian coast guard said."])


@pytest.fixture
def parts(monkeypatch):
    """The parts in which the text is read."""
    longest = len(normalized(PARAGRAPH).text) + 10
    monkeypatch.setattr(extracting, "LONGEST_PART", longest)
    read = []
    make_doc = extracting.make_doc
    monkeypatch.setattr(extracting, "make_doc", lambda nlp, story: read.append(story.text) or make_doc(nlp, story))
    return read


def test_records_are_those_of_the_parts_at_their_places(parts):
    found = borderfacts.extract(TEXT)
    assert "".join(parts) == normalized(TEXT).text
    assert len(parts) == 3
    records = [borderfacts.extract(part) for part in list(parts)]
    for name in ("dates", "places", "agencies", "quantities", "events"):
        words = [getattr(each, "span", None) or each.evidence[0] for each in getattr(found, name)]
        expected = [getattr(each, "span", None) or each.evidence[0] for part in records for each in getattr(part, name)]
        assert [" ".join(each.text.split()) for each in words] == [each.text for each in expected]
        assert [each.start for each in words] == sorted(each.start for each in words)
    walked = list(spans(found.model_dump(mode="json")))
    assert [TEXT[each["start"] : each["end"]] for each in walked] == [each["text"] for each in walked]
    assert [each.value for each in found.dates] == [each.value for part in records for each in part.dates]


def test_events_of_two_like_parts_are_two_and_named_as_in_one_text(parts):
    found = borderfacts.extract(TEXT)
    assert len(parts) == 3
    assert len({event.id for event in found.events}) == len(found.events) >= 3
    explained = dict.fromkeys(each.event for each in found.explain().values)
    assert list(explained) == [event.id for event in found.events]
    assert all(TEXT[each.span.start : each.span.end] == each.span.text for each in found.explain().passed)


def test_it_is_noted(parts):
    found = borderfacts.extract(TEXT)
    assert [note.code for note in found.notes] == ["no reference date", "read in parts"]
    assert "in 3 parts" in found.notes[1].message
    short = borderfacts.extract(PARAGRAPH, reference_date="2025-02-05")
    assert (short.notes, parts[3:]) == ((), [normalized(PARAGRAPH).text])


def test_a_text_in_one_part_is_named_by_its_places():
    found = borderfacts.extract(PARAGRAPH)
    form = normalized(PARAGRAPH)
    document = borderfacts.extract(form.text).id
    for event, same in zip(found.events, borderfacts.extract(form.text).events, strict=True):
        assert event.id == same.id == event_id(document, event.type, same.evidence)
