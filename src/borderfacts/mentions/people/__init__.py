"""Find the people and groups of people that a text mentions."""

from borderfacts.mentions.people.finder import PeopleFinder

__all__ = ["PeopleFinder"]
