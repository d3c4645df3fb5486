import pytest

from borderfacts.reading.values import values_of
from borderfacts.records import Story
from borderfacts.text.document import make_doc


@pytest.fixture
def find(nlp):
    return lambda text: values_of(nlp(make_doc(nlp, Story(text=text, reference_date="2025-02-05"))))


def words(values):
    return {each.span.text for each in values}


TEXT = (
    "On Monday nine people, two of them Libyan girls, were stopped near Emerson, Man., by the RCMP at -17 °F. "
    "The driver, Dorin Vasile, 38, had 12 kg of cocaine. They crossed there in fiscal 2024."
)


def test_each_kind_of_value_is_found_with_its_words(find):
    found = find(TEXT)
    assert len(found.sentences) == 3
    assert {"nine", "two", "The driver", "Dorin Vasile"} <= words(found.numbers)
    assert {"nine people", "Libyan girls", "They", "The driver", "Dorin Vasile"} <= words(found.phrases)
    assert {"Emerson"} <= words(found.places)
    assert words(found.agencies) == {"RCMP"}
    assert [codes.codes for codes in found.nationalities] == [("LY",)]
    assert [ages.ages for ages in found.ages] == [(38,)]
    assert [(goods.kind.value, goods.quantity.value) for goods in found.goods] == [("cocaine", 12.0)]
    assert [(each.period.start, each.period.end) for each in found.periods] == [
        ("2023-04-01", "2024-03-31")
    ]  # Canada's


def test_goods_are_found_though_no_word_says_that_they_were_seized(find):
    assert [each.kind.value for each in find("He likes cars and heroin.").goods] == ["vehicle", "heroin"]


def test_every_span_is_the_text_and_a_number_stands_on_its_words_once(find):
    found = find(TEXT)
    kinds = (found.dates, found.quantities, found.places, found.agencies, found.numbers, found.ages, found.goods)
    spans = [value.span for kind in (*kinds, found.nationalities, found.phrases) for value in kind]
    assert [span for span in (*spans, *found.sentences) if TEXT[span.start : span.end] != span.text] == []
    places = [(number.span.start, number.span.end) for number in found.numbers]
    assert len(places) == len(set(places))


@pytest.mark.parametrize("words_of_one", ["a man", "the driver", "he", "another Somali", "a Somali"])
def test_a_singular_stands_for_one(find, words_of_one):
    single = [
        number.span.text for number in find(f"It was {words_of_one} of whom they spoke.").numbers if number.single
    ]
    assert words_of_one in single


@pytest.mark.parametrize("words_of_many", ["a crew", "a family", "the men", "Somalis", "a busload"])
def test_a_set_of_people_does_not(find, words_of_many):
    assert [n.span.text for n in find(f"It was {words_of_many} of whom they spoke.").numbers if n.single] == []


@pytest.mark.parametrize("number", ["1" + ",000" * 8, "9" * 30, "10^20", "20 billion", "up to 99 million trillion"])
def test_more_people_than_there_are_on_earth_are_no_count(find, number):
    assert words(find(f"The police stopped {number} migrants and seven guides.").numbers) == {"seven"}


def test_as_many_people_as_a_country_has_are_a_count(find):
    assert "1,400,000,000" in words(find("It has 1,400,000,000 people.").numbers)
