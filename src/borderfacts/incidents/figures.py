"""The statistics of a story: figures of a period or an area that belong to no incident."""

from __future__ import annotations

from borderfacts.incidents.story import ReadStory
from borderfacts.records import Count, Period, Statistic
from borderfacts.vocabulary import Use


def statistics(story: ReadStory) -> list[Statistic]:
    """Return the statistics, in the order of the text; one whose figure no grammar reads is left out."""
    found = []
    for name in story.figures():
        for mention, link in story.linked(name, Use.FIGURE)[:1]:
            count = _count(story, name)
            if count is not None:
                measure = (link.label or "").replace("_", " ")
                place = [story.words(m) for m, _ in story.linked(name, Use.AREA)]
                found.append(
                    Statistic(
                        measure=measure,
                        count=count,
                        period=_period(story, name),
                        place=place[0] if place else None,
                        span=story.span(mention),
                    )
                )
    return found


def _count(story: ReadStory, name: str) -> Count | None:
    for mention, _ in story.linked(name, Use.FIGURE):
        numbers = [number for number in story.numbers.meeting(mention) if not number.single]
        if numbers:
            return numbers[0].count
    return None


def _period(story: ReadStory, name: str) -> Period | None:
    for mention, _ in story.linked(name, Use.PERIOD):
        stretch = story.periods.best(mention)
        if stretch is not None and stretch.period is not None:
            return stretch.period
        for date in story.dates.meeting(mention):
            if date.start is not None and date.end is not None:
                return Period(start=date.start, end=date.end)
    return None
