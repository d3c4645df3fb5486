import re
import subprocess
import sys
import tomllib

import pytest

from .snippets import PAGES, ROOT, blocks_of

LINK = re.compile(r"\]\((?!https?:)([^)#]+)")
SETUP_COMMANDS = [
    command for page in PAGES for block in blocks_of(page) if block.is_setup for command in block.commands
]


def run(*arguments):
    done = subprocess.run([sys.executable, *arguments], cwd=ROOT, capture_output=True, encoding="utf-8")
    assert done.returncode == 0, done.stderr
    return done.stdout


def demo_in_the_readme():
    [demo] = [
        block.code for block in blocks_of(ROOT / "README.md") if block.language == "text" and "evidence" in block.code
    ]
    return demo


@pytest.mark.thorough
def test_the_readme_shows_what_the_demo_prints():
    assert demo_in_the_readme() == run("examples/extract_article.py")


def test_the_readme_begins_with_the_text_of_the_demo():
    quoted = re.search(r"(?:^>.*\n)+", (ROOT / "README.md").read_text(encoding="utf-8"), re.MULTILINE)[0]
    article = (ROOT / "examples" / "article.txt").read_text(encoding="utf-8").strip()
    assert "\n".join(line.removeprefix(">").strip() for line in quoted.strip().splitlines()) == article


def test_the_figures_of_the_readme_are_those_of_the_rounds_that_nobody_had_read():
    quality = (ROOT / "docs" / "quality.md").read_text(encoding="utf-8")
    first, last = map(int, re.search(r"On rounds (\d+) to (\d+) nothing was trained or fitted", quality).groups())
    rounds = range(first, last + 1)
    rows = [re.search(rf"^\| {each} \| (.*) \|$", quality, re.MULTILINE)[1].split("|")[:4] for each in rounds]
    figures = [[float(row[column]) for row in rows if row[column].strip()] for column in range(4)]
    means = [f"{sum(each) / len(each):.2f}" for each in figures]
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    shown = re.findall(r"^\| (?:real articles|news retold)[^|]* \| ([\d.]+) \| ([\d.]+) \|$", readme, re.MULTILINE)
    assert [figure for row in shown for figure in row] == means
    said = "real articles {} for incidents and {} for slots, retold stories {} and {}".format(*means)
    assert said in " ".join(quality.split())


def test_the_demo_speaks_to_people():
    demo = demo_in_the_readme()
    assert "9 migrants, 5 children" in demo
    assert re.findall(r"degF|degC|\d\.0\b|\d+ (?:mile|kilometer|migrant|child)\b", demo) == []


@pytest.mark.thorough
def test_the_demo_reads_another_file_with_its_date(tmp_path):
    path = tmp_path / "story.txt"
    path.write_text("The ferry leaves at noon.", encoding="utf-8")
    printed = run("examples/extract_article.py", str(path), "--reference-date", "2025-02-20")
    assert printed == "The text reports no incident.\n"


def test_the_pages_name_project_commands_that_exist():
    project = (ROOT / "scripts" / "project.py").read_text(encoding="utf-8")
    asked = [match[1] for match in map(re.compile(r"python3 scripts/project\.py (\w+)").match, SETUP_COMMANDS) if match]
    assert {"demo", "test", "check", "docs"} <= set(asked)
    assert [name for name in asked if f'"{name}": [' not in project] == []


def test_the_pages_name_extras_that_exist_and_one_lists_them_all():
    extras = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]["optional-dependencies"]
    asked = {name for names in re.findall(r"\[([\w,]+)\]", "\n".join(SETUP_COMMANDS)) for name in names.split(",")}
    listed = re.findall(
        r"^\| `(\w+)` \|", (ROOT / "docs" / "installation.md").read_text(encoding="utf-8"), re.MULTILINE
    )
    assert asked <= set(extras)
    assert listed == list(extras)


def test_the_pages_name_scripts_that_exist():
    asked = [path for command in SETUP_COMMANDS for path in re.findall(r"[\w/]+\.py", command)]
    assert [path for path in asked if not (ROOT / path).is_file()] == []


@pytest.mark.parametrize(
    "page",
    [ROOT / f"{name}.md" for name in ("README", "CONTRIBUTING", "CHANGELOG", "SECURITY")],
    ids=lambda path: path.name,
)
def test_links_of_the_pages_outside_the_site_lead_somewhere(page):
    links = LINK.findall(page.read_text(encoding="utf-8"))
    assert [link for link in links if not (page.parent / link).exists()] == []


def test_the_promises_name_tests_that_exist():
    paths = re.findall(r"`(tests/[^`]+)`", (ROOT / "SECURITY.md").read_text(encoding="utf-8"))
    assert [path for path in paths if not (ROOT / path).is_file()] == []


def test_every_example_is_named_in_the_documentation():
    text = "".join(page.read_text(encoding="utf-8") for page in PAGES)
    examples = [path for path in (ROOT / "examples").iterdir() if not path.name.startswith((".", "_"))]
    assert [path.name for path in examples if f"examples/{path.name}" not in text] == []
