"""No regular expression of the package can take longer than its text is long, by its form."""

from __future__ import annotations

import ast
import json
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.patterns import stalls

import borderfacts

PACKAGE = Path(borderfacts.__file__).parent
READING_FUNCTIONS = {
    f"re.{name}" for name in ("compile", "search", "match", "fullmatch", "sub", "subn", "split", "findall", "finditer")
}

# Whatever of the package asks for a pattern while all its modules are loaded and a text is read; lexicons make some.
RECORD = """
import importlib, json, pkgutil, re, sys

asked = {}
given = re._compile

def recorded(pattern, flags):
    frame = sys._getframe(1)
    while frame.f_code.co_filename == re.__file__:
        frame = frame.f_back
    compiled = given(pattern, flags)
    if frame.f_globals.get("__name__", "").startswith("borderfacts") and not isinstance(pattern, re.Pattern):
        text = pattern if isinstance(pattern, str) else pattern.decode("latin-1")
        asked[text, compiled.flags] = f"{frame.f_globals['__name__']}:{frame.f_lineno}"
    return compiled

re._compile = recorded
import borderfacts
for module in pkgutil.walk_packages(borderfacts.__path__, "borderfacts."):
    if not module.name.endswith("__main__"):
        importlib.import_module(module.name)
borderfacts.extract("Nine people crossed the 5,525-mile border on Monday with 12 kg of cocaine, the RCMP said.")
json.dump([[where, pattern, flags] for (pattern, flags), where in asked.items()], sys.stdout)
"""


def recorded() -> Iterator[tuple[str, str, int]]:
    done = subprocess.run([sys.executable, "-c", RECORD], capture_output=True, text=True, check=True)
    yield from (tuple(each) for each in json.loads(done.stdout))


def written() -> Iterator[tuple[str, str, int]]:
    """Yield the patterns that stand as they are in a call of ``re``, also where no text has led yet."""
    for path in sorted(PACKAGE.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if not (isinstance(node, ast.Call) and ast.unparse(node.func) in READING_FUNCTIONS):
                continue
            pattern = node.args[0].value if isinstance(node.args[0], ast.Constant) else None
            if isinstance(pattern, str):
                names = re.findall(r"\bre\.([A-Z]+)\b", ast.unparse(node))
                flags = re.compile(pattern, sum(getattr(re, name) for name in names)).flags
                yield f"{path.relative_to(PACKAGE)}:{node.lineno}", pattern, flags


@pytest.fixture(scope="module")
def patterns() -> dict[tuple[str, int], str]:
    return {(pattern, flags): where for where, pattern, flags in (*written(), *recorded())}


@pytest.mark.thorough
def test_no_pattern_of_the_package_stalls(patterns: dict[tuple[str, int], str]) -> None:
    found = [(where, pattern, stalls(pattern, flags)) for (pattern, flags), where in patterns.items()]
    assert [each for each in found if each[2]] == []


def test_the_patterns_of_all_kinds_are_seen(patterns: dict[tuple[str, int], str]) -> None:
    assert len(patterns) > 150
    seen = " ".join(patterns.values())
    made = ("borderfacts.figures.measures", "borderfacts.values.dates.phrases", "borderfacts.values.goods.finder")
    inline = ("values/dates/clock_rules.py", "values/agencies/finder.py")
    assert [name for name in (*made, *inline) if name not in seen] == []


@pytest.mark.parametrize(
    "pattern",
    [
        r"\s*$",
        r"\d+ km",
        r"\w+(?=\d)",
        r"a[^.]*\.",
        r"[ ']*[=+]",
        r"\s*,?\s*x",
        r"x\s*,?\s*y",
        r"x\w+(?:-?\w+)?y",
        r"(?:\w+-?){2,4}x",
        r"\b(?:\w+\s?)+x",
        r"(?:x\w*)*?y",
        r"\.[0-9]+(?![0-9.]*\w)",
        r"(?:a|x\d+)\d*y",
    ],
)
def test_a_pattern_that_stalls_is_reported(pattern: str) -> None:
    assert stalls(pattern, re.compile(pattern).flags)


@pytest.mark.parametrize(
    "pattern",
    [
        r"\s+",
        r"\w+|[^\w\s]",
        r"(?<!\s)\s*$",
        r"\b\w+x",
        r"x\s*$",
        r"^\w+ x",
        r"\([^()]*\)",
        r"\d+(?:\.\d+)*",
        r"x\s*+,?\s*+",
        r"\w{1,40} km",
        r"(?:\w{1,20}\s){0,4}x",
        r"\b[A-Z]\w+(?:['’]\w+)*",
        r"\d{1,3}(?:,\d{3})+(?!\d)",
        r"\b\w+(?:\s\w+){2}x",
        r"(?<![\w.])\.[0-9]++(?![0-9.]*\w)",
    ],
)
def test_a_pattern_that_cannot_stall_is_not_reported(pattern: str) -> None:
    assert stalls(pattern, re.compile(pattern).flags) == []
