"""Addresses that a page may link to."""

from __future__ import annotations

from urllib.parse import urlsplit

# Only these lead to a page; javascript: and data: would run what a story brings along.
LINKED_SCHEMES = ("http", "https")


def page_of(url: str | None) -> str | None:
    """Return an address if it leads to a page."""
    if url is None:
        return None
    try:
        scheme = urlsplit(url).scheme
    except ValueError:  # no address at all
        return None
    return url if scheme in LINKED_SCHEMES else None
