"""What other entities ask of the viewer's entity about partners, and what it has asked them."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd
import streamlit as st

from acts import screenings
from dashboard import noting, resources, widgets
from dashboard.integrity import feedback, queries, wording
from dashboard.markup import plain
from dashboard.words import _, day, n_
from matching.integrity import Verdicts
from matching.policy import Right, may
from matching.records import Consultation, ConsultationAnswer, Viewer

_SHOWN = 10


def show(viewer: Viewer, verdicts: Verdicts) -> None:
    """Show the questions that wait for the viewer's entity, each with its two answers, then what it has asked."""
    found = queries.consultations(viewer)
    waiting = [each for each in found if each.asked == viewer.entity and each.answer is None]
    noting.read(viewer, "integrity", [(each.disclosure.owner_entity, each.id) for each in waiting[:_SHOWN]])
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
