"""The annual report, of the system or of a country, that A/72/310 ¶60 asks for."""

from __future__ import annotations

from matching.reporting.annual import Asked, annual_report
from matching.reporting.measures import Measure, Published, measures

__all__ = ["Asked", "Measure", "Published", "annual_report", "measures"]
