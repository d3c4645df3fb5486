import pyarrow as pa

from borderfacts.arrow import extractions as from_table
from borderfacts.records.arrow_schema import schema_of_records, to_arrow
from borderfacts.records.schema import json_schema


def names_of(kind):
    """The names of all fields below a type, list by list and record by record."""
    if pa.types.is_list(kind):
        return names_of(kind.value_type)
    if pa.types.is_struct(kind):
        return {kind.field(at).name: names_of(kind.field(at).type) for at in range(kind.num_fields)}
    return None


def fields_of(schema, whole):
    """The same of a JSON Schema."""
    for choice in schema.get("anyOf", [schema]):
        named = whole["$defs"][choice["$ref"].rpartition("/")[2]] if "$ref" in choice else choice
        if "properties" in named:
            return {name: fields_of(each, whole) for name, each in named["properties"].items()}
        if isinstance(named.get("items"), dict):
            return fields_of(named["items"], whole)
    return None


def test_the_columns_are_the_fields_of_the_json_schema():
    whole = json_schema()
    assert {field.name: names_of(field.type) for field in schema_of_records()} == fields_of(whole, whole)


def test_every_record_comes_back_from_a_table(extractions):
    schema = schema_of_records()
    rows = [
        {
            name: to_arrow(value, schema.field(name).type)
            for name, value in each.model_dump(mode="json", by_alias=True).items()
        }
        for each in extractions
    ]
    assert tuple(from_table(pa.Table.from_pylist(rows, schema=schema))) == extractions
