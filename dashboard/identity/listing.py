"""The pairs as a list: the likeliest first, a click looks at one."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd
import streamlit as st

from dashboard import widgets
from dashboard.downloads import DataSheet
from dashboard.identity.looking import Queue
from dashboard.selection import clicked_row
from dashboard.words import _, percent
from matching.identity import Likely

_KEY = "pairs"


def chosen(pairs: Sequence[Likely]) -> Likely:
    """Return the pair that was clicked while it is in the list, else the first."""
    ids = [_id(each) for each in pairs]
    picked = clicked_row(st.session_state.get(_KEY), ids)
    return pairs[ids.index(picked)] if picked else pairs[0]


def show(pairs: Sequence[Likely], queue: Queue, sheet: DataSheet) -> None:
    """Show the pairs in rows."""
    rows = [
        (queue.partners[each.left].name, queue.partners[each.right].name, percent(each.candidate.probability))
        for each in pairs
    ]
    table = pd.DataFrame(rows, columns=[_("One"), _("Other"), _("Likely one")])
    widgets.heading(_("Waiting for a person"))
    st.dataframe(
        table, hide_index=True, width="stretch", height=280, on_select="rerun", selection_mode="single-row", key=_KEY
    )
    widgets.downloads(table, sheet, key="pairs-file")


def _id(pair: Likely) -> str:
    return f"{pair.left} {pair.right}"
