"""Choose, among the places that share a name, the one that a story means."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Mapping, Sequence

from borderfacts.lexicons.gazetteer import Candidate, admin1_name, fold
from borderfacts.values.places.tokens import Name
from borderfacts.vocabulary import PlaceKind

_COUNTRY_WEIGHT = 14.0
_DISPUTED_COUNTRY_WEIGHT = 5.5  # a division has the same name (Georgia)
_DIVISION_WEIGHT = 5.0
_RARE_DIVISION_WEIGHT = 1.0
_NATURAL_WEIGHT = 6.0  # waters, landmarks, crossings: no evidence of country speaks for them
_POPULATION_WEIGHT = 0.6  # a tenfold town needs less evidence by this much
_BY_HAND_WEIGHT = 2.4
_ALTERNATE_WEIGHT = -1.2
_METROPOLIS_WEIGHT = 2.5  # a capital, or a million people: named without more
_METROPOLIS = 1_000_000
_NAMED_DIVISION = 2.0  # the story names the division
_NAMED_COUNTRY = 2.0  # the story names the country, or its people and agencies
_SAME_SENTENCE = 1.2
_IN_DATELINE = 1.0
_NEAR_WEIGHT = 2.5  # a place that is certain lies close by
_NEAR_KILOMETRES = 250.0
_SURE_LEAD = 1.5
_TOWN_BY_HAND = 10_000  # the weight of a place by hand is not that of its people
_ARTICLE_WEIGHT = 8.0  # ``the Limpopo`` is a river, not a province
_MAX_ANCHORS = 200  # enough for a story; a list of all the world's towns is none
_SURE_POPULATION = 100_000
_STRANGE_POPULATION = 50_000  # a smaller town in a country that the story never names is another place of that name
# A city of this size is known by any of its names ("New York" for New York City).
_FAMOUS_POPULATION = 1_000_000
_STRANGE_KILOMETRES = 300.0
# The capital unless the story is set around the state.
_CITY_FIRST = {"US-WA": 5.2}


class Evidence:
    """What a story says about where it is set, gathered as its places become certain."""

    def __init__(self, hints: Mapping[str, float]) -> None:
        self._hints = hints
        self._countries: Counter[str] = Counter()
        self._divisions: Counter[str] = Counter()
        self._dateline: set[str] = set()
        self._sentences: dict[int, set[str]] = {}
        self._anchors: dict[str, tuple[float, float]] = {}
        self._certain: dict[str, tuple[int, Candidate]] = {}

    def add(self, name: Name, place: Candidate, key: str, sentence: int) -> None:
        """Take a place as certain."""
        codes = [code for code in (place.country, place.admin1) if code]
        if place.country:
            self._countries[place.country] += 1
        if place.admin1:
            self._divisions[place.admin1] += 1
        self._sentences.setdefault(sentence, set()).update(codes)
        if name.in_dateline:
            self._dateline.update(codes)
        is_anchor = place.kind is not PlaceKind.COUNTRY and len(self._anchors) < _MAX_ANCHORS
        if is_anchor and place.lat is not None and place.lon is not None:
            self._anchors.setdefault(key, (place.lat, place.lon))
        if place.kind is not PlaceKind.COUNTRY:
            self._certain.setdefault(key, (name.start, place))

    def earlier(self, key: str, before: int) -> Candidate | None:
        """Return the place that the same name means earlier in the story."""
        start, place = self._certain.get(key, (before, None))
        return place if start < before else None

    def sole_country(self) -> str | None:
        """Return the country of the dateline, or the only one that the story names."""
        dateline = sorted(code for code in self._dateline if len(code) == 2)
        if len(dateline) == 1:
            return dateline[0]
        return next(iter(self._countries)) if len(self._countries) == 1 else None

    def weigh(self, place: Candidate, key: str, sentence: int, *, is_disputed: bool) -> float:
        """Return how well a place fits the story.

        Args:
            place: the place.
            key: the folded words that name it.
            sentence: the number of the sentence.
            is_disputed: a division has the same name.
        """
        weight = _own_weight(place, is_disputed=is_disputed)
        near = self._sentences.get(sentence, ())
        if place.country and place.kind is not PlaceKind.COUNTRY:
            if self._countries[place.country]:
                weight += _NAMED_COUNTRY
            else:
                weight += _NAMED_COUNTRY * min(self._hints.get(place.country, 0.0), 1.0)
            weight += _SAME_SENTENCE * (place.country in near) + _IN_DATELINE * (place.country in self._dateline)
        elif place.country:
            weight += min(self._hints.get(place.country, 0.0), 1.0)
        if place.admin1 and (place.kind is PlaceKind.ADMIN1 or fold(admin1_name(place.admin1) or "") != key):
            weight += _NAMED_DIVISION * bool(self._divisions[place.admin1]) + _SAME_SENTENCE * (place.admin1 in near)
            weight += _IN_DATELINE * (place.admin1 in self._dateline)
        return weight + self._nearness(place, key)

    def is_strange(self, place: Candidate, key: str) -> bool:
        """Say whether a small place lies in a country that the story has nothing to do with."""
        if place.by_hand or place.country is None:
            return False
        if place.population >= _STRANGE_POPULATION and not place.is_alternate:
            return False
        if place.population >= _FAMOUS_POPULATION:
            return False
        if self._countries[place.country] or self._hints.get(place.country):
            return False
        return bool(self._countries or self._hints) and self._distance(place, key) > _STRANGE_KILOMETRES

    def _nearness(self, place: Candidate, key: str) -> float:
        if place.kind is PlaceKind.COUNTRY:
            return 0.0
        return _NEAR_WEIGHT * math.exp(-self._distance(place, key) / _NEAR_KILOMETRES)

    def _distance(self, place: Candidate, key: str) -> float:
        """Return the kilometres to the nearest other place that is certain."""
        if place.lat is None or place.lon is None:
            return math.inf
        return min(
            (
                _kilometres(place.lat, place.lon, lat, lon)
                for other, (lat, lon) in self._anchors.items()
                if other != key
            ),
            default=math.inf,
        )


def _own_weight(place: Candidate, *, is_disputed: bool = False) -> float:
    if place.kind is PlaceKind.COUNTRY:
        return _DISPUTED_COUNTRY_WEIGHT if is_disputed else _COUNTRY_WEIGHT
    if place.kind is PlaceKind.ADMIN1:
        return _CITY_FIRST.get(place.admin1 or "", _DIVISION_WEIGHT) if place.by_hand else _RARE_DIVISION_WEIGHT
    people = max(place.population, _TOWN_BY_HAND) if place.by_hand else place.population
    weight = _POPULATION_WEIGHT * math.log10(people + 1) + _BY_HAND_WEIGHT * place.by_hand
    if place.kind is PlaceKind.CITY and (place.is_capital or place.population >= _METROPOLIS):
        weight += _METROPOLIS_WEIGHT
    if place.by_hand and place.kind not in (PlaceKind.CITY, PlaceKind.COUNTY):
        weight += _NATURAL_WEIGHT
    return weight + _ALTERNATE_WEIGHT * (place.is_alternate and not place.by_hand)


def _kilometres(lat: float, lon: float, other_lat: float, other_lon: float) -> float:
    """Return a distance that is right to a few percent where it matters, below a thousand kilometres."""
    x = math.radians(other_lon - lon) * math.cos(math.radians((lat + other_lat) / 2))
    y = math.radians(other_lat - lat)
    return 6371.0 * math.hypot(x, y)


def choose(
    names: Sequence[Name], keys: Sequence[str], sentences: Sequence[int], hints: Mapping[str, float]
) -> list[Candidate | None]:
    """Return the place that each name means; None where no list has it.

    Args:
        names: the place names of a story, in order.
        keys: their folded words.
        sentences: the number of the sentence that each stands in.
        hints: how much nationalities and agencies speak for a country, 0 to 1.
    """
    evidence = Evidence(hints)
    chosen: list[Candidate | None] = [None] * len(names)
    open_: list[int] = []
    for i, name in enumerate(names):
        options = _options(name)
        if (name.codes and options) or _is_certain(name, options):
            place = max(options, key=_own_weight)
            chosen[i] = place
            evidence.add(name, place, keys[i], sentences[i])
        elif options:
            open_.append(i)
    for is_last in (False, True):
        # What may be a country or a division waits for what the towns around it say.
        waiting = sorted((i for i in open_ if chosen[i] is None), key=lambda i: (_is_disputed(names[i].candidates), i))
        for i in waiting:
            chosen[i] = _decide(names[i], keys[i], sentences[i], evidence, is_last=is_last)
    found = [place or _unlisted(name, evidence) for name, place in zip(names, chosen, strict=True)]
    return [_on_one_side(names, found, i) for i in range(len(names))]


def _on_one_side(names: Sequence[Name], found: Sequence[Candidate | None], i: int) -> Candidate | None:
    """Return a crossing that spans a border on the side where the text puts it (``Peace Bridge in Buffalo``)."""
    place = found[i]
    if place is None or place.country is not None or (place.name and place.kind is not PlaceKind.PORT_OF_ENTRY):
        return place
    if i + 1 == len(names) or not names[i + 1].follows_in:
        return place
    following = found[i + 1]
    if following is None or following.kind not in (PlaceKind.CITY, PlaceKind.COUNTY, PlaceKind.ADMIN1):
        return place
    return place._replace(country=following.country, admin1=following.admin1)


def _options(name: Name) -> tuple[Candidate, ...]:
    if not name.codes:
        return name.candidates
    inside = [c for c in name.candidates if c.admin1 in name.codes or c.country in name.codes]
    return tuple(c for c in inside if c.kind is not PlaceKind.COUNTRY) or tuple(inside)


def _is_disputed(options: tuple[Candidate, ...]) -> bool:
    return any(place.kind is PlaceKind.ADMIN1 and place.by_hand for place in options)


def _is_certain(name: Name, options: tuple[Candidate, ...]) -> bool:
    """Say whether the first place outweighs its namesakes whatever the story says."""
    if len(options) == 1:
        only = options[0]
        return only.by_hand or (only.population >= _SURE_POPULATION and not only.is_alternate)
    is_disputed = _is_disputed(options)
    weights = sorted(
        (_own_weight(place, is_disputed=is_disputed) + _article_weight(name, place) for place in options), reverse=True
    )
    return len(weights) > 1 and weights[0] - weights[1] > 2 * _SURE_LEAD + _NAMED_COUNTRY


def _decide(name: Name, key: str, sentence: int, evidence: Evidence, *, is_last: bool) -> Candidate | None:
    earlier = evidence.earlier(key, name.start)
    if earlier is not None and _article_weight(name, earlier) == max(_article_weight(name, p) for p in name.candidates):
        return earlier
    is_disputed = _is_disputed(name.candidates)
    weights = [
        evidence.weigh(place, key, sentence, is_disputed=is_disputed) + _article_weight(name, place)
        for place in name.candidates
    ]
    ranked = sorted(((weight, -n) for n, weight in enumerate(weights)), reverse=True)
    best = name.candidates[-ranked[0][1]]
    if evidence.is_strange(best, key):
        return None
    if is_last or len(ranked) == 1 or ranked[0][0] - ranked[1][0] >= _SURE_LEAD:
        evidence.add(name, best, key, sentence)
        return best
    return None


def _article_weight(name: Name, place: Candidate) -> float:
    """Return what an article says for a river, and its lack against one that is named by half its name."""
    if place.kind is not PlaceKind.WATER:
        return 0.0
    if name.has_article:
        return _ARTICLE_WEIGHT
    return -_ARTICLE_WEIGHT if place.is_alternate else 0.0


def _unlisted(name: Name, evidence: Evidence) -> Candidate | None:
    """Return what the text alone says of a place that no list has."""
    code = name.codes[0] if len(name.codes) == 1 else None
    country = code[:2] if code else (evidence.sole_country() if name.kind is not PlaceKind.WATER else None)
    kind = name.kind or (PlaceKind.CITY if code or name.in_dateline else PlaceKind.OTHER)
    return Candidate("", kind, country, code if code and "-" in code else None, None, None)


def folded(text: str, names: Sequence[Name]) -> list[str]:
    """Return the folded words of names."""
    return [fold(text[name.start : name.end]) for name in names]
