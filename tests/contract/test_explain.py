"""What is left out below a threshold, and why a text gave what it gave."""

import pytest
from tests.span_walk import spans

import borderfacts
from borderfacts.errors import ArgumentValueError
from borderfacts.records import Extraction

TEXT = (
    "Border Patrol agents rescued five migrants near Sasabe, Arizona, on Monday. "
    "The agency was founded a hundred years ago and has its own museum. "
    "The five had been lost for two days."
)


@pytest.fixture(scope="module")
def extraction():
    return borderfacts.extract(TEXT, reference_date="2025-02-05")


def confidences(event):
    lists = (event.actions, event.places, event.people, event.agencies, event.seizures, event.quantities)
    single = [each for each in (event.when, event.route) if each is not None]
    return [each.confidence for values in lists for each in values] + [each.confidence for each in single]


def test_every_value_of_an_event_has_a_chance(extraction):
    for event in extraction.events:
        chances = [event.confidence, event.type_confidence, event.status_confidence, *confidences(event)]
        assert chances and all(0 <= chance <= 1 for chance in chances)


@pytest.mark.parametrize("threshold", [0.0, 0.3, 0.6, 0.9, 1.0])
def test_nothing_below_a_threshold_is_left(extraction, threshold):
    left = borderfacts.extract(TEXT, reference_date="2025-02-05", threshold=threshold)
    assert [event.id for event in left.events] == [
        event.id for event in extraction.events if event.confidence >= threshold
    ]
    assert all(chance >= threshold for event in left.events for chance in confidences(event))


def test_what_is_sure_enough_stays(extraction):
    sure = max((place.confidence for event in extraction.events for place in event.places), default=0)
    left = borderfacts.extract(TEXT, reference_date="2025-02-05", threshold=sure)
    kept = [place.name for event in left.events for place in event.places]
    wanted = [
        place.name
        for event in extraction.events
        for place in event.places
        if event.confidence >= sure and place.confidence >= sure
    ]
    assert kept == wanted


def test_every_event_and_every_silent_sentence_is_explained(extraction):
    reasons = extraction.explain()
    assert list(dict.fromkeys(each.event for each in reasons.values)) == [event.id for event in extraction.events]
    silent = [each.span.start for each in reasons.passed]
    evidence = [each.start for event in extraction.events for each in event.evidence]
    assert set(silent) | set(evidence) <= {0, TEXT.index("The agency"), TEXT.index("The five")}
    assert not set(silent) & set(evidence)
    found = list(spans(reasons.model_dump(mode="json")))
    assert found and all(TEXT[each["start"] : each["end"]] == each["text"] for each in found)


def test_the_reasons_can_be_read_by_people(extraction):
    words = str(extraction.explain())
    assert [event.id for event in extraction.events if event.id not in words] == []
    assert ("Sentences without an incident" in words) == bool(extraction.explain().passed)


def test_an_extraction_from_a_file_has_no_reasons(extraction):
    read = Extraction.model_validate_json(extraction.model_dump_json(by_alias=True))
    assert read == extraction
    with pytest.raises(ArgumentValueError, match="read its text again"):
        read.explain()


def test_a_text_that_was_not_read_has_nothing_to_explain():
    assert borderfacts.extract("").explain().values == ()


def test_a_sentence_that_gave_a_figure_says_so():
    text = (
        "The RCMP stopped nine migrants near Emerson on Monday. Agents made 23,721 apprehensions in fiscal year 2024."
    )
    found = borderfacts.extract(text, reference_date="2025-02-05")
    assert [(figure.measure, figure.count.min) for figure in found.statistics] == [("apprehensions", 23721)]
    [passed] = found.explain().passed
    words = f"apprehensions “{found.statistics[0].span.text}”"
    assert passed.figures == (words,)
    assert f"It gave a figure and no incident: {words}." in str(found.explain())
