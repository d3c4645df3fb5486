"""When an incident was, from the dates linked to it."""

from __future__ import annotations

from collections.abc import Sequence

from borderfacts.incidents.story import ReadStory
from borderfacts.incidents.times import interval_of_mention
from borderfacts.reading.schema import Incident, Mention
from borderfacts.records import DateMention, When
from borderfacts.values.dates.timex import clock_of, part_of
from borderfacts.vocabulary import ActionType, Basis, Flag, PartOfDay, Use


def when_of(story: ReadStory, incident: Incident) -> tuple[When | None, tuple[Flag, ...]]:
    """Return the time of an incident, and what does not add up in it.

    Of a coarse and a fine date the fine one counts; single days apart give the time from the first to the last, with a
    flag. What the reader worked out goes before what single words say.
    """
    links = story.linked(incident.name, Use.WHEN, Use.TIME)
    days = [mention for mention, link in links if link.use is Use.WHEN]
    clocks = [mention for mention, link in links if link.use is Use.TIME]
    dates = [date for mention in days for date in _dates_at(story, mention)]
    start, end, flags = _days(incident, dates)
    own = [date for mention in clocks for date in _dates_at(story, mention)]
    time, part = _time_of_day(incident, [*own, *(date for mention in days for date in story.dates.inside(mention))])
    if start is None and time is None and part is None:
        return None, (Flag.DATE_NOT_READ,) if days else ()
    first = [*days, *clocks, *story.all_of(incident)][0]
    return (
        When(
            start=start,
            end=end,
            time=time,
            part=part,
            basis=_basis(story, incident),
            resolved=start is not None and not start.startswith("--"),
            span=story.span(first),
            confidence=max(
                (link.score for _, link in links if link.use is Use.WHEN or not days), default=incident.score
            ),
        ),
        flags,
    )


def _dates_at(story: ReadStory, mention: Mention) -> list[DateMention]:
    """Return the dates of some words; those inside go before one that is longer."""
    return story.dates.inside(mention) or story.dates.meeting(mention)


def _days(incident: Incident, dates: Sequence[DateMention]) -> tuple[str | None, str | None, tuple[Flag, ...]]:
    if incident.start is not None:
        return incident.start, incident.end or incident.start, ()
    placed = [(interval, date) for date in dates if (interval := interval_of_mention(date)) is not None]
    if not placed:
        return None, None, ()
    finest = min(interval.length for interval, _ in placed)
    fine = [(interval, date) for interval, date in placed if interval.length == finest]
    first = min(fine, key=lambda each: each[0].first)
    last = max(fine, key=lambda each: each[0].last)
    flags = () if first[0].overlaps(last[0]) else (Flag.SEVERAL_DAYS,)
    return first[1].start, last[1].end, flags


def _time_of_day(incident: Incident, dates: Sequence[DateMention]) -> tuple[str | None, PartOfDay | None]:
    clock = incident.time or next((found for date in dates if (found := clock_of(date.value))), None)
    part = incident.part or next((found for date in dates if (found := part_of(date.value))), None)
    return clock, part


def _basis(story: ReadStory, incident: Incident) -> Basis:
    """Return which clock the date is of: an act that is only announced has the day of the announcement."""
    actions = {link.label for _, link in story.linked(incident.name, Use.ACTION)} | set(incident.also)
    return Basis.ANNOUNCED if actions == {ActionType.ANNOUNCE} else Basis.HAPPENED
