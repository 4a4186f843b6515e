"""Recognise the list of tasks in whatever table an annex holds."""
