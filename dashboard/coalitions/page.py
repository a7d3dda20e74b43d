"""The page of a saved coalition: seats with their answers, its state and notes, and its versions."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pandas as pd
import streamlit as st

from dashboard import choices, labels, queries, widgets
from dashboard.coalitions import saved
from dashboard.coalitions.question import address
from dashboard.coalitions.wording import ANSWERS, ROLES, STATES
from dashboard.markup import plain
from dashboard.words import _, moment, n_, number, series
from matching.records import Coalition, CoalitionState, InvitationAnswer, Role, Seat, Viewer


def head(coalition: Coalition) -> None:
    """Show state, version and the UN side, and the way back into the builder."""
    facts = [
        _(STATES[coalition.state]),
        _("Version {n}").format(n=number(coalition.version)),
        _("UN side: {entities}").format(entities=series(list(coalition.entities))),
    ]
    if coalition.steering:
        facts.append(_("Steering group: {members}").format(members=series(list(coalition.steering))))
    st.caption(plain(" · ".join(facts)))
    trouble = st.session_state.pop(saved.TROUBLE, "")
    if trouble:
        st.warning(trouble, icon=":material/sync_problem:")
    st.page_link(
        "views/coalitions.py",
        label=_("Open in the builder"),
        icon=":material/construction:",
        query_params=address(saved.build_of(coalition)),
    )


def seat_name(seat: Seat) -> str:
    """Return what the holder of a seat is called; the id of one who is no longer in the register."""
    here = queries.library().profiles
    names = [here[each].partner.name if each in here else each for each in (seat.members or (seat.partner,))]
    return _("Alliance of {firms}").format(firms=" + ".join(names)) if seat.members else names[0]


def edit(coalition: Coalition, viewer: Viewer) -> None:
    """Show the seats with role and answer, the state and the notes; saving makes a new version."""
    with st.form("k-edit", border=True):
        widgets.heading(_("Seats and answers"))
        for place, seat in enumerate(coalition.seats):
            _seat(coalition, place, seat)
        choices.selectbox(
            _("State"),
            labels.of(STATES, CoalitionState),
            index=list(CoalitionState).index(coalition.state),
            key=_key(coalition, "state"),
        )
        entities = sorted({*queries.library().entities, *coalition.entities})
        choices.multiselect(
            _("UN entities, the owner first"), entities, default=coalition.entities, key=_key(coalition, "entities")
        )
        st.text_area(_("Notes"), value=coalition.notes, max_chars=20_000, key=_key(coalition, "notes"))
        st.text_input(_("What has changed, and why"), max_chars=2000, key=_key(coalition, "why"))
        st.form_submit_button(
            _("Save as a new version"), type="primary", icon=":material/save:", on_click=_save, args=(coalition, viewer)
        )


def _seat(coalition: Coalition, place: int, seat: Seat) -> None:
    who, role, answer = st.columns([4, 3, 3], vertical_alignment="bottom")
    here = queries.library().profiles
    profile = here.get(seat.partner) or here.get(seat.members[0] if seat.members else "")
    facts = labels.kind_and_size(profile.partner) if profile else _("no longer in the register")
    who.markdown(f"**{plain(seat_name(seat))}**")
    who.caption(plain(facts))
    if profile:
        who.page_link(
            "views/my_coordination.py",
            label=_("Register an approach"),
            icon=":material/handshake:",
            query_params={"partner": profile.id, "need": coalition.need},
        )
    choices.selectbox(
        _("Role"),
        labels.of(ROLES, Role),
        index=list(Role).index(seat.role),
        key=_key(coalition, f"role-{place}"),
        at=role,
    )
    choices.selectbox(
        _("Answer"),
        labels.of(ANSWERS, InvitationAnswer),
        index=list(InvitationAnswer).index(seat.answer),
        key=_key(coalition, f"answer-{place}"),
        at=answer,
    )


def _key(coalition: Coalition, field: str) -> str:
    # With the version in it, a new version shows its own values and not what was typed before.
    return f"k-{coalition.id}-{coalition.version}-{field}"


def _save(coalition: Coalition, viewer: Viewer) -> None:
    def said(field: str) -> Any:
        return st.session_state.get(_key(coalition, field))

    entities = tuple(said("entities") or ()) or coalition.entities
    owner = coalition.disclosure.owner_entity
    changed = replace(
        coalition,
        seats=tuple(
            replace(seat, role=said(f"role-{place}") or seat.role, answer=said(f"answer-{place}") or seat.answer)
            for place, seat in enumerate(coalition.seats)
        ),
        state=said("state") or coalition.state,
        entities=entities,
        steering=entities if len(entities) > 1 else (),
        disclosure=replace(coalition.disclosure, owner_entity=owner if owner in entities else entities[0]),
        notes=str(said("notes") or ""),
    )
    why = str(said("why") or "")
    if changed != coalition:
        saved.change(viewer, changed, why)


def history(coalition: Coalition, viewer: Viewer) -> None:
    """Show every version with who made it, when and why."""
    found = saved.revisions(viewer, coalition.id)
    with st.expander(n_("{n} version", "{n} versions", len(found)), icon=":material/history:"):
        rows = [
            {
                _("Version"): each.version,
                _("State"): _(STATES[each.state]),
                _("Who"): each.who,
                _("When"): moment(each.at),
                _("Why"): each.why,
            }
            for each in reversed(found)
        ]
        st.dataframe(pd.DataFrame(rows), hide_index=True, alt=_("The versions of this coalition, newest first"))
