"""Each form of each agency is found and read as that agency."""

from __future__ import annotations

import pytest

from borderfacts import lexicons
from borderfacts.values.phrases import find_phrases

FORMS = [(form, short) for short, entry in lexicons.agencies().items() for form in entry.forms]
GENERIC = [(form, short) for short, entry in lexicons.agencies().items() for form in entry.generic]
FORCES = [(form, name) for name, force in lexicons.forces().items() for form in force.forms]


@pytest.mark.parametrize(("form", "short"), FORMS)
def test_form_names_its_agency(form: str, short: str) -> None:
    text = f"On Monday {form} moved."
    start = text.index(form)
    assert [hit[2] for hit in find_phrases(text)["agencies"] if hit[:2] == (start, start + len(form))] != []
    assert short in find_phrases(text)["agencies"][0][2]


@pytest.mark.parametrize(("form", "short"), GENERIC)
def test_generic_word_may_mean_its_agency(form: str, short: str) -> None:
    assert short in find_phrases(f"On Monday {form} moved.")["generic_agencies"][0][2]


@pytest.mark.parametrize(("form", "name"), FORCES)
def test_force_word_names_its_force(form: str, name: str) -> None:
    assert name in find_phrases(f"On Monday {form} moved.")["forces"][0][2]


def test_every_country_is_known() -> None:
    unknown = [s for s, e in lexicons.agencies().items() if e.country and e.country not in lexicons.nationalities()]
    assert unknown == []


def test_words_that_stand_alone_are_among_the_forms() -> None:
    stray = [w for force in lexicons.forces().values() for w in force.alone if w not in force.forms]
    assert stray == []
