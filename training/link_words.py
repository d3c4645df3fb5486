"""Write the words that many stories have, which tell no story from another, into the data of the package."""

from __future__ import annotations

import sys
from collections import Counter
from pathlib import Path

from borderfacts.linking.words import words_of
from training.corpus import own_stories

OUT = Path(__file__).parent.parent / "src" / "borderfacts" / "linking" / "data" / "common_words.txt"
STORIES = 4  # from so many of the corpus on a word is common


def main() -> int:
    """Write the file; return the exit status."""
    counts = Counter(word for entry in own_stories() for word in set(words_of(entry.story.text)))
    common = sorted(word for word, stories in counts.items() if stories >= STORIES)
    OUT.write_text("\n".join(common) + "\n", encoding="utf-8")
    print(f"{len(common)} words")
    return 0


if __name__ == "__main__":
    sys.exit(main())
