import gzip
import io
import json
import os
import tracemalloc
from pathlib import Path

import pytest

from borderfacts.errors import InputError
from borderfacts.inputs import count, holds_one_story, read_inputs, shortened
from borderfacts.records import Story


def read(*paths, **columns):
    return list(read_inputs([str(path) for path in paths], columns))


@pytest.mark.parametrize("name", ["story.txt", "STORY.TXT", "story.md", "story"])
def test_a_text_file_is_one_story_that_has_its_bare_name(tmp_path, name):
    path = tmp_path / name
    path.write_bytes("\ufeffNine men.\r\nOn foot – by night.\n".encode())
    assert read(path) == [(str(path), Story(file=name, text="Nine men.\r\nOn foot – by night.\n"))]
    assert holds_one_story([str(path)])


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_encodings_are_told_apart(tmp_path, encoding):
    text = "Nine people, the RCMP said – “in the cold” – near Trois-Rivières.\n"
    path = tmp_path / "story.txt"
    path.write_bytes(text.encode(encoding))
    assert read(path) == [(str(path), Story(file="story.txt", text=text))]


def test_utf_8_that_is_cut_or_mixed_stays_right_elsewhere(tmp_path):
    path = tmp_path / "story.txt"
    path.write_bytes("“Nine” ".encode() + "‘ten’ ".encode("cp1252") + "–".encode()[:1])
    assert read(path) == [(str(path), Story(file="story.txt", text="“Nine” ‘ten’ â"))]


@pytest.mark.parametrize(
    ("data", "byte"),
    [
        (b"Nine \x81", 5),
        (b"Nine\0", 4),
        ("Nine".encode("utf-16-le"), 1),
        ("Nine".encode("utf-16") + b"\0", 10),
        (b"\0\1\2\3", 0),
    ],
)
def test_a_file_that_is_no_text(tmp_path, data, byte):
    path = tmp_path / "story.txt"
    path.write_bytes(data)
    [(_, error)] = read(path)
    assert isinstance(error, InputError)
    assert str(error).startswith(f"{path}: byte {byte} is not text in UTF-8")


def test_a_file_that_is_not_there(tmp_path):
    [(place, error)] = read(tmp_path / "none.txt")
    assert isinstance(error, InputError)
    message = f"{tmp_path / 'none.txt'}: No such file or directory; check its name and folder"
    assert (place, str(error)) == (str(tmp_path / "none.txt"), message)


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
        ('{"id": "a"}', "'text' is missing, only 'id' is there"),
        ('{"text": "\\ud800"}', "lone surrogate"),
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


def test_bytes_of_a_line_that_are_no_text(tmp_path):
    path = tmp_path / "stories.jsonl"
    path.write_bytes(b'{"text": "a"}\n{"text": "\x81"}\n{"text": "b"}\n')
    (_, first), (_, error), (_, last) = read(path)
    assert [first, last] == [Story(text="a"), Story(text="b")]
    assert str(error).startswith(f"{path}, line 2: byte 10 is not text in UTF-8")


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "cp1252"])
def test_json_lines_in_other_encodings(tmp_path, encoding):
    path = tmp_path / "stories.jsonl"
    path.write_bytes('{"text": "Montréal"}\n{"text": "Québec"}\n'.encode(encoding))
    assert [story for _, story in read(path)] == [Story(text="Montréal"), Story(text="Québec")]


def test_json_lines_whose_keys_are_named_otherwise(tmp_path):
    path = tmp_path / "stories.jsonl"
    path.write_text(
        '{"body": "Nine.", "slug": 17, "published": "2025-02-05T08:00Z", "tags": [], "title": "A", "text": "other"}\n'
        '{"body": "Ten.", "published": null}\n'
    )
    assert read(path, text="body", id="slug", reference_date="published") == [
        (f"{path}, line 1", Story(text="Nine.", id="17", reference_date="2025-02-05", title="A")),
        (f"{path}, line 2", Story(text="Ten.")),
    ]


def test_a_key_that_no_line_has_is_named(tmp_path):
    path = tmp_path / "stories.jsonl"
    path.write_text('{"body": "Nine."}\n{"body": "Ten.", "slug": "a"}\n')
    *stories, (place, error) = read(path, text="body", id="slgu")
    assert [story.text for _, story in stories] == ["Nine.", "Ten."]
    assert (place, str(error).split(";")[0]) == (str(path), f"{path}: 'slgu' is missing, only 'body', 'slug' is there")


