import pytest

from borderfacts.text.language import looks_english


@pytest.mark.parametrize(
    "text",
    [
        "Nine people crossed the border on Monday.",
        "Border agents seize cocaine",
        "Nine dead",
        "The van was stopped yesterday.",
        "It moved 3 metres per second.",
        "They met several weeks ago.",
        "Arrivals fell 5 per cent.",
        "RESCUE OFF LAMPEDUSA",
        "Juan de la Cruz detained at El Paso",
        "The Los Angeles man, Luis de los Reyes Ortiz, was held with Maria del Carmen Ruiz and Jan van der Berg.",
        "Los Angeles man held",
        "El Paso agents seize cocaine",
        "La Paz police seize cocaine",
        "Ain o Salish Kendra counts 30 killed",
        "UN migration agency, Tripoli",
        "$10",
        "100%",
        "−5°",
        "5km",
        "20 degrees c",
        "I walked 5k miles",
        "José García Hernández, María López de la Cruz, Juan Pérez de los Santos",
        "<html><body><p>Nine men were held at the border.</p></body></html>",
        "“No es justo,” she said. The family had walked for a week before the guards found them by the river.",
    ],
)
def test_english(text):
    assert looks_english(text)


@pytest.mark.parametrize(
    "text",
    [
        "",
        " \n ",
        "1234 5678",
        "$ %",
        "Zginęło 5 w Polsce.",
        "🎉🎉🎉",
        "La policía detuvo a nueve migrantes en la frontera el lunes.",
        "La policía detuvo a nueve migrantes.",
        "LA POLICÍA DETUVO A NUEVE MIGRANTES EN LA FRONTERA",
        "La GRC a intercepté neuf personnes près de la frontière.",
        "Die Polizei hat neun Migranten an der Grenze festgenommen.",
        "De politie heeft negen migranten aan de grens aangehouden.",
        "La Guardia costiera ha soccorso nove persone al largo di Lampedusa.",
        "Polisen stoppade nio personer vid gränsen och förde dem till Malmö.",
        "Policja zatrzymała dziewięciu migrantów na granicy z Białorusią.",
        "A rendőrség kilenc határsértőt fogott el a szerb határon.",
        "Poliția a oprit nouă persoane la graniță și le-a dus la Timișoara.",
        "Полиция задержала девять мигрантов на границе.",
        "الشرطة تحتجز تسعة مهاجرين على الحدود",
        "警察在边境拦截了九人",
        " ".join(f"wort{letter}" for letter in "abcdefghijklmnopqrstuvwxyzäöüß"),
    ],
)
def test_not_english(text):
    assert not looks_english(text)
