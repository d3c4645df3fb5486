import pytest
from tests.written import event, group, span, story

from borderfacts.linking import link
from borderfacts.records import Action, Agency, Reference
from borderfacts.records.head_count import with_fate
from borderfacts.vocabulary import Fate

PLACE = "Portocava"


def sinking(
    id, published, dead, *, by=None, day="2025-03-04", missing=None, text="A dinghy sank off the cape.", **more
):
    groups = [group(dead, "dead"), group(40, "rescued")] + ([group(missing, "missing")] if missing else [])
    return story(id, published, event("death", day, PLACE, text=text, people=tuple(groups), by=by, **more))


def joined(*stories, **arguments):
    [incident] = link(stories, **arguments)
    return incident


TOLLS = (
    sinking("a", "2025-03-04", 3, by="police"),
    sinking("b", "2025-03-05", 5, by="the coast guard"),
    sinking("c", "2025-03-07", 7, by="an aid group"),
)


def test_each_value_has_its_sources_with_their_days_and_attributions():
    three, five, seven = joined(*TOLLS).about("dead")
    assert [claim.value for claim in (three, five, seven)] == ["3", "5", "7"]
    [source] = five.sources
    assert (source.document, source.published, source.attribution) == ("b", "2025-03-05", ("the coast guard",))
    assert [claim.sources[0].is_official for claim in (three, five, seven)] == [True, True, False]
    assert (source.span.text, five.count.min) == ("5 people", 5)


def test_stories_that_state_the_same_value_share_a_claim():
    [forty] = joined(*TOLLS).about("rescued")
    assert [source.document for source in forty.sources] == ["a", "b", "c"]
    assert forty.is_shown


def test_a_conflict_is_shown_in_a_line_with_the_rule_that_chose():
    [conflict] = [each for each in joined(*TOLLS).conflicts if each.field == "dead"]
    assert conflict.summary == (
        "dead: 3 (Tuesday 4 March 2025, police), 5 (Wednesday 5 March 2025, the coast guard), "
        "7 (Friday 7 March 2025, an aid group)"
    )
    assert (conflict.rule, conflict.shown) == ("latest official", "5")


def test_a_story_that_names_no_source_stands_in_the_line_under_its_site():
    numbers = (("a", "2025-03-04", 3), ("b", "2025-03-05", 5))
    stories = [
        story(id, day, event("death", "2025-03-04", "Portocava", people=(group(number, "dead"),)))
        for id, day, number in numbers
    ]
    stories[1] = stories[1].model_copy(update={"url": "https://www.herald.example/5"})
    [incident] = link(stories)
    [conflict] = [each for each in incident.conflicts if each.field == "dead"]
    assert conflict.summary == "dead: 3 (Tuesday 4 March 2025), 5 (Wednesday 5 March 2025, herald.example)"


@pytest.mark.parametrize(
    ("rule", "shown"),
    [("latest official", "5"), ("latest", "7"), ("first", "3"), ("largest", "7"), ("most reported", "7")],
)
def test_the_rule_is_the_users_to_set(rule, shown):
    incident = joined(*TOLLS, rules={"dead": rule})
    assert [claim.value for claim in incident.about("dead") if claim.is_shown] == [shown]
    [dead] = with_fate(incident.record.people, Fate.DEAD)
    assert str(dead.count.min) == shown


def test_nothing_is_averaged():
    stated = {(group.count.min, group.fates) for each in TOLLS for group in each.events[0].people}
    assert {(group.count.min, group.fates) for group in joined(*TOLLS).record.people} <= stated


def test_numbers_that_fit_are_no_conflict():
    about, exact = sinking("a", "2025-03-04", 3), sinking("b", "2025-03-05", 3)
    rounded = about.events[0].model_copy(update={"people": (group(3, "dead"), group(42, "rescued", about=True))})
    incident = joined(about.model_copy(update={"events": (rounded,)}), exact)
    assert [claim.value for claim in incident.about("rescued")] == ["about 42", "40"]
    assert incident.conflicts == ()


def test_a_coarse_date_is_no_conflict_with_a_day_in_it_and_the_day_is_shown():
    incident = joined(sinking("a", "2025-03-04", 3), sinking("b", "2025-04-20", 3, day="2025-03"))
    assert incident.record.when.start == "2025-03-04"
    assert incident.conflicts == ()


def test_two_days_are_a_conflict():
    incident = joined(
        sinking("a", "2025-03-05", 13, text="Of tuna nets."), sinking("b", "2025-03-06", 13, day="2025-03-05")
    )
    assert [conflict.field for conflict in incident.conflicts] == ["when"]


def test_missing_people_who_were_found_dead_are_counted_once():
    incident = joined(sinking("a", "2025-03-04", 3, missing=4, by="police"), sinking("b", "2025-03-06", 7, by="police"))
    assert with_fate(incident.record.people, Fate.MISSING) == []
    [missing] = incident.about("missing")
    assert (missing.value, missing.is_shown) == ("4", False)


def test_what_one_story_leaves_out_another_states():
    bare = sinking("a", "2025-03-05", 3, by="police")
    people = (group(3, "dead", nationalities=("SD",), ages=(9, 30)), group(40, "rescued"))
    full = story("b", "2025-03-04", event("death", "2025-03-04", PLACE, people=people, agencies=("Guardia",)))
    record = joined(bare, full).record
    [dead] = with_fate(record.people, Fate.DEAD)
    assert (dead.nationalities, dead.ages) == (("SD",), (9, 30))
    assert [agency.short for agency in record.agencies] == ["Guardia"]


def test_who_acts_on_whom_points_into_the_merged_lists():
    agency = Agency(name="Guardia", short="Guardia", kind="police", span=span("Guardia"))
    rescue = Action(
        type="rescue",
        status="occurred",
        span=span("pulled"),
        agents=(Reference(to="agencies", index=0, span=agency.span),),
        patients=(Reference(to="people", index=1, span=span("40 people")),),
    )
    first = sinking("a", "2025-03-04", 3, agencies=("Police",))
    second = sinking("b", "2025-03-05", 3)
    acted = second.events[0].model_copy(update={"actions": (rescue,), "agencies": (agency,)})
    record = joined(first, second.model_copy(update={"events": (acted,)})).record
    [action] = record.actions
    assert record.agencies[action.agents[0].index].short == "Guardia"
    assert action.patients[0].to is None or record.people[action.patients[0].index].fates == ("rescued",)


def test_the_record_of_a_single_story_is_its_own_under_the_id_of_the_incident():
    incident = joined(TOLLS[0])
    assert incident.record == TOLLS[0].events[0].model_copy(update={"id": incident.id})
    assert all(claim.is_shown for claim in incident.claims)
    assert (incident.conflicts, incident.links) == ((), ())
