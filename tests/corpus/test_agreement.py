from training.agreement import links, mentions

from borderfacts.notation import parse

HEADER = "id: t\nA death occurred\nA1 migrant dead\nB court occurred\nB1 suspect charged\n---\n"
FIRST = HEADER + "[Two men]{A1} [drowned]{A:die} on [Monday]{A:when}. [A driver]{B1} was [charged]{B:charge}.\n"


def story(notation):
    parsed, problems = parse(notation)
    assert problems == []
    return parsed


def test_the_same_marks_agree_wholly_whatever_the_letters():
    renamed = (
        FIRST.translate(str.maketrans("AB", "BA")).replace("B driver", "A driver").replace("[B driver", "[A driver")
    )
    assert mentions(story(FIRST), story(renamed)).f1 == 1.0
    assert links(story(FIRST), story(renamed)).f1 == 1.0


def test_words_that_overlap_agree_and_another_label_does_not():
    other = story(FIRST.replace("[Two men]{A1}", "Two [men]{A1}").replace("{A:when}", "{A:step}"))
    counts = mentions(story(FIRST), other)
    assert (counts.both, counts.first, counts.second) == (4, 5, 5)


def test_words_in_one_incident_for_one_and_in_two_for_the_other_disagree_as_links():
    other = story(FIRST.replace("{A:when}", "{B:when}"))
    counts = links(story(FIRST), other)
    assert (counts.both, counts.first, counts.second) == (2, 4, 4)
