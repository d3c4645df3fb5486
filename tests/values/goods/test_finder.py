"""Goods with their amounts and values."""

from __future__ import annotations

import pytest
import spacy

from borderfacts.annotations import QUANTITIES
from borderfacts.records import Seizure
from borderfacts.values.goods.finder import GoodsFinder
from borderfacts.values.quantities.finder import QuantityFinder

NLP = spacy.blank("en")
QUANTITY_FINDER = QuantityFinder()
FINDER = GoodsFinder()
SEIZED = "Officers seized 40 kilograms of cocaine at Pharr, Texas, on Monday."


def goods(text: str) -> list[Seizure]:
    return FINDER.goods(QUANTITY_FINDER(NLP.make_doc(text)))


def amounts(text: str) -> list[tuple[str, object, str | None]]:
    return [(s.kind.value, s.quantity and s.quantity.value, s.quantity and s.quantity.unit) for s in goods(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("A sedan held close to 50 pounds of suspected cocaine.", [("cocaine", 50, "pound")]),
        ("They took 120 kilograms (265 pounds) of heroin.", [("heroin", 120, "kilogram")]),
        ("The methamphetamine, weighing 12 kg, lay in a box.", [("methamphetamine", 12, "kilogram")]),
        ("Officers found 9 bricks of cocaine in a van.", [("cocaine", 9, "count")]),
        ("More than 3,000 fentanyl pills were in the tank.", [("fentanyl", 3000, "count")]),
        ("Agents seized six long guns, four pistols and ammunition.",
         [("firearm", 6, "count"), ("firearm", 4, "count"), ("ammunition", None, None)]),
        ("Agents seized two AR-15 assault rifles.", [("firearm", 2, "count")]),
        ("She had $90,000 in her bags.", [("currency", 90000, "USD")]),
        ("Police found €20,000 in cash.", [("currency", 20000, "EUR")]),
        ("Police confiscated a stolen truck and two jet skis.", [("vehicle", 1, "count"), ("vehicle", 2, "count")]),
        ("The boat was seized.", [("vehicle", 1, "count")]),
        ("Guards seized 30 cartons of cigarettes.", [("tobacco", 30, "count")]),
        ("The raid turned up a pistol, 90 rounds and 12 mobile phones.",
         [("firearm", 1, "count"), ("ammunition", 90, "count"), ("goods", 12, "count")]),
        ("Officers found 8 packages weighing 20 pounds. It tested positive for cocaine.", [("cocaine", 20, "pound")]),
        ("Soldiers found 22 radios and 11 outboard engines.", [("goods", 22, "count"), ("goods", 11, "count")]),
        ("They confiscated 500 litres of diesel.", [("goods", 500, "liter")]),
        ("A lorry with 40,000 cigarettes on board was stopped.", [("tobacco", 40000, "count")]),
        ("Some $8,000 was found wrapped in foil.", [("currency", 8000, "USD")]),
        ("Marines seized drugs.", [("other_drug", None, None)]),
        ("Bales of marijuana washed ashore; the load tipped the scales at 900 pounds.", [("cannabis", 900, "pound")]),
        ("The drugs, 22 bricks of suspected heroin, weighed 24 kilos.", [("heroin", 24, "kilogram")]),
        ("A boat stacked with hashish fled. It was dark. Soldiers fished out 38 bales, which weighed 700 kg.",
         [("cannabis", 700, "kilogram")]),
        ("Five sacks of marijuana were left behind, 230 pounds of it.", [("cannabis", 230, "pound")]),
        ("They found 8 kilos of what tests showed to be fentanyl.", [("fentanyl", 8, "kilogram")]),
        ("They took 1,150 pills that proved to contain fentanyl.", [("fentanyl", 1150, "count")]),
        ("They confiscated five 9 mm pistols and a .38 revolver.", [("firearm", 5, "count"), ("firearm", 1, "count")]),
        ("The bag proved to hold 14 handguns. Agents seized the weapons.", [("firearm", 14, "count")]),
        ("Eleven head of cattle were seized.", [("goods", 11, "count")]),
        ("The men carried 83 kg of elephant ivory.", [("goods", 83, "kilogram")]),
        ("He hid 16 gold bars in a belt; officers seized them.", [("goods", 16, "count")]),
        ("They meant to drive on in his car, which was seized.", [("vehicle", 1, "count")]),
        ("A search turned up 120,000 baht.", [("currency", 120000, "THB")]),
        ("Agents removed $9,000 in twenties.", [("currency", 9000, "USD")]),
    ],
)  # fmt: skip
def test_goods_have_kind_and_amount(text: str, expected: list[tuple[str, object, str | None]]) -> None:
    found = amounts(text)
    assert [each for each in expected if each not in found] == []


