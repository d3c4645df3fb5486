import os

import pyarrow as pa
import pytest
from tests import mortal_reader
from tests.mortal_reader import MortalReader

from borderfacts import ray as extracting
from borderfacts.arrow import extract_batch
from borderfacts.ray import extract_dataset

pytestmark = pytest.mark.cluster


def dataset_of(ray, table):
    return ray.data.from_arrow(table).repartition(8)


def rows_of(ray, dataset):
    """The rows of a dataset, as Arrow has them."""
    return pa.concat_tables(each for each in ray.get(dataset.to_arrow_refs()) if each.num_rows).to_pylist()


def in_order(rows):
    return sorted(rows, key=lambda row: (row.get("document_id") or row["id"], row["id"] or ""))


def test_two_actors_give_the_rows_of_one_process(ray, stories):
    found = rows_of(ray, extract_dataset(dataset_of(ray, stories), actors=2, batch_size=4))
    assert in_order(found) == in_order(extract_batch(stories).to_pylist())
    assert [(row["document_id"], row["paper"]) for row in found if row["error"]] == [("lost", "Post")]


@pytest.fixture
def reader(ray, tmp_path):
    ray.cloudpickle.register_pickle_by_value(mortal_reader)  # which is not installed where the actors are
    return MortalReader(tmp_path, living="default")


def test_an_actor_that_is_killed_is_replaced_and_each_row_is_there_once(ray, stories, reader):
    words = stories["text"].to_pylist()
    for number in (1, 5, 12, 20, 27):
        words[number] += " It was a slow day."
    words[9] = f"9 {words[9]} It was a fatal once seen."
    table = stories.set_column(stories.schema.get_field_index("text"), "text", [words])
    found = extract_dataset(dataset_of(ray, table), actors=2, batch_size=4, nested=True, reader=reader)
    expected = extract_batch(table, nested=True, reader=reader).to_pylist()
    assert sum(len(row["events"]) for row in expected) > 20
    assert in_order(rows_of(ray, found)) == in_order(expected)
    assert len(set(reader.processes()) - {os.getpid()}) >= 3  # two, and the one in the place of the killed


def test_a_batch_that_ends_every_actor_ends_the_run(ray, stories, reader, monkeypatch):
    monkeypatch.setattr(extracting, "TRIES", 1)
    row = {"id": "end", "text": "It was a fatal day for all of the men on the road to the sea.", "paper": "Wire"}
    table = pa.Table.from_pylist([row], schema=stories.schema)
    with pytest.raises(ray.exceptions.RayError):
        rows_of(ray, extract_dataset(ray.data.from_arrow(table), reader=reader))
    assert len(set(reader.processes()) - {os.getpid()}) >= 2  # the first, and the one in its place
