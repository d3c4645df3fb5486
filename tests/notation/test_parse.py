import pytest

from borderfacts.notation import Mark, parse, write

STORY = """id: t-1
published: 2025-01-23
kind: news
A crossing attempted US>CA
A1 migrant detained count=6..6
B court planned follows=A also=charge
B1 suspect charged same=A1 part-of=A1 nat=JO,TD
---
[Six people]{A1} were [picked up]{A:intercept} on [Jan. 14]{A:when}, [police]{A:source} said in [Ottawa]{-}.

[One of [them]{A1}]{B1} is to [appear]{B:other/planned} on [Monday]{B:when}; \\[sic\\] \\{x\\} \\\\.
"""


def problems(notation):
    return [str(problem) for problem in parse(notation)[1]]


def test_a_story_is_read_with_its_header_its_text_and_its_marks():
    story, found = parse(STORY)
    assert found == []
    assert story.meta == {"id": "t-1", "published": "2025-01-23", "kind": "news"}
    assert story.text.endswith("on Monday; [sic] {x} \\.")
    first, second = story.incidents
    assert (first.origin, first.destination, second.follows, second.also) == ("US", "CA", "A", ("charge",))
    assert (story.groups[0].count, story.groups[1].same, story.groups[1].part_of) == ((6, 6), "A1", "A1")
    assert story.marks[0] == Mark(0, 10, "A1")
    assert [story.text[m.start : m.end] for m in story.marks if m.label == "B1"] == ["One of them"]


def test_what_is_written_is_read_again_as_the_same_story():
    story, _ = parse(STORY)
    assert parse(write(story)) == (story, [])


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("A crossing attempted", "A crossing tried", "line 4: 'A crossing tried US>CA': takes a type and a status"),
        ("A1 migrant detained", "A1 traveller detained", "line 5: 'A1 traveller detained count=6..6': takes a role"),
        ("A1 migrant detained", "A1 migrant jailed", "'jailed' is no fate"),
        ("follows=A", "follows=C", "line 6: 'B': follows=C names nothing of the header"),
        ("same=A1", "same=A9", "same=A9 names nothing of the header"),
        ("US>CA", "US>Canada", "'US>Canada' is no route"),
        ("{A:intercept}", "{A:stop}", "line 9: 'picked up': 'A:stop' takes an action of the guide"),
        ("{A:when}", "{C:when}", "line 9: 'Jan. 14': 'C:when': C has no line in the header"),
        ("{A:when}", "{A}", "'A' takes an action or use after the colon"),
        ("{A1} were", "{A1:wife} were", "takes nothing, some, count, nat, age or a part"),
        ("[Six people]", "[Six people ]", "line 9: 'Six people ': marked words begin or end with white space"),
        ("[Six people]", "Six people]", "line 9: 'Six people]{A1} were [picked"),
        ("[Ottawa]{-}", "[Ottawa]", "']' without '{labels}' behind it"),
        ("[Ottawa]{-}", "[Ottawa", "line 9: 'Ottawa"),
        ("{-}", "{- A:place}", "'-' (belongs to nothing) beside another label"),
        ("[Monday]{B:when}", "Monday", None),
        ("B1 suspect charged", "B2 suspect charged", "line 11: 'One of them': 'B1': B1 has no line in the header"),
        ("\n---\n", "\n", "no line '---' between header and story"),
    ],
)
def test_a_problem_is_named_with_its_line_and_words(old, new, said):
    assert old in STORY
    found = problems(STORY.replace(old, new, 1))
    assert found == [] if said is None else any(said in line for line in found), found


def test_a_name_of_the_header_on_no_words_is_a_problem():
    assert problems("id: x\nA court occurred\n---\nNothing here.\n") == [
        "line 2: 'A': stands in the header but on no words"
    ]


def test_marks_that_cross_cannot_be_written():
    story, _ = parse(STORY)
    crossing = type(story)(story.meta, story.incidents, story.groups, story.text, (Mark(0, 5, "-"), Mark(3, 9, "-")))
    with pytest.raises(ValueError, match="crosses the mark from 0 to 5"):
        write(crossing)


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ("A death occurred when=2025-02-30..2025-02-30", "is no route"),
        ("A death occurred when=2025-02-03..2025-02-01", "is no route"),
        ("A death occurred when=20..2025", "is no route"),
        ("A death occurred when=-..-", "is no route"),
        ("A death occurred time=24:10", "is no clock time"),
        ("A death occurred time=soon", "is no clock time"),
        ("A death occurred QQ>US", "QQ is no country"),
        ("A death occurred >ZZ", "ZZ is no country"),
    ],
)
def test_days_times_and_countries_that_do_not_exist(line, message):
    _, problems = parse(f"{line}\n---\n[Two died]{{A:die}}.\n")
    assert [message in problem.message for problem in problems] == [True]


@pytest.mark.parametrize(
    "field",
    ["when=--02-29..--02-29", "when=--12-30..--01-02", "when=2024..2025-01", "when=2025-01-15..2025-01", "time=04:50"],
)
def test_days_and_times_as_coarse_as_a_text_gives_them(field):
    assert parse(f"A death occurred {field} XK>AL\n---\n[Two died]{{A:die}}.\n")[1] == []
