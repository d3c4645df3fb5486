"""What is no incident: figures of a period or area, and standing measurements."""
