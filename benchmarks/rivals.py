"""Run tools that find quantities or dates on the marked texts of the tests, beside borderfacts.

    python benchmarks/rivals.py                          # all, and write the tables to docs/benchmarks.md
    python benchmarks/rivals.py --only borderfacts CQE   # some, tables on the screen only
    python benchmarks/rivals.py --misses CQE             # what a tool got wrong, by family
    python benchmarks/rivals.py --python-for CQE=/usr/bin/python3.10

Each rival gets a virtual environment of its own in ``benchmarks/.venvs``, made when it is first needed. One that cannot
be installed stands in the table with its reason.
"""

from __future__ import annotations

import argparse
from dataclasses import dataclass, field

from documents import write_part
from rival_environments import TOOLS, Tool, UnavailableError, ask, python_for
from rival_scoring import Case, Score, dated_cases, quantity_cases

COMMAND = "python benchmarks/rivals.py"


@dataclass
class Result:
    """What one tool reached in one task; ``reason`` says why it could not be run."""

    tool: str
    version: str = ""
    reason: str = ""
    families: dict[str, Score] = field(default_factory=dict)
    total: Score = field(default_factory=Score)
    per_second: float = 0.0
    errors: int = 0


def run(tool: Tool, task: str, cases: list[Case], pythons: dict[str, str]) -> Result:
    """Return what a tool reaches on the cases of a task."""
    result = Result(tool.name)
    asked = [{"task": task, "text": case.text, "reference": case.reference} for case in cases]
    try:
        result.version, answers = ask(tool, python_for(tool, pythons), asked)
    except UnavailableError as error:
        result.reason = str(error)
        return result
    for case, answer in zip(cases, answers, strict=True):
        found = answer["found"]
        result.errors += "error" in answer
        result.families.setdefault(case.family, Score()).add(case, found)
        result.total.add(case, found)
    result.per_second = len(cases) / sum(answer["seconds"] for answer in answers)
    return result


def table(task: str, cases: list[Case], results: list[Result]) -> str:
    """Return the results of a task as a Markdown table."""
    marked = sum(len(case.golds) for case in cases)
    traps = sum(not case.golds for case in cases)
    ran = [result for result in results if not result.reason]
    lines = [
        f"### {task.capitalize()}: {len(cases)} texts, {marked} mentions, {traps} texts with none",
        "",
        "| value F1 | " + " | ".join(f"{result.tool} {result.version}" for result in ran) + " |",
        "|---|" + "---:|" * len(ran),
    ]
    families = dict.fromkeys(case.family for case in cases if case.golds)
    lines += [
        _row(family.replace("_", " "), [_percent(result.families[family].f1) for result in ran]) for family in families
    ]
    lines.append(_row("**all**", [f"**{_percent(result.total.f1)}**" for result in ran]))
    lines.append(_row(f"false alarms on the {traps} texts", [str(result.total.alarms) for result in ran]))
    lines.append(_row("texts per second", [f"{result.per_second:,.0f}" for result in ran]))
    if any(result.errors for result in ran):
        lines.append(_row("texts that raised an error", [str(result.errors) for result in ran]))
    lines += [f"\n{result.tool} could not be run: {result.reason}." for result in results if result.reason]
    return "\n".join(lines)


def _row(name: str, cells: list[str]) -> str:
    return f"| {name} | " + " | ".join(cells) + " |"


def _percent(share: float | None) -> str:
    return "" if share is None else f"{share * 100:.1f}"


def main() -> None:
    """Run the tools, print the tables and write them."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    names = [tool.name for tool in TOOLS]
    parser.add_argument("--only", nargs="+", choices=names, metavar="NAME", help=", ".join(names))
    parser.add_argument("--task", choices=("quantities", "dates"), help="only one of the two")
    parser.add_argument("--misses", choices=names, metavar="NAME", help="print what this tool got wrong; no table")
    parser.add_argument("--python-for", action="append", default=[], metavar="NAME=PATH", help="the Python of a tool")
    arguments = parser.parse_args()
    pythons = dict(pair.split("=", 1) for pair in arguments.python_for)
    if arguments.misses:
        arguments.only = [arguments.misses]
    tables = []
    for task, cases in (("quantities", quantity_cases()), ("dates", dated_cases())):
        if arguments.task and task != arguments.task:
            continue
        tools = [tool for tool in TOOLS if task in tool.tasks and tool.name in (arguments.only or names)]
        results = []
        for tool in tools:
            print(f"{task}: {tool.name}", flush=True)
            results.append(run(tool, task, cases, pythons))
        if arguments.misses:
            print_misses(results)
        else:
            tables.append(table(task, cases, results))
            print(f"\n{tables[-1]}\n")
    if not (arguments.only or arguments.task or arguments.misses):
        write_part("rivals", "\n\n".join(tables))


def print_misses(results: list[Result]) -> None:
    """Print each text that a tool read wrongly."""
    for result in results:
        for family, score in result.families.items():
            print(f"\n== {family}: {_percent(score.f1)}, {score.alarms} false alarms on {score.traps}")
            for text, what in score.misses:
                print(f"{text}\n    {what}")


if __name__ == "__main__":
    main()
