from datetime import date
from pathlib import Path

import pytest
import trafilatura

from borderfacts.inputs import read_inputs
from borderfacts.records import Story

PAGES = Path(__file__).parent / "pages"
EXPECTED = {
    "article.html": ("Nine found in snow near Emerson", "https://ledger.example/news/nine-found-in-snow", "2025-02-05"),
    "banner_and_comments.html": (
        "Boat with 43 people reaches Fuerteventura",
        "https://islas.example/boat-43",
        "2024-11-17",
    ),
    "div_soup.html": ("Smuggler gets six years", None, "2025-02-21"),
    "json_ld.html": ("Ferry crew pulls 12 from the Channel", "https://coast.example/2025/ferry-crew", "2025-03-04"),
    "latin_1.html": ("Café owner hid nine in cellar", None, "2025-04-02"),
    "malformed.htm": ("Twelve rescued off Key West", None, "2025-01-15"),
    "no_date.html": ("Remembering the crossing of February 3, 2019", None, None),
    "time_tag.xhtml": ("Five charged over crossings in Vermont", None, "2024-08-14"),
    "windows_1252.html": ("Café owner hid nine in cellar", None, "2025-04-02"),
}
STARTS_AND_ENDS = {
    "article.html": ("Nine people who had walked", "made it feel colder still."),
    "banner_and_comments.html": ("A boat with 43 people aboard", "a centre in Puerto del Rosario."),
    "div_soup.html": ("A truck driver from Laredo", "he would appeal against the sentence."),
    "json_ld.html": ("The crew of a ferry pulled", "in that part of the strait."),
    "latin_1.html": ("The owner of a café in Trois-Rivières", "the crossing of Lacolle."),
    "malformed.htm": ("The Coast Guard rescued 12 migrants", "31 C"),
    "no_date.html": ("On February 3, 2019, nine people", "a photograph on the wall."),
    "time_tag.xhtml": ("Five men were charged on Wednesday", "up to ten years in prison."),
    "windows_1252.html": ("The owner of a café in Trois-Rivières", "the crossing of Lacolle."),
}
PARAGRAPHS = (
    "Nine people who had crossed on foot were found in the snow near Emerson, the police said on Monday.",
    "Two of them were taken to a hospital in Winnipeg; the others were handed over to border officers.",
)


def story(path):
    [(place, found)] = read_inputs([str(path)])
    assert place == str(path)
    return found


def page(tmp_path, *, head="", above="", below="", paragraphs=PARAGRAPHS):
    path = tmp_path / "page.html"
    body = "".join(f"<p>{paragraph}</p>" for paragraph in paragraphs)
    path.write_text(
        f"<html><head><title>Nine found</title>{head}</head><body><article><h1>Nine found</h1>{above}{body}</article>"
        f"{below}</body></html>",
        encoding="utf-8",
    )
    return path


@pytest.mark.parametrize("name", EXPECTED)
def test_a_page_gives_its_title_address_and_day(name):
    found = story(PAGES / name)
    day = found.reference_date and found.reference_date.isoformat()
    assert (found.file, found.title, found.url, day) == (name, *EXPECTED[name])


@pytest.mark.parametrize("name", STARTS_AND_ENDS)
def test_the_text_is_the_story_without_what_is_around_it(name):
    text = story(PAGES / name).text
    start, end = STARTS_AND_ENDS[name]
    assert (text[: len(start)], text[-len(end) :]) == (start, end)


@pytest.mark.parametrize("name", ["empty.html", "no_article.html"])
def test_a_page_without_main_text_is_named(name):
    assert str(story(PAGES / name)) == f"{PAGES / name}: the page has no main text"


def test_every_page_here_is_tested():
    assert {path.name for path in PAGES.iterdir()} == {*EXPECTED, "empty.html", "no_article.html"}


def test_paragraphs_stand_apart_and_lines_within_them_do_not(tmp_path):
    path = page(tmp_path, paragraphs=(PARAGRAPHS[0], "Two were\n  taken<br>to a hospital in <b>Winnipeg</b>."))
    assert story(path).text == f"{PARAGRAPHS[0]}\n\nTwo were taken\nto a hospital in Winnipeg."


