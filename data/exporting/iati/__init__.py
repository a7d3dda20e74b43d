"""Engagements as activities of the IATI standard 2.03, which validate against its schema."""

from __future__ import annotations

from data.exporting.iati.writing import IatiContext, NothingToWriteError, write

__all__ = ["IatiContext", "NothingToWriteError", "write"]
