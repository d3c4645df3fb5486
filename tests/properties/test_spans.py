import json
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.span_walk import spans

import borderfacts

pytestmark = pytest.mark.thorough

STORIES = sorted((Path(__file__).parents[1] / "stories" / "open").glob("*.json"))
PIECES = st.sampled_from(
    [
        "Nine people", "were stopped", "near Emerson, Man.,", "on Monday", "by the RCMP", "two girls and a woman",
        "at minus 17 degrees Fahrenheit", "drowned in the Rio Grande", "12.5 kg of cocaine", "$1.2 million",
        "to Canada", "more than 20", "on Feb. 3, 2025", "“he said”", "the other four", "U.S. Border Patrol", "in 2023",
        ". ", ", ", "\n\n", "\r\n", "\t", " ", "🎉", "👨‍👩‍👧", "\x00", "\x1b[0m", "\u2028", "\u200b", "\ufeff",
        "&nbsp;", "<p class='a'>", "</p>", "é", "e\u0301", "ﬁ", "’s", "—", "−", "½", "٣", "the", "of", "and",
        "heâ€™s", "Ciudad JuÃ¡rez", "30Â\u00a0people", "Ã¢â‚¬Å“", "Ã",
    ]
)  # fmt: skip


def check(text):
    extraction = borderfacts.extract(text, reference_date="2025-02-05")
    wrong = [
        span for span in spans(extraction.model_dump(mode="json")) if text[span["start"] : span["end"]] != span["text"]
    ]
    assert wrong == []
    return extraction


@settings(max_examples=60, suppress_health_check=[HealthCheck.too_slow], derandomize=True, database=None)
@given(st.lists(PIECES, min_size=1, max_size=40).map(" ".join))
def test_spans_are_exact_in_pieces_of_news(text):
    check(text)


@settings(max_examples=40, suppress_health_check=[HealthCheck.too_slow], derandomize=True, database=None)
@given(st.text(st.characters(exclude_categories=["Cs"]), max_size=200))
def test_spans_are_exact_in_any_text(text):
    check(f"The police said {text} and held nine men on Monday {text}")


@pytest.mark.parametrize("path", STORIES[:4], ids=lambda path: path.stem)
@pytest.mark.parametrize(
    "change",
    [
        lambda text: text.replace("\n", "\r\n"),
        lambda text: text.replace(" ", "\u00a0"),
        lambda text: f"<div>{text.replace(chr(10) * 2, '</p><p>')}</div>",
        lambda text: text.replace(" the ", " 👨‍👩‍👧 the\x07 "),
        lambda text: text.replace(".", ""),
        lambda text: text.upper(),
        lambda text: f"{text}\n\n{text}",
    ],
    ids=["crlf", "no-break spaces", "html", "emoji and control characters", "no full stop", "capitals", "twice"],
)
def test_spans_are_exact_in_changed_stories(path, change):
    assert check(change(json.loads(path.read_text(encoding="utf-8"))["text"])).error is None


@pytest.mark.parametrize(
    "text",
    [
        "the men crossed and " * 5_000,
        "The men " + "(" * 50_000,
        "The men crossed. " + "x" * 100_000,
        "1 " * 20_000 + "the men crossed",
    ],
    ids=["no full stop", "signs", "one word", "numbers"],
)
def test_spans_are_exact_in_odd_long_texts(text):
    check(text)
