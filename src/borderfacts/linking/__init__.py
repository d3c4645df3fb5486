"""The same incident in several stories: one incident, all its sources.

To change what event mentions are compared by, add a feature in ``features.py`` with its words in
``data/features.toml``, and fit the weights (``training/link.py``).
"""

from __future__ import annotations

import warnings
from collections.abc import Iterable, Mapping
from os import PathLike

from borderfacts.errors import ArgumentValueError
from borderfacts.linking.claims import RULES, Rules
from borderfacts.linking.decisions import Decision, read_decisions, verdicts
from borderfacts.linking.joining import Joined
from borderfacts.linking.stories import event_mentions
from borderfacts.records import Extraction
from borderfacts.records.incident import Incident
from borderfacts.vocabulary import ClaimField, Rule

__all__ = ["RULES", "Decision", "join", "link", "read_decisions"]


def link(
    extractions: Iterable[Extraction],
    *,
    known: Iterable[Incident] = (),
    decisions: str | PathLike[str] | Iterable[Decision] | None = None,
    rules: Mapping[str, str] | None = None,
) -> list[Incident]:
    """Return the incidents that stories report, each with all stories that report it, the earliest first.

    Two event mentions are joined where the model finds that likely enough and nothing in them speaks against it for
    certain. What is likely, and not enough, stands in ``Incident.proposed``. The order of the extractions is of no
    matter, and the same extractions give the same bytes. An incident is named by its earliest member, so that its id
    stays as later stories come; with ``known`` it stays also where an earlier story comes late.

    Args:
        extractions: what ``extract_many`` gives, or a database (``borderfacts.stores.read``).
        known: incidents of an earlier run, whose stories are linked too: the result is the same as from all at once.
        decisions: what a person decided, as a CSV file of lines such as ``not the same,EVENT,EVENT``, in the place of
            what was decided before. Without it the decisions hold that the known incidents have.
        rules: for a field of ``ClaimField`` the ``Rule`` by which the shown value is chosen, where it is not the usual.

    Raises:
        ArgumentTypeError: an argument has the wrong type.
        ArgumentValueError: a rule is unknown, or two different extractions have one id.
        InputError: the decisions cannot be read, or contradict each other.
    """
    joined, unknown = join(extractions, known=known, decisions=decisions, rules=rules)
    for line in unknown:
        warnings.warn(f"a decision names what is not among the stories: {line}", stacklevel=2)
    return list(joined)


def join(
    extractions: Iterable[Extraction],
    *,
    known: Iterable[Incident] = (),
    decisions: str | PathLike[str] | Iterable[Decision] | None = None,
    rules: Mapping[str, str] | None = None,
) -> tuple[Joined, tuple[str, ...]]:
    """Return the incidents as an iterable that makes each when it is asked for, and the decisions that fit no story.

    Arguments and errors as in ``link``.
    """
    chosen = _rules(rules or {})
    given = read_decisions(decisions) if isinstance(decisions, (str, PathLike)) else decisions
    found = event_mentions(extractions, known)
    made = map(Decision.of, found.decisions) if given is None else given
    decided = verdicts(made, [each.key for each in found.event_mentions])
    joined = Joined(found.event_mentions, decided, chosen, found.known_ids)
    return joined, decided.unknown


def _rules(given: Mapping[str, str]) -> Rules:
    for field, rule in given.items():
        if field not in set(RULES):
            raise ArgumentValueError("rules", field, f"a field with a rule: {', '.join(RULES)}")
        if rule not in set(Rule):
            raise ArgumentValueError("rules", rule, f"a rule: {', '.join(Rule)}")
    return {**RULES, **{ClaimField(field): Rule(rule) for field, rule in given.items()}}
