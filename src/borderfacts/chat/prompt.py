"""What a chat reader asks: the words are data (``data/prompt.toml``), the labels those of the vocabulary."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Iterator
from functools import cache
from hashlib import sha256
from importlib.resources import files
from string import Template
from typing import NamedTuple

from borderfacts.chat.answers import Progress
from borderfacts.figures.spans import Cover
from borderfacts.notation import Mark, MarkedStory, write
from borderfacts.notation.labels import NOTHING
from borderfacts.notation.parse import RULE
from borderfacts.reading.schema import Values
from borderfacts.records import Record, Span
from borderfacts.vocabulary import ActionType, Cause, EventType, Fate, PartKind, Role, SeizureKind, Status

Message = dict[str, str]

_LABELS = {
    "types": EventType,
    "statuses": Status,
    "actions": ActionType,
    "roles": Role,
    "fates": Fate,
    "parts": PartKind,
    "goods": SeizureKind,
    "causes": Cause,
}


class _Example(Record):
    candidates: str
    draft: str
    answer: str


class _Words(Record):
    version: str
    system: str
    story: str
    known: str
    candidates: str
    again: str
    examples: tuple[_Example, ...]


@cache
def _words() -> _Words:
    return _Words.model_validate(tomllib.loads((files(__package__) / "data" / "prompt.toml").read_text("utf-8")))


@cache
def prompt_name() -> str:
    """Return the version of the prompt, and the start of the sum over all of it that no story changes."""
    words = _words()
    content = words.model_dump_json() + _system()
    return f"prompt-{words.version}+{sha256(content.encode('utf-8')).hexdigest()[:8]}"


def question(text: str, values: Values, start: int, end: int, so_far: Progress) -> list[Message]:
    """Return the messages that ask for the marks of a window of a text.

    Args:
        text: the whole text.
        values: what the grammars found in it.
        start: where the window starts.
        end: where it ends.
        so_far: what the windows before it gave.
    """
    candidates = [each for each in _candidates(values) if start <= each.span.start and each.span.end <= end]
    words = _words()
    asked = [{"role": "system", "content": _system()}]
    for example in words.examples:
        asked.append(_user(_story(example.draft.strip(), example.candidates.strip(), "")))
        asked.append({"role": "assistant", "content": example.answer.strip()})
    lines = "\n".join(f"{each.kind}: {_flat(each.span.text)} = {each.meaning}" for each in candidates if each.meaning)
    asked.append(_user(_story(_draft(text, candidates, start, end), lines, _known(so_far))))
    return asked


def once_more(answer: str, problems: str) -> list[Message]:
    """Return what is said of an answer that was refused, behind the messages before it."""
    return [{"role": "assistant", "content": answer}, _user(_filled(_words().again, problems=problems))]


@cache
def _system() -> str:
    return _filled(_words().system, **{name: ", ".join(labels) for name, labels in _LABELS.items()})


def _story(draft: str, lines: str, known: str) -> str:
    words = _words()
    listed = _filled(words.candidates, lines=lines) + "\n\n" if lines else ""
    return _filled(words.story, known=known, candidates=listed, draft=draft)


def _known(so_far: Progress) -> str:
    if not (so_far.header or so_far.figures()):
        return ""
    figures = ", ".join(so_far.figures()) or "none"
    return _filled(_words().known, header="\n".join(so_far.header.values()), figures=figures) + "\n\n"


def _filled(template: str, **values: str) -> str:
    return Template(template.strip()).substitute(values)


def _user(content: str) -> Message:
    return {"role": "user", "content": content}


class _Candidate(NamedTuple):
    """A value that the grammars found: its kind, what it says (empty where its words say all), its words."""

    kind: str
    meaning: str
    span: Span


def _plain(name: str, country: str | None) -> str:
    return f"{name} ({country})" if country else name


def _candidates(values: Values) -> Iterator[_Candidate]:
    yield from (_Candidate("date", each.value, each.span) for each in values.dates)
    yield from (_Candidate("place", _plain(each.name, each.country), each.span) for each in values.places)
    yield from (_Candidate("agency", each.short, each.span) for each in values.agencies)
    yield from (_Candidate("measure", f"{each.value} {each.unit}", each.span) for each in values.quantities)
    yield from (_Candidate("goods", each.kind.value, each.span) for each in values.goods)
    dated = Cover((each.span.start, each.span.end) for each in values.dates)
    for number in values.numbers:
        if not number.single and not dated.meets(number.span.start, number.span.end):
            yield _Candidate("number", _interval(number.count.min, number.count.max), number.span)
    yield from (_Candidate("nationality", ", ".join(each.codes), each.span) for each in values.nationalities)


def _interval(low: int | None, high: int | None) -> str:
    return str(low) if low == high else f"{'?' if low is None else low}..{'?' if high is None else high}"


def _draft(text: str, candidates: Iterable[_Candidate], start: int, end: int) -> str:
    """Return a window with its candidates marked as belonging to nothing, the first and longest where some overlap."""
    spans = sorted({(each.span.start, each.span.end) for each in candidates}, key=lambda span: (span[0], -span[1]))
    marks: list[Mark] = []
    for first, last in spans:
        if text[first:last].strip() == text[first:last] and (not marks or first - start >= marks[-1].end):
            marks.append(Mark(first - start, last - start, NOTHING))
    return _body(MarkedStory(text=text[start:end], marks=tuple(marks)))


def _body(story: MarkedStory) -> str:
    return write(story).partition(RULE)[2].removesuffix("\n")


def _flat(words: str) -> str:
    return " ".join(words.split())
