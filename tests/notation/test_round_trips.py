from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from borderfacts.notation import Mark, MarkedStory, fill, from_reading, parse, strip, to_reading, write
from borderfacts.notation.labels import read_label, write_label
from borderfacts.reading import Group, Incident
from borderfacts.records import Span
from borderfacts.vocabulary import ActionType, Cause, EventType, Factuality, Fate, PartKind, Role, SeizureKind, Status

LABELS = [
    "-",
    "A1",
    "A1:some",
    "A1:nat",
    "A1:age",
    "A1:count",
    *(f"A1:{kind}" for kind in PartKind),
    "A1:child=12",
    *(f"A:{action}" for action in ActionType),
    *(f"A:other/{factuality}" for factuality in Factuality if factuality is not Factuality.OCCURRED),
    *(f"A:{use}" for use in ("when", "step", "time", "place", "from", "to", "agency", "source", "measure")),
    *(f"A:seized={kind}" for kind in SeizureKind),
    *(f"A:cause={cause}" for cause in Cause),
    "S1=arrivals_by_sea",
    "S1:period",
    "S1:place",
    "F",
    "F2",
]


def test_every_label_is_written_as_it_was_read():
    said = [label if (link := read_label(label)) is None else write_label(link) for label in LABELS]
    assert said == LABELS


@st.composite
def stories(draw):
    """Draw a story of a few words whose marks nest."""
    words = draw(st.lists(st.text(alphabet="ab[]{}\\ü'", min_size=1, max_size=4), min_size=4, max_size=12))
    starts, text = [], ""
    for word in words:
        starts.append((len(text), len(text) + len(word)))
        text += word + " "
    marks: dict[tuple[int, int], list[str]] = {}
    for first in range(len(words)):
        if draw(st.booleans()):
            last = (
                first if any(s < starts[first][0] < e for s, e in marks) else draw(st.integers(first, len(words) - 1))
            )
            span = (starts[first][0], starts[last][1])
            if all(e <= span[0] or span[1] <= e for s, e in marks):
                marks[span] = draw(st.lists(st.sampled_from(LABELS[1:]), min_size=1, max_size=3, unique=True))
    marks[(len(text), len(text) + 1)] = ["A:other", "A1"]
    ordered = sorted((Mark(*span, label) for span, labels in marks.items() for label in labels))
    incident = Incident(
        name="A",
        type=draw(st.sampled_from(list(EventType))),
        status=draw(st.sampled_from(list(Status))),
        origin=draw(st.sampled_from([None, "US"])),
        start=draw(st.sampled_from([None, "2025-01-14", "2025"])),
        cause=draw(st.sampled_from([None, *Cause])),
        also=tuple(draw(st.lists(st.sampled_from(list(ActionType)), max_size=2, unique=True))),
    )
    incident = incident.model_copy(update={"end": incident.start})
    group = Group(
        name="A1",
        incident="A",
        role=draw(st.sampled_from(list(Role))),
        fates=tuple(draw(st.lists(st.sampled_from(list(Fate)), max_size=2, unique=True))),
        count=draw(st.sampled_from([None, (3, None), (None, 50), (9, 9)])),
        nationalities=draw(st.sampled_from([(), ("JO", "TD")])),
    )
    ordered.sort(key=lambda mark: (mark.start, -mark.end))
    return MarkedStory({"id": "t"}, (incident,), (group,), text + "x", tuple(ordered))


@given(stories())
def test_any_story_comes_back_from_the_notation_from_a_reading_and_from_its_record_without_text(story):
    assert parse(write(story)) == (story, [])
    assert from_reading(to_reading(story), story.text, story.meta) == story
    assert fill(strip(story, {"dataset": "d"}), story.text) == story


def test_every_sentence_has_its_incidents_or_is_background():
    story, problems = parse(
        "id: t\nA death occurred\nA1 migrant dead\nB court planned\n---\n"
        "[A man]{A1} [died]{A:die}. It rained. [He]{A1} was driven by one who is to be [tried]{B:other/planned}.\n"
    )
    assert problems == []
    ends = [0, *(i + 1 for i, char in enumerate(story.text) if char == ".")]
    sentences = [Span.of(story.text, start, end) for start, end in pairwise(ends)]
    assert to_reading(story, sentences).sentences == (("A",), (), ("A", "B"))
