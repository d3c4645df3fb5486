"""Read stories of the repository with a language model on a server, and show how many of its answers can be used.

    python benchmarks/chat.py http://localhost:8080/v1 MODEL                         # any server of the chat protocol
    python benchmarks/chat.py http://localhost:8080/v1 MODEL --stories 8 --timeout 900 --option max_tokens=600
    python benchmarks/chat.py http://localhost:8080/v1 MODEL --server "llama.cpp b1234"

Half of the stories are the shortest of ``examples/stories``, half the shortest of ``corpus/retold`` with an incident.
Answers are kept in a folder; at the end they are read once more without the server. What must hold whatever the model
says: a story gives a record or an error that names what is wrong, every span is the text, the second reading gives the
same bytes. Nothing here says whether the model understood a story. The key stands in ``BORDERFACTS_CHAT_KEY``.
"""

from __future__ import annotations

import argparse
import json
import logging
import re
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import Any, NamedTuple

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from tests.span_walk import spans  # noqa: E402

import borderfacts  # noqa: E402
from borderfacts.chat import ChatReader  # noqa: E402
from borderfacts.inputs import read_inputs  # noqa: E402
from borderfacts.notation import read_file  # noqa: E402
from borderfacts.records import Extraction, Story  # noqa: E402

NAMED = re.compile(r"(ReaderError|ServerError): ")


class Counts(logging.Handler):
    """Counts what the reader logs: the answers it was given, and those that were refused."""

    def __init__(self) -> None:
        super().__init__()
        self.given = self.refused = 0

    def emit(self, record: logging.LogRecord) -> None:
        """Count a line of the log, and show it."""
        self.given += "tokens" in str(record.msg)
        self.refused += "was refused" in str(record.msg)
        print(f"  {record.getMessage()}", file=sys.stderr, flush=True)


class Run(NamedTuple):
    """What a run gave: the extractions, the answers, what they cost, and what does not hold."""

    extractions: list[Extraction]
    answers: Counts
    tokens: int
    seconds: float
    problems: list[str]


def stories(number: int) -> list[Story]:
    """Return the shortest stories of the examples and of the corpus, half of each."""
    examples = [each for _, each in read_inputs([str(ROOT / "examples" / "stories")]) if isinstance(each, Story)]
    marked = [read_file(path)[0] for path in sorted(ROOT.glob("corpus/retold/*.marks"))]
    retold = [
        Story(text=each.text, id=each.meta["id"], reference_date=each.meta.get("published"))
        for each in marked
        if each.incidents
    ]
    half = number // 2
    shortest = [sorted(each, key=lambda story: len(story.text)) for each in (examples, retold)]
    return [*shortest[0][: number - half], *shortest[1][:half]]


def run(arguments: argparse.Namespace, given: Sequence[Story], cache: Path) -> Run:
    """Read stories by a server, and once more from what it answered."""
    settings: dict[str, Any] = {name: getattr(arguments, name) for name in ("base_url", "model", "timeout", "window")}
    settings |= {"parallel": arguments.parallel, "cache": cache, "options": dict(map(option, arguments.option))}
    reader, answers = ChatReader(**settings), Counts()
    log = logging.getLogger("borderfacts.chat")
    log.setLevel(logging.INFO)
    log.addHandler(answers)
    begun = time.monotonic()
    extractions = list(borderfacts.extract_many(given, reader=reader, batch_size=arguments.parallel, keep_text=True))
    seconds = time.monotonic() - begun
    log.removeHandler(answers)
    again = list(borderfacts.extract_many(given, reader=ChatReader(**settings, offline=True), keep_text=True))
    return Run(extractions, answers, reader.tokens, seconds, problems(given, extractions, again))


def option(pair: str) -> tuple[str, object]:
    """Return the name and value of a further field of the request: ``max_tokens=600``."""
    name, _, value = pair.partition("=")
    return name, json.loads(value)


def problems(given: Sequence[Story], extractions: Sequence[Extraction], again: Sequence[Extraction]) -> list[str]:
    """Return what does not hold for the records of some stories."""
    found = [] if len(extractions) == len(given) else [f"{len(given)} stories gave {len(extractions)} extractions"]
    for story, first, second in zip(given, extractions, again, strict=True):
        if first.error is not None and (not NAMED.match(first.error) or first.events):
            found.append(f"{first.id}: {first.error}")
        if [span for span in spans(first) if story.text[span.start : span.end] != span.text]:
            found.append(f"{first.id}: a span is not the text")
        # A story to which the server gave no answer has none to be read from the cache.
        if "ServerError" not in (first.error or "") and first.model_dump_json() != second.model_dump_json():
            found.append(f"{first.id}: the second reading gives other bytes")
    return found


def table(arguments: argparse.Namespace, given: Sequence[Story], read: Run) -> str:
    """Return the figures of a run as a Markdown table, and what the refused stories were refused for."""
    good = [each for each in read.extractions if each.error is None]
    lost = sum("ServerError" in (each.error or "") for each in read.extractions)
    rows = {
        "server": arguments.server,
        "model": arguments.model,
        "fields of the request": ", ".join(arguments.option) or "those of the reader",
        "stories": f"{len(given)}, of {sum(len(each.text) for each in given):,} characters",
        "answers": f"{read.answers.given:,}",
        "answers that the checker let through": f"{read.answers.given - read.answers.refused:,}",
        "stories with records": f"{len(good)}, with {sum(len(each.events) for each in good)} incidents",
        "stories with the error that the answer was refused": f"{len(read.extractions) - len(good) - lost}",
        "stories with the error that the server gave no answer": f"{lost}",
        "tokens": f"{read.tokens:,}",
        "seconds": f"{read.seconds:,.0f}",
        "stories lost, spans that are not the text, other bytes the second time": f"{len(read.problems)}",
    }
    return "\n".join(["| | |", "|---|---:|", *(f"| {name} | {value} |" for name, value in rows.items())])


def main() -> int:
    """Print figures and errors; return 1 where anything does not hold."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("base_url")
    parser.add_argument("model")
    parser.add_argument("--stories", type=int, default=20, help="the number of stories (default: %(default)s)")
    parser.add_argument("--server", default="not stated", help="name and version, for the table")
    parser.add_argument("--timeout", type=float, default=600, help="seconds for one answer (default: %(default)s)")
    parser.add_argument("--window", type=int, default=6_000, help="characters asked for at once (default: %(default)s)")
    parser.add_argument("--parallel", type=int, default=1, help="calls at once (default: %(default)s)")
    parser.add_argument("--option", action="append", default=[], metavar="NAME=JSON", help="a field of the request")
    parser.add_argument("--cache", type=Path, help="where answers are kept; by default a folder that goes at the end")
    arguments = parser.parse_args()
    given = stories(arguments.stories)
    with tempfile.TemporaryDirectory() as folder:
        read = run(arguments, given, arguments.cache or Path(folder))
    print(table(arguments, given, read))
    for error, number in Counter(
        re.sub(r".*last for: ", "", each.error or "") for each in read.extractions
    ).most_common():
        if error:
            print(f"{number:4} {error}")
    for each in read.problems:
        print(f"PROBLEM {each}")
    return 1 if read.problems else 0


if __name__ == "__main__":
    sys.exit(main())
