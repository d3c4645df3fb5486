from tests.written import event, group, span, story

from borderfacts.linking import link
from borderfacts.linking.features import NEARLY, Together, compare_steps
from borderfacts.linking.following import candidates
from borderfacts.linking.model import log_odds
from borderfacts.linking.stories import event_mentions
from borderfacts.records import Place

LORRY = event(
    "smuggling",
    "2025-03-04",
    "Portocava",
    text="Twelve people lay behind crates of persimmons in a lorry.",
    people=(group(12, "detained", nationalities=("ET",)), group(1, "detained", role="suspect", ages=(47,))),
)
SENTENCE = event(
    "court",
    "2025-11-20",
    text="The driver of the persimmon lorry was sentenced.",
    people=(group(1, "convicted", role="suspect", ages=(47,)),),
)
TRIAL_OF_OTHERS = event(
    "court", "2025-11-21", "Altavilla", text="A forger was sentenced.", people=(group(1, "convicted", role="suspect"),)
)


def followed(incidents):
    by_id = {incident.id: incident.members[0].document for incident in incidents}
    return {
        incident.members[0].document: [by_id[each.incident] for each in incident.follows]
        for incident in incidents
        if incident.follows
    }


def test_a_sentence_follows_the_incident_that_its_story_reports_again():
    stories = [story("find", "2025-03-05", LORRY), story("verdict", "2025-11-20", SENTENCE)]
    repeated = LORRY.model_copy(update={"id": "again"})
    again = story("recall", "2025-11-21", SENTENCE.model_copy(update={"id": "s2"}), repeated)
    incidents = link([*stories, again])
    assert [[m.document for m in each.members] for each in incidents] == [["find", "recall"], ["verdict", "recall"]]
    assert followed(incidents) == {"verdict": ["find"]}


def test_why_one_follows_the_other_is_said():
    incidents = link([story("find", "2025-03-05", LORRY), story("verdict", "2025-11-20", SENTENCE)])
    [relation] = incidents[1].follows
    assert relation.incident == incidents[0].id
    assert {"step_court", "age_same"} <= {reason.feature for reason in relation.link.reasons}


def test_a_trial_of_others_follows_nothing():
    assert followed(link([story("find", "2025-03-05", LORRY), story("other", "2025-11-21", TRIAL_OF_OTHERS)])) == {}


def test_nothing_follows_what_comes_after_it():
    late = LORRY.model_copy(update={"when": LORRY.when.model_copy(update={"start": "2026-05-01", "end": "2026-05-01"})})
    assert followed(link([story("verdict", "2025-11-20", SENTENCE), story("find", "2026-05-02", late)])) == {}


def moved(record, by):
    """Return an event whose sentences and people stand further on in their story."""

    def span_moved(span):
        return span.model_copy(update={"start": span.start + by, "end": span.end + by})

    people = tuple(each.model_copy(update={"span": span_moved(each.span)}) for each in record.people)
    return record.model_copy(update={"people": people, "evidence": tuple(map(span_moved, record.evidence))})


def features(later, earlier, together=None):
    return {feature.name: feature.value for feature in compare_steps(*profiles(later, earlier), together)}


def profiles(*events):
    return [
        event_mention.profile
        for each in events
        for event_mention in event_mentions([story("s", "2025-11-22", each)]).event_mentions
    ]


def test_a_story_that_reports_a_case_says_what_a_step_follows():
    wreck = event("death", "2025-03-04", "Portocava", text="Nine people drowned.", people=(group(9, "dead"),))
    burial = moved(event("other", "2025-04-01", text="Six were buried.", people=(group(6),)), 100)
    assert followed(link([story("burial", "2025-04-02", burial, wreck)])) == {"burial": ["burial"]}
    others = [
        moved(event("crossing", f"2025-03-{day}", text=f"On day {day} some came.", people=(group(day),)), day * 50)
        for day in range(10, 16)
    ]
    assert followed(link([story("digest", "2025-04-02", burial, wreck, *others)])) == {}


def test_a_sentence_or_people_in_common_are_counted():
    wreck = event("death", "2025-03-04", text="Nine drowned.", people=(group(9, "dead"),))
    same = event("court", "2025-11-20", text="A trial.", people=(group(2, "convicted", role="suspect"),))
    first, second = profiles(wreck, same)
    assert Together.of(first, second, 2) == (1.0, True, True)
    first, second = profiles(wreck, moved(same, 100))
    assert Together.of(first, second, 5) == (0.25, False, False)
    assert Together(0.25, True, False).or_else(Together(1.0, False, False)) == (1.0, True, False)
    assert features(same, wreck, Together(0.25, True, True)).items() >= {
        ("told_together", 0.25),
        ("sentence_same", 1.0),
        ("people_same", 1.0),
    }


