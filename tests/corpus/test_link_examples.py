"""The examples from which the weights of linking are fitted."""

from __future__ import annotations

from tests.written import event, group, story
from training.link_examples import ACROSS, follows_examples
from training.story_sets import StorySet

NAMES = {"first": ["wreck"], "last": ["jailed", "caught"]}


def cases(*follows):
    wreck = event("death", "2025-03-04", "Portocava", text="Nine drowned by Calvario.", people=(group(9, "dead"),))
    caught = event("arrest", "2025-05-02", text="The sailor of Calvario was caught.")
    jailed = event("court", "2025-11-20", text="The sailor of Calvario was jailed.")
    gold = [story("first", "2025-03-05", wreck), story("last", "2025-11-21", jailed, caught)]
    world = {(each.id, one.id): name for each in gold for one, name in zip(each.events, NAMES[each.id], strict=True)}
    return StorySet("cases", {}, gold, [], world, dict(follows), [], {})


def test_a_case_begins_with_what_no_other_goes_before():
    set_ = cases(("jailed", "caught"), ("caught", "wreck"))
    assert {set_.first(name) for name in ("jailed", "caught", "wreck")} == {"wreck"}


def examples(set_, across=1.0):
    return list(follows_examples(set_, set_.gold, across))


def test_every_step_of_a_case_is_an_example_of_what_is_asked():
    # The sentence with the wreck and with the arrest, the arrest with the wreck.
    assert [each.is_so for each in examples(cases(("jailed", "wreck"), ("caught", "wreck")))] == [True, True, True]
    assert [each.is_so for each in examples(cases(("caught", "wreck")))].count(True) == 1


def test_pairs_of_two_stories_count_as_given():
    assert sorted(each.weight for each in examples(cases(), ACROSS)) == [ACROSS, ACROSS, 1.0]
