"""Who may sign in, as what, and until when?"""

from __future__ import annotations

from datetime import UTC, datetime

import streamlit as st

from acts import people
from dashboard import access, queries, resources, widgets
from dashboard.people import administering
from dashboard.words import _, n_
from matching.policy import Right
from matching.records import User

viewer = access.require(Right.GRANT_ROLES)
users = people.users(resources.caller(viewer))
now = datetime.now(UTC)
live = sum(user.active and any(grant.live(now) for grant in user.grants) for user in users)
title = _("Who may sign in, as what, and until when?")
said = n_("{n} person may sign in.", "{n} people may sign in.", live)
ending = administering.ending_soon(users, now)
if ending:
    soon = n_("{n} role ends within 30 days.", "{n} roles end within 30 days.", ending)
    said = _("{first} {second}").format(first=said, second=soon)
widgets.title(title, said)
administering.outcome()
chosen: User | None = None
main, side = st.columns([8, 5], gap="large")
with main:
    if users:
        frame = administering.of_users(users, now)
        chosen = administering.choose(users, frame, _("Users with their roles, those who may sign in first"))
        sheet = queries.data_sheet("people", title, viewer.user, synthetic=False)
        widgets.downloads(frame, sheet, "people-file")
    else:
        widgets.empty(_("Nobody may sign in yet."), _("Enter the first person on the right, then give them a role."))
with side:
    administering.enter(viewer)
    if chosen is not None:
        administering.show(chosen, viewer, now)
