from __future__ import annotations

from typer.testing import CliRunner

from borderfacts.cli import app
from borderfacts.comparison import Comparison, FieldCount, compare
from borderfacts.outputs import output_format
from borderfacts.records import Event, Extraction, Span
from borderfacts.records.mentions import DateMention

TEXT = "Nine people were stopped near Emerson on Monday. A man died in Calais."
FIRST, SECOND = Span.of(TEXT, 0, 48), Span.of(TEXT, 49, len(TEXT))


def event(evidence, **fields):
    kinds = {"id": f"e{evidence.start}", "type": "crossing", "status": "occurred", "confidence": 0.9, "summary": "Line"}
    return Event.model_validate({**kinds, "evidence": [evidence], **fields})


def extraction(*events, id="a", **fields):
    return Extraction(id=id, model="m-1", events=events, **fields)


def counts(compared):
    return {each.field: (each.same, each.changed, each.only_a, each.only_b) for each in compared.fields}


def test_two_of_the_same_do_not_differ():
    both = [extraction(event(FIRST), event(SECOND)), extraction(id="b")]
    compared = compare(both, both)
    assert compared.documents == ()
    assert (compared.a, compared.a.documents, compared.a.events, compared.a.models) == (compared.b, 2, 2, ("m-1",))
    assert counts(compared) == {
        "incident": (2, 0, 0, 0),
        "type": (2, 0, 0, 0),
        "status": (2, 0, 0, 0),
        "evidence": (2, 0, 0, 0),
    }


def test_each_field_that_differs_is_named_with_both_values():
    when = {"start": "2025-02-03", "end": "2025-02-03", "resolved": True, "span": FIRST}
    compared = compare(
        [extraction(event(FIRST, type="death", route={"from": "US"}))],
        [extraction(event(FIRST, when=when, confidence=0.1, route={"from": "CA"}))],
    )
    [document] = compared.documents
    [found] = document.events
    assert [(each.field, each.a, each.b) for each in found.fields] == [
        ("type", "death", "crossing"),
        ("start", None, "2025-02-03"),
        ("end", None, "2025-02-03"),
        ("from", "US", "CA"),
    ]
    assert counts(compared)["type"] == counts(compared)["from"] == (0, 1, 0, 0)
    assert counts(compared)["start"] == (0, 0, 0, 1)
    assert FieldCount(field="status", same=1, changed=0, only_a=0, only_b=0) in compared.fields


def test_incidents_are_paired_by_their_words_and_not_by_their_place():
    compared = compare([extraction(event(FIRST), event(SECOND))], [extraction(event(SECOND, type="death"))])
    [document] = compared.documents
    assert [(each.a, each.b, len(each.fields)) for each in document.events] == [("e0", None, 0), ("e49", "e49", 1)]
    assert counts(compared)["incident"] == (1, 0, 1, 0)


def test_of_incidents_on_the_same_words_those_are_paired_that_agree_most():
    one, other = event(FIRST, type="death", id="x"), event(FIRST, id="y")
    compared = compare([extraction(one, other)], [extraction(other, one)])
    assert (compared.documents, counts(compared)["type"]) == ((), (2, 0, 0, 0))


def test_documents_that_one_side_has_and_errors_are_named():
    compared = compare(
        [extraction(id="a"), extraction(id="b"), extraction(id="c")],
        [extraction(id="c", error="cut off"), extraction(id="d"), extraction(id="b")],
    )
    assert [(each.id, each.only, each.error_b) for each in compared.documents] == [
        ("a", "a", None),
        ("c", None, "cut off"),
        ("d", "b", None),
    ]


def test_documents_of_one_id_are_paired_in_their_order():
    one, other = extraction(event(FIRST)), extraction(event(SECOND))
    assert compare([one, other], [one, other]).documents == ()
    assert [each.only for each in compare([one, other], [one]).documents] == ["a"]


def test_lists_are_compared_as_bags():
    span = Span.of(TEXT, 41, 47)
    date = DateMention(start=None, end=None, type="DATE", value="XXXX", resolved=False, span=span)
    compared = compare([extraction(dates=(date, date))], [extraction(dates=(date,))])
    [difference] = compared.documents[0].lists
    assert (difference.field, difference.b, '"XXXX"' in difference.a) == ("dates", None, True)
    assert counts(compared) == {}
    assert compared.lists == (FieldCount(field="dates", same=1, changed=0, only_a=1, only_b=0),)


def test_the_agencies_of_incidents_and_those_of_the_text_are_counted_apart():
    police = {"name": "Port Police", "short": "Port Police", "kind": "police", "span": FIRST}
    both = extraction(event(FIRST, agencies=[police]), agencies=[police] * 3)
    found = compare([both], [both])
    [of_incidents] = [each for each in found.fields if each.field == "agencies"]
    assert (of_incidents.same, [(each.field, each.same) for each in found.lists]) == (1, [("agencies", 3)])


def test_the_command_gives_a_table_details_and_json(tmp_path):
    paths = [tmp_path / "a.jsonl", tmp_path / "b.json"]
    sides = [
        [extraction(event(FIRST, summary="\x1b[31mLine")), extraction(id="lost")],
        [extraction(event(FIRST, type="death"), event(SECOND, summary="A death"))],
    ]
    for path, side in zip(paths, sides, strict=True):
        with path.open("wb") as stream:
            output_format(path.suffix[1:]).write(side, stream)
    done = CliRunner().invoke(app, ["diff", *map(str, paths), "--verbose"])
    table, *details = done.stdout.split("\n\n")[1:]
    assert done.exit_code == 0
    assert "documents only in A: 1, only in B: 0" in done.stdout
    assert [line.split() for line in table.splitlines()[1:3]] == [
        ["incident", "1", "0", "0", "1"],
        ["type", "0", "1", "0", "0"],
    ]
    assert details == [
        "a\n  \\x1b[31mLine\n    type: crossing -> death\n  only in B: A death",
        "lost: only in A\n",
    ]
    done = CliRunner().invoke(app, ["diff", *map(str, paths), "--format", "json"])
    assert Comparison.model_validate_json(done.stdout) == compare(*sides)


def test_a_file_that_cannot_be_read_is_wrong_usage(tmp_path):
    done = CliRunner().invoke(app, ["diff", str(tmp_path / "none.json"), str(tmp_path / "none.json")])
    assert (done.exit_code, "none.json" in done.stderr) == (2, True)