def test_a_folder_is_read_in_the_order_of_names_without_hidden_files(tmp_path):
    for name in ("b.txt", "a.txt", "c/d.txt", ".hidden/e.txt", ".f.txt", "g.png"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text("Nine men.")
    assert [place for place, _ in read(tmp_path)] == [str(tmp_path / name) for name in ("a.txt", "b.txt", "c/d.txt")]
    assert not holds_one_story([str(tmp_path)])


def test_names_are_relative_to_the_folder_wherever_it_is_read_from(tmp_path, monkeypatch):
    for name in ("a.txt", "c/d.txt"):
        (tmp_path / "stories" / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / "stories" / name).write_text("Nine men.")
    found = [story for _, story in read(tmp_path / "stories")]
    assert [(story.id, story.file) for story in found] == [(None, "a.txt"), (None, "c/d.txt")]
    monkeypatch.chdir(tmp_path / "stories" / "c")
    for folder in ("..", "../", "../../stories", "../c/.."):
        assert [story for _, story in read(folder)] == found
    assert [story.file for _, story in read("d.txt", "../a.txt", tmp_path / "stories" / "a.txt")] == [
        "d.txt", "a.txt", "a.txt",
    ]  # fmt: skip


def test_a_story_of_many_in_a_file_has_no_file_and_a_record_can_name_none(tmp_path):
    path = tmp_path / "stories.jsonl"
    path.write_text('{"text": "Nine."}\n{"text": "Ten.", "file": "a.txt"}\n')
    (_, first), (_, second) = read(path)
    assert first == Story(text="Nine.")
    assert "'file' is not a known key" in str(second)


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("/data/stories/c/d.txt: is empty", "c/d.txt: is empty"),
        ("/data/stories: no file here", "stories: no file here"),
        ("/data/more/a.jsonl, line 2: broken", "a.jsonl, line 2: broken"),
        ("../b.txt: No such file", "b.txt: No such file"),
        ("c.txt: see /data/stories/c.txt", "c.txt: see /data/stories/c.txt"),
        ("stdin: broken text", "stdin: broken text"),
    ],
)
def test_a_line_about_a_file_is_shown_without_the_folders_above(line, expected):
    assert shortened(line, ["/data/stories/", "/data/more/a.jsonl", "../b.txt", "./c.txt", "-"]) == expected


