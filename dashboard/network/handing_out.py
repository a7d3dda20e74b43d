"""What a coordinator hands out of a list: invitation list and agenda, as a page of HTML and as PDF."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime

import streamlit as st

from dashboard import labels, queries, widgets
from dashboard.coalitions import brief
from dashboard.coalitions.brief import Section
from dashboard.markup import plain
from dashboard.network import pdf, wording
from dashboard.network.queries import Made, collisions
from dashboard.words import _, moment, n_, number
from matching.convening import agenda, instead, invitees


def invitation(made: Made) -> list[Section]:
    """Return the invitation list with reasons and alternates, and the agenda."""
    held = queries.library().profiles
    rows = []
    for place, each in enumerate(invitees(made.invitation), start=1):
        partner = held[each.partner].partner
        others = ", ".join(wording.name(other.partner) for other in instead(made.invitation, each.partner))
        home = labels.place(partner.country) if partner.country else ""
        rows.append((number(place), partner.name, labels.kind_and_size(partner), home, wording.reason(each), others))
    columns = (_("Place"), _("Partner"), _("Kind"), _("Country"), _("Why"), _("Instead"))
    points = agenda(made.invitation, made.asked, collisions(made.country))
    timed = tuple(
        (n_("{n} minute", "{n} minutes", each.minutes), wording.point(each), wording.details(each)) for each in points
    )
    head = (wording.answer(made),)
    return [
        Section(_("Invitation list"), head, columns, tuple(rows)),
        Section(_("Agenda"), (), (_("Time"), _("Subject"), _("Who and what")), timed),
    ]


def offer(title: str, sections: Sequence[Section], name: str, key: str) -> None:
    """Offer sections as a page of HTML and as PDF, each made only when asked for."""
    now = datetime.now(UTC).replace(microsecond=0)
    footer = _("Made with Concert, {moment}. A proposal to be discussed: it replaces neither due diligence nor a talk.")
    said = footer.format(moment=moment(now))
    invented = queries.synthetic()
    with st.container(horizontal=True, gap="small", width="content"):
        widgets.hand_out(
            _("PDF"),
            lambda: pdf.page(title, "", sections, said, synthetic=invented, made=now),
            name=f"{name}.pdf",
            mime="application/pdf",
            icon=":material/picture_as_pdf:",
            key=f"{key}-pdf",
        )
        widgets.hand_out(
            _("Page for a slow line (HTML)"),
            lambda: brief.page(title, "", sections, said, synthetic=invented),
            name=f"{name}.html",
            mime="text/html",
            icon=":material/print:",
            key=f"{key}-html",
        )


def show(made: Made) -> None:
    """Show the agenda, and offer the invitation list with it to be printed."""
    sections = invitation(made)
    title = _("{country}: whom to convene").format(country=labels.place(made.country))
    with st.expander(_("Invitation list and agenda"), icon=":material/print:", expanded=True):
        for time, subject, details in sections[1].rows:
            st.markdown(f"- **{time}** · {_line(subject, details)}")
        offer(title, sections, f"concert-invitation-{made.country}", "n-invitation")


def _line(subject: str, details: str) -> str:
    return f"{plain(subject)}. {plain(details)}" if details else plain(subject)
