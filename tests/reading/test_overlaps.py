"""What two sentences of a story share."""

from borderfacts.reading.overlaps import COMPARED, OVERLAPS, overlaps

FORMS = [
    *("Nine", "men", "drowned", "off", "Lampedusa", "on", "Monday", "."),
    *("Police", "in", "Lampedusa", "held", "the", "skipper", "."),
    *("Four", "died", "off", "Kos", "."),
]
SENTENCE = [0] * 8 + [1] * 7 + [2] * 5
SAID = [
    (0, "number", "nine"),
    (4, "place", "lampedusa"),
    (6, "date", "2025-02-03"),
    (10, "place", "lampedusa"),
    (15, "number", "four"),
    (18, "place", "kos"),
]


def columns(kind):
    """The columns of a kind: whether both say the same, and whether both say something but nothing the same."""
    at = 2 * COMPARED.index(kind)
    found = overlaps(FORMS, SENTENCE, SAID)
    return found[..., at].tolist(), found[..., at + 1].tolist()


def test_the_same_place_and_another_one():
    same, differs = columns("place")
    assert same == [[1, 1, 0], [1, 1, 0], [0, 0, 1]]
    assert differs == [[0, 0, 1], [0, 0, 1], [1, 1, 0]]


def test_where_one_sentence_says_nothing_the_two_do_not_differ():
    same, differs = columns("date")
    assert same[0] == [1, 0, 0]
    assert differs == [[0, 0, 0]] * 3


def test_numbers_differ():
    assert columns("number")[1] == [[0, 0, 1], [0, 0, 0], [1, 0, 0]]


def test_names_and_words_are_shared_both_ways():
    found = overlaps(FORMS, SENTENCE, SAID)
    assert found[..., -3].tolist() == [[1, 1, 0], [1, 1, 0], [0, 0, 1]]
    assert found[0, 1, -1] == found[1, 0, -1] > found[0, 2, -1]


def test_a_text_without_words_has_no_sentences():
    assert overlaps([], [], []).shape == (0, 0, OVERLAPS)
