"""Texts that once took minutes are read within the processor's time that a linear reading needs, many times over.

How long each kind of text takes is shown by ``benchmarks/hostile.py``. Here a child process may use a minute of
processor time, which other work on the machine cannot use up; a step that grows with the square of the text needs more.
"""

from __future__ import annotations

import subprocess
import sys

import pytest

pytestmark = pytest.mark.thorough

LIMIT = 60  # seconds of processor time: the loading of the package and a linear reading take a fifth of it
READ = """
import resource, sys
resource.setrlimit(resource.RLIMIT_CPU, ({limit}, {limit}))
from datetime import date
from borderfacts.figures.periods import find_stretches
from borderfacts.values.dates.expressions import find_dates
from borderfacts.pipeline import VALUE_COMPONENTS, build_pipeline
from borderfacts.records import Story
from borderfacts.text.document import make_doc
from borderfacts.text.normalize import normalized

def components(text):
    nlp = build_pipeline(VALUE_COMPONENTS)
    nlp(make_doc(nlp, Story(text=normalized(text).text, reference_date="2025-02-05")))

def times(text):
    find_stretches(text, (), reference=date(2025, 2, 5), fiscal_start=10)

exec({work!r})
print("read")
"""


@pytest.mark.skipif(sys.platform == "win32", reason="the system grants processor time only on POSIX")
@pytest.mark.parametrize(
    "work",
    [
        "components('The 5,525-mile border' + ' ' * 200_000 + 'is long.')",
        "components('The 5,525-mile border' + '\\t ' * 100_000 + 'is long.')",
        "components('5,000 arrivals in 2024' + ' ' * 200_000 + '.')",
        "components('The border' + '-' * 100_000 + 'is 5 km long.')",
        'components("5\'" * 50_000)',
        "components('5 × ' * 25_000)",
        "times('fiscal year 2023, the first month of the new fiscal year. ' * 60_000)",
        "normalized('a\\x0b' * 1_000_000)",
    ],
)
def test_a_text_that_stalled_is_read(work: str) -> None:
    done = subprocess.run(
        [sys.executable, "-c", READ.format(limit=LIMIT, work=work)], capture_output=True, text=True, check=False
    )
    assert (done.returncode, done.stdout) == (0, "read\n"), done.stderr
