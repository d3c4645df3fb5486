from importlib.metadata import entry_points

from spacy.language import Language

from borderfacts.pipeline import COMPONENTS, build_pipeline

PARAGRAPHS = "borderfacts_paragraphs"


def test_entry_points_are_the_components():
    names = {point.name for point in entry_points(group="spacy_factories") if point.name.startswith("borderfacts_")}
    assert names == {PARAGRAPHS, *COMPONENTS}


def test_every_entry_point_loads():
    for point in entry_points(group="spacy_factories"):
        if point.name.startswith("borderfacts_"):
            assert callable(point.load())


def test_every_component_is_a_registered_factory():
    assert all(Language.has_factory(name) for name in (PARAGRAPHS, *COMPONENTS))


def test_the_pipeline_has_the_components_in_order():
    names = build_pipeline().pipe_names
    assert [name for name in names if name in COMPONENTS] == list(COMPONENTS)
    assert names.index(PARAGRAPHS) < names.index("parser")
