"""Find the personal names of a text, by their shape and their neighbours."""

from __future__ import annotations

from borderfacts import lexicons
from borderfacts.annotations import PersonMention
from borderfacts.mentions.people.nouns import noun_at, person_nouns, titles, words_of
from borderfacts.mentions.people.reading import NOUN_TAGS, Reading
from borderfacts.vocabulary import PartKind, Role

_NAME_TAGS = frozenset({"NNP", "NNPS"})
# The tagger takes rare names for these inside a sentence.
_MISTAKEN_TAGS = frozenset({"NN", "JJ", "VB", "FW", "RB", "UH", "VBD", "VBP", "NNS"})
_PARTICLES = lexicons.people_cues("particles")
_SUFFIXES = frozenset({"jr", "jr.", "sr", "sr.", "ii", "iii", "iv"})
_HONORIFICS = {
    "mr": PartKind.MAN,
    "mrs": PartKind.WOMAN,
    "ms": PartKind.WOMAN,
    "miss": PartKind.WOMAN,
    "señor": PartKind.MAN,
    "señora": PartKind.WOMAN,
}
_SAYING = lexicons.people_cues("quoting")
_LEADING = frozenset({"charge", "heads", "headed", "leads", "led", "runs", "chairs", "directs"})
_OF_A_THING = lexicons.people_cues("before_things")
_NAMING = frozenset({"named", "called"})
_LONGEST_NAME = 6
# Titles pile up before a name: "Chief Patrol Agent", "Assistant Secretary of State".
_TITLE_REACH = 4
# An office stands at most this far behind a name: "Ellen Marsh, the deputy regional director".
_OFFICE_REACH = 8


def find_names(reading: Reading) -> list[PersonMention]:
    """Return the personal names of the Doc.

    A full name is a run of two to six capitalized words that are no place, agency, date or organisation. A part of it
    alone, later in the text, is a mention of the same person. A single word is a name only where something shows it.
    """
    return _Names(reading).find()


