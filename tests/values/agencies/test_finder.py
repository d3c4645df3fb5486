"""Agencies: by name, by nationality, by town, and in short."""

from __future__ import annotations

import pytest
import spacy
from spacy.tokens import Doc

from borderfacts.annotations import AGENCIES, PLACES
from borderfacts.records import Agency, Place, Span
from borderfacts.values.agencies.finder import AgencyFinder
from borderfacts.vocabulary import PlaceKind

NLP = spacy.blank("en")
FINDER = AgencyFinder()


def agencies(text: str, *places: tuple[str, PlaceKind, str, str]) -> tuple[Agency, ...]:
    doc: Doc = NLP.make_doc(text)
    PLACES.write(
        doc,
        [
            Place(name=name, kind=kind, country=country, admin1=admin1 or None, span=Span.of(text, at, at + len(name)))
            for name, kind, country, admin1 in places
            for at in [text.index(name)]
        ],
    )
    return AGENCIES.read(FINDER(doc))


def shorts(text: str, *places: tuple[str, PlaceKind, str, str]) -> list[str]:
    return [agency.short for agency in agencies(text, *places)]


@pytest.mark.parametrize(
    ("text", "words", "short"),
    [
        ("The U.S. Border Patrol agents left.", "U.S. Border Patrol agents", "USBP"),
        (
            "Officers of U.S. Customs and Border Protection (CBP) left.",
            "U.S. Customs and Border Protection (CBP)",
            "CBP",
        ),
        ("Agents from U.S. Homeland Security Investigations left.", "U.S. Homeland Security Investigations", "HSI"),
        ("The Hellenic Coast Guard left.", "Hellenic Coast Guard", "Greek Coast Guard"),
        ("Croatian police left.", "Croatian police", "Croatian police"),
        ("Libya's coast guard left.", "Libya's coast guard", "Libyan Coast Guard"),
        ("The Slovak interior ministry left.", "Slovak interior ministry", "Slovak Interior Ministry"),
        ("Police in Austria left.", "Police in Austria", "Austrian police"),
        ("U.S. border agents left.", "U.S. border agents", "USBP"),
        ("Canadian border agents left.", "Canadian border agents", "CBSA"),
        (
            "The Larkin County Sheriff's Office left.",
            "Larkin County Sheriff's Office",
            "Larkin County Sheriff's Office",
        ),
        (
            "Larkin County sheriff's deputies left.",
            "Larkin County sheriff's deputies",
            "Larkin County Sheriff's Office",
        ),
        ("The Port Ellery Volunteer Fire Department left.", "Port Ellery Volunteer Fire Department", None),
        ("The Operation Quiet Roads Task Force left.", "Operation Quiet Roads Task Force", None),
        ("Lindale Sector agents left.", "Lindale Sector agents", "USBP"),
        ("Larkin County deputies left.", "Larkin County deputies", "Larkin County Sheriff's Office"),
        ("The Danish Return Agency left.", "Danish Return Agency", None),
        ("Cuba's State Border Service left.", "Cuba's State Border Service", "Cuban State Border Service"),
        ("Costa Rica's Sea Police left.", "Costa Rica's Sea Police", "Costa Rican Sea Police"),
        (
            "Denmark's Ministry of Quiet Waters left.",
            "Denmark's Ministry of Quiet Waters",
            "Danish Ministry of Quiet Waters",
        ),
        ("Wexcombe local police left.", "Wexcombe local police", None),
        ("The Combined Maritime Forces left.", "Combined Maritime Forces", None),
    ],
)
def test_name_gives_short_name_and_exact_words(text: str, words: str, short: str | None) -> None:
    found = agencies(text)
    assert [(agency.span.text, agency.short) for agency in found] == [(words, short or words)]


@pytest.mark.parametrize(
    "text",
    [
        "The ice was thin and the sq of it is small.",
        "Canadian counterparts were alerted.",
        "Volunteers of a charity and real estate agents helped.",
        "The local government of the village met.",
        "",
        "👮\u200b \x00",
    ],
)
def test_no_agency_is_found(text: str) -> None:
    assert agencies(text) == ()


