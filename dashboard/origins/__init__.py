"""Where the fields of a record are from: every source, and the rule that picked the one that holds."""

from __future__ import annotations

from dashboard.origins.showing import show

__all__ = ["show"]
