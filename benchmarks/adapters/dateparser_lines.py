"""Answer with the search of dateparser, given that the text is English and that news looks back."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from dateparser.search import search_dates
from lines import serve


def find(task: str, text: str, reference: str | None) -> list[dict[str, Any]]:
    """Return the instants it finds."""
    settings: dict[str, Any] = {"PREFER_DATES_FROM": "past"}
    if reference:
        settings["RELATIVE_BASE"] = datetime.fromisoformat(reference)
    found, at = [], 0
    for words, instant in search_dates(text, languages=["en"], settings=settings) or []:
        start = text.find(words, at)
        if start >= 0:
            at = start + len(words)
            day = instant.date().isoformat()
            found.append({"start": start, "end": at, "readings": [{"instant": day}]})
    return found


if __name__ == "__main__":
    serve("dateparser", find)
