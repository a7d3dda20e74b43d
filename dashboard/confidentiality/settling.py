"""The forms: what new records tell by default, and what one record tells from now on."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime

import pandas as pd
import streamlit as st

from dashboard import access, labels, queries, widgets
from dashboard.confidentiality import looking
from dashboard.confidentiality.wording import GRAINS, KINDS
from dashboard.words import _, day, n_
from matching.disclosure import REASONS, reason_of
from matching.policy import Right
from matching.records import Disclosure, Veiled, VeiledKind, Viewer, Visibility, VisibilityDefault

LONGEST_DAYS = 3650


def defaults(found: Mapping[VeiledKind, VisibilityDefault]) -> None:
    """Show the form that sets what new records of a kind tell."""
    widgets.heading(_("What new records tell"))
    with st.form("default", border=True):
        left, middle, right = st.columns([3, 3, 2])
        left.selectbox(
            _("Records"), list(KINDS), format_func=labels.reader(_of(KINDS)), key="default-kind", width="stretch"
        )
        middle.selectbox(
            _("What others may be told"), list(GRAINS), format_func=labels.reader(_of(GRAINS)), key="default-grain"
        )
        right.number_input(
            _("For how many days; 0: no end"), 0, LONGEST_DAYS, 0, key="default-days", help=_("After that they open.")
        )
        st.selectbox(_("Reason, if not all"), REASONS, format_func=labels.reader(_reasons()), key="default-reason")
        st.form_submit_button(_("Keep"), on_click=_keep_default)
    said = [
        _("{records}: {told}").format(records=_(KINDS[kind]), told=_(GRAINS[each.visibility]).lower())
        for kind, each in found.items()
    ]
    st.caption(_("Now: {defaults}. What is older stays as it is.").format(defaults="; ".join(said)))


def records(found: Sequence[Veiled], viewer: Viewer) -> None:
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
        st.selectbox(_("Record"), list(lines), format_func=labels.reader(lines), key="record-which")
        left, right = st.columns(2)
        left.selectbox(
            _("What others may be told"), list(GRAINS), format_func=labels.reader(_of(GRAINS)), key="record-grain"
        )
        right.selectbox(_("Reason, if not all"), REASONS, format_func=labels.reader(_reasons()), key="record-reason")
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
    chosen = VisibilityDefault(
        access.require(Right.SET_VISIBILITY).entity,
        VeiledKind(said["default-kind"]),
        grain,
        said["default-reason"] if veiled else "",
        min(days, LONGEST_DAYS) if veiled and days > 0 else None,
    )
    looking.keep_default(chosen)


def _change(known: Mapping[str, Veiled], entity: str) -> None:
    said = st.session_state
    record, grain = known.get(said["record-which"]), Visibility(said["record-grain"])
    if record is not None:
        veiled = grain is not Visibility.NAMED
        until = looking.end_of(said["record-until"]) if veiled else None
        looking.change(record, Disclosure(entity, grain, said["record-reason"] if veiled else "", until))


def _of(names: Mapping[str, str]) -> dict[str, str]:
    return {code: _(name) for code, name in names.items()}


def _reasons() -> dict[str, str]:
    return {each: labels.withholding(each) for each in REASONS}
