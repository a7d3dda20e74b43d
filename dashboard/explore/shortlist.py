"""What the viewer has kept, for any need."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from dashboard import labels, queries, widgets
from dashboard.words import _, n_
from matching.records import Viewer


def kept(viewer: Viewer) -> None:
    """Show the viewer's shortlist with its downloads."""
    entries = queries.shortlist(viewer)
    if not entries:
        return
    with st.expander(
        n_("Your shortlist: {n} partner", "Your shortlist: {n} partners", len(entries)), icon=":material/bookmark:"
    ):
        held = queries.library()
        rows = [
            {
                _("Partner"): held.profiles[each.partner].partner.name,
                _("Kind"): labels.kind_and_size(held.profiles[each.partner].partner),
                _("Country"): labels.place(held.profiles[each.partner].partner.country),
                _("Kept for"): held.needs[each.need].title if each.need in held.needs else _("a question of your own"),
                _("Since"): each.at.strftime("%Y-%m-%d"),
            }
            for each in entries
            if each.partner in held.profiles
        ]
        frame = pd.DataFrame(rows)
        st.dataframe(frame, hide_index=True, key="shortlist", alt=_("Partners that you have kept"))
        sheet = queries.data_sheet("shortlist", _("Your shortlist"), viewer.user, synthetic=held.synthetic)
        widgets.downloads(frame, sheet, "shortlist-file")
