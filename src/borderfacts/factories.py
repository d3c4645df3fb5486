"""Register the components with spaCy; every component is imported only when a pipeline asks for it.

spaCy loads this module whenever any pipeline is made in an environment where borderfacts is installed, so it imports
nothing heavy.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from spacy.language import Language

if TYPE_CHECKING:
    from spacy.tokens import Doc


from collections.abc import Callable

Component = Callable[["Doc"], "Doc"]


@Language.factory("borderfacts_paragraphs", assigns=["token.is_sent_start"])
def make_paragraphs(nlp: Language, name: str) -> Component:
    """Make the component that starts a sentence at each paragraph; it stands before the parser."""
    from borderfacts.text.paragraphs import ParagraphSplitter

    return ParagraphSplitter()


@Language.factory(
    "borderfacts_mending", requires=["token.tag", "token.dep"], assigns=["token.tag", "token.dep", "token.head"]
)
def make_mending(nlp: Language, name: str) -> Component:
    """Make the component that mends tags of short sentences; it stands behind the parser."""
    from borderfacts.text.mending import TagMender

    return TagMender()


@Language.factory("borderfacts_quantities", assigns=["doc._.borderfacts_quantities"])
def make_quantities(nlp: Language, name: str) -> Component:
    """Make the finder of quantities."""
    from borderfacts.mentions.quantities import QuantityFinder

    return QuantityFinder()


@Language.factory("borderfacts_dates", assigns=["doc._.borderfacts_dates"])
def make_dates(nlp: Language, name: str) -> Component:
    """Make the finder of dates, times, durations and sets."""
    from borderfacts.mentions.dates import DateFinder

    return DateFinder()


@Language.factory("borderfacts_places", assigns=["doc._.borderfacts_places"])
def make_places(nlp: Language, name: str) -> Component:
    """Make the finder of named places."""
    from borderfacts.mentions.places import PlaceFinder

    return PlaceFinder()


@Language.factory("borderfacts_agencies", requires=["doc._.borderfacts_places"], assigns=["doc._.borderfacts_agencies"])
def make_agencies(nlp: Language, name: str) -> Component:
    """Make the finder of agencies."""
    from borderfacts.mentions.agencies import AgencyFinder

    return AgencyFinder()


@Language.factory(
    "borderfacts_seizures", requires=["doc._.borderfacts_quantities"], assigns=["doc._.borderfacts_seizures"]
)
def make_seizures(nlp: Language, name: str) -> Component:
    """Make the finder of goods that may be seized, with their amounts."""
    from borderfacts.mentions.seizures import SeizureFinder

    return SeizureFinder()


@Language.factory("borderfacts_attributions", assigns=["doc._.borderfacts_attributions"])
def make_attributions(nlp: Language, name: str) -> Component:
    """Make the finder of who says so."""
    from borderfacts.mentions.attributions import AttributionFinder

    return AttributionFinder()


@Language.factory(
    "borderfacts_people",
    requires=["doc._.borderfacts_quantities", "doc._.borderfacts_dates", "doc._.borderfacts_places"],
    assigns=["doc._.borderfacts_people"],
)
def make_people(nlp: Language, name: str) -> Component:
    """Make the finder of people and groups of people."""
    from borderfacts.mentions.people import PeopleFinder

    return PeopleFinder()


@Language.factory(
    "borderfacts_actions",
    requires=["token.tag", "token.dep", "doc._.borderfacts_people", "doc._.borderfacts_agencies"],
    assigns=["doc._.borderfacts_actions"],
)
def make_actions(nlp: Language, name: str) -> Component:
    """Make the finder of actions."""
    from borderfacts.actions.finder import ActionFinder

    return ActionFinder()


@Language.factory(
    "borderfacts_incidents",
    requires=["doc._.borderfacts_actions", "doc._.borderfacts_statistics"],
    assigns=["doc._.borderfacts_events"],
)
def make_incidents(nlp: Language, name: str) -> Component:
    """Make the component that puts the incidents together."""
    from borderfacts.incidents.assembler import IncidentAssembler

    return IncidentAssembler()


@Language.factory(
    "borderfacts_statistics",
    requires=["doc._.borderfacts_quantities", "doc._.borderfacts_dates", "doc._.borderfacts_places"],
    assigns=["doc._.borderfacts_statistics"],
)
def make_statistics(nlp: Language, name: str) -> Component:
    """Make the finder of figures of a period or area."""
    from borderfacts.figures.statistics import StatisticFinder

    return StatisticFinder()


@Language.factory(
    "borderfacts_facts",
    requires=["doc._.borderfacts_quantities", "doc._.borderfacts_places"],
    assigns=["doc._.borderfacts_facts"],
)
def make_facts(nlp: Language, name: str) -> Component:
    """Make the finder of standing measurements."""
    from borderfacts.figures.facts import FactFinder

    return FactFinder()