def test_a_step_of_a_step_follows_the_incident_at_the_beginning():
    sailor = moved(event(people=(group(1, role="suspect", ages=(41,), nationalities=("YE",)),)), 100).people
    wreck = event("death", "2025-03-04", "Portocava", text="Nine drowned.", people=(group(9, "dead"), *sailor))
    caught = moved(event("arrest", "2025-05-02", text="A sailor was caught."), 100).model_copy(
        update={"people": sailor}
    )
    sentence = event("court", "2025-11-20", text="A sentence.").model_copy(update={"people": sailor})
    sentence = sentence.model_copy(update={"evidence": caught.evidence})
    last, first, earlier = profiles(sentence, wreck, caught)
    together = [Together.of(last, each, 3) for each in (first, earlier)]
    odds = [log_odds(compare_steps(last, *pair), "follows") for pair in zip((first, earlier), together, strict=True)]
    assert odds[1] > odds[0]
    incidents = link([story("all", "2025-11-21", sentence, caught, wreck)])
    assert {each.record.type: [relation.link.second.event for relation in each.follows] for each in incidents} == {
        "death": [],
        "arrest": [wreck.id],
        "court": [wreck.id],
    }


def test_of_steps_without_a_day_only_one_follows_the_other():
    text = "The driver of the persimmon lorry was sentenced on Calvario."
    first = event("court", text=text, people=(group(1, role="suspect", ages=(47,)),))
    second = event("court", text=text + "!", people=(group(1, role="suspect", ages=(47,)),))
    incidents = link([story("both", None, first, second)])
    assert sum(bool(each.follows) for each in incidents) == 1


def test_neither_of_two_trials_on_one_day_follows_the_other():
    trials = [
        event("court", "2025-11-20", "Portocava", text=f"{name} was jailed.", people=(group(1, role="suspect"),))
        for name in ("Zephyrin", "Wilhelmus")
    ]
    assert followed(link([story("court", "2025-11-20", *trials)])) == {}


def test_a_seizure_in_the_words_of_a_prosecutor_is_no_step():
    seizure = event("seizure", "2025-11-20", "Portocava", text="The prosecutor told a court of it.", seized=("heroin",))
    earlier = event("seizure", "2025-03-04", "Portocava", text="The prosecutor told it.", seized=("heroin",))
    assert followed(link([story("both", "2025-11-21", seizure, earlier)])) == {}


def test_a_burial_at_home_is_not_far_away():
    wreck = event("death", "2025-03-04", "Portocava", people=(group(9, "dead", nationalities=("DE",)),))
    burial = event("other", "2025-04-01", text="A burial.")
    home = Place(name="Kiel", kind="city", country="DE", admin1="DE-SH", lat=54.3, lon=10.1, span=span("Kiel"))
    found = features(burial.model_copy(update={"places": (home,)}), wreck)
    assert "place_home" in found and not found.keys() & {"place_far", "country_apart"}
    assert "place_far" in features(burial.model_copy(update={"places": (home,)}), LORRY)


def test_a_court_is_not_placed_by_its_town():
    assert "place_same" in features(event("other", "2025-11-20", "Portocava"), LORRY)
    found = features(event("court", "2025-11-20", "Portocava"), LORRY)
    assert "place_same" not in found and "division_same" in found


def test_words_of_a_step_may_name_the_place():
    assert "place_named" in features(event("court", "2025-11-20", text="The wreck of Portocava."), LORRY)
    named = event("court", "2025-11-20", text="The Portocava gang got nine years.", people=SENTENCE.people)
    incidents = link([story("find", "2025-03-05", LORRY), story("verdict", "2025-11-20", named)])
    compared = [(each.later, each.earlier) for each in candidates(profiles(LORRY, named), {0: 0, 1: 1})]
    assert len(incidents) == 2 and compared == [(1, 0)]


def test_suspects_who_had_got_away_are_caught_later():
    fled = event("smuggling", "2025-03-04", people=(group(1, "escaped", role="suspect"),))
    assert {"suspect_both", "suspect_caught"} <= features(SENTENCE, fled).keys()
    assert "suspect_caught" not in features(SENTENCE, LORRY)


def test_a_year_to_the_day_is_not_a_year_or_so():
    def value(day, kind="other"):
        return features(event(kind, day), LORRY).get("year_to_the_day")

    assert value("2026-03-04") == value("2027-03-05") == 1.0
    assert value("2026-03-09") == NEARLY
    assert value("2026-04-04") is None and value("2025-03-06") is None and value("2026-03-04", "court") is None
