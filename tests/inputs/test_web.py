"""Web addresses, against a server on this machine."""

import _socket
import socket
import sys
import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest
from typer.testing import CliRunner

from borderfacts import cli
from borderfacts.errors import InputError, MissingExtraError
from borderfacts.inputs import count, holds_one_story, read_inputs, web
from borderfacts.records import Story

TEXT = "Nine people were stopped near Emerson, Man., on Monday, the RCMP said. They had walked for hours through snow."
PAGE = f"""<!doctype html><html><head><title>Nine stopped</title>
<meta property="article:published_time" content="2025-02-05T08:00:00Z"></head>
<body><article><h1>Nine stopped</h1><p>{TEXT}</p></article></body></html>"""

ROBOTS = "User-agent: *\nDisallow: /closed/\nDisallow: /*?print=\n"
ANSWERS = {
    "/robots.txt": (200, "text/plain", ROBOTS),
    "/story": (200, "text/html; charset=utf-8", PAGE),
    "/note.txt": (200, "text/plain", TEXT),
    "/closed/story": (200, "text/html", PAGE),
    "/story?print=1": (200, "text/html", PAGE),
    "/paper.pdf": (200, "application/pdf", "%PDF"),
    "/gone": (404, "text/html", "<p>Not here.</p>"),
}


class Site:
    """A server, and what it was asked for."""

    def __init__(self):
        self.answers = dict(ANSWERS)
        self.asked = []
        site = self

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self):
                site.asked.append((self.path, self.headers["User-Agent"], time.monotonic()))
                status, kind, body = site.answers.get(self.path, (404, "text/html", ""))
                self.send_response(status)
                self.send_header("Content-Type", kind)
                if 300 <= status < 400:
                    self.send_header("Location", body)
                self.end_headers()
                self.wfile.write(body.encode())

            def log_message(self, *arguments):
                pass

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.address = f"http://127.0.0.1:{self.server.server_address[1]}"

    @property
    def paths(self):
        return [path for path, _, _ in self.asked]


@pytest.fixture
def site(monkeypatch):
    def connect(self, address):
        assert address[0] == "127.0.0.1", address
        return _socket.socket.connect(self, address)

    monkeypatch.setattr(socket.socket, "connect", connect)
    monkeypatch.setattr(web, "PAUSE", 0.0)
    monkeypatch.setitem(
        web._settings()["DEFAULT"], "SSRF_PROTECTION", "off"
    )  # which keeps trafilatura from this machine
    site = Site()
    thread = threading.Thread(target=site.server.serve_forever, daemon=True)
    thread.start()
    yield site
    site.server.shutdown()
    site.server.server_close()


def read(*sources):
    return list(read_inputs([str(each) for each in sources]))


def test_a_page_is_a_story_under_its_address(site):
    address = f"{site.address}/story"
    assert read(address) == [
        (address, Story(text=TEXT, title="Nine stopped", url=address, reference_date="2025-02-05"))
    ]
    assert site.paths == ["/robots.txt", "/story"]
    assert {agent.split("/")[0] for _, agent, _ in site.asked} == {"borderfacts"}


def test_plain_text_is_a_story_too(site):
    address = f"{site.address}/note.txt"
    assert read(address) == [(address, Story(text=TEXT, url=address))]


@pytest.mark.parametrize("path", ["/closed/story", "/story?print=1"])
def test_what_robots_txt_does_not_allow_is_not_asked_for(site, path):
    [(place, error)] = read(site.address + path)
    assert (place, str(error)) == (
        site.address + path,
        f"{site.address + path}: {site.address}/robots.txt does not allow it",
    )
    assert site.paths == ["/robots.txt"]


@pytest.mark.parametrize(
    ("robots", "is_read"), [((404, "text/html", ""), True), ((501, "text/html", ""), False)], ids=["none", "broken"]
)
def test_a_host_without_rules_may_be_read_and_one_that_keeps_them_back_may_not(site, robots, is_read):
    site.answers["/robots.txt"] = robots
    [(_, found)] = read(f"{site.address}/story")
    assert isinstance(found, Story) == is_read
    assert site.paths == ["/robots.txt", "/story"][: 1 + is_read]


def test_two_requests_to_one_host_have_the_pause_between_them_that_it_asks_for(site, monkeypatch):
    monkeypatch.setattr(web, "PAUSE", 0.1)
    site.answers["/robots.txt"] = (200, "text/plain", "User-agent: *\nCrawl-delay: 0.3\n")
    read(f"{site.address}/story", f"{site.address}/note.txt")
    times = [at for _, _, at in site.asked]
    assert site.paths == ["/robots.txt", "/story", "/note.txt"]
    assert times[1] - times[0] >= 0.3
    assert times[2] - times[1] >= 0.3


