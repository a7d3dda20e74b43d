"""Who is looking and what they may open. The only file that knows `st.user`."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from dashboard import labels
from dashboard.settings import Settings
from dashboard.words import N_, _
from matching.policy import OFFICES, Right, may
from matching.records import OF_ENTITIES, UserRole, Viewer

VIEW_AS = "viewer"  # key of the switch, kept for the session
DEMO_ENTITY = "UNICEF"  # for whom one looks in the demonstration until one chooses another
ENTITY = "entity"  # key of the switch of entities, kept for the session
DEMO_COUNTRY = "KEN"  # whose coordinator one is in the demonstration until one chooses another country
COUNTRY = "my-country"  # key of the switch of countries, kept for the session

ROLES = {
    UserRole.FOCAL_POINT: N_("Private-sector focal point"),
    UserRole.ENTITY_LEAD: N_("Lead of an entity"),
    UserRole.COORDINATOR: N_("Resident coordinator"),
    UserRole.CENTRAL_DESK: N_("Central desk"),
    UserRole.LEADERSHIP: N_("Leadership"),
    UserRole.EXTERNAL: N_("Company or other partner"),
    UserRole.AUDITOR: N_("Auditor"),
    UserRole.ADMINISTRATOR: N_("Administrator"),
}


def viewer() -> Viewer:
    """Return who is looking: the signed-in user, or on a machine of one's own the local user."""
    try:
        signed_in = bool(st.user.is_logged_in)
    except AttributeError:  # sign-in is not configured: the local mode
        signed_in = False
    if signed_in:
        return Viewer(str(st.user.get("sub") or st.user.get("email")), UserRole.FOCAL_POINT)
    if not demonstration():
        return Viewer(f"local-{UserRole.FOCAL_POINT}", UserRole.FOCAL_POINT)
    role = UserRole(st.session_state.get(VIEW_AS) or UserRole.FOCAL_POINT)
    chosen = str(st.session_state.get(ENTITY) or DEMO_ENTITY)
    place = str(st.session_state.get(COUNTRY) or DEMO_COUNTRY)
    places = frozenset({place}) if role is UserRole.COORDINATOR else frozenset[str]()
    return Viewer(f"local-{role}", role, chosen if role in OF_ENTITIES else OFFICES.get(role, ""), places)


def demonstration() -> bool:
    """Return whether the server was started with the demonstration, where roles may be switched."""
    return Settings.from_environment().demo


def switch() -> None:
    """Show the switch of roles, with the demonstration only."""
    if demonstration():
        st.selectbox(
            _("View as"),
            [role.value for role in ROLES],
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
    if demonstration() and viewer().role in OF_ENTITIES:
        st.session_state.setdefault(ENTITY, viewer().entity)
        st.selectbox(_("My entity"), entities, key=ENTITY, persist_state="session", width=260)


def choose_country(countries: Sequence[str]) -> None:
    """Show for which country a coordinator looks; with the demonstration only, since a grant tells it elsewhere."""
    if demonstration() and viewer().role is UserRole.COORDINATOR:
        st.session_state.setdefault(COUNTRY, DEMO_COUNTRY)
        st.selectbox(
            _("My country"),
            sorted({*countries, st.session_state[COUNTRY]}, key=labels.place),
            format_func=labels.place,
            key=COUNTRY,
            persist_state="session",
            width=260,
        )


def require(*rights: Right) -> Viewer:
    """Return the viewer, or end the page as if it were not there; the first line of every view. One right is enough."""
    looking = viewer()
    if not any(may(looking, right) for right in rights):
        st.error(_("There is no such page for you. Choose one from the menu."))
        st.stop()
    return looking
