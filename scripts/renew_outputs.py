"""Write into pages of the documentation what their code prints now; a test compares them.

    python3 scripts/project.py outputs docs/how-it-works.md

Where a model or a wording has changed, this does by machine what would be done by hand; read the difference afterwards.
"""

from __future__ import annotations

import os
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from tests.docs.snippets import blocks_of, make_checkout, printed_by  # noqa: E402


def main(pages: list[str]) -> int:
    """Renew each page; return an exit status."""
    if not pages:
        sys.stderr.write(__doc__ or "")
        return 2
    for page in [Path(name).resolve() for name in pages]:
        with tempfile.TemporaryDirectory() as folder:
            os.chdir(make_checkout(Path(folder)))
            renew(page, Path(folder))
            os.chdir(ROOT)
    return 0


def renew(page: Path, checkout: Path) -> None:
    """Write a page anew, with what its blocks print in place of what it says that they print."""
    text = page.read_text(encoding="utf-8")
    for block, printed in printed_by(blocks_of(page), checkout):
        if block.output is not None:
            before = f"{block.code}```\n\n```text\n"
            text = text.replace(f"{before}{block.output}```", f"{before}{printed}```", 1)
    page.write_text(text, encoding="utf-8")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
