"""Who opened, changed and took along what?"""

from __future__ import annotations

import streamlit as st

from acts import audit_log
from dashboard import access, auditing, resources, widgets
from dashboard.words import _
from matching.policy import Right, may

viewer = access.require(Right.READ_AUDIT, Right.READ_ACCESS_LOG)
by = resources.caller(viewer)
whole = may(viewer, Right.READ_AUDIT)
head = st.container()  # the answer stands above the filters that it depends on
wanted = auditing.filters(whole)
found = audit_log.lines(by, wanted)
with head:
    if whole:
        widgets.title(_("Who opened, changed and took along what?"), auditing.answer(audit_log.state(by)))
    else:
        title = _("Who opened the records of {entity}?").format(entity=viewer.entity)
        widgets.title(title, auditing.answer_of_owner(found))
auditing.lines(found, audit_log.count(by, wanted), wanted, viewer)
if whole:
    auditing.check(viewer)
    st.caption(_("Each line carries a digest of itself and of the line before, made by the database when an act ends."))
else:
    st.caption(_("A page that is shown is one line, with all records of yours on it."))