class _Names:
    """The names of one Doc, in order."""

    def __init__(self, reading: Reading) -> None:
        self._r = reading
        self._blocked = reading.named | reading.taken
        self._known: dict[str, str] = {}
        self._full: set[str] = set()
        self._officials: set[str] = set()
        self._single = self._single_names()

    def find(self) -> list[PersonMention]:
        found = []
        i = 0
        while i < len(self._r):
            end = self._run(i)
            mention = self._mention(i, end) if end > i else None
            if mention is not None:
                found.append(mention)
            i = max(end, i + 1)
        return found

    def _single_names(self) -> set[str]:
        """Return the words that some place in the text shows to be a name by themselves."""
        r = self._r
        return {
            r.words[i]
            for i in range(len(r))
            if r.tags[i] == "NNP" and self._may_be_name(i) and self._run(i) == i + 1 and self._is_shown(i)
        }

    def _is_shown(self, i: int) -> bool:
        r = self._r
        if i and self._may_be_name(i - 1):
            return False
        before, after, behind = r.word(i - 1), r.word(i + 1), r.word(i + 2)
        if before.rstrip(".") in _HONORIFICS or before in _NAMING:
            return True
        if before == "," and noun_at(r, i - 2) is not None and after == "," and self._possessed(i - 2):
            return True
        if after == "and" and before == "," and self._run(i + 2) > i + 3:
            return True  # "two brothers, Ali and Omar Hassan"
        if after == ",":
            age = behind.isdigit() and len(behind) == 2 and r.word(i + 3) in (",", ".")
            aged = behind in ("a", "an", "the") and r.word(i + 4) in ("-", "–") and r.word(i + 5).startswith("year")
            near = range(i + 3, min(i + 6, len(r)))
            described = behind in ("a", "an") and any(noun_at(r, k) is not None for k in near)
            return age or aged or described or behind in ("who", "whose")
        if (after == "and" and behind in ("his", "her")) or after == "who":
            return True
        return after in words_of("human_verb") and r.doc[i].dep_ == "nsubj" and r.word(i - 1) not in _OF_A_THING

    def _possessed(self, noun: int) -> bool:
        return any(self._r.tag(k) == "PRP$" for k in range(noun - 2, noun))

    # --- the run of words --------------------------------------------------------------------------------------------

    def _run(self, start: int) -> int:
        r, i = self._r, start
        while i < len(r) and i - start < _LONGEST_NAME and self._may_be_name(i):
            i += 1
            joined = self._over_particles(i)
            if joined is not None:
                i = joined
            if r.word(i) in _SUFFIXES:
                return i + 1
        return i

    def _over_particles(self, i: int) -> int | None:
        """Return the token behind ``de la``, ``van der``, ``al-`` where the name goes on there."""
        stop = i
        while stop - i < 3 and self._r.word(stop) in _PARTICLES:
            stop += 1
        return stop if stop > i and stop < len(self._r) and self._may_be_name(stop) else None

    def _may_be_name(self, i: int) -> bool:
        r = self._r
        text, tag = r.doc[i].text, r.tags[i]
        if i in self._blocked or not text[:1].isupper():
            return False
        if tag not in _NAME_TAGS and (
            tag not in _MISTAKEN_TAGS or (r.sentence[i] == i and r.word(i + 1) not in _PARTICLES)
        ):
            return False
        if i in r.nations and r.tag(i + 1) not in _NAME_TAGS:
            return False
        initial = len(text) == 2 and text[1] == "."
        if (not initial and (text.isupper() or not any(c.islower() for c in text))) or any(c.isdigit() for c in text):
            return False
        word = r.words[i].rstrip(".")
        return word not in titles() and r.words[i] not in person_nouns() and word not in words_of("not_a_name")

    # --- the mention -------------------------------------------------------------------------------------------------

    def _mention(self, start: int, end: int) -> PersonMention | None:
        r = self._r
        honorific = _HONORIFICS.get(r.word(start - 1).rstrip("."))
        name = self._name(start, end, honorific)
        if name is None or (honorific is None and self._is_thing(start, end)):
            return None
        official = name in self._officials or self._is_official(start, end, courtesy=honorific is not None)
        if official:
            self._officials.add(name)
        new = name not in self._full
        if new:
            self._remember(start, end, name)
        left = start - 1 if honorific else start
        return PersonMention(
            span=r.span(left, end),
            head=end - 1,
            left=left,
            right=end,
            count=r.one(left, end),
            kind=honorific,
            name=name,
            role=Role.OTHER if official else None,
            reference="new" if new else "name",
            official=official,
        )

    def _name(self, start: int, end: int, honorific: PartKind | None) -> str | None:
        text = self._r.span(start, end).text
        if end - start > 1:
            return text
        word = self._r.words[start]
        return self._known.get(word) or (text if honorific or word in self._single else None)

    def _remember(self, start: int, end: int, name: str) -> None:
        """Keep the words by which the person may be called again: surnames, and the first name."""
        words = self._r.words[start:end]
        if words[-1] in _SUFFIXES:
            words = words[:-1]
        self._full.add(name)
        # Spanish second surnames are dropped on later mention.
        for word in (words[-1], words[-2] if len(words) > 2 else words[-1], words[0]):
            if word not in _PARTICLES:
                self._known.setdefault(word, name)

    def _is_thing(self, start: int, end: int) -> bool:
        """Ships, operations, companies: ``the Ocean Viking``, ``Operation Safe Streets``, ``Straits Line``."""
        r = self._r
        before = start - 1
        title = r.word(before) in titles()
        if before in self._blocked and r.tag(before) in _NAME_TAGS and r.doc[before].whitespace_ and not title:
            return True
        if r.word(before) in _OF_A_THING and end - start > 1:
            return True
        if r.tag(end) in ("NN", "NNS") and r.doc[end].head.i != end and r.doc[end - 1].dep_ == "compound":
            return noun_at(r, end) is None
        return r.word(end) == "&"

    # --- officials ---------------------------------------------------------------------------------------------------

    def _is_official(self, start: int, end: int, *, courtesy: bool) -> bool:
        """Whoever is quoted speaks for an authority, unless the text calls them Mr or Ms or tells their age."""
        r = self._r
        if self._has_title(start):
            return True
        if not courtesy and (r.word(end) in _SAYING or r.word(start - 1) in _SAYING):
            return True
        return r.word(end) == "," and self._has_office_behind(end + 1)

    def _has_title(self, start: int) -> bool:
        """A title stands right before, or with more of its words between: ``Secretary of State for the Interior``."""
        r = self._r
        for i in range(start - 1, max(start - 1 - _TITLE_REACH, -1), -1):
            word = r.words[i].rstrip(".")
            if word in titles() and (r.doc[i].text[:1].isupper() or r.words[i] in person_nouns()):
                return True
            if r.tags[i] not in NOUN_TAGS and word not in ("of", "for", "the", ""):  # "" is the full stop of "Sgt ."
                return False
        return False

    def _has_office_behind(self, start: int) -> bool:
        r = self._r
        if r.word(start) == "who" and not _LEADING.isdisjoint(r.words[start + 1 : start + 5]):
            return True
        for i in range(start, min(start + _OFFICE_REACH, len(r))):
            noun = noun_at(r, i)
            if noun is not None:
                return noun.official
            if r.tags[i] in (",", ".", "VBD", "WP") or (r.tags[i] == "CD" and i == start):
                return False
        return False
