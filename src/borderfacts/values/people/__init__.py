"""Ages, and the nouns that name people."""
