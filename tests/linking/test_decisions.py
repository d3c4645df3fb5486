import pytest
from tests.written import event, group, story

from borderfacts.errors import ArgumentTypeError, InputError
from borderfacts.linking import Decision, link, read_decisions
from borderfacts.records import Incident
from borderfacts.vocabulary import Decided, LinkBasis


def rescue(id, day, number=40, text="A boat."):
    return story(id, day, event("rescue", day, "Portocava", text=text, people=(group(number, "rescued"),)))


ONE, TWIN, OTHER = (
    rescue("one", "2025-03-04"),
    rescue("twin", "2025-03-04", text="Boat."),
    rescue("other", "2025-06-04", 9),
)
EVENTS = {each.id: each.events[0].id for each in (ONE, TWIN, OTHER)}


@pytest.fixture
def decided(tmp_path):
    def write(*lines):
        path = tmp_path / "decisions.csv"
        path.write_text("\n".join(lines), encoding="utf-8")
        return path

    return write


def documents(incidents):
    return [[member.document for member in incident.members] for incident in incidents]


def test_without_decisions_the_model_decides():
    assert documents(link([ONE, TWIN, OTHER])) == [["one", "twin"], ["other"]]


def test_not_the_same_undoes_a_link(decided):
    path = decided("decision,first,second,note", f"not the same,{EVENTS['one']},{EVENTS['twin']},two boats")
    incidents = link([ONE, TWIN, OTHER], decisions=path)
    assert documents(incidents) == [["one"], ["twin"], ["other"]]
    assert [incident.proposed for incident in incidents] == [(), (), ()]


def test_same_makes_a_link_that_facts_speak_against(decided):
    [incident] = link([ONE, OTHER], decisions=decided("# after a call to the port", "", f"same,{EVENTS['one']},other"))
    assert documents([incident]) == [["one", "other"]]
    assert incident.links[0].basis is LinkBasis.DECISION


def test_two_incidents_of_one_story_are_merged_when_decided_so(decided):
    both = story("both", "2025-03-05", *ONE.events, *OTHER.events)
    assert len(link([both])) == 2
    assert len(link([both], decisions=decided(f"same,{EVENTS['one']},{EVENTS['other']}"))) == 1


def test_decisions_outlive_the_next_run(decided):
    path = decided("not the same,one,twin")
    before = link([ONE, TWIN], decisions=path)
    assert documents(link([OTHER], known=before, decisions=path)) == [["one"], ["twin"], ["other"]]


def test_a_decision_on_what_is_not_there_is_named_and_changes_nothing():
    with pytest.warns(UserWarning, match="a decision: gone"):
        incidents = link([ONE], decisions=[Decision(Decided.SAME, "one", "gone")])
    assert documents(incidents) == [["one"]]


def test_decisions_that_contradict_each_other_are_an_error(decided):
    path = decided("same,one,twin", "same,twin,other", "not the same,one,other")
    with pytest.raises(
        InputError, match=r"decisions.csv, line 3: one and other are not the same, and other lines join"
    ):
        link([ONE, TWIN, OTHER], decisions=path)


@pytest.mark.parametrize("line", ["same,one", "maybe,one,twin", "same,,twin", "same"])
def test_a_line_that_says_something_else_is_an_error_that_names_it(decided, line):
    with pytest.raises(InputError, match="line 2"):
        read_decisions(decided("same,one,twin", line))


def test_a_file_that_is_not_there_is_an_error(tmp_path):
    with pytest.raises(InputError, match=r"none\.csv"):
        read_decisions(tmp_path / "none.csv")


def test_what_is_no_path_is_an_error():
    with pytest.raises(ArgumentTypeError, match="decisions"):
        read_decisions(5)


def test_decisions_hold_on_later_runs_without_their_file(decided):
    path = decided("not the same,one,twin,two boats")
    before = link([ONE, TWIN], decisions=path)
    assert [[pair.note for pair in incident.decisions] for incident in before] == [["two boats"], ["two boats"]]
    after = link([OTHER], known=[Incident.model_validate_json(each.model_dump_json(by_alias=True)) for each in before])
    assert documents(after) == [["one"], ["twin"], ["other"]]
    assert [incident.decisions for incident in after] == [before[0].decisions, before[1].decisions, ()]


def test_a_file_of_decisions_takes_the_place_of_those_of_before(decided):
    before = link([ONE, TWIN], decisions=decided("not the same,one,twin"))
    assert documents(link([OTHER], known=before, decisions=decided(""))) == [["one", "twin"], ["other"]]


def test_a_decision_holds_for_a_story_that_comes_later(decided):
    with pytest.warns(UserWarning, match="twin"):
        before = link([ONE], decisions=decided("not the same,one,twin"))
    assert documents(link([TWIN], known=before)) == [["one"], ["twin"]]


def test_a_decision_of_before_on_a_story_that_is_gone_is_named():
    id = EVENTS["twin"]
    [incident] = link([OTHER, TWIN], decisions=[Decision(Decided.SAME, "other", id)])
    again = rescue("twin", "2025-03-04", text="Read again.")
    with pytest.warns(UserWarning, match=f"a decision of an earlier run: {id}"):
        assert documents(link([again], known=[incident])) == [["twin"], ["other"]]
