"""What do companies offer here, and who answers?"""

from __future__ import annotations

import streamlit as st

from dashboard import access, queries, widgets
from dashboard.country import choosing
from dashboard.network import desk
from dashboard.words import _, n_
from matching.policy import Right, may
from matching.records import OF_ENTITIES, OfferStage, UserRole

viewer = access.require(Right.OFFER, Right.CLAIM_OFFERS)
head = st.container()
with st.container(horizontal=True, vertical_alignment="bottom", gap="medium"):
    country = choosing.country(viewer)
    access.choose_country(sorted(queries.countries()))
viewer = access.viewer()
if viewer.role is UserRole.EXTERNAL:
    viewer = desk.speaking(viewer)
elif viewer.role in OF_ENTITIES:
    viewer = access.for_entity(viewer.entity)
title = _("What do companies offer here, and who answers?")
with head:
    if viewer.role is UserRole.EXTERNAL:
        widgets.title(_("Make an offer to the United Nations"))
    else:
        left = desk.waiting(desk.of_country(viewer, country))
        late = sum(each.stage is OfferStage.ESCALATED for each in left)
        said = n_("{n} offer waits", "{n} offers wait", len(left))
        widgets.title(title, f"{said}. " + n_("{n} is with the coordinator.", "{n} are with the coordinator.", late))
if done := st.session_state.pop(desk.DONE, ""):
    st.info(done)
if viewer.role is UserRole.EXTERNAL and not viewer.partner:
    widgets.empty(
        _("You speak for no company yet."),
        _("Sign-in tells which company you belong to; an administrator can add it. Only then can you make an offer."),
    )
    st.stop()
if viewer.role is UserRole.EXTERNAL:
    desk.form(viewer, country)
    desk.mine(viewer)
else:
    access.choose_entity(sorted(queries.library().entities))
    if may(viewer, Right.OFFER) and country in viewer.countries:
        desk.form(viewer, country)
    desk.queue(viewer, country)
