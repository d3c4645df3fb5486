"""Find who says so: the source of what a sentence tells, and how the source stands to it."""

from __future__ import annotations

import re
from collections.abc import Iterator

from spacy.tokens import Doc, Token

from borderfacts import lexicons
from borderfacts.annotations import ATTRIBUTIONS
from borderfacts.records import Attribution, Span
from borderfacts.vocabulary import Stance

# The longest source, in words: more is a sentence that the parse took for one.
MOST_WORDS = 16
_SUBJECTS = frozenset({"nsubj", "csubj"})
_REPORTED = frozenset({"ccomp", "parataxis"})
_NO_SOURCE = frozenset(
    (
        "it",
        "there",
        "which",
        "that",
        "what",
        "this",
        "these",
        "those",
        "i",
        "you",
        "we",
        "who",
        "whom",
        "all",
        "none",
        "one",
    )
)
_SIGNS = frozenset({",", ".", ";", ":", "—", "–", "“", "”", '"', "''", "``", "!", "?"})
_DAY = re.compile(
    r"(?:\s(?:on|late|early|last|this))?\s(?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|week|month|year)$"
)
_CUT = frozenset({"relcl", "acl", "advcl", "parataxis", "ccomp"})
# Where the parse is missing: the words since the last comma or stop, before a verb that reports by itself.
_BEFORE = r"(?:^|[.,;:!?—–\"”]\s|\n)(?P<source>(?:(?!(?:and|but|that|which|who|as|he|it)\b)[\w.'’-]+\s){1,7})"
_NAMED = r"(?P<source>(?:[\w'’-]+(?:\.(?=\s[A-Z]))?\s){0,7}[\w'’-]+)(?=[,.;:)”\"\n]|$)"


class AttributionFinder:
    """The component that writes ``annotations.ATTRIBUTIONS``: source, verb and stance of what is reported."""

    def __init__(self) -> None:
        self._verbs: dict[str, list[tuple[str, Stance, bool]]] = {}
        phrases: dict[str, Stance] = {}
        free: list[str] = []
        for stance, entry in lexicons.attributions().items():
            for form in (*entry.free, *entry.verbs):
                verb, _, second = form.partition(" ")
                self._verbs.setdefault(verb, []).append((second, stance, form in entry.free))
            phrases |= dict.fromkeys(entry.phrases, stance)
            free += entry.free
        self._phrases = phrases
        self._phrase = re.compile(
            rf"\b(?P<verb>{'|'.join(p.replace(' ', chr(92) + 's') for p in phrases)})\s", re.IGNORECASE
        )
        self._plain = re.compile(rf"{_BEFORE}(?P<verb>{'|'.join(free)})\b")
        self._source = re.compile(_NAMED)

    def __call__(self, doc: Doc) -> Doc:
        """Find the attributions of a Doc."""
        ATTRIBUTIONS.write(doc, self._find(doc))
        return doc

    def _find(self, doc: Doc) -> Iterator[Attribution]:
        if not doc.has_annotation("DEP"):
            yield from self._without_parse(doc.text)
            return
        text = doc.text  # made anew on each access
        for token in doc:
            if token.lower_ in self._verbs and _is_finite(token):
                yield from self._of_verb(text, token)
        for match in self._phrase.finditer(text):
            yield from self._of_phrase(text, doc, match)

    def _of_verb(self, text: str, verb: Token) -> Iterator[Attribution]:
        if any(child.dep_ == "neg" or child.tag_ == "MD" for child in verb.children):
            return
        for second, stance, free in self._verbs[verb.lower_]:
            end = _particle_end(verb, second) if second else verb.idx + len(verb)
            if end is None or not (free or second or _reports(verb)):
                continue
            source = _source_right_before(verb) or _source_of(verb)
            if source is not None:
                yield _attribution(text, source, (verb.idx, end), stance)
            return

    def _of_phrase(self, text: str, doc: Doc, match: re.Match[str]) -> Iterator[Attribution]:
        stance = self._phrases[" ".join(match["verb"].lower().split())]
        words = doc.char_span(match.start("verb"), match.end("verb"), alignment_mode="expand")
        if words is None:
            return
        last = words[-1]
        head = next((child for child in last.children if child.dep_ in ("pobj", "dobj") and child.i > last.i), None)
        if head is None or head.lower_ in _NO_SOURCE:
            return
        start, stop = _phrase_of(head)
        span = Span.of(text, match.start("verb"), stop)
        yield Attribution(source=text[start:stop], verb=match["verb"], stance=stance, span=span)

    def _without_parse(self, text: str) -> Iterator[Attribution]:
        for match in self._plain.finditer(text):
            source = match["source"].rstrip()
            stance = self._verbs[match["verb"].lower()][0][1]
            span = Span.of(text, match.start("source"), match.end("verb"))
            yield Attribution(source=source, verb=match["verb"], stance=stance, span=span)
        for match in self._phrase.finditer(text):
            source_match = self._source.match(text, match.end())
            if source_match:
                stance = self._phrases[" ".join(match["verb"].lower().split())]
                span = Span.of(text, match.start("verb"), source_match.end())
                yield Attribution(source=source_match["source"], verb=match["verb"], stance=stance, span=span)


