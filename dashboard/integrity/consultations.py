"""Screenings of other entities: which there are of a partner, what is asked of them, and what they ask of us."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd
import streamlit as st

from acts import act, screenings
from dashboard import resources, widgets
from dashboard.integrity import feedback, queries, wording
from dashboard.markup import plain
from dashboard.words import _, day, n_, series
from matching.integrity import Known, Verdicts, known_before
from matching.policy import Right, may
from matching.records import Consultation, ConsultationAnswer, Viewer

_SHOWN = 10
_ASKED = 4  # entities offered to ask at once; the others are named


def show(viewer: Viewer, verdicts: Verdicts) -> None:
    """Show the questions that wait for the viewer's entity, each with its two answers, then what it has asked."""
    found = queries.consultations(viewer)
    waiting = [each for each in found if each.asked == viewer.entity and each.answer is None]
    resources.note_reading(viewer, "integrity", [(each.disclosure.owner_entity, each.id) for each in waiting[:_SHOWN]])
    own = [each for each in found if each.entity == viewer.entity]
    held = verdicts.dossiers.partners
    if waiting:
        widgets.heading(n_("{n} question waits for your entity", "{n} questions wait for your entity", len(waiting)))
    for each in waiting[:_SHOWN]:
        name = held[each.partner].name if each.partner in held else each.partner
        with st.container(border=True):
            st.markdown(
                _("**{entity}** asks what your screening of **{partner}** has shown, since {day}.").format(
                    entity=plain(each.entity), partner=plain(name), day=day(each.on)
                )
            )
            if may(viewer, Right.SCREEN):
                _answers(each, viewer)
    if own:
        _asked(own, {key: partner.name for key, partner in held.items()})


def _answers(each: Consultation, viewer: Viewer) -> None:
    st.text_input(
        _("Where they find it, or why not"), max_chars=500, key=f"note-{each.id}", placeholder=_("Sent by mail today")
    )
    with st.container(horizontal=True, gap="small"):
        for said, label in (
            (ConsultationAnswer.GIVEN, _("We give it")),
            (ConsultationAnswer.DECLINED, _("We don't give it")),
        ):
            st.button(label, key=f"{said}-{each.id}", on_click=_answer, args=(each.id, said, viewer))
    st.caption(_("The text of a report is not kept in Concert; only that it was given, when and where."))


def _answer(question: str, said: ConsultationAnswer, viewer: Viewer) -> None:
    note = str(st.session_state.get(f"note-{question}") or "")
    feedback.attempt(_("Answered."), lambda: screenings.answer(resources.caller(viewer), question, said, note))


def _asked(own: Sequence[Consultation], called: dict[str, str]) -> None:
    table = pd.DataFrame(
        [
            {
                _("Partner"): called.get(each.partner, each.partner),
                _("Asked whom"): each.asked,
                _("On"): day(each.on),
                _("Answer"): _(wording.ANSWERS[each.answer]) if each.answer else _("none yet"),
                _("Note"): each.note,
            }
            for each in reversed(own)
        ]
    )
    said = n_("Your entity asked {n} time", "Your entity asked {n} times", len(own))
    widgets.heading(said)
    st.dataframe(table, hide_index=True, alt=said, key="asked")


def show_previous(partner: str, entity: str, viewer: Viewer) -> None:
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
