import re
import string
import sys

import pytest

import borderfacts
from borderfacts.text.letters import lowered


def test_what_a_pattern_without_case_takes_for_a_letter_is_that_letter():
    letters = {letter: re.compile(letter, re.IGNORECASE) for letter in string.ascii_lowercase}
    characters = [
        character for character in map(chr, range(sys.maxunicode + 1)) if re.match("[a-z]", character, re.IGNORECASE)
    ]
    assert len(characters) > 2 * len(letters)
    for character in characters:
        [meant] = [letter for letter, pattern in letters.items() if pattern.match(character)]
        assert lowered(character) == meant


@pytest.mark.parametrize("text", ["0m paſſ", "Sİx women, aged twenty-sıx, were held by the port polıce."])
def test_no_letter_of_a_story_stops_its_reading(text):
    assert borderfacts.extract(text, reference_date="2025-02-05").error is None
