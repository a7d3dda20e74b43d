"""Overlapping bilateral approaches become one coalition (R17 ¶21), with one click once both sides are named."""

from __future__ import annotations

import streamlit as st

from acts import talks
from dashboard import access, resources
from dashboard.markup import plain
from dashboard.words import _
from matching.policy import Right
from matching.records import Approach, Coalition, CoalitionState, Disclosure, Origin, Role, Seat, Talk, Viewer, new_id

MADE = "merged"  # id of the coalition that was just made
TROUBLE = "merge-trouble"


def offer(talk: Talk, sides: tuple[Approach, ...]) -> None:
    """Show the button that makes a coalition of the approaches of a talk."""
    if trouble := st.session_state.pop(TROUBLE, ""):
        st.error(plain(trouble))
    if made := st.session_state.pop(MADE, ""):
        st.switch_page("views/coalition.py", query_params={"coalition": made})
    st.button(
        _("Make one coalition of these approaches"),
        icon=":material/group_add:",
        key=f"{talk.id}-merge",
        on_click=_merge,
        args=(talk, sides),
    )


def coalition_of(sides: tuple[Approach, ...], id: str, viewer: Viewer) -> Coalition:
    """Return the coalition of the partners that were asked, with all entities steering it."""
    entities = tuple(dict.fromkeys(each.entity for each in sides))
    partners = tuple(dict.fromkeys(each.partner for each in sides))
    needs = [each.need for each in sides if each.need]
    topic = next((each.topic for each in sides if each.topic), "")
    return Coalition(
        id=id,
        need=needs[0] if needs else "",
        title=(topic or _("Joint approach"))[:300],
        entities=entities,
        seats=tuple(Seat(partner, Role.FUNDER if place else Role.LEAD) for place, partner in enumerate(partners)),
        origin=Origin(viewer.user),
        disclosure=Disclosure(viewer.entity),
        text="" if needs else (topic or _("Joint approach")),
        steering=entities,
        notes=_("Made of the approaches {ids}.").format(ids=", ".join(each.id for each in sides)),
        state=CoalitionState.DRAFT,
    )


def _merge(talk: Talk, sides: tuple[Approach, ...]) -> None:
    viewer = access.require(Right.REGISTER_APPROACHES)
    try:
        joint = coalition_of(sides, new_id("coalition"), viewer)
        made = talks.merge(resources.caller(viewer), talk, joint)
    except (ValueError, LookupError) as error:
        st.session_state[TROUBLE] = str(error)
        return
    st.session_state[MADE] = made.id
