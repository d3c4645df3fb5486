from borderfacts.records import Extraction, Span
from borderfacts.records.explanation import Explanation


def test_a_copy_with_another_value_leaves_what_others_were_given_as_it_was():
    one, other = Extraction(id="a"), Extraction(id="b")
    changed = one.model_copy(update={"title": "Nine"})
    assert changed.model_dump(exclude_unset=True) == {"id": "a", "title": "Nine"}
    assert one.model_dump(exclude_unset=True) == {"id": "a"}
    assert other.model_dump(exclude_unset=True) == {"id": "b"}


def test_records_know_what_they_were_given():
    span = Span(start=0, end=3, text="one")
    read = Span.model_validate_json(span.model_dump_json())
    assert span.model_fields_set == read.model_fields_set == {"start", "end", "text"}
    assert Extraction(id="a").model_fields_set == {"id"}


def test_a_copy_has_what_belongs_to_it_alone_and_knows_what_it_was_given():
    one = Extraction(id="a").explained_by([Explanation()])
    copied = one.model_copy(update={"title": "Nine"})
    assert copied.explain() == Explanation()
    assert (copied.model_fields_set, one.model_fields_set) == ({"id", "title"}, {"id"})
