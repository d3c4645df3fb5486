"""Answer with Microsoft Recognizers-Text."""

from __future__ import annotations

import re
from datetime import date, datetime, timedelta
from typing import Any

from lines import serve
from recognizers_date_time import recognize_datetime
from recognizers_number import recognize_percentage
from recognizers_number_with_unit import (
    recognize_age,
    recognize_currency,
    recognize_dimension,
    recognize_temperature,
)
from recognizers_text import Culture

ENGLISH = Culture.English
# Its names that mean something else elsewhere.
UNITS = {
    ("temperature", "F"): "degF",
    ("temperature", "C"): "degC",
    ("temperature", "K"): "kelvin",
    ("temperature", "Degree"): "degrees",
    ("currency", "Pound"): "GBP",
}
DAY = re.compile(r"\d{4}-\d\d-\d\d")


def find(task: str, text: str, reference: str | None) -> list[dict[str, Any]]:
    """Return its quantities, durations with them; or its dates."""
    return quantities(text) if task == "quantities" else dates(text, reference)


def quantities(text: str) -> list[dict[str, Any]]:
    """Return the quantities; where two recognizers see one, the longer stays."""
    seen = []
    for recognize in (recognize_dimension, recognize_currency, recognize_temperature, recognize_age):
        for result in recognize(text, ENGLISH):
            resolution = result.resolution or {}
            if resolution.get("value") is not None:
                unit = resolution.get("isoCurrency") or UNITS.get(
                    (result.type_name, resolution["unit"]), resolution["unit"]
                )
                seen.append((result.start, result.end + 1, float(resolution["value"]), unit))
    for result in recognize_percentage(text, ENGLISH):
        value = (result.resolution or {}).get("value")
        if value:
            seen.append((result.start, result.end + 1, float(value.rstrip("%")), "percent"))
    seen += [
        (result.start, result.end + 1, float(result.resolution["values"][0]["value"]), "second")
        for result in recognize_datetime(text, ENGLISH)
        if result.type_name.endswith(".duration")
    ]
    kept: list[tuple[int, int, float, str]] = []
    for each in sorted(seen, key=lambda one: one[0] - one[1]):
        if all(each[1] <= other[0] or other[1] <= each[0] for other in kept):
            kept.append(each)
    return [{"start": start, "end": end, "readings": [[value]], "unit": unit} for start, end, value, unit in kept]


def dates(text: str, reference: str | None) -> list[dict[str, Any]]:
    """Return the dates; of a past and a future reading the past one, as news looks back."""
    base = datetime.fromisoformat(reference) if reference else None
    found = []
    for result in recognize_datetime(text, ENGLISH, reference=base):
        values = (result.resolution or {}).get("values") or []
        readings = _readings(_chosen(values, base), base) if values else []
        found.append({"start": result.start, "end": result.end + 1, "readings": readings})
    return found


def _chosen(values: list[dict[str, str]], base: datetime | None) -> dict[str, str]:
    if base is None:
        return values[0]
    past = [value for value in values if (value.get("value") or value.get("start") or "9999") <= base.isoformat(" ")]
    return past[-1] if past else values[0]


def _readings(resolution: dict[str, str], base: datetime | None) -> list[dict[str, str | None]]:
    timex, value = resolution["timex"], resolution.get("value", "")
    if base is None and timex.startswith("XXXX-"):
        partial = "--" + timex[5:]
        return [{"value": timex, "first": partial, "last": partial}]
    if DAY.match(value):
        clock = f"T{value[11:16]}" if len(value) > 10 else ""
        return [{"value": value[:10] + clock, "first": value[:10], "last": value[:10]}, {"value": timex}]
    first, last = resolution.get("start", ""), resolution.get("end", "")
    if timex.startswith("XXXX-") and DAY.match(first or last):  # "since September" says only where it starts
        timex = (first or last)[:4] + timex[4:]
    if DAY.match(first) and DAY.match(last):
        day = date.fromisoformat(last[:10])
        before = day if len(last) > 10 else day - timedelta(days=1)  # the end of a range of days is the day after it
        return [{"value": timex, "first": first[:10], "last": each.isoformat()} for each in (before, day)]
    return [{"value": timex}]


if __name__ == "__main__":
    serve("recognizers-text-suite", find)
