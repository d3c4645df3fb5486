"""Story to Doc."""
