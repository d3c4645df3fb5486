"""The identifiers of events, and the spans of everything in them."""

import pytest
from tests.span_walk import spans

import borderfacts

RESCUE = "Border Patrol agents rescued five migrants near Sasabe, Arizona, on Monday."
AT_SEA = "On Tuesday, the Coast Guard rescued 30 migrants off Key West, Florida."
ODD = {
    "empty": "",
    "spaces": " \n\t ",
    "emoji": f"🚨🚤 {RESCUE} 👨‍👩‍👧 🇺🇸",
    "crlf": f"{RESCUE}\r\n\r\n{AT_SEA}\r\n",
    "no-break spaces": RESCUE.replace(" ", "\u00a0"),
    "html": f"<p class='a'>{RESCUE}</p><br/>&nbsp;<p>{AT_SEA}</p>",
    "20,000 words without a full stop": "the ten migrants crossed the river on Monday and " * 2500,
    "control characters": f"\x00\x1b[0m{RESCUE}\x07\u2028{AT_SEA}\x00",
    "German": "Die Polizei hat am Montag neun Migranten an der Grenze zu Polen festgenommen.",
    "capitals": f"{RESCUE} {AT_SEA}".upper(),
    "combining marks": f"Jose\u0301 said that {RESCUE} ﬁne “quotes”",
}


@pytest.mark.thorough
@pytest.mark.parametrize("text", ODD.values(), ids=ODD)
def test_every_span_is_exact_in_odd_text(text):
    extraction = borderfacts.extract(text, reference_date="2025-02-05")
    assert extraction.error is None
    wrong = [
        each for each in spans(extraction.model_dump(mode="json")) if text[each["start"] : each["end"]] != each["text"]
    ]
    assert wrong == []


@pytest.mark.parametrize("name", ["emoji", "crlf", "html", "no-break spaces", "capitals"])
def test_odd_characters_do_not_hide_an_incident(events, name):
    assert [each.type for each in events(ODD[name])][:1] == ["rescue"]
    assert list(spans([each.model_dump(mode="json") for each in events(ODD[name])]))


@pytest.mark.parametrize("name", ["empty", "spaces", "German"])
def test_what_is_not_english_text_has_no_events(events, name):
    assert events(ODD[name]) == ()


def test_ids_are_the_same_in_every_run(events):
    assert [each.id for each in events(RESCUE)] == [each.id for each in events(RESCUE)]


def test_the_events_of_a_text_have_ids_of_their_own(extractions):
    ids = [[event.id for event in extraction.events] for extraction in extractions]
    assert max(map(len, ids)) > 1
    assert all(len(set(each)) == len(each) for each in ids)


def test_the_same_event_in_another_text_has_another_id(events):
    (alone,) = events(RESCUE)
    assert alone.id not in [each.id for each in events(f"{RESCUE} It was cold.")]


def test_the_day_of_publication_does_not_change_the_id(event):
    text = "Border Patrol agents rescued five migrants near Sasabe, Arizona, on Feb. 3, 2025."
    assert event(text).id == event(text, "2026-01-01").id == event(text, None).id
