"""The page on records explains every field and label, and nothing that is not there."""

import enum
import json
import re

import pytest
from pydantic import BaseModel, TypeAdapter

from borderfacts import records, vocabulary
from borderfacts.records import Extraction
from borderfacts.records.flat_row import COLUMNS, flat_row
from borderfacts.records.schema import json_schema

from .snippets import ROOT, blocks_of

PAGE = ROOT / "docs" / "records.md"
ROW = re.compile(r"^\| `(?P<name>[\w ]+)` \|(?P<meaning>.*?)\|(?: (?P<example>[^|]*?) \|)?$", re.MULTILINE)
SECTIONS = {
    title.strip(): body
    for title, body in re.findall(
        r"^#{2,3} ([^\n]+)\n(.*?)(?=^#{2,3} |\Z)", PAGE.read_text(encoding="utf-8"), re.M | re.S
    )
}


def in_the_schema():
    """The models and enums that an extraction holds."""
    names = json_schema()["$defs"]
    found = [getattr(records, name, None) or getattr(vocabulary, name) for name in names]
    models = [kind for kind in (Extraction, *found) if issubclass(kind, BaseModel)]
    return models, [kind for kind in found if issubclass(kind, enum.Enum)]


MODELS, ENUMS = in_the_schema()
FIELDS = [(model, name, field) for model in MODELS for name, field in model.model_fields.items()]


def rows(section):
    return {row["name"]: row for row in ROW.finditer(SECTIONS[section])}


def json_name(name, field):
    return field.alias or name


def named(value):
    return getattr(value, "__name__", None)


@pytest.mark.parametrize("model", MODELS, ids=named)
def test_every_field_of_a_model_is_explained_in_order(model):
    assert list(rows(model.__name__)) == [json_name(*each) for each in model.model_fields.items()]


@pytest.mark.parametrize("labels", ENUMS, ids=named)
def test_every_label_is_explained_in_order(labels):
    assert list(rows(labels.__name__)) == [label.value for label in labels]


def test_no_section_explains_what_is_not_there():
    assert set(SECTIONS) == {kind.__name__ for kind in (*MODELS, *ENUMS)} | {"The flat row"}


def test_every_column_of_the_flat_row_is_explained_in_order():
    assert tuple(rows("The flat row")) == COLUMNS


@pytest.mark.parametrize("section", SECTIONS)
def test_every_row_has_a_meaning(section):
    assert [name for name, row in rows(section).items() if not row["meaning"].strip()] == []


@pytest.mark.parametrize(("model", "name", "field"), FIELDS, ids=[f"{each[0].__name__}.{each[1]}" for each in FIELDS])
def test_the_example_of_a_field_is_a_value_that_it_takes(model, name, field):
    example = rows(model.__name__)[json_name(name, field)]["example"]
    link = re.fullmatch(r"\[(\w+)\]\(#(\w+)\)", example)
    if link:
        assert link[1].lower() == link[2]
        assert link[1] in str(field.annotation)
    else:
        value = TypeAdapter(field.annotation).validate_json(re.fullmatch(r"`(.*)`", example)[1])
        assert not isinstance(value, records.Span) or value.end - value.start == len(value.text)


def test_the_examples_of_the_flat_row_are_those_of_the_story():
    namespace = {}
    story = next(block for block in blocks_of(PAGE) if block.language == "python")
    exec(story.code.partition("print(")[0], namespace)
    examples = {name: json.loads(row["example"].strip("`")) for name, row in rows("The flat row").items()}
    assert examples == flat_row(namespace["event"], document_id=namespace["extraction"].id)
