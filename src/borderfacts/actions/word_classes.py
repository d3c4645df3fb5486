"""Which classes of words a token belongs to: those of other layers, of pronouns, and of ``classes.toml``."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable
from typing import TYPE_CHECKING

from borderfacts import annotations
from borderfacts.records import Span
from borderfacts.vocabulary import PlaceKind, Role

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

_CROSSINGS = (PlaceKind.PORT_OF_ENTRY, PlaceKind.LANDMARK)


class WordClasses:
    """Which classes a token of one Doc belongs to."""

    def __init__(self, doc: Doc, lexicon: dict[str, frozenset[str]]) -> None:
        self._lexicon = lexicon
        self._starts = [token.idx for token in doc]
        self._people: dict[int, frozenset[str]] = {}
        for mention in annotations.PEOPLE.read(doc):
            names = _classes_of(mention)
            for i in range(mention.left, mention.right):
                self._people.setdefault(i, names)
        self._layers: dict[int, set[str]] = {}
        self._read_agencies(doc)
        self._read_places(doc)
        for seizure in annotations.SEIZURES.read(doc):
            self._mark(seizure.span, {"goods"})
        for mention_of_day in annotations.DATES.read(doc):
            self._mark(mention_of_day.span, {"date"})
        self.named = {i for i, names in self._layers.items() if names & {"agency", "place"}}

    def _read_agencies(self, doc: Doc) -> None:
        agencies = annotations.AGENCIES.read(doc)
        countries = Counter(agency.country for agency in agencies if agency.country)
        home = countries.most_common(1)[0][0] if countries else None
        for agency in agencies:
            names = {"agency", "government", "force"}
            if agency.country and agency.country != home:
                names.add("foreign")
            self._mark(agency.span, names)

    def _read_places(self, doc: Doc) -> None:
        for place in annotations.PLACES.read(doc):
            names = {"place"}
            if place.kind == PlaceKind.COUNTRY:
                names |= {"country", "government"}
            elif place.kind == PlaceKind.ADMIN1:
                names |= {"state", "government"}
            elif place.kind in _CROSSINGS:
                names.add("crossing")
            elif place.kind == PlaceKind.WATER:
                names |= {"border", "water"}
            self._mark(place.span, names)

    def _mark(self, span: Span, names: set[str]) -> None:
        for i in range(bisect_left(self._starts, span.start), bisect_left(self._starts, span.end)):
            self._layers.setdefault(i, set()).update(names)

    def of(self, token: Token) -> frozenset[str]:
        """Return the classes of a token that layers and pronouns give; those of the lexicon are asked apart."""
        if token.i in self._people:
            return self._people[token.i]
        found = set(self._layers.get(token.i, ()))
        word = token.lower_
        if (
            word in self._lexicon["person_pronoun"]
            or token.tag_ == "CD"
            and token.dep_ in ("nsubj", "nsubjpass", "dobj", "pobj")
        ):
            found |= {"people", "suspect?"}
        if word in self._lexicon["thing_pronoun"]:
            found |= {"vessel", "vehicle", "goods"} if word == "it" else {"vessel", "vehicle"}
        return frozenset(found)

    def any_of(self, tokens: Iterable[Token], wanted: tuple[str, ...]) -> bool:
        """Tell whether one of the tokens belongs to one of the classes."""
        return any(self.is_of(token, wanted) for token in tokens)

    def is_of(self, token: Token, wanted: tuple[str, ...]) -> bool:
        """Tell whether a token belongs to one of the classes."""
        own = self.of(token)
        if any(name in own or name == "suspect" and "suspect?" in own for name in wanted):
            return True
        if token.i in self._people:
            # "officers" are a force, "the minister" a government; migrants are neither a vessel nor a border.
            asked = [name for name in wanted if name in ("force", "government", "smuggler", "helper")]
            return any(
                token.lower_ in self._lexicon.get(name, ())
                for name in asked
                if "people" not in own or name in ("smuggler", "helper")
            )
        return any(self._is_word_of(token, name) for name in wanted)

    def _is_word_of(self, token: Token, name: str) -> bool:
        words = self._lexicon.get(name, frozenset())
        if token.lower_ in words:
            return True
        # "a Winnipeg medical centre", "a Border Patrol boat": the first part of a compound tells as well as its head
        return name == "hospital" and any(
            child.lower_ in words for child in token.children if child.dep_ in ("compound", "amod")
        )

    def has_detail(self, token: Token) -> bool:
        """Tell whether the phrase of a token counts people or goods, or names a day or a place within a country."""
        for part in token.subtree:
            names = self._layers.get(part.i, set())
            if "date" in names or "goods" in names or "place" in names and not names & {"country", "state"}:
                return True
            if (
                part.tag_ == "CD"
                and part.i != token.i
                and part.head.lower_ not in ("count", "counts", "charge", "charges", "offences", "offenses")
            ):
                return True
        return False


def _classes_of(mention: annotations.PersonMention) -> frozenset[str]:
    if mention.body:
        return frozenset({"body"})
    if mention.role == Role.OFFICER or mention.official:
        return frozenset({"officer"})
    names = {"people"}
    if mention.role == Role.SUSPECT or mention.name:
        names.add("suspect")
    elif mention.role is None and mention.kind != "child":
        names.add("suspect?")
    return frozenset(names)
