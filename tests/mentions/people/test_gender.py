"""Whether a single person is a man or a woman, from pronouns that can mean nobody else."""

from __future__ import annotations

import pytest
from spacy.language import Language

from borderfacts.annotations import PEOPLE


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("Kim Duarte was charged. She is due in court in May.", {"Kim Duarte": "woman"}),
        ("Kim Duarte was charged. He is due in court in May.", {"Kim Duarte": "man"}),
        ("Kim Duarte was charged. They are due in court in May.", {"Kim Duarte": None}),
        ("Kim Duarte was charged. She left. He stayed.", {"Kim Duarte": "woman"}),
        ("Kim Duarte lost his hat and her coat.", {"Kim Duarte": None}),
        ("Kim Duarte met Sam Okoro. She left.", {"Kim Duarte": None, "Sam Okoro": None}),
        ("Judge Lou Hart sentenced him to a year.", {"Judge Lou Hart": None}),
        ("Kim Duarte, 16, was found. She was alone.", {"Kim Duarte, 16": "child"}),
    ],
)
def test_kind_of_a_person(nlp: Language, text: str, kinds: dict[str, str | None]) -> None:
    assert {mention.span.text: mention.kind for mention in PEOPLE.read(nlp(text)) if mention.name} == kinds


def test_a_name_keeps_its_kind(nlp: Language) -> None:
    doc = nlp("Kim Duarte was charged. She had a gun.\n\nThe trial opened in May.\n\nDuarte was jailed.")
    assert [mention.kind for mention in PEOPLE.read(doc) if mention.name] == ["woman", "woman"]
