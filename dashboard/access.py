"""Who is looking and what they may open. The only file that knows `st.user`.

Fail closed: whoever is not somebody with a role in our database sees the door and nothing else.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import streamlit as st
from streamlit import config

from acts import people, reference
from dashboard import address, choices, labels, queries, resources
from dashboard.labels import ROLES, hat_name
from dashboard.people import identity
from dashboard.people.identity import SignInRefusal
from dashboard.settings import LOOPBACK, DashboardSettings, Mode
from dashboard.words import N_, _, series
from matching.policy import OFFICES, Right, may
from matching.records import OF_ENTITIES, User, UserRole, Viewer

VIEW_AS = "viewer"  # key of the switch, kept for the session
DEMO_ENTITY = "UNICEF"  # for whom one looks in the demonstration until one chooses another
ENTITY = "entity"  # key of the switch of entities, kept for the session
DEMO_COUNTRY = "KEN"  # whose coordinator one is in the demonstration until one chooses another country
COUNTRY = "my-country"  # key of the switch of countries, kept for the session
ROLE_IN_ADDRESS, ENTITY_IN_ADDRESS, COUNTRY_IN_ADDRESS = "as", "as-entity", "as-country"  # with the demonstration only
HAT = "hat"  # key of the choice among one's own roles, kept for the session

REFUSALS = {
    SignInRefusal.NO_SUBJECT: N_("The sign-in did not say who you are. Try again, or tell your administrator."),
    SignInRefusal.FOREIGN: N_("This sign-in was made for another service. Sign out and sign in again."),
    SignInRefusal.EXPIRED: N_("Your session has ended. Sign in again."),
    SignInRefusal.UNKNOWN: N_(
        "You have no role in Concert. Ask an administrator of Concert for one, with this address."
    ),
}


def viewer() -> Viewer:
    """Return who is looking, or end the run at the door."""
    found = _viewer()
    if found is None:
        door()
        st.stop()
    return found


def someone() -> Viewer | None:
    """Return who is looking, None for nobody."""
    return _viewer()


def demonstration() -> bool:
    """Return whether the server was started with the demonstration, where roles may be switched."""
    return DashboardSettings.from_environment().mode is Mode.DEMONSTRATION


def require(*rights: Right) -> Viewer:
    """Return the viewer, or end the page as if it were not there; the first line of every view. One right is enough."""
    looking = viewer()
    if not any(may(looking, right) for right in rights):
        _of_others(looking, rights)
        st.stop()
    return looking


def _of_others(looking: Viewer, rights: Sequence[Right]) -> None:
    """Say whose page this is; in the demonstration with the way to look at it as one of them."""
    roles = [role for role in ROLES if any(may(Viewer("", role), right) for right in rights)]
    st.title(_("This page is not yours"), anchor=False)
    said = _("It is for: {roles}. You look as: {role}.")
    st.markdown(said.format(roles=series([_(ROLES[role]) for role in roles]), role=_(ROLES[looking.role])))
    if not demonstration():
        st.caption(_("The menu shows what is yours. An administrator of Concert can give you another role."))
        return
    st.caption(_("This is the demonstration: look at the page as one of them."))
    with st.container(horizontal=True, gap="small"):
        for role in roles:
            st.button(_(ROLES[role]), key=f"look-as-{role}", on_click=_look_as, args=(role,))


def _look_as(role: UserRole) -> None:
    st.session_state[VIEW_AS] = role.value


def switch() -> None:
    """Show who is looking: any role in the demonstration, else one's own name, roles and the way out."""
    if demonstration():
        choices.selectbox(
            _("View as"),
            {role.value: _(name) for role, name in ROLES.items()},
            key=VIEW_AS,
            persist_state="session",
            label_visibility="collapsed",
            width=260,
        )
        for name, value in looking_as().items():
            address.say(name, [value] if value else [])
    elif (user := _user()) is not None:
        _own_switch(user)


def looking_as() -> dict[str, str]:
    """Return what a link must say for its reader to look as the viewer does; for the demonstration, else nothing."""
    if not demonstration():
        return {}
    looking = viewer()
    entity = looking.entity if looking.role in OF_ENTITIES and looking.entity != DEMO_ENTITY else ""
    country = next(iter(looking.countries - {DEMO_COUNTRY}), "")
    role = looking.role.value if looking.role is not UserRole.FOCAL_POINT else ""
    return {ROLE_IN_ADDRESS: role, ENTITY_IN_ADDRESS: entity, COUNTRY_IN_ADDRESS: country}


def for_entity(entity: str) -> Viewer:
    """Return the viewer as somebody of an entity; in the demonstration, until they choose another one."""
    if demonstration():
        st.session_state.setdefault(ENTITY, entity)
    return viewer()


def choose_entity(entities: Sequence[str]) -> None:
    """Show for which entity the viewer looks; with the demonstration only, since sign-in tells it elsewhere."""
    if demonstration() and viewer().role in OF_ENTITIES:
        st.session_state.setdefault(ENTITY, viewer().entity)
        choices.selectbox(_("My entity"), entities, key=ENTITY, persist_state="session", width=260)


def choose_country(countries: Sequence[str]) -> None:
    """Show for which country a coordinator looks; with the demonstration only, since a grant tells it elsewhere."""
    if demonstration() and viewer().role is UserRole.COORDINATOR:
        st.session_state.setdefault(COUNTRY, DEMO_COUNTRY)
        offered = sorted({*countries, st.session_state[COUNTRY]}, key=labels.place)
        choices.selectbox(_("My country"), offered, labels.place, key=COUNTRY, persist_state="session", width=260)


