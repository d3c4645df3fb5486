"""How much of an input is read at once: no more than this is ever unpacked or kept of a file that is larger.

Sizes are counted while a file is read and unpacked, since a small packed file may hold any amount.
"""

from __future__ import annotations

# No story is longer, and a file that was meant to be many stories would take hours as one.
LONGEST_STORY = 1_000_000  # characters

# In bytes. A character takes at most four, and a byte order mark may stand before all; a record may hold escapes of
# twelve bytes for a character, and more than its text.
LONGEST_TEXT = 4 * LONGEST_STORY + 4
LONGEST_RECORD = 16 * LONGEST_STORY
LONGEST_PAGE = 10_000_000
LONGEST_JSON = 100_000_000
