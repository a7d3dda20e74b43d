"""Which needs of the United Nations fit what we offer? For companies and other partners."""

from __future__ import annotations

import streamlit as st

from dashboard import access, queries, rankings, widgets
from dashboard.explore import outside, waiting, wording
from dashboard.question import MAX_TEXT, Direction, Question
from dashboard.words import _
from matching.policy import Right

viewer = access.require(Right.SEEK_NEEDS)
head = st.container()
with st.form("offer", border=False):
    st.text_area(
        _("What you offer"),
        key="offer-text",
        max_chars=MAX_TEXT,
        height=140,
        placeholder=_("Write it in your own words, in any of the six UN languages: what, for whom, where, by when."),
    )
    st.form_submit_button(_("Find needs"), type="primary")
question = Question(direction=Direction.NEEDS, text=str(st.session_state.get("offer-text") or "")[:MAX_TEXT])
answer = rankings.answer(question) if question.asked else None

with head:
    widgets.title(_("Which needs of the United Nations fit what you offer?"), wording.answer(question, answer))
if not question.asked:
    widgets.empty(
        _("No offer yet."),
        _("Write above what you can bring. Nobody else reads it: it is compared with the needs and then forgotten."),
    )
elif answer is None:
    waiting.reading()
elif answer.too_thin:
    widgets.empty(*wording.thin(question, answer))
elif not answer.rows:
    widgets.empty(_("Nothing can be ranked."), _("No record of the register says enough to be judged."))
else:
    sheet = queries.data_sheet("needs", question.text[:200], viewer.user, synthetic=queries.synthetic())
    outside.show(answer, sheet)
