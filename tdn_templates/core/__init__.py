"""The verbs: pure functions from values to values. No file, no clock, no network."""
