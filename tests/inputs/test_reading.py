import json

import pytest

from borderfacts.errors import InputError
from borderfacts.inputs import holds_one_story, read_inputs
from borderfacts.records import Story


def read(*paths):
    return list(read_inputs([str(path) for path in paths]))


@pytest.mark.parametrize("name", ["story.txt", "STORY.TXT", "story.md", "story"])
def test_a_text_file_is_one_story_under_its_name(tmp_path, name):
    path = tmp_path / name
    path.write_bytes("\ufeffNine men.\r\nOn foot – by night.\n".encode())
    assert read(path) == [(str(path), Story(id=str(path), text="Nine men.\r\nOn foot – by night.\n"))]
    assert holds_one_story([str(path)])


def test_a_file_that_is_no_utf_8(tmp_path):
    path = tmp_path / "story.txt"
    path.write_bytes(b"Nine \xe9")
    [(_, error)] = read(path)
    assert isinstance(error, InputError)
    assert str(error) == f"{path}: not UTF-8 text (byte 5)"


def test_a_file_that_is_not_there(tmp_path):
    [(place, error)] = read(tmp_path / "none.txt")
    assert isinstance(error, InputError)
    assert (place, str(error)) == (str(tmp_path / "none.txt"), f"{tmp_path / 'none.txt'}: No such file or directory")


def test_json_lines(tmp_path):
    path = tmp_path / "stories.jsonl"
    path.write_text(json.dumps({"text": "Nine men.", "id": "a"}) + "\n\n" + json.dumps({"text": "Ten.", "url": "u"}))
    assert read(path) == [
        (f"{path}, line 1", Story(text="Nine men.", id="a")),
        (f"{path}, line 3", Story(text="Ten.", url="u")),
    ]
    assert not holds_one_story([str(path)])


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ("{", "not JSON"),
        ("[" * 100_000, "not JSON"),
        ('"a string"', None),
        ("5", "record: got int"),
        ('{"text": 5}', "text: got int"),
        ('{"id": "a"}', "with 'text'"),
        ('{"text": "Nine.", "date": "2025"}', "'date' is not a known key"),
        ('{"text": "Nine.", "reference_date": "soon"}', "reference_date: 'soon'"),
    ],
)
def test_a_line_that_is_no_record(tmp_path, line, message):
    path = tmp_path / "stories.ndjson"
    path.write_text(line)
    [(_, found)] = read(path)
    if message is None:
        assert found == Story(text="a string")
    else:
        assert str(found).startswith(f"{path}, line 1: ")
        assert message in str(found)


def test_a_folder_is_read_in_the_order_of_names_without_hidden_files(tmp_path):
    for name in ("b.txt", "a.txt", "c/d.txt", ".hidden/e.txt", ".f.txt", "g.png"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text("Nine men.")
    assert [place for place, _ in read(tmp_path)] == [str(tmp_path / name) for name in ("a.txt", "b.txt", "c/d.txt")]
    assert not holds_one_story([str(tmp_path)])


def test_several_inputs_are_read_in_their_order(tmp_path):
    for name in ("a.txt", "b.txt"):
        (tmp_path / name).write_text("Nine men.")
    paths = [tmp_path / "b.txt", tmp_path / "a.txt"]
    assert [place for place, _ in read(*paths)] == [str(path) for path in paths]
    assert not holds_one_story([str(path) for path in paths])
