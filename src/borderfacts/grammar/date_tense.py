"""Tell from the words around a date whether its sentence looks back or ahead."""

from __future__ import annotations

import re
from bisect import bisect_right

from borderfacts.grammar.timex import Tense

_FUTURE = r"""
    will(?!\s+of\b) | won['’]t | shall | (?<=[a-z])['’]ll\b | going\s+to | (?:is|are|was|were|be)\s+(?:due|slated|scheduled|expected|planned|likely|about\s+to|set\s+(?:to|for))\b
  | due\s+(?:to|in|before|back|for|on|at) | set\s+(?:to|for) | slated | scheduled\s+(?:to|for|on) | expected\s+(?:to|in|by|on|before)
  | (?:is|are)\s+to\s+[a-z]+ | (?:plans?|intends?|hopes?|aims?|wants?|promises?|vows?|expects?|proposes?|pledges?)\s+to | planning\s+to | awaiting | await
  | upcoming | forthcoming | effective | takes?\s+effect | comes?\s+into\s+force | deadline
"""
_PAST = r"""
    was | were | had | did | been | has\s+[a-z]+ed | have\s+[a-z]+ed | said | told | [a-z]{2,}ed(?<!need)(?<!hundred)(?<!sacred)(?<!speed) | came | went | took | found | made | saw
  | left | ran | fell | rose | began | drove | fled | held | met | got | gave | brought | caught | sent | shot | died | struck | set\s+off
  | kept | led | won | lost | hit | broke | sank | swam | drew | threw | wrote | spoke | stood | paid | sought | thought | became | grew
  | knew | felt | built | bought | sold | put | cut | shut | rode | flew | forced | dealt | bore | hid | slid | heard | wore
"""
_PRESENT = r"(?:opens?|closes?|begins?|starts?|ends?|expires?|meets?|leaves?|arrives?|faces?|returns?|runs?)"
_CUE = re.compile(
    rf"\b(?:(?P<future>{_FUTURE})|(?P<past>{_PAST})|(?P<present>{_PRESENT}))\b", re.VERBOSE | re.IGNORECASE
)
# After `will` these many characters of participles (will be sentenced) do not look back.
_VERB_GROUP = 40
_REACH = 400  # characters either side: no clause is longer
_CLAUSE = re.compile(r"[;:—]|,\s+(?:and|but|while|after|who|which|where|when|because|although|as)\b|\s(?:after|who|which|where|when|because|although|while)\s")


def cue_tense(text: str, start: int, end: int, first: int, last: int) -> tuple[Tense, str] | None:
    """Return the tense that the nearest cue of a sentence tells for a date, and the cue.

    Args:
        text: the text.
        start: where the date begins.
        end: where it ends.
        first: where its sentence begins.
        last: where its sentence ends.
    """
    first, last = max(first, start - _REACH), min(last, end + _REACH)
    before = _cues(text, first, start)
    clauses = [match.start() for match in _CLAUSE.finditer(text, first, start)]
    clause = clauses[-1] if clauses else first
    near = [cue for cue in before if cue[0] >= clause]
    if near:
        return near[-1][1:]
    after = _cues(text, end, last)
    closed = _CLAUSE.search(text, end, last)
    if after and (closed is None or after[0][0] < closed.start() or not before):
        return after[0][1:]
    if before:
        return before[-1][1:]
    return after[0][1:] if after else None


def _cues(text: str, start: int, end: int) -> list[tuple[int, Tense, str]]:
    found: list[tuple[int, Tense, str]] = []
    for match in _CUE.finditer(text, start, end):
        tense = Tense.FUTURE if match["future"] else Tense.PAST if match["past"] else Tense.PRESENT
        if found and tense is not Tense.FUTURE and found[-1][1] is Tense.FUTURE:
            between = text[found[-1][0] : match.start()]
            if len(between) <= _VERB_GROUP and "," not in between and not re.search(r"\b(?:and|but|said|after)\b", between):
                continue
        found.append((match.start(), tense, match.group()))
    return found


_SENTENCE = re.compile(r"(?:(?<![.\s][A-Za-z])(?<!\b[A-Z])(?<!\bMr)(?<!\bDr)(?<!\bSt)(?<!\bLt)(?<!Mrs)(?<!Sgt)(?<!Gen)(?<!Col)(?<!Sen)(?<!Rep)(?<!Gov)(?<!Jan)(?<!Feb)(?<!Mar)(?<!Apr)(?<!Aug)(?<!Sep)(?<!Oct)(?<!Nov)(?<!Dec)(?<!Sept)(?<!Jun)(?<!Jul)(?<!Inc)(?<!No)[.!?]['\"”’)\]]{0,3}\s+(?=['\"“‘(]?[A-Z\d])|\n[ \t\r]*\n\s*)")
_PARAGRAPH = re.compile(r"\n[ \t\r]*\n")


class Sentences:
    """Where the sentences and paragraphs of a text begin, by their look."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._starts = [0, *(match.end() for match in _SENTENCE.finditer(text))]
        self._paragraphs = [0, *(match.end() for match in _PARAGRAPH.finditer(text))]

    def number(self, offset: int) -> int:
        """Return which sentence an offset lies in."""
        return bisect_right(self._starts, offset) - 1

    def paragraph(self, offset: int) -> int:
        """Return which paragraph an offset lies in."""
        return bisect_right(self._paragraphs, offset) - 1

    def bounds(self, offset: int) -> tuple[int, int]:
        """Return where the sentence of an offset begins and ends."""
        number = self.number(offset)
        last = self._starts[number + 1] if number + 1 < len(self._starts) else len(self._text)
        return self._starts[number], last
