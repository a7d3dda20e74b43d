"""One partner: the verdict of each entity, what each stands on, who has screened it, and its flags."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta

import pandas as pd
import streamlit as st

from acts import act
from acts.facts import move_flag, raise_flag
from dashboard import choices, labels, resources, widgets
from dashboard.coordination.names import VISIBILITIES
from dashboard.downloads import DataSheet
from dashboard.integrity import consultations, facts, feedback, queries, ties, wording
from dashboard.markup import plain
from dashboard.queries import OPEN, partner_lines
from dashboard.words import _, day, n_, spoken
from matching.integrity import Verdicts
from matching.policy import Right, may
from matching.records import Disclosure, Flag, Rung, Verdict, Viewer, Visibility

_LIFT = "lift"


def choose() -> str | None:
    """Show the box in which a partner is chosen; the choice is in the address."""
    lines = partner_lines(spoken().code, OPEN)
    chosen: str | None = choices.selectbox(
        _("Partner"),
        lines,
        index=None,
        key="partner",
        in_address="partner",
        placeholder=_("Search a partner by name"),
    )
    return chosen


def show(verdicts: Verdicts, entity: str, viewer: Viewer, sheet: DataSheet) -> None:
    """Show the verdicts on the chosen partner, those of the viewer's entity in full, and all that they stand on."""
    partner = choose()
    if partner is None or partner not in verdicts.dossiers.partners:
        widgets.empty(
            _("No partner chosen yet."),
            _("Each entity judges under its own rules: choose a partner to see what each says and why."),
        )
        return
    resources.note_reading(viewer, "integrity", queries.shown_of(partner, entity))
    widgets.heading(wording.spread(verdicts, partner))
    called = {each.id: each.name for each in verdicts.dossiers.partners.values()}
    found = verdicts.of_partner(partner)
    own = next((each for each in found if each.entity == entity), None)
    main, side = st.columns([3, 2], gap="large")
    with main:
        table = _table(found, called)
        st.dataframe(
            table,
            hide_index=True,
            height=420,
            column_config={_("Rules that fired"): st.column_config.TextColumn(width="large")},
            alt=wording.spread(verdicts, partner),
            key="verdicts",
        )
        widgets.downloads(table, sheet, "verdicts")
        facts.show(verdicts, partner, viewer, sheet)
        ties.show(verdicts, partner, entity, viewer, sheet)
    with side:
        if own:
            _own(own, called)
        consultations.show_previous(partner, entity, viewer)
        show_flags(partner, entity, viewer)


def _table(found: tuple[Verdict, ...], called: dict[str, str]) -> pd.DataFrame:
    rows = [
        {
            _("Entity"): each.entity,
            _("Verdict"): wording.ruling(each.ruling),
            _("Rules that fired"): "\n".join(wording.why(firing, called) for firing in each.decisive),
            _("Steps"): "\n".join(each.steps),
            _("Due"): day(each.due) if each.due else "",
            _("Look again"): day(each.recheck) if each.recheck else "",
        }
        for each in sorted(found, key=lambda each: (-each.ruling.weight, each.entity))
    ]
    return pd.DataFrame(rows)


def _own(own: Verdict, called: dict[str, str]) -> None:
    with st.container(border=True):
        widgets.heading(_("For {entity}: {ruling}").format(entity=own.entity, ruling=wording.ruling(own.ruling)))
        for firing in own.firings:
            st.markdown(f"- {wording.MARKS[firing.ruling]} {plain(wording.why(firing, called))}")
        if not own.firings:
            st.markdown(_("No rule fired on what is known today."))
        if own.steps:
            widgets.heading(_("What would better it"))
            st.markdown("\n".join(f"- {plain(step)}" for step in own.steps))
        if own.due:
            st.caption(_("Due by {day}.").format(day=day(own.due)))
        if own.recheck:
            st.caption(_("To be looked at again on {day}.").format(day=day(own.recheck)))


def show_flags(partner: str, entity: str, viewer: Viewer) -> None:
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
