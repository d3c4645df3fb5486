"""Files beside the code that repeat what it says: they say the same."""

import re
import tomllib

import pytest
import yaml

from .snippets import ROOT, blocks_of

PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]


def read(*path):
    return ROOT.joinpath(*path).read_text(encoding="utf-8")


def test_the_citation_names_the_version_and_licence_of_the_package():
    citation = yaml.safe_load(read("CITATION.cff"))
    assert {"cff-version", "message", "title", "authors"} <= set(citation)
    assert [citation[name] for name in ("title", "version", "license")] == [
        PROJECT[name] for name in ("name", "version", "license")
    ]
    assert citation["authors"] == [{"name": "The borderfacts developers"}]


def test_each_python_that_the_package_names_is_tested():
    named = [each.rpartition(" ")[2] for each in PROJECT["classifiers"] if re.search(r":: 3\.\d+$", each)]
    jobs = yaml.safe_load(read(".github", "workflows", "tests.yml"))["jobs"]
    assert named
    assert [jobs[name]["strategy"]["matrix"]["python"] for name in ("tests", "package")] == [named, named]


def test_the_lowest_versions_are_tried_as_contributing_says():
    blocks = [block for block in blocks_of(ROOT / "CONTRIBUTING.md") if "lowest-direct" in block.code]
    steps = yaml.safe_load(read(".github", "workflows", "tests.yml"))["jobs"]["lowest"]["steps"]
    ran = "\n".join(step.get("run", "") for step in steps).replace("\\\n", " ")
    done = {" ".join(line.split()) for line in ran.splitlines()}
    assert [command for command in blocks[0].commands if " ".join(command.split()) not in done] == []


def test_the_comparison_has_the_figures_of_the_benchmarks():
    def rows(page):
        return re.findall(r"^\| (?:\*\*all\*\*|texts per second|value F1) \|.*$", page, re.MULTILINE)

    compared = rows(read("docs", "compared.md"))
    assert len(compared) == 5
    assert [row for row in compared if row not in rows(read("docs", "benchmarks.md"))] == []


def test_the_glossary_is_in_the_order_of_the_alphabet():
    words = re.findall(r"^\| ([\w ]+) \| (?!meaning)", read("docs", "glossary.md"), re.MULTILINE)
    assert len(words) > 30
    assert words == sorted(words, key=str.lower)


@pytest.mark.parametrize("width", [400, 1400])
def test_a_picture_of_the_report_is_small_and_as_wide_as_its_name_says(width):
    picture = (ROOT / "docs" / "images" / f"report-{width}.webp").read_bytes()
    assert picture[8:16] == b"WEBPVP8X"
    assert int.from_bytes(picture[24:27], "little") + 1 == width
    assert len(picture) < 100_000
    assert f"images/report-{width}.webp" in read("docs", "report.md")
