"""Border-incident records from text."""
