"""Who says so: the sources of an incident with their words of reporting."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from borderfacts import lexicons
from borderfacts.incidents.story import ReadStory
from borderfacts.incidents.things import without_article
from borderfacts.reading.schema import Incident, Mention
from borderfacts.records import Attribution, Span
from borderfacts.text.letters import lowered
from borderfacts.vocabulary import Stance, Use

_FAR = 60  # characters between a source and its word of reporting
_NOBODY = lexicons.people_cues("candidate_pronouns") | lexicons.people_cues("candidate_determiners")
_WORD = re.compile(r"\w+")


def attributions_of(story: ReadStory, incident: Incident) -> list[Attribution]:
    """Return who reports an incident, with the nearest word of reporting; without such a word, none.

    Pronouns and articles alone name nobody and are no source.
    """
    found: dict[tuple[str, str], Attribution] = {}
    for mention, _ in story.linked(incident.name, Use.SOURCE):
        near = min(_reporting(story, mention), default=None)
        source = without_article(story.words(mention))
        if near is None or _names_nobody(source):
            continue
        _, start, end, stance = near
        verb = story.text[start:end]
        span = Span.of(story.text, min(start, mention.start), max(end, mention.end))
        found.setdefault((source, verb.lower()), Attribution(source=source, verb=verb, stance=stance, span=span))
    return list(found.values())


def _names_nobody(source: str) -> bool:
    return all(word.lower() in _NOBODY and not _is_short_name(word) for word in _WORD.findall(source))


def _is_short_name(word: str) -> bool:
    """Return whether a word is written as ``WHO`` or ``US``."""
    return len(word) > 1 and word.isupper()


def _reporting(story: ReadStory, mention: Mention) -> Iterator[tuple[int, int, int, Stance]]:
    """Yield the words of reporting near a source, in its sentence: the distance, start, end and stance of each."""
    pattern, stances = _words()
    sentence = story.sentence_at(mention.start)
    low = max(sentence.start if sentence else 0, mention.start - _FAR)
    high = min(sentence.end if sentence else len(story.text), mention.end + _FAR)
    for match in pattern.finditer(story.text, low, high):
        start, end = match.span()
        if end <= mention.start or mention.end <= start:
            yield max(mention.start - end, start - mention.end), start, end, stances[lowered(match.group())]


@cache
def _words() -> tuple[re.Pattern[str], dict[str, Stance]]:
    stances = {
        form: stance
        for stance, entry in lexicons.attributions().items()
        for form in (*entry.free, *entry.verbs, *entry.phrases)
    }
    ordered = sorted(stances, key=lambda form: (-len(form), form))
    return re.compile(rf"\b(?:{'|'.join(map(re.escape, ordered))})\b", re.IGNORECASE), stances
