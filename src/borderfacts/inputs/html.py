"""Saved web pages: their main text, title, address and day of publication, found by trafilatura.

Each block of the page is a paragraph of the text, with an empty line between two; the headline is the title alone. The
day of publication is what the page marks up as such. What it says of its last change, a copyright year and the dates
that the story itself gives are none; nor is today.
"""

from __future__ import annotations

import codecs
import logging
import re
from collections.abc import Iterator
from copy import deepcopy
from functools import cache
from io import BufferedReader
from typing import Any

from borderfacts.errors import BorderfactsError, InputError
from borderfacts.inputs import decoding
from borderfacts.inputs.columns import Columns
from borderfacts.inputs.limits import LONGEST_PAGE
from borderfacts.records import Story
from borderfacts.records.story import make_story

SUFFIXES = (".html", ".htm", ".xhtml")
ONE_STORY = True

NO_TEXT = "the page has no main text"

# A page without a block as long as this has links and captions, but no story.
SHORTEST_PARAGRAPH = 40
# trafilatura runs the paragraphs of a text together with what is around it where it finds less than this; by itself it
# does so below 250 characters, and many a news item is shorter.
SHORT_STORY = 80

_CHARSET = re.compile(rb"<(?:meta|\?xml)[^>]{0,200}?(?:charset|encoding)\s*=[\s\"']*([\w.:-]+)", re.IGNORECASE)
_HEAD_BYTES = 4096
# What web pages declare so is the larger set in truth, as browsers know.
_SMALL_SETS = {"iso8859-1", "ascii"}

# Blocks of the text in the tree that trafilatura returns, and the end of a line in one.
_BLOCKS = {"p", "head", "item", "quote", "cell", "code", "list", "table", "row", "div", "body"}
_LINE_END = "lb"

# The dates that htmldate may take; without a bound it would take today's.
_DATES: dict[str, Any] = {
    "extensive_search": False,
    "original_date": True,
    "min_date": "1980-01-01",
    "max_date": "2199-12-31",
}
_OF_CHANGE = re.compile(r"modif|updat|revis|review|copyright|expir", re.IGNORECASE)
_OF_DATES = re.compile(
    r"(?:^|[-_ ])(?:post|pub|entry|article|news)?-?(?:date|time)|[a-z]Date|publish|posted|byline|dateline"
)
# Months as news agencies shorten them, which htmldate does not know: "Feb. 5", "Sept. 5".
_SHORT_MONTH = re.compile(r"\b(Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sep|Oct|Nov|Dec)t?\.")
# The third of April or the fourth of March: htmldate would take the first.
_UNCLEAR = re.compile(r"\b(0?[1-9]|1[0-2])/(?!\1\b)(?:0?[1-9]|1[0-2])/\d{2,4}\b")
_ASIDE = {"aside", "footer", "nav"}
_OF_OTHERS = re.compile(r"comment|related|teaser|footer|sidebar|most-?read", re.IGNORECASE)
_LONGEST_DATELINE = 120


def read(stream: BufferedReader, name: str, columns: Columns) -> Iterator[tuple[str, Story | InputError]]:
    """Yield the story of a page."""
    try:
        yield name, _story(_decoded(decoding.whole(stream, LONGEST_PAGE, "save its text as .txt")))
    except (BorderfactsError, decoding.NotTextError) as error:
        yield name, InputError(f"{name}: {error}")


def _decoded(page: bytes) -> str:
    try:
        return page.decode("utf-8-sig")
    except UnicodeDecodeError:
        declared = _CHARSET.search(page[:_HEAD_BYTES])
    if declared and not page.startswith(decoding.UTF_16_MARKS):
        try:
            codec = codecs.lookup(declared[1].decode("ascii")).name
            return page.decode("cp1252" if codec in _SMALL_SETS else codec)
        except (LookupError, UnicodeDecodeError):
            pass  # declared wrongly
    return decoding.decode(page)


