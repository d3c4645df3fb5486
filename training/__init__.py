"""Programs that work on the corpus: they read it, lay out its texts and measure what is built on it."""
