"""Users as a table, and the forms and buttons with which an administrator enters them and gives them roles."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

import pandas as pd
import streamlit as st

from acts import people, reference
from acts.act import Caller
from acts.errors import NotFoundError
from dashboard import access, choices, labels, queries, resources, widgets
from dashboard.choices import clicked_row, kept_choice
from dashboard.labels import ROLES, hat_name
from dashboard.markup import plain
from dashboard.words import _, day
from matching.policy import Right
from matching.records import OF_ENTITIES, Grant, User, UserRole, Viewer

DONE, TROUBLE, CHOSEN = "people-done", "people-trouble", "people-chosen"
SOON = timedelta(days=30)


def outcome() -> None:
    """Show what the last button did, or why it did not."""
    if done := st.session_state.pop(DONE, ""):
        st.success(done, icon=":material/check:")
    if trouble := st.session_state.pop(TROUBLE, ""):
        st.error(plain(trouble))


def choose(users: Sequence[User], frame: pd.DataFrame, alt: str) -> User:
    """Show the table; return the user whose row was chosen, else the first one."""
    found = ordered(users, datetime.now(UTC))
    ids = [user.id for user in found]

    def clicked() -> None:
        if row := clicked_row(st.session_state.get("people"), ids):
            st.session_state[CHOSEN] = row

    st.dataframe(
        frame,
        hide_index=True,
        height=min(460, 36 * (len(frame) + 1) + 3),
        key="people",
        selection_mode="single-row",
        on_select=clicked,
        alt=alt,
    )
    return found[ids.index(kept_choice(str(st.session_state.get(CHOSEN) or ""), ids))]


def enter(viewer: Viewer) -> None:
    """Ask for a new person's name and address."""
    with st.expander(_("Enter a person"), icon=":material/person_add:"), st.form("people-new", border=False):
        st.text_input(_("Name"), max_chars=200, key="people-name")
        st.text_input(_("Address that the sign-in confirms"), max_chars=300, key="people-email")
        st.form_submit_button(_("Enter"), type="primary", on_click=_enter)


def show(user: User, viewer: Viewer, now: datetime) -> None:
    """Show one person, their roles with a button to revoke each, and the form for another role."""
    widgets.heading(plain(user.name))
    st.caption(
        _("{address} · {state}").format(address=f"`{user.email.replace(chr(96), chr(39))}`", state=state(user, now))
    )
    for index, grant in enumerate(user.grants):
        with st.container(horizontal=True, vertical_alignment="center", gap="small"):
            st.markdown(plain(role_line(grant, now)))
            st.button(_("Revoke"), key=f"revoke-{user.id}-{index}", on_click=_revoke, args=(grant,))
    if user.id == viewer.user:
        st.caption(_("Nobody gives roles to themself: ask another administrator."))
    else:
        _role_form(user)
    with st.container(horizontal=True, gap="small"):
        label = _("Shut out") if user.active else _("Let in again")
        st.button(label, key="people-active", on_click=_set_active, args=(user.id, not user.active))
        if user.subject:
            st.button(
                _("Forget the sign-in"),
                key="people-unbind",
                on_click=_unbind,
                args=(user.id,),
                help=_("For somebody who comes by another account: the next one with the confirmed address counts."),
            )


def _role_form(user: User) -> None:
    names = {role.value: _(name) for role, name in ROLES.items()}
    with st.container(border=True):
        role = choices.selectbox(_("Another role"), names, key="people-role")
        if role in OF_ENTITIES:
            choices.selectbox(_("for the entity"), sorted(queries.library().entities), key="people-entity")
        elif role == UserRole.COORDINATOR:
            codes = [country.iso3 for country in reference.read_countries()]
            choices.multiselect(_("for the countries"), codes, labels.place, key="people-countries")
        elif role == UserRole.EXTERNAL:
            st.text_input(_("for the partner with the id"), key="people-partner")
        st.date_input(_("until the end of (UTC)"), value=None, key="people-until")
        st.button(_("Give the role"), type="primary", key="people-give", on_click=_give, args=(user.id,))


def _enter() -> None:
    name, email = (str(st.session_state.get(key) or "") for key in ("people-name", "people-email"))

    def act(by: Caller) -> None:
        st.session_state[CHOSEN] = people.enter(by, name, email).id

    _try(act, _("The person is entered and has no role yet."))


def _give(user: str) -> None:
    def of(key: str) -> Any:
        return st.session_state.get(f"people-{key}")

    role = UserRole(of("role"))
    last: date | None = of("until")
    end = datetime.combine(last, time(), UTC) + timedelta(days=1) if last else None

    def act(by: Caller) -> None:
        entity = str(of("entity") or "") if role in OF_ENTITIES else ""
        countries = frozenset(of("countries") or ()) if role is UserRole.COORDINATOR else frozenset()
        partner = str(of("partner") or "").strip() if role is UserRole.EXTERNAL else ""
        people.give_role(by, Grant(user, role, entity, countries, partner, end))

    _try(act, _("The role is given; it counts at once."))


def _revoke(grant: Grant) -> None:
    _try(lambda by: people.revoke_role(by, grant), _("The role is revoked; it ends within a minute."))


def _set_active(user: str, active: bool) -> None:
    _try(lambda by: people.set_active(by, user, active), _("Done."))


def _unbind(user: str) -> None:
    _try(lambda by: people.forget_sign_in(by, user), _("Done."))


def _try(act: Callable[[Caller], None], done: str) -> None:
    by = resources.caller(access.require(Right.GRANT_ROLES))
    try:
        act(by)
    except (ValueError, NotFoundError) as error:
        st.session_state[TROUBLE] = str(error)
    else:
        st.session_state[DONE] = done


def of_users(users: Sequence[User], now: datetime) -> pd.DataFrame:
    """Return a line for each user, those who may sign in first."""
    rows = [
        {
            _("Name"): user.name,
            _("Address"): user.email,
            _("State"): state(user, now),
            _("Roles"): "; ".join(role_line(grant, now) for grant in user.grants),
            _("Signed in before"): _("yes") if user.subject else _("no"),
        }
        for user in ordered(users, now)
    ]
    return pd.DataFrame(rows)


def ordered(users: Sequence[User], now: datetime) -> list[User]:
    """Return users as the table has them."""
    return sorted(users, key=lambda user: (not may_enter(user, now), user.name.casefold(), user.id))


def may_enter(user: User, now: datetime) -> bool:
    """Return whether somebody may sign in now."""
    return user.active and any(grant.live(now) for grant in user.grants)


def state(user: User, now: datetime) -> str:
    """Return in words whether somebody may sign in, or why not."""
    if not user.active:
        return _("shut out")
    if may_enter(user, now):
        return _("may sign in")
    return _("role has ended") if user.grants else _("no role yet")


def role_line(grant: Grant, now: datetime) -> str:
    """Return a role with its end."""
    name = hat_name(grant.viewer)
    if grant.partner:
        name = _("{role} · {place}").format(role=name, place=grant.partner)
    if grant.until is None:
        return name
    last = day((grant.until - timedelta(microseconds=1)).date())
    said = _("{role}, until {day}") if grant.live(now) else _("{role}, ended on {day}")
    return said.format(role=name, day=last)


def ending_soon(users: Sequence[User], now: datetime) -> int:
    """Return how many roles of those who may sign in end within 30 days."""
    return sum(
        grant.live(now) and grant.until is not None and grant.until - now <= SOON
        for user in users
        if user.active
        for grant in user.grants
    )
