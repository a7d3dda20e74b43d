"""My approaches: the table, what can be done with the chosen one, what comes up, and a whole list from a file."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory

import pandas as pd
import streamlit as st

from acts.act import Caller
from acts.approaches import REQUIRED, Registered, register_file, withdraw
from acts.errors import SHOWN, NotAllowedError, ProblemsError
from acts.talks import ask_for_talk
from dashboard import access, labels, queries, resources, widgets
from dashboard.choices import clicked_row, kept_choice
from dashboard.coordination import names
from dashboard.coordination.names import alert_line, approach_line, double_line
from dashboard.downloads import DataSheet
from dashboard.integrity import wording
from dashboard.markup import plain
from dashboard.words import _, day, moment, n_, series
from matching.clearance import RegistrationError, StepError
from matching.coordination.own_approaches import OwnApproaches
from matching.disclosure import told_by_name
from matching.policy import Right
from matching.records import Approach, OverlapClass, Stage, Viewer

TROUBLE = "own-trouble"
CHOSEN = "own-chosen"
LIST_SAID = "import-said"
LIST_TROUBLE = "import-trouble"


def show(mine: OwnApproaches, viewer: Viewer, sheet: DataSheet) -> None:
    """Show what the entity has in the register, live first."""
    ordered = sorted(
        mine.approaches.values(),
        key=lambda each: (not each.live, each.id not in mine.colliding, each.window.end, each.id),
    )
    ids = [each.id for each in ordered]
    table = _table(mine, ordered)
    chosen = kept_choice(str(st.session_state.get(CHOSEN) or ""), ids)
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


def answer(mine: OwnApproaches) -> str:
    """Return the sentence that says what waits for a focal point."""
    collide = n_("{n} of them collides", "{n} of them collide", len(mine.colliding))
    talks = n_("{n} talk waits for your answer", "{n} talks wait for your answer", mine.waiting)
    ends = n_("{n} clearance ends within 14 days", "{n} clearances end within 14 days", len(mine.expiring))
    live = n_("{n} live approach", "{n} live approaches", len(mine.live))
    return _("{entity} has {live}; {collide}, {talks}, {ends}.").format(
        entity=mine.entity, live=live, collide=collide, talks=talks, ends=ends
    )


def bring_list(viewer: Viewer) -> None:
    """Show the upload and what came of the last one."""
    with st.expander(_("Bring a list"), icon=":material/upload_file:"):
        st.caption(
            _("A CSV file with the columns {columns}; also level, country, sdgs, topic, need, visibility.").format(
                columns=", ".join(REQUIRED)
            )
        )
        with st.form("bring", border=False, clear_on_submit=True):
            st.file_uploader(_("File (.csv, at most 5 MB)"), type=["csv"], key="bring-file", max_upload_size=5)
            st.form_submit_button(_("Check and register"), on_click=_bring)
        if trouble := st.session_state.pop(LIST_TROUBLE, None):
            st.error("\n".join(f"- {plain(line)}" for line in trouble))
        if said := st.session_state.pop(LIST_SAID, None):
            st.success(n_("{n} approach registered", "{n} approaches registered", len(said)))
            if any(look != "–" for *_rest, look in said):
                st.warning(_("“Look first” names what nobody knows today though it would exclude the partner."))
            st.dataframe(
                pd.DataFrame(said, columns=[_("Id"), _("Stage"), _("What touches it"), _("Look first")]),
                hide_index=True,
            )


def _bring() -> None:
    upload = st.session_state.get("bring-file")
    viewer = access.require(Right.REGISTER_APPROACHES)
    if upload is None:
        st.session_state[LIST_TROUBLE] = [_("Choose a file first.")]
        return
    with TemporaryDirectory() as folder:
        path = Path(folder) / "list.csv"
        path.write_bytes(upload.getvalue())
        try:
            done = register_file(resources.caller(viewer), path)
        except ProblemsError as error:
            st.session_state[LIST_TROUBLE] = [str(problem) for problem in error.problems[:SHOWN]]
            return
        except (RegistrationError, NotAllowedError) as error:
            st.session_state[LIST_TROUBLE] = [str(error)]
            return
    resources.taken_as_noted(viewer, "my coordination", told_by_name(alert for each in done for alert in each.told))
    st.session_state[LIST_SAID] = [
        (
            each.approach.id,
            names.stage(each.approach.stage),
            "; ".join(map(alert_line, each.told[:3])) or "–",
            _look_first(each),
        )
        for each in done
    ]


def _look_first(done: Registered) -> str:
    return series([wording.criterion(each.rule.criterion) for each in done.unknown]) or "–"
