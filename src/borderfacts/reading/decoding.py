"""From the vectors of words to a reading: which words are what, which belong together, and what they are to it."""

from __future__ import annotations

from array import array
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence

import numpy as np
import numpy.typing as npt

from borderfacts.reading import labels
from borderfacts.reading.choices import Found, are_apart, likely, names, rival, route_of, runner_up, stretches
from borderfacts.reading.clustering import average_link
from borderfacts.reading.doubles import without_doubles
from borderfacts.reading.heads import Heads, Words, relu, sigmoid, softmax
from borderfacts.reading.limits import INCIDENT_FEATURES, Limits
from borderfacts.reading.schema import OTHER, Group, Incident, Link, Mention, Reading, Sentences, Silent, Values
from borderfacts.reading.tokens import Floats, Node, Tokens, pair_features
from borderfacts.records import Span
from borderfacts.records.explanation import NOTHING
from borderfacts.vocabulary import Factuality, Fate, Silence, Use


def decode(
    heads: Heads,
    sections: Iterable[tuple[Tokens, Floats]],
    values: Values,
    limits: Limits,
    *,
    features: list[list[float]] | None = None,
) -> Reading:
    """Return the reading of a story.

    Args:
        heads: the layers above the encoder.
        sections: the words of the story and a vector for each, zeros for a word that was not read, in one section or,
            where it is long, in several: no incident is split in two.
        values: what the grammars found.
        limits: from which chance on something is said.
        features: where given, gets the features of each incident (``INCIDENT_FEATURES``), on which weights are fitted.
    """
    whole = Whole()
    for tokens, words in sections:
        if tokens.starts:
            found = Decoder(heads, tokens, words, limits, whole).read()
            if features is not None:
                features += found
    return without_doubles(whole.reading(values))


_UNSURE = 0.2  # from this chance on a word is worth a look


class Whole:
    """The reading of a story as it grows."""

    def __init__(self) -> None:
        self.names = names()
        self.figures = 0
        self.mentions: dict[tuple[int, int], int] = {}
        self.links: list[Link] = []
        self.incidents: list[Incident] = []
        self.groups: list[Group] = []
        # For each word its place, and the action that it comes nearest to reporting, with the chance.
        self.starts, self.ends = array("I"), array("I")
        self.nearest, self.chances = array("B"), array("d")
        self.denied: set[int] = set()  # where the words of denied actions start

    def reading(self, values: Values) -> Reading:
        """Return it."""
        mentions = tuple(Mention(start=start, end=end) for start, end in self.mentions)
        owners = {group.name: group.incident for group in self.groups}
        names = {incident.name for incident in self.incidents}
        sentences = Sentences(values.sentences)
        by_sentence: dict[int | None, dict[str, None]] = {}  # for each sentence its incidents, each once
        for link in self.links:
            name = owners.get(link.to, link.to)
            if name in names:
                by_sentence.setdefault(sentences.at(mentions[link.mention].start), {})[name] = None
        denied = {sentences.at(at) for at in self.denied}
        of_sentences = [tuple(by_sentence.get(i, ())) for i in range(len(values.sentences))]
        return Reading(
            mentions=mentions,
            links=tuple(self.links),
            groups=tuple(self.groups),
            incidents=tuple(self.incidents),
            sentences=tuple(of_sentences),
            silent=tuple(
                self._silent(i, sentence, denied=i in denied)
                for i, sentence in enumerate(values.sentences)
                if not of_sentences[i]
            ),
        )

    def _silent(self, index: int, sentence: Span, *, denied: bool) -> Silent:
        words = range(bisect_left(self.starts, sentence.start), bisect_left(self.starts, sentence.end))
        start, end, label, chance = sentence.start, sentence.end, NOTHING, 0.0
        if words:
            best = max(words, key=self.chances.__getitem__)
            label, chance = labels.ACTIONS[self.nearest[best]], self.chances[best]
            start, end = self.starts[best], self.ends[best]
        why = Silence.NO_ACTION if chance < _UNSURE else Silence.UNSURE
        if denied:
            why = Silence.DENIED
        return Silent(sentence=index, why=why, word=(start, end), rival=rival(label, round(min(chance, 1.0), 4)))


