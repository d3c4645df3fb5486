"""From a reading to records: plain functions on plain data, which count and normalize and decide no meaning."""

from borderfacts.assembly.assemble import assemble
from borderfacts.assembly.explain import explain
from borderfacts.assembly.figures import statistics

__all__ = ["assemble", "explain", "statistics"]
