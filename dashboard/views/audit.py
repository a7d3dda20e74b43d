"""Who opened, changed and took along what?"""

from __future__ import annotations

import streamlit as st

from dashboard import access, widgets
from dashboard.auditing import looking, showing
from dashboard.words import _
from matching.policy import Right, may

viewer = access.require(Right.READ_AUDIT, Right.READ_ACCESS_LOG)
whole = may(viewer, Right.READ_AUDIT)
head = st.container()  # the answer stands above the filters that it depends on
wanted = showing.narrow(whole)
found = looking.lines(viewer, wanted)
with head:
    if whole:
        widgets.title(_("Who opened, changed and took along what?"), showing.answer(looking.state(viewer)))
    else:
        title = _("Who opened the records of {entity}?").format(entity=viewer.entity)
        widgets.title(title, showing.answer_of_owner(found))
showing.lines(found, looking.count(viewer, wanted), wanted, viewer)
if whole:
    showing.check(viewer)
    st.caption(_("Each line carries a digest of itself and of the line before, made by the database when an act ends."))
else:
    st.caption(_("A page that is shown is one line, with all records of yours on it."))
