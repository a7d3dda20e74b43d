"""Whom to convene in this country?"""

from __future__ import annotations

import streamlit as st

from dashboard import access, queries, widgets
from dashboard.country import choosing
from dashboard.explore import waiting
from dashboard.network import handing_out, lists, state
from dashboard.network import queries as convening
from dashboard.network.question import address
from dashboard.network.wording import answer
from dashboard.words import _
from matching.policy import Right

viewer = access.require(Right.READ_COUNTRY)
ask, refusals = state.open_question()
head = st.container()
with st.container(horizontal=True, vertical_alignment="bottom", gap="medium"):
    country = choosing.country(viewer)
    access.choose_country(sorted(queries.countries()))
state.choose_rules()
open_needs = sorted(
    (need for need in queries.library().needs.values() if country in need.countries and need.state == "open"),
    key=lambda need: (not need.pressing, need.id),
)
state.weigh_needs(open_needs)
ask = state.taken()
made = convening.made(country, ask) if country else None
asked = _("Whom to convene in this country?")
with head:
    widgets.title(asked, answer(made))
    widgets.refused(refusals)
if not convening.asked(country, ask):
    widgets.empty(
        _("There is no open need with a weight here."),
        _("Choose another country, or give one of its needs a weight above 0."),
    )
elif queries.ready() is None:
    waiting.reading()
elif made is not None and made.invitation.choice is None:
    lists.impossible(made)
elif made is not None:
    waiting.embedding(())
    sheet = queries.data_sheet("invitation", f"{asked} {country}", viewer.user, synthetic=queries.synthetic())
    main, side = st.columns([7, 5], gap="large")
    with main:
        chosen = lists.show(made, sheet)
        lists.compare(made, ask)
        widgets.link({choosing.KEY: country, **address(ask)})
    with side:
        if chosen is not None:
            lists.detail(made, chosen)
        lists.missing(made)
        handing_out.show(made)
        st.page_link(
            "views/network_plan.py",
            label=_("Make a plan of this list"),
            icon=":material/assignment:",
            query_params={choosing.KEY: country},
        )
state.keep(ask)
