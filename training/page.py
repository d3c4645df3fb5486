"""One HTML page that shows a marked story: its words with their marks, and the records beside it.

    python -m training.page FILE.marks [FILE.marks ...] -o page.html
    python -m training.page mr-150 rt-021 -o page.html           # stories of the corpus, by id

The page needs no network. A click on an incident leaves only its marks in colour.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup, escape

from borderfacts.notation import MarkedStory, read_file
from borderfacts.notation.labels import NOTHING
from borderfacts.notation.review import questions, unmarked
from borderfacts.notation.write import walk
from borderfacts.records import Span
from training.corpus import all_stories
from training.reading_of import records, values

HERE = Path(__file__).parent


def marked_html(story: MarkedStory) -> Markup:
    """Return the text of a story as HTML, each mark a ``span`` with its labels; paragraphs are kept by the style."""
    out = []
    for step in walk(story):
        if isinstance(step, str):
            out.append(escape(step))
        else:
            out.append(_start(step.labels) if step.opens else _end(step.labels))
    return Markup("").join(out)


def _start(labels: list[str]) -> Markup:
    letters = " ".join(dict.fromkeys("none" if label == NOTHING else f"of-{label[0]}" for label in labels))
    return Markup('<span class="mark {}">').format(letters)


def _end(labels: list[str]) -> Markup:
    shown = " ".join(label for label in labels if label != NOTHING)
    return Markup("<sub>{}</sub></span>").format(shown) if shown else Markup("</span>")


def page(stories: list[MarkedStory]) -> str:
    """Return the page of some stories."""
    loader = FileSystemLoader(HERE)
    environment = Environment(loader=loader, autoescape=True, undefined=StrictUndefined, trim_blocks=True)
    shown = [
        {
            "story": story,
            "text": marked_html(story),
            "records": records(story),
            "questions": [*questions(story), *(f"{kind} without a mark: {span.text!r}" for kind, span in _free(story))],
        }
        for story in stories
    ]
    return environment.get_template("page.html").render(shown=shown)


def _free(story: MarkedStory) -> Iterator[tuple[str, Span]]:
    return unmarked(story, values(story))


def _stories(names: list[str]) -> Iterator[MarkedStory]:
    files = [Path(name) for name in names if name.endswith(".marks")]
    for path in files:
        story, problems = read_file(path)
        if problems:
            raise SystemExit("\n".join(f"{path}: {problem}" for problem in problems))
        yield story
    wanted = set(names) - {str(path) for path in files}
    if wanted:
        yield from (entry.story for entry in all_stories() if entry.story.meta["id"] in wanted)


def main(arguments: list[str]) -> int:
    """Write the page; return the exit status."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("names", nargs="+", metavar="FILE_OR_ID")
    parser.add_argument("-o", "--output", type=Path, required=True)
    asked = parser.parse_args(arguments)
    asked.output.write_text(page(list(_stories(asked.names))), encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
