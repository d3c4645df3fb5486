import re
import subprocess
import sys
from html.parser import HTMLParser

import pytest

from .snippets import ROOT

pytestmark = pytest.mark.thorough


class Fetched(HTMLParser):
    """Collects the addresses that a browser fetches when it shows a page."""

    def __init__(self, page):
        super().__init__()
        self.addresses = []
        self.feed(page)

    def handle_starttag(self, tag, attrs):
        attributes = dict(attrs)
        if tag == "link" and attributes.get("rel") not in ("canonical", "next", "prev"):
            self.addresses.append(attributes["href"])
        if tag in ("script", "img", "iframe", "source", "video", "audio"):
            self.addresses += [attributes[name] for name in ("src", "srcset") if attributes.get(name)]


@pytest.fixture(scope="module")
def site(tmp_path_factory):
    """The site, built as ``scripts/project.py docs`` builds it: a broken link or anchor is an error."""
    place = tmp_path_factory.mktemp("site")
    command = [sys.executable, "-m", "mkdocs", "build", "--strict", "--site-dir", str(place)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, encoding="utf-8")
    assert done.returncode == 0, done.stderr
    return place


def test_the_site_fetches_nothing_from_elsewhere(site):
    pages = list(site.rglob("*.html"))
    assert len(pages) >= len(list((ROOT / "docs").glob("*.md")))
    fetched = [(page.name, address) for page in pages for address in Fetched(page.read_text("utf-8")).addresses]
    assert fetched != []
    assert [each for each in fetched if re.match(r"(https?:)?//", each[1])] == []


def test_every_public_name_is_in_the_reference(site):
    import borderfacts

    page = (site / "api.html").read_text("utf-8")
    listed = set(re.findall(r'id="borderfacts\.(?:[\w.]+\.)?(\w+)"', page))
    assert [name for name in borderfacts.__all__ if name not in listed | {"__version__"}] == []


def test_the_schema_is_published_with_the_site(site):
    published = ROOT / "docs" / "schema" / "extraction-2.json"
    assert (site / "schema" / "extraction-2.json").read_bytes() == published.read_bytes()
