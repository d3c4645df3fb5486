"""What a date expression says before it is placed on the calendar: one small record a kind of expression."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Day:
    """A day of a month: ``3 February``, ``Saturday, July 1``, ``Dec. 2, 2024``."""

    month: int
    day: int
    year: int | None = None
    weekday: int | None = None
    direction: str = ""


@dataclass(frozen=True, slots=True)
class MonthDay:
    """A day by its number: ``the 16th``."""

    day: int
    weekday: int | None = None


@dataclass(frozen=True, slots=True)
class Weekday:
    """A weekday: ``Friday``, ``last Friday``, ``the following Monday``; ``owns``: ``Friday's`` something."""

    weekday: int
    direction: str = ""
    owns: bool = False


@dataclass(frozen=True, slots=True)
class Month:
    """A month: ``March``, ``last March``, ``March 2011``."""

    month: int
    year: int | None = None
    direction: str = ""


@dataclass(frozen=True, slots=True)
class Year:
    """A year."""

    year: int


@dataclass(frozen=True, slots=True)
class Season:
    """A season: ``this winter``, ``summer 2023``."""

    season: str
    year: int | None = None
    direction: str = ""


@dataclass(frozen=True, slots=True)
class Part:
    """A quarter or a half of a year: ``the first quarter``, ``Q3 2024``, ``the second half of 2023``."""

    number: int
    half: bool = False
    year: int | None = None


@dataclass(frozen=True, slots=True)
class Holiday:
    """A holiday, by its rule in ``dates.toml``."""

    rule: str
    year: int | None = None
    direction: str = ""


@dataclass(frozen=True, slots=True)
class Fiscal:
    """Fiscal years: ``fiscal 2024``, ``fiscal years 2021 and 2022``; or one relative to the reference date."""

    first: int | None = None
    last: int | None = None
    shift: int = 0


@dataclass(frozen=True, slots=True)
class AprilYear:
    """A financial year named by two years: ``the 2019-20 financial year``."""

    first: int


@dataclass(frozen=True, slots=True)
class Decade:
    """Ten years: ``the 1990s``."""

    first: int


@dataclass(frozen=True, slots=True)
class Century:
    """A hundred years: ``the 19th century``."""

    number: int


@dataclass(frozen=True, slots=True)
class Shift:
    """So many units from the reference date or from the date given before: ``last week``, ``two days later``.

    Attributes:
        amount: how many; None where the text gives no number (``several days ago``).
        unit: the TIMEX3 letters of the unit.
        from_given: counted from the date given before, not from the reference date.
        loose: what is reported looks ahead where the sentence does: ``will close by the end of the year``.
        alike: the quarter or month given before, in another year: ``up from 9,000 a year earlier``.
    """

    amount: float | None
    unit: str
    from_given: bool = False
    loose: bool = False
    alike: bool = False


@dataclass(frozen=True, slots=True)
class Around:
    """So many units before or after another date: ``two days before Christmas``."""

    node: Node
    amount: float | None
    unit: str


@dataclass(frozen=True, slots=True)
class Within:
    """A date inside another: ``August of that year``, ``Wednesday of last week``."""

    inner: Node
    outer: Node


@dataclass(frozen=True, slots=True)
class Nth:
    """``the last Monday in March``: -1 is the last."""

    nth: int
    weekday: int
    month: Node


@dataclass(frozen=True, slots=True)
class Portion:
    """``the first three months of 2017``: so many units from the start (or the end) of another date."""

    amount: int
    unit: str
    of: Node | None = None
    from_end: bool = False


@dataclass(frozen=True, slots=True)
class SoFar:
    """``so far this year``: from the start of a date to the reference date."""

    node: Node


@dataclass(frozen=True, slots=True)
class Span:
    """From one date to another."""

    first: Node
    last: Node


@dataclass(frozen=True, slots=True)
class Timed:
    """A time of day, with its date where it is given: ``4:30 p.m. Saturday``, ``early Tuesday``, ``the 6:50``.

    Attributes:
        node: the date; None where it is given elsewhere.
        part: the TIMEX3 letters of a part of the day.
        clock: ``HH:MM``.
        half_day: whether the clock time says which half of the day it is in.
    """

    node: Node | None = None
    part: str = ""
    clock: str = ""
    half_day: bool = True


@dataclass(frozen=True, slots=True)
class Fixed:
    """A full date in figures, with a clock time where given."""

    day: date
    clock: str = ""


@dataclass(frozen=True, slots=True)
class Foreign:
    """A full date that our words do not know: ``3 février 2025``."""

    text: str


@dataclass(frozen=True, slots=True)
class Duration:
    """A length of time."""

    value: str


@dataclass(frozen=True, slots=True)
class Frequency:
    """A set of times: ``every Friday``."""

    value: str


@dataclass(frozen=True, slots=True)
class Vague:
    """A time given without a date: ``now``, ``recently``, ``soon``."""

    value: str


Node = (
    Day | MonthDay | Weekday | Month | Year | Season | Part | Holiday | Fiscal | AprilYear | Decade | Century | Shift
    | Around | Within | Nth | Portion | SoFar | Span | Timed | Fixed | Foreign | Duration | Frequency | Vague
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Phrase:
    """An expression found: the words from ``start`` to ``end`` (exclusive), and what they say.

    Attributes:
        mark: a word beside it that says where it lies (``early``, ``late``, ``start``), or the rule that found it.
    """

    start: int
    end: int
    node: Node
    mark: str = ""
