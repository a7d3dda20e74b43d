"""What leaves Concert as a file: who may take which table, what is told of each record, what the file says."""

from __future__ import annotations

from matching.exporting.contributions import AmountRule, band
from matching.exporting.release import Release, Request, Sources
from matching.exporting.tables import COLUMNS, RefusedError, TableName, allowed
from matching.exporting.withholding import Group, withheld

__all__ = [
    "COLUMNS",
    "AmountRule",
    "Group",
    "RefusedError",
    "Release",
    "Request",
    "Sources",
    "TableName",
    "allowed",
    "band",
    "withheld",
]
