"""Change the code of small modules in one place at a time, and count the changes that no test of theirs notices.

    .venv/bin/python -m pip install --group mutation      # mutmut, beside the rest
    .venv/bin/python benchmarks/mutation.py               # some minutes a module
    .venv/bin/python benchmarks/mutation.py --write       # and write the table into docs/benchmarks.md
    .venv/bin/python benchmarks/mutation.py coding/corrections.py --show

Each module is changed by mutmut in a copy of the project and run against the tests that mirror it, and no others: what
a test far away would notice by chance does not count. What is left is a test that is missing, or a change that changes
nothing.
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import subprocess
import sys
import tempfile
from collections import Counter
from pathlib import Path

import documents

ROOT = Path(__file__).resolve().parent.parent
PACKAGE = "src/borderfacts"

# Modules without a model or a pipeline, and the tests that mirror them.
TESTED = {
    "coding/corrections.py": "tests/coding/test_corrections.py",
    "records/explanation.py": "tests/records/test_explanation.py",
    "records/flat_row.py": "tests/records/test_flat_row.py",
    "records/head_count.py": "tests/records/test_flat_row.py",
    "linking/following.py": "tests/linking/test_following.py",
}

SETTINGS = """
[tool.mutmut]
source_paths = ["src"]
only_mutate = ["{module}"]
pytest_add_cli_args_test_selection = ["{tests}"]
pytest_add_cli_args = ["-p", "no:cacheprovider"]

[tool.pytest.ini_options]
pythonpath = ["."]
addopts = "-q --import-mode=importlib"
markers = ["thorough", "browser"]
"""


def left_by(module: str, folder: Path) -> tuple[Counter[str], str]:
    """Change a module and run its tests; return how the changes ended, and which of them nothing noticed."""
    for name in ("src", "tests"):
        shutil.copytree(ROOT / name, folder / name, ignore=shutil.ignore_patterns("__pycache__"))
    settings = SETTINGS.format(module=f"{PACKAGE}/{module}", tests=TESTED[module])
    (folder / "pyproject.toml").write_text(settings, encoding="utf-8")
    _mutmut(folder, "run", "--max-children", "1")
    _mutmut(folder, "export-cicd-stats")
    stats = json.loads((folder / "mutants" / "mutmut-cicd-stats.json").read_text(encoding="utf-8"))
    return Counter({name: number for name, number in stats.items() if isinstance(number, int)}), _mutmut(
        folder, "results"
    )


def _mutmut(folder: Path, *arguments: str) -> str:
    command = [sys.executable, "-m", "mutmut", *arguments]
    environment = {**os.environ, "PYTHONPATH": ""}  # else the package as it stands would be tested
    return subprocess.run(command, cwd=folder, env=environment, stdout=subprocess.PIPE, text=True, check=True).stdout


def row(module: str, ended: Counter[str]) -> str:
    """Return the row of a module: changes, those noticed, those left, and the share that was noticed."""
    noticed = ended["killed"] + ended["timeout"] + ended["segfault"]
    return (
        f"| `{module}` | {ended['total']} | {noticed} | {ended['total'] - noticed} | {noticed / ended['total']:.0%} |"
    )


def main() -> None:
    """Print the table, and with ``--write`` put it into the documentation."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("modules", nargs="*", default=list(TESTED), help=f"some of {', '.join(TESTED)}")
    parser.add_argument("--show", action="store_true", help="name the changes that nothing noticed")
    parser.add_argument("--write", action="store_true", help="write the table into docs/benchmarks.md")
    asked = parser.parse_args()
    lines = ["| module | changes | noticed | left | share |", "|---|---:|---:|---:|---:|"]
    for module in asked.modules:
        with tempfile.TemporaryDirectory() as folder:
            ended, left = left_by(module, Path(folder))
        lines.append(row(module, ended))
        print(lines[-1] + (f"\n{left}" if asked.show else ""), flush=True)
    if asked.write:
        documents.write_part("mutation", "\n".join(lines))


if __name__ == "__main__":
    main()
