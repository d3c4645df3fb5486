import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
BLOCK = re.compile(r"^```(\w+)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
LINK = re.compile(r"\]\((?!https?:)([^)#]+)")
DOCUMENTS = [*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")]


def blocks(language, document="README.md"):
    return [code for name, code in BLOCK.findall((ROOT / document).read_text(encoding="utf-8")) if name == language]


def run(*arguments):
    done = subprocess.run([sys.executable, *arguments], cwd=ROOT, capture_output=True, encoding="utf-8")
    assert done.returncode == 0, done.stderr
    return done.stdout


@pytest.mark.parametrize("number", range(len(blocks("python"))))
def test_the_code_of_the_readme_runs(number):
    assert run("-c", blocks("python")[number])


def test_the_readme_shows_what_the_demo_prints():
    [told] = blocks("text")
    assert told == run("examples/extract_article.py")


def test_the_demo_reads_another_file_with_its_date(tmp_path):
    path = tmp_path / "story.txt"
    path.write_text("The ferry leaves at noon.", encoding="utf-8")
    printed = run("examples/extract_article.py", str(path), "--reference-date", "2025-02-20")
    assert printed == "The text tells of no incident.\n"


def test_the_readme_names_commands_that_exist():
    project = (ROOT / "scripts" / "project.py").read_text(encoding="utf-8")
    asked = re.findall(r"python3 scripts/project\.py (\w+)", "".join(blocks("sh") + blocks("sh", "CONTRIBUTING.md")))
    assert {"demo", "test"} <= set(asked)
    assert [name for name in asked if f'"{name}": [' not in project] == []


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: path.name)
def test_links_lead_somewhere(document):
    links = LINK.findall(document.read_text(encoding="utf-8"))
    assert [link for link in links if not (document.parent / link).exists()] == []
