from tests.told import event, group, story

from borderfacts.linking import link

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


def test_a_sentence_follows_the_incident_that_its_story_tells_again():
    stories = [story("find", "2025-03-05", LORRY), story("verdict", "2025-11-20", SENTENCE)]
    retold = LORRY.model_copy(update={"id": "again"})
    again = story("recall", "2025-11-21", SENTENCE.model_copy(update={"id": "s2"}), retold)
    incidents = link([*stories, again])
    assert [[m.document for m in each.members] for each in incidents] == [["find", "recall"], ["verdict", "recall"]]
    assert followed(incidents) == {"verdict": ["find"]}


def test_why_one_follows_the_other_is_told():
    incidents = link([story("find", "2025-03-05", LORRY), story("verdict", "2025-11-20", SENTENCE)])
    [relation] = incidents[1].follows
    assert relation.incident == incidents[0].id
    assert {"words_same", "age_same"} <= {reason.feature for reason in relation.link.reasons}


def test_a_trial_of_others_follows_nothing():
    assert followed(link([story("find", "2025-03-05", LORRY), story("other", "2025-11-21", TRIAL_OF_OTHERS)])) == {}


def test_nothing_follows_what_comes_after_it():
    late = LORRY.model_copy(update={"when": LORRY.when.model_copy(update={"start": "2026-05-01", "end": "2026-05-01"})})
    assert followed(link([story("verdict", "2025-11-20", SENTENCE), story("find", "2026-05-02", late)])) == {}
