"""Which partners fit this need? Which needs fit this offer?"""

from __future__ import annotations

from dataclasses import replace

import streamlit as st

from dashboard import access, rankings, widgets
from dashboard.explore import (
    addressees,
    compare,
    detail,
    filter_row,
    picker,
    results,
    shortlist,
    state,
    waiting,
    why_not,
    wording,
)
from dashboard.question import address
from dashboard.selection import kept
from dashboard.words import _
from matching.policy import Right

viewer = access.require(Right.RANK_PARTNERS)
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
    addressees.show(question)
    filter_row.narrow(question, answer)
    waiting.embedding(answer.missing)
    if not answer.rows:
        widgets.empty(*wording.nothing(answer), _("Take all filters away"), state.clear_filters)
    else:
        shown = kept(question.shown, list(answer.all))
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
            why_not.ask(question, answer)
        with side:
            detail.explain(question, answer, shown, viewer)
        compare.side_by_side(question, answer)
shortlist.kept(viewer)
state.keep(state.taken())
