from tests.written import event, group, span, story

from borderfacts.records import Action, Reference
from borderfacts.records.threshold import above


def test_a_reference_leads_to_the_same_entry_or_else_to_its_words():
    words = {name: span(name) for name in ("four", "nine", "police")}
    action = Action(
        type="rescue",
        status="occurred",
        span=span("rescued"),
        confidence=0.95,
        agents=(Reference(span=words["police"]),),
        patients=(
            Reference(to="people", index=0, span=words["four"]),
            Reference(to="people", index=1, span=words["nine"]),
        ),
    )
    people = (group(4, "rescued", confidence=0.4), group(9, "rescued", confidence=0.95))
    [left] = above(story("s", None, event(people=people, actions=(action,))), 0.5).events
    assert [each.count.min for each in left.people] == [9]
    [kept] = left.actions
    assert kept.agents == action.agents
    assert [(each.to, each.index, each.span) for each in kept.patients] == [
        (None, None, words["four"]),
        ("people", 0, words["nine"]),
    ]
