import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from spacy.tokens import DocBin

import borderfacts
from borderfacts import annotations, workers

pytestmark = pytest.mark.thorough

STORIES = [
    json.loads(path.read_text(encoding="utf-8"))
    for path in sorted((Path(__file__).parents[1] / "stories" / "open").glob("*.json"))[:6]
]
RECORDS = [{"text": story["text"], "reference_date": story["published"], "id": story["id"]} for story in STORIES]
LAYERS = [each for each in vars(annotations).values() if isinstance(each, annotations.Layer)]

PRINT_RECORDS = """
import json, sys, borderfacts
records = json.load(sys.stdin)
for extraction in borderfacts.extract_many(records, batch_size=4):
    sys.stdout.buffer.write(extraction.model_dump_json(by_alias=True).encode("utf-8") + b"\\n")
"""


@pytest.fixture(scope="module")
def expected():
    return list(borderfacts.extract_many(RECORDS))


def layers(doc):
    return {layer.attribute: layer.read(doc) for layer in LAYERS}


def docs_of(nlp):
    return [borderfacts.make_doc(nlp, each["text"], reference_date=each["reference_date"]) for each in RECORDS]


def same(doc, extraction):
    assert doc._.events == extraction.events
    assert annotations.QUANTITIES.read(doc) == extraction.quantities
    assert annotations.DATES.read(doc) == extraction.dates
    assert annotations.PLACES.read(doc) == extraction.places
    assert annotations.AGENCIES.read(doc) == extraction.agencies
    assert annotations.STATISTICS.read(doc) == extraction.statistics
    assert annotations.FACTS.read(doc) == extraction.facts


def test_the_stories_have_records(expected):
    assert all(extraction.error is None for extraction in expected)
    assert any(extraction.events for extraction in expected)


def test_one_by_one(expected):
    assert [borderfacts.extract(**record) for record in RECORDS] == expected


def test_one_by_one_in_spacy(nlp, expected):
    for doc, extraction in zip(docs_of(nlp), expected, strict=True):
        same(nlp(doc), extraction)


def test_in_spacys_pipe(nlp, expected):
    for doc, extraction in zip(nlp.pipe(docs_of(nlp)), expected, strict=True):
        same(doc, extraction)


def test_in_spacys_pipe_with_two_processes(nlp, expected):
    for doc, extraction in zip(nlp.pipe(docs_of(nlp), n_process=2, batch_size=2), expected, strict=True):
        same(doc, extraction)


def test_in_two_processes(expected, monkeypatch):
    monkeypatch.setattr(workers, "WORTH_STORIES", 1)
    assert list(borderfacts.extract_many(RECORDS, n_process=2, batch_size=2)) == expected


def test_through_a_doc_bin(nlp):
    before = list(nlp.pipe(docs_of(nlp)))
    packed = DocBin(store_user_data=True, docs=before).to_bytes()
    after = list(DocBin().from_bytes(packed).get_docs(nlp.vocab))
    assert [layers(doc) for doc in after] == [layers(doc) for doc in before]


def test_the_same_bytes_in_every_process(expected):
    environments = [
        {"PYTHONHASHSEED": "1", "TZ": "Pacific/Kiritimati", "LC_ALL": "C"},
        {"PYTHONHASHSEED": "2", "TZ": "America/Anchorage", "LC_ALL": "C.UTF-8"},
    ]
    content = json.dumps(RECORDS).encode()
    printed = [
        subprocess.run(
            [sys.executable, "-c", PRINT_RECORDS],
            input=content,
            stdout=subprocess.PIPE,
            env={**os.environ, **environment},
            check=True,
        ).stdout
        for environment in environments
    ]
    assert printed[0] == printed[1]
    assert printed[0].decode().splitlines() == [each.model_dump_json(by_alias=True) for each in expected]
