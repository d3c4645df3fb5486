"""What two event mentions' features weigh, and the chance that they are of one incident."""

from __future__ import annotations

import json
import math
import tomllib
from collections.abc import Iterable
from datetime import date
from functools import cache
from typing import Literal

from pydantic import BaseModel, ConfigDict

from borderfacts.linking.days import Days
from borderfacts.linking.features import Feature, compare, nearest
from borderfacts.linking.profile import Profile, Range
from borderfacts.linking.words import read_bytes
from borderfacts.records import Count, wording
from borderfacts.records.incident import Reason
from borderfacts.vocabulary import EventType

Question = Literal["link", "follows"]

# What no likeness outweighs: two event mentions that differ by more than this are of two incidents.
MOST_DAYS = 4
MOST_KM = 300
# Steps of a case are incidents of their own, and acts of government too.
APART = (EventType.COURT, EventType.POLICY)


class Weights(BaseModel):
    """The answer to one question, as ``data/weights.json`` holds it.

    Attributes:
        bias: the log odds of a pair without any feature.
        features: what each feature adds, times its value.
        made: the chance from which on a link is made.
        proposed: the chance from which on it is proposed.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    bias: float
    features: dict[str, float]
    made: float
    proposed: float


class Words(BaseModel):
    """What ``data/features.toml`` says of a feature: its words, and its weights before stories were fitted."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    words: str
    link: float | None = None
    follows: float | None = None


@cache
def weights(question: Question) -> Weights:
    """Return the weights of a question."""
    return Weights.model_validate(json.loads(read_bytes("weights.json"))[question])


@cache
def features() -> dict[str, Words]:
    """Return what is said of each feature."""
    tables = tomllib.loads(read_bytes("features.toml").decode("utf-8"))
    return {name: Words.model_validate(table) for name, table in tables.items()}


def log_odds(found: Iterable[Feature], question: Question) -> float:
    """Return the log odds that features give."""
    answer = weights(question)
    return answer.bias + sum(answer.features.get(name, 0.0) * value for name, value, _ in found)


def chance(odds: float) -> float:
    """Return the chance of log odds, to four digits."""
    return round(1 / (1 + math.exp(-odds)), 4)


def odds_of(chance: float) -> float:
    """Return the log odds of a chance."""
    return math.log(chance / (1 - chance))


def likeness(one: Profile, other: Profile) -> float:
    """Return the log odds that two event mentions are of one incident; minus infinity where they cannot be."""
    return -math.inf if bar(one, other) else log_odds(compare(one, other), "link")


def bar(one: Profile, other: Profile) -> str:
    """Return why two event mentions cannot be of one incident; empty where they can."""
    if one.document == other.document:
        return "one story reports both"
    if one.kind is not other.kind and (one.kind in APART or other.kind in APART):
        return "one is a step of its own"
    if one.days and other.days and one.days.is_exact and other.days.is_exact:
        apart = max(one.days.first, other.days.first) - min(one.days.last, other.days.last)
        if apart > MOST_DAYS:
            return "the days are too far apart"
    if one.days and other.days and _is_spread(one.days) != _is_spread(other.days):
        return "one is of days far from each other, as where a record holds an incident with a later step"
    found = nearest(one, other)
    return "the places are too far apart" if found and found.apart > MOST_KM else ""


def _is_spread(days: Days) -> bool:
    """Return whether a record is of two exact days that lie too far apart for one incident."""
    return days.is_of_two and days.last - days.first > MOST_DAYS


def reasons(found: Iterable[Feature], question: Question) -> tuple[Reason, ...]:
    """Return features in words with what they add, the weightiest first."""
    weight_of = weights(question).features
    said = [
        Reason(
            feature=name,
            words=features()[name].words.format(*map(_said, compared)),
            weight=round(weight_of[name] * value, 3),
        )
        for name, value, compared in found
        if weight_of.get(name)
    ]
    return tuple(sorted(said, key=lambda each: (-abs(each.weight), each.feature)))


def _said(value: object) -> str:
    match value:
        case Days(first, last):
            return wording.days(date.fromordinal(first).isoformat(), date.fromordinal(last).isoformat())
        case Range(low, high, is_about):
            return wording.count(Count(min=low, max=high, approximate=is_about, text=""))
        case (str(origin), str(destination)):
            return f"{wording.country(origin)} to {wording.country(destination)}"
    return f"{value}"
