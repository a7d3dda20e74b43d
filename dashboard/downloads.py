"""Tables as files that no spreadsheet program executes, each with a sheet that says what it is."""

from __future__ import annotations

import csv
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from io import BytesIO, StringIO
from math import isfinite, isnan

import pandas as pd
import xlsxwriter

from acts.exports import harmless
from dashboard.words import _

_WIDEST = 60  # characters of a column


@dataclass(frozen=True, slots=True)
class DataSheet:
    """What a file must say about itself: the question, when and for whom, what was filtered, what is invented."""

    name: str
    question: str
    viewer: str
    made: datetime
    synthetic: bool
    filters: Mapping[str, str]
    withheld: int = 0

    def lines(self) -> list[tuple[str, str]]:
        """Return the sheet as pairs of a name and a value."""
        data = _("SYNTHETIC DATA: invented for demonstration") if self.synthetic else _("Data as entered or imported")
        return [
            (_("Question"), self.question),
            (_("Made"), self.made.strftime("%Y-%m-%d %H:%M UTC")),
            (_("Made for"), self.viewer),
            (_("Data"), data),
            (_("Rows withheld from this viewer"), str(self.withheld)),
            *((_("Filter: {name}").format(name=name), value) for name, value in self.filters.items()),
        ]


def csv_file(table: pd.DataFrame, sheet: DataSheet) -> bytes:
    """Return UTF-8 with a mark (Excel needs it), every cell quoted, the data sheet in the last lines."""
    out = StringIO()
    writer = csv.writer(out, quoting=csv.QUOTE_ALL, lineterminator="\r\n")
    writer.writerow([harmless(str(column)) for column in table.columns])
    writer.writerows([harmless(_cell(value)) for value in row] for row in table.itertuples(index=False, name=None))
    writer.writerow([])
    writer.writerows([harmless(name), harmless(value)] for name, value in sheet.lines())
    return ("\ufeff" + out.getvalue()).encode()


def xlsx_file(table: pd.DataFrame, sheet: DataSheet) -> bytes:
    """Return a workbook: the table as text and numbers, and the data sheet."""
    out = BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    with xlsxwriter.Workbook(out, options) as book:
        bold = book.add_format({"bold": True})
        page = book.add_worksheet(_("Table")[:31])
        page.freeze_panes(1, 0)
        for index, column in enumerate(table.columns):
            page.write_string(0, index, str(column), bold)
            width = len(str(column))
            for row, value in enumerate(table[column], start=1):
                if _is_number(value):
                    page.write_number(row, index, value)
                else:
                    page.write_string(row, index, _cell(value))
                width = max(width, len(_cell(value)))
            page.set_column(index, index, min(_WIDEST, width + 2))
        about = book.add_worksheet(_("About this file")[:31])
        about.set_column(0, 0, 34)
        about.set_column(1, 1, 100)
        for row, (name, value) in enumerate(sheet.lines()):
            about.write_string(row, 0, name, bold)
            about.write_string(row, 1, value)
    return out.getvalue()


def _is_number(value: object) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool) and isfinite(value)


def _cell(value: object) -> str:
    missing = value is None or (isinstance(value, float) and isnan(value))
    return "" if missing else str(value)
