"""The line for people."""

import pytest


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("The Coast Guard rescued 20 migrants off Key West, Florida, on Monday.",
         ["Rescue", "2025-02-03", "Key West", "Florida", "20 migrants", "rescued", "USCG"]),
        ("Eight migrants crossed from Belarus on Monday and were detained near Hajnowka, Poland.",
         ["Crossing", "2025-02-03", "Hajnowka", "8 migrants", "detained", "BY to PL"]),
        ("Finland will close the border crossing at Vaalimaa on Friday.",
         ["Policy (planned)", "2025-02-07", "Vaalimaa"]),
        ("More than 20 migrants were rescued off Lampedusa on Monday.", ["at least 21 migrants"]),
        ("Up to 50 migrants were rescued off Lampedusa on Monday.", ["up to 50 migrants"]),
        ("A migrant was rescued off Lampedusa on Monday.", ["1 migrant ("]),
        ("Border Patrol agents detained six migrants near Laredo, Texas, last week.", ["2025-01-27 to 2025-02-02"]),
    ],
)  # fmt: skip
def test_the_summary_tells_what_the_record_has(event, text, words):
    summary = event(text).summary
    assert [word for word in words if word not in summary] == []
    assert "\n" not in summary


def test_nothing_stands_for_what_is_not_told(event):
    summary = event("Migrants were rescued in January.").summary
    assert summary == "Rescue, 2025-01: migrants (rescued)"
