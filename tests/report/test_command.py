import json
import re
import signal
import subprocess
import sys

import lxml.html
import pytest
from typer.testing import CliRunner

import borderfacts
from borderfacts import cli

pytestmark = pytest.mark.thorough

STORY = "Nine people were stopped near Emerson, Man., on Monday, the RCMP said."


def run(*arguments):
    return CliRunner().invoke(cli.app, ["report", *map(str, arguments)])


@pytest.fixture
def stories(tmp_path):
    path = tmp_path / "stories.jsonl"
    records = [{"text": STORY, "id": "a", "title": "Stopped"}, {"text": 5}, {"text": "Nothing happened.", "id": "b"}]
    path.write_text("\n".join(map(json.dumps, records)), encoding="utf-8")
    return path


def test_a_story_gives_its_page_on_standard_output(written):
    command = [sys.executable, "-m", "borderfacts", "report", "-", "--reference-date", "2025-02-05"]
    done = subprocess.run(command, input=STORY.encode(), capture_output=True)
    extraction = borderfacts.extract(STORY, reference_date="2025-02-05", keep_text=True)
    assert (done.returncode, done.stderr) == (0, b"")
    assert done.stdout == written(extraction)


def test_stories_that_cannot_be_read_are_named_in_the_report_and_the_exit_status(written, stories, tmp_path):
    done = run(stories, "-o", tmp_path / "report.html", "--title", "Two of three", "--jobs", "2", "--quiet")
    failure = "stories.jsonl, line 2: text: got int, takes a string"
    records = [borderfacts.extract(STORY, id="a", title="Stopped", keep_text=True)]
    records.append(borderfacts.extract("Nothing happened.", id="b", keep_text=True))
    assert (done.exit_code, done.stdout_bytes) == (1, b"")
    assert done.stderr == f"borderfacts: {stories.parent}/{failure}\n"
    assert (tmp_path / "report.html").read_bytes() == written(*records, title="Two of three", failures=[failure])


def test_no_path_of_the_machine_stands_in_the_report(tmp_path):
    for name in ("one.txt", "more/two.txt"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(STORY)
    (tmp_path / "more" / "three.txt").write_bytes(b"\0")
    done = run(tmp_path, tmp_path / "none.txt", "-o", tmp_path / "report.html")
    page = (tmp_path / "report.html").read_text(encoding="utf-8")
    assert done.exit_code == 1
    assert str(tmp_path) not in page
    assert [name for name in ("one.txt", "more/two.txt", "more/three.txt: byte 0", "none.txt: No") if name in page] == [
        "one.txt", "more/two.txt", "more/three.txt: byte 0", "none.txt: No",
    ]  # fmt: skip


def test_columns_are_named_as_for_extract(written, tmp_path):
    path = tmp_path / "stories.csv"
    path.write_text(f'key,body\na,"{STORY}"\n', encoding="utf-8")
    done = run(path, "--columns", "id=key,text=body")
    assert done.stdout_bytes == written(borderfacts.extract(STORY, id="a", keep_text=True))


def test_an_interrupted_run_leaves_a_report_that_says_so(tmp_path):
    stories, output = tmp_path / "stories.jsonl", tmp_path / "report.html"
    stories.write_text("".join(json.dumps({"text": f"{STORY} {n}", "id": str(n)}) + "\n" for n in range(400)))
    command = [sys.executable, "-m", "borderfacts", "report", "-v", str(stories), "-o", str(output)]
    with subprocess.Popen(command, stderr=subprocess.PIPE) as process:
        for _ in range(3):  # two stories and a note; the page of a single story has another form
            process.stderr.readline()
        process.send_signal(signal.SIGINT)
        lines = process.stderr.read().decode().splitlines()
    done = re.search(r"interrupted after (\d+) stories; the others are missing from the report", lines[-1])
    page = lxml.html.parse(output).getroot()
    assert process.returncode == 130
    assert 1 < int(done[1]) < 400
    assert [item.text for item in page.xpath("//section[@id='failures']//li")] == [done[0]]
    assert len(page.xpath("//details[contains(@class, 'story')]")) == int(done[1])


def test_wrong_usage_has_exit_status_2(tmp_path):
    assert run(tmp_path / "none.txt", "-o", tmp_path / "no" / "report.html").exit_code == 2
