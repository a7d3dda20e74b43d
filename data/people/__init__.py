"""Users and the roles they hold: read at every run of a page, changed by administrators and by the operator."""

from __future__ import annotations

from data.people.changing import LastAdministratorError, add, give, rename, revoke, set_active, unbind
from data.people.reading import Identity, all_, find, known_user

__all__ = [
    "Identity",
    "LastAdministratorError",
    "add",
    "all_",
    "find",
    "give",
    "known_user",
    "rename",
    "revoke",
    "set_active",
    "unbind",
]
