"""The needs that fit an offer, as somebody outside the UN system reads them: who seeks what, where, and why it fits."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from dashboard import labels, widgets
from dashboard.answers import Answer, Row
from dashboard.downloads import DataSheet
from dashboard.markup import plain
from dashboard.words import _, number, rounded

# Needs that are opened with their sentences; the table has them all.
OPENED = 5


def show(answer: Answer, sheet: DataSheet) -> None:
    """Show the ranked table, then the best needs with the sentences that speak for each."""
    rows = list(answer.rows.values())
    table = pd.DataFrame(
        [
            (row.place, _title(row), row.need.entity, labels.places(row.need.countries, 2), rounded(row.total, 2))
            for row in rows
        ],
        columns=[_("Rank"), _("Need"), _("Entity"), _("Country"), _("Score")],
    )
    st.dataframe(table, hide_index=True, height=min(420, 38 + 35 * len(rows)), alt=_("Needs that fit, best first"))
    widgets.downloads(table, sheet, "needs")
    entities = {row.need.entity for row in rows}
    st.caption(
        _("The best {n} needs, of {entities} entities.").format(n=number(len(rows)), entities=number(len(entities)))
    )
    for row in rows[:OPENED]:
        with st.expander(f"{row.place}. {plain(_title(row))} · {plain(row.need.entity)}"):
            st.markdown(plain(row.need.text))
            widgets.origin(row.need.origin)
            if row.match.evidence:
                widgets.evidence(row.match.evidence, _("You say"), _("The need says"))


def _title(row: Row) -> str:
    return row.need.title or row.need.text[:80]
