"""Gather what the page shows, and fill its template."""

from __future__ import annotations

import base64
import hashlib
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib.metadata import version
from importlib.resources import files
from typing import Any
from urllib.parse import urlsplit

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from borderfacts.records import Event, Extraction, wording
from borderfacts.records.flat_row import flat_row
from borderfacts.report import highlights, timeline, totals, worldmap
from borderfacts.report.cards import Card, card
from borderfacts.report.highlights import Layer, Segment

# Only these lead to a page; javascript: and data: would run what a story brings along.
LINKED_SCHEMES = ("http", "https")


@dataclass(frozen=True, slots=True)
class Switch:
    """The switch of a layer, with the number of its marks."""

    layer: Layer
    title: str
    number: int


@dataclass(frozen=True, slots=True)
class Mention:
    """Something the text names, with what it was understood as."""

    layer: Layer
    title: str
    words: str
    meaning: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class StoryView:
    """One story as the page shows it; ``key`` begins the identifiers of its elements."""

    key: str
    title: str
    extraction: Extraction
    link: str | None
    paragraphs: list[list[Segment]]
    switches: list[Switch]
    cards: list[Card]
    mentions: list[Mention]
    stretches: list[timeline.Stretch]
    map: worldmap.Map | None
    countries: frozenset[str]

    @property
    def events(self) -> list[tuple[str, Event]]:
        """The identifier of each card, and its incident."""
        return [(f"{self.key}-i{each.number}", each.event) for each in self.cards]


@dataclass(frozen=True, slots=True)
class Row:
    """A line of the table of all incidents."""

    target: str
    event: Event
    heading: str
    day: str
    when: str
    place: str
    country: str
    people: str
    story: str

    @property
    def order(self) -> str:
        """What sorts lines by time: dates, then those without a year, then none."""
        return f"{2 if not self.day else 1 if self.day.startswith('--') else 0}{self.day}"


def render(extractions: Sequence[Extraction], *, title: str | None, failures: Sequence[str]) -> str:
    """Return the page of stories that were read, and of those that were not."""
    stories = [_story(extraction, f"s{number}") for number, extraction in enumerate(extractions, start=1)]
    events = [each for story in stories for each in story.events]
    one = stories[0] if len(stories) == 1 else None
    overview = worldmap.draw(events) if one is None else None
    maps = [each for each in (overview, *(story.map for story in stories)) if each]
    style, script = _asset("report.css"), _asset("report.js")
    return (
        _environment()
        .get_template("page.html")
        .render(
            title=title or (one.title if one else _plural(len(stories), "story", "stories")),
            stories=stories,
            rows=[_row(story, each) for story in stories for each in story.cards],
            totals=totals.totals(extractions),
            map=overview,
            countries=worldmap.countries(events),
            stretches=timeline.timeline(events),
            land=worldmap.land(maps),
            failures=failures,
            models=sorted({each.model for each in extractions if each.model}),
            version=version("borderfacts"),
            style=Markup(style),
            script=Markup(script),
            policy=_policy(style, script),
        )
    )


def _story(extraction: Extraction, key: str) -> StoryView:
    cards = [card(event, number) for number, event in enumerate(extraction.events, start=1)]
    events = [(f"{key}-i{each.number}", each.event) for each in cards]
    marks = highlights.marks(extraction)
    numbers = Counter(layer for layer, *_ in {(mark.layer, mark.start, mark.end) for mark in marks})
    return StoryView(
        key=key,
        title=wording.squeezed(extraction.title or "") or extraction.file or extraction.id,
        extraction=extraction,
        link=_link(extraction.url),
        paragraphs=highlights.paragraphs(extraction),
        switches=[Switch(layer, highlights.TITLES[layer], numbers[layer]) for layer in Layer if numbers[layer]],
        cards=cards,
        mentions=_mentions(extraction, marks),
        stretches=timeline.timeline(events),
        map=worldmap.draw(events),
        countries=worldmap.countries(events),
    )


def _mentions(extraction: Extraction, marks: Sequence[highlights.Mark]) -> list[Mention]:
    text = extraction.text or ""
    order = list(Layer)
    return [
        Mention(
            mark.layer,
            highlights.TITLES[mark.layer],
            wording.squeezed(text[mark.start : mark.end]),
            mark.meaning,
            mark.start,
            mark.end,
        )
        for mark in sorted(marks, key=lambda mark: (order.index(mark.layer), mark.start, mark.end))
        if mark.layer is not Layer.EVIDENCE
    ]


def _row(story: StoryView, told: Card) -> Row:
    event = told.event
    row = flat_row(event, document_id=story.extraction.id)
    return Row(
        target=f"{story.key}-i{told.number}",
        event=event,
        heading=wording.heading(event),
        day=(event.when.start or event.when.end or "") if event.when else "",
        when=wording.days(event.when.start, event.when.end) if event.when else "",
        place=str(row["place"] or ""),
        country=wording.country(row["country"] if isinstance(row["country"], str) else None),
        people="; ".join(wording.group(group) for group in event.people),
        story=story.title,
    )


def _link(url: str | None) -> str | None:
    """Return the address of a story if it leads to a page."""
    if url is None:
        return None
    try:
        scheme = urlsplit(url).scheme
    except ValueError:  # no address at all
        return None
    return url if scheme in LINKED_SCHEMES else None


def _plural(number: int, one: str, many: str) -> str:
    return f"{number:,} {one if number == 1 else many}"


def _asset(name: str) -> str:
    return files(__package__).joinpath("templates", name).read_text(encoding="utf-8")


def _policy(style: str, script: str) -> str:
    """Return the Content-Security-Policy: nothing is loaded or sent, and only our own script and style count."""
    return (
        f"default-src 'none'; style-src '{_digest(style)}'; script-src '{_digest(script)}'; "
        "base-uri 'none'; form-action 'none'"
    )


def _digest(content: str) -> str:
    return f"sha256-{base64.b64encode(hashlib.sha256(content.encode('utf-8')).digest()).decode('ascii')}"


@cache
def _environment() -> Environment:
    environment = Environment(
        loader=PackageLoader("borderfacts.report"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters |= {"exact": _exact, "plural": _plural, "country": wording.country, "words": wording.squeezed}
    environment.globals |= _wording()
    return environment


def _wording() -> dict[str, Any]:
    return {
        "say": {
            "count": wording.count,
            "days": wording.days,
            "quantity": wording.quantity,
            "label": wording.label,
            "iso": wording.iso,
            "group": wording.group,
            "fates": wording.fates,
        }
    }


def _exact(text: str) -> Markup:
    """Escape a stretch of a story so that a browser holds exactly its characters.

    A bare carriage return would become a line feed, and NUL can stand in no HTML: the sign for what cannot be shown
    takes its place, so that offsets still hold.
    """
    return Markup(str(Markup.escape(text.replace("\0", "\ufffd"))).replace("\r", "&#13;"))
