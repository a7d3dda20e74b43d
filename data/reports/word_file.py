"""A report as a Word document that people can go on writing in."""

from __future__ import annotations

from itertools import islice
from pathlib import Path

import docx
from docx.document import Document
from docx.shared import Pt

from data.exporting.cells import legal, text_of
from matching.records import OutTable, Report

# A printed list of thousands helps nobody, and Word opens it slowly; the workbook has all rows.
MOST_ROWS = 200
_STYLE = "Light Grid Accent 1"
_SMALL = Pt(8)


def write(path: Path, report: Report) -> None:
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
