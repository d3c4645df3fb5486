"""Read texts as JSON lines, have a tool read them, write what it found as JSON lines; runs on any Python 3.9 or later.

In: ``{"task": "dates", "text": "...", "reference": "2025-02-05"}``. Out: ``{"seconds": 0.01, "found": [...]}`` in the
same order, after one line ``{"version": "1.2"}``. An error of the tool is given as ``{"error": "..."}``.
"""

from __future__ import annotations

import json
import os
import sys
import time
from collections.abc import Callable
from importlib.metadata import version
from typing import Any

Find = Callable[[str, str, "str | None"], "list[dict[str, Any]]"]


def serve(package: str, find: Find) -> None:
    """Answer each line of standard input; whatever the tool prints goes to standard error."""
    out = os.fdopen(os.dup(1), "w", encoding="utf-8")
    os.dup2(2, 1)
    sys.stdout = sys.stderr
    asked = [json.loads(line) for line in sys.stdin]
    for task in {case["task"] for case in asked}:
        find(task, "On Monday, 3 February 2025, it was 5 km away.", "2025-02-05")  # load what is loaded on first use
    print(json.dumps({"version": version(package)}), file=out)
    for case in asked:
        start = time.perf_counter()
        answer: dict[str, Any] = {}
        try:
            answer["found"] = find(case["task"], case["text"], case["reference"])
        except Exception as error:  # whatever a tool raises is its answer
            answer.update(found=[], error=repr(error))
        answer["seconds"] = time.perf_counter() - start
        print(json.dumps(answer), file=out, flush=True)
