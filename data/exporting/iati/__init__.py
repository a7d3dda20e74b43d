"""Engagements as activities of the IATI standard 2.03, which validate against its schema."""

from __future__ import annotations

from data.exporting.iati.writing import Context, NothingToWriteError, write

__all__ = ["Context", "NothingToWriteError", "write"]
