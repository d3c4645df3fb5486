"""Sentences without an action of their own that tell who the people of an incident are."""

import pytest

INTERCEPTED = "Police intercepted nine migrants, largely children, near Emerson, Manitoba, on Monday."
RESCUED = "The coast guard rescued 61 migrants from a sinking dinghy off Crete on Monday."


def parts(group):
    """Kind and number, or the word for it, of each part, in a fixed order."""
    return sorted(((str(p.kind), p.qualifier or (p.count.min if p.count else None)) for p in group.parts), key=str)


@pytest.mark.parametrize(
    ("sentence", "shown"),
    [
        (
            "A thermal camera caught part of the walk. Its pictures show two girls next to a woman, and more children.",
            [("child", 2), ("woman", 1)],
        ),
        ("Photographs released by the force showed an elderly man wrapped in a foil blanket.", [("man", 1)]),
        ("Video footage shows two women and a toddler in the back.", [("child", 1), ("woman", 2)]),
        ("Images from a drone showed a woman with a baby in her arms.", [("child", 1), ("woman", 1)]),
        ("A picture taken by an officer shows three boys in thin jackets.", [("child", 3)]),
        ("Infrared video captured a man carrying a small girl on his shoulders.", [("child", 1), ("man", 1)]),
        ("Thermal images show four adults and three children in a line.", [("adult", 4), ("child", 3)]),
        ("In one photograph a pregnant woman sits beside a stove.", [("woman", 1)]),
        ("In the footage, a boy in sandals can be seen between two men.", [("child", 1), ("man", 2)]),
        ("A clip posted by the agency shows a mother and her two daughters.", [("child", 2), ("woman", 1)]),
        ("A photo shared with reporters showed two teenage boys in blankets.", [("child", 2)]),
    ],
)
def test_whom_a_picture_shows_is_of_the_group_told_before(event, sentence, shown):
    (group,) = event(f"{INTERCEPTED}\n\n{sentence}").people
    assert parts(group) == sorted([("child", "largely"), *shown], key=str)
    assert group.count.min == 9
    assert [str(f) for f in group.fates] == ["detained"]


def test_a_picture_between_two_tellings_does_not_part_them(event):
    (group,) = event(
        f"{INTERCEPTED}\n\nA camera filmed part of the walk. Its images show two girls beside a woman.\n\n"
        "Officers reached the nine and took the group to Winnipeg."
    ).people
    assert (group.count.min, parts(group)) == (9, [("child", "largely"), ("child", 2), ("woman", 1)])


@pytest.mark.parametrize(
    "sentence",
    [
        "The photograph shows two officers in winter coats.",
        "Video shows three men pushing the dinghy away from the quay.",
        "Two officers in white coats stood beside the road.",
        "A woman from the village brought tea and blankets.",
        "His wife and three children live in Sylhet.",
        "Their parents wait in Dhaka.",
        "Three villagers watched from a hill.",
        "Officials say that four in ten of those who cross are children.",
        "Many of those who cross are women and children.",
        "In 2024 the agency counted 300 children on the same stretch.",
        "“A mother with two children should not have to walk through snow,” said a lawyer.",
        "A famous photograph of 2015 shows a boy on a beach.",
        "Pictures of the station show 14 women and 20 men.",
    ],
)
def test_others_are_no_part_of_the_group(event, sentence):
    (group,) = event(f"{INTERCEPTED}\n\n{sentence}").people
    assert parts(group) == [("child", "largely")]


def test_a_picture_shows_some_of_those_counted(event):
    (group,) = event(
        "Police intercepted nine migrants, five of them children, near Emerson, Manitoba, on Monday.\n\n"
        "A photograph shows two girls and a woman in the snow."
    ).people
    assert parts(group) == [("child", 5), ("woman", 1)]


def test_a_picture_shows_those_told_of_last(events):
    told = events(
        "Police intercepted nine migrants near Emerson, Manitoba, on Monday. In a separate incident on Tuesday, "
        "officers stopped 14 migrants near Stanstead, Quebec.\n\nPhotographs show two women in thin coats."
    )
    assert [[(g.count.min, parts(g)) for g in e.people] for e in told] == [[(9, [])], [(14, [("woman", 2)])]]


@pytest.mark.parametrize(
    ("sentence", "told"),
    [
        ("Among them were a pregnant woman and her toddler.", [("child", 1), ("woman", 1)]),
        ("They included three minors, the youngest nine.", [("child", 3)]),
        ("The group included four women and two unaccompanied minors.", [("child", 2), ("woman", 4)]),
        ("Two were women.", [("woman", 2)]),
        ("Seven of them were children.", [("child", 7)]),
        ("On board were 40 men, 15 women and 6 children.", [("child", 6), ("man", 40), ("woman", 15)]),
        ("There were two families with small children among them.", [("child", None), ("family", 2)]),
        ("Eight are under 18.", [("child", 8)]),
        ("Twelve of them are under the age of 18.", [("child", 12)]),
        ("One woman was seven months pregnant.", [("woman", 1)]),
        ("The youngest was six months old.", [("child", 1)]),
        ("The youngest was a girl of four.", [("child", 1)]),
        ("Most were Sudanese men in their twenties.", [("man", None)]),
    ],
)
def test_a_paragraph_that_only_describes_gives_parts(event, sentence, told):
    (group,) = event(f"{RESCUED}\n\n{sentence}").people
    assert (group.count.min, parts(group)) == (61, told)


@pytest.mark.parametrize(
    ("sentence", "ages"),
    [
        ("The youngest was nine.", (9,)),
        ("The oldest is 70, the youngest three.", (70, 3)),
        ("Their ages ranged from 4 to 51.", (4, 51)),
        ("They included three minors, the youngest nine.", (9,)),
        ("The youngest was a girl of four.", (4,)),
        ("The youngest was six months old.", ()),
        ("The youngest was three weeks old.", ()),
        ("The oldest was 66.", (66,)),
        ("The eldest of them is 71.", (71,)),
        ("The youngest is just 11.", (11,)),
    ],
)
def test_a_paragraph_that_only_describes_gives_ages(event, sentence, ages):
    (group,) = event(f"{RESCUED}\n\n{sentence}").people
    assert (group.count.min, group.ages) == (61, ages)


@pytest.mark.parametrize(
    ("sentence", "nations"),
    [
        ("All are from Sylhet.", ("BD",)),
        ("They are from Kabul.", ("AF",)),
        ("All were from Aleppo and Homs.", ("SY",)),
        ("The 61 are from Sylhet and Dhaka.", ("BD",)),
        ("All were Syrians.", ("SY",)),
        ("All came from Eritrea.", ("ER",)),
        ("Most were Sudanese men in their twenties.", ("SD",)),
        ("The passengers were citizens of Bangladesh, Egypt and Pakistan.", ("BD", "EG", "PK")),
        ("The migrants, from Afghanistan and Iran, included 11 children.", ("AF", "IR")),
        ("All were from the port of Chania.", ()),
        ("All were taken to Chania.", ()),
    ],
)
def test_a_paragraph_that_only_describes_gives_nationalities(event, sentence, nations):
    (group,) = event(f"{RESCUED}\n\n{sentence}").people
    assert (group.count.min, group.nationalities) == (61, nations)


def test_the_town_of_suspects_is_where_they_live(event):
    told = event(
        "Agents stopped a van with nine migrants near Laredo, Texas, on Monday and arrested two drivers. "
        "Both are from Monterrey."
    )
    assert [g.nationalities for g in told.people] == [(), ()]
