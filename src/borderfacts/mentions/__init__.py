"""Doc to mentions: one component a file, none knows another."""
