import pytest

from borderfacts.cli.messages import printable


@pytest.mark.parametrize(
    ("told", "shown"),
    [
        ("Ciudad Juárez/página 1.txt", "Ciudad Juárez/página 1.txt"),
        ("a\x1b[31mb\x07.txt", r"a\x1b[31mb\x07.txt"),
        ("one\nborderfacts: two\r", r"one\nborderfacts: two\r"),
        ("\x9b2J", r"\x9b2J"),  # steers some terminals by itself
        ("a\u202etxt.b", r"a\u202etxt.b"),  # turns the order of what follows
        ("half \udce9", r"half \udce9"),
    ],
)
def test_what_does_not_show_is_told_and_done_by_nothing(told, shown):
    assert printable(told) == shown
