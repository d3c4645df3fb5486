"""The JSON Schema of what is written."""

from __future__ import annotations

from typing import Any

from pydantic.json_schema import GenerateJsonSchema

from borderfacts.records.extraction import SCHEMA_VERSION, Extraction


def json_schema() -> dict[str, Any]:
    """Return the JSON Schema (draft 2020-12) of an extraction as it is written, with the meaning of every field."""
    schema = Extraction.model_json_schema(by_alias=True, mode="serialization")
    named = {"$schema": GenerateJsonSchema.schema_dialect, "$id": f"urn:borderfacts:extraction:{SCHEMA_VERSION}"}
    return {**named, **schema}
