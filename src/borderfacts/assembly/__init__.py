"""From a reading to records: plain functions on plain data, which count and normalize and decide no meaning."""

from borderfacts.assembly.assemble import Assembled, assemble
from borderfacts.assembly.figures import statistics

__all__ = ["Assembled", "assemble", "statistics"]
