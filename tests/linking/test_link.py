import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.written import event, group, story

import borderfacts
from borderfacts.errors import ArgumentTypeError, ArgumentValueError
from borderfacts.linking import link

WIRE = story(
    "wire",
    "2025-03-04",
    event("rescue", "2025-03-04", "Portocava", text="A dinghy sank.", people=(group(3, "dead"), group(40, "rescued"))),
)
LOCAL = story(
    "local",
    "2025-03-05",
    event(
        "death",
        "2025-03-04",
        "Marescale",
        text="The dinghy went down off the tuna nets of Marescale.",
        people=(group(5, "dead"), group(40, "rescued")),
        by="the coast guard",
    ),
)
NGO = story(
    "ngo",
    "2025-03-08",
    event("death", "2025-03-04", "Portocava", text="Fatal dinghy.", people=(group(7, "dead"), group(40, "rescued"))),
)
OTHER_DAY = story(
    "other-day",
    "2025-03-20",
    event("rescue", "2025-03-19", "Portocava", text="Another dinghy.", people=(group(40, "rescued"),)),
)
FAR_AWAY = story(
    "far",
    "2025-03-05",
    event("rescue", "2025-03-04", "Altavilla", text="Forty on a quay.", people=(group(40, "rescued"),)),
)
ROUND_UP = story(
    "round-up",
    "2025-03-07",
    event("rescue", "2025-03-04", "Portocava", text="On Tuesday 40.", people=(group(40, "rescued"),)),
    event("rescue", "2025-03-04", "Portocava", text="The same day 40 more.", people=(group(40, "rescued"),)),
)
STORIES = (WIRE, LOCAL, NGO, OTHER_DAY, FAR_AWAY, ROUND_UP)


def documents(incidents):
    return [[member.document for member in incident.members] for incident in incidents]


def as_bytes(incidents):
    return [incident.model_dump_json(by_alias=True) for incident in incidents]


def test_stories_of_one_incident_are_joined_and_look_alikes_are_not():
    assert documents(link([WIRE, LOCAL, NGO, OTHER_DAY, FAR_AWAY])) == [
        ["wire", "local", "ngo"],
        ["far"],
        ["other-day"],
    ]


def test_a_record_of_days_far_from_each_other_is_not_joined_to_one_of_them():
    day = event("death", "2025-03-04", "Portocava", text="Five drowned.", people=(group(5, "dead"),))
    with_the_trial = event("death", "2025-03-04", "Portocava", text="Five who drowned.", people=(group(5, "dead"),))
    until_the_trial = with_the_trial.when.model_copy(update={"end": "2025-04-16"})
    stories = [
        story("day", "2025-03-05", day),
        story("trial", "2025-04-17", with_the_trial.model_copy(update={"when": until_the_trial})),
    ]
    assert documents(link(stories)) == [["day"], ["trial"]]


def test_nothing_gives_nothing():
    assert link([]) == []
    assert link([story("empty", "2025-03-04")]) == []


def test_link_is_a_public_name():
    assert borderfacts.link is link


@given(st.permutations(STORIES))
def test_the_order_of_the_input_is_of_no_matter(stories):
    assert as_bytes(link(stories)) == as_bytes(link(STORIES))


@pytest.mark.parametrize("cut", range(len(STORIES) + 1))
def test_yesterdays_incidents_and_todays_stories_give_the_same_as_all_at_once(cut):
    ordered = sorted(STORIES, key=lambda each: each.reference_date)
    before = link(ordered[:cut])
    assert as_bytes(link(ordered[cut:], known=before)) == as_bytes(link(ordered))


def test_ids_stay_as_later_stories_come():
    [before] = link([WIRE])
    assert {before.id} < {each.id for each in link(STORIES)}


def test_an_id_stays_when_an_earlier_story_comes_late():
    [before] = link([LOCAL])
    [after] = link([WIRE], known=[before])
    assert (after.id, documents([after])) == (before.id, [["wire", "local"]])
    assert link([WIRE, LOCAL])[0].id != before.id


def test_two_incidents_of_one_story_are_not_merged():
    joined = documents(link(STORIES))
    assert max(each.count("round-up") for each in joined) == 1
    assert sum(each.count("round-up") for each in joined) == 2


def test_a_story_that_is_given_twice_counts_once():
    assert as_bytes(link([WIRE, WIRE])) == as_bytes(link([WIRE]))


def test_a_story_that_was_read_again_takes_the_place_of_what_was_known():
    again = WIRE.model_copy(update={"events": ()})
    assert link([again], known=link([WIRE])) == []


def test_two_stories_with_one_id_are_an_error():
    with pytest.raises(ArgumentValueError, match=r"extractions: 'wire'"):
        link([WIRE, LOCAL.model_copy(update={"id": "wire"})])


@pytest.mark.parametrize(("argument", "arguments"), [("extractions", ([1],)), ("extractions", (WIRE.events[0],))])
def test_what_is_no_extraction_is_an_error_that_names_the_argument(argument, arguments):
    with pytest.raises(ArgumentTypeError, match=argument):
        link(*arguments)


def test_what_is_no_incident_is_an_error_that_names_the_argument():
    with pytest.raises(ArgumentTypeError, match="known"):
        link([], known=[WIRE])


@pytest.mark.parametrize("rules", [{"dead": "average"}, {"colour": "latest"}, {"agencies": "latest"}])
def test_an_unknown_rule_or_field_is_an_error(rules):
    with pytest.raises(ArgumentValueError, match="rules"):
        link([WIRE], rules=rules)


def test_every_link_says_why_with_weights():
    [incident] = link([WIRE, LOCAL])
    [found] = incident.links
    assert (found.first.document, found.second.document) == ("wire", "local")
    assert {"day_same", "number_same"} <= {reason.feature for reason in found.reasons}
    assert "the same day: 4 March 2025" in [reason.words for reason in found.reasons]
    weights = [abs(reason.weight) for reason in found.reasons]
    assert weights == sorted(weights, reverse=True)


def test_each_event_mention_stands_in_one_incident():
    members = list(itertools.chain(*documents(link(STORIES))))
    assert sorted(members) == sorted(each.id for each in STORIES for _ in each.events)


def test_a_chain_of_likenesses_joins_no_two_that_differ():
    days = [f"2025-03-{day:02}" for day in range(4, 20)]
    chain = [
        story(f"s{day}", day, event("rescue", day, "Portocava", text="A boat.", people=(group(40, "rescued"),)))
        for day in days
    ]
    for incident in link(chain):
        starts = sorted(member.event.when.start for member in incident.members)
        assert int(starts[-1][-2:]) - int(starts[0][-2:]) <= 2


def test_incidents_come_back_from_json_as_they_were():
    for incident in link(STORIES):
        assert type(incident).model_validate_json(incident.model_dump_json(by_alias=True)) == incident
