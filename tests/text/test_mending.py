"""Verbs of short sentences that the tagger takes for something else."""

import pytest


@pytest.mark.parametrize(
    ("text", "verb", "tag"),
    [
        ("A migrant froze to death near Emerson.", "froze", "VBD"),
        ("Three migrants suffocated in a lorry near Nickelsdorf.", "suffocated", "VBD"),
        ("The drowned men were found on Monday.", "found", "VBN"),
    ],
)
def test_a_sentence_has_a_verb(nlp, text, verb, tag):
    assert next(token.tag_ for token in nlp(text) if token.text == verb) == tag


def test_who_stands_before_the_verb_is_its_subject(nlp):
    doc = nlp("A migrant froze to death near Emerson.")
    assert [(token.text, token.head.text) for token in doc if token.dep_ == "nsubj"] == [("migrant", "froze")]
