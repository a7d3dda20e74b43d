"""Which needs of the United Nations fit what we offer? For companies and other partners."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from dashboard import access, labels, queries, rankings, widgets
from dashboard.answers import RankedAnswer, RankedRow
from dashboard.downloads import DataSheet
from dashboard.explore import waiting, wording
from dashboard.markup import plain
from dashboard.question import MAX_TEXT, Direction, Question
from dashboard.words import _, number, rounded
from matching.policy import Right

viewer = access.require(Right.SEEK_NEEDS)


# Needs that are opened with their sentences; the table has them all.
OPENED = 5


def _show(answer: RankedAnswer, sheet: DataSheet) -> None:
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


def _title(row: RankedRow) -> str:
    return row.need.title or row.need.text[:80]


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
    _show(answer, sheet)
