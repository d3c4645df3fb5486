"""A reader that knows the marks of some stories, and the stories that tests give to readers."""

from __future__ import annotations

from borderfacts.notation import parse, to_reading
from borderfacts.reading import Reading, Values

MARKED = """\
id: t-1
published: 2025-02-05
A crossing attempted US>CA
A1 migrant detained
B death occurred
B1 migrant dead count=2..2
---
[Nine people]{A1} were [stopped]{A:intercept} near [Emerson]{A:place}, on [Monday]{A:when}, [the RCMP]{A:agency} said.

In [January]{B:when} [a man]{B1} and [his brother]{B1} [froze to death]{B:die B:cause=cold} near [Warroad]{B:place}.
"""


class MarkedReader:
    """Reads the stories whose marks it was given, and says nothing of any other."""

    name = "marked-1.0"

    def __init__(self, *notations: str) -> None:
        stories = [parse(notation) for notation in notations]
        assert [problems for _, problems in stories if problems] == []
        self._stories = {story.text: story for story, _ in stories}

    def read(self, text: str, values: Values) -> Reading:
        story = self._stories.get(text)
        return to_reading(story, values.sentences) if story else Reading(sentences=((),) * len(values.sentences))


STORY = parse(MARKED)[0].text
