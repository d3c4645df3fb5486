"""The seam between values and meaning: what a reader is given (``Values``) and what it gives back (``Reading``).

Values are normalized by grammar and carry their words; a reader says what the words mean and gives only labels over
stretches of the text, never text, numbers or dates of its own, except where a number or day has to be worked out
(``Group.count``, ``Incident.start``). Everything here is frozen, knows no spaCy and can be written as JSON.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from typing import Protocol, Self

from pydantic import Field, model_validator

from borderfacts.records import Agency, Count, DateMention, Period, Place, Quantity, Record, Seizure, Span
from borderfacts.vocabulary import (
    ActionType,
    Cause,
    EventType,
    Factuality,
    Fate,
    PartKind,
    PartOfDay,
    Role,
    SeizureKind,
    Silence,
    Status,
    Use,
)

OTHER = "other"  # the label of words that report an action for which no label fits

_LABELS: dict[Use, frozenset[str]] = {
    Use.ACTION: frozenset({*ActionType, OTHER}),
    Use.PART: frozenset(PartKind),
    Use.SEIZED: frozenset(SeizureKind),
    Use.CAUSE: frozenset(Cause),
}


class Number(Record):
    """A number that may count people, or a noun that stands for one of them (``a man``, ``the driver``).

    Attributes:
        count: what it says.
        single: given by a noun in the singular and by no number.
        counts: the plain word for the noun behind the number; None where there is none.
        span: the number, or the noun with the words before it.
    """

    count: Count
    single: bool = False
    counts: str | None = None
    span: Span


class Stretch(Record):
    """A time that a figure may be given for (``since October``); ``period`` is None where it cannot be placed."""

    period: Period | None
    span: Span


class Phrase(Record):
    """Words that may stand for people, a place or an agency: a noun phrase, a name, a pronoun, a number.

    Attributes:
        kind: what people they are, where the noun says so.
        span: the words.
    """

    kind: PartKind | None = None
    span: Span


class Codes(Record):
    """Words that name a nationality or a country: ISO 3166-1 alpha-2 codes."""

    codes: tuple[str, ...]
    span: Span


class Ages(Record):
    """Ages in years, as stated at one place."""

    ages: tuple[int, ...]
    span: Span


class Values(Record):
    """What the grammars find in a text, without a look at what it means; each value carries its words.

    Attributes:
        sentences: the sentences of the text, in order; white space between them belongs to none.
        dates: expressions of time.
        quantities: measurements and money.
        places: named places.
        agencies: authorities, by name or by a short word for them.
        numbers: numbers that may count people.
        ages: ages.
        nationalities: words for nationalities and countries.
        goods: goods with their amounts.
        phrases: words that may stand for people, places or agencies.
        periods: times that a figure may be given for.
    """

    sentences: tuple[Span, ...] = ()
    dates: tuple[DateMention, ...] = ()
    quantities: tuple[Quantity, ...] = ()
    places: tuple[Place, ...] = ()
    agencies: tuple[Agency, ...] = ()
    numbers: tuple[Number, ...] = ()
    ages: tuple[Ages, ...] = ()
    nationalities: tuple[Codes, ...] = ()
    goods: tuple[Seizure, ...] = ()
    phrases: tuple[Phrase, ...] = ()
    periods: tuple[Stretch, ...] = ()


class Sentences:
    """The sentences of a text by place."""

    def __init__(self, sentences: Sequence[Span]) -> None:
        self._starts = [sentence.start for sentence in sentences]
        self._ends = [sentence.end for sentence in sentences]

    def at(self, place: int) -> int | None:
        """Return the index of the sentence that has a character; None for white space between two."""
        found = bisect_right(self._starts, place) - 1
        return found if found >= 0 and place < self._ends[found] else None


class Rival(Record):
    """What would have been said instead: the next label, with its chance."""

    label: str
    score: float = Field(ge=0, le=1)


class Silent(Record):
    """A sentence that reports no incident.

    Attributes:
        sentence: its index.
        why: no words of an action are in it, or words that were not sure enough, or what they say is denied.
        word: start and end of the word that came nearest to reporting an action.
        rival: the action that it came nearest to reporting.
    """

    sentence: int
    why: Silence
    word: tuple[int, int]
    rival: Rival


class Mention(Record):
    """A stretch of the text that was looked at.

    Attributes:
        start: the offset of its first character.
        end: the offset after its last character.
        score: the chance, 0 to 1, that the links of the mention are all there are.
    """

    start: int = Field(ge=0)
    end: int
    score: float = Field(default=1.0, ge=0, le=1)

    @model_validator(mode="after")
    def _has_words(self) -> Self:
        if self.end <= self.start:
            raise ValueError(f"end: {self.end} is not after start, {self.start}")
        return self


class Link(Record):
    """A mention belongs to an incident, a group or a figure, as something.

    Attributes:
        mention: the index of the mention.
        to: the name of the incident (``A``), group (``A1``), statistic (``S1``) or fact (``F``).
        use: as what.
        label: the kind of action, part, goods or cause, or the measure of a figure; None for other uses.
        factuality: how far an action came to pass by this mention; ``occurred`` for other uses.
        number: how many the words of a part stand for, where that has to be worked out.
        agents: the indices of the mentions of who does an action.
        patients: the indices of the mentions of whom it is done to.
        score: the chance, 0 to 1, that the link is right.
        rival: what the mention would be instead.
    """

    mention: int
    to: str
    use: Use
    label: str | None = None
    factuality: Factuality = Factuality.OCCURRED
    number: int | None = None
    agents: tuple[int, ...] = ()
    patients: tuple[int, ...] = ()
    score: float = Field(default=1.0, ge=0, le=1)
    rival: Rival | None = None

    @model_validator(mode="after")
    def _label_fits(self) -> Self:
        fitting = _LABELS.get(self.use)
        if fitting is not None and self.label not in fitting:
            raise ValueError(f"label: {self.label!r} is none of {sorted(fitting)}")
        if fitting is None and self.label is not None and self.use is not Use.FIGURE:
            raise ValueError(f"label: {self.label!r} with use {self.use.value!r}, which takes none")
        return self


class Group(Record):
    """A set of people of one incident who share a fate; a single person is a group of one.

    Attributes:
        name: its name in the reading, that of its incident and a number (``A1``).
        incident: the name of its incident.
        role: what they are in it.
        fates: what became of them.
        count: how many, from least to most (None: open), where the number has to be worked out.
        nationalities: ISO 3166-1 codes reported without words of the group's own.
        same: the group of another incident that is the same people.
        part_of: the group that these people are among.
        score: the chance, 0 to 1, that it is such a group.
        role_rival: the role that they would have instead.
    """

    name: str
    incident: str
    role: Role
    fates: tuple[Fate, ...] = ()
    count: tuple[int | None, int | None] | None = None
    nationalities: tuple[str, ...] = ()
    same: str | None = None
    part_of: str | None = None
    score: float = Field(default=1.0, ge=0, le=1)
    role_rival: Rival | None = None


class Incident(Record):
    """One concrete happening.

    Attributes:
        name: its name in the reading, a capital letter or several.
        type: its kind.
        status: how far it came to pass.
        origin: where the movement came from, ISO 3166-1.
        destination: where it went, ISO 3166-1.
        start: its first day, where no single phrase gives it (ISO 8601, as coarse as the text).
        end: its last day, likewise.
        time: its clock time, likewise.
        part: its part of the day, likewise.
        cause: the cause of death or distress that no words of their own state.
        follows: the incident of which it is a later step.
        also: actions that no word of their own reports.
        score: the chance, 0 to 1, that it is an incident of the story.
        type_score: the chance that its kind is right.
        status_score: the chance that its status is right.
        route_score: the chance that its origin and destination are right.
        type_rival: the kind that it would be instead.
        status_rival: the status that it would have instead.
    """

    name: str
    type: EventType
    status: Status
    origin: str | None = None
    destination: str | None = None
    start: str | None = None
    end: str | None = None
    time: str | None = None
    part: PartOfDay | None = None
    cause: Cause | None = None
    follows: str | None = None
    also: tuple[ActionType, ...] = ()
    score: float = Field(default=1.0, ge=0, le=1)
    type_score: float = Field(default=1.0, ge=0, le=1)
    status_score: float = Field(default=1.0, ge=0, le=1)
    route_score: float = Field(default=1.0, ge=0, le=1)
    type_rival: Rival | None = None
    status_rival: Rival | None = None


class Reading(Record):
    """What a story means: its incidents, its groups of people, and what each stretch of words is to them.

    Attributes:
        mentions: the stretches of the text that were looked at, by place; one without links belongs to nothing.
        links: what the mentions are, and to what.
        groups: the groups of people.
        incidents: the incidents.
        sentences: for each sentence of the values the names of its incidents; none for background.
        silent: sentences without an incident, with what they came nearest to.
        model: the name of what read the text, where it was not the reader that was asked but one in its place.

    Examples:
        >>> Reading().incidents
        ()
    """

    mentions: tuple[Mention, ...] = ()
    links: tuple[Link, ...] = ()
    groups: tuple[Group, ...] = ()
    incidents: tuple[Incident, ...] = ()
    sentences: tuple[tuple[str, ...], ...] = ()
    silent: tuple[Silent, ...] = ()
    model: str | None = None

    @model_validator(mode="after")
    def _hangs_together(self) -> Self:
        incidents = {incident.name for incident in self.incidents}
        groups = {group.name for group in self.groups}
        for group in self.groups:
            if group.incident not in incidents:
                raise ValueError(f"groups: {group.name} is of incident {group.incident!r}, which there is not")
            for other in (group.same, group.part_of):
                if other is not None and other not in groups:
                    raise ValueError(f"groups: {group.name} names the group {other!r}, which there is not")
        linked = {link.to for link in self.links}
        of_groups = {group.incident for group in self.groups if group.name in linked}
        for name in (*groups - linked, *incidents - linked - of_groups):
            raise ValueError(f"links: none makes any words a part of {name}")
        for link in self.links:
            for at in (link.mention, *link.agents, *link.patients):
                if not 0 <= at < len(self.mentions):
                    raise ValueError(f"links: {link.to} names mention {at} of {len(self.mentions)}")
            if link.to not in incidents and link.to not in groups and link.to[:1] not in ("S", "F"):
                raise ValueError(f"links: {link.to!r} is no incident, group, statistic or fact of the reading")
        return self

    def without_incidents(self) -> Reading:
        """Return the reading with its statistics and facts alone."""
        incidents, groups = ({each.name for each in some} for some in (self.incidents, self.groups))
        links = tuple(link for link in self.links if link.to not in incidents | groups)
        none = {"incidents": (), "groups": (), "sentences": tuple(() for _ in self.sentences)}
        return self.model_copy(update={"links": links, **none})

    def by_target(self) -> dict[str, list[tuple[Mention, Link]]]:
        """Return what belongs to each incident, group, statistic or fact, in the order of the text."""
        found: dict[str, list[tuple[Mention, Link]]] = {}
        pairs = [(self.mentions[link.mention], link) for link in self.links]
        for mention, link in sorted(pairs, key=lambda pair: (pair[0].start, -pair[0].end)):
            found.setdefault(link.to, []).append((mention, link))
        return found


class Reader(Protocol):
    """Anything that says what a story means.

    It may also have a ``name``, which ``Extraction.model`` gives, and say how many stories it may be given at once,
    each in a thread of its own, by ``parallel``; without it the stories come one after another. Where it is ``gated``,
    a text that hardly speaks of borders or migration holds no incident for it.
    """

    def read(self, text: str, values: Values) -> Reading:
        """Return what the text means; all offsets are offsets of ``text``."""
        ...
