"""Paths, resources, zips and safe writing."""
