"""The call sheet of an emergency as one static page to print: nothing fetched, every word of others escaped."""

from __future__ import annotations

from datetime import UTC, datetime

from dashboard import labels
from dashboard.coalitions.brief import Section, page
from dashboard.coordination import names
from dashboard.country.callwords import commitment_row, commitments_columns, emergency_name, gap_row
from dashboard.country.wording import CONVENORS, PRESENCES, partner_name
from dashboard.words import _, moment
from matching.country import CallUp, Portrait

# Others on paper for each resource: a sheet that one person works off by telephone.
FIRST = 5


def call_sheet(found: CallUp, portrait: Portrait) -> str:
    """Return the page: missing resources, commitments with a box to tick, others, who asks already, who convenes."""
    title = _("Call sheet: {emergency}, {country}").format(
        emergency=emergency_name(found.emergency), country=labels.place(found.country)
    )
    footer = _("Made with Concert, {moment}. It counts what you may see.").format(moment=moment(datetime.now(UTC)))
    synthetic = any(each.standby.origin.synthetic for each in found.commitments) or any(
        each.profile.partner.origin.synthetic for each in portrait.partners
    )
    sections = [_convenor(portrait), _asks(found), _commitments(found), _others(found), _asking(found)]
    return page(title, moment(datetime.now(UTC)), sections, footer, synthetic=synthetic)


def _convenor(portrait: Portrait) -> Section:
    network = portrait.network
    named = [partner_name(each) for each in (network.connecting, network.association) if each]
    return Section(_("Who can call local companies together"), (_(CONVENORS[network.convenor]), *named))


def _asks(found: CallUp) -> Section:
    columns = (_("Resource"), _("Standing"), _("Needed within"), _("What is asked for"), _("Commitments"))
    rows = tuple(gap_row(each)[:5] for each in found.answers)
    return Section(_("What this emergency asks for"), (), columns, rows)


def _commitments(found: CallUp) -> Section:
    columns = (_("Called"), *commitments_columns()[:4], _("Note"))
    rows = tuple(("☐", *commitment_row(each)[:4], commitment_row(each)[7]) for each in found.commitments)
    lines = () if rows else (_("No commitment holds for this place and type of emergency."),)
    return Section(_("Call first: commitments, the fastest first"), lines, columns, rows)


def _others(found: CallUp) -> Section:
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


def _asking(found: CallUp) -> Section:
    columns = (_("Entity"), _("Partner"), _("Resource"), _("Stage"))
    rows = tuple(
        (seen.entity, partner_name(seen.partner), labels.resource(seen.resource), names.stage(seen.stage))
        for seen in found.approaches
    )
    lines = () if rows else (_("Nobody asks here for these resources, as far as you may see."),)
    return Section(_("Speak first with those who ask already"), lines, columns, rows)
