"""Which need is to be covered, and what it requires: facets that can be edited."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from dashboard import choices, labels, queries, widgets
from dashboard.coalitions import queries as questions
from dashboard.coalitions import state
from dashboard.coalitions.question import MAX_FACETS, Build
from dashboard.coalitions.wording import FACET_KINDS, facet
from dashboard.markup import plain
from dashboard.question import MAX_TEXT
from dashboard.words import N_, _, n_, number, spoken
from matching.records import FacetKind

SOURCES = {"register": N_("From the register"), "text": N_("Your own text")}


def pick() -> None:
    """Show where the need comes from and the field that belongs to it."""
    choices.segmented_control(
        _("Where it comes from"),
        labels.of(SOURCES),
        key="c-source",
        persist_state="session",
        on_change=state.another_need,
        label_visibility="collapsed",
    )
    if (st.session_state.get("c-source") or "register") == "register":
        lines = queries.need_lines(spoken().code, queries.OPEN)
        choices.selectbox(
            _("Need"),
            lines,
            index=None,
            key="c-need",
            persist_state="session",
            on_change=state.another_need,
            placeholder=_("Search {n} needs by title, entity or country").format(n=number(len(lines))),
        )
        return
    with st.form("c-typed", border=False):
        st.text_area(
            _("What you need"),
            key="c-text",
            persist_state="session",
            max_chars=MAX_TEXT,
            height=140,
            placeholder=_(
                "Write it in your own words, in any of the six UN languages: what, for whom, where, by when."
            ),
        )
        st.form_submit_button(_("Find coalitions"), type="primary", on_click=state.another_need)


def facets(build: Build) -> None:
    """Show what the need requires, each part with its weight, in a table that can be edited."""
    found = questions.facets(build)
    said = n_("What the need requires: {n} part", "What the need requires: {n} parts", len(found))
    with st.expander(said, icon=":material/checklist:"):
        need = questions.need_of(build)
        st.markdown(plain(need.text))
        st.caption(
            _(
                "Each part has a weight; only their ratios count. Change a text or a weight, add or delete rows. "
                "Countries are codes of three letters."
            )
        )
        rows = [(each.kind.value, each.text, round(each.weight * 100, 1), facet(each)) for each in found]
        table = pd.DataFrame(rows, columns=["kind", "text", "weight", "reads"])
        kinds = labels.of(FACET_KINDS)
        key = f"c-facets-{st.session_state.get(state.EPOCH, 0)}-{hash(found)}"
        edited = widgets.editor(
            table,
            key=key,
            num_rows="dynamic",
            disabled=["reads"],
            alt=_("The parts of the need with their weights; every cell can be changed"),
            column_config={
                "kind": st.column_config.SelectboxColumn(
                    _("Kind"),
                    options=list(FacetKind),
                    format_func=lambda code: kinds[FacetKind(str(code))],
                    width=130,
                ),
                "text": st.column_config.TextColumn(_("What is required"), max_chars=1000, width=420),
                "weight": st.column_config.NumberColumn(
                    _("Weight"), min_value=0, max_value=1000, format="%.1f", width=80
                ),
                "reads": st.column_config.TextColumn(_("Reads as"), width=220),
            },
        )
        if not edited.equals(table):
            _take(edited)
        if build.facets is not None:
            st.button(_("Back to the need's own parts"), key="c-facets-reset", on_click=state.edit_facets, args=([],))


def _take(edited: pd.DataFrame) -> None:
    kinds = {each.value: each for each in FacetKind}
    rows = [
        (kinds.get(kind, FacetKind.CAPABILITY), text, 1.0 if pd.isna(weight) else float(weight))
        for kind, text, weight in edited[["kind", "text", "weight"]].itertuples(index=False, name=None)
        if isinstance(text, str) and text.strip()
    ][:MAX_FACETS]
    wrong = [text for kind, text, _weight in rows if not questions.readable(kind, text)]
    if wrong:
        widgets.empty(
            _("There is no such code: {code}").format(code=plain(wrong[0])),
            _("Countries are codes of three letters such as MLI; resources and kinds of partner are words of a list."),
        )
        return
    state.edit_facets(rows)
    st.rerun()
