"""The group-by that the page on clusters shows."""

import duckdb
import pyarrow as pa
import pytest
from tests.written import event, group, story

from borderfacts import ray, workers
from borderfacts.arrow import linking_blocks
from borderfacts.linking import blocking
from borderfacts.linking.stories import event_mentions
from borderfacts.records.arrow_schema import schema_of_records, to_arrow

from .snippets import ROOT, blocks_of

[QUERY] = [block.code for block in blocks_of(ROOT / "docs" / "cluster.md") if block.language == "sql"]


def rescue(id, day, *places, number=40, published=None):
    return story(id, published or day, event("rescue", day, *places, people=(group(number, "rescued"),)))


def rows_of(stories):
    schema = schema_of_records()
    records = [each.model_dump(mode="json", by_alias=True) for each in stories]
    rows = [{name: to_arrow(value, schema.field(name).type) for name, value in row.items()} for row in records]
    return pa.Table.from_pylist(rows, schema=schema)


@pytest.fixture(scope="module")
def stories():
    twice = event("rescue", "2025-03-04", "Portocava", text="Two boats were found.")
    return [
        *(rescue(f"crowd-{n:03}", f"2025-03-{1 + n % 9:02}", "Portocava") for n in range(80)),
        *(rescue(f"other-{n:03}", f"2025-0{1 + n % 4}", "Altavilla", number=n) for n in range(12)),
        rescue("far", "2025-07-04", "Nowhere", number=7),
        story("twice", "2025-03-05", twice, twice, event("death", None, text="Portolano mourns a xebec.")),
        story("undated", None, event("death", None, text="A xebec sank.")),
    ]


def test_a_group_by_over_the_blocks_gives_the_pairs_that_linking_compares(stories):
    found = event_mentions(stories).event_mentions
    met = {
        (found[a].order[1:], found[b].order[1:]) for a, b in blocking.pairs([each.profile for each in found]).tolist()
    }
    parts = [linking_blocks(rows_of([each])) for each in stories]  # as an engine would have it, batch by batch
    blocks = pa.concat_tables(parts[::-1])
    joined = duckdb.connect().register("blocks", blocks).execute(QUERY).fetchall()
    assert len(met) > 12 * 24
    assert sorted(tuple(sorted((row[:3], row[3:]))) for row in joined) == sorted(tuple(sorted(pair)) for pair in met)


def test_the_page_has_the_window_of_linking():
    assert f"a.place + {blocking.WINDOW}\n" in QUERY


@pytest.mark.parametrize("name", ["cluster.md", "long-runs.md"])
def test_the_pages_say_from_how_many_stories_on_processes_are_started(name):
    page = (ROOT / "docs" / name).read_text(encoding="utf-8").lower()
    assert f"from {workers.WORTH_STORIES} stories " in page


def test_the_page_says_how_often_a_batch_is_tried_again():
    assert ray.TRIES == 5
    assert "are read by another, up to five times" in (ROOT / "docs" / "cluster.md").read_text(encoding="utf-8")