DAYS = {
    "meta of an article": ('<meta property="article:published_time" content="2025-02-05T23:30:00-06:00">', ""),
    "meta with a name": ('<meta name="DC.date.issued" content="2025-02-05">', ""),
    "meta in words": ('<meta name="pubdate" content="February 5, 2025">', ""),
    "JSON-LD": ('<script type="application/ld+json">{"datePublished": "2025-02-05T09:30:00Z"}</script>', ""),
    "JSON-LD beside a change": (
        '<meta property="article:modified_time" content="2025-03-01">'
        '<script type="application/ld+json">{"dateModified": "2025-03-01", "datePublished": "2025-02-05"}</script>',
        "",
    ),
    "the address": ('<link rel="canonical" href="https://ledger.example/2025/02/05/nine-found">', ""),
    "a time": ("", '<time datetime="2025-02-05T09:30">Wednesday</time>'),
    "a dateline": ("", '<div class="post-date">Posted on February 5, 2025</div>'),
    "a numeric date of one meaning": ("", '<span class="date">05.02.2025</span>'),
    "a byline": ("", '<p class="byline">By Petra Lindqvist, Feb. 5, 2025</p>'),
}
NO_DAYS = {
    "nothing": ("", "", ""),
    "a change": ('<meta property="article:modified_time" content="2025-03-01">', "", ""),
    "a change in the page": ("", '<span class="updated-date">Updated March 1, 2025</span>', ""),
    "a date of two meanings": ("", '<span class="date">02/05/2025</span>', ""),
    "a meta of two meanings": ('<meta name="date" content="2/5/2025">', "", ""),
    "a copyright": ('<meta itemprop="copyrightYear" content="2025">', "", "<footer>© 2025 The Ledger</footer>"),
    "what is relative": ("", '<time class="published">2 hours ago</time>', ""),
    "another story": (
        "",
        "",
        '<aside><a href="/a">Bridge closed</a> <time datetime="2024-12-30">Dec. 30</time></aside>',
    ),
    "a comment": ("", "", '<div class="comments"><div><time datetime="2025-03-02">2 March</time> Shame.</div></div>'),
    "the story": ("", "<p>The ninth crossing since 2019-02-03 was found on February 4, 2025, officers said.</p>", ""),
}


@pytest.mark.parametrize("name", DAYS)
def test_the_day_of_publication_is_taken_from(tmp_path, name):
    head, above = DAYS[name]
    assert story(page(tmp_path, head=head, above=above)).reference_date == date(2025, 2, 5)


@pytest.mark.parametrize("name", NO_DAYS)
def test_the_day_of_publication_is_not_taken_from(tmp_path, name):
    head, above, below = NO_DAYS[name]
    assert story(page(tmp_path, head=head, above=above, below=below)).reference_date is None


def test_a_day_to_come_is_a_day_like_any(tmp_path):
    path = page(tmp_path, head='<meta property="article:published_time" content="2150-02-05">')
    assert story(path).reference_date == date(2150, 2, 5)


@pytest.mark.parametrize(
    ("charset", "encoding"),
    [
        ("utf-8", "utf-8"),
        ("utf-8", "utf-8-sig"),
        ("utf-8", "utf-16"),
        ("iso-8859-1", "cp1252"),
        ("windows-1252", "cp1252"),
        ("windows-1252", "utf-8"),  # declared wrongly
        ("iso-8859-2", "iso-8859-2"),
        ("utf-8", "cp1252"),  # declared wrongly
        ("klingon", "cp1252"),
    ],
)
def test_a_page_is_read_in_its_charset(tmp_path, charset, encoding):
    path = page(tmp_path, head=f'<meta charset="{charset}">')
    name = "Bogdan Dvořák" if encoding == "iso-8859-2" else "Aurélie Bergström"
    path.write_bytes(path.read_text(encoding="utf-8").replace("the police", name).encode(encoding))
    assert story(path).text.startswith(PARAGRAPHS[0].replace("the police", name))


@pytest.mark.parametrize("data", [b"\0\x89\r\n\x1a\n", b"<html>\x81", b"<html>\0\xe9"])
def test_what_is_no_text_is_named(tmp_path, data):
    path = tmp_path / "page.html"
    path.write_bytes(data)
    assert "is not text in UTF-8" in str(story(path))


def test_deep_nesting_is_read_or_named(tmp_path):
    path = tmp_path / "page.html"
    path.write_text("<div>" * 20_000 + PARAGRAPHS[0])
    found = story(path)
    assert isinstance(found, Story) or str(found).startswith(f"{path}: ")


def test_what_is_written_into_the_settings_for_one_page_is_not_those_of_the_next(tmp_path, monkeypatch):
    read = trafilatura.extract_metadata

    def read_and_write(tree, date_config):
        date_config["url"] = "https://ledger.example/2019/03/04/nine-found"
        return read(tree, date_config=date_config)

    monkeypatch.setattr(trafilatura, "extract_metadata", read_and_write)
    path = page(tmp_path, head='<meta property="article:published_time" content="2025-02-05">')
    assert [story(path).reference_date, story(path).reference_date] == [date(2025, 2, 5), date(2025, 2, 5)]
