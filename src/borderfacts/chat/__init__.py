"""A reader that asks a language model on a server, and takes only what the checker of the notation lets through."""

from borderfacts.chat.reader import ChatReader, from_environment

__all__ = ["ChatReader", "from_environment"]
