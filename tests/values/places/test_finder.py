from __future__ import annotations

import pytest
from spacy.language import Language

from borderfacts.annotations import PLACES
from borderfacts.records import Place


def places(nlp: Language, text: str) -> tuple[Place, ...]:
    """Read a text with the whole pipeline."""
    return PLACES.read(nlp(text))


def names(nlp: Language, text: str) -> list[str]:
    """Read a text and give each place as ``words: name, country``."""
    return [f"{p.span.text}: {p.name}, {p.country}" for p in places(nlp, text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param(
            "A dinghy sank in the Channel, Channel 4 and the Weather Channel reported.",
            ["Channel: English Channel, None", "Weather Channel: Weather Channel, None"],
            id="the Channel is the English Channel, and broadcasters are none",
        ),
        pytest.param(
            "NOGALES, Ariz. — Officers held a man from Nogales, Sonora.",
            ["NOGALES: Nogales, US", "Ariz.: Arizona, US", "Nogales: Nogales, MX", "Sonora: Sonora, MX"],
            id="namesakes told apart by the division",
        ),
        pytest.param(
            "They were found near Emerson, Man., on Friday. Emerson was under snow.",
            ["Emerson: Emerson, CA", "Man.: Manitoba, CA", "Emerson: Emerson, CA"],
            id="an earlier full mention decides",
        ),
        pytest.param(
            "BUFFALO, NY (News Release) - Traffic was light.",
            ["BUFFALO: Buffalo, US", "NY: New York, US"],
            id="postal code",
        ),
        pytest.param(
            "TBILISI — Georgia closed its crossing with Russia.",
            ["TBILISI: Tbilisi, GE", "Georgia: Georgia, GE", "Russia: Russia, RU"],
            id="the country Georgia",
        ),
        pytest.param(
            "In Georgia, police in Atlanta arrested two men.",
            ["Georgia: Georgia, US", "Atlanta: Atlanta, US"],
            id="the state Georgia",
        ),
        pytest.param(
            "BEIRUT — The boat left Tripoli, in northern Lebanon.",
            ["BEIRUT: Beirut, LB", "Tripoli: Tripoli, LB", "Lebanon: Lebanon, LB"],
            id="the nearer Tripoli",
        ),
        pytest.param(
            "TRIPOLI, Libya — Forty people were taken back to Zawiya.",
            ["TRIPOLI: Tripoli, LY", "Libya: Libya, LY", "Zawiya: Zawiya, LY"],
            id="the other Tripoli",
        ),
        pytest.param(
            "Agents of the Del Rio Sector found them north of the Rio Grande, in Maverick County.",
            [
                "Del Rio Sector: Del Rio Sector, US",
                "Rio Grande: Rio Grande, None",
                "Maverick County: Maverick County, US",
            ],
            id="sector, river and county",
        ),
        pytest.param(
            "Cochise and Pima counties and the Tucson and Yuma sectors were quiet.",
            [
                "Cochise: Cochise County, US",
                "Pima: Pima County, US",
                "Tucson: Tucson Sector, US",
                "Yuma: Yuma Sector, US",
            ],
            id="a head shared by a list",
        ),
        pytest.param(
            "He was stopped at the Hidalgo International Bridge, then at the Sprague border crossing.",
            [
                "Hidalgo International Bridge: Hidalgo International Bridge, US",
                "Sprague border crossing: Sprague border crossing, CA",
            ],
            id="bridge and crossing",
        ),
        pytest.param(
            "It happened in South Texas and in northern Mexico, not in West Virginia or South Africa.",
            [
                "Texas: Texas, US",
                "Mexico: Mexico, MX",
                "West Virginia: West Virginia, US",
                "South Africa: South Africa, ZA",
            ],
            id="compass words",
        ),
        pytest.param(
            "Police in Juárez and troops at Khoms, Libya, and Dajabon agreed.",
            [
                "Juárez: Ciudad Juárez, MX",
                "Khoms: Khoms, LY",
                "Libya: Libya, LY",
                "Dajabon: Dajabon, DO",
            ],
            id="short and plain forms",
        ),
        pytest.param(
            "Niagara Falls, Rio Grande City, Nuevo Laredo and the Gulf of Mexico are long names.",
            [
                "Niagara Falls: Niagara Falls, US",
                "Rio Grande City: Rio Grande City, US",
                "Nuevo Laredo: Nuevo Laredo, MX",
                "Gulf of Mexico: Gulf of Mexico, None",
            ],
            id="the longest reading",
        ),
        pytest.param(
            "He lives in Roxham Road's wood; she was seen on Zero Avenue.",
            ["Roxham Road: Roxham Road, CA", "Zero Avenue: Zero Avenue, CA"],
            id="minor roads",
        ),
        pytest.param(
            "The crossing at the Ambassador Bridge in Detroit was shut.",
            ["Ambassador Bridge: Ambassador Bridge, US", "Detroit: Detroit, US"],
            id="a bridge on the side that is named",
        ),
        pytest.param(
            "A man of Palestine, Texas, was sentenced.",
            ["Palestine: Palestine, US", "Texas: Texas, US"],
            id="a town with the name of a country",
        ),
        pytest.param(
            "The boat capsized on the Limpopo; the camp is at Musina, in Limpopo.",
            ["Limpopo: Limpopo River, None", "Musina: Musina, ZA", "Limpopo: Limpopo, ZA"],
            id="a river and a province",
        ),
        pytest.param("La police a parlé.", [], id="another language"),
    ],
)
def test_places_and_their_countries(nlp: Language, text: str, expected: list[str]) -> None:
    assert names(nlp, text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "Ms. Houston said so, and Gov. Austin agreed.",
        "Sean Walsh and Jordan Smith spoke; Walsh was calm.",
        "The Texas Rangers and the Eagle Pass Fire Department came.",
        "Uvalde Police Department officers and Laredo police helped.",
        "A man in a Panama hat ate turkey.",
        "Another ship, the Regina, found the Patria.",
        "The Ocean Viking sailed on.",
        "A car on Highway 80 and a truck on the A20 were stopped.",
        "The Bank of England and the University of Texas replied.",
        "The Southern District of Texas charged him.",
        "In March and in May they came; on Monday they left.",
        "In English, in Arabic and in Congress it was said.",
        "Six Haitians and two Mexicans were held by Libyan police.",
        "A U.S. citizen and a US official waited.",
        "Jordan, 25, said he was cold.",
        "They were taken to Massena Hospital and the Monte Carlo Hotel.",
        "The Canada Border Services Agency had no comment.",
        "A vessel, the Stella Bay, stopped.",
        "Hector Luján Ybarra, 45, stood up, and Luján wept.",
        "of reading nice mobile man",
    ],
)
def test_what_is_no_place(nlp: Language, text: str) -> None:
    assert names(nlp, text) == []


