import doctest
import pkgutil
from importlib import import_module
from pathlib import Path

import pytest
from scripts.renew_outputs import renew

import borderfacts

from .snippets import PAGES, Block, blocks_of, make_checkout, run_page

SOURCE = Path(borderfacts.__file__).parent


def name(page):
    return page.name


def modules_with_examples():
    found = pkgutil.walk_packages(borderfacts.__path__, "borderfacts.")
    return [
        module.name
        for module in found
        if ">>> " in Path(module.module_finder.find_spec(module.name).origin).read_text(encoding="utf-8")
    ]


# The page that starts Ray and Spark needs what the others do not.
RUN = [
    pytest.param(page, marks=[pytest.mark.cluster] if page.name == "cluster.md" else [], id=page.name)
    for page in PAGES
    if blocks_of(page)
]


@pytest.mark.thorough
@pytest.mark.parametrize("page", RUN)
def test_every_snippet_runs_and_prints_what_the_page_says(page, tmp_path, monkeypatch):
    monkeypatch.chdir(make_checkout(tmp_path))
    assert run_page(page, tmp_path) == []


@pytest.mark.parametrize("page", PAGES, ids=name)
def test_every_block_says_what_it_is(page):
    assert {block.language for block in blocks_of(page)} <= {"python", "sh", "sql", "text", "json", "toml"}
    assert page.read_text(encoding="utf-8").count("```") == 2 * len(blocks_of(page))


@pytest.mark.parametrize("module", modules_with_examples())
def test_the_examples_of_the_docstrings_run(module):
    found = doctest.testmod(import_module(module), extraglobs={"borderfacts": borderfacts})
    assert (found.attempted > 0, found.failed) == (True, 0)


def test_a_wrong_output_is_noticed(tmp_path):
    page = tmp_path / "page.md"
    page.write_text("```python\nprint(1)\n```\n\n```text\n2\n```\n", encoding="utf-8")
    [fault] = run_page(page, tmp_path)
    assert fault == "page.md:1 prints\n1\n\nand not\n2\n"


def test_what_a_page_says_that_its_code_prints_is_renewed(tmp_path):
    page = tmp_path / "page.md"
    blocks = "```python\nn = {}\nprint(n)\n```\n\n```text\n{}\n```\n"
    page.write_text(f"# A\n\n{blocks.format(1, 2)}\n{blocks.format(2, 3)}\nend\n", encoding="utf-8")
    renew(page, tmp_path)
    assert page.read_text(encoding="utf-8") == f"# A\n\n{blocks.format(1, 1)}\n{blocks.format(2, 2)}\nend\n"
    assert run_page(page, tmp_path) == []


def test_a_command_is_read_without_its_comment():
    block = Block(Path("page.md"), 1, "sh", "# setup\npip install . \\\n  --quiet  # once\n", None)
    assert block.commands == ["pip install .    --quiet"]
    assert block.is_setup
