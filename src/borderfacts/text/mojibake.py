"""Characters decoded wrongly: UTF-8 that was read as windows-1252 or its like (``JuÃ¡rez`` for ``Juárez``)."""

from __future__ import annotations

from collections.abc import Iterator


def repairs(text: str) -> Iterator[tuple[int, int, str]]:
    """Yield where such characters stand, start and end, and what they stand for.

    Each stretch is judged by itself, as ftfy does in a text of which only some was decoded wrongly: so all else in the
    text stays as it is, and where each character stood is known.
    """
    if text.isascii():
        return
    from ftfy import fix_encoding
    from ftfy.badness import is_bad
    from ftfy.chardata import UTF8_DETECTOR_RE

    for match in UTF8_DETECTOR_RE.finditer(text):
        meant = fix_encoding(match.group()) if is_bad(match.group()) else match.group()
        if meant != match.group():
            yield *match.span(), meant
