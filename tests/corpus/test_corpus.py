import json

import pytest
from training import candidates, oracle, table
from training.agreement import TWICE, Agreement, links, mentions
from training.corpus import CORPUS, KINDS, REGIONS, own_stories, records_without_text
from training.reading_of import extraction
from training.scoring import Scores

from borderfacts.notation import fill, parse, write
from borderfacts.notation.standoff import digest
from borderfacts.vocabulary import EventType

pytestmark = pytest.mark.thorough

# Figures that the corpus and the assembly have reached and must keep.
SLOTS, FAMILY = 0.96, 0.92
PROPOSED = {"people": 0.96, "places": 0.97, "agencies": 0.96, "dates": 0.97, "goods": 0.95}
NOT_OF_EVENTS = ("quantity", "date", "statistic")


@pytest.fixture(scope="module")
def own():
    return list(own_stories())


@pytest.fixture(scope="module")
def real():
    return [record for _, record in records_without_text()]


def test_every_story_of_the_project_passes_the_checker(own):
    assert [f"{entry.path.name}: {problem}" for entry in own for problem in entry.problems] == []


def test_every_record_without_text_names_its_source_and_holds_no_text(real):
    keys = {"dataset", "commit", "item", "how", "start", "length", "sha256", "url", "outlet"}
    assert [r["id"] for r in real if not {"dataset", "commit", "item", "sha256"} <= set(r["source"]) <= keys] == []
    meta = {"id", "published", "kind", "region", "source", "incidents", "groups", "marks"}
    assert [r["id"] for r in real if not set(r) <= meta or r["kind"] not in KINDS or r["region"] not in REGIONS] == []
    assert [r["id"] for r in real if any(not 0 <= s < e <= r["source"]["length"] for s, e, _ in r["marks"])] == []


def test_the_marks_of_every_record_without_text_pass_the_checker():
    parts = ("real", TWICE, *(f"rounds/{path.name}" for path in (CORPUS / "rounds").iterdir() if path.is_dir()))
    found = []
    for part in parts:
        for path, record in records_without_text(part=part):
            blank = "x" * record["source"]["length"]
            story = fill({**record, "source": {"sha256": digest(blank)}}, blank)
            found += [f"{path.name}: {problem}" for problem in parse(write(story))[1]]
    assert found == []


def test_the_corpus_has_the_size_and_the_mixture_that_its_page_promises(own, real):
    rows = [(e.story.meta, len(e.story.incidents)) for e in own] + [(r, len(r["incidents"])) for r in real]
    assert (len(rows) >= 1_600, len(real) >= 800) == (True, True)
    assert sum(not incidents for _, incidents in rows) >= len(rows) / 5
    assert {meta["kind"] for meta, _ in rows} == set(KINDS)
    assert {meta["region"] for meta, _ in rows} >= set(REGIONS) - {"other"}
    types = {i.type for e in own for i in e.story.incidents}
    assert types == set(EventType)


def test_an_id_stands_for_one_story_and_is_the_name_of_its_file(own, real):
    ids = [entry.story.meta["id"] for entry in own] + [record["id"] for record in real]
    assert len(ids) == len(set(ids))
    assert [entry.path.name for entry in own if entry.path.stem != entry.story.meta["id"]] == []


def test_a_recorded_story_is_marked_on_the_text_of_its_record():
    pairs = list(oracle.recorded())
    assert len(pairs) >= 60
    assert [story.meta["id"] for story, record in pairs if story.text.strip() != record["text"].strip()] == []


def test_records_made_from_marks_are_those_written_by_hand():
    scores = Scores()
    for story, record in oracle.recorded():
        scores.add(extraction(story), record)
    assert scores.incidents.f1 >= 0.99
    assert scores.slots.f1 >= SLOTS
    low = {name: each.f1 for name, each in scores.families.items() if name not in NOT_OF_EVENTS and each.f1 < FAMILY}
    assert low == {}


def test_the_layers_propose_the_words_that_are_marked(own):
    marked, proposed, missed = candidates.measure(entry for entry in own if entry.part == "recorded")
    shares = {family: proposed[family] / marked[family] for family in PROPOSED}
    assert {family: missed[family] for family, share in shares.items() if share < PROPOSED[family]} == {}


def test_every_round_has_enough_real_articles_and_its_line_in_the_file_of_scores():
    scores = json.loads((CORPUS / "rounds" / "scores.json").read_text(encoding="utf-8"))
    folders = [path for path in (CORPUS / "rounds").iterdir() if path.is_dir()]
    assert {folder.name for folder in folders} <= set(scores)  # those that are spent have moved into the corpus
    kinds = [(len(list(folder.glob("*.marks"))), len(list(folder.glob("*.json")))) for folder in folders]
    assert all(own in (0, 15, 24, 28) and 13 <= real <= 36 for own, real in kinds)
    assert all(set(each) == {"scored", "by", "parts"} for rows in scores.values() for each in rows)


def test_the_stories_of_rounds_pass_the_checker():
    parts = tuple(f"rounds/{path.name}" for path in (CORPUS / "rounds").iterdir() if path.is_dir())
    assert [f"{e.path.name}: {problem}" for e in own_stories(parts=parts) for problem in e.problems] == []


def test_no_story_of_a_round_is_in_the_corpus(own, real):
    parts = [f"rounds/{path.name}" for path in (CORPUS / "rounds").iterdir() if path.is_dir()]
    sums = {record["source"]["sha256"] for part in parts for _, record in records_without_text(part=part)}
    texts = {entry.story.text for part in parts for entry in own_stories(parts=(part,))}
    assert sums.isdisjoint(record["source"]["sha256"] for record in real)
    assert texts.isdisjoint(entry.story.text for entry in own)


def test_two_markers_agree_on_the_stories_that_are_in_the_repository():
    first = {entry.story.meta["id"]: entry.story for entry in own_stories()}
    words, same = Agreement(0, 0, 0), Agreement(0, 0, 0)
    for entry in own_stories(parts=(TWICE,)):
        other = first[entry.story.meta["id"]]
        assert entry.story.text == other.text
        words, same = words.plus(mentions(other, entry.story)), same.plus(links(other, entry.story))
    assert words.f1 >= 0.88
    assert same.f1 >= 0.94


def test_the_tables_of_the_page_are_those_of_the_corpus():
    page = table.PAGE.read_text(encoding="utf-8")
    assert page == table.with_tables(page)
