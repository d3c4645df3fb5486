"""Lay out the texts of the real articles of the corpus from clones of the data sets that hold them.

    git clone --bare ADDRESS DATASETS/OWNER/NAME     (each data set of corpus/README.md)
    python -m training.lay_out DATASETS

Each text is written to ``corpus/texts/ID.txt`` where its SHA-256 sum is that of the record, and refused where it is
not. The exit status is 1 where an article could not be laid out.
"""

from __future__ import annotations

import sys
from pathlib import Path

from borderfacts.notation.standoff import digest
from training.corpus import CORPUS, REAL, TEXTS, records_without_text
from training.sources import SourceError, text_of


def lay_out(datasets: Path, corpus: Path = CORPUS, texts: Path = TEXTS) -> list[str]:
    """Write the texts; return a line for each article that could not be laid out."""
    texts.mkdir(parents=True, exist_ok=True)
    refused = []
    for part in (REAL, "twice", *(f"rounds/{path.name}" for path in sorted((corpus / "rounds").glob("[0-9]*")))):
        for _, record in records_without_text(corpus, part):
            source = record["source"]
            try:
                text = text_of(source, datasets / source["dataset"])
            except SourceError as error:
                refused.append(f"{record['id']}: {error}")
                continue
            if digest(text) != source["sha256"]:
                refused.append(f"{record['id']}: the text of {source['item']} has another sum")
                continue
            (texts / f"{record['id']}.txt").write_text(text, encoding="utf-8", newline="")
    return refused


def main(arguments: list[str]) -> int:
    """Lay the texts out; return the exit status."""
    if len(arguments) != 1:
        sys.stderr.write(__doc__ or "")
        return 2
    refused = lay_out(Path(arguments[0]))
    for line in refused:
        sys.stderr.write(line + "\n")
    return bool(refused)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
