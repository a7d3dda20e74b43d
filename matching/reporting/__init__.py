"""The annual report, of the system or of a country, that A/72/310 ¶60 asks for."""

from __future__ import annotations

from matching.reporting.annual import ReportScope, annual_report
from matching.reporting.measures import Measure, PublishedFigure, measures

__all__ = ["Measure", "PublishedFigure", "ReportScope", "annual_report", "measures"]
