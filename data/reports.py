"""A report in the format that was asked for, whole or not at all."""

from __future__ import annotations

import csv
from enum import StrEnum
from itertools import islice
from pathlib import Path

import docx
from docx.document import Document
from docx.shared import Pt

from data.exporting import UnknownFormatError, xlsx_file
from data.exporting.cells import harmless, legal, text_of
from data.exporting.files import whole
from matching.records import OutTable, Report


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
            write_word(draft, report)
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


# A printed list of thousands helps nobody, and Word opens it slowly; the workbook has all rows.
MOST_ROWS = 200
_STYLE = "Light Grid Accent 1"
_SMALL = Pt(8)


def write_word(path: Path, report: Report) -> None:
    """Write the document."""
    document = docx.Document()
    document.core_properties.title = legal(report.title)[:255]
    document.core_properties.author = "Concert"
    document.core_properties.comments = ""
    document.add_heading(legal(report.title), level=0)
    lines = dict(report.sheet.lines())
    if report.sheet.synthetic:
        document.add_paragraph().add_run(f"SYNTHETIC DATA. {lines['data']}.").bold = True
        document.sections[0].header.paragraphs[0].text = "SYNTHETIC DATA"
    for section in report.sections:
        document.add_heading(legal(section.title), level=1)
        for sentence in section.text:
            document.add_paragraph(legal(sentence))
        if section.table is not None:
            _table(document, section.table)
    document.add_heading("About this file", level=1)
    for name, value in report.sheet.lines():
        document.add_paragraph(legal(f"{name}: {value}"), style="List Bullet")
    document.save(str(path))


def _table(document: Document, table: OutTable) -> None:
    rows = list(islice(table.rows, MOST_ROWS + 1))
    shown = rows[:MOST_ROWS]
    made = document.add_table(rows=1 + len(shown), cols=len(table.columns), style=_STYLE)
    names = [column.name.replace("_", " ") for column in table.columns]
    # Cell by cell through the table would look every one up anew; a row gives all of its cells at once.
    for row, cells in zip(made.rows, [names, *([text_of(cell) for cell in row] for row in shown)], strict=True):
        for place, text in zip(row.cells, cells, strict=True):
            run = place.paragraphs[0].add_run(legal(text))
            run.font.size = _SMALL
    if len(rows) > MOST_ROWS:
        document.add_paragraph(f"The first {MOST_ROWS} rows. A report in XLSX or CSV has all of them.")
