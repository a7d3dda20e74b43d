"""What do others learn of our records?"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime, time, timedelta

import pandas as pd
import streamlit as st

from acts import visibility
from dashboard import access, choices, labels, queries, resources, widgets
from dashboard.downloads import DataSheet
from dashboard.words import N_, _, day, n_, number
from matching.disclosure import REASONS, Sharing, reason_of
from matching.policy import Right
from matching.records import Disclosure, Veiled, VeiledKind, Viewer, Visibility, VisibilityDefault

viewer = access.require(Right.SET_VISIBILITY)


KINDS = {
    VeiledKind.APPROACHES: N_("Approaches"),
    VeiledKind.ENGAGEMENTS: N_("Engagements"),
    VeiledKind.SCREENINGS: N_("Screenings"),
    VeiledKind.FLAGS: N_("Flags"),
    VeiledKind.COALITIONS: N_("Saved coalitions"),
}
GRAINS = {
    Visibility.NAMED: N_("All of it"),
    Visibility.TYPE: N_("Kind of partner only"),
    Visibility.COUNT: N_("That it exists"),
    Visibility.HIDDEN: N_("Nothing"),
}
LONGEST_DAYS = 3650


def answer(entity: str, found: Mapping[VeiledKind, Sharing]) -> str:
    """Return in one sentence how much of its approaches an entity names to others."""
    asks = found[VeiledKind.APPROACHES]
    if not asks.all:
        return _("{entity} has no approach in the register.").format(entity=entity)
    return _("{entity} names {named} of its {all} approaches to others.").format(
        entity=entity, named=number(asks.named), all=number(asks.all)
    )


def sharing_table(found: Mapping[VeiledKind, Sharing], sheet: DataSheet) -> None:
    """Show for each kind of record how many an entity names, and whether others' are told in return."""
    table = pd.DataFrame(
        [(_(KINDS[kind]), each.named, each.all - each.named, _returned(each)) for kind, each in found.items()],
        columns=[_("Records"), _("Named"), _("Withheld"), _("In return")],
    )
    widgets.heading(_("What we share, and what we are told in return"))
    st.dataframe(table, hide_index=True, height="content", alt=_("Named and withheld records by kind"))
    st.caption(
        _(
            "Who names at least half of its own records of a kind is told others' by name. Collisions are "
            "told in any case, without names. Amounts are told to other entities in bands only."
        )
    )
    widgets.downloads(table, sheet, "sharing")


def default_form(found: Mapping[VeiledKind, VisibilityDefault]) -> None:
    """Show what new records of each kind tell, and the form that sets it."""
    widgets.heading(_("What new records tell"))
    with st.form("default", border=True):
        left, middle, right = st.columns([3, 3, 2])
        choices.selectbox(_("Records"), labels.of(KINDS), key="default-kind", width="stretch", at=left)
        choices.selectbox(_("What others may be told"), labels.of(GRAINS), key="default-grain", at=middle)
        right.number_input(
            _("For how many days; 0: no end"), 0, LONGEST_DAYS, 0, key="default-days", help=_("After that they open.")
        )
        choices.selectbox(_("Reason, if not all"), REASONS, labels.withholding, key="default-reason")
        st.form_submit_button(_("Keep"), on_click=_keep_default)
    said = [
        _("{records}: {told}").format(records=_(KINDS[kind]), told=_(GRAINS[each.visibility]).lower())
        for kind, each in found.items()
    ]
    st.caption(_("Now: {defaults}. What is older stays as it is.").format(defaults="; ".join(said)))


def withheld_records(found: Sequence[Veiled], viewer: Viewer) -> None:
    """Show the records that are withheld now, and the form that changes one."""
    widgets.heading(n_("{n} record is withheld now", "{n} records are withheld now", len(found)))
    if not found:
        st.caption(_("Others are told all of your records by name."))
        return
    table = pd.DataFrame(
        [
            (
                _(KINDS[each.kind]),
                _line(each),
                _(GRAINS[each.disclosure.visibility]),
                labels.withholding(reason_of(each.disclosure.reason)),
                day(each.disclosure.until.date()) if each.disclosure.until else _("no end"),
            )
            for each in found
        ],
        columns=[_("Records"), _("Which"), _("Others are told"), _("Reason"), _("Until")],
    )
    st.dataframe(table, hide_index=True, height=min(420, 38 + 35 * len(found)), alt=_("Records that are withheld"))
    lines = {f"{each.kind}/{each.id}": f"{_(KINDS[each.kind])} · {_line(each)}" for each in found}
    with st.form("record", border=True):
        choices.selectbox(_("Record"), lines, key="record-which")
        left, right = st.columns(2)
        choices.selectbox(_("What others may be told"), labels.of(GRAINS), key="record-grain", at=left)
        choices.selectbox(_("Reason, if not all"), REASONS, labels.withholding, key="record-reason", at=right)
        st.date_input(
            _("Until when; after that day it opens by itself"),
            value=None,
            min_value=datetime.now(UTC).date(),
            key="record-until",
        )
        known = {f"{each.kind}/{each.id}": each for each in found}
        st.form_submit_button(_("Change"), on_click=_change, args=(known, viewer.entity))


def _line(each: Veiled) -> str:
    held = queries.library().profiles
    name = held[each.partner].partner.name if each.partner in held else each.partner
    return " · ".join(filter(None, (name, each.words)))


def _keep_default() -> None:
    said = st.session_state
    grain, days = Visibility(said["default-grain"]), int(said["default-days"])
    veiled = grain is not Visibility.NAMED
    by = resources.caller(access.require(Right.SET_VISIBILITY))
    chosen = VisibilityDefault(
        by.entity,
        VeiledKind(said["default-kind"]),
        grain,
        said["default-reason"] if veiled else "",
        min(days, LONGEST_DAYS) if veiled and days > 0 else None,
    )
    visibility.set_default(by, chosen)


def _change(known: Mapping[str, Veiled], entity: str) -> None:
    said = st.session_state
    record, grain = known.get(said["record-which"]), Visibility(said["record-grain"])
    if record is not None:
        veiled = grain is not Visibility.NAMED
        until = _end_of(said["record-until"]) if veiled else None
        told = Disclosure(entity, grain, said["record-reason"] if veiled else "", until)
        visibility.change(resources.caller(access.require(Right.SET_VISIBILITY)), record, told)


def _end_of(last: date | None) -> datetime | None:
    """Return the instant at which a day ends also where it ends last, twelve hours behind universal time."""
    return datetime.combine(last + timedelta(days=1), time(12), UTC) if last else None


def _returned(each: Sharing) -> str:
    if each.reciprocates:
        return _("told by name")
    return n_("not told: {n} more to name", "not told: {n} more to name", each.missing)


title = _("What do others learn of our records?")
sheet = queries.data_sheet("confidentiality", title, viewer.user, synthetic=queries.synthetic())
by = resources.caller(viewer)
found = visibility.shares(by)

widgets.title(title, answer(viewer.entity, found))
access.choose_entity(sorted(queries.library().entities))
left, right = st.columns([6, 5], gap="large")
with left:
    sharing_table(found, sheet)
    withheld_records(visibility.veiled(by), viewer)
with right:
    default_form(visibility.defaults(by))
