"""Emergency mode: what happened, where, and at once whom to call, how fast they are, who asks already, what lacks."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from acts.country import emergencies
from dashboard import choices, labels, widgets
from dashboard.coordination import names
from dashboard.country.callsheet import call_sheet
from dashboard.country.callwords import ask_text, commitment_row, commitments_columns, emergency_name, gap_row, hours
from dashboard.country.queries import called
from dashboard.country.wording import PRESENCES, partner_name
from dashboard.downloads import DataSheet
from dashboard.words import _, n_, number
from matching.country import CallUp, Portrait

KEY = "emergency"  # name in the address
# Partners that only offer, on the screen for each resource; the file has them all.
SHOWN = 8


def show(portrait: Portrait, sheet: DataSheet) -> None:
    """Show the choice of emergency, then commitments, what is missing, others to call, and who asks already."""
    types = emergencies()
    chosen = choices.selectbox(
        _("What happened"),
        {key: emergency_name(each) for key, each in types.items()},
        key="country-emergency",
        in_address=KEY,
        width=360,
    )
    found = called(portrait, str(chosen))
    st.markdown(f"**{_answer(found)}**")
    widgets.hand_out(
        _("Call sheet to print (HTML)"),
        lambda: call_sheet(found, portrait),
        name=f"concert-call-sheet-{found.country}-{found.emergency.id}.html",
        mime="text/html",
        icon=":material/print:",
        key="country-call-sheet",
        primary=True,
    )
    _gaps(found, sheet)
    _commitments(found, sheet)
    _others(found, sheet)
    _asking(found, sheet)


def _answer(found: CallUp) -> str:
    first = found.commitments[0].standby.hours if found.commitments else None
    committed = n_("{n} commitment holds", "{n} commitments hold", len(found.commitments))
    gaps = n_("{n} resource lacks a commitment in time", "{n} resources lack a commitment in time", len(found.gaps))
    if first is None:
        said = _("{emergency}, {country}: no commitment holds; {gaps}.")
        return said.format(emergency=emergency_name(found.emergency), country=labels.place(found.country), gaps=gaps)
    return _("{emergency}, {country}: {committed}, the fastest within {hours}; {gaps}.").format(
        emergency=emergency_name(found.emergency),
        country=labels.place(found.country),
        committed=committed,
        hours=hours(first),
        gaps=gaps,
    )


def _gaps(found: CallUp, sheet: DataSheet) -> None:
    columns = [_("Resource"), _("Standing"), _("Needed within"), _("What is asked for"), _("Commitments")]
    table = pd.DataFrame(
        [gap_row(each) for each in found.answers], columns=[*columns, _("Others here that offer it"), _("Source")]
    )
    widgets.heading(_("What this emergency asks for"))
    st.dataframe(table, hide_index=True, height="content", alt=_("What this emergency asks for"), key="country-asks")
    st.caption(
        _(
            "Types after the hazard classification of UNDRR and ISC; what each asks for is from A/66/320 ¶32, Box 8 "
            "and A/72/310 Box 3 where the source says so, else written for Concert."
        )
    )
    widgets.downloads(table, sheet, "country-asks-file")


def _commitments(found: CallUp, sheet: DataSheet) -> None:
    rows = [commitment_row(each) for each in found.commitments]
    table = pd.DataFrame(rows, columns=commitments_columns())
    said = n_("{n} commitment holds", "{n} commitments hold", len(rows))
    widgets.heading(said)
    if rows:
        st.dataframe(table, hide_index=True, height="content", alt=said, key="country-standbys")
        widgets.downloads(table, sheet, "country-standbys-file")
    st.caption(_("Commitments for this place and type of emergency whose time has not lapsed; the fastest first."))


def _others(found: CallUp, sheet: DataSheet) -> None:
    rows = [
        (
            labels.resource(answer.ask.resource),
            each.profile.partner.name,
            _(PRESENCES[each.presence]),
            labels.kind_and_size(each.profile.partner),
            len(each.engagements),
        )
        for answer in found.answers
        for each in answer.others
    ]
    columns = [_("Resource"), _("Partner"), _("Presence"), _("Kind"), _("Engagements")]
    table = pd.DataFrame(rows, columns=columns)
    first = table.groupby(_("Resource"), sort=False).head(SHOWN)
    said = _("Partners here that offer what is asked, without a commitment")
    widgets.heading(said)
    st.dataframe(first, hide_index=True, height=320, alt=said, key="country-others")
    st.caption(
        _("At most {n} a resource, those at home here and in touch with the UN first; the file has {all}.").format(
            n=number(SHOWN), all=number(len(rows))
        )
    )
    widgets.downloads(table, sheet, "country-others-file")


def _asking(found: CallUp, sheet: DataSheet) -> None:
    rows = [
        (
            seen.entity,
            partner_name(seen.partner),
            labels.resource(seen.resource),
            names.stage(seen.stage),
            ask_text(seen.window.end),
        )
        for seen in found.approaches
    ]
    columns = [_("Entity"), _("Partner"), _("Resource"), _("Stage"), _("Until")]
    table = pd.DataFrame(rows, columns=columns)
    said = n_("{n} live approach asks here already", "{n} live approaches ask here already", len(rows))
    widgets.heading(said)
    if rows:
        st.dataframe(table, hide_index=True, height="content", alt=said, key="country-asking")
        widgets.downloads(table, sheet, "country-asking-file")
    st.caption(_("For the same resources, as far as you may see: speak with them before you call the same partner."))
