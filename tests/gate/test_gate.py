import json
import os
import subprocess
import sys
from zlib import crc32

import pytest
from training.corpus import own_stories

from borderfacts import gate
from borderfacts.reading.model import CARD, DATA

MIGRANTS = "Border Patrol agents arrested nine migrants who had crossed the border illegally near El Paso, Texas."
POLLS = "Voters in Ohio like the candidate, polls say, but the party doubts that his campaign can win the primary."
CHOIR = "The choir of the town school sang for an hour, and the parents who came paid for a new piano."


@pytest.mark.parametrize(
    "text",
    [
        MIGRANTS,
        MIGRANTS.upper(),
        "The coast guard rescued forty people from a boat on which refugees tried to reach Lesbos.",
        "A judge blocked the order that bars asylum seekers from entering the United States.",
    ],
)
def test_a_text_on_borders_is_let_through(text):
    assert gate.could_hold_incident(text)


@pytest.mark.parametrize("text", [POLLS, CHOIR, "The choir sang for an hour."])
def test_a_text_on_another_matter_is_not(text):
    assert not gate.could_hold_incident(text)


@pytest.mark.parametrize(("before", "after"), [(2, 2), (0, 30), (2, 28), (15, 15), (30, 0)])
def test_a_paragraph_on_borders_counts_in_a_long_text_on_other_matters(before, after):
    assert gate.could_hold_incident("\n\n".join([*[POLLS] * before, MIGRANTS, *[POLLS] * after]))


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Asylum-seekers’ boat, BOAT", [b"asylum", b"seekers", b"boat", b"boat"]),
        ("“Migrants”\r\nCROSSED\tin 2024", [b"migrants", b"crossed", b"in"]),
        ("Peñarol \ud83d x", [b"pe", b"arol", b"x"]),
        ("42 — …", []),
    ],
)
def test_a_word_is_a_run_of_letters_of_english(text, words):
    assert gate.words_of(text) == words


def test_stretches_of_a_text_overlap_by_half_and_hold_every_word():
    assert [*gate.stretches(0)] == [(0, 0)]
    assert [*gate.stretches(40)] == [(0, 40)]
    assert [*gate.stretches(90)] == [(0, 40), (20, 60), (40, 80), (60, 90)]


@pytest.mark.parametrize("seed", ["0", "1", "97"])
def test_a_text_weighs_the_same_in_every_process(seed):
    code = f"from borderfacts.gate import *; print(weight_of(words_of({MIGRANTS + POLLS!r})).hex())"
    environment = {**os.environ, "PYTHONHASHSEED": seed}
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, env=environment)
    assert done.stdout.strip() == gate.weight_of(gate.words_of(MIGRANTS + POLLS)).hex()


def test_the_card_is_that_of_the_weights():
    table = (gate.DATA / gate.WEIGHTS).read_bytes()
    card = gate.card()
    assert card.name == f"gate-{crc32(table):08x}"
    whole, stretch = gate.weights()
    assert card.words == table.count(b"\n") == len(whole | stretch)
    assert [*whole] == sorted(whole)
    assert card.recall >= 0.995
    assert card.incidents > card.stories > 1_000


def test_the_card_of_the_model_names_the_gate_that_decides_what_it_reports():
    card = json.loads((DATA / CARD).read_text(encoding="utf-8"))
    assert card["gate"] == gate.card().name


def test_the_stories_of_the_repository_are_let_through_at_the_rate_that_the_card_states():
    found = [(len(entry.story.incidents), gate.could_hold_incident(entry.story.text)) for entry in own_stories()]
    incidents = sum(number for number, _ in found)
    assert incidents > 2_000
    assert sum(number for number, is_let in found if is_let) >= gate.card().recall * incidents
