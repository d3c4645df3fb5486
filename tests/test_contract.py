from __future__ import annotations

import itertools

import pytest
from tests.marked_reader import MARKED, STORY, MarkedReader

from borderfacts.contract import STORIES, check_reader
from borderfacts.reading import Incident, Link, Mention, Reading
from borderfacts.vocabulary import Use


def test_good_readers_break_nothing():
    assert check_reader("default") == []
    assert check_reader(MarkedReader(MARKED), [*STORIES, STORY]) == []


class Forgetful(MarkedReader):
    parallel = 2
    numbers = itertools.count()

    def read(self, text, values):
        return Reading(model=str(next(self.numbers)))


class Long(MarkedReader):
    def read(self, text, values):
        return Reading(mentions=(Mention(start=0, end=10_000),))


class Raising(MarkedReader):
    def read(self, text, values):
        return super().read(text, values) if text else 1 / 0


class WithoutRecords(MarkedReader):
    def read(self, text, values):
        link = Link.model_construct(mention=0, to="A", use=Use.ACTION, label="fly")
        incident = Incident(name="A", type="other", status="occurred")
        return Reading.model_construct(mentions=(Mention(start=0, end=1),), links=(link,), incidents=(incident,))


class Nameless(MarkedReader):
    name = "two\nlines"
    parallel = 0


@pytest.mark.parametrize(
    ("reader", "expected"),
    [
        (Forgetful, ["a second reading, in another order", "a reading beside others"]),
        (Long, ["mention 0 ends at 10000"]),
        (Raising, ["'': raised ZeroDivisionError"]),
        (WithoutRecords, ["no records can be made", "does not come back from JSON"]),
        (Nameless, ["name: 'two\\nlines'", "parallel: 0"]),
    ],
)
def test_what_a_reader_breaks_is_named(reader, expected):
    faults = check_reader(reader(MARKED))
    assert [each for each in expected if not any(each in fault for fault in faults)] == []
