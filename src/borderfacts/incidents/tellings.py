"""Cut a Doc into tellings: sentences, or clauses with a date of their own, with all that was found in them."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from itertools import pairwise
from typing import TYPE_CHECKING, TypeVar

from borderfacts import annotations as layers
from borderfacts.actions.clauses import SUBJECTS
from borderfacts.annotations import ActionMention, PersonMention
from borderfacts.incidents.moments import Moment, moment_of
from borderfacts.incidents.scenes import shown, stays_home, without_showing
from borderfacts.incidents.times import Interval, interval_of_mention
from borderfacts.records import Agency, Attribution, DateMention, Place, Quantity, Seizure, Statistic
from borderfacts.text.paragraphs import paragraph_starts
from borderfacts.vocabulary import ActionType, Status, TimexType

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

T = TypeVar("T")

_COURT = frozenset({ActionType.CHARGE, ActionType.PLEAD, ActionType.SENTENCE, ActionType.EXTRADITE})
_VERDICTS = frozenset({ActionType.PLEAD, ActionType.SENTENCE})
_POLICY = frozenset({ActionType.ANNOUNCE, ActionType.DEPLOY, ActionType.CLOSE, ActionType.OPEN})
# So many people over so many days are a figure of the period, not one happening.
LONG_PERIOD = 150
MANY_PEOPLE = 30
_TURNS = frozenset({";", "and", "but", "while"})
_CLAUSE_BREAKS = frozenset({"and", "but", ";", "while", "whereas", ","})


class Family(StrEnum):
    """What sort of happening a telling is about."""

    HAPPENING = "happening"
    COURT = "court"
    POLICY = "policy"


@dataclass(slots=True, eq=False)
class Telling:
    """A sentence or clause, and what stands in it.

    Attributes:
        index: its number in the story.
        start: the first token.
        end: the token after the last.
        paragraph: the number of its paragraph.
        dates: the dates of what it tells.
        told: the dates of the report itself (``said on Tuesday``).
        steps: the dates of a departure, a disappearance or a search.
        ends: the dates up to which something lasts.
        lasts: it tells of something that goes on since a date.
        clocks: times of day, with or without a date.
        shown: people whom a sentence without an action shows or describes; they are some of those told before.
    """

    index: int
    start: int
    end: int
    paragraph: int
    start_char: int
    end_char: int
    actions: list[ActionMention] = field(default_factory=list)
    people: list[PersonMention] = field(default_factory=list)
    shown: list[PersonMention] = field(default_factory=list)
    dates: list[DateMention] = field(default_factory=list)
    told: list[DateMention] = field(default_factory=list)
    steps: list[DateMention] = field(default_factory=list)
    ends: list[DateMention] = field(default_factory=list)
    lasts: bool = False
    clocks: list[DateMention] = field(default_factory=list)
    places: list[Place] = field(default_factory=list)
    agencies: list[Agency] = field(default_factory=list)
    seizures: list[Seizure] = field(default_factory=list)
    quantities: list[Quantity] = field(default_factory=list)
    attributions: list[Attribution] = field(default_factory=list)
    statistics: list[Statistic] = field(default_factory=list)

    @property
    def types(self) -> set[ActionType]:
        """The kinds of action told."""
        return {action.type for action in self.actions}

    @property
    def family(self) -> Family | None:
        """What sort of happening it is about; None where it tells no action."""
        types = self.types
        if not types:
            return None
        if types <= _COURT | {ActionType.ANNOUNCE} and types & _COURT:
            return Family.COURT
        return Family.POLICY if types <= _POLICY else Family.HAPPENING

    @property
    def time(self) -> DateMention | None:
        """The date of what it tells: the first that names a day, else the first."""
        if not self.dates:
            return None
        return next((d for d in self.dates if d.start and len(d.start) > 7), self.dates[0])

    @property
    def interval(self) -> Interval | None:
        """The calendar interval of its date."""
        return interval_of_mention(self.time) if self.time else None

    @property
    def planned(self) -> bool:
        """Whether all it tells is still to come."""
        return bool(self.actions) and all(action.status == Status.PLANNED for action in self.actions)


def dateline_end(doc: Doc) -> int:
    """Return the offset at which the dateline ends (``LAREDO, Texas —``); 0 where the text has none."""
    head = doc[:40].text[:90]
    end = min((at for dash in ("—", "–", " - ") if (at := head.find(dash)) >= 0), default=0)
    sentence = "." in head[:end].rstrip(".").replace("St.", "").replace(". ", " ") and head[:end].count(" ") > 7
    return 0 if sentence else end


def read_tellings(doc: Doc) -> list[Telling]:
    """Return the tellings of a Doc in order; places and dates of the dateline belong to none."""
    paragraphs = paragraph_starts(doc.text)
    dates = [d for d in layers.DATES.read(doc) if d.type in (TimexType.DATE, TimexType.TIME)]
    actions = layers.ACTIONS.read(doc)
    tellings: list[Telling] = []
    for start, end in _pieces(doc, dates, actions):
        if _is_headline(doc, start, end):
            continue
        first, last = doc[start], doc[end - 1]
        tellings.append(
            Telling(len(tellings), start, end, bisect_right(paragraphs, first.idx) - 1, first.idx, last.idx + len(last))
        )
    _distribute(doc, tellings, dates, actions)
    for before, after in pairwise(tellings):
        _complete(doc, before, after)
    for telling in tellings:
        _clear_figures(telling)
        _clear_trends(doc, telling)
        _drop_grounds(doc, telling)
        _show(doc, telling)
    end = dateline_end(doc)
    for telling in tellings[:2]:
        telling.places = [p for p in telling.places if p.span.start >= end]
        telling.dates = [d for d in telling.dates if d.span.start >= end]
        telling.clocks = [d for d in telling.clocks if d.span.start >= end]
    return tellings


def _show(doc: Doc, telling: Telling) -> None:
    """Set apart whom a sentence only shows, and leave out those who stay at home."""
    telling.actions = without_showing(doc, telling.actions)
    if telling.actions:
        return
    telling.shown = shown(doc, telling.start, telling.end, telling.people)
    telling.people = [m for m in telling.people if m not in telling.shown and not stays_home(doc, m)]


def _complete(doc: Doc, before: Telling, after: Telling) -> None:
    """``A man's body was found on Sunday and a woman's on Monday``: the second clause has the actions of the first."""
    if after.actions or after.start != before.end or not after.dates or not before.actions:
        return
    owners = [m for m in after.people if m.right < len(doc) and doc[m.right].tag_ == "POS"]
    if not owners:
        return
    dead = any(m.body for m in before.people)
    after.people = [m.model_copy(update={"body": dead}) if m in owners else m for m in after.people]
    heads = tuple(m.head for m in owners)
    after.actions = [a.model_copy(update={"patients": heads, "agents": ()}) for a in before.actions if a.verbal]


def _is_headline(doc: Doc, start: int, end: int) -> bool:
    """A line in title case is a headline left in the text; it tells nothing that the story does not."""
    words = [t for t in doc[start:end] if t.is_alpha]
    capital = sum(t.text[0].isupper() for t in words)
    return (
        len(words) >= 5
        and capital >= 0.75 * len(words)
        and not any(t.text in ".!?" for t in doc[max(start, end - 3) : end])
    )


def _drop_grounds(doc: Doc, telling: Telling) -> None:
    """What a plea or sentence is for is its ground: ``jailed for driving nine migrants`` tells of the court alone."""
    verdicts = {a.token for a in telling.actions if a.type in _VERDICTS and a.verbal}
    if not verdicts:
        return
    telling.actions = [
        a for a in telling.actions if a.type in _COURT | {ActionType.ANNOUNCE} or not _under(doc[a.token], verdicts)
    ]


def _under(token: Token, heads: set[int]) -> bool:
    for _ in range(8):
        if token.head.i == token.i or (token.dep_ in ("conj", "relcl") and token.head.i in heads):
            return False
        token = token.head
        if token.i in heads:
            return True
    return False


def _clear_figures(telling: Telling) -> None:
    """A sentence that gives a figure of a period tells no incident, unless a day stands in it."""
    if telling.statistics and not any(d.start and len(d.start) > 7 and d.start == d.end for d in telling.dates):
        telling.actions.clear()
    most = max((m.count.min or 0 for m in telling.people if m.count), default=0)
    if telling.interval is not None and telling.interval.length >= LONG_PERIOD and most >= MANY_PEOPLE:
        telling.actions.clear()


def _clear_trends(doc: Doc, telling: Telling) -> None:
    """What has been done to several since a date is no one happening: ``since May families have been held there``."""
    verbs = [doc[a.token] for a in telling.actions if a.verbal]
    if telling.lasts and verbs and all(_is_perfect_of_many(verb) for verb in verbs):
        telling.actions.clear()


def _is_perfect_of_many(verb: Token) -> bool:
    for _ in range(4):
        if any(child.dep_ == "aux" and child.lower_ == "have" for child in verb.children):
            return True
        if verb.dep_ != "conj":
            return False
        verb = verb.head
    return False


def _distribute(doc: Doc, tellings: list[Telling], dates: list[DateMention], actions: Sequence[ActionMention]) -> None:
    starts = [t.start_char for t in tellings]

    def owner(offset: int) -> Telling | None:
        i = bisect_right(starts, offset) - 1
        return tellings[i] if i >= 0 and offset < tellings[i].end_char else None

    for layer, name in (
        (layers.PLACES, "places"), (layers.AGENCIES, "agencies"), (layers.SEIZURES, "seizures"),
        (layers.QUANTITIES, "quantities"), (layers.ATTRIBUTIONS, "attributions"), (layers.STATISTICS, "statistics"),
        (layers.PEOPLE, "people"),
    ):  # fmt: skip
        for record in layer.read(doc):
            telling = owner(record.span.start)
            if telling is not None:
                getattr(telling, name).append(record)
    for action in actions:
        if action.type in _POLICY and doc[action.token].dep_ == "amod":
            continue  # "bolstered security" tells of no act
        telling = owner(action.span.start)
        if telling is not None:
            telling.actions.append(action)
    acting = {action.token for action in actions if action.type != ActionType.ANNOUNCE}
    for date in dates:
        telling = owner(date.span.start)
        if telling is not None:
            _place_date(telling, date, moment_of(doc, date, acting))
    for telling in tellings:
        if telling.family == Family.COURT and telling.planned and not telling.dates:
            telling.dates, telling.steps = telling.steps, []  # ", who are to appear in court on Friday"


def _place_date(telling: Telling, date: DateMention, moment: Moment) -> None:
    if date.type == TimexType.TIME and moment in (Moment.OWN, Moment.REPORT):
        telling.clocks.append(date)
    if date.start is None or interval_of_mention(date) is None:
        return
    match moment:
        case Moment.OWN:
            telling.dates.append(date)
        case Moment.REPORT:
            telling.told.append(date)
        case Moment.STEP:
            telling.steps.append(date)
        case Moment.END:
            telling.ends.append(date)
        case Moment.SINCE:
            telling.lasts = True
        case Moment.ASIDE:
            pass


def _pieces(doc: Doc, dates: Sequence[DateMention], actions: Sequence[ActionMention]) -> list[tuple[int, int]]:
    """Return the token ranges of sentences, cut where two clauses have different days."""
    pieces: list[tuple[int, int]] = []
    starts = [token.idx for token in doc]
    date_tokens = [
        (bisect_left(starts, d.span.start), bisect_left(starts, d.span.end), d)
        for d in dates
        if d.start and len(d.start) > 7
    ]
    action_tokens = sorted(a.token for a in actions)
    for sent in doc.sents:
        inside = [d for d in date_tokens if sent.start <= d[0] < sent.end]
        cut = sent.start
        for before, after in pairwise(inside):
            if before[2].start == after[2].start:
                continue
            at = next(
                (
                    i
                    for i in range(before[1], after[0])
                    if doc[i].lower_ in _CLAUSE_BREAKS and _splits(doc, cut, i, after[1], action_tokens)
                ),
                None,
            )
            if at is not None:
                pieces.append((cut, at))
                cut = at
        for at in _turns(doc, cut, sent.end, actions):
            pieces.append((cut, at))
            cut = at
        if cut < sent.end and doc[cut : sent.end].text.strip():
            pieces.append((cut, sent.end))
    return pieces


def _turns(doc: Doc, start: int, end: int, actions: Sequence[ActionMention]) -> list[int]:
    """Return where a sentence turns to what is still to come: ``...; she is to be sentenced next month``."""
    inside = sorted((a for a in actions if start <= a.token < end and a.verbal), key=lambda a: a.token)
    cuts = []
    for before, after in pairwise(inside):
        if (before.status == Status.PLANNED) == (after.status == Status.PLANNED) or before.token == after.token:
            continue
        words = _TURNS | {"who"} if after.type in _COURT and after.status == Status.PLANNED else _TURNS
        at = next((i for i in range(after.token - 1, before.token, -1) if doc[i].lower_ in words), None)
        if at is not None and any(doc[i].dep_ in SUBJECTS for i in range(at, after.token)):
            cuts.append(at)
    return cuts


def _splits(doc: Doc, start: int, at: int, end: int, actions: Sequence[int]) -> bool:
    """Both sides of a cut must tell something: an action, or a clause left incomplete (``and a woman's on Monday``)."""
    left = bisect_left(actions, at) > bisect_left(actions, start)
    right = bisect_left(actions, end) > bisect_left(actions, at) or any(
        doc[i].text in ("'s", "’s") for i in range(at, end)
    )
    own_subject = any(doc[i].dep_ in ("nsubj", "nsubjpass") for i in range(at, min(end + 3, len(doc))))
    return left and right and (own_subject or doc[at].text == ";")
