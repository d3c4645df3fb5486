"""Check marked stories, begin one from what the layers propose, and take the text out of one.

    python -m training.check FILE.marks ...                 # problems, then what to look at once more
    python -m training.check --propose TEXT.txt             # the text with its candidates marked, in the notation
    python -m training.check FILE.marks --strip SOURCE.json # the record without text of a real article

The exit status is 1 where a file has problems.
"""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path

from borderfacts.notation import Mark, MarkedStory, questions, read_file, strip, unmarked, write
from borderfacts.notation.labels import NOTHING
from training.reading_of import values


def check(path: Path) -> list[str]:
    """Print what is to be looked at in a file; return its problems."""
    story, problems = read_file(path)
    for problem in problems:
        print(f"{path}: {problem}")
    if not problems:
        for question in questions(story):
            print(f"{path}: look: {question}")
        for kind, span in unmarked(story, values(story)):
            line = story.text.count("\n", 0, span.start) + 1
            print(f"{path}: look: {kind} without a mark: {span.text!r} (line {line} of the story)")
    return [str(problem) for problem in problems]


def propose(text: str) -> MarkedStory:
    """Return a text whose dates, places, agencies, measurements and numbers are marked as belonging to nothing."""
    story = MarkedStory({"id": "new", "kind": "news", "region": "other"}, text=text.strip("\n"))
    found = values(story)
    kinds = (found.dates, found.places, found.agencies, found.quantities, [n for n in found.numbers if not n.single])
    spans = sorted({(v.span.start, v.span.end) for kind in kinds for v in kind}, key=lambda span: (span[0], -span[1]))
    marks: list[Mark] = []
    for start, end in spans:
        if not marks or start >= marks[-1].end:
            marks.append(Mark(start, end, NOTHING))
    return MarkedStory(story.meta, text=story.text, marks=tuple(marks))


def main(arguments: list[str]) -> int:
    """Do what the arguments ask; return the exit status."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("files", nargs="+", type=Path)
    parser.add_argument("--propose", action="store_true")
    parser.add_argument("--strip", type=Path, metavar="SOURCE.json")
    asked = parser.parse_args(arguments)
    if asked.propose:
        print(write(propose(asked.files[0].read_text(encoding="utf-8"))), end="")
        return 0
    if asked.strip:
        story, problems = read_file(asked.files[0])
        source = json.loads(asked.strip.read_text(encoding="utf-8"))
        print(json.dumps(strip(story, source), ensure_ascii=False, separators=(",", ":")))
        return bool(problems)
    return any([check(path) for path in asked.files])


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
