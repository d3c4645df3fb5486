"""Records as HTML, as notebooks show them: one piece, without scripts, styles of its own only, everything escaped.

Colours are mixed into those of the page, so that cards read in light and in dark notebooks.
"""

from __future__ import annotations

import html
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from borderfacts.records import wording
from borderfacts.records.checks import checks

if TYPE_CHECKING:
    from borderfacts.records.base import Span
    from borderfacts.records.event import Event
    from borderfacts.records.extraction import Extraction

# What is shown of a long record; what is left out is counted.
MOST_EVENTS = 20
MOST_VALUES = 12
MOST_CHARACTERS = 6000
LONGEST_QUOTE = 400

ACCENTS = {
    "death": "#c0392b", "violence": "#b03a7a", "rescue": "#2e86c1", "seizure": "#7d6608", "smuggling": "#af601a",
    "crossing": "#1e8449", "removal": "#6c3483", "asylum": "#117a65", "arrest": "#5d6d7e", "court": "#34699a",
    "policy": "#707b7c", "other": "#888888",
}  # fmt: skip
MENTIONS = {
    "place": "#1e8449", "date": "#2e86c1", "agency": "#6c3483", "people": "#c0392b", "quantity": "#af601a",
    "seizure": "#7d6608",
}  # fmt: skip

# Notebooks would set what stands between two dollar signs as a formula; these classes forbid it (as pandas does).
_OPEN = '<div class="tex2jax_ignore mathjax_ignore" style="font-family:sans-serif;line-height:1.45;text-align:left">'
_BOX = "border:1px solid rgba(128,128,128,.45);border-radius:6px;padding:.6em .8em;margin:.5em 0;max-width:60em;"
_SOFT = "opacity:.75;font-size:.9em;"


class _Mark(NamedTuple):
    start: int
    end: int
    label: str


def event_html(event: Event) -> str:
    """Return the card of an event: its summary, what its fields hold, and its evidence."""
    return f"{_OPEN}{_card(event, quoted=True)}</div>"


def extraction_html(extraction: Extraction) -> str:
    """Return an extraction: the text with its mentions and evidence where it is kept, and a card for each event.

    Without the text, each card quotes its evidence.
    """
    parts = [_head(extraction)]
    if extraction.error is not None:
        parts.append(f'<div style="color:#c0392b">{_escape(extraction.error)}</div>')
    parts += [f'<div style="{_SOFT}">Note: {_escape(note.message)}.</div>' for note in extraction.notes]
    if extraction.text is not None:
        parts.append(_highlighted(extraction, extraction.text))
    parts += [_card(event, quoted=extraction.text is None) for event in extraction.events[:MOST_EVENTS]]
    parts.append(_left_out(len(extraction.events) - MOST_EVENTS, "event"))
    parts.append(_figures(extraction))
    return f"{_OPEN}{''.join(parts)}</div>"


def _head(extraction: Extraction) -> str:
    title = f"<strong>{_escape(extraction.title)}</strong><br>" if extraction.title else ""
    words = (extraction.file, extraction.id, extraction.reference_date, extraction.url, tally(extraction))
    line = " · ".join(_escape(_shortened(word)) for word in words if word)
    return f'<div>{title}<span style="{_SOFT}">{line}</span></div>'


def tally(extraction: Extraction) -> str:
    """Return how much an extraction holds, such as ``2 events, 1 statistic, 0 facts``."""
    held = ((extraction.events, "event"), (extraction.statistics, "statistic"), (extraction.facts, "fact"))
    return ", ".join(_many(len(values), noun) for values, noun in held)


def _card(event: Event, *, quoted: bool) -> str:
    accent = ACCENTS.get(event.type.value, ACCENTS["other"])
    badges = (event.type.value, event.status.value, f"confidence {event.confidence:.2f}")
    badge_style = f"border:1px solid {accent};border-radius:1em;padding:0 .6em;margin-right:.4em;font-size:.85em;"
    rows = "".join(
        f'<div style="{_SOFT}">{name}</div><div>{_listed(values)}</div>' for name, values in _fields(event) if values
    )
    return (
        f'<div style="{_BOX}border-left:4px solid {accent}">'
        f'<div style="font-weight:600;margin-bottom:.3em">{_escape(event.summary)}</div>'
        f'<div>{"".join(f"""<span style="{badge_style}">{_escape(badge)}</span>""" for badge in badges)}</div>'
        f'<div style="display:grid;grid-template-columns:max-content 1fr;gap:.1em .9em;margin-top:.4em">{rows}</div>'
        f"{_quotes(event.evidence) if quoted else ''}</div>"
    )


