import base64
import gzip
import hashlib
import io
import json
import re
import subprocess
import sys
from itertools import pairwise

import pytest

from borderfacts import report
from borderfacts.errors import ArgumentTypeError
from borderfacts.records import Agency, Event, Extraction, Fact, Place, Quantity, Seizure, Span, Statistic, When
from borderfacts.report import page as page_module

HOSTILE = "<script>alert(1)</script><img src=x onerror=alert(2)>\"'&amp;"
SPAN = Span(start=0, end=8, text="<script>")


def hostile_extraction():
    """Every string of the records is markup that would run."""
    quantity = Quantity(value=1.0, unit=HOSTILE, dimension="other", si_value=None, si_unit=None, span=SPAN)
    place = Place(name=HOSTILE, kind="city", country=HOSTILE, admin1=HOSTILE, lat=49.0, lon=-97.2, span=SPAN)
    event = Event(
        id=HOSTILE,
        type="crossing",
        status="alleged",
        when=When(start=HOSTILE, end=HOSTILE, time=HOSTILE, resolved=False, span=SPAN),
        places=(place,),
        agencies=(Agency(name=HOSTILE, short=HOSTILE, kind="police", country=HOSTILE, span=SPAN),),
        seizures=(Seizure(kind="goods", quantity=quantity, span=SPAN),),
        people=({"role": "migrant", "nationalities": (HOSTILE,), "span": SPAN},),
        attribution=({"source": HOSTILE, "verb": HOSTILE, "stance": "asserts", "span": SPAN},),
        evidence=(SPAN,),
        confidence=0.5,
        summary=HOSTILE,
    )
    return Extraction(
        id=HOSTILE,
        title=HOSTILE,
        url=f"javascript:alert(1)//{HOSTILE}",
        reference_date=HOSTILE,
        model=HOSTILE,
        text=f"{HOSTILE}\n\nand no more",
        events=(event,),
        statistics=(Statistic(measure=HOSTILE, count={"min": 1, "max": 1, "text": HOSTILE}, place=HOSTILE, span=SPAN),),
        facts=(Fact(subject=HOSTILE, attribute=HOSTILE, quantity=quantity, span=SPAN),),
    )


def unpacked(letters):
    return json.loads(gzip.decompress(base64.b64decode(letters)))


@pytest.mark.parametrize("number", [1, 2])
def test_what_a_story_brings_along_stays_text(page, number):
    root = page(*[hostile_extraction()] * number, title=HOSTILE, failures=[HOSTILE])
    assert len(root.xpath("//script")) == 1
    assert root.xpath("//img | //iframe | //object | //embed | //link | //base") == []
    assert root.xpath("//@*[starts-with(name(), 'on')]") == []
    assert root.xpath("string(//title)") == HOSTILE
    if number == 1:
        assert root.xpath("string(//div[@class='text'])").startswith(HOSTILE)
    else:
        [stories] = map(unpacked, root.xpath("//template[@class='bundle']/text()"))
        assert [story["text"].startswith(HOSTILE) for story in stories] == [True, True]


def test_the_script_makes_no_markup_of_words():
    """What is packed reaches the page as text: our own files know no way to make elements of a string."""
    own = "".join(map(page_module._asset, page_module.SCRIPTS))
    assert (
        re.findall(r"innerHTML|outerHTML|insertAdjacentHTML|document\.write|DOMParser|\beval\b|new Function", own) == []
    )


def test_the_index_of_a_page_has_each_incident_and_its_places(page, story):
    index = unpacked(page(story, story).xpath("string(//template[@id='index'])"))
    assert [(each["story"], each["number"]) for each in index["incidents"]] == [
        (place, number) for place in (0, 1) for number in range(1, len(story.events) + 1)
    ]
    assert index["incidents"][0]["row"]["people_min"] == 9
    assert index["incidents"][0]["spots"][0][0] == "Emerson, Manitoba, Canada"
    assert set(index["judged"]["People"]) < set(index["sheet"]["fields"])


@pytest.mark.parametrize(
    "url", ["javascript:alert(1)", "JavaScript:alert(1)", "data:text/html,x", "//x", "http://[", "x"]
)
def test_an_address_that_leads_to_no_page_is_no_link(page, url):
    root = page(Extraction(id="a", text="Nothing.", url=url))
    assert root.xpath("//a[not(starts-with(@href, '#'))]") == []
    assert url in root.xpath("string(//header)")


def test_the_address_of_a_page_is_a_link_that_says_nothing_of_the_reader(page):
    [link] = page(Extraction(id="a", text="Nothing.", url="https://example.org/a?b=1&c=2")).xpath("//header//p//a")
    assert dict(link.attrib) == {"href": "https://example.org/a?b=1&c=2", "rel": "noopener noreferrer"}


