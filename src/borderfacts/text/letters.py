"""Letters as a pattern that ignores case takes them."""

from __future__ import annotations

_TAKEN_FOR = str.maketrans("İıſK", "iisk")


def lowered(words: str) -> str:
    """Return words in lower case as a pattern without case matched them, so that a table can be asked for them.

    ``re.IGNORECASE`` takes four letters for ``i``, ``s`` and ``k`` that ``str.lower`` leaves as they are.

    Examples:
        >>> lowered("Paſs"), lowered("MİLES")
        ('pass', 'miles')
    """
    return words.translate(_TAKEN_FOR).lower()
