"""What do I have to settle, and with whom?"""

from __future__ import annotations

import streamlit as st

from acts.desks import DESKS
from dashboard import access, address, queries, resources, widgets
from dashboard.coordination import desk, form, own, talking
from dashboard.coordination.queries import own_approaches
from dashboard.words import _, n_
from matching.disclosure import told_by_name
from matching.policy import Right

viewer = access.require(Right.COORDINATE)
held = queries.library()
entities = sorted(held.entities)
wanted = st.query_params.get("partner", ""), st.query_params.get("need", "")
address.miss(wanted[:1], held.profiles)
address.miss(wanted[1:], held.needs)
if not viewer.entity and access.demonstration():
    viewer = access.for_entity(queries.an_entity(wanted[1]))
title = _("What do I have to settle, and with whom?")
if viewer.role in DESKS:
    widgets.title(title)
    st.subheader(_("My desk"), anchor=False)
    access.choose_country(sorted(queries.countries()))
    desk.show(viewer)
    desk.quiet_form(viewer)
    st.stop()
if not viewer.entity:
    widgets.title(title)
    widgets.empty(
        _("You belong to no entity yet."),
        _("Sign-in tells which UN entity you work for; an administrator can add it. Only then can you register."),
    )
    st.stop()

mine = own_approaches(viewer.entity)
sheet = queries.data_sheet("my-coordination", title, viewer.user, synthetic=queries.synthetic())
widgets.title(title, own.answer(mine))
resources.note_reading(viewer, "my coordination", [*told_by_name(mine.alerts), *talking.sides_shown(mine, viewer)])
access.choose_entity(entities)
with st.expander(_("Register an approach"), icon=":material/add_circle:", expanded=any(wanted)):
    form.show(viewer, partner=wanted[0], need=wanted[1])
if mine.approaches:
    own.show(mine, viewer, sheet)
else:
    widgets.empty(
        _("{entity} has no approach in the register.").format(entity=viewer.entity),
        _("Register the first one above, or bring a whole list below."),
    )
left, right = st.columns([7, 5], gap="large")
with left:
    st.subheader(n_("{n} talk", "{n} talks", len(mine.talks)), anchor=False)
    talking.show(mine, viewer)
with right:
    st.subheader(_("Coming up"), anchor=False)
    own.soon(mine)
    desk.quiet_form(viewer)
    own.bring_list(viewer)
