"""The types that users of the package see: mypy --strict reads code of theirs beside the package as installed."""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

import borderfacts

HERE = Path(__file__).parent
WRITTEN = ("analysis.py", "mistakes.py")

pytestmark = pytest.mark.thorough


@pytest.fixture(scope="module")
def refused(tmp_path_factory):
    """For each file of a user the lines that mypy refuses, and why; no setting of this project counts there."""
    folder = tmp_path_factory.mktemp("typing")
    for name in WRITTEN:
        shutil.copy(HERE / name, folder)
    done = subprocess.run(
        [sys.executable, "-m", "mypy", "--strict", "--no-error-summary", "--hide-error-context", *WRITTEN],
        cwd=folder,
        env={**os.environ, "PYTHONPATH": str(Path(borderfacts.__file__).parents[1])},
        capture_output=True,
        text=True,
    )
    assert done.stderr == ""
    errors = re.findall(r"^(\w+\.py):(\d+): error: .*\[([\w-]+)\]$", done.stdout, re.MULTILINE)
    assert len(errors) == done.stdout.count(": error: "), done.stdout
    return {name: [(int(line), code) for file, line, code in errors if file == name] for name in WRITTEN}


def test_what_the_package_gives_has_the_types_that_it_names(refused):
    assert refused["analysis.py"] == []


def test_each_mistake_is_refused_for_its_reason(refused):
    lines = (HERE / "mistakes.py").read_text(encoding="utf-8").splitlines()
    wanted = [(n, line.rpartition("# ")[2]) for n, line in enumerate(lines, start=1) if "  # " in line]
    assert len(wanted) == 11
    assert refused["mistakes.py"] == wanted


def test_the_package_says_that_it_is_typed():
    assert Path(borderfacts.__file__).with_name("py.typed").is_file()
