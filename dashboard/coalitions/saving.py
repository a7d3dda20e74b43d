"""A coalition at hand becomes a saved one: its record, and the form that asks for the rest."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from acts import coalitions
from dashboard import choices, queries, resources
from dashboard.coalitions import queries as questions
from dashboard.coalitions.question import Build
from dashboard.markup import plain
from dashboard.words import _
from matching.coalitions import Assembly, Choice
from matching.coalitions.seats import places
from matching.records import Coalition, Disclosure, Origin, Seat, Viewer, new_id

SAVED = "c-saved"  # id of the coalition that was just saved
TROUBLE = "c-trouble"  # why it was not


def form(build: Build, made: Assembly, choice: Choice, viewer: Viewer) -> None:
    """Ask for a title and the UN side, and save; the address of the saved one is shown."""
    with st.form("c-save", border=True):
        need = made.need
        st.text_input(_("Title"), value=(need.title or need.text)[:120], max_chars=300, key="c-title")
        entities = sorted(queries.library().entities)
        choices.multiselect(
            _("UN entities, the owner first"),
            entities,
            default=[need.entity] if need.entity in entities else [],
            key="c-entities",
            help=_("With several entities, all of them steer together."),
        )
        st.form_submit_button(
            _("Save this coalition"),
            type="primary",
            icon=":material/save:",
            on_click=_save,
            args=(build, choice, viewer),
        )
    if trouble := st.session_state.pop(TROUBLE, ""):
        st.error(trouble)
    if saved := st.session_state.pop(SAVED, ""):
        st.switch_page("views/coalition.py", query_params={"coalition": saved})


def _save(build: Build, choice: Choice, viewer: Viewer) -> None:
    entities = tuple(st.session_state.get("c-entities", ()))
    title = str(st.session_state.get("c-title", "")).strip()
    made = questions.assembly(build)
    if made is None or not entities or not title:
        st.session_state[TROUBLE] = _("A coalition needs a title and at least one UN entity.")
        return
    record = coalition_of(build, made, choice, title=title, entities=entities, viewer=viewer)
    try:
        coalitions.save(resources.caller(viewer), record, _("made in the builder"))
    except ValueError as error:
        st.session_state[TROUBLE] = plain(str(error))
        return
    st.session_state[SAVED] = record.id


def coalition_of(
    build: Build, made: Assembly, choice: Choice, *, title: str, entities: Sequence[str], viewer: Viewer
) -> Coalition:
    """Return the members at hand as a new coalition of the viewer's entity, seats as proposed."""
    firms = {alliance.id: tuple(sorted(alliance.members)) for alliance in made.alliances}
    seats = tuple(
        Seat(seat.holder, seat.role, members=firms.get(seat.holder, ()), locked=seat.holder in build.locked)
        for seat in places(made.coverage, choice, made.profiles, made.need)
    )
    invented = any(made.profiles[member].partner.origin.synthetic for member in choice.members)
    return Coalition(
        id=new_id("coalition"),
        need=build.need,
        title=title,
        entities=tuple(entities),
        seats=seats,
        origin=Origin("made by a user", synthetic=invented),
        disclosure=Disclosure(viewer.entity or entities[0]),
        text="" if build.need else build.text,
        facets=made.coverage.facets,
        demands=tuple(f"{demand.wish.value}:{demand.bound}" for demand in build.demands),
        steering=tuple(entities) if len(entities) > 1 else (),
    )
