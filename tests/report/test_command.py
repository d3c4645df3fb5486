import io
import json
import subprocess
import sys

import pytest

import borderfacts
from borderfacts import report

STORY = "Nine people were stopped near Emerson, Man., on Monday, the RCMP said."


def run(*arguments, stdin=b""):
    return subprocess.run(
        [sys.executable, "-m", "borderfacts", "report", *map(str, arguments)],
        input=stdin,
        capture_output=True,
        env={"PATH": "/usr/bin:/bin"},
    )


def page_of(*extractions, **options):
    stream = io.BytesIO()
    report.write(extractions, stream, **options)
    return stream.getvalue()


@pytest.fixture
def stories(tmp_path):
    path = tmp_path / "stories.jsonl"
    records = [{"text": STORY, "id": "a", "title": "Stopped"}, {"text": 5}, {"text": "Nothing happened.", "id": "b"}]
    path.write_text("\n".join(map(json.dumps, records)), encoding="utf-8")
    return path


def test_a_story_gives_its_page_on_standard_output():
    done = run("-", "--reference-date", "2025-02-05", stdin=STORY.encode())
    told = borderfacts.extract(STORY, reference_date="2025-02-05", id="stdin", keep_text=True)
    assert (done.returncode, done.stderr) == (0, b"")
    assert done.stdout == page_of(told)


def test_stories_that_cannot_be_read_are_named_in_the_report_and_the_exit_status(stories, tmp_path):
    done = run(stories, "-o", tmp_path / "report.html", "--title", "Two of three", "--jobs", "2")
    failure = f"{stories}, line 2: text: got int, takes a string"
    told = [borderfacts.extract(STORY, id="a", title="Stopped", keep_text=True)]
    told.append(borderfacts.extract("Nothing happened.", id="b", keep_text=True))
    assert (done.returncode, done.stdout) == (1, b"")
    assert done.stderr.decode() == f"borderfacts: {failure}\n"
    assert (tmp_path / "report.html").read_bytes() == page_of(*told, title="Two of three", failures=[failure])


def test_columns_are_named_as_for_extract(tmp_path):
    path = tmp_path / "stories.csv"
    path.write_text(f'key,body\na,"{STORY}"\n', encoding="utf-8")
    done = run(path, "--columns", "id=key,text=body")
    assert done.stdout == page_of(borderfacts.extract(STORY, id="a", keep_text=True))


def test_wrong_usage_has_exit_status_2(tmp_path):
    assert run(tmp_path / "none.txt", "-o", tmp_path / "no" / "report.html").returncode == 2
