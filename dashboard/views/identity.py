"""Which records are the same organisation?"""

from __future__ import annotations

import streamlit as st

from dashboard import access, address, queries, widgets
from dashboard.identity import pairs
from dashboard.identity import queries as identity
from dashboard.words import _, n_
from matching.policy import Right, may

viewer = access.require(Right.READ_DATA)
acts = may(viewer, Right.JUDGE_IDENTITY)
title = _("Which records are the same organisation?")
queue = identity.queue(viewer)
if looked := st.query_params.get("partner", ""):
    survivor = queue.clusters.survivor(looked)
    address.miss([looked] if survivor not in queries.library().profiles else [])
    looked = survivor if survivor in queries.library().profiles else ""
waiting = [each for each in queue.pairs if not looked or looked in (each.left, each.right)]
put_off = set(st.session_state.get("put_off", []))
waiting.sort(key=lambda each: f"{each.left} {each.right}" in put_off)
widgets.title(
    title,
    n_("{n} pair of records may be one organisation.", "{n} pairs of records may be one.", len(waiting)),
)
st.caption(
    _("Nothing is merged by itself, and nothing for good: whoever judges can undo it, and old links go on working.")
)
sheet = queries.data_sheet("identity", title, viewer.user, synthetic=queries.synthetic())
left, right = st.columns([7, 5], gap="large")
with left:
    if waiting:
        if not acts:
            st.info(_("Leads of entities and the central desk judge; you may read why."))
        first = pairs.chosen(waiting)
        pairs.show_pair(first, queue.partners[first.left], queue.partners[first.right], acts)
    else:
        widgets.empty(
            _("No two records look like one organisation."),
            _("New pairs come up when lists are brought in."),
        )
with right:
    if waiting:
        pairs.show_list(waiting, queue, sheet)
    pairs.show_judgements(queue, viewer, acts, sheet)
