"""Partnerships that exist or existed."""

from __future__ import annotations

from data.engagements.reading import (
    all_,
    contributions_of,
    count_by_size,
    get,
    of_partner,
    of_partners,
    partners_of_running,
    some,
    stamp,
    stream,
)
from data.engagements.saving import save_many

__all__ = [
    "all_",
    "contributions_of",
    "count_by_size",
    "get",
    "of_partner",
    "of_partners",
    "partners_of_running",
    "save_many",
    "some",
    "stamp",
    "stream",
]
