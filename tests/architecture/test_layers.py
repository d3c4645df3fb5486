import os
import subprocess
import sys
from pathlib import Path

from borderfacts import annotations

ROOT = Path(__file__).parents[2]


def test_the_import_rules_hold():
    code = "from importlinter.cli import lint_imports_command; lint_imports_command()"
    done = subprocess.run(
        [sys.executable, "-c", code, "--no-cache"],
        cwd=ROOT,
        env={**os.environ, "NO_COLOR": "1"},
        capture_output=True,
        text=True,
    )
    assert done.returncode == 0, done.stdout + done.stderr


def test_every_component_finds_what_it_requires(nlp):
    problems = nlp.analyze_pipes()["problems"]
    assert [(name, missing) for name, missing in problems.items() if missing] == []


def test_no_module_is_named_by_what_it_is_not():
    names = {path.stem for path in (ROOT / "src" / "borderfacts").rglob("*.py")}
    assert names.isdisjoint({"utils", "util", "helpers", "common", "core", "manager"})


def test_the_records_document_names_every_layer():
    text = (ROOT / "docs" / "architecture.md").read_text(encoding="utf-8")
    layers = [each.attribute for each in vars(annotations).values() if isinstance(each, annotations.Layer)]
    assert layers
    assert [name for name in layers if name.removeprefix("borderfacts_") not in text] == []
