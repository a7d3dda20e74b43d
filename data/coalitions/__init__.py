"""Coalitions that people save, with every version that there ever was."""

from data.coalitions.reading import Revision, all_, get, history, of_need, with_partner
from data.coalitions.saving import add, change, new_id

__all__ = ["Revision", "add", "all_", "change", "get", "history", "new_id", "of_need", "with_partner"]
