"""Find the agencies that a text names, by name, by nationality, by town, or in short."""
