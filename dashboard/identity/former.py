"""Of which records a partner is made: its former names and where each comes from."""

from __future__ import annotations

import streamlit as st

from dashboard import resources
from dashboard.identity import looking
from dashboard.markup import plain
from dashboard.words import _


def show(partner: str) -> None:
    """Show the records that were merged into a partner; nothing when there is one alone."""
    found = looking.former(partner, resources.edition())
    if not found:
        return
    with st.popover(_("Former names and sources"), icon=":material/merge:"):
        for key, name, source, synthetic in found:
            told = _("invented") if synthetic else source
            st.markdown(f"{plain(name)} · {plain(key)} · {plain(told)}")
