"""Find the goods that a text names, with how much of them there was and what they were worth."""