def _story(page: str) -> Story:
    import trafilatura

    for logger in ("trafilatura", "htmldate"):  # which would write to standard error what is reported here
        logging.getLogger(logger).addHandler(logging.NullHandler())
    try:
        tree = trafilatura.load_html(page)
        if tree is None:
            raise InputError(NO_TEXT)
        metadata = trafilatura.extract_metadata(tree, date_config=dict(_DATES))  # some versions write into it
        day = _day(tree, metadata.url)
        found: Any = trafilatura.bare_extraction(tree, include_comments=False, config=_settings())
        paragraphs = _paragraphs(found.body) if found else []
    except InputError:
        raise
    except Exception as error:  # its parts are many, and a page that breaks one must not end the run
        raise InputError(f"cannot be read as HTML ({type(error).__name__}: {error})") from error
    if paragraphs[:1] == [metadata.title]:
        del paragraphs[0]
    if not any(len(paragraph) >= SHORTEST_PARAGRAPH for paragraph in paragraphs):
        raise InputError(NO_TEXT)
    return make_story("\n\n".join(paragraphs), title=metadata.title, url=metadata.url, reference_date=day)


@cache
def _settings() -> Any:
    from trafilatura.settings import use_config

    settings = use_config()
    settings["DEFAULT"]["MIN_EXTRACTED_SIZE"] = str(SHORT_STORY)
    return settings


def _paragraphs(body: Any) -> list[str]:
    """Return the text of each block of a tree, with its line ends."""
    blocks = [""]

    def add(text: str | None) -> None:
        blocks[-1] += re.sub(r"\s+", " ", text or "")

    def walk(element: Any) -> None:
        if element.tag in _BLOCKS:
            blocks.append("")
        if element.tag == _LINE_END:
            blocks[-1] += "\n"
        add(element.text)
        for child in element:
            walk(child)
            add(child.tail)
        if element.tag in _BLOCKS:
            blocks.append("")

    walk(body)
    lines = ([line.strip() for line in block.split("\n")] for block in blocks)
    return [block for block in ("\n".join(filter(None, each)) for each in lines) if block]


def _day(tree: Any, url: str | None) -> str | None:
    """Return the day of publication that a page states in its head, in JSON-LD, in its address or by its headline."""
    from htmldate import find_date
    from lxml import html

    head = html.document_fromstring("<html><head></head><body></body></html>")
    for element in tree.iter("meta", "script"):
        if element.tag == "script" or not _OF_CHANGE.search(" ".join(_naming(element))):
            head[0].append(_readable(element))
    day = find_date(head, url=url or "", deferred_url_extractor=True, **_DATES)
    for element in tree.iter("time", "abbr", "p", "div", "span", "li", "small"):
        if day is not None:
            break
        if _states_day(element):
            page = html.document_fromstring("<html><body></body></html>")
            page[0].append(_readable(element))
            day = find_date(page, url="", **_DATES)
    return day


def _readable(element: Any) -> Any:
    """Return a copy of an element, its dates as htmldate reads them, without those that can be read in two ways."""
    copied = deepcopy(element)
    copied.tail = None
    for each in copied.iter("*"):
        each.text, each.tail = _plain_dates(each.text), _plain_dates(each.tail)
        if "content" in each.attrib:
            each.set("content", _plain_dates(each.get("content")))
    return copied


def _plain_dates(text: str | None) -> str | None:
    return text and _UNCLEAR.sub("", _SHORT_MONTH.sub(r"\1", text))


def _states_day(element: Any) -> bool:
    """Return whether an element is marked up as a date, of the story and not of another or of a comment."""
    if element.tag != "time" and not _OF_DATES.search(" ".join(_naming(element))):
        return False
    if len(element.text_content()) > _LONGEST_DATELINE:
        return False
    around = [element, *element.iterancestors()]
    return not any(_OF_OTHERS.search(" ".join(_naming(each))) or each.tag in _ASIDE for each in around) and not (
        _OF_CHANGE.search(" ".join(_naming(element)))
    )


def _naming(element: Any) -> list[str]:
    return [element.get(name, "") for name in ("class", "id", "itemprop", "name", "property", "http-equiv")]
