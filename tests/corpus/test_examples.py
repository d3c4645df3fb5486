from training.build import item
from training.corpus import Entry
from training.examples import thinned
from training.sources import PARTS

from borderfacts.notation import parse

MARKED = """id: x-1
published: 2025-06-01
kind: news
region: europe
A rescue occurred
A1 migrant rescued
---
[Police]{-} gave no names. It was a mild night in [May]{-}.

[Nine people]{A1} were [pulled]{A:rescue} from the sea off [Samos]{A:place}. The harbour is old.
"""


def example():
    story, problems = parse(MARKED)
    assert problems == []
    return item(Entry("retold", None, story, ())).example


def test_a_story_without_some_sentences_keeps_what_is_marked_in_the_others():
    whole = example()
    silent = set(whole.tokens.sentence) - whole.reporting()
    less = thinned(whole, silent)
    assert len(silent) == 3
    assert less.tokens.forms == ["Nine", "people", "were", "pulled", "from", "the", "sea", "off", "Samos", "."]
    assert (set(less.tokens.sentence), set(less.tokens.paragraph)) == ({0}, {0})
    for name in ("actions", "people", "candidates"):
        kept = [(less.tokens.words_of(node), node.uses, node.incidents) for node in getattr(less, name)]
        known = [(whole.tokens.words_of(node), node.uses, node.incidents) for node in getattr(whole, name)]
        assert kept == [each for each in known if each[0] not in ("police", "may")]


def test_a_story_of_which_nothing_would_be_left_stays_whole():
    whole = example()
    assert thinned(whole, set(whole.tokens.sentence)) == whole


def test_the_paragraphs_of_a_page_are_its_text():
    head = '---\ntitle: "x"\n---\n'
    page = head + '<p>One\n  <a href="y">two</a> &amp; three.</p><img alt="z"><p></p>\n<p class="a">Four.</p>'
    assert PARTS["paragraphs after front matter"](page) == "One two & three.\n\nFour."
