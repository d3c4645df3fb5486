"""Gather what the page shows, and fill its template."""

from __future__ import annotations

import base64
import hashlib
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.metadata import version
from importlib.resources import files
from typing import Any, NamedTuple

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from borderfacts.comparison import Comparison, DocumentDifference
from borderfacts.records import Extraction, Incident, wording
from borderfacts.report import body, compared, highlights, index, outlines, packing, timeline, totals
from borderfacts.report.addresses import page_of
from borderfacts.report.cards import Card, card
from borderfacts.report.highlights import Layer, Segment
from borderfacts.report.several import together
from borderfacts.report.tables import Members, Table, tables, toll
from borderfacts.report.tables import title as title_of

# Stories that are packed together: words that they share are packed once, and one of them is unpacked with the others.
BUNDLED = 20

LIBRARY = "mapping.min.js"
SCRIPTS = (
    "pieces.js", "data.js", "body.js", "story.js", "judging.js", "selection.js", "map.js", "timeline.js", "table.js",
    "page.js",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Switch:
    """The switch of a layer, with the number of its marks."""

    layer: Layer
    title: str
    number: int


@dataclass(frozen=True, slots=True)
class StoryView:
    """One story, or an incident of several, as the page shows it; ``key`` begins the identifiers of its elements."""

    key: str
    title: str
    extraction: Extraction
    incident: Incident | None
    addresses: list[str]
    paragraphs: list[list[Segment]]
    switches: list[Switch]
    cards: list[Card]
    stretches: list[timeline.Stretch]
    tables: list[Table]
    toll: Table | None


class Given(NamedTuple):
    """A story, or an incident of several, as it is given to the page: its records, and what is made of them."""

    extraction: Extraction
    incident: Incident | None
    title: str
    cards: list[Card]
    tables: list[Table]


def given(extraction: Extraction, incident: Incident | None, members: Members) -> Given:
    """Return a story, or an incident of several, for the page.

    Args:
        extraction: its records.
        incident: the incident that the extraction stands for.
        members: the members of all incidents of the page.
    """
    if incident is not None:
        extraction, incident = together(extraction, incident)
    shown = [card(event, number) for number, event in enumerate(extraction.events, start=1)]
    return Given(extraction, incident, _title(extraction, incident), shown, tables(extraction, incident, members))


def given_twice(a: Extraction | None, b: Extraction | None, difference: DocumentDifference) -> Given:
    """Return a story that two sides have read for the page, with where they differ."""
    both = compared.merged(a, b, difference)
    return Given(both.extraction, None, _title(both.extraction, None), both.cards, both.tables)


def render(
    stories: Sequence[Given], *, title: str | None, failures: Sequence[str], comparison: Comparison | None = None
) -> str:
    """Return the page of stories that were read, and of those that were not.

    Args:
        stories: the stories.
        title: the heading of the page.
        failures: a line for each story that could not be read.
        comparison: where the two sides differ, of stories that two have read.
    """
    views = [_view(each, f"s{number}") for number, each in enumerate(stories, start=1)]
    extractions = [view.extraction for view in views]
    one = views[0] if len(views) == 1 else None
    style, script = _asset("report.css"), _script()
    shared: dict[str, Any] = {
        "stories": views,
        "number_of_stories": _number_of_stories(views),
        "is_linked": bool(views) and all(view.incident for view in views),
        "incidents": sum(len(view.cards) for view in views),
    }
    data = packing.packed(index.index(extractions, [view.title for view in views]))
    return (
        _environment()
        .get_template("page.html")
        .render(
            shared,
            title=title or (one.title if one else _plural(shared["number_of_stories"], "story", "stories")),
            totals=totals.totals(extractions),
            failures=failures,
            comparison=comparison,
            models=sorted({each.model for each in extractions if each.model}),
            version=version("borderfacts"),
            style=Markup(style),
            script=Markup(script),
            policy=_policy(style, script),
            index=data,
            digest=hashlib.sha256(data.encode("ascii")).hexdigest()[:16],
            bundles=[packing.packed(bundle) for bundle in _bundles(views, is_whole=one is not None)],
            bundled=BUNDLED,
            outlines=packing.lettered(outlines.packed()),
        )
    )


def _bundles(stories: Sequence[StoryView], *, is_whole: bool) -> Iterator[list[Any]]:
    """Yield what is unpacked together: of some stories the coding sheet and, unless the page has it, the body."""
    for start in range(0, len(stories), BUNDLED):
        yield [
            {
                **({} if is_whole else body.body(story.extraction, story.cards, story.tables)),
                "sheet": index.sheet(story.extraction),
            }
            for story in stories[start : start + BUNDLED]
        ]


def _view(story: Given, key: str) -> StoryView:
    extraction, incident, title, shown, beside = story
    events = [(f"{key}-i{each.number}", each.event) for each in shown]
    marks = highlights.marks(extraction)
    numbers = Counter(layer for layer, *_ in {(mark.layer, mark.start, mark.end) for mark in marks})
    values = [value for each in shown for field in each.fields for value in field.values]
    shown_spans = [span for value in values for span in value.spans]
    shown_spans += [span for table in beside for row in table.rows for span in row.spans]
    return StoryView(
        key=key,
        title=title,
        extraction=extraction,
        incident=incident,
        addresses=_addresses(incident or extraction),
        paragraphs=highlights.paragraphs(extraction, shown_spans),
        switches=[Switch(layer, highlights.TITLES[layer], numbers[layer]) for layer in Layer if numbers[layer]],
        cards=shown,
        stretches=timeline.timeline(events),
        tables=beside,
        toll=toll(incident) if incident else None,
    )


def _title(extraction: Extraction, incident: Incident | None) -> str:
    if incident is not None:
        return incident.record.summary
    return title_of(extraction.title, extraction.file, extraction.id)


def _addresses(story: Extraction | Incident) -> list[str]:
    """Return the address of a story, or of each story that reports an incident."""
    urls = [member.url for member in story.members] if isinstance(story, Incident) else [story.url]
    return list(dict.fromkeys(filter(None, urls)))


def _number_of_stories(views: Sequence[StoryView]) -> int:
    """Return how many stories there are, where those of an incident stand together as one view."""
    reporting = {member.document for view in views if view.incident for member in view.incident.members}
    return len(reporting) + sum(view.incident is None for view in views)


def _plural(number: int, one: str, many: str) -> str:
    return f"{number:,} {one if number == 1 else many}"


def _asset(name: str) -> str:
    return files(__package__).joinpath("static", name).read_text(encoding="utf-8")


def _script() -> str:
    """Return the script of the page: the library that maps, then our own files, which know each other alone."""
    own = "\n".join(map(_asset, SCRIPTS))
    return f'{_asset(LIBRARY)}(() => {{\n"use strict";\n{own}}})();\n'


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
    environment.filters |= {"exact": _exact, "plural": _plural, "page_of": page_of}
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

    A bare carriage return would become a line feed, and NUL can stand in no HTML: the character for what cannot be
    shown takes its place, so that offsets still hold.
    """
    return Markup(str(Markup.escape(text.replace("\0", highlights.UNSHOWN))).replace("\r", "&#13;"))
