"""The code blocks of a Markdown page, and how a reader would run them: one after another, in a checkout."""

from __future__ import annotations

import contextlib
import io
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from itertools import zip_longest
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).parents[2]
PAGES = [ROOT / "README.md", ROOT / "CONTRIBUTING.md", *sorted((ROOT / "docs").rglob("*.md"))]

_FENCE = re.compile(r"^(?P<indent> *)```(?P<language>[^\n]*)\n(?P<code>.*?)^(?P=indent)```$", re.MULTILINE | re.DOTALL)
_COMMENT = re.compile(r"\s+#\s.*$|^#.*$")

# The first words of what changes an environment or takes minutes; test_documents.py checks that it names what is there.
SETUP = ("pip install", "python3 -m venv ", "uv ", "python3 scripts/", ".venv/bin/python ", "make ")


class Block(NamedTuple):
    """A code block; ``output`` is the text block that follows at once, what running it prints."""

    page: Path
    line: int
    language: str
    code: str
    output: str | None

    @property
    def commands(self) -> list[str]:
        """The command lines of a shell block, without comments."""
        lines = self.code.replace("\\\n", " ").splitlines()
        return [line for line in (_COMMENT.sub("", line).rstrip() for line in lines) if line]

    @property
    def is_setup(self) -> bool:
        return self.language == "sh" and all(command.startswith(SETUP) for command in self.commands)


def blocks_of(page: Path) -> list[Block]:
    text = page.read_text(encoding="utf-8")
    fences = list(_FENCE.finditer(text))
    blocks = []
    for fence, follower in zip_longest(fences, fences[1:]):
        is_output = (
            follower is not None
            and follower["language"] == "text"
            and fence["language"] in ("python", "sh")
            and not text[fence.end() : follower.start()].strip()
        )
        line = text.count("\n", 0, fence.start()) + 1
        blocks.append(Block(page, line, fence["language"], fence["code"], follower["code"] if is_output else None))
    return blocks


def make_checkout(place: Path) -> Path:
    """Make what the pages take for granted: the examples, and a reader's own files of the names that they use."""
    shutil.copytree(ROOT / "examples", place / "examples")
    for folder in ("stories", "archive"):
        shutil.copytree(ROOT / "examples" / "stories", place / folder)
    shutil.copy(ROOT / "examples" / "article.txt", place / "story.txt")
    shutil.copy(ROOT / "examples" / "wire.jsonl", place / "stories.jsonl")
    row = "a,Two bodies were found on a beach near Calais on Sunday.,2025-03-04"
    (place / "articles.csv").write_text(f"slug,body,published\n{row}\n", encoding="utf-8")
    (place / "decisions.csv").write_text("decision,first,second,note\n", encoding="utf-8")
    commands = place / ".commands"
    commands.mkdir()
    for name, words in {"borderfacts": "-m borderfacts", "python": "", "python3": ""}.items():
        (commands / name).write_text(f'#!/bin/sh\nexec "{sys.executable}" {words} "$@"\n', encoding="utf-8")
        (commands / name).chmod(0o755)
    return place


def run_page(page: Path, checkout: Path) -> list[str]:
    """Run the blocks of a page; return a line for each whose output is another than the page says."""
    return [
        f"{page.name}:{block.line} prints\n{printed}\nand not\n{block.output}"
        for block, printed in printed_by(blocks_of(page), checkout)
        if block.output is not None and printed != block.output
    ]


def printed_by(blocks: list[Block], checkout: Path) -> Iterator[tuple[Block, str]]:
    """Run the blocks of a page that can be run, one after another; yield each with what it prints."""
    namespace: dict[str, object] = {"__name__": "__main__"}
    for block in blocks:
        if not block.is_setup and block.language in ("python", "sh"):
            yield block, _run_python(block, namespace) if block.language == "python" else _run_shell(block, checkout)


def _run_python(block: Block, namespace: dict[str, object]) -> str:
    printed = io.StringIO()
    code = compile("\n" * block.line + block.code, str(block.page), "exec")  # so that errors name the line of the page
    with contextlib.redirect_stdout(printed):
        exec(code, namespace)
    return printed.getvalue()


def _run_shell(block: Block, checkout: Path) -> str:
    path = f"{checkout / '.commands'}{os.pathsep}{os.environ['PATH']}"
    command = ["bash", "-euo", "pipefail", "-c", block.code]
    environment = {**os.environ, "PATH": path, "PYTHONUTF8": "1"}
    done = subprocess.run(command, cwd=checkout, env=environment, capture_output=True, encoding="utf-8")
    assert done.returncode == 0, f"{block.page.name}:{block.line}\n{done.stdout}\n{done.stderr}"
    return done.stdout
