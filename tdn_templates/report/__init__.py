"""Findings and consolidations for people and programs."""
