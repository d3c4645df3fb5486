import pytest

from borderfacts import lexicons
from borderfacts.figures.measures import measure_nouns, noun_before, noun_behind, verb_measure
from borderfacts.grammar.phrases import split_words


@pytest.mark.parametrize(
    ("behind", "name"),
    [
        ("irregular crossings of the river", "crossings"),
        ("suspected irregular boat arrivals", "arrivals"),
        ("asylum seekers", "asylum seekers"),
        ("people travelled", "people"),
        ("Haitians since May", "Haitians"),
        ("of them", None),
        ("kinds of cheese", None),
    ],
)
def test_the_noun_behind_a_number_is_what_it_counts(behind, name):
    noun = noun_behind(split_words(behind), 0)
    assert (noun.name if noun else None) == name


@pytest.mark.parametrize(
    ("before", "after", "measure"),
    [
        ("the force stopped ", " coming north", "interceptions"),
        ("", " who had crossed were detained", "detentions"),
        ("", " have died", "deaths"),
        ("they ate ", "", None),
    ],
)
def test_the_verb_tells_what_is_counted(before, after, measure):
    clause = f"{before}90 people{after}"
    assert verb_measure(clause, len(before), len(before) + len("90 people")) == measure


@pytest.mark.parametrize("noun", measure_nouns())
def test_every_noun_of_the_lexicon_is_read(noun):
    assert noun_behind(split_words(noun), 0) is not None


def test_the_last_counted_noun_is_found_backwards():
    assert noun_before("apprehensions have gone down; the sector had ") == "apprehensions"


@pytest.mark.parametrize("name", sorted(lexicons.landmarks()))
def test_every_landmark_has_a_noun_and_an_attribute(name):
    entry = lexicons.landmarks()[name]
    assert entry.nouns
    assert entry.attribute in {"length", "width", "height", "depth"}
