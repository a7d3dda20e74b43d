"""To whom an offer should go: one to three UN entities, each with the sentence of its field that speaks for it."""

from __future__ import annotations

import streamlit as st

from dashboard import queries, rankings, widgets
from dashboard.markup import marked, plain
from dashboard.question import Question
from dashboard.words import _, spoken


def show(question: Question) -> None:
    """Show the entities whose field a typed offer is; nothing while that cannot be said."""
    found = rankings.entities_for(question)
    if not found:
        return
    widgets.heading(_("UN entities whose field this is"))
    held = queries.library().entities
    for column, each in zip(st.columns(len(found)), found, strict=True):
        entity = held[each.entity]
        with column.container(border=True, height="stretch"):
            st.markdown(f"**{plain(each.entity)}** · {plain(entity.names.get(spoken().code) or entity.name)}")
            if each.evidence:
                st.caption(_("Your words"))
                st.markdown(marked(each.evidence[0].left, each.evidence[0].left_marks))
                st.caption(_("Its field, in our words"))
                st.markdown(marked(each.evidence[0].right, each.evidence[0].right_marks))
