import pytest

from borderfacts import lexicons
from borderfacts.figures.measures import measure_of, noun_behind, verb_measure
from borderfacts.values.phrases import split_words


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
def test_the_verb_shows_what_is_counted(before, after, measure):
    clause = f"{before}90 people{after}"
    assert verb_measure(clause, len(before), len(before) + len("90 people")) == measure


@pytest.mark.parametrize(
    ("text", "measure"),
    [
        ("Agents recorded 900 apprehensions in May.", "apprehensions"),
        ("In all, 900 people have died since May.", "deaths"),
        ("About 900 people sang there. Two died.", "people"),
        ("There were 900 of them.", None),
    ],
)
def test_a_number_of_people_is_named_by_what_befell_them(text, measure):
    words = split_words(text)
    behind = next(i for i, (_, _, word) in enumerate(words) if word == "900") + 1
    assert measure_of(text, words, behind, text.index("900")) == measure


@pytest.mark.parametrize("name", sorted(lexicons.landmarks()))
def test_every_landmark_has_a_noun_and_an_attribute(name):
    entry = lexicons.landmarks()[name]
    assert entry.nouns
    assert entry.attribute in {"length", "width", "height", "depth"}
