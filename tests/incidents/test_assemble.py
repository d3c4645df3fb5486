"""Small marked stories and what their records say."""

import pytest
from training import reading_of

from borderfacts.notation import parse
from borderfacts.vocabulary import ActionType, Fate, Flag, PartOfDay, Status


def records(header, body, published="2025-01-23"):
    story, problems = parse(f"id: t\npublished: {published}\n{header}\n---\n{body}\n")
    assert problems == []
    return reading_of.records(story)


def record(header, body, **options):
    (found,) = records(header, body, **options)
    return found


def numbers(event):
    return [(group.count.min, group.count.max) if group.count else None for group in event.people]


# --- how many ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("body", "count"),
    [
        ("[Nine people]{A1} were [held]{A:intercept}.", (9, 9)),
        ("[More than 20 people]{A1} were [held]{A:intercept}.", (21, None)),
        ("[A man]{A1} was [held]{A:intercept}.", (1, 1)),
        ("[He]{A1} was [held]{A:intercept}.", (1, 1)),
        ("[Dorin Vasile, [38]{A1:age}]{A1}, was [held]{A:intercept}.", (1, 1)),
        ("[Migrants]{A1} were [held]{A:intercept}.", None),
        ("[Five men and two women]{A1} were [held]{A:intercept}.", (7, 7)),
        ("[Nine people: four men and five women]{A1} were [held]{A:intercept}.", (9, 9)),
        ("[A couple and their two boys]{A1} were [held]{A:intercept}.", (4, 4)),
        ("[A girl and a man]{A1} were [found dead]{A:die}.", (2, 2)),
        ("[A woman, a boy and a girl]{A1} were [found dead]{A:die}.", (3, 3)),
        ("[1 woman and two children]{A1} were [held]{A:intercept}.", (3, 3)),
        ("[A driver, a man of 40]{A1}, was [held]{A:arrest}.", (1, 1)),
        ("[One of [the 17]{-}]{A1} was [held]{A:intercept}.", (1, 1)),
        ("[A Somali of 29]{A1} was [held]{A:intercept}, one of [30]{-}.", (1, 1)),
        ("[The group]{A1} was [held]{A:intercept}: [seven]{A1:count} in all.", (7, 7)),
    ],
)
def test_the_count_is_that_of_the_words_for_the_group(body, count):
    assert numbers(record("A crossing attempted\nA1 migrant detained", body)) == [count]


def test_two_incidents_of_one_sentence_have_two_ids():
    body = "[Two men]{A1} were [jailed]{A:sentence} and [another]{B1} [will be]{B:sentence}."
    found = records("A court occurred\nB court planned\nA1 suspect convicted\nB1 suspect convicted", body)
    assert [event.evidence for event in found] == [found[0].evidence] * 2
    assert found[0].id != found[1].id


def test_words_for_two_groups_give_neither_of_them_its_count():
    body = "Of [seven]{A1 A2}, [two]{A1} [died]{A:die} and [five]{A2} were [saved]{A:rescue}."
    found = record("A death occurred\nA1 migrant dead\nA2 migrant rescued", body)
    assert (numbers(found), found.flags) == ([(2, 2), (5, 5)], ())


@pytest.mark.parametrize(
    ("body", "count"),
    [
        ("[[Five migrants, two men]{A1:man} and three girls]{A1} were [held]{A:intercept}.", 2),
        ("[[Two of the five men]{A1:man}]{A1} were [held]{A:intercept}.", 2),
    ],
)
def test_the_number_of_a_part_is_that_of_its_noun(body, count):
    [group] = record("A crossing attempted\nA1 migrant detained", body).people
    assert [part.count.min for part in group.parts] == [count]


@pytest.mark.parametrize(
    ("body", "counts"),
    [
        ("[Nine people]{A1} were [held]{A:intercept}. [The migrants]{A2} were cold.", [(9, 9)]),
        ("[Nine people]{A1} were [held]{A:intercept}. The van held [nine]{A2}.", [(9, 9)]),
        ("[Nine people]{A1} were [held]{A:intercept}. The van held [ten]{A2}.", [(9, 9), (10, 10)]),
        ("[Two [men]{A1:man}]{A1} were [held]{A:intercept}, and [two [women]{A2:woman}]{A2}.", [(2, 2), (2, 2)]),
        ("[Two [Syrians]{A1:nat}]{A1} were [held]{A:intercept}, and [two [Iraqis]{A2:nat}]{A2}.", [(2, 2), (2, 2)]),
    ],
)
def test_people_who_are_named_twice_are_one_group(body, counts):
    found = record("A crossing attempted\nA1 migrant detained\nA2 migrant detained", body)
    assert numbers(found) == counts


