"""The page of two readings of the same stories."""

import io

import lxml.html
import pytest
from tests.marked_reader import MARKED, STORY, MarkedReader
from typer.testing import CliRunner

import borderfacts
from borderfacts import report
from borderfacts.cli import app
from borderfacts.comparison import compare
from borderfacts.outputs import output_format
from borderfacts.records import Extraction
from borderfacts.report import compared

OTHER = MARKED.replace("B death", "B rescue").replace("migrant detained", "migrant returned")
FIRST_ONLY = MARKED.partition("\n\n")[0].replace("B death occurred\nB1 migrant dead count=2..2\n", "")
FEWER = FIRST_ONLY + STORY[STORY.index("\n\n") :]
HOSTILE = "<script>alert('a story')</script>"


def read(notation, **fields):
    story = {"text": STORY, "reference_date": "2025-02-05", "id": "s", **fields}
    [extraction] = borderfacts.extract_many([story], reader=MarkedReader(notation), keep_text=True)
    return extraction


@pytest.fixture(scope="module")
def first():
    return read(MARKED)


def written(a, b, **options):
    stream = io.BytesIO()
    report.write_comparison(a, b, stream, **options)
    return stream.getvalue()


def page(a, b, **options):
    return lxml.html.document_fromstring(written(a, b, **options).decode("utf-8"))


def cells(root, caption):
    [table] = [each for each in root.iter("table") if each.findtext("caption") == caption]
    return [["".join(cell.itertext()) for cell in row] for row in table.find("tbody")]


def values(root, number, field):
    """Return the words of the values of a field of a card, each with its notes."""
    found = root.xpath(f"//article[@id='s1-i{number}']//div[dt='{field}']/dd")
    return [" ".join(value.text_content().split()) for value in found]


def test_readings_that_agree_say_so_and_show_no_story(first):
    root = page([first], [first])
    assert root.findtext(".//title") == "0 of 1 stories differ"
    assert "The two sides do not differ." in root.text_content()
    assert root.xpath("//article") == []


def test_a_value_that_one_side_gives_is_told_apart_and_leads_to_its_words(first):
    root = page([first], [read(OTHER)])
    people = values(root, 1, "People")
    assert [each.endswith(("only A", "only B")) for each in people] == [True, True]
    assert "detained; only A" in people[0]
    assert "returned; only B" in people[1]
    assert values(root, 2, "Type") == ["Death only A", "Rescue only B"]
    assert [each for each in values(root, 1, "When") + values(root, 1, "Places") if "only" in each] == []
    links = root.xpath("//article[@id='s1-i1']//div[dt='People']//a")
    assert {each.get("href").removeprefix("#") for each in links} <= set(root.xpath("//span/@id"))


def test_the_table_has_every_difference_of_the_comparison(first):
    second = read(OTHER)
    found = compare([first], [second])
    root = page([first], [second])
    rows = cells(root, compared.CAPTION)
    assert [row[1] for row in rows] == [each.field for event in found.documents[0].events for each in event.fields]
    assert ["type", "death", "rescue"] in [row[1:] for row in rows]
    assert ["returned", "not reported", "9"] in [row[1:] for row in rows]
    assert cells(root, "How often they agree on a field of an incident") == [
        [each.field, str(each.same), str(each.changed), str(each.only_a), str(each.only_b)] for each in found.fields
    ]


@pytest.mark.parametrize("swapped", [False, True])
def test_an_incident_of_one_side_has_its_card(first, swapped):
    sides = ([first], [read(FEWER)])
    root = page(*(reversed(sides) if swapped else sides))
    side = "B" if swapped else "A"
    headings = [each.text_content().split(maxsplit=1)[1] for each in root.xpath("//article/h3")]
    assert headings == ["Crossing, attempted", f"Death (only {side})"]
    assert ["incident", *(("not reported", "reported") if swapped else ("reported", "not reported"))] in [
        row[1:] for row in cells(root, compared.CAPTION)
    ]


def test_stories_of_one_side_and_errors_are_named(first):
    broken = Extraction(id="s", error="ReaderError: cut off")
    rows = cells(page([first], [broken]), compared.CAPTION)
    assert ["the story", "error", "not reported", "ReaderError: cut off"] in rows
    assert ["the story", "document", "read", "not reported"] in cells(page([first], []), compared.CAPTION)
    assert ["the story", "document", "not reported", "read"] in cells(page([], [first]), compared.CAPTION)
    both = page([broken], [broken])
    assert [each.text_content() for each in both.xpath("//ul[@class='failures']/li")] == [
        "s: ReaderError: cut off (A); ReaderError: cut off (B)"
    ]


def test_entries_of_lists_are_shown_in_words(first):
    second = first.model_copy(update={"places": ()})
    rows = cells(page([first], [second]), compared.CAPTION)
    assert ["Emerson", "places", "Emerson, Manitoba, Canada", "not reported"] in rows


def test_the_text_of_either_side_is_enough_and_spans_of_another_text_are_no_links(first):
    bare = read(OTHER).model_copy(update={"text": None})
    assert page([bare], [first]).xpath("//div[@class='text']")[0].text_content() == STORY
    moved = first.model_copy(update={"text": "x" * 30 + STORY})
    root = page([moved], [read(OTHER)])
    assert root.xpath("//article//a[@class='jump']") == []


def test_a_hostile_story_is_only_text(first):
    hostile = [
        read(MARKED, title=HOSTILE).model_copy(update={"model": HOSTILE}),
        read(OTHER).model_copy(update={"model": HOSTILE}),
    ]
    made = written(hostile[:1], hostile[1:], title=HOSTILE)
    assert HOSTILE.encode() not in made
    assert made == written(hostile[:1], hostile[1:], title=HOSTILE)


def test_a_comparison_is_not_judged(first):
    assert page([first], [read(OTHER)]).xpath("//*[@id='judged']") == []


def test_the_command_writes_the_page(first, tmp_path):
    paths = [tmp_path / "a.jsonl", tmp_path / "b.jsonl"]
    for path, record in zip(paths, (first, read(OTHER)), strict=True):
        with path.open("wb") as stream:
            output_format("jsonl").write([record], stream)
    arguments = ["diff", *map(str, paths), "--report", str(tmp_path / "differences.html")]
    done = CliRunner().invoke(app, arguments)
    assert (done.exit_code, done.output) == (0, "")
    assert (tmp_path / "differences.html").read_bytes() == written([first], [read(OTHER)])
    CliRunner().invoke(app, [*arguments, "--output", str(tmp_path / "table")])
    assert "incident" in (tmp_path / "table").read_text()
