"""The site that an address leads to."""

from __future__ import annotations

from urllib.parse import urlsplit


def host(address: str) -> str | None:
    """Return the host of an address, without ``www.``; None where it has none.

    Examples:
        >>> host("https://www.example.org/2025/boat")
        'example.org'
    """
    try:
        name = urlsplit(address).hostname
    except ValueError:
        return None
    return name.removeprefix("www.") if name else None
