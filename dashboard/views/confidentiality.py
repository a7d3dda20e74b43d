"""What do others learn of our records?"""

from __future__ import annotations

import streamlit as st

from acts import visibility
from dashboard import access, confidentiality, queries, resources, widgets
from dashboard.words import _
from matching.policy import Right

viewer = access.require(Right.SET_VISIBILITY)
title = _("What do others learn of our records?")
sheet = queries.data_sheet("confidentiality", title, viewer.user, synthetic=queries.synthetic())
by = resources.caller(viewer)
found = visibility.shares(by)

widgets.title(title, confidentiality.answer(viewer.entity, found))
access.choose_entity(sorted(queries.library().entities))
left, right = st.columns([6, 5], gap="large")
with left:
    confidentiality.sharing_table(found, sheet)
    confidentiality.withheld_records(visibility.veiled(by), viewer)
with right:
    confidentiality.default_form(visibility.defaults(by))
