"""White space, unseen characters and the writing of accents change nothing in what a story gives."""

import json
import textwrap
import unicodedata
from pathlib import Path

import pytest

import borderfacts

pytestmark = pytest.mark.thorough

STORIES = [
    json.loads(path.read_text(encoding="utf-8"))
    for path in sorted((Path(__file__).parents[1] / "stories" / "open").glob("*.json"))[:4]
]


def wrapped(text):
    return "\n\n".join("\n".join(textwrap.wrap(part, 72, break_on_hyphens=False)) for part in text.split("\n\n"))


def hyphened(text):
    return " ".join(
        f"{word[:4]}\u00ad{word[4:]}" if len(word) > 7 and word.isalpha() else word for word in text.split(" ")
    )


WAYS = {
    "no-break spaces": lambda text: text.replace(" ", "\u00a0"),
    "narrow no-break spaces": lambda text: text.replace(" ", "\u202f"),
    "two spaces": lambda text: text.replace(" ", "  "),
    "a hard wrap": wrapped,
    "a hard wrap with CRLF": lambda text: wrapped(text).replace("\n", "\r\n"),
    "blank lines before": lambda text: f"\n\n \n{text}",
    "blank lines behind": lambda text: f"{text}\n\n\n",
    "soft hyphens": hyphened,
    "zero-width spaces": lambda text: text.replace(" ", " \u200b"),
    "a byte order mark": lambda text: f"\ufeff{text}",
    "accents as characters of their own": lambda text: unicodedata.normalize("NFD", text),
}


def facts(content):
    """What an extraction says, without where it stands, which differs, and without words as they are written."""
    if isinstance(content, dict):
        left_out = ("span", "evidence", "text", "source", "verb", "id", "schema_version")
        return {name: facts(value) for name, value in content.items() if name not in left_out}
    return [facts(each) for each in content] if isinstance(content, list) else content


def read(story, text):
    return facts(borderfacts.extract(text, reference_date=story["published"]).model_dump(mode="json"))


@pytest.fixture(scope="module", params=STORIES, ids=lambda story: story["id"])
def story(request):
    one_form = "\n\n".join(" ".join(part.split()) for part in request.param["text"].split("\n\n"))
    return {**request.param, "text": one_form}


@pytest.fixture(scope="module")
def plain(story):
    return read(story, story["text"])


@pytest.mark.parametrize("way", WAYS)
def test_the_records_stay_the_same(story, plain, way):
    assert read(story, WAYS[way](story["text"])) == plain


@pytest.mark.parametrize("way", WAYS)
def test_every_way_changes_the_text_of_some_story(way):
    assert any(WAYS[way](story["text"]) != story["text"] for story in STORIES)


def test_a_story_was_read(plain):
    assert plain["events"] or plain["quantities"] or plain["dates"]
