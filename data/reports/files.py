"""A report in the format that was asked for, whole or not at all."""

from __future__ import annotations

import csv
from enum import StrEnum
from pathlib import Path

from data.exporting import UnknownFormatError, xlsx_file
from data.exporting.cells import harmless, text_of
from data.exporting.files import whole
from data.reports import word_file
from matching.records import Report


class ReportFormat(StrEnum):
    """The formats of reports."""

    DOCX = "docx"
    XLSX = "xlsx"
    CSV = "csv"


def format_of(path: Path) -> ReportFormat:
    """Return the format that the end of a file's name tells.

    :raises UnknownFormatError: If it tells none.
    """
    end = path.suffix.lower().removeprefix(".")
    if end not in list(ReportFormat):
        raise UnknownFormatError(f"{path.name} tells no format; end the name in .{', .'.join(ReportFormat)}")
    return ReportFormat(end)


def write(path: Path, format: ReportFormat, report: Report) -> None:
    """Write a report."""
    with whole(path) as draft:
        if format is ReportFormat.DOCX:
            word_file.write(draft, report)
        elif format is ReportFormat.XLSX:
            tables = [section.table for section in report.sections if section.table is not None]
            xlsx_file.write(draft, tables, lambda: report.sheet)
        else:
            _csv(draft, report)


def _csv(path: Path, report: Report) -> None:
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.writer(file, quoting=csv.QUOTE_ALL, lineterminator="\r\n")
        writer.writerow([harmless(report.title)])
        for section in report.sections:
            writer.writerow([])
            writer.writerow([harmless(section.title)])
            writer.writerows([harmless(line)] for line in section.text)
            if section.table is not None:
                writer.writerow([column.name for column in section.table.columns])
                writer.writerows([harmless(text_of(cell)) for cell in row] for row in section.table.rows)
        writer.writerow([])
        writer.writerows(["#", harmless(name), harmless(value)] for name, value in report.sheet.lines())
