"""``The others``, ``the rest``: the remainder of a total, where the numbers leave one answer."""

import pytest


def numbers(told):
    """Role, head count and first fate of each group."""
    return [(str(g.role), g.count and g.count.min, str(g.fates[0]) if g.fates else None) for g in told.people]


SANK = "A dinghy with 60 migrants sank off Crete on Monday."


@pytest.mark.parametrize(
    ("text", "groups"),
    [
        (f"{SANK} Coast guards rescued 48 of them. The remaining 12 are missing.", [(48, "rescued"), (12, "missing")]),
        (f"{SANK} Coast guards rescued 48 people. The others are missing.", [(48, "rescued"), (12, "missing")]),
        (f"{SANK} Forty-eight were rescued. The rest drowned.", [(48, "rescued"), (12, "dead")]),
        (f"{SANK} Forty-eight were rescued. The remainder drowned.", [(48, "rescued"), (12, "dead")]),
        (f"{SANK} Forty-eight were rescued. All the others drowned.", [(48, "rescued"), (12, "dead")]),
        (f"{SANK} Forty-eight were rescued; the other passengers drowned.", [(48, "rescued"), (12, "dead")]),
        (
            "A boat carrying 35 people capsized off Mugla, Turkey, on Monday. Nineteen were rescued and seven bodies "
            "were found. The rest are missing.",
            [(19, "rescued"), (7, "dead"), (9, "missing")],
        ),
        (
            "A truck with 31 migrants crashed near Laredo, Texas, on Monday. Four died at the scene and 12 were flown "
            "to hospitals. The rest escaped on foot.",
            [(4, "dead"), (12, "hospitalized"), (15, "escaped")],
        ),
        (
            "Border guards caught 20 migrants near Evros, Greece, on Monday. Six asked for asylum and the rest were "
            "returned to Turkey.",
            [(6, "asylum"), (14, "returned")],
        ),
        (
            "Fourteen migrants crossed the river near Roma, Texas, on Monday. Agents arrested 11. The others fled back "
            "to Mexico.",
            [(11, "detained"), (3, "escaped")],
        ),
        (
            "A van with 18 migrants overturned near Brooks, Texas, on Monday. Five died. The others were taken to "
            "hospitals.",
            [(5, "dead"), (13, "hospitalized")],
        ),
        (f"{SANK}\n\nForty-eight were rescued.\n\nThe rest drowned.", [(48, "rescued"), (12, "dead")]),
    ],
)
def test_the_others_are_counted(event, text, groups):
    assert numbers(event(text)) == [("migrant", *group) for group in groups]


def test_the_others_of_several_suspects_are_suspects(event):
    told = event(
        "Six men were arrested in Calais on Monday for smuggling a family. Two were charged. The others were released."
    )
    suspects = [group[1:] for group in numbers(told) if group[0] == "suspect"]
    assert suspects[-2:] == [(2, "charged"), (4, "released")]


@pytest.mark.parametrize(
    "text",
    [
        "A boat with about 60 migrants sank off Crete on Monday. Coast guards rescued 48. The others are missing.",
        "More than 60 migrants were on a boat that sank off Crete on Monday. Coast guards rescued 48. The others are "
        "missing.",
        "A boat with 60 migrants sank off Crete on Monday. Coast guards rescued at least 48. The others are missing.",
        "A boat with 60 migrants sank off Crete on Monday. The others are missing.",
        "A boat with 50 to 60 migrants sank off Crete on Monday. Coast guards rescued 48. The rest drowned.",
    ],
)
def test_an_uncertain_remainder_is_left_out(event, text):
    assert 12 not in [g[1] for g in numbers(event(text))]


def test_what_befell_the_others_befell_not_all(event):
    told = event(
        "A group of 25 migrants was found near Irun, Spain, on Monday. Ten were minors. The others were released."
    )
    assert numbers(told) == [("migrant", 25, None)]