def test_a_fate_stays_with_its_group():
    body = "[Two men]{A1} [drowned]{A:die}; [a third]{A2} was [pulled out]{A:rescue}."
    event = record("A death occurred\nA1 migrant dead\nA2 migrant rescued count=1..1", body)
    assert [group.fates for group in event.people] == [(Fate.DEAD,), (Fate.RESCUED,)]


def test_a_whole_whose_members_are_all_told_apart_is_not_counted_beside_them():
    header = "A death occurred\nA1 migrant dead rescued\nA2 migrant dead part-of=A1\nA3 migrant rescued part-of=A1"
    body = "[Seven people]{A1} [set out]{A:cross}. [Two]{A2} [died]{A:die}, [five]{A3} were [saved]{A:rescue}."
    assert numbers(record(header, body)) == [(2, 2), (5, 5)]


def test_a_whole_with_people_left_over_stays():
    header = "A rescue occurred\nA1 migrant rescued\nA2 migrant hospitalized part-of=A1"
    body = "[Seven people]{A1} were [saved]{A:rescue}; [two]{A2} were [taken to hospital]{A:treat}."
    assert numbers(record(header, body)) == [(7, 7), (2, 2)]


def test_of_two_numbers_the_exact_one_counts_and_the_record_says_that_there_are_two():
    body = (
        "[About [30]{A1:count} people]{A1} [drowned]{A:die}. [The dead]{A1} were [31]{A1:count}, later [33]{A1:count}."
    )
    found = record("A death occurred\nA1 migrant dead", body)
    assert (numbers(found), found.flags) == ([(33, 33)], (Flag.TWO_TOLLS,))


def test_the_same_people_of_another_incident_keep_their_number_nationality_and_parts():
    header = "A arrest occurred\nA1 suspect detained\nB court occurred follows=A\nB1 suspect charged same=A1"
    body = "[Two [Libyan]{A1:nat} [men]{A1:man}]{A1} were [held]{A:arrest}. [They]{B1} were [charged]{B:charge}."
    first, second = (each.people[0] for each in records(header, body))
    assert (second.count.min, second.nationalities, [part.kind for part in second.parts]) == (2, ("LY",), ["man"])
    assert first.fates != second.fates


def test_groups_that_are_each_other_s_same_people_end_somewhere():
    groups = ("A arrest", "A1 suspect same=C1"), ("B court", "B1 suspect same=A1"), ("C other", "C1 other same=B1")
    header = "\n".join(f"{incident} occurred\n{group}" for incident, group in groups)
    body = "[They]{A1} were [held]{A:arrest}, [they]{B1} were [charged]{B:charge}, [they]{C1} [left]{C:other}."
    assert [numbers(each) for each in records(header, body)] == [[None], [None], [None]]


def test_an_age_is_not_carried_into_another_year():
    header = "A arrest occurred\nA1 suspect detained\nB removal occurred\nB1 suspect returned same=A1"
    body = (
        "[A man, [44]{A1:age}]{A1}, was [held]{A:arrest} on [Monday]{A:when}. "
        "In [2012]{B:when} [he]{B1} was [deported]{B:return}."
    )
    first, second = (each.people[0] for each in records(header, body))
    assert (first.ages, second.ages) == ((44,), ())


def test_words_marked_as_a_number_that_no_grammar_reads_are_flagged():
    body = "[Migrants]{A1}, [as many as would fit]{A1:count}, were [held]{A:intercept}."
    found = record("A crossing attempted\nA1 migrant detained", body)
    assert (numbers(found), found.flags) == ([None], (Flag.NUMBER_NOT_READ,))


# --- parts ------------------------------------------------------------------------------------------------------------


