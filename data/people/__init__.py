"""Users and the roles they hold: read at every run of a page, changed by administrators and by the operator."""

from __future__ import annotations

from data.people.changing import LastAdministratorError, add, bind, describe, give, revoke, set_active, unbind
from data.people.reading import Identity, all_, by_address, find, holds, known_user, user_named

__all__ = [
    "Identity",
    "LastAdministratorError",
    "add",
    "all_",
    "bind",
    "by_address",
    "describe",
    "find",
    "give",
    "holds",
    "known_user",
    "revoke",
    "set_active",
    "unbind",
    "user_named",
]
