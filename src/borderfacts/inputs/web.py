"""Web addresses: pages fetched by trafilatura, one at a time and as the robots.txt of their host allows.

Nothing else in borderfacts uses a network, and this does only where an address, or a file that lists some, is named.
"""

from __future__ import annotations

import logging
import time
from collections.abc import Iterator
from functools import cache
from io import BufferedReader
from typing import Any, NamedTuple
from urllib.parse import urlsplit

from borderfacts.errors import InputError, MissingExtraError
from borderfacts.inputs import decoding

# Seconds between two requests to a host whose robots.txt asks for no more; trafilatura's own pause.
PAUSE = 5.0
# A host that asks for more is not read, rather than waited for without a word.
LONGEST_PAUSE = 600.0

_SCHEMES = ("http://", "https://")
_LIST = ".urls"
LONGEST_ADDRESS = 10_000  # bytes of a line
_NAME = "borderfacts"
_ENDINGS = {"text/html": ".html", "application/xhtml+xml": ".xhtml", "text/plain": ".txt"}


def is_address(name: str) -> bool:
    """Return whether an input is a web address."""
    return name.lower().startswith(_SCHEMES)


def is_list(name: str) -> bool:
    """Return whether an input is a file that lists web addresses, one a line."""
    return name.lower().endswith(_LIST)


def addresses(stream: BufferedReader, name: str) -> Iterator[str | InputError]:
    """Yield the addresses of a list; empty lines and those that begin with ``#`` are passed over."""
    for number, line in enumerate(decoding.lines(stream, LONGEST_ADDRESS), start=1):
        try:
            entry = decoding.decode(line).strip()
        except decoding.NotTextError as error:
            yield InputError(f"{name}, line {number}: {error}")
            continue
        if is_address(entry):
            yield entry
        elif entry and not entry.startswith("#"):
            yield InputError(f"{name}, line {number}: {entry!r} is no address that begins with http:// or https://")


class Page(NamedTuple):
    """A page as it was fetched.

    Attributes:
        address: where it was found in the end.
        ending: the ending that a file of its kind has.
        data: its bytes.
    """

    address: str
    ending: str
    data: bytes


class Fetcher:
    """Fetches pages: as the robots.txt of each host allows, and with a pause between two requests to one host."""

    def __init__(self) -> None:
        """Get ready to fetch.

        Raises:
            MissingExtraError: the extra ``web`` is not installed.
        """
        try:
            from protego import Protego
        except ImportError as error:
            raise MissingExtraError("protego", "web", "reading web addresses") from error
        self._parse = Protego.parse
        self._rules: dict[str, Any] = {}
        self._asked: dict[str, float] = {}

    def fetch(self, address: str) -> Page:
        """Return the page at an address.

        Raises:
            InputError: it may not be fetched, cannot be, or is neither a web page nor text.
        """
        try:
            parts = urlsplit(address)
        except ValueError as error:
            raise InputError(f"{address}: {error}") from error
        host = f"{parts.scheme}://{parts.netloc}"
        rules = self._rules_of(host)
        if not rules.can_fetch(address, _NAME):
            raise InputError(f"{address}: {host}/robots.txt does not allow it")
        delay = rules.crawl_delay(_NAME) or 0.0
        if delay > LONGEST_PAUSE:
            raise InputError(f"{address}: {host}/robots.txt asks for {delay:g} seconds between two requests")
        response = self._get(address, host, delay)
        if response.status != 200:
            raise InputError(f"{address}: it cannot be fetched (status {response.status})")
        kind = (response.headers or {}).get("content-type", "text/html").partition(";")[0].strip().lower()
        if kind not in _ENDINGS:
            raise InputError(f"{address}: it is {kind}, neither a web page nor text")
        return Page(response.url, _ENDINGS[kind], response.data)

    def _rules_of(self, host: str) -> Any:
        """Return the rules of a host; where they are kept from us, nothing may be fetched (RFC 9309)."""
        if host not in self._rules:
            try:
                response = self._get(f"{host}/robots.txt", host)
                content = response.data.decode("utf-8", "replace") if response.status == 200 else ""
                closed = "User-agent: *\nDisallow: /" if response.status >= 500 else ""
                self._rules[host] = self._parse(content or closed)
            except InputError as error:
                self._rules[host] = error
        if isinstance(self._rules[host], InputError):
            raise InputError(str(self._rules[host]))
        return self._rules[host]

    def _get(self, address: str, host: str, delay: float = 0.0) -> Any:
        from trafilatura.downloads import fetch_response

        since = time.monotonic() - self._asked.get(host, float("-inf"))
        time.sleep(max(0.0, max(PAUSE, delay) - since))
        heard = _Heard()
        logger = logging.getLogger("trafilatura.downloads")
        logger.addHandler(heard)
        try:
            response = fetch_response(address, config=_settings())
        finally:
            logger.removeHandler(heard)
            self._asked[host] = time.monotonic()
        if response is None:
            raise InputError(f"{address}: it cannot be fetched ({heard.reason(address)})")
        return response


class _Heard(logging.Handler):
    """Keeps the last message, in which trafilatura says why a page could not be fetched."""

    last = ""

    def reason(self, address: str) -> str:
        """Return why the page at an address could not be fetched.

        Of urllib3's errors that is what caused them: ``(Caused by Error("Connection(...): Connection refused"))``.
        """
        message = self.last.removeprefix(f"download error: {address} ")
        cause = message.partition("Caused by ")[2].partition("): ")[2].rpartition('"')[0]
        return cause or message

    def emit(self, record: logging.LogRecord) -> None:
        self.last = record.getMessage()


@cache
def _settings() -> Any:
    from importlib.metadata import version

    from trafilatura.settings import use_config

    settings = use_config()
    settings["DEFAULT"]["USER_AGENTS"] = f"{_NAME}/{version(_NAME)}"
    settings["DEFAULT"]["INSECURE_SSL_FALLBACK"] = "off"
    return settings
