"""The flags on a partner with their ladder and history, and the forms to raise, move and lift one."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta

import pandas as pd
import streamlit as st

from acts import act
from acts.facts import move_flag, raise_flag
from dashboard import choices, labels, resources, widgets
from dashboard.coordination.names import VISIBILITIES
from dashboard.integrity import feedback, queries, wording
from dashboard.words import _, day, n_
from matching.policy import Right, may
from matching.records import Disclosure, Flag, Rung, Viewer, Visibility

_LIFT = "lift"


def show(partner: str, entity: str, viewer: Viewer) -> None:
    """Show the flags that the viewer may be told of, each as its history, and the forms for those who may."""
    found = queries.flags(partner, entity)
    today = act.today()
    stand = sum(flag.rung(today) is not None for flag in found)
    widgets.heading(n_("{n} flag stands", "{n} flags stand", stand) if found else _("No flag that you may know of."))
    if found:
        st.dataframe(_history(found), hide_index=True, alt=_("Flags, each step with its day and reason"), key="flags")
        st.caption(_("The ladder: observation, yellow, escalated, red. A flag is moved by its own entity only."))
    if not may(viewer, Right.STATE_FACTS) or not viewer.entity:
        return
    own = {flag.id: flag for flag in found if flag.disclosure.owner_entity == viewer.entity}
    open_ = [key for key, flag in own.items() if flag.rung(today) is not None]
    with st.expander(_("Raise a flag"), icon=":material/flag:", key="flag-open"):
        _raise(partner, viewer)
    if open_:
        with st.expander(_("Move or lift a flag"), icon=":material/stairs:", key="flag-move-open"):
            _move({key: own[key] for key in open_}, viewer, today)


def _history(found: tuple[Flag, ...]) -> pd.DataFrame:
    rows = [
        {
            _("Entity"): flag.disclosure.owner_entity,
            _("Rung"): wording.rung(step.rung),
            _("Day"): day(step.on),
            _("Why"): step.why,
            _("By"): step.who,
            _("Others may know"): _(VISIBILITIES[flag.disclosure.visibility]),
        }
        for flag in found
        for step in reversed(flag.history)
    ]
    return pd.DataFrame(rows)


def _raise(partner: str, viewer: Viewer) -> None:
    left, right = st.columns(2)
    choices.selectbox(_("Rung"), Rung, wording.rung, key="flag-rung", at=left)
    choices.selectbox(
        _("What others may be told"),
        labels.of(VISIBILITIES, [Visibility.NAMED, Visibility.HIDDEN]),
        key="flag-visibility",
        at=right,
    )
    left, right = st.columns(2)
    left.text_input(_("Reason, if not all"), max_chars=200, key="flag-reason")
    right.date_input(
        _("Until when; after that day it opens by itself"), value=None, min_value=act.today(), key="flag-embargo"
    )
    st.text_area(_("Why"), max_chars=2000, key="flag-why", height=80)
    st.button(_("Raise it"), type="primary", key="flag-save", on_click=_hoist, args=(partner, viewer))


def _hoist(partner: str, viewer: Viewer) -> None:
    said = st.session_state
    shown = Visibility(said.get("flag-visibility") or Visibility.NAMED)
    last = said.get("flag-embargo")
    veiled = shown is not Visibility.NAMED
    # To the end of that day, also where it ends last, twelve hours behind universal time.
    until = datetime.combine(last + timedelta(days=1), time(12), UTC) if veiled and isinstance(last, date) else None
    told = Disclosure(viewer.entity, shown, str(said.get("flag-reason") or "").strip() if veiled else "", until)
    rung = Rung(said.get("flag-rung") or Rung.OBSERVATION)
    feedback.attempt(
        _("The flag is raised: {rung}.").format(rung=wording.rung(rung)),
        lambda: raise_flag(resources.caller(viewer), partner, rung, str(said.get("flag-why") or ""), told),
        clear=("flag-why", "flag-reason", "flag-embargo"),
    )


def _move(own: dict[str, Flag], viewer: Viewer, today: date) -> None:
    choices.selectbox(
        _("Which one"),
        list(own),
        says=lambda key: f"{wording.rung(own[key].rung(today))}: {own[key].history[-1].why}",
        key="flag-which",
    )
    choices.selectbox(
        _("To"),
        [*Rung, _LIFT],
        says=lambda key: _("lifted") if key == _LIFT else wording.rung(Rung(key)),
        key="flag-to",
    )
    st.text_area(_("Why"), max_chars=2000, key="flag-step-why", height=80)
    st.caption(_("Who keeps the relationship with the partner cannot make a flag milder or lift it (R17 ¶35)."))
    st.button(_("Move it"), key="flag-step", on_click=_step, args=(viewer,))


def _step(viewer: Viewer) -> None:
    said = st.session_state
    to = str(said.get("flag-to") or _LIFT)
    rung = None if to == _LIFT else Rung(to)
    feedback.attempt(
        _("The flag stands now: {rung}.").format(rung=wording.rung(rung)),
        lambda: move_flag(
            resources.caller(viewer), str(said.get("flag-which")), rung, str(said.get("flag-step-why") or "")
        ),
        clear=("flag-step-why", "flag-which"),
    )
