"""What an act may end with besides its result; pages say it in their language, commands end with it."""

from __future__ import annotations

from data.errors import (
    LoadError,
    NotFoundError,
    RoleError,
    SchemaError,
    SecretsError,
    ServerError,
    StaleError,
    TakenError,
)
from data.problems import SHOWN, Problem, ProblemsError
from data.settings import SettingsError

__all__ = [
    "SHOWN",
    "AccessEndedError",
    "LoadError",
    "NotAllowedError",
    "NotFoundError",
    "Problem",
    "ProblemsError",
    "RoleError",
    "SchemaError",
    "SecretsError",
    "ServerError",
    "SettingsError",
    "StaleError",
    "TakenError",
]


class NotAllowedError(ValueError):
    """An act that the caller may not do, or on a record that is not theirs."""


class AccessEndedError(RuntimeError):
    """The database no longer gives a person the role in which they want to act."""
