"""From a reading to records: plain functions on plain data, which count and normalize and decide no meaning."""

from borderfacts.incidents.assemble import assemble
from borderfacts.incidents.explain import explain
from borderfacts.incidents.figures import statistics

__all__ = ["assemble", "explain", "statistics"]
