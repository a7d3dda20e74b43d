"""What is asked before a file is made, and what is shown when it is there."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

import pandas as pd
import streamlit as st

from dashboard import labels, queries, widgets
from dashboard.taking.making import Made, TooLargeError, make
from dashboard.words import N_, _, n_, number
from data.exporting import Format
from data.exporting.iati import NothingToWriteError
from matching.exporting import AmountRule, Request, TableName
from matching.records import Viewer

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


def ask(viewer: Viewer, tables: Sequence[TableName]) -> None:
    """Ask for tables, format and filters, and make the file when asked to."""
    with st.form("take"):
        names, formats = labels.of(NAMES, tables), labels.of(FORMATS, FORMATS)
        chosen = st.multiselect(
            _("Records"), list(names), default=list(names)[:1], format_func=labels.reader(names), key="take-what"
        )
        left, right = st.columns(2)
        format_ = left.selectbox(_("Format"), list(formats), format_func=labels.reader(formats), key="take-format")
        places = {"": _("All countries"), **{code: labels.place(code) for code in queries.countries()}}
        place = right.selectbox(
            _("Country"),
            sorted(places, key=lambda code: (bool(code), places[code])),
            format_func=labels.reader(places),
            key="take-at",
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
    if format is Format.IATI and request.tables != (TableName.ENGAGEMENTS,):
        st.warning(_("IATI holds partnerships only: choose these alone, or another format."))
        return
    try:
        with st.spinner(_("Making the file")):
            made = make(viewer, request, format)
    except NothingToWriteError:
        st.warning(_("There is no partnership that IATI could hold: it wants a start date of each."))
    except TooLargeError:
        st.warning(_("The file would be too large for a page; `concert export` makes files of any size."))
    else:
        st.session_state[MADE] = (viewer.visibility_class, made.name, made.content, dict(made.rows), _flat(made))


def _flat(made: Made) -> dict[str, dict[str, int]]:
    return {name: dict(reasons) for name, reasons in made.withheld.items()}


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
