"""Who is looking and what they may open. The only file that knows `st.user`."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

import streamlit as st

from dashboard import labels
from dashboard.settings import Settings
from dashboard.words import N_, _

VIEW_AS = "viewer"  # key of the switch, kept for the session
ENTITY = "entity"  # key of the switch of entities, kept for the session


class Role(StrEnum):
    """The three groups of users; further roles come with sign-in."""

    FOCAL_POINT = "focal_point"
    COORDINATOR = "coordinator"
    LEADERSHIP = "leadership"


ROLES = {
    Role.FOCAL_POINT: N_("Private-sector focal point"),
    Role.COORDINATOR: N_("Resident coordinator"),
    Role.LEADERSHIP: N_("Leadership"),
}


@dataclass(frozen=True, slots=True)
class Viewer:
    """Who is looking: user, role, entity. Two viewers of one visibility class are told the same."""

    user: str
    role: Role
    entity: str = ""

    @property
    def visibility_class(self) -> str:
        """The key of every cache: an entity is told more of its own records than others are."""
        return f"entity {self.entity}" if self.entity else "open"


def viewer() -> Viewer:
    """Return who is looking: the signed-in user, or on a machine of one's own the local user."""
    try:
        signed_in = bool(st.user.is_logged_in)
    except AttributeError:  # sign-in is not configured: the local mode
        signed_in = False
    if signed_in:
        return Viewer(user=str(st.user.get("sub") or st.user.get("email")), role=Role.FOCAL_POINT)
    if not demonstration():
        return Viewer(user=f"local-{Role.FOCAL_POINT}", role=Role.FOCAL_POINT)
    role = Role(st.session_state.get(VIEW_AS) or Role.FOCAL_POINT)
    return Viewer(user=f"local-{role}", role=role, entity=str(st.session_state.get(ENTITY) or ""))


def demonstration() -> bool:
    """Return whether the server was started with the demonstration, where roles may be switched."""
    return Settings.from_environment().demo


def switch() -> None:
    """Show the switch of roles, with the demonstration only."""
    if demonstration():
        st.selectbox(
            _("View as"),
            [role.value for role in Role],
            format_func=labels.reader({role.value: _(name) for role, name in ROLES.items()}),
            key=VIEW_AS,
            persist_state="session",
            label_visibility="collapsed",
            width=215,
        )


def for_entity(entity: str) -> Viewer:
    """Return the viewer as somebody of an entity; in the demonstration, until they choose another one."""
    if demonstration():
        st.session_state.setdefault(ENTITY, entity)
    return viewer()


def choose_entity(entities: Sequence[str]) -> None:
    """Show for which entity the viewer looks; with the demonstration only, since sign-in tells it elsewhere."""
    if demonstration():
        st.selectbox(_("My entity"), entities, key=ENTITY, persist_state="session", width=260)


def require(*roles: Role) -> Viewer:
    """Return the viewer, or end the page as if it were not there; the first line of every view. No roles: anybody."""
    looking = viewer()
    if roles and looking.role not in roles:
        st.error(_("There is no such page for you. Choose one from the menu."))
        st.stop()
    return looking
