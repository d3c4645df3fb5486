import pytest
from typer.testing import CliRunner

from borderfacts import cli
from borderfacts.cli.messages import printable


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("Ciudad Juárez/página 1.txt", "Ciudad Juárez/página 1.txt"),
        ("a\x1b[31mb\x07.txt", r"a\x1b[31mb\x07.txt"),
        ("one\nborderfacts: two\r", r"one\nborderfacts: two\r"),
        ("\x9b2J", r"\x9b2J"),  # steers some terminals by itself
        ("a\u202etxt.b", r"a\u202etxt.b"),  # turns the order of what follows
        ("half \udce9", r"half \udce9"),
    ],
)
def test_what_does_not_show_is_escaped_and_does_nothing(text, shown):
    assert printable(text) == shown


def test_a_message_of_several_lines_is_shown_in_lines(tmp_path):
    sheet = tmp_path / "sheet.csv"
    lines = ["document_id,event_id,field,quote,proposal,correction,verdict", "a,,type,,,,", "a,b,picnic,,,,"]
    sheet.write_text("\n".join(lines), encoding="utf-8")
    (tmp_path / "records.json").write_text("[]", encoding="utf-8")
    done = CliRunner().invoke(cli.app, ["correct", str(sheet), str(tmp_path / "records.json")])
    first, second = done.stderr.splitlines()
    assert first == "borderfacts: sheet.csv, row 2: event_id is empty"
    assert second.startswith("  sheet.csv, row 3: field 'picnic' is not one of")


def test_a_reference_date_of_another_form_is_answered_with_the_form(tmp_path):
    done = CliRunner().invoke(cli.app, ["extract", str(tmp_path), "--reference-date", "05/02/2025"])
    assert done.exit_code == 2
    assert "'05/02/2025' is no date; write year, month and day, as in 2025-02-05" in done.stderr
