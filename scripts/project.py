"""The commands of the project; each makes the virtual environment ``.venv`` first where it is missing or out of date.

What is installed into it is what ``requirements.lock`` names, wheel by wheel with their hashes.

    python3 scripts/project.py demo      read the example article and print its records
    python3 scripts/project.py test      run the tests
    python3 scripts/project.py browser   run the tests that need Chromium
    python3 scripts/project.py check     format, lint, types and import rules
    python3 scripts/project.py schema    renew docs/schema
    python3 scripts/project.py docs      build the documentation site into site/
    python3 scripts/project.py bench     measure speed and memory
    python3 scripts/project.py setup     only make the environment

What follows the command is passed on: ``test tests/records -x``. Only Python 3.11 or later with venv is needed.
"""

from __future__ import annotations

import hashlib
import os
import subprocess
import sys
import venv
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
ENVIRONMENT = ROOT / ".venv"
PYTHON = ENVIRONMENT / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
STAMP = ENVIRONMENT / "borderfacts-setup"
LOCK = ROOT / "requirements.lock"

COMMANDS: dict[str, list[list[str]]] = {
    "setup": [],
    "demo": [["examples/extract_article.py"]],
    "test": [["-m", "pytest"]],
    "browser": [["-m", "pytest", "-m", "browser", "tests/browser"]],
    "check": [
        ["-m", "ruff", "format", "--check", "."],
        ["-m", "ruff", "check", "."],
        ["-m", "mypy"],
        ["-c", "from importlinter.cli import lint_imports_command; lint_imports_command()"],
    ],
    "schema": [["scripts/publish_schema.py"]],
    "docs": [["-m", "mkdocs", "build", "--strict"]],
    "bench": [["benchmarks/speed.py"]],
}


def main(arguments: list[str]) -> int:
    """Run one command; return its exit status."""
    if not arguments or arguments[0] not in COMMANDS:
        sys.stderr.write(__doc__ or "")
        return 2
    make_environment()
    for command in COMMANDS[arguments[0]]:
        status = subprocess.run([str(PYTHON), *command, *arguments[1:]], cwd=ROOT, check=False).returncode
        if status:
            return status
    return 0


def make_environment() -> None:
    """Make the virtual environment with the package and what develops it, unless it is there and up to date."""
    told = (ROOT / "pyproject.toml").read_bytes() + LOCK.read_bytes()
    mark = f"{sys.version_info[:3]} {ROOT} {hashlib.sha256(told).hexdigest()}"
    if STAMP.is_file() and STAMP.read_text(encoding="utf-8") == mark:
        return
    sys.stderr.write("Setting up .venv; this takes a few minutes.\n")
    venv.create(ENVIRONMENT, with_pip=True, clear=True)
    install = [str(PYTHON), "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
    subprocess.run([*install, "--require-hashes", "--requirement", str(LOCK)], cwd=ROOT, check=True)
    # What builds the package is locked, too, so nothing is fetched here.
    subprocess.run(
        [*install, "--no-index", "--no-deps", "--no-build-isolation", "--editable", "."], cwd=ROOT, check=True
    )
    STAMP.write_text(mark, encoding="utf-8")


if __name__ == "__main__":
    if sys.version_info < (3, 11):  # noqa: UP036  whoever runs this may have an older one
        sys.exit(f"borderfacts needs Python 3.11 or later; this is {sys.version.split()[0]}.")
    sys.exit(main(sys.argv[1:]))
