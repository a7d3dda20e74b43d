"""What does each entity's due diligence say of this partner?"""

from __future__ import annotations

import streamlit as st

from dashboard import access, choices, labels, queries, widgets
from dashboard.integrity import feedback, partner, policies, sanctions, screenings, what_if
from dashboard.integrity import queries as integrity
from dashboard.integrity.wording import SECTIONS
from dashboard.words import _
from matching.policy import Right
from matching.records import Visibility

viewer = access.require(Right.READ_INTEGRITY)
title = _("What does each entity's due diligence say of this partner?")
names = list(integrity.verdicts().policies)
widgets.title(title, _("There is no red or green on a company here: each verdict is of one entity, by its own rules."))
if not names:
    widgets.empty(
        _("No entity has taken up any rule."),
        _("Rules are files under `data/rules`; the demo comes with invented policies for each entity."),
    )
    st.stop()
access.choose_entity(names)
viewer = access.viewer()
entity = viewer.entity or names[0]
verdicts = integrity.verdicts(entity)
sheet = queries.data_sheet("integrity", title, viewer.user, synthetic=queries.synthetic())
section = choices.segmented_control(
    _("What to look at"),
    labels.of(SECTIONS),
    key="part",
    in_address="part",
    label_visibility="collapsed",
)
feedback.outcome()
if section == "policies":
    policies.show(verdicts, sheet)
elif section == "rules":
    policies.show_rules(entity, sheet)
elif section == "compare":
    policies.compare(verdicts, entity, sheet)
elif section == "what_if":
    what_if.show(verdicts, viewer, entity, sheet)
elif section == "splits":
    policies.split(verdicts, entity, sheet)
elif section == "screenings":
    screenings.show(verdicts, entity, viewer, sheet)
elif section == "names":
    sanctions.show(viewer, sheet)
else:
    partner.show(verdicts, entity, viewer, sheet)
hidden = [each for each in integrity.all_screenings() if each.disclosure.visibility is Visibility.HIDDEN]
withheld = sum(each.entity != entity for each in hidden)
widgets.withheld({_("hidden screenings"): withheld} if withheld else {})
