from borderfacts.records import Span
from borderfacts.records.identity import document_id, event_id, event_ids

ONE, TWO = Span(start=0, end=4, text="nine"), Span(start=5, end=11, text="people")


def test_identifiers_are_the_same_on_every_machine():
    assert document_id("Nine people crossed.") == "e3414bbd8729ac56"
    assert event_id(document_id("Nine people crossed."), "crossing", [ONE]) == "372b5687632702d0"


def test_the_order_of_the_evidence_does_not_matter():
    assert event_id("d", "crossing", [ONE, TWO]) == event_id("d", "crossing", [TWO, ONE])


def test_identifiers_differ_by_text_type_and_evidence():
    found = {
        event_id("d", "crossing", [ONE]),
        event_id("e", "crossing", [ONE]),
        event_id("d", "death", [ONE]),
        event_id("d", "crossing", [TWO]),
        event_id("d", "crossing", [ONE, TWO]),
        event_id("d", "crossing", []),
    }
    assert len(found) == 6


def test_two_texts_have_two_identifiers():
    assert document_id("Nine people crossed.") != document_id("Nine people crossed. ")


def test_events_of_one_type_and_sentence_have_identifiers_of_their_own():
    found = event_ids("d", [("crossing", [ONE]), ("death", [ONE]), ("crossing", [ONE]), ("crossing", [ONE])])
    assert found[:2] == [event_id("d", "crossing", [ONE]), event_id("d", "death", [ONE])]
    assert len(set(found)) == 4
