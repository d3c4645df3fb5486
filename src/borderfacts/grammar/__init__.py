"""Small grammars that finders share; they work on strings."""
