"""Extract the records of a news article and print them for people.

python examples/extract_article.py                                    # the article beside this file
python examples/extract_article.py story.txt --reference-date 2025-02-20
"""

from __future__ import annotations

import argparse
import io
import sys
from pathlib import Path

import borderfacts
from borderfacts.records import wording

ARTICLE = Path(__file__).with_name("article.txt")
PUBLISHED = "2025-02-05"  # the day of that article


def main() -> None:
    """Read the article and print what it gives."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("file", nargs="?", type=Path, default=ARTICLE)
    parser.add_argument("--reference-date", help="the day of publication, such as 2025-02-20")
    asked = parser.parse_args()
    text = asked.file.read_text(encoding="utf-8")
    day = asked.reference_date or (PUBLISHED if asked.file == ARTICLE else None)
    if isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout.reconfigure(encoding="utf-8")  # whatever the locale
    extraction = borderfacts.extract(text, reference_date=day)
    for event in extraction.events:
        print_event(event)
    for fact in extraction.facts:
        print(f"Fact: {wording.fact(fact)}")
    for statistic in extraction.statistics:
        print(f"Statistic: {wording.statistic(statistic)}")
    if not (extraction.events or extraction.facts or extraction.statistics):
        print("The text reports no incident.")


def print_event(event: borderfacts.Event) -> None:
    """Print the fields of an event that the text fills, one a line."""
    print(event.summary)
    show("type", f"{event.type}, {event.status}")
    show("actions", ", ".join(action.type for action in event.actions))
    if event.when:
        days = " to ".join(dict.fromkeys(day for day in (event.when.start, event.when.end) if day))
        show("when", " ".join(part for part in (days, event.when.part, event.when.time) if part))
    show("places", "; ".join(f"{place.name} ({place.country or 'no country'})" for place in event.places))
    if event.route:
        show("route", f"{event.route.origin or '?'} to {event.route.destination or '?'}")
    for group in event.people:
        show("people", wording.people(group))
    show("agencies", "; ".join(f"{agency.short} ({agency.name})" for agency in event.agencies))
    for seizure in event.seizures:
        show("seized", wording.seizure(seizure))
    show("cause", event.cause)
    show("quantities", "; ".join(wording.quantity(quantity) for quantity in event.quantities))
    for span in event.evidence:
        show("evidence", f"{span.start}-{span.end} “{' '.join(span.text.split())}”")
    show("confidence", f"{event.confidence:.2f}")
    print()


def show(name: str, value: str | None) -> None:
    """Print one field, unless it is empty."""
    if value:
        print(f"  {name:10} {value}")


if __name__ == "__main__":
    main()
