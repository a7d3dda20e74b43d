"""Partnerships that exist or existed."""

from __future__ import annotations

from data.engagements.counting import count_by_size, partners_of_running
from data.engagements.reading import all_, get, of_partner, of_partners
from data.engagements.saving import save_many

__all__ = ["all_", "count_by_size", "get", "of_partner", "of_partners", "partners_of_running", "save_many"]