def parts(event):
    return [(part.kind.value, part.count.min if part.count else None) for part in event.people[0].parts]


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("[Nine people, [two girls]{A1:child=2} among them]{A1}, were [held]{A:intercept}.", [("child", 2)]),
        ("[[Two boys]{A1:child=2} and [a girl]{A1:child=1}]{A1} were [held]{A:intercept}.", [("child", 3)]),
        ("[Two armed [men]{A1:man}]{A1} were [held]{A:intercept}.", [("man", 2)]),
        ("[Nine people]{A1}, largely [children]{A1:child}, were [held]{A:intercept}.", [("child", None)]),
        ("[A [16]{A1:age}-year-old boy]{A1 A1:child} was [held]{A:intercept}.", [("child", 1)]),
        ("[A 16-year-old boy]{A1 A1:child} was [held]{A:intercept}.", [("child", 1)]),
        ("[Men]{A1} [aged 31 and 40]{A1:man} were [held]{A:intercept}.", [("man", None)]),
        (
            "[[Two girls]{A1:child=2}]{A1} were [held]{A:intercept}, [the girls]{A1 A1:child} said.",
            [("child", 2)],
        ),
        (
            "[[1]{A1:child} [woman]{A1:woman} and [two]{A1:woman} [children]{A1:child}]{A1} were [held]{A:intercept}.",
            [("woman", 1), ("child", 2)],
        ),
        ("[[Four]{A1:man} [men]{A1:man}]{A1} were [held]{A:intercept}.", [("man", 4)]),
        ("[[A 5]{A1:woman}-year-old [girl]{A1:child}]{A1} was [held]{A:intercept}.", [("child", 1)]),
        ("[They]{A1} were [held]{A:intercept}: [six]{A1:child} men.", []),
        (
            "[Nine people, [six]{A1:child} of them [women]{A1:woman}]{A1}, were [held]{A:intercept}.",
            [("child", 6), ("woman", None)],
        ),
    ],
)
def test_parts_of_one_mention_add_up_and_across_mentions_the_largest_counts(body, expected):
    assert parts(record("A crossing attempted\nA1 migrant detained", body)) == expected


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("[Sami]{A1} was [held]{A:intercept} when [he]{A1} got off.", [("man", 1)]),
        ("[Her]{A1} was [held]{A:intercept}, [she]{A1} said.", [("woman", 1)]),
        ("[The girl]{A1 A1:child} was [held]{A:intercept}; [she]{A1} was alone.", [("child", 1)]),
        ("[Sami, [15]{A1:age}]{A1}, was [held]{A:intercept} when [he]{A1} got off.", []),
        ("[Two people]{A1} were [held]{A:intercept}, [he]{A1 A1:some} and a friend.", []),
    ],
)
def test_a_pronoun_shows_whether_one_grown_up_is_a_man_or_a_woman(body, expected):
    event = record("A crossing attempted\nA1 migrant detained", body)
    assert [(part.kind, part.count and part.count.min) for part in event.people[0].parts] == expected


def test_parts_that_exceed_their_total_stand_as_reported_with_a_flag():
    body = "[[Three]{A1:count} people, [four men]{A1:man=4}]{A1}, were [held]{A:intercept}."
    found = record("A crossing attempted\nA1 migrant detained", body)
    assert (numbers(found), parts(found)) == ([(3, 3)], [("man", 4)])
    assert found.flags == (Flag.PARTS_EXCEED_TOTAL,)


def test_members_that_exceed_their_group_are_flagged():
    header = "A rescue occurred\nA1 migrant rescued\nA2 migrant hospitalized part-of=A1"
    body = "[Three people]{A1} were [saved]{A:rescue}; [five of them]{A2} were [treated]{A:treat}."
    assert record(header, body).flags == (Flag.MEMBERS_EXCEED_GROUP,)


# --- when -------------------------------------------------------------------------------------------------------------


def when(body, header="A death occurred"):
    found = record(header, body)
    when = found.when
    return (when.start, when.end, when.time, when.part, found.flags) if when else (None, found.flags)


def test_of_a_coarse_and_a_fine_date_the_fine_one_counts():
    body = "They [died]{A:die} [last week]{A:when}, on [Jan. 14]{A:when}."
    assert when(body) == ("2025-01-14", "2025-01-14", None, None, ())


def test_days_apart_are_a_span_with_a_flag():
    body = "They [died]{A:die} on [Jan. 14]{A:when} and [Jan. 16]{A:when}."
    assert when(body) == ("2025-01-14", "2025-01-16", None, None, (Flag.SEVERAL_DAYS,))


def test_what_the_reader_worked_out_goes_before_single_words():
    body = "They [died]{A:die} [two days later]{A:when} at [4:50 a.m.]{A:time}."
    assert when(body, "A death occurred when=2025-01-16..2025-01-16") == ("2025-01-16", "2025-01-16", "04:50", None, ())


def test_a_part_of_the_day_is_read_from_the_words_of_the_time():
    body = "They [died]{A:die} [Tuesday [evening]{A:time}]{A:when}."
    assert when(body)[:4] == ("2025-01-21", "2025-01-21", None, PartOfDay.EVENING)


