"""The commands of the project; each makes its virtual environment first where it is missing or out of date.

What develops the package comes from ``requirements.lock``, wheel by wheel with their hashes. The demo has an
environment of its own, with what the package needs to run alone, from ``requirements-demo.lock``.

    python3 scripts/project.py demo      read the example article and print its records
    python3 scripts/project.py test      run the tests
    python3 scripts/project.py quick     run those that take a minute together
    python3 scripts/project.py browser   run the tests that need Chromium
    python3 scripts/project.py cluster   run the tests that start Ray and Spark, which needs Java
    python3 scripts/project.py check     format, lint, types and import rules
    python3 scripts/project.py schema    renew docs/schema
    python3 scripts/project.py outputs   renew what the pages say that their code prints
    python3 scripts/project.py docs      build the documentation site into site/
    python3 scripts/project.py bench     measure speed and memory
    python3 scripts/project.py setup     only make the environment

What follows the command is passed on: ``test tests/records -x``. Only Python 3.11 or later with venv is needed.
The environment is ``.venv``; without it the demo makes ``.venv-demo``, which has only what the package needs.
"""

from __future__ import annotations

import hashlib
import os
import subprocess
import sys
import venv
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).resolve().parent.parent
LOCK = ROOT / "requirements.lock"
DEMO_LOCK = ROOT / "requirements-demo.lock"
SPARK_LOCK = ROOT / "requirements-spark.lock"

# One process a core, and the tests of a file in one of them, where they share what they made.
EACH_CORE = ["--numprocesses", "auto", "--dist", "loadfile"]

COMMANDS: dict[str, list[list[str]]] = {
    "setup": [],
    "demo": [["examples/extract_article.py"]],
    "test": [["-m", "pytest", *EACH_CORE]],
    "quick": [["-m", "pytest", *EACH_CORE, "-m", "not browser and not cluster and not thorough"]],
    "browser": [["-m", "pytest", "-m", "browser", "tests/browser"]],
    "cluster": [["-m", "pytest", "-m", "cluster", "tests/cluster", "tests/docs/test_snippets.py"]],
    "check": [
        ["-m", "ruff", "format", "--check", "."],
        ["-m", "ruff", "check", "."],
        ["-m", "mypy"],
        ["-c", "from importlinter.cli import lint_imports_command; lint_imports_command()"],
    ],
    "schema": [["scripts/publish_schema.py"]],
    "outputs": [["scripts/renew_outputs.py"]],
    "docs": [["-m", "mkdocs", "build", "--strict"]],
    "bench": [["benchmarks/speed.py"]],
}


def main(arguments: list[str]) -> int:
    """Run one command; return its exit status."""
    if not arguments or arguments[0] not in COMMANDS:
        sys.stderr.write(__doc__ or "")
        return 2
    python = environment_for(arguments[0])
    for command in COMMANDS[arguments[0]]:
        status = subprocess.run([str(python), *command, *arguments[1:]], cwd=ROOT, check=False).returncode
        if status:
            return status
    return 0


class Environment(NamedTuple):
    """A virtual environment.

    Attributes:
        folder: where it is.
        wanted: what pip installs into it, call by call.
        mark: what the file ``borderfacts-setup`` in it says when it is up to date.
    """

    folder: Path
    wanted: list[list[str]]
    mark: str

    @property
    def python(self) -> Path:
        """Its Python."""
        return self.folder / ("Scripts/python.exe" if os.name == "nt" else "bin/python")

    @property
    def stamp(self) -> Path:
        """The file that says whether it is up to date."""
        return self.folder / "borderfacts-setup"

    def is_made(self) -> bool:
        """Return whether it is there and up to date."""
        return self.stamp.is_file() and self.stamp.read_text(encoding="utf-8") == self.mark

    def make(self) -> None:
        """Make it anew."""
        sys.stderr.write(f"Setting up {self.folder.name}; this takes a minute or a few.\n")
        venv.create(self.folder, with_pip=True, clear=True)
        for wanted in self.wanted:
            self.install(wanted)
        self.stamp.write_text(self.mark, encoding="utf-8")

    def install(self, wanted: list[str]) -> None:
        """Have pip install something into it."""
        install = [str(self.python), "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
        subprocess.run([*install, *wanted], cwd=ROOT, check=True)

    def add_spark(self) -> None:
        """Install Spark into it, where it is not there; only the tests of it need its half gigabyte."""
        stamp = self.folder / "borderfacts-spark"
        mark = hashlib.sha256(SPARK_LOCK.read_bytes()).hexdigest()
        if stamp.is_file() and stamp.read_text(encoding="utf-8") == mark:
            return
        sys.stderr.write(f"Adding Spark to {self.folder.name}; this takes a minute or a few.\n")
        # Of Spark there is no wheel; setuptools, which makes one, is locked with the rest.
        kinds = ["--only-binary", ":all:", "--no-binary", "pyspark", "--no-build-isolation"]
        self.install([*kinds, "--require-hashes", "--requirement", str(SPARK_LOCK)])
        stamp.write_text(mark, encoding="utf-8")


def environment_for(command: str) -> Path:
    """Return the Python of the environment for a command, which is made where it is missing or out of date."""
    content = b"".join(path.read_bytes() for path in (ROOT / "pyproject.toml", LOCK, DEMO_LOCK))
    mark = f"{sys.version_info[:3]} {ROOT} {hashlib.sha256(content).hexdigest()}"
    # What builds the package is locked, too, so nothing is fetched for it.
    package = ["--no-index", "--no-deps", "--no-build-isolation", "--editable", "."]
    # A lock is whole, so pip need not look for what its packages depend on.
    locked = ["--no-deps", "--require-hashes", "--requirement"]
    chosen = Environment(ROOT / ".venv", [[*locked, str(LOCK)], package], mark)
    if command == "demo" and not chosen.is_made():
        # Not compiled at once, it takes less time and room.
        chosen = Environment(ROOT / ".venv-demo", [["--no-compile", *locked, str(DEMO_LOCK)], package], mark)
    if not chosen.is_made():
        chosen.make()
    if command == "cluster":
        chosen.add_spark()
    return chosen.python


if __name__ == "__main__":
    if sys.version_info < (3, 11):  # noqa: UP036  whoever runs this may have an older one
        sys.exit(f"borderfacts needs Python 3.11 or later; this is {sys.version.split()[0]}.")
    sys.exit(main(sys.argv[1:]))
