"""Trace a published plan back to the list it came from: which row carries out which task, and what differs."""
