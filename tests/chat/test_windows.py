from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from borderfacts.chat.windows import windows

PIECES = st.sampled_from(["word", "a", " ", "  ", "\n", "\n\n", ". ", "! ", "x" * 30, "é"])


@given(st.lists(PIECES, max_size=60).map("".join), st.integers(5, 80))
def test_windows_hold_every_word_once_in_order_and_are_short_enough(text, longest):
    found = windows(text, longest)
    parts = [text[start:end] for start, end in found]
    assert "".join("".join(each.split()) for each in parts) == "".join(text.split())
    assert [each for each in parts if len(each) > longest or each != each.strip()] == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", []),
        (" \n ", []),
        ("One. Two.", ["One. Two."]),
        ("One.\n\nTwo.\n\nThree four.", ["One.\n\nTwo.", "Three four."]),
        ("Aaa bbb. Ccc ddd. Eee.", ["Aaa bbb.", "Ccc ddd.", "Eee."]),
        ("no stop in any of this", ["no stop in", "any of this"]),
    ],
)
def test_windows_end_with_paragraphs_where_they_can(text, expected):
    assert [text[start:end] for start, end in windows(text, 11)] == expected
