"""The form with which an approach is registered: who, what, where, when, and the cost-benefit gate."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta

import streamlit as st

from acts import visibility
from acts.approaches import Registered, register_approach
from acts.errors import NotAllowedError
from dashboard import choices, labels, queries, resources, widgets
from dashboard.coordination import names
from dashboard.coordination.names import alert_line, double_line
from dashboard.coordination.own import CHOSEN
from dashboard.integrity import rollup
from dashboard.markup import plain
from dashboard.resources import Library
from dashboard.words import N_, _, spoken
from matching.clearance import DoubleError, RegistrationError
from matching.disclosure import REASONS, told_by_name
from matching.records import (
    MAX_WINDOW_DAYS,
    Approach,
    Disclosure,
    Gate,
    Level,
    Origin,
    OverlapClass,
    Period,
    Resource,
    Stage,
    VeiledKind,
    Viewer,
    Visibility,
    new_id,
)

SAID = "approach-said"  # what the last registration led to
TROUBLE = "approach-trouble"
# What the fields allow; checked again before writing, because a browser's limit binds nobody.
LONGEST = 500
_EVERYWHERE = ""
# What registration refuses most often, word for word, so that it is said in the language of the page.
REFUSALS = (
    N_("say what the benefit is and why the UN is needed; both are read by who decides"),
    N_("a window needs a first and a last day"),
)
RESULTS = {"go": N_("Worth it: register"), "no": N_("Not worth it: stop here and keep the answer")}


def show(viewer: Viewer, *, partner: str, need: str) -> None:
    """Show the form; a partner or a need that a link names is chosen already."""
    _outcome()
    held = queries.library()
    if partner in held.profiles:
        st.session_state.setdefault("approach-partner", partner)
    if need in held.needs:
        st.session_state.setdefault("approach-need", need)
        _from_need(held, need)
    usual = visibility.defaults(resources.caller(viewer))[VeiledKind.APPROACHES]
    st.session_state.setdefault("approach-visibility", usual.visibility)
    if usual.reason in REASONS:
        st.session_state.setdefault("approach-reason", usual.reason)
    lines = queries.partner_lines(spoken().code, queries.OPEN)
    chosen = choices.selectbox(
        _("Partner"),
        lines,
        index=None,
        key="approach-partner",
        placeholder=_("Search by name, kind or country"),
    )
    if chosen:
        rollup.before_asking(viewer.entity, chosen)
    own = [key for key, each in held.needs.items() if each.entity == viewer.entity or key == need]
    needs = queries.need_lines(spoken().code, queries.OPEN)
    choices.selectbox(
        _("For which need"),
        {key: needs.get(key, key) for key in own},
        index=None,
        key="approach-need",
        placeholder=_("None, or one of your own"),
        on_change=_take_from_need,
    )
    with st.form("approach", border=False):
        _what(held)
        _gate()
        _visibility()
        st.form_submit_button(_("Register this approach"), type="primary", on_click=_save, args=(viewer,))


def _what(held: Library) -> None:
    st.text_input(_("What it is about, in a few words"), max_chars=LONGEST, key="approach-topic")
    left, right = st.columns(2)
    choices.selectbox(_("Resource asked"), Resource, labels.resource, key="approach-resource", at=left)
    choices.selectbox(
        _("Where"),
        [_EVERYWHERE, *sorted(queries.countries(), key=labels.place)],
        lambda code: labels.place(code) if code else _("Global level"),
        key="approach-country",
        at=right,
    )
    choices.multiselect(_("Goals"), range(1, 18), labels.goal, key="approach-sdgs")
    today = datetime.now(UTC).date()
    left, right = st.columns(2)
    left.date_input(_("From"), value=today, key="approach-from", min_value=today - timedelta(days=MAX_WINDOW_DAYS))
    right.date_input(
        _("Until, at most 180 days"), value=today + timedelta(days=89), key="approach-until", min_value=today
    )


def _gate() -> None:
    widgets.heading(_("Is it worth it?"))
    st.caption(_("The cost-benefit gate: no partnership for its own sake (A/66/320 ¶56, ¶75). “No” is a valid end."))
    st.number_input(_("Expected effort, days of work"), 0.0, 999.0, 5.0, 1.0, key="approach-effort")
    st.text_input(_("What comes of it"), max_chars=LONGEST, key="approach-benefit")
    st.text_input(_("Why is the United Nations needed"), max_chars=LONGEST, key="approach-necessity")
    choices.radio(_("Result"), labels.of(RESULTS), key="approach-go")


def _visibility() -> None:
    left, right = st.columns(2)
    choices.selectbox(
        _("What others may be told"),
        labels.of(names.VISIBILITIES, Visibility),
        key="approach-visibility",
        at=left,
    )
    choices.selectbox(
        _("Reason, if not all"),
        REASONS,
        labels.withholding,
        key="approach-reason",
        at=right,
    )
    st.date_input(
        _("Until when; after that day it opens by itself"),
        value=None,
        min_value=datetime.now(UTC).date(),
        key="approach-embargo",
    )


def _from_need(held: Library, need: str) -> None:
    found = held.needs[need]
    st.session_state.setdefault("approach-topic", found.title[:LONGEST])
    st.session_state.setdefault("approach-sdgs", list(found.sdgs))
    if found.resources:
        st.session_state.setdefault("approach-resource", found.resources[0])
    if found.countries and found.countries[0] in queries.countries():
        st.session_state.setdefault("approach-country", found.countries[0])


def _take_from_need() -> None:
    chosen = st.session_state.get("approach-need")
    if chosen:
        for field in ("topic", "sdgs", "resource", "country"):
            st.session_state.pop(f"approach-{field}", None)
        _from_need(queries.library(), chosen)


def _save(viewer: Viewer) -> None:
    said = st.session_state
    if not said.get("approach-partner"):
        said[TROUBLE] = _("Choose the partner first.")
        return
    try:
        said[SAID] = done = register_approach(resources.caller(viewer), _draft(viewer))
        said[CHOSEN] = done.approach.id
        resources.taken_as_noted(viewer, "my coordination", told_by_name(done.told))
    except DoubleError as error:
        said[CHOSEN] = error.first
        said[TROUBLE] = _("Your entity asks this already: the approach stands chosen below. Change it, or withdraw it.")
    except (RegistrationError, NotAllowedError, LookupError) as error:
        said[TROUBLE] = _(str(error))


def _draft(viewer: Viewer) -> Approach:
    said = st.session_state
    country = str(said.get("approach-country") or "")
    shown = Visibility(said.get("approach-visibility") or Visibility.NAMED)
    veiled = shown is not Visibility.NAMED
    reason = str(said.get("approach-reason") or "").strip()[:200] if veiled else ""
    last = _day("approach-embargo")
    # To the end of that day, also where it ends last, twelve hours behind universal time.
    until = datetime.combine(last + timedelta(days=1), time(12), UTC) if veiled and last else None
    return Approach(
        id=new_id("a"),
        entity=viewer.entity,
        partner=str(said["approach-partner"]),
        level=Level.COUNTRY if country else Level.GLOBAL,
        resource=Resource(said["approach-resource"]),
        window=Period(_day("approach-from"), _day("approach-until")),
        origin=Origin(viewer.user),
        disclosure=Disclosure(viewer.entity, shown, reason, until),
        country=country,
        sdgs=tuple(sorted(int(goal) for goal in said.get("approach-sdgs") or ())),
        need=str(said.get("approach-need") or ""),
        topic=_line("approach-topic"),
        stage=Stage.DRAFT,
        owner=viewer.user,
        gate=Gate(
            float(said.get("approach-effort") or 0.0),
            _line("approach-benefit"),
            _line("approach-necessity"),
            said.get("approach-go") == "go",
        ),
    )


def _day(key: str) -> date | None:
    value = st.session_state.get(key)
    return value if isinstance(value, date) else None


def _line(key: str) -> str:
    return str(st.session_state.get(key) or "").strip()[:LONGEST]


def _outcome() -> None:
    """Say at once what the approach that was just registered is: its class, its stage, what stands in the way."""
    if trouble := st.session_state.pop(TROUBLE, ""):
        st.error(plain(trouble))
    found: Registered | None = st.session_state.pop(SAID, None)
    if found is None:
        return
    approach, told, gravest = found.approach, found.told, found.gravest
    said = _("{kind}. The approach is now: {stage}.").format(
        kind=names.overlap(gravest), stage=names.stage(approach.stage)
    )
    lines = [f"**{said}**", *(f"- {alert_line(each)}" for each in told[:5])]
    lines += [f"- {double_line(each)}" for each in found.doubles]
    if gravest is OverlapClass.COLLISION:
        lines.append(_("Open a talk below: names appear when both sides agree."))
    if gravest is OverlapClass.COLLISION or found.doubles:
        st.warning("\n".join([lines[0], "", *lines[1:]]), icon=":material/warning:")
    else:
        st.success("\n".join([lines[0], "", *lines[1:]]), icon=":material/check_circle:")