def test_other_files_of_a_folder_are_counted_in_one_line(tmp_path, caplog):
    for name in ("a.txt", "b.pdf", "c/d.PDF", "c/e.docx", ".f.pdf", "g"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text("Nine men.")
    assert [place for place, _ in read(tmp_path)] == [str(tmp_path / "a.txt")]
    message = "4 other files (.pdf 2, .docx 1, without an ending 1) passed over; save documents as .txt first"
    assert sorted(caplog.messages[0].split(": ", 1)[1]) == sorted(message)
    assert len(caplog.messages) == 1


def test_a_folder_of_other_files_alone_is_a_failure_that_counts_them(tmp_path, caplog):
    (tmp_path / "b.pdf").write_text("Nine men.")
    [(place, error)] = read(tmp_path)
    assert str(error).startswith(f"{tmp_path}: no file here ends in")
    assert str(error).endswith("; 1 other file (.pdf 1) passed over; save documents as .txt first")
    assert (place, caplog.messages) == (str(tmp_path), [])


@pytest.mark.parametrize(
    ("name", "content"), [("a.jsonl", ""), ("a.ndjson", "\n\n"), ("a.json", "[]"), ("a.csv", "text,id\n")]
)
def test_a_file_without_stories_is_named(tmp_path, caplog, name, content):
    (tmp_path / name).write_text(content)
    assert read(tmp_path / name) == []
    assert caplog.messages == [f"{tmp_path / name}: holds no story; see whether it was saved whole"]


@pytest.mark.parametrize("name", ["story.txt", "story", "story.html", "story.jsonl", "story.json", "story.csv"])
@pytest.mark.parametrize(
    ("start", "message"),
    [
        (b"%PDF-1.7\n", "a PDF file; "),
        (b"PK\x03\x04\x14\0", "a ZIP file, as DOCX"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "an old Office document; "),
        (b"{\\rtf1\\ansi Nine men.}", "an RTF document; "),
        (b"\x89PNG\r\n\x1a\n", "an image; "),
        (b"\xfd7zXZ\0", "packed in a way that is not read; "),
        (b"PAR1\x15\x04", "a Parquet file; "),
    ],
)
def test_what_holds_no_text_says_what_to_do(tmp_path, name, start, message):
    path = tmp_path / name
    for content in (start + b"Nine men.", gzip.compress(start + b"Nine men.")):
        path.write_bytes(content)
        [(place, error)] = read(path)
        assert isinstance(error, InputError)
        assert (place, str(error).startswith(f"{path}: {message}")) == (str(path), True)


@pytest.mark.parametrize(
    "text", ["PK is a town.", "PAR1 men were held.", "{nine} men", "II. Nine men", "7z men", "GIF8 nine"]
)
def test_text_that_begins_like_something_else_is_text(tmp_path, text):
    path = tmp_path / "story.txt"
    path.write_text(text)
    assert read(path) == [(str(path), Story(text=text, file="story.txt"))]


def test_several_inputs_are_read_in_their_order(tmp_path):
    for name in ("a.txt", "b.txt"):
        (tmp_path / name).write_text("Nine men.")
    paths = [tmp_path / "b.txt", tmp_path / "a.txt"]
    assert [place for place, _ in read(*paths)] == [str(path) for path in paths]
    assert not holds_one_story([str(path) for path in paths])


def test_a_text_too_long_for_a_story_is_named(tmp_path):
    path = tmp_path / "dump.txt"
    path.write_text("Nine. " * 200_000)
    [(_, error)] = read(path)
    assert str(error).startswith(f"{path}: 1,200,000 characters; a story has at most 1,000,000")


def test_json_is_a_record_or_an_array_of_them(tmp_path):
    path = tmp_path / "stories.json"
    path.write_text('[{"text": "Nine.", "id": 1},\n {"id": "a"}, 5, "Ten."]')
    (first_place, first), (_, second), (_, third), (_, last) = read(path)
    assert (first_place, first, last) == (f"{path}, record 1", Story(text="Nine.", id="1"), Story(text="Ten."))
    assert str(second).startswith(f"{path}, record 2: 'text' is missing")
    assert str(third).startswith(f"{path}, record 3: record: got int")
    path.write_text('{"body": "Nine.", "more": 1}')
    assert read(path, text="body") == [(str(path), Story(text="Nine."))]


@pytest.mark.parametrize("content", ['[{"text": "Nine."},', "[" * 100_000, "Nine men.", ""])
def test_what_is_no_json(tmp_path, content):
    path = tmp_path / "stories.json"
    path.write_text(content)
    [(_, error)] = read(path)
    assert str(error).startswith(f"{path}: not JSON (")


def packed(path, data):
    path.write_bytes(gzip.compress(data))
    return path


@pytest.mark.parametrize("name", ["story.txt.gz", "STORY.TXT.GZ", "story.gz", "story.txt"])
def test_a_packed_file_is_unpacked(tmp_path, name):
    path = packed(tmp_path / name, "Nine – men.".encode())
    assert read(path) == [(str(path), Story(file=name, text="Nine – men."))]
    assert holds_one_story([str(path)])


def test_a_packed_file_of_many(tmp_path):
    path = packed(tmp_path / "stories.jsonl.gz", b'{"text": "Nine."}\n{"text": "Ten."}\n')
    assert [story for _, story in read(path)] == [Story(text="Nine."), Story(text="Ten.")]
    assert not holds_one_story([str(path)])
    assert [place for place, _ in read(tmp_path)] == [f"{path}, line 1", f"{path}, line 2"]


def test_a_packed_file_that_is_cut_gives_what_it_has(tmp_path):
    path = packed(tmp_path / "stories.jsonl.gz", b"".join(b'{"text": "%d"}\n' % number for number in range(50_000)))
    path.write_bytes(path.read_bytes()[:-1000])
    *stories, (place, error) = read(path)
    assert [story.text for _, story in stories] == [str(number) for number in range(len(stories))]
    assert len(stories) > 1000
    assert (place, str(error).split(" (")[0]) == (str(path), f"{path}: broken gzip")


@pytest.mark.parametrize("data", [b"Nine men.", b"", b"\x1f\x8b\x08 nothing of the kind"])
def test_a_file_that_is_not_packed_as_its_name_says(tmp_path, data):
    path = tmp_path / "story.txt.gz"
    path.write_bytes(data)
    [(_, found)] = read(path)
    assert found == Story(file="story.txt.gz", text="") if not data else str(found).startswith(f"{path}: broken gzip (")


def test_a_file_name_of_any_bytes_becomes_one_that_can_be_written(tmp_path):
    path = tmp_path / os.fsdecode(b"caf\xe9.txt")
    path.write_text("Nine men.")
    [(place, story)] = read(path)
    assert (place, story.file) == (str(tmp_path / "caf\ufffd.txt"), "caf\ufffd.txt")
    assert [found for _, found in read(tmp_path)] == [story]


def test_stories_are_counted_before_they_are_read(tmp_path):
    (tmp_path / "a.txt").write_text("Nine men.")
    (tmp_path / "b.jsonl").write_text('{"text": "a"}\n\n{\n')
    (tmp_path / "c.csv").write_text('text\n"two\nlines"\nthree\n')
    assert count([str(tmp_path), str(tmp_path / "a.txt")], {}) == 6
    assert count(["-"], {}) is None
    assert count([str(tmp_path / "none.jsonl")], {}) is None


class Endless(io.RawIOBase):
    """A file of gigabytes that counts what is taken of it."""

    def __init__(self, start):
        self.start = start
        self.taken = 0

    def readable(self):
        return True

    def readinto(self, buffer):
        content = self.start[self.taken : self.taken + len(buffer)].ljust(len(buffer), b"a")
        buffer[:] = content
        self.taken += len(content)
        assert self.taken < 2**23, "read on and on"
        return len(content)


@pytest.mark.parametrize("name", ["a.txt", "a.html", "a.jsonl", "a.json", "a.csv"])
@pytest.mark.parametrize("start", [b"", b'text,id\n"', "text".encode("utf-16"), b'text\n\n[{"text": "'])
def test_of_an_endless_file_no_more_is_read_than_a_story_may_have(monkeypatch, name, start):
    for limit in ("json.LONGEST_JSON", "jsonl.LONGEST_RECORD", "csv.LONGEST_RECORD", "html.LONGEST_PAGE"):
        monkeypatch.setattr(f"borderfacts.inputs.{limit}", 1_000_000)
    endless = Endless(start)
    monkeypatch.setattr(Path, "open", lambda path, mode: io.BufferedReader(endless))
    *_, (_, error) = read(name)
    assert isinstance(error, InputError)
    assert endless.taken < 2**23


def test_a_small_packed_file_of_much_takes_little_memory_and_stops_nothing(tmp_path):
    for name in ("a.txt.gz", "b.html.gz"):
        packed(tmp_path / name, b"a" * 50_000_000)
    (tmp_path / "c.txt").write_text("Nine men.")
    tracemalloc.start()
    try:
        *failed, (_, story) = read(tmp_path)
        _, peak = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert len(failed) == 2
    assert all(isinstance(error, InputError) for _, error in failed)
    assert story.text == "Nine men."
    assert peak < 50_000_000


def test_lines_before_one_that_never_ends_are_read(tmp_path, monkeypatch):
    monkeypatch.setattr("borderfacts.inputs.jsonl.LONGEST_RECORD", 100)
    path = tmp_path / "stories.jsonl"
    path.write_text('{"text": "Nine."}\n' + "a" * 200 + '\n{"text": "Ten."}\n')
    first, (place, error) = read(path)
    assert first == (f"{path}, line 1", Story(text="Nine."))
    message = f"{path}, line 2: longer than 100 bytes; the file is not read from here on"
    assert (place, str(error)) == (f"{path}, line 2", message)


def test_rows_before_one_that_never_ends_are_read(tmp_path, monkeypatch):
    monkeypatch.setattr("borderfacts.inputs.csv.LONGEST_RECORD", 100)
    path = tmp_path / "stories.csv"
    path.write_text("id,text\na,Nine.\n" + 'b,"Ten\n' + "and ten\n" * 30 + '"\nc,Two.\n')
    (_, story), (place, error) = read(path)
    assert story == Story(text="Nine.", id="a")
    assert (place, "more than 100 characters" in str(error)) == (f"{path}, line 3", True)


class Standard:
    """Standard input that holds some bytes."""

    closed = False

    def __init__(self, content):
        self.buffer = io.BufferedReader(io.BytesIO(content))


TABLE = 'slug,body\n1,"Nine people, all well."\n'


@pytest.mark.parametrize("pack", [bytes, gzip.compress])
@pytest.mark.parametrize("table", [TABLE, "\ufeff" + TABLE, TABLE.replace(",", "\t"), 'text;id\n"Nine men\nfled";1\n'])
def test_a_table_on_standard_input_is_no_story(monkeypatch, pack, table):
    monkeypatch.setattr("sys.stdin", Standard(pack(table.encode())))
    [(place, error)] = read("-")
    names = table.removeprefix("\ufeff").split("\n")[0].replace("\t", ",").replace(";", ",").replace(",", ", ")
    assert place == "stdin"
    assert str(error).startswith(f"stdin: looks like CSV with the columns {names}; tell which one holds the text")


@pytest.mark.parametrize(
    "text",
    [
        "Nine people, all well, were found.\nTen, too.",
        "Emerson, Manitoba\nNine people, all well.",
        "Emerson,Manitoba\n\nNine people.",
        "Nine people\tTen\n",
        "a,b",
        "One,\nTwo,\n",
        "old,lines\r",
    ],
)
def test_a_story_on_standard_input_that_has_commas(monkeypatch, text):
    monkeypatch.setattr("sys.stdin", Standard(text.encode()))
    assert read("-") == [("stdin", Story(text=text))]