def test_a_host_that_asks_for_hours_between_two_requests_is_not_read(site):
    site.answers["/robots.txt"] = (200, "text/plain", "User-agent: *\nCrawl-delay: 1e300\n")
    [(_, error)] = read(f"{site.address}/story")
    assert "seconds between two requests" in str(error)
    assert site.paths == ["/robots.txt"]


@pytest.mark.parametrize("address", ["http://[::1/story", "http://", "https:///story"])
def test_an_address_that_is_none_is_named(address):
    [(place, error)] = read(address)
    assert (place, isinstance(error, InputError)) == (address, True)
    assert str(error).startswith(address.partition("/story")[0])


@pytest.mark.parametrize(
    ("path", "reason"),
    [
        ("/gone", "it cannot be fetched (status 404)"),
        ("/paper.pdf", "it is application/pdf, neither a web page nor text"),
    ],
)
def test_what_cannot_be_read_says_why(site, path, reason):
    [(place, error)] = read(site.address + path)
    assert isinstance(error, InputError)
    assert (place, str(error)) == (site.address + path, f"{site.address + path}: {reason}")


def test_a_host_that_does_not_answer_is_asked_once(site, monkeypatch):
    site.server.shutdown()
    site.server.server_close()
    found = read(f"{site.address}/story", f"{site.address}/note.txt")
    assert [place for place, _ in found] == [f"{site.address}/story", f"{site.address}/note.txt"]
    named = f"{site.address}/robots.txt: it cannot be fetched (Failed to establish a new connection: "
    assert all(str(error).startswith(named) and "urllib3" not in str(error) for _, error in found)
    assert "refused" in str(found[0][1])


def test_a_page_that_has_moved_is_known_by_where_it_is(site):
    site.answers["/old"] = (301, "text/html", "/note.txt")
    [(place, story)] = read(f"{site.address}/old")
    assert (place, story.url) == (f"{site.address}/old", f"{site.address}/note.txt")


def test_a_list_of_addresses(site, tmp_path):
    path = tmp_path / "stories.urls"
    path.write_text(f"# two pages\n{site.address}/story\n\nstory.txt\n  {site.address}/note.txt\r\n")
    (first, story), (second, error), (third, note) = read(path)
    assert (first, third) == (f"{site.address}/story", f"{site.address}/note.txt")
    assert (story.text, note.text) == (TEXT, TEXT)
    assert second == str(path)
    assert str(error) == f"{path}, line 4: 'story.txt' is no address that begins with http:// or https://"
    assert count([str(path), first], {}) == 4
    assert (holds_one_story([str(path)]), holds_one_story([first])) == (False, True)


def test_a_list_that_is_not_there(tmp_path):
    path = tmp_path / "none.urls"
    assert [(place, str(error)) for place, error in read(path)] == [(str(path), f"{path}: No such file or directory")]


def test_a_folder_never_asks_the_network(tmp_path):
    (tmp_path / "stories.urls").write_text("http://127.0.0.1:1/story\n")
    (tmp_path / "story.txt").write_text(TEXT)
    assert [place for place, _ in read(tmp_path)] == [str(tmp_path / "story.txt")]


@pytest.mark.parametrize("source", ["https://example.org/story", "stories.urls"])
def test_without_the_extra_addresses_are_refused_before_anything_is_written(tmp_path, monkeypatch, source):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "stories.urls").write_text("https://example.org/story\n")
    monkeypatch.setitem(sys.modules, "protego", None)
    with pytest.raises(
        MissingExtraError,
        match=r"^reading web addresses needs protego: pip install '\.\[web\]' in the checkout of borderfacts$",
    ):
        read(source)
    done = CliRunner().invoke(cli.app, ["extract", source, "--output", "records.jsonl"])
    assert (done.exit_code, [path.name for path in tmp_path.iterdir()]) == (2, ["stories.urls"])
    assert ".[web]" in done.stderr


def test_a_page_whose_certificate_is_wrong_is_not_fetched_without_it():
    from trafilatura.settings import DEFAULT_CONFIG

    assert DEFAULT_CONFIG["DEFAULT"]["INSECURE_SSL_FALLBACK"] == "on"  # which versions before 2.3 do without a switch
    assert web._settings()["DEFAULT"]["INSECURE_SSL_FALLBACK"] == "off"
