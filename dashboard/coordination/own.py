"""My approaches: the table, and of the chosen one its alerts, its log and what can be done."""

from __future__ import annotations

from collections.abc import Callable

import pandas as pd
import streamlit as st

from acts.act import Caller
from acts.approaches import withdraw
from acts.errors import NotAllowedError
from acts.talks import ask_for_talk
from dashboard import labels, queries, resources, widgets
from dashboard.coordination import names
from dashboard.coordination.telling import alert_line, approach_line, double_line
from dashboard.downloads import DataSheet
from dashboard.markup import plain
from dashboard.selection import clicked_row, kept
from dashboard.words import _, day, moment
from matching.clearance import StepError
from matching.coordination.own_approaches import OwnApproaches
from matching.records import Approach, OverlapClass, Stage, Viewer

TROUBLE = "own-trouble"
CHOSEN = "own-chosen"


def show(mine: OwnApproaches, viewer: Viewer, sheet: DataSheet) -> None:
    """Show what the entity has in the register, live first."""
    ordered = sorted(
        mine.approaches.values(),
        key=lambda each: (not each.live, each.id not in mine.colliding, each.window.end, each.id),
    )
    ids = [each.id for each in ordered]
    table = _table(mine, ordered)
    chosen = kept(str(st.session_state.get(CHOSEN) or ""), ids)
    left, right = st.columns([7, 5], gap="large")
    with left:
        widgets.heading(_("My approaches"))
        st.dataframe(
            table,
            hide_index=True,
            height=430,
            key="own",
            selection_mode="single-row",
            on_select=lambda: _choose(ids),
            alt=_("Approaches of my entity, live ones first; choose a row to act on it"),
        )
        widgets.downloads(table, sheet, "own-file")
    with right:
        _detail(mine, mine.approaches[chosen], viewer)


def _choose(ids: list[str]) -> None:
    if found := clicked_row(st.session_state.get("own"), ids):
        st.session_state[CHOSEN] = found


def _table(mine: OwnApproaches, ordered: list[Approach]) -> pd.DataFrame:
    profiles = queries.library().profiles
    gravest: dict[str, OverlapClass] = {}
    for alert in mine.alerts:
        if gravest.get(alert.about) is not OverlapClass.COLLISION:
            gravest[alert.about] = alert.kind
    rows = [
        (
            profiles[each.partner].partner.name if each.partner in profiles else each.partner,
            names.stage(each.stage),
            names.overlap(gravest.get(each.id, OverlapClass.INDEPENDENT)) if each.live else "–",
            labels.resource(each.resource),
            names.scope(each.level, each.country),
            f"{each.window.start} – {each.window.end}",
        )
        for each in ordered
    ]
    columns = [_("Partner"), _("Stage"), _("Class"), _("Resource"), _("Where"), _("Window")]
    return pd.DataFrame(rows, columns=columns)


def _detail(mine: OwnApproaches, approach: Approach, viewer: Viewer) -> None:
    profiles = queries.library().profiles
    partner = profiles[approach.partner].partner if approach.partner in profiles else None
    st.markdown(f"### {plain(partner.name if partner else approach.partner)}")
    facts = [labels.resource(approach.resource), names.scope(approach.level, approach.country)]
    st.caption(plain(" · ".join([*facts, *(labels.goal(goal) for goal in approach.sdgs)])))
    if approach.topic:
        st.markdown(plain(approach.topic))
    widgets.origin(approach.origin)
    told = [alert for alert in mine.alerts if alert.about == approach.id]
    for alert in told:
        icon = ":material/warning:" if alert.kind is OverlapClass.COLLISION else ":material/join:"
        st.markdown(f"{icon} {alert_line(alert)}")
    for double in mine.doubles.get(approach.id, ()):
        st.markdown(double_line(double))
    if approach.live and not told and approach.id not in mine.doubles:
        st.markdown(_("Nothing stands in its way."))
    _acts(approach, viewer)
    with st.expander(_("What happened"), icon=":material/history:"):
        for event in reversed(mine.log.get(approach.id, ())):
            said = names.stage(Stage(event.after)) if event.after else event.transition
            why = f": {plain(event.why)}" if event.why else ""
            st.markdown(f"- {moment(event.at)} · **{said}** · {plain(event.who)}{why}")


def _acts(approach: Approach, viewer: Viewer) -> None:
    with st.container(horizontal=True, gap="small"):
        if approach.stage is Stage.CONTESTED:
            st.button(
                _("Open a talk"),
                type="primary",
                icon=":material/forum:",
                key="own-talk",
                on_click=_try,
                args=(ask_for_talk, approach.id, viewer),
            )
        if approach.live:
            st.button(
                _("Withdraw"),
                icon=":material/undo:",
                key="own-withdraw",
                on_click=_try,
                args=(withdraw, approach.id, viewer),
            )
    if trouble := st.session_state.pop(TROUBLE, ""):
        st.error(plain(trouble))


def _try(act: Callable[[Caller, str], None], approach: str, viewer: Viewer) -> None:
    try:
        act(resources.caller(viewer), approach)
    except (StepError, NotAllowedError) as error:
        st.session_state[TROUBLE] = str(error)


def soon(mine: OwnApproaches) -> None:
    """Show clearances that end soon and partners that want quiet."""
    profiles = queries.library().profiles
    if not mine.expiring and not mine.quiet:
        st.markdown(_("No clearance ends within 14 days, and no partner of yours asked for quiet."))
    for approach in mine.expiring:
        partner = profiles[approach.partner].partner if approach.partner in profiles else None
        ends = day(approach.window.end) if approach.window.end else ""
        st.markdown(
            _(":material/timer: {approach}: cleared until {day}.").format(
                approach=plain(approach_line(approach, partner)), day=ends
            )
        )
    for period in mine.quiet:
        name = profiles[period.partner].partner.name if period.partner in profiles else period.partner
        st.markdown(
            _(":material/do_not_disturb_on: {partner} asked for quiet from {start} to {end}.").format(
                partner=plain(name),
                start=day(period.window.start) if period.window.start else "…",
                end=day(period.window.end) if period.window.end else "…",
            )
        )
