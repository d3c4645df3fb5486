from tests.written import event, group, story

from borderfacts.linking import blocking
from borderfacts.linking.stories import event_mentions


def met(*stories):
    found = event_mentions(stories).event_mentions
    return [
        (found[a].order[1], found[b].order[1]) for a, b in blocking.pairs([each.profile for each in found]).tolist()
    ]


def rescue(id, day, *places, number=40, published=None):
    return story(id, published or day, event("rescue", day, *places, people=(group(number, "rescued"),)))


def test_one_place_in_one_month_is_a_block():
    assert met(rescue("a", "2025-03-04", "Portocava"), rescue("b", "2025-03-06", "Portocava", number=9)) == [("a", "b")]


def test_a_town_and_its_province_meet_on_one_day():
    assert met(rescue("a", "2025-03-04", "Portocava"), rescue("b", "2025-03-05", "Sicily", number=9)) == [("a", "b")]


def test_a_month_and_a_day_in_it_meet_where_the_number_is_the_same():
    month = rescue("b", "2025-03", "Sicily", published="2025-05-01")
    assert met(rescue("a", "2025-03-04", "Portocava"), month) == [("a", "b")]


def test_another_place_and_another_number_do_not_meet():
    assert met(rescue("a", "2025-03-04", "Portocava"), rescue("b", "2025-03-04", "Nowhere", number=9)) == []


def test_the_pairs_grow_as_the_event_mentions_do():
    crowd = [rescue(f"s{n:04}", "2025-03-04", "Portocava") for n in range(300)]
    assert len(met(*crowd)) <= 300 * blocking.WINDOW
