"""Find the places that a text names."""
