"""Files that hold no text, recognized by how they begin, and what to do with them."""

from __future__ import annotations

import re

_DOCUMENT = "save it as plain text first"
_TABLE = "write its rows as CSV or JSON Lines first"
_DATABASE = (
    "a database, and stories are read here: give the stories of its records, or the database to link, codebook, "
    "report, codesheet or correct; rows of another database, write as CSV or JSON Lines first"
)
_PICTURE = "an image; have its text recognized first"
_PACKED = "packed in a way that is not read; unpack it first, or pack it with gzip"

_KINDS = (
    (rb"%PDF-", "a PDF file; take its text out first, such as with pdftotext"),
    (rb"PK\x03\x04", "a ZIP file, as DOCX, ODT and XLSX are; save it as plain text, or as CSV, first"),
    (rb"\xd0\xcf\x11\xe0", "an old Office document; save it as plain text, or as CSV, first"),
    (rb"\{\\rtf", f"an RTF document; {_DOCUMENT}"),
    (rb"\x89PNG\r|\xff\xd8\xff|GIF8[79]a|II\*\0|MM\0\*", _PICTURE),
    (rb"BZh[1-9]1AY&SY|\xfd7zXZ\0|7z\xbc\xaf|\x28\xb5\x2f\xfd", _PACKED),
    (rb"SQLite format 3\0|(?s:.{8})DUCK", _DATABASE),
    (rb"PAR1[\0-\x1f]", f"a Parquet file; {_TABLE}"),
)
LONGEST_START = 16  # the bytes that decide

_PATTERNS = tuple((re.compile(pattern), kind) for pattern, kind in _KINDS)


def kind_of(start: bytes) -> str | None:
    """Return what a file is and what to do with it; None where its first bytes say nothing.

    Examples:
        >>> kind_of(b"%PDF-1.7 ...")
        'a PDF file; take its text out first, such as with pdftotext'
    """
    return next((kind for pattern, kind in _PATTERNS if pattern.match(start)), None)
