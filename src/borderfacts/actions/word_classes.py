"""Which classes of words a token belongs to: those of other layers, of pronouns, and of ``classes.toml``."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable
from typing import TYPE_CHECKING

from borderfacts.annotations import AGENCIES, DATES, PEOPLE, PLACES, QUANTITIES, SEIZURES, PersonMention
from borderfacts.records import Span
from borderfacts.vocabulary import PlaceKind, Role

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

_NOUN_PLACES = ("nsubj", "nsubjpass", "dobj", "pobj")
# "It was seized": goods are told at most this many tokens before.
_REACH_OF_IT = 40
_CROSSINGS = (PlaceKind.PORT_OF_ENTRY, PlaceKind.LANDMARK)


class WordClasses:
    """Which classes a token of one Doc belongs to."""

    def __init__(self, doc: Doc, lexicon: dict[str, frozenset[str]]) -> None:
        self._lexicon = lexicon
        self._starts = [token.idx for token in doc]
        self._people: dict[int, frozenset[str]] = {}
        for mention in PEOPLE.read(doc):
            names = _classes_of(mention)
            for i in range(mention.left, mention.right):
                self._people.setdefault(i, names)
        self._layers: dict[int, set[str]] = {}
        self._read_agencies(doc)
        self._read_places(doc)
        for seizure in SEIZURES.read(doc):
            self._mark(seizure.span, {"goods"})
        for mention_of_day in DATES.read(doc):
            self._mark(mention_of_day.span, {"date"})
        for quantity in QUANTITIES.read(doc):
            self._mark(quantity.span, {"quantity"})
        self._goods = tuple(i for i in sorted(self._layers) if "goods" in self._layers[i])
        self.named = {i for i, names in self._layers.items() if names & {"agency", "place"}}

    def _read_agencies(self, doc: Doc) -> None:
        agencies = AGENCIES.read(doc)
        countries = Counter(agency.country for agency in agencies if agency.country)
        if len(countries) == 1:
            towns = [p for p in PLACES.read(doc) if p.kind not in (PlaceKind.COUNTRY, PlaceKind.ADMIN1)]
            countries.update(place.country for place in towns if place.country)
        home = countries.most_common(1)[0][0] if countries else None
        for agency in agencies:
            names = {"agency", "government", "force"}
            if agency.country and agency.country != home:
                names.add("foreign")
            self._mark(agency.span, names)

    def _read_places(self, doc: Doc) -> None:
        for place in PLACES.read(doc):
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
        counts = token.tag_ == "CD" and token.dep_ in _NOUN_PLACES and "quantity" not in found
        if word in self._lexicon["person_pronoun"] or counts:
            found |= {"people", "suspect?"}
        if word in self._lexicon["thing_pronoun"]:
            found |= {"vessel", "vehicle"}
            if word == "it" and any(0 < token.i - i < _REACH_OF_IT for i in self._goods):
                found.add("goods")
        return frozenset(found)

    def any_of(self, tokens: Iterable[Token], wanted: tuple[str, ...]) -> bool:
        """Tell whether one of the tokens belongs to one of the classes."""
        return any(self.is_of(part, wanted) for token in tokens for part in self._whole_and_parts(token))

    def _whole_and_parts(self, token: Token) -> list[Token]:
        """``20 kilometres of fencing``, ``a group of migrants``: what is measured or counted stands behind ``of``."""
        if (
            token.tag_ != "CD"
            and token.lower_ not in self._lexicon["amount"]
            and "quantity" not in self._layers.get(token.i, ())
        ):
            return [token]
        of = [child for child in token.children if child.dep_ == "prep" and child.lower_ == "of"]
        return [token, *(noun for child in of for noun in child.children if noun.dep_ == "pobj")]

    def is_of(self, token: Token, wanted: tuple[str, ...]) -> bool:
        """Tell whether a token belongs to one of the classes."""
        own = self.of(token)
        if any(name in own or (name == "suspect" and "suspect?" in own) for name in wanted):
            return True
        if token.i in self._people and "people" in own:
            # migrants are no force and no government, though "men" and "members" may be
            wanted = tuple(name for name in wanted if name not in ("force", "government"))
        if "suspect" in wanted and self.is_called_suspect(token):
            return True
        return any(self._is_word_of(token, name) for name in wanted)

    def is_called_suspect(self, token: Token) -> bool:
        """Tell whether a noun names a suspect, or words beside it do: ``the wanted man``, ``a suspected member``."""
        if token.lower_ in self._lexicon["suspect"] or "suspect" in self.of(token):
            return True
        return any(c.dep_ in ("amod", "acl") and c.lower_ in self._lexicon["suspected"] for c in token.children)

    def _is_word_of(self, token: Token, name: str) -> bool:
        words = self._lexicon.get(name, frozenset())
        if token.lower_ in words:
            # "a rescue operation" and "a plea agreement" are no policy
            return name != "policy" or not any(c.lower_ in self._lexicon["no_policy"] for c in token.children)
        # "a Winnipeg medical centre", "a Border Patrol boat": the first part of a compound tells as well as its head
        return name == "hospital" and any(
            child.lower_ in words for child in token.children if child.dep_ in ("compound", "amod")
        )

    def has_detail(self, token: Token) -> bool:
        """Tell whether the phrase of a token counts people or goods, or names a day or a place within a country."""
        for part in token.subtree:
            names = self._layers.get(part.i, set())
            if "date" in names or "goods" in names or ("place" in names and not names & {"country", "state"}):
                return True
            if (
                part.tag_ == "CD"
                and part.i != token.i
                and part.head.lower_ not in ("count", "counts", "charge", "charges", "offences", "offenses")
            ):
                return True
        return False


def _classes_of(mention: PersonMention) -> frozenset[str]:
    if mention.body:
        return frozenset({"body"})
    if mention.role == Role.OFFICER or mention.official:
        return frozenset({"officer"})
    names = {"people"}
    if mention.role == Role.MIGRANT or (mention.nationalities and mention.role is None):
        names.add("migrant")
    if mention.role == Role.SUSPECT or mention.name:
        names.add("suspect")
    elif mention.role in (None, Role.OTHER) and mention.kind != "child":
        names.add("suspect?")
    return frozenset(names)
