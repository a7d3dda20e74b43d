"""How do I bring in what I already have?"""

from __future__ import annotations

import streamlit as st

from dashboard import access, queries, widgets
from dashboard.imports import history, steps, work
from dashboard.words import _
from matching.policy import Right

viewer = access.require(Right.IMPORT)
if not viewer.entity and access.demonstration():
    viewer = access.for_entity(queries.an_entity(""))
title = _("How do I bring in what I already have?")
if not viewer.entity:
    widgets.title(title)
    widgets.empty(
        _("You belong to no entity yet."),
        _("What comes in belongs to a UN entity; an administrator can add the one that you work for."),
    )
    st.stop()

job = work.job_of(viewer, st.session_state.get(steps.JOB, ""))
answer = _("As it is: a file is checked whole, compared, and loaded for {entity}.")
widgets.title(title, answer.format(entity=viewer.entity))
access.choose_entity(sorted(queries.library().entities))
if job is not None:
    steps.show(job)
else:
    steps.upload(viewer)
    history.show(viewer)
