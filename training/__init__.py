"""Programs that work on the corpus: reading it, laying out its texts, measuring what is built on it. Not in the wheel."""
