"""Annexes by Word templates."""
