"""Coalitions that people save, with every version that there ever was."""

from data.coalitions.reading import Revision, all_, get, history
from data.coalitions.saving import add, change

__all__ = ["Revision", "add", "all_", "change", "get", "history"]
