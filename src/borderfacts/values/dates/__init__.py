"""Find the dates, times, durations and sets that a text names, and place them on the calendar."""
