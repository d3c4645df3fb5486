from borderfacts.records import Extraction, Span


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
