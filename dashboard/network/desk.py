"""The intake page piece by piece: the form, a company's own offers, and the queue of those who answer."""

from __future__ import annotations

import streamlit as st

from acts.offers import log, of_company
from dashboard import choices, labels, queries, resources, widgets
from dashboard.markup import plain
from dashboard.network import offers, wording
from dashboard.words import _, day, moment, percent
from matching.intake import MOST_ROUTES, OfferAct, Stand, allowed
from matching.records import LONGEST_ANSWER, LONGEST_OFFER, Offer, OfferRoute, UserRole, Viewer


def form(viewer: Viewer, country: str) -> None:
    """Show the form for an offer: a company's own, or one that the coordinator types for it."""
    own = queries.library().profiles.get(viewer.partner)
    with st.form("o-form", clear_on_submit=True, border=True):
        widgets.heading(_("Make an offer") if viewer.partner else _("An offer has come in"))
        name = own.partner.name if own else st.text_input(_("Company"), max_chars=300, key="o-name")
        text = st.text_area(
            _("What is offered, in any of the six languages"), max_chars=LONGEST_OFFER, height=140, key="o-text"
        )
        contact = st.text_input(_("Whom to reach"), max_chars=300, key="o-contact")
        sent = st.form_submit_button(_("Send"), type="primary", icon=":material/send:")
    if sent and text.strip() and name and name.strip():
        offers.receive(viewer, country, name, text, contact)
        st.rerun()
    elif sent:
        st.error(_("Say who offers, and what."))


def mine(viewer: Viewer) -> None:
    """Show a company its own offers, with one answer each."""
    stands = {
        Stand.RECEIVED: _("Received"),
        Stand.WITH_US: _("With the United Nations"),
        Stand.ANSWERED: _("Answered"),
        Stand.WITHDRAWN: _("Taken back"),
    }
    found = of_company(resources.caller(viewer))
    if not found:
        widgets.empty(_("You have made no offer yet."), _("Make one above: it goes to those whose field it is."))
    for each in found:
        with st.container(border=True):
            st.caption(f"{plain(labels.place(each.country))} · {day(each.received.date())} · {stands[each.stand]}")
            st.markdown(plain(each.text))
            if each.answer:
                by = each.by or _("the resident coordinator's office")
                said = _("Answer of {entity}:").format(entity=by)
                st.success(f"{plain(said)} {plain(each.answer)}")


def queue(viewer: Viewer, country: str) -> None:
    """Show the offers of a country that wait, and those that are settled below."""
    found = offers.of_country(viewer, country)
    left = offers.waiting(found)
    if not found:
        widgets.empty(
            _("No offer has come in here."),
            _("What companies offer, and what the coordinator types in, appears here with the entities it is for."),
        )
    for each in left:
        _offer(viewer, each)
    settled = [each for each in found if each not in left]
    if settled:
        with st.expander(_("Settled"), icon=":material/done_all:"):
            for each in reversed(settled):
                _offer(viewer, each)


def _offer(viewer: Viewer, offer: Offer) -> None:
    with st.container(border=True):
        stage = _(wording.STAGES[offer.stage])
        taken = f" · {plain(offer.taken_by)}" if offer.taken_by else ""
        st.caption(f"{plain(offer.name)} · {day(offer.received.date())} · {stage}{taken}")
        st.markdown(plain(offer.text))
        for each in offer.routes:
            _route(each)
        if offer.answer:
            st.success(plain(offer.answer))
        _acts(viewer, offer)
        with st.expander(_("Every step")):
            for event in log(resources.caller(viewer), [offer.id])[offer.id]:
                st.caption(plain(f"{moment(event.at)} · {event.transition} · {event.who} {event.why}"))


def _route(each: OfferRoute) -> None:
    score = "" if each.score is None else f" {percent(each.score)}"
    not_theirs = _("not for them")
    passed = f" · {not_theirs}" if each.passed else ""
    said = f"**{plain(each.entity)}**{score}{passed}"
    if each.pointers:
        said += f": “{plain(each.pointers[0].said)}” – “{plain(each.pointers[0].known)}”"
    st.markdown(said)


def _acts(viewer: Viewer, offer: Offer) -> None:
    """The buttons for what this viewer may do now, and no others."""
    possible = allowed(viewer, offer)
    if OfferAct.ANSWER in possible:
        st.text_area(_("Answer to the company"), max_chars=LONGEST_ANSWER, key=f"o-answer-{offer.id}")
    if OfferAct.ROUTE in possible:
        choices.multiselect(
            _("Route to"), sorted(queries.library().entities), max_selections=MOST_ROUTES, key=f"o-to-{offer.id}"
        )
    labels_of = {
        OfferAct.TAKE: _("Take it"),
        OfferAct.PASS: _("Not for us"),
        OfferAct.RELEASE: _("Give it back"),
        OfferAct.ANSWER: _("Send the answer"),
        OfferAct.ROUTE: _("Route"),
        OfferAct.WITHDRAW: _("Take it back"),
    }
    with st.container(horizontal=True):
        for what, label in labels_of.items():
            if what in possible and not (what is OfferAct.WITHDRAW and viewer.role is UserRole.COORDINATOR):
                st.button(label, key=f"o-do-{what.value}-{offer.id}", on_click=_do, args=(viewer, offer, what))


def _do(viewer: Viewer, offer: Offer, what: OfferAct) -> None:
    say = st.session_state
    offers.do(viewer, offer, what, answer=say.get(f"o-answer-{offer.id}", ""), to=say.get(f"o-to-{offer.id}", []))
