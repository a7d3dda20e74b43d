"""Bringing in what people already have: read, check, compare, load, and say what was found."""