class Decoder:
    """Decides for one section, from the words up: actions and values, incidents, people, and what belongs to which."""

    def __init__(self, heads: Heads, tokens: Tokens, words: Floats, limits: Limits, whole: Whole) -> None:
        self.heads, self.tokens, self.limits, self.whole = heads, tokens, limits, whole
        self.words = Words.of(words)
        self._unread: npt.NDArray[np.bool_] = np.logical_not(words.any(axis=1))
        self.candidates = [node for node in tokens.candidates if not self._unread[node.first : node.last + 1].any()]
        self.fate_limits = [limits.fates.get(fate, limits.fate) for fate in labels.FATES]
        self._known: dict[tuple[int, int, str], Floats] = {}  # the vector of each stretch that was asked for
        self.actions = self._actions()
        self.people = self._tagged("people", [""], limits.people, limits.beside)
        self.parts = self._tagged("part", labels.PARTS, limits.part)
        self.causes = self._tagged("cause", labels.CAUSES, limits.cause)
        self.sources = self._sources()
        self.values = list(self._uses())
        self.numbers = [node for node in self.candidates if node.kind == "number"]
        self.action_vectors = self._vectors(self.actions, typed=True)
        self.people_vectors = self._vectors(self.people)
        self.first_groups: dict[int, str] = {}  # for each person the first group that they are

    def read(self) -> list[list[float]]:
        """Add to the reading what the section means; return what speaks for each of its incidents."""
        self._statistics()
        if not self.actions:
            return []
        clusters = self._clusters()
        self.people_by_actions = self._pair_features(self.people, self.actions)
        self._score_people()
        arguments = [*self.values, *self.causes, *self.sources]
        of_people = self._belongs(self.people, clusters, self.limits.member)
        of_values = self._belongs(arguments, clusters, self.limits.belongs)
        features = self._features(clusters, of_people, of_values)
        sureties = self.limits.sureties(features)
        # What belongs to something that is no incident is not given to another one.
        kept = np.flatnonzero(sureties >= self.limits.incident).tolist()
        for i in kept:
            name = next(self.whole.names)
            vectors = self.action_vectors[clusters[i]]
            agencies = [each for each in of_values[i] if each.label == Use.AGENCY]
            self._link_actions(name, clusters[i], [*of_people[i], *agencies])
            self._incident(name, clusters[i], vectors, float(sureties[i]))
            self._describe(self._groups_of(name, clusters[i], vectors, of_people[i]))
            self._arguments(name, of_values[i])
        found: list[list[float]] = features[kept].tolist()
        return found

    # --- words -------------------------------------------------------------------------------------------------------

    def _tagged(self, name: str, names: Sequence[str], limit: float, beside: float | None = None) -> list[Found]:
        return stretches(self._tags(name), names, name, limit, beside)

    def _tags(self, name: str) -> Floats:
        """Return for each word the chances of each tag, of which the first says that it is none of them."""
        chances = softmax(self.heads.linear(name, self.words.vectors))
        chances[self._unread] = np.eye(1, chances.shape[1])
        return chances

    def _sources(self) -> list[Found]:
        """Return who says so; no two of them stand side by side, so a word that follows one is a part of it."""
        outside, first, further = self._tags("source").T
        chances = np.stack([outside, np.zeros_like(first), first + further], axis=1)
        return stretches(chances, [""], "source", self.limits.source, self.limits.beside)

    def _actions(self) -> list[Found]:
        chances = self._tags("action")
        found = stretches(chances, labels.ACTIONS, "action", self.limits.action)
        shares = chances[:, 1 : 1 + len(labels.ACTIONS)] + chances[:, 1 + len(labels.ACTIONS) :]
        self.whole.starts.extend(self.tokens.starts)
        self.whole.ends.extend(self.tokens.ends)
        self.whole.nearest.extend(shares.argmax(1).tolist())
        self.whole.chances.extend(shares.max(1).tolist())
        scores = self.heads.linear("factuality", self._spans([each.node for each in found]))
        return [
            each._replace(factuality=labels.FACTUALITIES[row.argmax()]) for each, row in zip(found, scores, strict=True)
        ]

    def _uses(self) -> Iterator[Found]:
        nodes = self.candidates
        chances = sigmoid(self.heads.linear("use", self._spans(nodes)))
        over = chances > self.limits.use
        for i in np.flatnonzero(over.any(axis=1)).tolist():
            fitting = [at for at, use in enumerate(labels.USES) if use in labels.FITTING[nodes[i].kind]]
            names = [*(labels.USES[at] for at in fitting), NOTHING]
            scores, unlikely = chances[i, fitting].tolist(), (1 - chances[i, fitting]).tolist()
            for j, at in enumerate(fitting):
                if over[i, at]:
                    rival = runner_up(names, [*scores, unlikely[j]], names[j])
                    yield Found(nodes[i], names[j], scores[j], rival=rival)

    def _spans(self, nodes: Sequence[Node]) -> Floats:
        """Return a vector for each stretch, worked out once."""
        keys = [(node.first, node.last, node.kind) for node in nodes]
        new = {key: node for key, node in zip(keys, nodes, strict=True) if key not in self._known}
        if new:
            self._known.update(zip(new, self.heads.spans(self.words, list(new.values())), strict=True))
        return np.array([self._known[key] for key in keys], dtype=np.float32).reshape(len(nodes), self.heads.width)

    def _vectors(self, found: Sequence[Found], *, typed: bool = False) -> Floats:
        spans = self._spans([each.node for each in found])
        return self.heads.typed(spans, [each.label for each in found] if typed else None)

    def _pair_features(self, one: Sequence[Found], other: Sequence[Found]) -> Floats:
        return pair_features([each.node for each in one], [each.node for each in other], self.tokens)

    def _pairs(self, name: str, one: Sequence[Found], other: Sequence[Found], features: Floats | None = None) -> Floats:
        """Return the scores of all pairs of two lists, whose features are worked out where they are not given."""
        vectors = [
            self._vectors(each, typed=all(found.node.kind == "action" for found in each)) for each in (one, other)
        ]
        if features is None:
            features = self._pair_features(one, other)
        return self.heads.pairs(name, vectors[0], vectors[1], features)

    # --- incidents ---------------------------------------------------------------------------------------------------

    def _clusters(self) -> list[list[int]]:
        """Return the actions of each incident; what is denied by all of them is none."""
        scores = self._pairs("incident_of", self.actions, self.actions)[:, :, 0]
        self.together = sigmoid((scores + scores.T) / 2)
        clusters = average_link(self.together, self.limits.together)
        for action in self.actions:
            if action.factuality is Factuality.DENIED:
                self.whole.denied.add(self.tokens.starts[action.node.first])
        return [each for each in clusters if any(self.actions[i].factuality != Factuality.DENIED for i in each)]

    def _features(
        self, clusters: Sequence[list[int]], of_people: Sequence[list[Found]], of_values: Sequence[list[Found]]
    ) -> Floats:
        """Return for each cluster what speaks for it: clusters by ``INCIDENT_FEATURES``."""
        rows = [self._features_of(*each) for each in zip(clusters, of_people, of_values, strict=True)]
        return np.array(rows, dtype=np.float64).reshape(len(clusters), len(INCIDENT_FEATURES))

    def _features_of(self, cluster: Sequence[int], people: Sequence[Found], values: Sequence[Found]) -> list[float]:
        """Return what speaks for a cluster of actions being an incident, in the order of ``INCIDENT_FEATURES``."""
        scores = [self.actions[i].score for i in cluster]
        uses = {each.label for each in values}
        types, statuses = self._kinds(self.action_vectors[cluster])
        first = min(self.actions[i].node.first for i in cluster)
        return [
            float(np.log(len(cluster))),
            max(scores),
            sum(scores) / len(scores),
            float(self.together[np.ix_(cluster, cluster)].mean()),
            sum(self.actions[i].label == OTHER for i in cluster) / len(cluster),
            float(np.log1p(len(people))),
            *(float(use in uses) for use in (Use.WHEN, Use.PLACE, Use.AGENCY)),
            float(types.max()),
            float(statuses.max()),
            first / len(self.tokens.starts),
        ]

    def _kinds(self, vectors: Floats) -> tuple[Floats, Floats]:
        """Return the chances of each type and of each status of an incident, from the vectors of its actions."""
        vector = relu(self.heads.linear("incident", self.heads.of_incident(vectors)))
        return softmax(self.heads.linear("event", vector)), softmax(self.heads.linear("status", vector))

    def _link_actions(self, name: str, cluster: Sequence[int], others: list[Found]) -> None:
        """Link the actions of an incident, each with those of its people and agencies that do it or suffer it."""
        actions = [self.actions[i] for i in cluster]
        chances = sigmoid(self._pairs("acting", others, actions)) if others else np.zeros((0, len(actions), 2))
        for i, action in enumerate(actions):
            agents, patients = (
                tuple(
                    self._mention(each)
                    for each, chance in zip(others, chances[:, i, side], strict=True)
                    if chance > self.limits.acting
                )
                for side in (0, 1)
            )
            self._link(action, name, Use.ACTION, action.label, agents=agents, patients=patients)

    def _incident(self, name: str, cluster: Sequence[int], vectors: Floats, surety: float) -> None:
        types, statuses = self._kinds(vectors)
        actions = [self.actions[i] for i in cluster]
        origin, destination, route_score = self._route(actions, vectors)
        chance = self.limits.chance
        self.whole.incidents.append(
            Incident(
                name=name,
                type=labels.TYPES[types.argmax()],
                status=labels.STATUSES[statuses.argmax()],
                origin=origin,
                destination=destination,
                score=chance("incident", surety),
                type_score=chance("type", float(types.max())),
                status_score=chance("status", float(statuses.max())),
                route_score=chance("route", route_score),
                type_rival=runner_up(labels.TYPES, types, labels.TYPES[types.argmax()]),
                status_rival=runner_up(labels.STATUSES, statuses, labels.STATUSES[statuses.argmax()]),
            )
        )

    def _route(self, actions: Sequence[Found], vectors: Floats) -> tuple[str | None, str | None, float]:
        coded = [node for node in self.candidates if node.codes and node.kind in labels.COUNTRY_KINDS]
        if not coded:
            return None, None, 0.0
        features = pair_features(coded, [action.node for action in actions], self.tokens)
        spans = self.heads.typed(self._spans(coded))
        scores = np.logaddexp.reduce(self.heads.pairs("route_of", spans, vectors, features), axis=1)
        of_code: dict[str, list[int]] = {}
        for i, node in enumerate(coded):
            of_code.setdefault(node.codes[0], []).append(i)
        codes = list(of_code)
        chances = sigmoid(np.stack([np.logaddexp.reduce(scores[of_code[code]], axis=0) for code in codes]))
        ends, score = route_of(codes, chances, self.limits.route)
        return *ends, score

    def _belongs(self, found: list[Found], clusters: Sequence[list[int]], limit: float) -> list[list[Found]]:
        """Return what belongs to each incident, by the scores of all pairs with actions.

        It is the one that it fits best, where the chance that it is something and belongs there is above the limit,
        and others that it fits well, too.
        """
        of: list[list[Found]] = [[] for _ in clusters]
        if not found or not clusters:
            return of
        features = self.people_by_actions if found is self.people else None
        scores = self._pairs("belongs", found, self.actions, features)[:, :, 0]
        shares = softmax(scores)
        alone = np.stack([sigmoid(scores[:, cluster].max(axis=1)) for cluster in clusters], axis=1)
        best = np.stack([shares[:, cluster].sum(axis=1) for cluster in clusters], axis=1).argmax(axis=1)
        for i, each in enumerate(found):
            for j, chance in enumerate(alone[i].tolist()):
                if (j == best[i] and each.score * chance > limit) or chance > self.limits.also:
                    of[j].append(each._replace(score=each.score * chance))
        return of

    def _arguments(self, name: str, found: Sequence[Found]) -> None:
        for each in found:
            if each.node.kind == "cause":
                self._link(each, name, Use.CAUSE, each.label)
            elif each.node.kind == "source":
                self._link(each, name, Use.SOURCE)
            elif (use := Use(each.label)) in OF_INCIDENT:
                self._link(each, name, use, each.node.codes[0] if use is Use.SEIZED else None)

    # --- people ------------------------------------------------------------------------------------------------------

    def _score_people(self) -> None:
        """Decide who is who, which fate each mention has by each action, and whom values and parts describe."""
        self.index = {each.node: i for i, each in enumerate(self.people)}
        self.described = [each for each in self.values if each.label in OF_GROUP] + self.parts
        self.persons: list[int] = []
        if not self.people:
            return
        scores = self._pairs("same_people", self.people, self.people)[:, :, 0]
        chances = sigmoid((scores + scores.T) / 2)
        numbers = [self._number(each.node) for each in self.people]
        for i, number in enumerate(numbers):
            others = [j for j, other in enumerate(numbers) if number and other and other != number]
            chances[i, others] = 0.0  # nobody is counted as nine and as four people
        self.fates = self._pairs("fate_of", self.people, self.actions, self.people_by_actions)
        fates = sigmoid(self.fates).max(axis=1)
        chances[are_apart(labels.FATES, fates, self.limits.fate, labels.APART)] = 0.0  # nor dead and saved
        clusters = average_link(chances, self.limits.same)
        of = {i: number for number, cluster in enumerate(clusters) for i in cluster}
        self.persons = [of[i] for i in range(len(self.people))]
        if self.described:
            self.best = self._pairs("describes", self.described, self.people)[:, :, 0].argmax(axis=1)

    def _number(self, node: Node) -> str | None:
        """Return the words of the one number in some words; None where there is none, or more: they may be a sum."""
        inside = [n for n in self.numbers if node.first <= n.first and n.last <= node.last]
        return self.tokens.words_of(inside[0]) if len(inside) == 1 else None

    def _groups_of(self, name: str, cluster: Sequence[int], vectors: Floats, found: Sequence[Found]) -> dict[int, str]:
        """Add the groups of an incident; return for each of its mentions of people the group."""
        by_person: dict[int, list[Found]] = {}
        for each in found:
            by_person.setdefault(self.persons[self.index[each.node]], []).append(each)
        owners: dict[int, str] = {}
        for number, (person, mentions) in enumerate(by_person.items(), 1):
            label = f"{name}{number}"
            own = [self.index[each.node] for each in mentions]
            vector = self.heads.of_group(self.people_vectors[own][:, : self.heads.width], vectors)
            roles = softmax(self.heads.linear("role", vector))
            chance = self.limits.chance("group", float(roles.max()) * max(each.score for each in mentions))
            scores = self.fates[np.ix_(own, cluster)]
            by_pairs = np.logaddexp.reduce(scores.reshape(-1, scores.shape[-1]), axis=0)
            fates = likely(
                labels.FATES,
                sigmoid(by_pairs + self.heads.linear("fate", vector)),
                self.fate_limits,
                labels.APART,
            )
            if Fate.DEAD in fates and chance < self.limits.dead:
                continue  # a false number of dead is worse than none
            self.whole.groups.append(
                Group(
                    name=label,
                    incident=name,
                    role=labels.ROLES[roles.argmax()],
                    fates=fates,
                    same=self.first_groups.get(person),
                    role_rival=runner_up(labels.ROLES, roles, labels.ROLES[roles.argmax()]),
                    score=chance,
                )
            )
            self.first_groups.setdefault(person, label)
            for each in mentions:
                self._link(each, label, Use.MENTION)
                owners[self.index[each.node]] = label
        return owners

    def _describe(self, owners: dict[int, str]) -> None:
        """Give ages, nationalities, numbers and parts to the group of the mention that they fit best."""
        if not owners or not self.described:
            return
        for each, best in zip(self.described, self.best.tolist(), strict=True):
            if best not in owners:
                continue
            if each.node.kind == "part":
                self._link(each, owners[best], Use.PART, each.label)
            else:
                self._link(each, owners[best], Use(each.label))

    # --- figures -----------------------------------------------------------------------------------------------------

    def _statistics(self) -> None:
        figures = [each for each in self.values if each.label == Use.FIGURE]
        details = [each for each in self.values if each.label in (Use.PERIOD, Use.AREA)]
        names = [f"S{self.whole.figures + number}" for number in range(1, len(figures) + 1)]
        self.whole.figures += len(figures)
        for name, each in zip(names, figures, strict=True):
            self._link(each, name, Use.FIGURE, each.node.codes[0].replace(" ", "_"))
        if not figures or not details:
            return
        chances = sigmoid(self._pairs("figure_of", details, figures)[:, :, 0])
        for each, row in zip(details, chances, strict=True):
            for name, chance in zip(names, row, strict=True):
                if chance > self.limits.detail:
                    self._link(each, name, Use(each.label))

    def _mention(self, found: Found) -> int:
        return self.whole.mentions.setdefault(self.tokens.place_of(found.node), len(self.whole.mentions))

    def _link(
        self,
        found: Found,
        to: str,
        use: Use,
        label: str | None = None,
        *,
        agents: tuple[int, ...] = (),
        patients: tuple[int, ...] = (),
    ) -> None:
        self.whole.links.append(
            Link(
                mention=self._mention(found),
                to=to,
                use=use,
                label=label,
                factuality=found.factuality,
                agents=agents,
                patients=patients,
                rival=found.rival,
                score=self.limits.chance(use.value, found.score),
            )
        )


OF_INCIDENT = frozenset(
    {Use.WHEN, Use.STEP, Use.TIME, Use.PLACE, Use.ORIGIN, Use.DESTINATION, Use.AGENCY, Use.MEASURE, Use.SEIZED}
)
OF_GROUP = frozenset({Use.NATIONALITY.value, Use.AGE.value, Use.COUNT.value})
