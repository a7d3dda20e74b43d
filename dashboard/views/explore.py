"""Which partners fit this need? Which needs fit this offer?"""

from __future__ import annotations

from dataclasses import replace

import pandas as pd
import streamlit as st

from dashboard import access, labels, queries, rankings, widgets
from dashboard.choices import kept_choice
from dashboard.explore import detail, filter_row, picker, results, state, waiting, wording
from dashboard.question import address
from dashboard.words import _, n_
from matching.policy import Right
from matching.records import Viewer

viewer = access.require(Right.RANK_PARTNERS)


def shortlist(viewer: Viewer) -> None:
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


question, refusals = state.open_question()
unknown = bool(question.record) and not rankings.known(question)
answer = None if unknown else rankings.answer(question)

widgets.title(wording.title(question), wording.answer(question, answer))
widgets.refused(refusals)
picker.pick(question)
if unknown:
    widgets.empty(_("The link names a record that is not here."), wording.unknown(question))
elif not question.asked:
    widgets.empty(*wording.start(question), lambda: state.example(rankings.example(question)))
elif answer is None:
    waiting.reading()
elif answer.too_thin:
    widgets.empty(*wording.thin(question, answer))
else:
    picker.asked_card(question)
    picker.addressees(question)
    filter_row.narrow(question, answer)
    waiting.embedding(answer.missing)
    if not answer.rows:
        widgets.empty(*wording.nothing(answer), _("Take all filters away"), state.clear_filters)
    else:
        shown = kept_choice(question.shown, list(answer.all))
        st.session_state["shown"] = shown
        sheet = wording.sheet(question, answer, viewer)
        main, side = st.columns([8, 5], gap="large")
        with main:
            results.ranked(answer, question.direction, shown)
            with st.container(horizontal=True, gap="small"):
                widgets.downloads(results.table(answer.rows, question.direction, parts=True), sheet, "answer")
                widgets.link(address(replace(question, shown=shown)))
            widgets.withheld({})
            results.parts_chart(answer, question.direction, sheet)
            filter_row.ask_why_not(question, answer)
        with side:
            detail.explain(question, answer, shown, viewer)
        results.side_by_side(question, answer)
shortlist(viewer)
state.keep(state.taken())
