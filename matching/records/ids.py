"""Ids of records that people make."""

from __future__ import annotations

from datetime import UTC, datetime
from secrets import token_hex


def new_id(kind: str) -> str:
    """Return an id that no other record has, `a-…` for an approach; those of a kind sort by when they were made."""
    return f"{kind}-{datetime.now(UTC):%Y%m%d%H%M%S%f}-{token_hex(3)}"
