"""Pack what a page holds but does not show at once; its script unpacks it where it is asked for."""

from __future__ import annotations

import base64
import gzip
import json


def packed(value: object) -> str:
    """Return a value as JSON, packed with gzip and lettered; the same value gives the same letters."""
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    return lettered(gzip.compress(text.encode("utf-8"), mtime=0))


def lettered(content: bytes) -> str:
    """Return bytes in letters that HTML leaves as they are."""
    return base64.b64encode(content).decode("ascii")
