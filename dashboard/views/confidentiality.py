"""What do others learn of our records?"""

from __future__ import annotations

import streamlit as st

from dashboard import access, queries, widgets
from dashboard.confidentiality import looking, settling, sharing
from dashboard.words import _
from matching.policy import Right

viewer = access.require(Right.SET_VISIBILITY)
title = _("What do others learn of our records?")
sheet = queries.data_sheet("confidentiality", title, viewer.user, synthetic=queries.synthetic())
found = looking.shares(viewer)

widgets.title(title, sharing.answer(viewer.entity, found))
access.choose_entity(sorted(queries.library().entities))
left, right = st.columns([6, 5], gap="large")
with left:
    sharing.show(found, sheet)
    settling.records(looking.veiled(viewer), viewer)
with right:
    settling.defaults(looking.defaults(viewer))
