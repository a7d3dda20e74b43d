"""Users as a table, and what of them ends soon. Knows no screen."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta

import pandas as pd

from dashboard.people.roles import hat_name
from dashboard.words import _, day
from matching.records import Grant, User

SOON = timedelta(days=30)


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
