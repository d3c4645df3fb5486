"""Find the measurements, amounts of money, percentages and ages of a text."""
