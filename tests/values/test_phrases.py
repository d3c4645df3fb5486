from itertools import pairwise

import pytest

from borderfacts import lexicons
from borderfacts.values.phrases import NAMES, TABLES, find_phrases, split_words


def phrases(text, lexicon):
    return [(text[start:end], keys) for start, end, keys in find_phrases(text).get(lexicon, ())]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Nine men.", [(0, 4, "Nine"), (5, 8, "men"), (8, 9, ".")]),
        ("guard’s", [(0, 5, "guard"), (5, 6, "'"), (6, 7, "s")]),
        ("a\u00a0b\r\n", [(0, 1, "a"), (2, 3, "b")]),
        ("", []),
    ],
)
def test_words_and_punctuation_with_their_offsets(text, words):
    assert split_words(text) == words


@pytest.mark.parametrize("lexicon", TABLES)
def test_every_phrase_of_a_lexicon_is_found_where_it_stands(lexicon):
    form, key = next(
        (form, key) for form, key in TABLES[lexicon]() if key and (form[0].isupper() or lexicon not in NAMES)
    )
    text = f"One, {form}, two."
    assert [(words, key in keys) for words, keys in phrases(text, lexicon)] == [(form, True)]


def test_the_longest_phrase_is_found_and_no_shorter_one_inside_it():
    assert [words for words, _ in phrases("The U.S. Border Patrol came.", "agencies")] == ["U.S. Border Patrol"]


def test_phrases_of_one_lexicon_do_not_overlap():
    text = (
        "The U.S. Border Patrol and the Royal Canadian Mounted Police met the Italian Coast Guard in Niger and Nigeria."
    )
    for rows in find_phrases(text).values():
        assert all(left[1] <= right[0] for left, right in pairwise(rows))


@pytest.mark.parametrize("text", ["THE BORDER PATROL CAME.", "the border patrol came.", "The Border Patrol came."])
def test_capitals_do_not_matter(text):
    assert [keys for _, keys in phrases(text, "agencies")] == [("USBP",)]


def test_a_short_name_in_capitals_is_matched_as_written():
    assert [keys for _, keys in phrases("They met ICE.", "agencies")] == [("ICE",)]
    assert phrases("They met ice.", "agencies") == []


def test_a_phrase_over_a_line_end_is_found():
    assert [words for words, _ in phrases("The Border\nPatrol came.", "agencies")] == ["Border\nPatrol"]


@pytest.mark.parametrize("text", ["They ate turkey in the heat.", "They polish the boat.", "A pole stood there."])
def test_a_small_letter_begins_no_name(text):
    assert (phrases(text, "countries"), phrases(text, "nationalities")) == ([], [])


def test_a_country_and_its_people():
    assert phrases("They left Turkey.", "countries") == [("Turkey", ("TR",))]
    assert phrases("Nine Syrians came.", "nationalities") == [("Syrians", ("SY",))]


def test_a_name_inside_another_name_is_nobodys_nationality():
    forms = [form for entry in lexicons.nationalities().values() for form in entry.not_]
    assert "Indian Ocean" in forms
    assert phrases("They drifted in the Indian Ocean.", "nationalities") == []
    assert phrases("An Indian man came.", "nationalities") == [("Indian", ("IN",))]


@pytest.mark.parametrize("text", ["", " \n", "🎉", "\x00\x1b", "U.S. " * 3])
def test_odd_text_has_no_phrases(text):
    assert phrases(text, "agencies") == []


def test_offsets_are_those_of_the_text_as_given():
    text = "🚨 “The Border Patrol” met the RCMP’s men\u00a0in Turkey.\r\n"
    for rows in find_phrases(text).values():
        for start, end, _ in rows:
            assert text[start:end].strip() == text[start:end] != ""
    assert [keys for _, keys in phrases(text, "agencies")] == [("USBP",), ("RCMP",)]
