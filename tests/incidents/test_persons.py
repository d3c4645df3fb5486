"""The people of an incident: how many, who they are, and what becomes of them."""

import pytest


def groups(told):
    """Count and fates of each group."""
    return [((group.count.min, group.count.max), [str(fate) for fate in group.fates]) for group in told.people]


def parts(group):
    return [(str(part.kind), part.count.min if part.count else None, part.qualifier) for part in group.parts]


@pytest.mark.parametrize(
    ("words", "least", "most"),
    [
        ("Six migrants", 6, 6),
        ("A dozen migrants", 12, 12),
        ("About 30 migrants", 30, 30),
        ("More than 20 migrants", 21, None),
        ("At least 20 migrants", 20, None),
        ("Up to 50 migrants", None, 50),
        ("Several migrants", 3, None),
        ("Dozens of migrants", 24, None),
    ],
)
def test_head_count(event, words, least, most):
    (group,) = event(f"{words} were rescued off Lampedusa on Monday.").people
    assert (group.count.min, group.count.max) == (least, most)


def test_people_without_a_number_have_no_count(event):
    (group,) = event("Migrants were rescued off Lampedusa on Monday.").people
    assert group.count is None


def test_parts_are_added_up_to_the_total(event):
    told = event("Four adults and five children were rescued off Lampedusa on Monday. The migrants had no water.")
    (group,) = told.people
    assert (group.count.min, group.count.max) == (9, 9)
    assert parts(group) == [("adult", 4, None), ("child", 5, None)]


def test_a_mother_and_her_daughters_are_one_group(event):
    (group,) = event(
        "Border guards found a woman and her two daughters near Hajnowka, Poland, on Monday. "
        "The migrants were taken to hospital."
    ).people
    assert (group.count.min, group.count.max) == (3, 3)
    assert parts(group) == [("woman", 1, None), ("child", 2, None)]


def test_a_family_of_four(event):
    (group,) = event("A migrant family of four was rescued near El Paso, Texas, on Monday.").people
    assert (group.count.min, group.count.max) == (4, 4)
    assert parts(group) == [("family", 1, None)]


def test_largely_children(event):
    (group,) = event(
        "Border Patrol agents detained a group of 12 migrants, largely children, near El Paso, Texas, on Monday."
    ).people
    assert (group.count.min, group.count.max) == (12, 12)
    assert parts(group) == [("child", None, "largely")]


def test_the_other_four(event):
    told = event(
        "Ten migrants were rescued off Lampedusa on Monday. Six of them were taken to hospital. "
        "The other four were released."
    )
    assert groups(told) == [((6, 6), ["hospitalized", "rescued"]), ((4, 4), ["released", "rescued"])]


def test_two_of_them_are_a_part(event):
    told = event("Coast guards rescued ten migrants off Lampedusa on Monday. Two of them were taken to hospital.")
    assert groups(told) == [((10, 10), ["rescued"]), ((2, 2), ["hospitalized", "rescued"])]


def test_a_total_whose_people_are_all_told_apart_is_not_told_again(event):
    told = event(
        "Twenty migrants crossed the river from Mexico on Monday. Eight of them were detained, and 12 got away."
    )
    assert groups(told) == [((8, 8), ["detained"]), ((12, 12), ["escaped"])]


@pytest.mark.parametrize("words", ["The group was", "They were", "The migrants were", "The 15 were", "All 15 were"])
def test_who_is_spoken_of_again_keeps_the_count(event, words):
    told = event(f"Agents stopped 15 migrants near Laredo, Texas, on Monday. {words} taken to hospital.")
    assert groups(told) == [((15, 15), ["detained", "hospitalized", "rescued"])]


def test_them(event):
    told = event("Twelve migrants crossed the river near Laredo, Texas, on Monday. Border Patrol agents rescued them.")
    assert groups(told) == [((12, 12), ["rescued"])]


@pytest.mark.parametrize(("pronoun", "kind"), [("He", "man"), ("She", "woman")])
def test_a_pronoun_tells_what_a_single_person_is(event, pronoun, kind):
    told = event(f"A migrant crossed the river near Laredo, Texas, on Monday. {pronoun} was rescued by agents.")
    (group,) = told.people
    assert parts(group) == [(kind, 1, None)]
    assert groups(told) == [((1, 1), ["rescued"])]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Four migrants drowned off Lampedusa on Monday.", [((4, 4), ["dead"])]),
        ("Three migrants are missing after a boat sank off Lampedusa on Monday.", [((3, 3), ["missing"])]),
        ("Twenty migrants were rescued off Lampedusa on Monday.", [((20, 20), ["rescued"])]),
        ("Two migrants were injured and taken to hospital near Laredo, Texas, on Monday.",
         [((2, 2), ["injured", "hospitalized", "rescued"])]),
        ("Border Patrol agents detained six migrants near Laredo, Texas, on Monday.", [((6, 6), ["detained"])]),
        ("Thirty migrants were deported to Honduras on Monday.", [((30, 30), ["returned"])]),
        ("Police detained ten migrants near Presevo, Serbia, on Monday. They were released the same day.",
         [((10, 10), ["detained", "released"])]),
        ("Five migrants claimed asylum in Helsinki, Finland, on Monday.", [((5, 5), ["asylum"])]),
        ("A grand jury in Laredo, Texas, indicted two men on Monday for smuggling migrants.", [((2, 2), ["charged"])]),
        ("A smuggler was sentenced to 30 months in prison in Laredo, Texas, on Monday.", [((1, 1), ["convicted"])]),
    ],
    ids=["dead", "missing", "rescued", "hurt", "detained", "returned", "released", "asylum", "charged", "convicted"],
)  # fmt: skip
def test_fates(event, text, expected):
    assert groups(event(text)) == expected


