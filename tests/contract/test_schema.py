import json
import re
from pathlib import Path

from borderfacts.records import SCHEMA_VERSION
from borderfacts.records.schema import json_schema

PUBLISHED = Path(__file__).parents[2] / "docs" / "schema" / "extraction-2.json"

FIELDS = {
    "Extraction": "schema_version id file title url reference_date text model events statistics facts quantities dates"
    " places agencies notes error",
    "Note": "code message",
    "Event": "id type status actions when places route people agencies seizures cause quantities attribution evidence"
    " flags confidence type_confidence status_confidence summary",
    "Action": "type agents patients status span confidence",
    "When": "start end time part basis resolved inherited span confidence",
    "Place": "name kind country admin1 lat lon geonames_id inherited span confidence",
    "Route": "from to confidence",
    "PersonGroup": "role count parts nationalities ages fates span confidence",
    "Part": "kind count qualifier span",
    "Count": "min max approximate text",
    "Agency": "name short country kind span confidence",
    "Seizure": "kind quantity street_value span confidence",
    "Quantity": "value unit dimension si_value si_unit approximate bound span confidence",
    "DateMention": "start end type value resolved span",
    "Statistic": "measure count period place span",
    "Fact": "subject attribute quantity span",
    "Attribution": "source verb stance span",
}


def test_the_published_schema_is_that_of_the_code():
    schema = json_schema()
    assert json.loads(PUBLISHED.read_text(encoding="utf-8")) == schema, "run the schema command of CONTRIBUTING.md"


def test_the_published_file_is_named_by_the_major_version():
    assert PUBLISHED.stem == f"extraction-{SCHEMA_VERSION.split('.')[0]}"


def test_the_records_have_the_fields_of_the_contract():
    schema = json_schema()
    models = {"Extraction": schema, **schema["$defs"]}
    assert {name: list(models[name]["properties"]) for name in FIELDS} == {
        name: fields.split() for name, fields in FIELDS.items()
    }


def test_no_record_takes_unknown_fields():
    schema = json_schema()
    objects = [model for model in schema["$defs"].values() if model["type"] == "object"]
    assert all(model["additionalProperties"] is False for model in [schema, *objects])


def test_the_schema_says_what_it_is():
    schema = json_schema()
    assert list(schema)[:2] == ["$schema", "$id"]
    assert schema["$schema"] == "https://json-schema.org/draft/2020-12/schema"
    assert schema["$id"] == f"urn:borderfacts:extraction:{SCHEMA_VERSION}"


def test_every_record_label_set_and_field_is_described_in_the_words_of_json():
    schema = json_schema()
    models = {"Extraction": schema, **schema["$defs"]}
    fields = {
        f"{model}.{name}": field
        for model, entry in models.items()
        for name, field in entry.get("properties", {}).items()
    }
    described = {**models, **fields}
    assert [name for name, entry in described.items() if not entry.get("description")] == []
    assert [
        name for name, entry in described.items() if re.search(r"\bNone\b|Attributes:|``|\n", entry["description"])
    ] == []
    assert fields["Route.from"]["description"] == "where it came from."
    assert fields["DateMention.start"]["description"].endswith("null for a duration, a set, or what cannot be placed.")
