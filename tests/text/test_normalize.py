"""The one form in which texts are read, and the way back."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from borderfacts.records import Quantity, Span
from borderfacts.text.normalize import normalized

PLAIN = "About 30 people, one of them ill, were stopped near León on Monday."


@pytest.mark.parametrize(
    "text",
    [
        PLAIN.replace("30 people", "30\u00a0people"),
        PLAIN.replace("30 people", "30\u202fpeople"),
        PLAIN.replace("30 people", "30  people"),
        PLAIN.replace("people", "peo\u00adple"),
        PLAIN.replace("people", "peo\u200bple"),
        PLAIN.replace("30 people", "30 \u200b people"),
        PLAIN.replace("León", "Leo\u0301n"),
        PLAIN.replace("León", "Leo\u00ad\u0301n"),
        PLAIN.replace(" ", "\t"),
        f"\ufeff{PLAIN}",
        f"\r\n\n  {PLAIN}",
        PLAIN.replace("ill, were", "ill,\nwere"),
        PLAIN.replace("ill, were", "ill,\r\nwere"),
    ],
)
def test_the_same_words_have_one_form(text):
    assert normalized(text).text == PLAIN


def test_lines_of_a_wrapped_text_are_joined_and_its_paragraphs_kept():
    paragraphs = (
        "Forty people were found in a van\nthat had stopped near the bridge\non Monday.",
        "The driver had fled before it\nwas found.",
    )
    joined = [paragraph.replace("\n", " ") for paragraph in paragraphs]
    assert normalized("\n\n".join(paragraphs)).text == "\n\n".join(joined)


def test_a_headline_on_a_line_of_its_own_stays_apart():
    text = "Van found\nForty people were found in a van that had stopped near the bridge on Monday, the police said."
    assert normalized(text).text.startswith("Van found\n\nForty")


@pytest.mark.parametrize("line", ["a" * 200, "word " * 60])
def test_where_lines_are_long_each_is_a_paragraph(line):
    assert normalized(f"{line}\nSecond line").text.endswith("\n\nSecond line")


@given(st.text(alphabet=st.sampled_from("ab é\u0301\u00ad\u200b\u00a0\n\r\t. 1")))
def test_every_character_leads_back_to_where_it_stood(text):
    found = normalized(text)
    assert len(found.text) == len(found.starts) == len(found.ends)
    assert list(found.starts) == sorted(found.starts)
    for at, character in enumerate(found.text):
        before = text[found.starts[at] : found.ends[at]]
        assert character in before or character.isspace() or character.isalpha()


@given(st.text(alphabet=st.sampled_from("ab é\u0301\u00ad\u00a0\n. 1")))
@example("a\u00ad\u0301")
def test_what_is_in_one_form_stays_as_it_is(text):
    once = normalized(text).text
    assert normalized(once).text == once


def test_a_record_is_given_back_with_its_spans():
    text = "It was\u00a0 -17\u00a0°F cold."
    found = normalized(text)
    start = found.text.index("-17 °F")
    quantity = Quantity(
        value=-17,
        unit="degF",
        dimension="temperature",
        si_value=None,
        si_unit=None,
        span=Span.of(found.text, start, start + 6),
    )
    back = found.given_back(quantity)
    assert back.span.text == "-17\u00a0°F" == text[back.span.start : back.span.end]
    assert back.model_copy(update={"span": quantity.span}) == quantity


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("One two.", ["One two."]),
        ("One two.\n\nThree four. Five.", ["One two.\n\n", "Three four. ", "Five."]),
        ("One. Two three four five.", ["One. ", "Two three ", "four five."]),
        ("a" * 30, ["a" * 12, "a" * 12, "a" * 6]),
    ],
)
def test_a_long_text_is_cut_behind_a_paragraph_or_sentence_or_word(text, parts):
    assert [part.text for _, part in normalized(text).parts(12)] == parts


@given(st.text(alphabet=st.sampled_from("ab \u00ad\n.")), st.integers(1, 9))
def test_parts_make_the_whole_and_lead_back_as_it_does(text, longest):
    whole = normalized(text)
    parts = list(whole.parts(longest))
    assert "".join(part.text for _, part in parts) == whole.text
    assert all(len(part.text) <= longest for _, part in parts)
    for at, part in parts:
        assert part.text == whole.text[at : at + len(part.text)]
        assert part.starts == whole.starts[at : at + len(part.text)]
        assert part.ends == whole.ends[at : at + len(part.text)]


def decoded_wrongly(text, times=1):
    for _ in range(times):
        text = text.encode().decode("cp1252")
    return text


@pytest.mark.parametrize(
    "text",
    [
        "“Nine people, he said – near Ciudad León – “were stopped.",
        "It’s 30 °C, the Café Ségou’s owner said.",
        "About 30\u00a0people were stopped near León.",
        "The fine was €40.",
    ],
)
@pytest.mark.parametrize("times", [1, 2])
def test_characters_that_were_decoded_wrongly_are_read_as_they_were_meant(text, times):
    wrong = decoded_wrongly(text, times)
    assert wrong != text
    assert normalized(wrong).text == normalized(text).text


def test_a_value_among_characters_decoded_wrongly_leads_back_to_the_text_given():
    text = decoded_wrongly("It’s cold – nine people were found near León, he said.")
    found = normalized(text)
    start = found.text.index("León")
    assert text[found.starts[start] : found.ends[start + 3]] == decoded_wrongly("León")
    start = found.text.index("nine people")
    assert text[found.starts[start] : found.ends[start + 10]] == "nine people"


@pytest.mark.parametrize(
    "text",
    [
        "The CAFÉ™ near Àgora, “Ürümqi” and Ærø – señor Núñez’s façade.",
        "‘Näin’ – € 40 … Ångström’s ½ – Ðakovo.",
        "In Greek it is Ακρόπολη, and in Russian Москва.",
    ],
)
def test_characters_that_may_stand_as_they_are_stay(text):
    assert normalized(text).text == text


@pytest.mark.parametrize("run", ["Ã¡", "â€™", "Ã", "Ãƒ", "é"])
def test_long_runs_of_such_characters_take_time_in_proportion(run):
    text = run * 20_000
    assert len(normalized(text).starts) == len(normalized(text).text)