def test_unlisted_place_is_kept_without_coordinates(nlp: Language) -> None:
    found = places(nlp, "COLOMBO, Sri Lanka — A boat sank near the village of Veralukanda Wewa.")[-1]
    assert (found.name, found.country, found.lat) == ("Veralukanda Wewa", "LK", None)


def test_name_with_a_clear_head_is_kept(nlp: Language) -> None:
    found = places(nlp, "ARIVACA, Ariz. — The body lay in Palo Fiero Canyon.")[-1]
    assert (found.name, found.kind.value, found.country) == ("Palo Fiero Canyon", "landmark", "US")


def test_unlisted_town_takes_country_from_the_division(nlp: Language) -> None:
    found = places(nlp, "The truck stood in Quillbrook, Alta., overnight.")[0]
    assert (found.name, found.country, found.admin1) == ("Quillbrook", "CA", "CA-AB")


def test_small_namesake_in_a_country_the_story_does_not_name_is_not_taken(nlp: Language) -> None:
    found = places(nlp, "Belize said a boat was found off Jamestown. Belize sent its coast guard.")
    assert [p.country for p in found] == ["BZ", "BZ", "BZ"]


def test_spans_are_exact(nlp: Language) -> None:
    text = "LAREDO, Texas —  Agents in\nEagle  Pass and at the\u00a0Peace Bridge 🚓 in N.Y. and Côte d’Ivoire."
    assert all(text[p.span.start : p.span.end] == p.span.text for p in places(nlp, text))


@pytest.mark.parametrize("text", ["", " \n\n", "🙂🙂", "\x00\x01", "((((—", "A" * 5000, "Of " * 3000, ". , - '" * 500])
def test_odd_text_is_read(nlp: Language, text: str) -> None:
    assert names(nlp, text) == []
