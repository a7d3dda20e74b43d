"""The intake page: offers as time and mandates moved them on, the form, a company's own, the coordinator's queue."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import streamlit as st

from acts import offers
from acts.errors import NotFoundError
from acts.offers import IntakeError, log, of_company
from dashboard import access, choices, labels, queries, resources, widgets
from dashboard.markup import plain
from dashboard.network import wording
from dashboard.words import _, day, moment, percent
from matching.intake import MOST_ROUTES, OfferAct, Stand, allowed
from matching.policy import Right
from matching.records import LONGEST_ANSWER, LONGEST_OFFER, Offer, OfferRoute, OfferStage, UserRole, Viewer

# Enough to show how it works; a list of thousands helps nobody.
MOST_COMPANIES = 50
DONE = "offers-done"  # what an act has to say when the page is shown again


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
        receive(viewer, country, name, text, contact)
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
    found = of_country(viewer, country)
    left = waiting(found)
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
    do(viewer, offer, what, answer=say.get(f"o-answer-{offer.id}", ""), to=say.get(f"o-to-{offer.id}", []))


def speaking(viewer: Viewer) -> Viewer:
    """Return the viewer; in the demonstration an outsider speaks for an invented company that they choose."""
    if viewer.partner or not access.demonstration():
        return viewer
    held = queries.library().profiles
    firms = [key for key, profile in held.items() if profile.partner.origin.synthetic and profile.partner.size][
        :MOST_COMPANIES
    ]
    names = {key: held[key].partner.name for key in firms}
    chosen = choices.selectbox(
        _("My company"), names, key="n-company", in_address="company", persist_state="session", width=320
    )
    return replace(viewer, partner=str(chosen or ""))


@st.cache_data(ttl="1m", max_entries=1, show_spinner=False)
def let_time_pass() -> int:
    """Move on what nobody took in five working days, at most once a minute; return how many offers moved."""
    return offers.let_time_pass(resources.engine())


def of_country(viewer: Viewer, country: str) -> tuple[Offer, ...]:
    """Return the offers of a country that a viewer may read, the oldest first."""
    let_time_pass()
    found = offers.of_country(resources.caller(viewer), country)
    # What came in before the mandates were read has waited for this.
    return tuple(_routed(each, viewer) if each.stage is OfferStage.RECEIVED else each for each in found)


def receive(viewer: Viewer, country: str, name: str, text: str, contact: str = "") -> None:
    """Take in an offer and route it at once, where the directory of mandates is ready; called by a button."""
    access.require(Right.OFFER)
    _routed(offers.receive(resources.caller(viewer), country, name, text, contact), viewer)
    if viewer.partner:
        st.session_state[DONE] = _("Your offer has been received. You get one answer, here.")


def routes(offer: Offer) -> tuple[OfferRoute, ...]:
    """Return to whom an offer should go; nobody while the mandates are being read, or when it says too little."""
    directory = resources.readers().directory
    return () if directory is None else offers.routes(offer, directory, resources.encoder())


def do(
    viewer: Viewer, offer: Offer, what: OfferAct, *, why: str = "", answer: str = "", to: Sequence[str] = ()
) -> None:
    """Do something with an offer, or say why it is too late; called by a button."""
    access.require(Right.CLAIM_OFFERS, Right.OFFER)
    given = {each.entity: each for each in routes(offer)} if what is OfferAct.ROUTE else {}
    chosen = tuple(given.get(entity, OfferRoute(entity)) for entity in to) or tuple(given.values())
    try:
        offers.move(resources.caller(viewer), offer, what, why=why, answer=answer, to=chosen)
    except (IntakeError, NotFoundError):
        st.session_state[DONE] = _("Somebody was quicker, or something is missing: nothing was changed. Look again.")


def waiting(found: Sequence[Offer]) -> list[Offer]:
    """Return what is not settled yet, what waits for the coordinator first, then the oldest."""
    settled = {OfferStage.ANSWERED, OfferStage.WITHDRAWN}
    left = [each for each in found if each.stage not in settled]
    return sorted(left, key=lambda each: (each.stage is not OfferStage.ESCALATED, each.received))


def _routed(offer: Offer, viewer: Viewer) -> Offer:
    found = routes(offer)
    return offers.route(resources.caller(viewer), offer, found) if found else offer
