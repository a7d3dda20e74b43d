"""Who has screened a partner before, told before another screening begins, with one click to ask (R17 ¶33–34)."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from acts import act, screenings
from dashboard import resources, widgets
from dashboard.integrity import feedback, queries, wording
from dashboard.markup import plain
from dashboard.words import _, day, n_, series
from matching.integrity import Known, known_before
from matching.policy import Right, may
from matching.records import Consultation, Viewer

_ASKED = 4  # entities offered to ask at once; the others are named


def show(partner: str, entity: str, viewer: Viewer) -> None:
    """Say who has screened it already, whose report may be asked for, and offer to ask or to begin."""
    known = known_before(partner, queries.all_screenings(), entity, act.today())
    acting = viewer.entity != "" and may(viewer, Right.SCREEN)
    asked = [each for each in queries.consultations(viewer) if each.partner == partner and each.entity == viewer.entity]
    with st.container(border=True):
        widgets.heading(_("Screened before?"))
        _told(known)
        _questions(asked)
        if acting:
            _ask(known, partner, viewer, asked)
            _begin(known, partner, viewer)


def _told(known: Known) -> None:
    if known.count and known.latest:
        said = n_(
            "Already screened by {n} other entity, latest on ",
            "Already screened by {n} other entities, latest on ",
            known.count,
        )
        st.markdown(said + (day(known.latest) if known.latest else "–") + ".")
        if known.named:
            st.markdown(_("Among them {entities}.").format(entities=series(list(known.named))))
        if known.reports:
            st.markdown(_("The report may be asked for: {entities}.").format(entities=series(list(known.reports))))
    else:
        st.markdown(_("No other entity's screening that you may know of."))
    if known.own and known.own.done:
        own = known.own
        said = _("Your own of {day} still counts: {ruling}.")
        st.markdown(
            said.format(
                day=day(own.done) if own.done else "–", ruling=wording.ruling(own.ruling) if own.ruling else "–"
            )
        )


def _questions(asked: Sequence[Consultation]) -> None:
    for each in asked:
        if each.answer is None:
            st.caption(_("{entity} was asked on {day}; no answer yet.").format(entity=each.asked, day=day(each.on)))
        else:
            said = _("{entity} answered on {day}: {answer}.").format(
                entity=each.asked, day=day(each.answered_on or each.on), answer=_(wording.ANSWERS[each.answer])
            )
            st.caption(f"{said} {plain(each.note)}")


def _ask(known: Known, partner: str, viewer: Viewer, asked: Sequence[Consultation]) -> None:
    open_ = {each.asked for each in asked if each.answer is None}
    # Those first who have said that their report may be asked for.
    others = [*known.reports, *(name for name in known.named if name not in known.reports)]
    with st.container(horizontal=True, gap="small"):
        for other in [name for name in others if name not in open_][:_ASKED]:
            st.button(
                _("Ask {entity} for its report").format(entity=other)
                if other in known.reports
                else _("Consult {entity}").format(entity=other),
                key=f"ask-{other}",
                on_click=_do_ask,
                args=(partner, other, viewer),
            )


def _do_ask(partner: str, other: str, viewer: Viewer) -> None:
    feedback.attempt(
        _("{entity} was asked; the answer will stand here and under “Screenings”.").format(entity=other),
        lambda: screenings.consult(resources.caller(viewer), partner, other),
    )


def _begin(known: Known, partner: str, viewer: Viewer) -> None:
    running = [
        each
        for each in queries.all_screenings()
        if each.partner == partner and each.entity == viewer.entity and each.done is None
    ]
    if running:
        st.markdown(_("A screening of your entity is open since {day}.").format(day=day(running[-1].asked)))
    else:
        st.button(
            _("Begin a screening for {entity}").format(entity=viewer.entity),
            on_click=_do_begin,
            args=(partner, viewer),
            key="begin",
            type="secondary" if known.own or known.count else "primary",
        )


def _do_begin(partner: str, viewer: Viewer) -> None:
    feedback.attempt(
        _("Begun. It waits for its outcome under “Screenings”."),
        lambda: screenings.begin(resources.caller(viewer), partner),
    )
