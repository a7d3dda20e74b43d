"""Saved coalitions: how one is saved, which there are, one with its versions, and how it stands today."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

import streamlit as st

from acts import coalitions
from acts.coalitions import Revision
from acts.errors import StaleError
from dashboard import choices, queries, resources
from dashboard.coalitions import queries as questions
from dashboard.coalitions.question import Build
from dashboard.coalitions.wording import STATES
from dashboard.markup import plain
from dashboard.words import _
from matching.coalitions import Alliance, Assembly, Choice, Demand, Wish
from matching.coalitions.seats import places
from matching.records import Coalition, Disclosure, Origin, Seat, Viewer, new_id

TROUBLE = "k-trouble"  # why the last change was not saved
ID = "coalition"  # name in the address
SAVED = "c-saved"  # id of the coalition that was just saved
SAVE_TROUBLE = "c-trouble"  # why it was not


def all_of(viewer: Viewer) -> dict[str, Coalition]:
    """Return every coalition that the viewer may see, by id."""
    return {each.id: each for each in coalitions.saved(resources.caller(viewer))}


def revisions(viewer: Viewer, id: str) -> tuple[Revision, ...]:
    """Return every version of a coalition, oldest first."""
    return coalitions.revisions(resources.caller(viewer), id)


def change(viewer: Viewer, changed: Coalition, why: str) -> None:
    """Save a change as a new version; somebody else's change is not overwritten but told."""
    try:
        coalitions.change(resources.caller(viewer), changed, why)
    except StaleError:
        st.session_state[TROUBLE] = _(
            "Somebody else has changed this coalition since you opened it. Here is the new version: make your change "
            "again."
        )
    except ValueError as error:
        st.session_state[TROUBLE] = str(error)


def lines(every: Mapping[str, Coalition]) -> dict[str, str]:
    """Return each coalition on one line, by id: what, who owns it, where it stands."""
    return {
        key: " · ".join((each.title, each.disclosure.owner_entity, _(STATES[each.state])))
        for key, each in every.items()
    }


def build_of(coalition: Coalition) -> Build:
    """Return a saved coalition as the builder's question, so that it can be looked at and edited there."""
    members = tuple(seat.partner for seat in coalition.seats)
    demands = (each.partition(":") for each in coalition.demands)
    return Build(
        need=coalition.need,
        text=coalition.text,
        facets=tuple(replace(facet, need="") for facet in coalition.facets) or None,
        demands=tuple(Demand(Wish(wish), int(bound)) for wish, _colon, bound in demands if wish in set(Wish)),
        members=members,
        locked=frozenset(seat.partner for seat in coalition.seats if seat.locked),
        alliances=tuple(Alliance(seat.members) for seat in coalition.seats if seat.members),
    )


def standing(coalition: Coalition) -> tuple[Assembly, Choice] | None:
    """Return what is known of the coalition today; None while texts are read or when its need or members are gone."""
    build = build_of(coalition)
    if not questions.known(build):
        return None
    here = questions.candidates(build)
    made = questions.assembly(replace(here, locked=frozenset()))
    if made is None or not here.members:
        return None
    return made, made.seating(here.members).choice


def save_form(build: Build, made: Assembly, choice: Choice, viewer: Viewer) -> None:
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
    if trouble := st.session_state.pop(SAVE_TROUBLE, ""):
        st.error(trouble)
    if saved := st.session_state.pop(SAVED, ""):
        st.switch_page("views/coalition.py", query_params={"coalition": saved})


def _save(build: Build, choice: Choice, viewer: Viewer) -> None:
    entities = tuple(st.session_state.get("c-entities", ()))
    title = str(st.session_state.get("c-title", "")).strip()
    made = questions.assembly(build)
    if made is None or not entities or not title:
        st.session_state[SAVE_TROUBLE] = _("A coalition needs a title and at least one UN entity.")
        return
    record = coalition_of(build, made, choice, title=title, entities=entities, viewer=viewer)
    try:
        coalitions.save(resources.caller(viewer), record, _("made in the builder"))
    except ValueError as error:
        st.session_state[SAVE_TROUBLE] = plain(str(error))
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
