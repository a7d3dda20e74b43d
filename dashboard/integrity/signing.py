"""The form with which a screening is signed: what came of it, who provided it, what others may know."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

import streamlit as st

from acts import act, screenings
from dashboard import choices, labels, resources, widgets
from dashboard.coordination.names import VISIBILITIES
from dashboard.integrity import feedback, wording
from dashboard.words import _
from matching.integrity import LONGEST_DAYS, USUAL_DAYS, Verdicts
from matching.policy import Right, may
from matching.records import Disclosure, Origin, Ruling, Screening, Viewer, Visibility

OUTCOMES = (Ruling.ELIGIBLE, Ruling.CONDITIONAL, Ruling.HIGH_RISK, Ruling.EXCLUDED)


def show(waiting: Sequence[Screening], verdicts: Verdicts, viewer: Viewer) -> None:
    """Show the form to those who may screen, when something waits for its outcome."""
    if not waiting or not viewer.entity or not may(viewer, Right.SCREEN):
        return
    held = verdicts.dossiers.partners
    names = {each.id: held[each.partner].name if each.partner in held else each.partner for each in waiting}
    of = {each.id: each.partner for each in waiting}
    with st.expander(_("Sign a screening"), icon=":material/signature:", key="sign-open"):
        chosen = choices.selectbox(_("Which one"), names, key="sign-which")
        if chosen is None:
            return
        rules = verdicts.ruling(viewer.entity, of[chosen])
        widgets.heading(_("By the rules today: {ruling}").format(ruling=wording.ruling(rules)))
        left, right = st.columns(2)
        choices.selectbox(
            _("What came of it"),
            OUTCOMES,
            index=OUTCOMES.index(rules) if rules in OUTCOMES else None,
            says=wording.ruling,
            key=f"sign-ruling-{chosen}",
            at=left,
        )
        right.text_input(_("Provider, or “in house”"), max_chars=100, key="sign-provider")
        left, right = st.columns(2)
        today = act.today()
        left.date_input(
            _("Counts until"),
            value=today + timedelta(days=USUAL_DAYS),
            min_value=today,
            max_value=today + timedelta(days=LONGEST_DAYS),
            key="sign-until",
        )
        choices.selectbox(
            _("What others may be told"),
            labels.of(VISIBILITIES, [Visibility.NAMED, Visibility.COUNT, Visibility.HIDDEN]),
            key="sign-visibility",
            at=right,
        )
        st.checkbox(_("Other entities may ask for the report"), value=True, key="sign-shared")
        st.caption(_("Who keeps the relationship with the partner cannot sign its screening (R17 ¶35)."))
        st.button(_("Sign it"), type="primary", key="sign-save", on_click=_sign, args=(chosen, of[chosen], viewer))


def _sign(screening: str, partner: str, viewer: Viewer) -> None:
    said = st.session_state
    told = Visibility(said.get("sign-visibility") or Visibility.NAMED)
    ruling, until = said.get(f"sign-ruling-{screening}"), said.get("sign-until")
    outcome = Screening(
        screening,
        viewer.entity,
        partner,
        act.today(),
        Origin("entered"),
        Disclosure(viewer.entity, told),
        ruling=Ruling(ruling) if ruling else None,
        provider=str(said.get("sign-provider") or "").strip()[:100],
        screener=viewer.user,
        # A report that nobody may know of can't be asked for.
        shared=bool(said.get("sign-shared")) and told is Visibility.NAMED,
        until=until if isinstance(until, date) else None,
    )
    feedback.attempt(
        _("Signed."),
        lambda: screenings.sign(resources.caller(viewer), screening, outcome),
        clear=("sign-which", "sign-provider"),
    )