def _fields(event: Event) -> Iterator[tuple[str, Sequence[str]]]:
    yield "actions", [", ".join(wording.label(action.type) for action in event.actions)] if event.actions else []
    yield "when", [wording.when(event.when)] if event.when else []
    yield "places", [wording.place(place) for place in event.places]
    yield "route", [wording.route(event.route)] if event.route else []
    yield "people", [wording.people(group) for group in event.people]
    yield "agencies", [wording.agency(agency) for agency in event.agencies]
    yield "seizures", [wording.seizure(seizure) for seizure in event.seizures]
    yield "cause", [wording.label(event.cause)] if event.cause else []
    yield "quantities", [wording.quantity(quantity) for quantity in event.quantities]
    yield "attribution", [wording.attribution(attribution) for attribution in event.attribution]
    yield "check this", [f"{each.field}: {each.value} ({each.confidence:.2f})" for each in checks(event)]


def _quotes(evidence: Sequence[Span]) -> str:
    style = "border-left:3px solid rgba(128,128,128,.4);margin:.4em 0 0;padding-left:.7em;"
    quotes = "".join(
        f'<div style="{style}">{_escape(_shortened(span.text))} '
        f'<span style="{_SOFT}">{span.start}-{span.end}</span></div>'
        for span in evidence[:MOST_VALUES]
    )
    return quotes + _left_out(len(evidence) - MOST_VALUES, "quote")


def _figures(extraction: Extraction) -> str:
    lines = [f"Statistic: {wording.statistic(statistic)}" for statistic in extraction.statistics]
    lines += [f"Fact: {wording.fact(fact)}" for fact in extraction.facts]
    shown = "".join(f"<div>{_escape(line)}</div>" for line in lines[:MOST_VALUES])
    return shown + _left_out(len(lines) - MOST_VALUES, "figure")


def _highlighted(extraction: Extraction, text: str) -> str:
    """Return the text, its evidence tinted and its mentions underlined."""
    end = min(len(text), MOST_CHARACTERS)
    evidence = [_Mark(span.start, span.end, "") for event in extraction.events for span in event.evidence]
    mentions = [mark for mark in _mentions(extraction) if mark.start < end]
    cuts = sorted({0, end, *(cut for mark in (*evidence, *mentions) for cut in mark[:2] if cut < end)})
    pieces = []
    for start, stop in pairwise(cuts):
        words = _escape(text[start:stop])
        over = [mark for mark in mentions if mark.start <= start and stop <= mark.end]
        style = ""
        if any(mark.start <= start and stop <= mark.end for mark in evidence):
            style = "background:rgba(240,190,40,.22);"
        label = ""
        if over:
            label = min(over, key=lambda mark: mark.end - mark.start).label  # of nested mentions the inner one
            style += f"border-bottom:2px solid {MENTIONS[label]};"
        title = f' title="{label}"' if label else ""
        pieces.append(f'<span style="{style}"{title}>{words}</span>' if style else words)
    return f'<div style="{_BOX}white-space:pre-wrap">{"".join(pieces)}{_left_out(len(text) - end, "character")}</div>'


def _mentions(extraction: Extraction) -> Iterator[_Mark]:
    layers: tuple[tuple[str, Iterable[Span]], ...] = (
        ("quantity", (quantity.span for quantity in extraction.quantities)),
        ("date", (date.span for date in extraction.dates)),
        ("place", (place.span for place in extraction.places)),
        ("agency", (agency.span for agency in extraction.agencies)),
        ("people", (group.span for event in extraction.events for group in event.people)),
        ("seizure", (seizure.span for event in extraction.events for seizure in event.seizures)),
    )
    for label, spans in layers:
        for span in spans:
            yield _Mark(span.start, span.end, label)


def _listed(values: Sequence[str]) -> str:
    lines = "<br>".join(_escape(_shortened(value)) for value in values[:MOST_VALUES])
    return lines + _left_out(len(values) - MOST_VALUES, "value")


def _left_out(number: int, noun: str) -> str:
    return f'<div style="{_SOFT}">… and {_many(number, f"more {noun}")}</div>' if number > 0 else ""


def _many(number: int, noun: str) -> str:
    return f"{number:,} {noun}" + ("" if number == 1 else "s")


def _shortened(text: str) -> str:
    return text if len(text) <= LONGEST_QUOTE else f"{text[:LONGEST_QUOTE]}…"


def _escape(text: str) -> str:
    return html.escape(text)
