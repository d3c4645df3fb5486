from __future__ import annotations

from datetime import date

import pytest
import spacy
from spacy.language import Language

from borderfacts.annotations import DATES, set_reference_date
from borderfacts.records import DateMention
from borderfacts.values.dates.finder import DateFinder

WEDNESDAY = date(2025, 2, 5)


def find(nlp: Language, text: str, reference: date | None = WEDNESDAY) -> tuple[DateMention, ...]:
    doc = nlp.make_doc(text)
    set_reference_date(doc, reference)
    for name, component in nlp.pipeline:
        if not name.startswith("borderfacts_"):
            doc = component(doc)
    return DATES.read(DateFinder()(doc))


@pytest.mark.parametrize(
    ("text", "start"),
    [
        ("Agents arrested the driver on Monday.", "2025-02-03"),
        ("The closure takes effect on Friday.", "2025-02-07"),
        ("The governor intends to have the buoys in place on Friday.", "2025-02-07"),
        ("The men, who are to be tried on Friday, stay in jail.", "2025-02-07"),
        ("Police say the man crossed in March.", "2024-03"),
        ("The road was to have been opened on Monday.", "2025-02-03"),
        ("Records show that arrests fell in November.", "2024-11"),
        ("She has been held since Saturday.", "2025-02-01"),
        ("The port will be closed Monday.", "2025-02-10"),
        ("The mayor said the bridge would open on Friday.", "2025-02-07"),
        ("The mayor would say nothing on Friday.", "2025-01-31"),
        ("The men will be taken to the border, by bus, on Friday, the ministry said.", "2025-02-07"),
        ("The men were taken to the border, by bus, on Friday, the ministry said.", "2025-01-31"),
        ("The post will be shut, the ministry said on Friday.", "2025-01-31"),
        ("The boat may have sunk on Sunday.", "2025-02-02"),
        ("A trial has been set for Sept. 8.", "2025-09-08"),
        ("A hearing was scheduled for Friday.", "2025-02-07"),
        ("They swam over on Sunday morning.", "2025-02-02"),
        ("The men will be sent home, by way of Ceuta, on Friday, the agency said.", "2025-02-07"),
        ("Iran is sending more people back: on Monday guards handed over 163 at Taftan.", "2025-02-03"),
        ("A hearing is listed for 3 April in Brussels.", "2025-04-03"),
    ],
)
def test_the_words_of_its_sentence_turn_a_date(nlp: Language, text: str, start: str) -> None:
    assert [mention.start for mention in find(nlp, text)] == [start]


def test_a_blank_pipeline_finds_dates_by_cue_words() -> None:
    found = find(spacy.blank("en"), "He was held on Monday and will be tried on Friday.")
    assert [mention.start for mention in found] == ["2025-02-03", "2025-02-07"]


def test_without_a_reference_date_a_year_less_date_stays_partial(nlp: Language) -> None:
    (mention,) = find(nlp, "He was held on 3 February.", None)
    assert (mention.start, mention.end, mention.resolved) == ("--02-03", "--02-03", False)


@pytest.mark.parametrize("text", ["", " ", "\n\n", "😀", "\x00\x07", "no date here", "a" * 5_000])
def test_text_without_dates_gives_none(text: str) -> None:
    assert find(spacy.blank("en"), text) == ()


def test_spans_are_cut_from_the_text(nlp: Language) -> None:
    text = "At 4:30 p.m. Saturday, they left; early Tuesday they were found."
    assert [text[m.span.start : m.span.end] for m in find(nlp, text)] == ["4:30 p.m. Saturday", "early Tuesday"]
