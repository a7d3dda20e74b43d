"""What is this, what do its words mean, where are its facts from?"""

from __future__ import annotations

import streamlit as st

from dashboard import access, glossary, queries, tables, widgets
from dashboard.words import _, n_
from matching.policy import Right

viewer = access.require(Right.READ_ABOUT)
figures = queries.figures()
said = n_(
    "{n} figure that the two reports published, with its paragraph.",
    "{n} figures that the two reports published, each with its paragraph.",
    len(figures),
)
widgets.title(_("About Concert"))
st.markdown(
    _(
        "Concert helps the United Nations system and its partners act in concert. It compares what companies and other "
        "partners can do with what UN entities need, proposes single partners and whole coalitions, and shows where "
        "several entities are about to ask the same partner for the same thing, so that they can go together."
    )
)
st.markdown(
    _(
        "It proposes; people decide. A score says how well two texts and their facts fit. It is not a judgement of a "
        "partner, and it replaces neither due diligence nor a conversation."
    )
)

st.subheader(_("What the words mean"), anchor=False)
st.dataframe(glossary.table(), hide_index=True, alt=_("Words used in Concert and their meaning"), height="content")

st.subheader(_("Published figures"), anchor=False)
st.markdown(said)
widgets.downloads(
    tables.figures(figures),
    queries.data_sheet("figures", _("Published figures"), viewer.user, synthetic=False),
    "figures",
)
st.dataframe(tables.figures(figures), hide_index=True, alt=_("Figures of the two reports with their paragraphs"))

st.subheader(_("Where the facts come from"), anchor=False)
st.markdown("\n".join(f"- {line}" for line in glossary.sources()))
