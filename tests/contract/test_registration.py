from importlib.metadata import entry_points

from spacy.language import Language

from borderfacts.pipeline import COMPONENTS, build_pipeline


def test_entry_points_are_the_components():
    names = {point.name for point in entry_points(group="spacy_factories") if point.name.startswith("borderfacts_")}
    assert names == {name for name in COMPONENTS if name.startswith("borderfacts_")}


def test_every_entry_point_loads():
    for point in entry_points(group="spacy_factories"):
        if point.name.startswith("borderfacts_"):
            assert callable(point.load())


def test_every_component_is_a_registered_factory():
    assert all(Language.has_factory(name) for name in COMPONENTS)


def test_the_pipeline_has_the_components_in_order():
    assert build_pipeline().pipe_names == list(COMPONENTS)


def test_a_factory_states_its_types_as_objects_which_older_spacy_cannot_do_without():
    factories = [
        point.load() for point in entry_points(group="spacy_factories") if point.name.startswith("borderfacts_")
    ]
    assert [
        make.__name__ for make in factories if any(isinstance(each, str) for each in make.__annotations__.values())
    ] == []