def door() -> None:
    """Show what stands in place of every page to somebody who is nobody here, and the way in."""
    st.title(_("Concert"), anchor=False)
    if DashboardSettings.from_environment().mode is not Mode.SIGN_IN:
        st.markdown(_("Nobody is let in: sign-in is not set up. Whoever runs this server finds in its manual how."))
        return
    arrival = _arrival()
    if arrival is None:
        st.markdown(_("Which companies and partners can help, who asks whom, and how to go together."))
        st.button(_("Sign in"), type="primary", icon=":material/login:", on_click=st.login, key="sign-in")
        return
    why = arrival if isinstance(arrival, SignInRefusal) else SignInRefusal.UNKNOWN
    called = str(_claims().get("email") or _claims().get("sub") or "")
    identity.note_refused(called, why.value, arrival.at if isinstance(arrival, identity.Arrival) else None)
    st.warning(_(REFUSALS[why]), icon=":material/no_accounts:")
    st.caption(_("You came as {name}.").format(name=f"`{called.replace('`', '')}`"))
    with st.container(horizontal=True, gap="small"):
        st.button(_("Sign in again"), type="primary", icon=":material/login:", on_click=st.login, key="sign-in")
        st.button(_("Sign out"), icon=":material/logout:", on_click=st.logout, key="sign-out")


def _own_switch(user: User) -> None:
    names = {grant.viewer.visibility_class: hat_name(grant.viewer) for grant in user.grants}
    if len(names) > 1:
        choices.selectbox(
            _("View as"), names, key=HAT, persist_state="session", label_visibility="collapsed", width=260
        )
    with st.popover(labels.short(user.name), icon=":material/person:", key="me"):
        st.markdown(f"`{user.email.replace('`', '')}`")
        st.markdown("\n".join(f"- {name}" for name in names.values()))
        if DashboardSettings.from_environment().mode is Mode.SIGN_IN:
            st.button(_("Sign out"), icon=":material/logout:", on_click=_leave, key="leave")


def _leave() -> None:
    if (found := _viewer()) is not None:
        people.note_sign_out(resources.engine(), found)
    st.logout()


def _viewer() -> Viewer | None:
    if demonstration():
        return _any_role()
    user = _user()
    if user is None:
        return None
    looking = _in_hat(user)
    if isinstance(arrival := _arrival(), identity.Arrival):
        identity.note_sign_in(arrival.identity.subject, arrival.at, looking, len(user.grants))
    return looking


def _in_hat(user: User) -> Viewer:
    """Return who looks in the role that was chosen, else in the first; whoever keeps a desk speaks for its office."""
    chosen = str(st.session_state.get(HAT) or "")
    grant = next((each for each in user.grants if each.viewer.visibility_class == chosen), user.grants[0])
    return replace(grant.viewer, entity=OFFICES.get(grant.role, grant.entity))


def _any_role() -> Viewer:
    role = UserRole(choices.chosen(VIEW_AS, [role.value for role in ROLES], ROLE_IN_ADDRESS) or UserRole.FOCAL_POINT)
    entity = _chosen(ENTITY, ENTITY_IN_ADDRESS, lambda code: code in queries.library().entities) or DEMO_ENTITY
    place = _chosen(
        COUNTRY, COUNTRY_IN_ADDRESS, lambda code: code in {each.iso3 for each in reference.read_countries()}
    )
    places = frozenset({place or DEMO_COUNTRY}) if role is UserRole.COORDINATOR else frozenset[str]()
    return Viewer(f"local-{role}", role, entity if role in OF_ENTITIES else OFFICES.get(role, ""), places)


def _chosen(key: str, name: str, there_is: Callable[[str], bool]) -> str:
    """Return what a switch says that only some pages show; a link that is new says it, where there is such a code."""
    asks = address.asks(name, key)
    asked = [code for code in asks if there_is(code)]
    address.miss(asks, asked)
    if asked:
        st.session_state[key] = asked[-1]
    return str(st.session_state.get(key) or "")


def _user() -> User | None:
    settings = DashboardSettings.from_environment()
    if settings.mode is Mode.SIGN_IN:
        arrival = _arrival()
        return identity.user_of(arrival.identity) if isinstance(arrival, identity.Arrival) else None
    if settings.mode is Mode.LOCAL_USER and _at_this_machine(settings):
        return identity.user_named(settings.local_user)
    return None


def _at_this_machine(settings: DashboardSettings) -> bool:
    """Return whether only this machine can reach the server, and no proxy carries others here."""
    headers = st.context.headers
    carried = any(name in headers for name in ("X-Forwarded-For", "Forwarded", "X-Real-Ip"))
    return config.get_option("server.address") in LOOPBACK and not settings.proxy and not carried


def _arrival() -> identity.Arrival | SignInRefusal | None:
    """Return who a provider says has come, or why that counts for nothing; None where nobody has."""
    provider = DashboardSettings.from_environment().provider
    claims = _claims()
    if provider is None or not claims:
        return None
    return identity.read(
        claims, provider.client_id, DashboardSettings.from_environment().session_hours, datetime.now(UTC)
    )


def _claims() -> Mapping[str, Any]:
    try:
        return st.user.to_dict() if st.user.is_logged_in else {}
    except AttributeError:  # sign-in is not configured
        return {}
