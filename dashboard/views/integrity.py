"""What does each entity's due diligence say of this partner?"""

from __future__ import annotations

import streamlit as st

from dashboard import access, queries, widgets
from dashboard.integrity import (
    address,
    foretelling,
    looking,
    naming,
    partner,
    policies,
    rules,
    screening,
    splitting,
    telling,
)
from dashboard.integrity.wording import SECTIONS
from dashboard.words import _
from matching.policy import Right
from matching.records import Visibility

viewer = access.require(Right.READ_INTEGRITY)
title = _("What does each entity's due diligence say of this partner?")
names = list(looking.verdicts().policies)
widgets.title(title, _("There is no red or green on a company here: each verdict is of one entity, by its own rules."))
if not names:
    widgets.empty(
        _("No entity has taken up any rule."),
        _("Rules are files under `data/rules`; the demo comes with invented policies for each entity."),
    )
    st.stop()
address.take()
access.choose_entity(names)
viewer = access.viewer()
entity = viewer.entity or names[0]
verdicts = looking.verdicts(entity)
sheet = queries.data_sheet("integrity", title, viewer.user, synthetic=queries.synthetic())
section = st.segmented_control(
    _("What to look at"),
    list(SECTIONS),
    format_func=lambda key: _(SECTIONS[key]),
    default="partner",
    key="part",
    required=True,
    label_visibility="collapsed",
)
telling.outcome()
if section == "policies":
    policies.show(verdicts, sheet)
elif section == "rules":
    rules.show(entity, sheet)
elif section == "compare":
    policies.compare(verdicts, entity, sheet)
elif section == "what_if":
    foretelling.show(verdicts, viewer, entity, sheet)
elif section == "splits":
    splitting.show(verdicts, entity, sheet)
elif section == "screenings":
    screening.show(verdicts, entity, viewer, sheet)
elif section == "names":
    naming.show(viewer, sheet)
else:
    partner.show(verdicts, entity, viewer, sheet)
hidden = [each for each in looking.all_screenings() if each.disclosure.visibility is Visibility.HIDDEN]
withheld = sum(each.entity != entity for each in hidden)
widgets.withheld({_("hidden screenings"): withheld} if withheld else {})
address.keep({name: st.session_state.get(name) for name in address.NAMES})