@pytest.mark.parametrize(
    "text",
    [
        "They seized 40 pounds of marijuana worth $60,000.",
        "They seized 40 pounds of marijuana. It would bring about $60,000 on the street.",
        "They seized 40 pounds of marijuana, with a street value of $60,000.",
    ],
)
def test_street_value_belongs_to_the_drug(text: str) -> None:
    found = next(each for each in goods(text) if each.kind == "cannabis")
    assert found.street_value is not None
    assert (found.quantity and found.quantity.value, found.street_value.value) == (40, 60000)


@pytest.mark.parametrize(
    "sentence",
    [
        "The haul has a street value of $1.2 million.",
        "It was valued at about $1.2 million.",
        "The drugs, worth $1.2 million, were hidden in the roof.",
        "The drugs are worth $1.2 million.",
        "Its street value is put at $1.2 million.",
        "The estimated street value was $1.2 million.",
        "The cocaine would have fetched $1.2 million.",
        "The load was valued at more than $1.2 million.",
        "Police put its value at $1.2 million.",
        "The seizure is worth an estimated $1.2 million.",
        "The street value of the narcotics is $1,200,000.",
        "The agency estimates their value at $1.2m.",
    ],
)
def test_a_value_stated_in_the_next_sentence_is_that_of_what_was_seized(sentence: str) -> None:
    found = next(each for each in goods(f"{SEIZED} {sentence}") if each.kind == "cocaine")
    assert found.street_value is not None
    assert (found.quantity and found.quantity.value, found.street_value.value) == (40, 1200000)


@pytest.mark.parametrize(
    "sentence",
    [
        "The house is worth $2 million.",
        "The driver had been promised $2,000.",
        "The new scanner cost $3 million.",
        "He was released on a bond of $20,000.",
        "The mayor, whose estate was valued at $4 million, was pleased.",
    ],
)
def test_other_sums_are_no_value_of_what_was_seized(sentence: str) -> None:
    assert [s.street_value for s in goods(f"{SEIZED} {sentence}") if s.street_value] == []


def test_the_value_of_several_drugs_is_that_of_none() -> None:
    found = goods("Officers seized 40 kilograms of cocaine and 12 of heroin. The drugs are worth $2 million.")
    assert [s.kind.value for s in found if s.street_value and s.kind != "other_drug"] == []
    assert len(found) > 1


def test_spans_are_exact() -> None:
    text = "Officers seized three vans, 5 kg of khat and $8,000 in undeclared currency — all of it “hot”."
    found = goods(text)
    assert [s.span.text for s in found] == ["three vans", "5 kg of khat", "$8,000 in undeclared currency"]
    assert all(text[s.span.start : s.span.end] == s.span.text for s in found)


def test_no_quantities_layer_is_no_obstacle() -> None:
    doc = NLP.make_doc("Officers seized 3 rifles and cocaine.")
    assert QUANTITIES.read(doc) == ()
    assert [s.kind.value for s in FINDER.goods(doc)] == ["firearm", "cocaine"]
