"""Emergency mode: what happened, where, and at once whom to call, how fast they are, who asks already, what lacks."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pandas as pd
import streamlit as st

from acts.country import emergencies
from dashboard import choices, labels, widgets
from dashboard.coalitions.brief import Section, page
from dashboard.coordination import names
from dashboard.country.queries import called
from dashboard.country.wording import CONVENORS, GAPS, PRESENCES, partner_name
from dashboard.downloads import DataSheet
from dashboard.words import _, day, moment, n_, number, spoken
from matching.country import CallUp, Commitment, EmergencyResponse, Portrait
from matching.records import Approach, Emergency

KEY = "emergency"  # name in the address
# Partners that only offer, on the screen for each resource; the file has them all.
SHOWN = 8
# Others on paper for each resource: a sheet that one person works off by telephone.
FIRST = 5


def show(portrait: Portrait, sheet: DataSheet) -> tuple[Approach, ...]:
    """Show the choice of emergency, then commitments, what is missing, others to call, and who asks already.

    Return the approaches of those who ask.
    """
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
    return found.approaches


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


def call_sheet(found: CallUp, portrait: Portrait) -> str:
    """Return the page: missing resources, commitments with a box to tick, others, who asks already, who convenes."""
    title = _("Call sheet: {emergency}, {country}").format(
        emergency=emergency_name(found.emergency), country=labels.place(found.country)
    )
    footer = _("Made with Concert, {moment}. It counts what you may see.").format(moment=moment(datetime.now(UTC)))
    synthetic = any(each.standby.origin.synthetic for each in found.commitments) or any(
        each.profile.partner.origin.synthetic for each in portrait.partners
    )
    sections = [
        _convenor_section(portrait),
        _asked_section(found),
        _commitments_section(found),
        _others_section(found),
        _asking_section(found),
    ]
    return page(title, moment(datetime.now(UTC)), sections, footer, synthetic=synthetic)


def _convenor_section(portrait: Portrait) -> Section:
    network = portrait.network
    named = [partner_name(each) for each in (network.connecting, network.association) if each]
    return Section(_("Who can call local companies together"), (_(CONVENORS[network.convenor]), *named))


def _asked_section(found: CallUp) -> Section:
    columns = (_("Resource"), _("Standing"), _("Needed within"), _("What is asked for"), _("Commitments"))
    rows = tuple(gap_row(each)[:5] for each in found.answers)
    return Section(_("What this emergency asks for"), (), columns, rows)


def _commitments_section(found: CallUp) -> Section:
    columns = (_("Called"), *commitments_columns()[:4], _("Note"))
    rows = tuple(("☐", *commitment_row(each)[:4], commitment_row(each)[7]) for each in found.commitments)
    lines = () if rows else (_("No commitment holds for this place and type of emergency."),)
    return Section(_("Call first: commitments, the fastest first"), lines, columns, rows)


def _others_section(found: CallUp) -> Section:
    columns = (_("Called"), _("Resource"), _("Partner"), _("Presence"), _("Kind"))
    rows = tuple(
        (
            "☐",
            labels.resource(answer.ask.resource),
            each.profile.partner.name,
            _(PRESENCES[each.presence]),
            labels.kind_and_size(each.profile.partner),
        )
        for answer in found.answers
        for each in answer.others[:FIRST]
    )
    return Section(_("Call next: partners here that offer it without a commitment"), (), columns, rows)


def _asking_section(found: CallUp) -> Section:
    columns = (_("Entity"), _("Partner"), _("Resource"), _("Stage"))
    rows = tuple(
        (seen.entity, partner_name(seen.partner), labels.resource(seen.resource), names.stage(seen.stage))
        for seen in found.approaches
    )
    lines = () if rows else (_("Nobody asks here for these resources, as far as you may see."),)
    return Section(_("Speak first with those who ask already"), lines, columns, rows)


def emergency_name(emergency: Emergency) -> str:
    """Return what a type of emergency is called."""
    return emergency.names.get(spoken().code) or emergency.names["en"]


def hours(value: int) -> str:
    """Return a number of hours; whole days from three days on."""
    if value >= 72 and value % 24 == 0:
        return n_("{n} day", "{n} days", value // 24)
    return n_("{n} hour", "{n} hours", value)


def ask_text(value: date | None) -> str:
    """Return a day, or nothing."""
    return day(value) if value else ""


def gap_row(answer: EmergencyResponse) -> tuple[str, ...]:
    """Return a resource with what is asked of it, how it stands, and the source."""
    return (
        labels.resource(answer.ask.resource),
        _(GAPS[answer.gap]),
        hours(answer.ask.hours),
        answer.ask.what.get(spoken().code) or answer.ask.what["en"],
        number(len(answer.commitments)),
        number(len(answer.others)),
        answer.ask.source if answer.ask.source.startswith("A/") else _("written for Concert"),
    )


def commitments_columns() -> list[str]:
    """Return the columns of `commitment_row`."""
    columns = [_("Within"), _("Partner"), _("Resource"), _("What"), _("Kind"), _("Home")]
    return [*columns, _("Holds until"), _("Note"), _("Data")]


def commitment_row(each: Commitment) -> tuple[str, ...]:
    """Return a commitment: how fast, who, what, until when."""
    partner = each.profile.partner
    note = _("asked for quiet until {day}").format(day=day(each.quiet)) if each.quiet else ""
    return (
        hours(each.standby.hours),
        partner.name,
        labels.resource(each.standby.resource),
        each.standby.text,
        labels.kind_and_size(partner),
        labels.place(partner.country) if partner.country else "",
        ask_text(each.standby.period.end),
        note,
        _("invented") if each.standby.origin.synthetic else each.standby.origin.source,
    )
