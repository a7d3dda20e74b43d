"""What is the plan of this country's local network, and how far is it?"""

from __future__ import annotations

import streamlit as st

from dashboard import access, queries, resources, widgets
from dashboard.country import choosing
from dashboard.markup import plain
from dashboard.network import plan_page, plans
from dashboard.words import _
from matching.network_plan import may_write
from matching.policy import Right

viewer = access.require(Right.READ_COUNTRY)
head = st.container()
with st.container(horizontal=True, vertical_alignment="bottom", gap="medium"):
    country = choosing.country(viewer)
    access.choose_country(sorted(queries.countries()))
viewer = access.viewer()
every = plans.versions(viewer, country)
saved = every[0] if every else None
writes = may_write(viewer, country)
plan = plans.draft(country, saved) if writes else saved
title = _("What is the plan of this country's local network?")
with head:
    widgets.title(title, plan_page.answer(plan))
if trouble := st.session_state.pop(plans.TROUBLE, ""):
    st.warning(trouble, icon=":material/sync_problem:")
if plan is None:
    widgets.empty(
        _("There is no plan for this country yet."),
        _("A draft is made from the list of whom to convene: its priorities, partners, entities and gaps.")
        if writes
        else _("Only the coordinator of the country writes it."),
        _("Draft it") if writes else "",
        (lambda: plans.begin(country)) if writes else None,
    )
else:
    if plan is not saved:
        st.info(_("This is a draft that only you see. Save it below, so that others can read it."))
    sheet = queries.data_sheet("plan", title, viewer.user, synthetic=plan.origin.synthetic)
    if saved:
        resources.note_reading(viewer, "network plan", [(saved.disclosure.owner_entity, saved.country)])
    st.caption(plain(plan.title))
    plan_page.take_along(plan, sheet)
    plan_page.matrix(plan)
    plan_page.steps(plan)
    if writes:
        plan_page.edit(plan, viewer, saved.version if saved else 0)
    if every:
        plan_page.history(every)
