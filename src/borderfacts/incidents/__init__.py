"""Actions to incidents, and incidents to records."""
