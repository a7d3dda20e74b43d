"""Reports as documents: Word, workbook, or plain tables."""

from __future__ import annotations

from data.reports.files import ReportFormat, format_of, write

__all__ = ["ReportFormat", "format_of", "write"]
