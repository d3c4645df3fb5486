import sys

import pytest

import borderfacts
from borderfacts.errors import ArgumentTypeError, ArgumentValueError, MissingExtraError
from borderfacts.records.flat_row import COLUMN_TYPES, flat_rows

LIBRARIES = ["pandas", "polars"]
TYPES = {
    "pandas": {str: "string", int: "Int64", float: "float64"},
    "polars": {str: "String", int: "Int64", float: "Float64"},
}


def rows_of(frame, library):
    if library == "polars":
        return frame.to_dicts()
    import pandas

    return [
        {name: None if pandas.isna(value) else value for name, value in row.items()} for row in frame.to_dict("records")
    ]


def types_of(frame):
    return {name: str(kind) for name, kind in zip(frame.columns, frame.dtypes, strict=True)}


@pytest.mark.parametrize("library", LIBRARIES)
def test_the_rows_of_a_frame_are_the_flat_rows(library, extractions):
    frame = borderfacts.to_dataframe(extractions, library)
    assert rows_of(frame, library) == list(flat_rows(extractions))


@pytest.mark.parametrize("library", LIBRARIES)
def test_the_columns_have_the_same_types_with_and_without_rows(library, extractions):
    expected = {name: TYPES[library][kind] for name, kind in COLUMN_TYPES.items()}
    assert types_of(borderfacts.to_dataframe([], library)) == expected
    assert types_of(borderfacts.to_dataframe(extractions[-1:], library)) == expected
    assert types_of(borderfacts.to_dataframe(iter(extractions), library)) == expected


@pytest.mark.parametrize("library", LIBRARIES)
def test_an_extraction_gives_the_rows_of_its_events(library, extractions):
    frame = extractions[0].to_dataframe(library)
    assert rows_of(frame, library) == list(flat_rows(extractions[:1]))


def test_pandas_is_the_library_where_none_is_named(extractions):
    import pandas

    assert isinstance(extractions[0].to_dataframe(), pandas.DataFrame)
    assert isinstance(borderfacts.to_dataframe(extractions), pandas.DataFrame)


@pytest.mark.parametrize("library", LIBRARIES)
def test_a_library_that_is_missing_is_named_with_its_extra(library, extractions, monkeypatch):
    monkeypatch.setitem(sys.modules, library, None)
    with pytest.raises(MissingExtraError, match=rf"needs {library}: pip install '\.\[{library}\]'"):
        borderfacts.to_dataframe(extractions, library)


def test_a_library_that_is_not_known():
    with pytest.raises(ArgumentValueError, match="library: 'excel' is not one of pandas, polars"):
        borderfacts.to_dataframe([], "excel")


@pytest.mark.parametrize("wrong", [5, None, ["text"], "text"])
def test_what_is_no_iterable_of_extractions(wrong):
    with pytest.raises(
        ArgumentTypeError, match=r"^extractions: got .* takes an Extraction or an Incident, or an iterable"
    ):
        borderfacts.to_dataframe(wrong)


def test_one_extraction_or_many(extractions):
    assert borderfacts.to_dataframe(extractions[0]).equals(borderfacts.to_dataframe(extractions[:1]))
