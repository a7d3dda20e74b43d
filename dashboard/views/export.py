"""Which records may I take along, and in which format?"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

import pandas as pd
import streamlit as st

from acts.exports import Format, NothingToWriteError, TooLargeError, WrongTableError, export
from dashboard import access, choices, labels, queries, resources, widgets
from dashboard.words import N_, _, n_, number
from matching.exporting import AmountRule, Request, TableName, allowed
from matching.policy import Right
from matching.records import Viewer

viewer = access.require(Right.READ_DATA)


# The whole file lies in this process's memory while it waits to be fetched; larger ones are made by `concert export`.
MOST_BYTES = 100 << 20
MADE = "taken"  # the file that waits to be fetched, kept for the session
NAMES = {
    TableName.PARTNERS: N_("Partners"),
    TableName.CAPABILITIES: N_("Capabilities"),
    TableName.NEEDS: N_("Needs"),
    TableName.ENGAGEMENTS: N_("Partnerships"),
    TableName.CONTRIBUTIONS: N_("Contributions"),
    TableName.KPIS: N_("Results"),
    TableName.APPROACHES: N_("Approaches"),
    TableName.SCREENINGS: N_("Screenings"),
}
FORMATS = {
    Format.XLSX: N_("XLSX, a workbook"),
    Format.CSV: N_("CSV, for spreadsheets"),
    Format.JSON: N_("JSON, for programs"),
    Format.PARQUET: N_("Parquet, for analysis"),
    Format.IATI: N_("IATI 2.03, partnerships as activities"),
}

_ENDS = {Format.IATI: "xml"}


def ask(viewer: Viewer, tables: Sequence[TableName]) -> None:
    """Ask for tables, format and filters, and make the file when asked to."""
    with st.form("take"):
        names, formats = labels.of(NAMES, tables), labels.of(FORMATS, FORMATS)
        chosen = choices.multiselect(_("Records"), names, default=list(names)[:1], key="take-what")
        left, right = st.columns(2)
        format_ = choices.selectbox(_("Format"), formats, key="take-format", at=left)
        places = {"": _("All countries"), **{code: labels.place(code) for code in queries.countries()}}
        place = choices.selectbox(
            _("Country"),
            dict(sorted(places.items(), key=lambda each: (bool(each[0]), each[1]))),
            key="take-at",
            at=right,
        )
        bands = st.checkbox(
            _("Amounts of other entities in bands"),
            help=_("Without it they are left out. Nobody but their own entity gets them whole (A/72/310 ¶43)."),
            key="take-bands",
        )
        if st.form_submit_button(_("Make the file"), type="primary"):
            amounts = AmountRule.BANDS if bands else AmountRule.HIDDEN
            st.session_state.pop(MADE, None)
            _make(viewer, Request(tuple(TableName(each) for each in chosen), "", place, amounts), Format(format_))


def _make(viewer: Viewer, request: Request, format: Format) -> None:
    if not request.tables:
        st.warning(_("Choose at least one kind of records."))
        return
    several = len(request.tables) > 1
    what = "tables" if several else request.tables[0]
    end = "zip" if several and format in (Format.CSV, Format.PARQUET) else _ENDS.get(format, format.value)
    name = f"concert-{what}.{end}"
    try:
        with st.spinner(_("Making the file")), TemporaryDirectory() as folder:
            path = Path(folder) / name
            sheet = export(resources.caller(viewer), request, format, path, MOST_BYTES).sheet
            content = path.read_bytes()
    except WrongTableError:
        st.warning(_("IATI holds partnerships only: choose these alone, or another format."))
    except NothingToWriteError:
        st.warning(_("There is no partnership that IATI could hold: it wants a start date of each."))
    except TooLargeError:
        st.warning(_("The file would be too large for a page; `concert export` makes files of any size."))
    else:
        withheld = {table: dict(reasons) for table, reasons in sheet.withheld.items()}
        st.session_state[MADE] = (viewer.visibility_class, name, content, dict(sheet.rows), withheld)


def fetch(viewer: Viewer) -> None:
    """Show what the file holds and what it does not, and let it be fetched by whom it was made for."""
    kept = st.session_state.get(MADE)
    if not kept or kept[0] != viewer.visibility_class:
        return
    _of, name, content, rows, withheld = kept
    table = pd.DataFrame(
        [(_(NAMES[TableName(key)]), n, sum(withheld[key].values())) for key, n in rows.items()],
        columns=[_("Records"), _("Rows"), _("Withheld")],
    )
    total = sum(rows.values())
    widgets.heading(n_("The file holds one row", "The file holds {n} rows", total).format(n=number(total)))
    st.dataframe(table, hide_index=True, alt=_("Rows in the file and records withheld"))
    reasons = Counter[str]()
    for each in withheld.values():
        reasons.update(each)
    widgets.withheld(reasons)
    st.caption(_("What is withheld is counted of all records, whatever country is chosen: no filter can find it."))
    st.download_button(
        _("Download {name}").format(name=name),
        data=content,
        file_name=name,
        icon=":material/download:",
        key="take-fetch",
        on_click="ignore",
    )


widgets.title(
    _("Which records may I take along, and in which format?"),
    _("Whatever you may see; each file says for whom and when it was made, and how much was withheld."),
)
tables = allowed(viewer)
ask(viewer, tables)
fetch(viewer)
