import pytest

from borderfacts.errors import InputError
from borderfacts.inputs import holds_one_story, read_inputs
from borderfacts.records import Story


def read(path, **columns):
    return list(read_inputs([str(path)], columns))


def table(tmp_path, data, name="stories.csv"):
    path = tmp_path / name
    path.write_bytes(data if isinstance(data, bytes) else data.encode())
    return path


def test_a_row_is_a_story_and_other_columns_are_passed_over(tmp_path):
    path = table(tmp_path, "id,words,text,reference_date,title,url\r\na,2,Nine men.,2025-02-05,Nine,\r\n,,Ten.,,,u\r\n")
    assert read(path) == [
        (f"{path}, line 2", Story(text="Nine men.", id="a", reference_date="2025-02-05", title="Nine")),
        (f"{path}, line 3", Story(text="Ten.", url="u")),
    ]
    assert not holds_one_story([str(path)])


@pytest.mark.parametrize(("delimiter", "name"), [(",", "a.csv"), (";", "a.csv"), ("\t", "a.tsv"), ("\t", "a.csv")])
def test_the_delimiter_is_found(tmp_path, delimiter, name):
    path = table(tmp_path, f'slug{delimiter}body\na{delimiter}"Nine, ten; eleven\tmen."\n', name)
    assert read(path, text="body", id="slug") == [(f"{path}, line 2", Story(text="Nine, ten; eleven\tmen.", id="a"))]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_encodings_are_told_apart(tmp_path, encoding):
    path = table(tmp_path, "title,text\nMontréal,“Nine” – men.\n".encode(encoding))
    assert read(path) == [(f"{path}, line 2", Story(text="“Nine” – men.", title="Montréal"))]


def test_a_story_may_have_many_lines_and_the_place_is_where_it_starts(tmp_path):
    path = table(tmp_path, 'id,text\na,"One\n\n""two""\nthree"\n\nb,Four.\n')
    assert read(path) == [
        (f"{path}, line 2", Story(text='One\n\n"two"\nthree', id="a")),
        (f"{path}, line 7", Story(text="Four.", id="b")),
    ]


def test_a_story_may_be_long(tmp_path):
    path = table(tmp_path, "text\n" + "Nine men. " * 100_000 + "\nTen.\n")
    assert [len(story.text) for _, story in read(path)] == [1_000_000, 4]


@pytest.mark.parametrize(
    ("data", "columns", "message"),
    [
        ("", {}, ": is empty"),
        ("id,body\na,b\n", {}, ", line 1: 'text' is missing, only 'id', 'body' is there"),
        ("id,body\na,b\n", {"text": "Body"}, ", line 1: 'Body' is missing, only 'id', 'body' is there"),
        ("id,text\na,b\n", {"url": "link"}, ", line 1: 'link' is missing"),
        ("id,text,text\na,b,c\n", {}, ", line 1: two columns are called 'text'"),
    ],
)
def test_a_table_without_its_columns(tmp_path, data, columns, message):
    path = table(tmp_path, data)
    [(_, error)] = read(path, **columns)
    assert isinstance(error, InputError)
    assert str(error).startswith(f"{path}{message}")


@pytest.mark.parametrize(
    ("row", "message"),
    [
        ("a", "has 1 cells, the header 3"),
        ("a,b,2025-02-05,d", "has 4 cells, the header 3"),
        ("a,b,soon", "reference_date: 'soon'"),
        ('a,"b"c,', "broken"),
    ],
)
def test_a_row_that_is_no_story_is_named_and_the_others_are_read(tmp_path, row, message):
    path = table(tmp_path, f'id,text,reference_date\nx,"One\ntwo.",\n{row}\ny,Three.,\n')
    (_, first), (place, error), (_, last) = read(path)
    assert [first.id, last.id] == ["x", "y"]
    assert place == f"{path}, line 4"
    assert str(error).startswith(f"{path}, line 4: ")
    assert message in str(error)


def test_a_quote_that_is_never_closed_is_named_where_it_opens(tmp_path):
    path = table(tmp_path, 'id,text\na,One.\nb,"Two.\nc,Three.\n')
    (_, first), (_, error) = read(path)
    assert first.id == "a"
    assert str(error).startswith(f"{path}, line 3: the row that starts here is broken")


def test_a_table_that_is_no_text(tmp_path):
    path = table(tmp_path, b"id,text\na,\x81\n")
    [(_, error)] = read(path)
    assert "is not text in UTF-8" in str(error)
