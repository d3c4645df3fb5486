"""Why a text gave what it gave."""

from __future__ import annotations

import zlib
from collections.abc import Iterable
from typing import Self

from pydantic import Field

from borderfacts.records.base import Record, Span
from borderfacts.vocabulary import Silence

# What words would be that are no value at all.
NOTHING = "nothing"


class Explained(Record):
    """One decision behind a record.

    Attributes:
        event: the id of the event.
        what: what the words are to it: ``type``, ``status``, ``action``, ``place``, ``when``, ``role``...
        value: what was decided: the label, or the words where these are the value.
        span: the words; None where all words of the event decide.
        confidence: the calibrated chance, 0 to 1, that it is right.
        otherwise: what it would be instead; ``nothing`` for no value at all. None where nothing else came near.
        chance: the chance of that, as the model gave it.
    """

    event: str
    what: str
    value: str
    span: Span | None = None
    confidence: float = Field(ge=0, le=1)
    otherwise: str | None = None
    chance: float | None = Field(default=None, ge=0, le=1)


class Passed(Record):
    """A sentence that gave no incident.

    Attributes:
        span: the sentence.
        why: no words of an action, words that were not sure enough, or a denial.
        nearest: the word that came nearest to reporting an action.
        otherwise: the action that it would have reported.
        chance: the chance of that, as the model gave it.
        figures: the figures of a period or area that it gave, each by its measure and words.
    """

    span: Span
    why: Silence
    nearest: Span
    otherwise: str
    chance: float = Field(ge=0, le=1)
    figures: tuple[str, ...] = ()


class Explanation(Record):
    """Why a text gave what it gave.

    Attributes:
        values: the decisions behind the events, event by event, in the order of the text.
        passed: the sentences that gave no incident.
    """

    values: tuple[Explained, ...] = ()
    passed: tuple[Passed, ...] = ()

    def packed(self) -> bytes:
        """Return it packed, as it takes as much memory as the records that it explains, and is seldom asked for."""
        return zlib.compress(self.model_dump_json().encode("utf-8"), level=1)

    @classmethod
    def unpacked(cls, parts: Iterable[bytes]) -> Self:
        """Return the explanation that these packed ones are together."""
        explanations = [cls.model_validate_json(zlib.decompress(part)) for part in parts]
        return cls(
            values=tuple(value for each in explanations for value in each.values),
            passed=tuple(sentence for each in explanations for sentence in each.passed),
        )

    def __str__(self) -> str:
        lines = []
        for event in dict.fromkeys(each.event for each in self.values):
            lines.append(f"Event {event}")
            lines += [f"  {_line(each)}" for each in self.values if each.event == event]
        if self.passed:
            lines.append("Sentences without an incident")
        for each in self.passed:
            lines.append(f"  {_short(each.span.text)}")
            lines.append(f"    {_reason(each)}")
        return "\n".join(lines)


_NEAR = 0.01  # a word whose chance is smaller comes near to no action
# Why a sentence gives no incident: with the word that comes nearest to reporting an action, and without one.
_REASONS = {
    Silence.NO_ACTION: (
        "No word was taken for the action of an incident on borders or migration; {word} comes nearest, as {action}.",
        "No word was taken for the action of an incident on borders or migration.",
    ),
    Silence.UNSURE: (
        "{word} may report an action, {action}, but too little speaks for an incident.",
        "Too little speaks for an incident.",
    ),
    Silence.DENIED: (
        "What it reports is denied; {word} comes nearest to an action, as {action}.",
        "What it reports is denied.",
    ),
}


def _reason(each: Passed) -> str:
    if each.figures:
        return f"It gave a figure and no incident: {'; '.join(each.figures)}."
    with_word, without = _REASONS[each.why]
    if each.otherwise == NOTHING or each.chance < _NEAR:
        return without
    action = f"{each.otherwise.replace('_', ' ')} (chance {each.chance:.2f})"
    return with_word.format(word=f"“{_short(each.nearest.text)}”", action=action)


def _line(each: Explained) -> str:
    words = f" “{_short(each.span.text)}”" if each.span is not None and each.span.text != each.value else ""
    other = f"; else {each.otherwise} ({each.chance:.2f})" if each.otherwise is not None else ""
    return f"{each.what:10} {each.value}{words}  {each.confidence:.2f}{other}"


def _short(words: str) -> str:
    plain = " ".join(words.split())
    return plain if len(plain) <= 90 else f"{plain[:88]} …"