def test_the_page_holds_all_it_needs(page, story):
    root = page(story, story)
    links = root.xpath("//@href | //@src | //@srcset | //@data | //@action | //@poster")
    assert {link[0] for link in links} == {"#"}
    assert re.findall(r"url\(|@import|@font-face", root.xpath("string(//style)")) == []
    assert re.findall(r"fetch|XMLHttp|WebSocket|import|sendBeacon|\.src\b", root.xpath("string(//script)")) == []


def test_only_the_script_and_the_style_of_the_page_may_run(page, story):
    root = page(story)
    policy = root.xpath("string(//meta[@http-equiv='Content-Security-Policy']/@content)")
    digests = [
        base64.b64encode(hashlib.sha256(root.xpath(f"string(//{tag})").encode("utf-8")).digest()).decode()
        for tag in ("style", "script")
    ]
    assert policy == (
        f"default-src 'none'; style-src 'sha256-{digests[0]}'; script-src 'sha256-{digests[1]}'; "
        "base-uri 'none'; form-action 'none'"
    )
    assert root.xpath("//@style") == []


@pytest.mark.parametrize("number", [1, 2])
def test_every_link_within_the_page_leads_somewhere_and_no_identifier_stands_twice(page, story, number):
    root = page(*[story] * number)
    known = root.xpath("//@id")
    assert len(known) == len(set(known))
    assert [link for link in root.xpath("//a/@href | //*[local-name()='use']/@href") if link[1:] not in known] == []
    named = " ".join(root.xpath("//@aria-labelledby | //@aria-describedby")).split()
    assert [name for name in named if name not in known] == []


@pytest.mark.parametrize("number", [1, 2])
def test_headings_leave_out_no_level(page, story, number):
    levels = [int(heading.tag[1]) for heading in page(*[story] * number).iter("h1", "h2", "h3", "h4", "h5", "h6")]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert [after for before, after in pairwise(levels) if after > before + 1] == []


PROGRAM = """
import sys
from borderfacts import report
from borderfacts.records import Extraction
records = [Extraction.model_validate_json(line) for line in sys.stdin]
report.write(records, sys.stdout.buffer)
assert not {"spacy", "dateparser"} & set(sys.modules)
"""


def test_the_same_stories_give_the_same_bytes_without_spacy(written, story):
    lines = f"{story.model_dump_json(by_alias=True)}\n" * 2
    for seed in ("1", "2"):
        done = subprocess.run(
            [sys.executable, "-c", PROGRAM],
            input=lines.encode("utf-8"),
            capture_output=True,
            env={"PATH": "", "PYTHONHASHSEED": seed, "LC_ALL": "C", "TZ": "Asia/Tokyo"},
        )
        assert done.stderr == b""
        assert done.stdout == written(story, story)


def test_one_extraction_or_many(story):
    one, many = io.BytesIO(), io.BytesIO()
    report.write(story, one)
    report.write(iter([story]), many)
    assert one.getvalue() == many.getvalue()


@pytest.mark.parametrize("wrong", ["text", 5, None, [None]])
def test_what_is_no_extraction_is_refused(wrong):
    with pytest.raises(
        ArgumentTypeError, match=r"^extractions: got .*, takes an Extraction or an Incident, or an iterable"
    ):
        report.write(wrong, io.BytesIO())


def test_no_story_at_all(page):
    root = page()
    assert root.xpath("string(//h1)") == "0 stories"
    assert "No story could be read." in root.text_content()


def test_a_card_lists_what_to_check(page):
    extraction = hostile_extraction()
    unsure = extraction.events[0].model_copy(update={"confidence": 0.95, "type_confidence": 0.31})
    root = page(extraction.model_copy(update={"events": (unsure,)}))
    [value] = root.xpath("//dt[.='Check this']/following-sibling::dd")
    assert " ".join(value.text_content().split()) == "type: crossing 0.31"


def test_a_story_of_no_incident(page):
    root = page(Extraction(id="a", text="The ferry leaves at noon."))
    assert root.xpath("//article") == []
    assert "The story reports no incident." in root.text_content()


def test_a_story_without_text_is_empty_and_shown(page):
    assert "The story has no text." in page(Extraction(id="a", text="")).text_content()


def test_records_without_their_text_are_shown_without_links_into_it(page, story):
    root = page(story.model_copy(update={"text": None}))
    assert "The text was not kept with the records" in root.text_content()
    assert root.xpath("//a[contains(@class, 'jump')] | //*[@class='text']") == []
    assert len(root.xpath("//article")) == len(story.events)


def test_what_could_not_be_read_is_listed(page, story):
    bad = Extraction(id="b", error="text: got int, takes a string")
    root = page(story, bad, failures=["lost.txt: No such file or directory"])
    assert root.xpath("string(//h1)") == "Walk in the snow"
    assert [item.text for item in root.xpath("//section[@id='failures']//li")] == [
        "lost.txt: No such file or directory",
        "b: text: got int, takes a string",
    ]
