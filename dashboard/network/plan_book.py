"""A country's plan as a workbook: the matrix, the gaps, the next steps; no cell can be run as a formula."""

from __future__ import annotations

from collections.abc import Sequence
from io import BytesIO

import xlsxwriter

from dashboard.downloads import DataSheet
from dashboard.network import wording
from dashboard.words import _
from matching.network_plan import gaps
from matching.records import NetworkPlan

_SAFE = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
_WIDTH = 28


def workbook(plan: NetworkPlan, sheet: DataSheet) -> bytes:
    """Return the plan as XLSX: priorities x partners and entities, what is missing, steps, and what the file is."""
    out = BytesIO()
    with xlsxwriter.Workbook(out, _SAFE) as book:
        bold = book.add_format({"bold": True, "text_wrap": True, "valign": "top"})
        tables = (
            (_("Matrix"), matrix(plan)),
            (_("Gaps"), [[_("Priority"), _("Missing")], *([row.title, text] for row, text in gaps(plan))]),
            (_("Next steps"), steps(plan)),
            (_("About this file"), [list(line) for line in sheet.lines()]),
        )
        for name, rows in tables:
            page = book.add_worksheet(name[:31])
            page.set_column(0, 0, 2 * _WIDTH)
            page.set_column(1, 60, _WIDTH / 2 if name == tables[0][0] else _WIDTH)
            page.freeze_panes(1, 1)
            for number, row in enumerate(rows):
                for column, cell in enumerate(row):
                    page.write_string(number, column, cell, bold if number == 0 or column == 0 else None)
    return out.getvalue()


def matrix(plan: NetworkPlan) -> list[list[str]]:
    """Return priorities by rows; a cross for each partner and each entity that works on one."""
    partners = list(dict.fromkeys(each for row in plan.rows for each in row.partners))
    entities = list(dict.fromkeys(each for row in plan.rows for each in row.entities))
    head = [_("Priority"), *entities, *(wording.name(each) for each in partners)]
    rows = [
        [
            row.title,
            *("x" if each in row.entities else "" for each in entities),
            *("x" if each in row.partners else "" for each in partners),
        ]
        for row in plan.rows
    ]
    return [head, *rows]


def steps(plan: NetworkPlan) -> list[list[str]]:
    """Return the next steps with a head."""
    titles = {row.need: row.title for row in plan.rows}
    head = [_("Next step"), _("Who"), _("By"), _("State"), _("Priority")]
    rows: Sequence[list[str]] = [
        [
            step.text,
            step.owner,
            step.due.isoformat(),
            _(wording.STEP_STATES[step.state]),
            titles.get(step.need, step.need),
        ]
        for step in plan.steps
    ]
    return [head, *rows]