def _is_finite(verb: Token) -> bool:
    """Whether a reporting verb has a subject of its own, or an agent (``as told by police``)."""
    if verb.tag_ == "VBN":
        return any(child.dep_ in ("aux", "agent") for child in verb.children)
    if verb.tag_ == "NNS":  # ..., CBP estimates.
        return verb.i + 1 < len(verb.doc) and verb.nbor().is_punct and _source_right_before(verb) is not None
    return verb.tag_ in ("VBD", "VBZ", "VBP", "VB")


def _particle_end(verb: Token, second: str) -> int | None:
    """Return where a verb with a second word ends (``went on``, ``puts ... at``); None where that word is missing."""
    if verb.i + 1 < len(verb.doc) and verb.nbor().lower_ == second:
        return verb.nbor().idx + len(second)
    found = next((child for child in verb.children if child.lower_ == second and second == "at"), None)
    if found is not None and any(token.tag_ in ("CD", "$") for token in found.subtree):
        return verb.idx + len(verb)
    return None


def _source_right_before(verb: Token) -> tuple[int, int] | None:
    """Return the noun phrase between the last sign or relative word and a verb: ``..., the agency said``.

    In a sentence that ends so, the words are surer than the parse.
    """
    doc, start = verb.doc, verb.i
    while start > max(0, verb.i - MOST_WORDS // 2) and not _ends_chunk(doc[start - 1]) and not doc[start].is_sent_start:
        start -= 1
    chunk = doc[start : verb.i]
    if len(chunk) == 0 or chunk[0].tag_ in ("IN", "RB", "TO", "CC", "RP", "WRB") or chunk[-1].lower_ in _NO_SOURCE:
        return None
    if any(token.tag_.startswith(("VB", "MD")) for token in chunk):
        return None
    if not chunk[-1].tag_.startswith(("NN", "PRP", "-RRB-")) or (start == 0 and len(chunk) > 6):
        return None
    return _trimmed(doc, chunk[0].idx, chunk[-1].idx + len(chunk[-1]))


def _trimmed(doc: Doc, start: int, stop: int) -> tuple[int, int]:
    """Return the words of a source without the day on which it spoke."""
    words = doc.char_span(start, stop)
    day = _DAY.search(words.text) if words is not None else None
    return start, start + day.start() if day else stop


def _ends_chunk(token: Token) -> bool:
    return token.text in _SIGNS or token.is_space or token.tag_ in ("WP", "WDT", "WP$", "VBD", "VBZ", "VBP", "VBN")


def _source_of(verb: Token) -> tuple[int, int] | None:
    """Return where the words for the source of a reporting verb start and end; None where it has none."""
    subject = next((child for child in verb.children if child.dep_ in _SUBJECTS and not _is_dateline(child)), None)
    if subject is not None and subject.lower_ in ("who", "which") and verb.dep_ == "relcl":
        subject = verb.head
        if abs(subject.i - verb.i) > MOST_WORDS:
            return None
    if subject is None:
        agent = next((child for child in verb.children if child.dep_ == "agent"), None)
        subject = next((child for child in agent.children if child.dep_ == "pobj"), None) if agent is not None else None
    if (
        subject is None
        or subject.lower_ in _NO_SOURCE
        or not subject.tag_.startswith(("NN", "PRP", "DT", "CD", "JJ", "VBG"))
    ):
        return None
    return _phrase_of(subject)


def _is_dateline(token: Token) -> bool:
    return token.is_upper and token.i + 1 < len(token.doc) and token.nbor().text in ("—", "–", "-", ",")


def _phrase_of(head: Token) -> tuple[int, int]:
    """Return where the noun phrase of a head starts and ends, clauses and trailing signs left out."""
    doc = head.doc
    start, stop = head.left_edge.i, head.right_edge.i + 1
    for token in doc[head.i : stop]:
        if token.dep_ in _CUT and token.i > head.i and token.head.i >= start:
            stop = min(stop, max(token.left_edge.i, head.i + 1))
            break
    if stop - start > MOST_WORDS:
        stop = head.i + 1
        start = max(start, stop - MOST_WORDS)
    while stop > head.i + 1 and _trails(doc[stop - 1]):
        stop -= 1
    while start < head.i and (doc[start].is_punct or doc[start].is_space):
        start += 1
    return _trimmed(doc, doc[start].idx, doc[stop - 1].idx + len(doc[stop - 1]))


def _trails(token: Token) -> bool:
    return (token.is_punct and token.text != ")") or token.dep_ in ("cc", "mark") or token.tag_ in ("WP", "WDT")


def _reports(verb: Token) -> bool:
    """Whether a verb has what it reports beside it: a clause, a quotation, or the sentence it stands in."""
    if any(child.dep_ in _REPORTED or (child.dep_ == "dobj" and child.tag_ == "WP") for child in verb.children):
        return True
    if verb.dep_ in _REPORTED and verb.head.i != verb.i:
        return any(verb.doc[i].lower_ in (",", '"', "”") for i in (verb.left_edge.i - 1, verb.i - 1) if i >= 0)
    return any(child.text in ("“", "”", '"', "''", "``") for child in verb.children)


def _attribution(text: str, source: tuple[int, int], verb: tuple[int, int], stance: Stance) -> Attribution:
    return Attribution(
        source=text[source[0] : source[1]],
        verb=text[verb[0] : verb[1]],
        stance=stance,
        span=Span.of(text, min(source[0], verb[0]), max(source[1], verb[1])),
    )