def test_one_group_for_each_fate(event):
    told = event(
        "A boat with migrants sank off Lampedusa on Monday. Four drowned, seven were missing and 20 were rescued."
    )
    assert groups(told) == [((4, 4), ["dead"]), ((7, 7), ["missing"]), ((20, 20), ["rescued"])]


def test_one_who_pleads_not_guilty_is_charged_and_not_convicted(event):
    told = event("A man accused of smuggling migrants pleaded not guilty in Laredo, Texas, on Monday.")
    assert groups(told) == [((1, 1), ["charged"])]


def test_a_driver_beside_migrants_is_a_suspect(event):
    told = event(
        "Police stopped a truck near Presevo, Serbia, on Monday and found 14 migrants in the back. "
        "The driver, a 35-year-old man, was arrested."
    )
    assert [(str(group.role), group.count.min, group.ages) for group in told.people] == [
        ("migrant", 14, ()),
        ("suspect", 1, (35,)),
    ]


def test_a_driver_who_gets_away(event):
    told = event("Police stopped a van with ten migrants near Presevo, Serbia, on Monday. The driver fled.")
    assert groups(told) == [((10, 10), ["detained"]), ((1, 1), ["escaped"])]


def test_an_officer_belongs_to_the_people_when_hurt(event):
    told = event("Migrants threw stones at border guards near Medyka, Poland, on Monday. Two guards were injured.")
    assert [(str(group.role), [str(fate) for fate in group.fates]) for group in told.people] == [
        ("migrant", []),
        ("officer", ["injured"]),
    ]


def test_officers_who_do_their_work_are_not_among_the_people(event):
    told = event("Two officers stopped six migrants near Laredo, Texas, on Monday.")
    assert [(str(group.role), group.count.min) for group in told.people] == [("migrant", 6)]


@pytest.mark.parametrize(
    "words",
    ["migrants", "illegal aliens", "undocumented migrants", "undocumented immigrants", "asylum seekers", "refugees"],
)
def test_the_word_for_people_does_not_change_the_record(event, words):
    def record(word):
        told = event(f"Border Patrol agents detained six {word} near Laredo, Texas, on Monday.")
        return [told.type, told.status, [a.type for a in told.actions], told.when.start, told.route,
                [p.name for p in told.places], [a.short for a in told.agencies],
                [(g.role, g.count, g.parts, g.nationalities, g.fates) for g in told.people]]  # fmt: skip

    assert record(words)[-1][0][0] == "migrant"
    assert record(words) == record("irregular migrants")


@pytest.mark.parametrize(
    ("active", "passive"),
    [
        ("Border Patrol agents arrested six migrants near Laredo, Texas, on Monday.",
         "Six migrants were arrested by Border Patrol agents near Laredo, Texas, on Monday."),
        ("The Coast Guard rescued 20 migrants off Key West, Florida, on Monday.",
         "Twenty migrants were rescued by the Coast Guard off Key West, Florida, on Monday."),
    ],
)  # fmt: skip
def test_both_voices_give_one_record(event, active, passive):
    def record(text):
        told = event(text)
        (action,) = [each for each in told.actions if each.type in ("intercept", "rescue")]
        return (
            told.type, told.status, told.when.start, [p.name for p in told.places], [a.short for a in told.agencies],
            [(g.role, g.count.min, g.fates) for g in told.people],
            [(r.to, r.index) for r in action.agents], [(r.to, r.index) for r in action.patients],
        )  # fmt: skip

    assert record(active) == record(passive)
    assert record(active)[-2:] == ([("agencies", 0)], [("people", 0)])


def test_countries_they_came_from(event):
    (group,) = event(
        "Border Patrol agents detained six migrants near El Paso, Texas, on Monday. "
        "They came from Mexico, Guatemala and Cuba."
    ).people
    assert group.nationalities == ("MX", "GT", "CU")


def test_nationality(event):
    (group,) = event("Border guards detained six Syrian migrants near Narva, Estonia, on Monday.").people
    assert group.nationalities == ("SY",)


def test_ages(event):
    told = event("Two migrant girls, aged 9 and 12, were rescued near El Paso, Texas, on Monday.")
    (group,) = told.people
    assert group.ages == (9, 12)
    assert parts(group) == [("child", 2, None)]


def test_each_span_names_its_group(event):
    told = event("Six migrants were rescued and two migrants drowned off Lampedusa on Monday.")
    assert [group.span.text for group in told.people] == ["Six migrants", "two migrants"]