def test_a_date_that_no_grammar_reads_is_flagged_and_not_guessed():
    assert when("They [died]{A:die} [when the leaves fell]{A:when}.") == (None, (Flag.DATE_NOT_READ,))


# --- the rest ---------------------------------------------------------------------------------------------------------


def test_an_action_has_the_surest_status_of_its_mentions_and_a_denied_one_is_none():
    body = "They [tried to cross]{A:cross/attempted}, [crossed]{A:cross}, and [no one]{-} was [hurt]{A:injure/denied}."
    (action,) = record("A crossing occurred", body).actions
    assert (action.type, action.status, action.span.text) == (ActionType.CROSS, Status.OCCURRED, "tried to cross")


def test_an_action_without_a_word_of_its_own_stands_on_the_first_words_of_the_incident():
    event = record("A seizure occurred also=search", "[A lorry]{A:seized=vehicle} was [kept]{A:seize}.")
    assert [(action.type.value, action.span.text) for action in event.actions] == [
        ("seize", "kept"),
        ("search", "A lorry"),
    ]


def test_an_agency_is_listed_once_by_its_short_name_and_it_stands_for_the_last_one():
    body = (
        "[The Coast Guard]{A:agency} [saved]{A:rescue} them in [Florida]{A:place}. [It]{A:agency} [fed]{A:other} them."
    )
    assert [each.short for each in record("A rescue occurred", body).agencies] == ["USCG"]


@pytest.mark.parametrize(
    ("words", "kind", "amount"),
    [
        ("12 kilograms of cocaine", "cocaine", (12.0, "kilogram")),
        ("two pistols", "firearm", (2.0, "count")),
        ("a 2014 Ford", "vehicle", (1.0, "count")),
        ("$31,000 in cash", "currency", (31000.0, "USD")),
        ("heroin", "heroin", None),
    ],
)
def test_the_amount_of_what_was_seized_is_that_of_its_words(words, kind, amount):
    event = record("A seizure occurred", f"They [took]{{A:seize}} [{words}]{{A:seized={kind}}}.")
    (seizure,) = event.seizures
    assert (seizure.quantity and (seizure.quantity.value, seizure.quantity.unit)) == amount


def test_goods_named_with_an_amount_are_not_listed_again_without_one():
    body = "They [took]{A:seize} [9 kg of heroin]{A:seized=heroin}. [The heroin]{A:seized=heroin} was burned."
    assert len(record("A seizure occurred", body).seizures) == 1


def test_spans_are_the_text_and_evidence_is_the_sentences_with_an_action():
    story, _ = parse(
        "id: t\nA death occurred\nA1 migrant dead\n---\nIt rained. [A man]{A1} [died]{A:die}. [He]{A1} ran.\n"
    )
    (found,) = reading_of.records(story)
    assert [span.text for span in found.evidence] == ["A man died."]
    group = found.people[0]
    assert story.text[group.span.start : group.span.end] == group.span.text == "A man"


@pytest.mark.parametrize(
    ("body", "sources"),
    [
        ("Two [died]{A:die}, [the coast guard]{A:source} said.", ["coast guard"]),
        ("Two [died]{A:die}, [the]{A:source} court said.", []),
        ("[The]{A:source} Libyan [coast guard]{A:source} said two [died]{A:die}.", ["coast guard"]),
        ("[She]{A:source} said two [died]{A:die}.", []),
        ("Two [died]{A:die}, [WHO]{A:source} said.", ["WHO"]),
    ],
)
def test_pronouns_and_articles_alone_are_no_source(body, sources):
    assert [each.source for each in record("A death occurred", body).attribution] == sources


@pytest.mark.parametrize(
    ("words", "places"),
    [("[Italian]{A:place} island", []), ("[Kaloi Limenes]{A:place}", ["Kaloi Limenes"])],
)
def test_the_adjective_of_a_country_is_no_place(words, places):
    event = record("A death occurred", f"Two [died]{{A:die}} off the {words}.")
    assert [each.name for each in event.places] == places


def test_a_statistic_has_its_figure_its_period_and_its_place():
    story, _ = parse(
        "id: t\npublished: 2025-01-23\n---\n"
        "[23,721]{S1=apprehensions} were caught at [the northern border]{S1:place} in [fiscal 2024]{S1:period}.\n"
    )
    (statistic,) = reading_of.extraction(story)["statistics"]
    assert (statistic["count"]["min"], statistic["place"]) == (23721, "the northern border")
    assert statistic["period"] == {"start": "2023-10-01", "end": "2024-09-30"}
