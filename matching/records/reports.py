"""A report as what it says, before it becomes a document: sections with sentences and a table each."""

from __future__ import annotations

from dataclasses import dataclass

from matching.records.exports import OutSheet, OutTable


@dataclass(frozen=True, slots=True)
class ReportSection:
    """A part of a report; the rows of its table can be read again and again."""

    title: str
    text: tuple[str, ...]
    table: OutTable | None = None


@dataclass(frozen=True, slots=True)
class Report:
    """A whole report, with the sheet that says for whom it was made and what is not in it."""

    title: str
    sections: tuple[ReportSection, ...]
    sheet: OutSheet
