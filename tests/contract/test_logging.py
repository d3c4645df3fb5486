import logging
import subprocess
import sys

import pytest

import borderfacts

SPANISH = "La policía detuvo a nueve migrantes en la frontera."


@pytest.mark.thorough
def test_nothing_is_logged_to_standard_error_unless_asked_for():
    code = f"import borderfacts; print(borderfacts.extract({SPANISH!r}).notes[0].code)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert (done.stdout, done.stderr) == ("not english\n", "")


def test_notes_and_errors_are_logged_with_the_id(caplog):
    with caplog.at_level(logging.WARNING, logger="borderfacts"):
        list(borderfacts.extract_many([{"text": SPANISH, "id": "a"}, {"text": 5, "id": "b"}, {"text": "", "id": "c"}]))
        borderfacts.extract(SPANISH, id="d")
    assert [message.split(";")[0] for message in caplog.messages] == [
        "a: the text does not look English, so it was not read",
        "b: text: got int, takes a string",
        "c: the text is empty, so there are no records",
        "d: the text does not look English, so it was not read",
    ]
    assert all(record.name.split(".")[0] == "borderfacts" for record in caplog.records)
