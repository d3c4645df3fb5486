"""Register the components with spaCy; every component is imported only when a pipeline asks for it.

spaCy loads this module whenever any pipeline is made in an environment where borderfacts is installed, so it imports
nothing heavy.
"""

# Types are written as objects, not postponed: spaCy up to 3.8.12 cannot read those of a factory otherwise.
from collections.abc import Callable
from typing import TYPE_CHECKING

from spacy.language import Language

if TYPE_CHECKING:
    from spacy.tokens import Doc

Component = Callable[["Doc"], "Doc"]


@Language.factory("borderfacts_paragraphs", assigns=["token.is_sent_start"])
def make_paragraphs(nlp: Language, name: str) -> Component:
    """Make the component that starts a sentence at each paragraph; it stands before spaCy's sentencizer."""
    from borderfacts.text.paragraphs import ParagraphSplitter

    return ParagraphSplitter()


@Language.factory("borderfacts_quantities", assigns=["doc._.borderfacts_quantities"])
def make_quantities(nlp: Language, name: str) -> Component:
    """Make the finder of quantities."""
    from borderfacts.values.quantities.finder import QuantityFinder

    return QuantityFinder()


@Language.factory("borderfacts_dates", assigns=["doc._.borderfacts_dates"])
def make_dates(nlp: Language, name: str) -> Component:
    """Make the finder of dates, times, durations and sets."""
    from borderfacts.values.dates.finder import DateFinder

    return DateFinder()


@Language.factory("borderfacts_places", requires=["token.is_sent_start"], assigns=["doc._.borderfacts_places"])
def make_places(nlp: Language, name: str) -> Component:
    """Make the finder of named places."""
    from borderfacts.values.places.finder import PlaceFinder

    return PlaceFinder()


@Language.factory("borderfacts_agencies", requires=["doc._.borderfacts_places"], assigns=["doc._.borderfacts_agencies"])
def make_agencies(nlp: Language, name: str) -> Component:
    """Make the finder of agencies."""
    from borderfacts.values.agencies.finder import AgencyFinder

    return AgencyFinder()


@Language.factory(
    "borderfacts_facts",
    requires=["doc._.borderfacts_quantities", "doc._.borderfacts_places"],
    assigns=["doc._.borderfacts_facts"],
)
def make_facts(nlp: Language, name: str) -> Component:
    """Make the finder of standing measurements."""
    from borderfacts.figures.facts import FactFinder

    return FactFinder()


@Language.factory(
    "borderfacts_reader",
    requires=[
        "token.is_sent_start",
        "doc._.borderfacts_quantities",
        "doc._.borderfacts_dates",
        "doc._.borderfacts_places",
        "doc._.borderfacts_agencies",
    ],
    assigns=["doc._.borderfacts_events", "doc._.borderfacts_statistics"],
    default_config={"reader": "default"},
)
def make_reader(nlp: Language, name: str, reader: str | None) -> Component:
    """Make the component that reads the story and puts the incidents and statistics together.

    Args:
        nlp: the pipeline.
        name: the name of the component.
        reader: the name of a reader; None for an object that is given to the component afterwards.
    """
    from borderfacts.component import StoryReader
    from borderfacts.readers import reader_of

    return StoryReader(None if reader is None else reader_of(reader))


@Language.factory("borderfacts_entities", assigns=["doc.ents", "doc.spans"])
def make_entities(nlp: Language, name: str) -> Component:
    """Make the component that marks what was found as entities and spans; it stands last."""
    from borderfacts.entities import EntityMarker

    return EntityMarker()