def test_town_police_follow_the_style_of_the_country() -> None:
    arlen = ("Arlen", PlaceKind.CITY, "US", "US-TX")
    assert shorts("Arlen police came.", arlen) == ["Arlen Police Department"]
    assert shorts("Word came to police in Arlen.", arlen) == ["Arlen Police Department"]
    assert shorts("Moncrief police came.", ("Moncrief", PlaceKind.CITY, "CA", "CA-ON")) == ["Moncrief Police Service"]
    assert shorts("Wexcombe Police came.", ("Wexcombe", PlaceKind.CITY, "GB", "")) == ["Wexcombe Police"]


@pytest.mark.parametrize(
    ("place", "short"),
    [(("Arlen", PlaceKind.CITY, "CA", "CA-ON"), "OPP"), (("Arlen", PlaceKind.CITY, "CA", "CA-QC"), "SQ")],
)
def test_provincial_police_are_those_of_the_province(place: tuple[str, PlaceKind, str, str], short: str) -> None:
    assert shorts("Provincial police searched a house in Arlen.", place) == [short]


@pytest.mark.parametrize(
    ("text", "country", "expected"),
    [
        ("ARLEN — The coast guard said so.", "GR", ["Greek Coast Guard"]),
        ("ARLEN — The coast guard said so.", "US", ["USCG"]),
        ("ARLEN — Police said so.", "DO", ["Dominican police"]),
        ("ARLEN — Police said so.", "US", []),
        ("ARLEN — Prosecutors said so.", "US", ["DOJ"]),
        ("ARLEN — The authorities deported them.", "DO", ["Dominican government"]),
        ("ARLEN — Customs officers said so.", "CA", ["CBSA"]),
    ],
)
def test_bare_word_means_the_force_of_the_dateline(text: str, country: str, expected: list[str]) -> None:
    assert shorts(text, ("ARLEN", PlaceKind.CITY, country, "")) == expected


def test_short_mention_goes_to_the_agency_named_before() -> None:
    text = "The Border Force called the Sri Lanka Navy. Its officers waited; the navy came, and the agency thanked it."
    assert shorts(text) == ["Border Force", "Sri Lanka Navy", "Border Force", "Sri Lanka Navy", "Border Force"]


def test_acronym_in_brackets_names_the_agency_from_then_on() -> None:
    text = "The Cuban Quiet Border Board (QBB) met. The QBB left."
    found = agencies(text)
    assert [(a.span.text, a.short) for a in found] == [("Cuban Quiet Border Board (QBB)", "QBB"), ("QBB", "QBB")]


def test_its_force_is_that_of_the_country_the_sentence_before_opens_with() -> None:
    assert shorts("Malta sends many back. On Monday its navy turned.") == ["Maltese Navy"]


@pytest.mark.parametrize(
    ("text", "place", "short"),
    [
        ("Arlen Province met. The province's government left.", PlaceKind.ADMIN1, "Arlen Province government"),
        ("The Arlen Islands met. The islands' government left.", PlaceKind.OTHER, "Arlen Islands government"),
    ],
)
def test_a_region_owns_its_government(text: str, place: PlaceKind, short: str) -> None:
    name = " ".join(text.removeprefix("The ").split()[:2])
    assert shorts(text, (name, place, "ES", "")) == [short]


def test_municipal_police_of_a_town_keep_their_word() -> None:
    assert shorts("Municipal police in Arlen left.", ("Arlen", PlaceKind.CITY, "MX", "")) == ["Arlen municipal police"]


def test_two_adjectives_name_two_forces() -> None:
    assert shorts("Turkish and Greek coast guards met.") == ["Turkish Coast Guard", "Greek Coast Guard"]


def test_adjective_of_another_country_overrules_the_usual_one() -> None:
    assert shorts("The Danish border patrol met them.") == ["Danish border guards"]


def test_spans_are_exact() -> None:
    text = "ARLEN — Sheriff Jo Ray of Polk County met U.S. Attorney Al Roe; the sheriff left. Gardaí came."
    assert all(text[a.span.start : a.span.end] == a.span.text for a in agencies(text))
    assert shorts(text) == ["Polk County Sheriff's Office", "DOJ", "Polk County Sheriff's Office", "An Garda Síochána"]
