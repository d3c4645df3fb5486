"""What a reader of stories is given and what it gives back."""

from borderfacts.reading.schema import (
    Group,
    Incident,
    Link,
    Mention,
    Number,
    Phrase,
    Reader,
    Reading,
    Stretch,
    Values,
)

__all__ = ["Group", "Incident", "Link", "Mention", "Number", "Phrase", "Reader", "Reading", "Stretch", "Values"]
