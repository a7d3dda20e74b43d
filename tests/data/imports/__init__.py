"""Bringing files in, on the real database."""
