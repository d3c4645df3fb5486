import pytest

from borderfacts.records import DateMention, Extraction, Note, Span
from borderfacts.records.notes import note_of_parts, note_of_unread, notes_of_dates
from borderfacts.vocabulary import NoteCode


def date(words, value, *, resolved=False, kind="DATE"):
    span = Span(start=0, end=len(words), text=words)
    return DateMention(start=None, end=None, type=kind, value=value, resolved=resolved, span=span)


@pytest.mark.parametrize(("text", "code"), [("", "empty"), (" \n", "empty"), ("Nueve.", "not english")])
def test_why_a_text_was_passed_over(text, code):
    assert note_of_unread(text).code == code


@pytest.mark.parametrize("value", ["XXXX-WXX-1", "XXXX-02-03", "XXXX-XX-XX", "XXXX-WXX-1TNI"])
def test_a_day_that_stays_open_is_noted_with_its_words(value):
    [note] = notes_of_dates(
        None, [date("May 2024", "2024-05", resolved=True), date("then", value), date("later", value)]
    )
    assert (note.code, note.message.split(" stays")[0]) == (NoteCode.NO_REFERENCE_DATE, "'then'")


@pytest.mark.parametrize(
    ("start", "end", "at", "named"),
    [
        ("2026-11-14", "2026-11-14", 13, True),
        ("2026-11-14", "2026-11-14", 400, False),
        ("2026-11-14", "2026-11-16", 13, False),
        ("2026-11", "2026-11", 13, False),
    ],
)
def test_the_day_in_the_head_of_a_text_is_offered_as_that_of_publication(start, end, at, named):
    span = Span(start=at, end=at + 3, text="day")
    day = DateMention(start=start, end=end, type="DATE", value=start, resolved=True, span=span)
    [note] = notes_of_dates(None, [day, date("Monday", "XXXX-WXX-1")])
    assert ("2026-11-14" in note.message) is named


@pytest.mark.parametrize(
    ("day", "mention"),
    [
        ("2025-02-05", date("Monday", "XXXX-WXX-1")),
        (None, date("2024", "2024", resolved=True)),
        (None, date("two weeks", "P2W", kind="DURATION")),
        (None, date("4:50 a.m.", "T04:50", kind="TIME")),
        (None, date("now", "PRESENT_REF")),
    ],
)
def test_days_that_no_day_of_publication_would_place(day, mention):
    assert notes_of_dates(day, [mention]) == ()


def test_notes_show_with_the_extraction():
    record = Extraction(id="a", notes=[Note(code="not english", message="<so>"), note_of_parts(3)])
    assert repr(record) == "<Extraction 'a': 0 events, 0 statistics, 0 facts; not english; read in parts>"
    assert "Note: &lt;so&gt;." in record._repr_html_()
    assert "read in 3 parts" in record._repr_html_()
