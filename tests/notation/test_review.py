from borderfacts.notation import parse, questions, unmarked
from borderfacts.reading import Values
from borderfacts.records import Place, Span
from borderfacts.vocabulary import PlaceKind


def asked(header, body):
    story, problems = parse(f"id: t\n{header}\n---\n{body}\n")
    assert problems == []
    return list(questions(story))


def test_marks_that_go_together_raise_no_question():
    assert asked("A death occurred\nA1 migrant dead", "[A man]{A1} [died]{A:die}.") == []


def test_a_type_that_the_actions_do_not_make_is_asked_about():
    assert asked("A rescue occurred", "A boat was [seized]{A:seize}.") == [
        "A: type rescue, but its actions (seize) make seizure"
    ]


def test_a_fate_without_its_action_a_group_without_a_mention_and_a_possessive_are_asked_about():
    found = asked(
        "A arrest occurred\nA1 migrant dead", "They [held]{A:arrest} [one]{A1:some} and [his]{A:source} wife."
    )
    assert found == [
        "A1: no mention of the whole group is marked",
        "A1: fate dead, but A has no action die",
        "A:source on 'his': agencies and sources are not marked on pronouns",
    ]


def test_a_place_without_a_mark_is_named():
    story, _ = parse("id: t\n---\nIt rained in Dover and [Calais]{-}.\n")
    places = [
        Place(name=name, kind=PlaceKind.CITY, span=Span.of(story.text, at, at + len(name)))
        for name in ("Dover", "Calais")
        for at in [story.text.index(name)]
    ]
    assert [(kind, span.text) for kind, span in unmarked(story, Values(places=tuple(places)))] == [("place", "Dover")]
