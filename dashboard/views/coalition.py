"""Who sits in this coalition, what did they answer, and how does it stand?"""

from __future__ import annotations

from functools import partial

import streamlit as st

from dashboard import access, choices, queries, resources, widgets
from dashboard.coalitions import page, printing, saved, standing
from dashboard.coalitions.wording import answer
from dashboard.markup import plain
from dashboard.words import _
from matching.policy import Right

viewer = access.require(Right.BUILD_COALITIONS)
every = saved.all_of(viewer)
coalition = every.get(choices.chosen("k-chosen", every, saved.ID) or "")
known = saved.standing(coalition) if coalition else None

widgets.title(plain(coalition.title) if coalition else _("Saved coalitions"), answer(*known) if known else "")
if every:
    choices.selectbox(
        _("Coalition"),
        saved.lines(every),
        index=None,
        key="k-chosen",
        in_address=saved.ID,
        placeholder=_("Choose a saved coalition"),
    )
if not every:
    widgets.empty(
        _("No coalition has been saved yet."),
        _("Build one for a need and save it: it appears here with its seats, answers and versions."),
    )
    st.page_link("views/coalitions.py", label=_("Open the builder"), icon=":material/construction:")
elif coalition is not None:
    resources.note_reading(viewer, "coalition", [(coalition.disclosure.owner_entity, coalition.id)])
    page.head(coalition)
    main, side = st.columns([6, 5], gap="large")
    with main:
        page.edit(coalition, viewer)
        page.history(coalition, viewer)
        widgets.hand_out(
            _("Printable brief (HTML)"),
            partial(printing.brief, coalition, known),
            name=f"concert-{coalition.id}.html",
            mime="text/html",
            icon=":material/print:",
            key="k-brief",
        )
    with side:
        if known is None:
            st.caption(_("Figures come as soon as the texts are read, and while the need is in the register."))
        else:
            made, choice = known
            sheet = queries.data_sheet("coalition", coalition.title, viewer.user, synthetic=coalition.origin.synthetic)
            standing.broken(made, choice)
            standing.covered(made, choice, sheet)
            standing.un_side(made, choice, coalition.entities)
            standing.size_and_fairness(made, choice)
            standing.transformational(made, choice)
