import json

import pytest

from borderfacts.notation import fill, parse, strip
from borderfacts.notation.standoff import OtherTextError

STORY, _ = parse("id: t\nA death occurred\nA1 migrant dead\n---\n[A man]{A1} [died]{A:die} at [sea]{-}.\n")
SOURCE = {"dataset": "d", "commit": "c", "item": "i", "how": "whole file", "start": 0, "url": None}


def test_a_record_without_text_holds_no_word_of_it():
    record = json.dumps({**strip(STORY, SOURCE), "incidents": [], "groups": []})
    assert [word for word in ("man", "died", "sea") if word in record] == []


def test_another_text_is_refused():
    with pytest.raises(OtherTextError, match="t: text: 18 characters of another sum"):
        fill(strip(STORY, SOURCE), STORY.text.replace("man", "fox"))
