"""Who says so: organisations, offices and officials by name, none of which a grammar knows."""

from itertools import product

import pytest

import borderfacts

NAMES = (
    "the International Organization for Migration",
    "Alarm Phone",
    "Doctors Without Borders",
    "the Maltese aid group Open Harbour",
    "Sheriff Dana Whitcomb",
    "police spokesman Arturo Belmonte",
    "Lt. Karin Osterlund",
    "the regional prosecutor's office",
    "a spokeswoman for the ministry",
    "Human Rights Watch",
    "harbour master Nikos Palamidis",
    "the UN refugee agency",
)
FRAMES = (
    "Nine migrants drowned when their boat sank off Lampedusa on Monday, {name} said.",
    "According to {name}, the coast guard rescued 31 migrants from a dinghy off Crete on Sunday night.",
    "Border guards shot and wounded two migrants near Edirne on Friday, {name} told reporters.",
    "Four bodies were found in the desert near Agadez on Tuesday. {name} said the dead were migrants from Mali.",
)
# Of the pairs of a name and a frame; on unread stories it is fewer (docs/quality.md).
LEAST = 0.5


@pytest.fixture(scope="module")
def found():
    said_in = {}
    for name, frame in product(NAMES, FRAMES):
        text = frame.format(name=name[0].upper() + name[1:] if frame.startswith("{") else name)
        text = text.replace(f". {name}", f". {name[0].upper()}{name[1:]}")
        [*events] = borderfacts.extract_events(text, reference_date="2025-03-05")
        said_in[name, frame] = (text, [said for event in events for said in event.attribution])
    return said_in


def test_most_sources_are_found_whoever_they_are(found):
    right = [
        name.removeprefix("the ").lower() in [said.source.lower() for said in all_said]
        for (name, _), (_, all_said) in found.items()
    ]
    assert sum(right) / len(right) >= LEAST


def test_a_source_stands_in_the_text_with_its_word_of_reporting(found):
    for text, all_said in found.values():
        for said in all_said:
            assert said.source in said.span.text
            assert not said.source.lower().startswith("the ")
            assert said.verb in said.span.text
            assert text[said.span.start : said.span.end] == said.span.text
