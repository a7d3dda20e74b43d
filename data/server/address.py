"""How to reach the embedded server, and the passwords that open it."""

from __future__ import annotations

import json
import os
import secrets
from dataclasses import asdict, dataclass, field
from enum import StrEnum
from pathlib import Path

import psycopg

from data.errors import ServerError

DATABASE = "concert"
# There is no TCP: the port is only the end of the socket's file name.
PORT = 5432


class DatabaseRole(StrEnum):
    """Who connects: the application, the owner of the tables, or (only to set the server up) its administrator."""

    APP = "concert_app"
    OWNER = "concert_owner"
    ADMIN = "concert_admin"


@dataclass(frozen=True, slots=True)
class ServerAddress:
    """A running embedded server: the folder of its socket and a password for each role."""

    home: Path
    socket: Path
    passwords: dict[str, str] = field(repr=False)

    def connect(self, role: DatabaseRole, database: str = DATABASE) -> psycopg.Connection:
        """Return a new connection as `role`, each statement its own transaction.

        :raises psycopg.OperationalError: If the server does not answer or does not let this role in.
        """
        return psycopg.connect(
            host=str(self.socket),
            port=PORT,
            dbname=database,
            user=role.value,
            password=self.passwords[role],
            connect_timeout=10,
            autocommit=True,
        )


@dataclass(frozen=True, slots=True)
class Passwords:
    """One random password a role."""

    concert_app: str = field(repr=False)
    concert_owner: str = field(repr=False)
    concert_admin: str = field(repr=False)


def passwords_path(home: Path) -> Path:
    """Return where the passwords are kept, readable by their owner only."""
    return home / "passwords.json"


def read_passwords(home: Path) -> dict[str, str] | None:
    """Return the password of each role, or None when none were made yet.

    :raises ServerError: If the file cannot be understood.
    """
    path = passwords_path(home)
    try:
        found = json.loads(path.read_text(encoding="utf-8"))
        return asdict(Passwords(**{role.value: found[role.value] for role in DatabaseRole}))
    except FileNotFoundError:
        return None
    except (ValueError, KeyError, TypeError) as error:
        raise ServerError(f"{path} does not hold the passwords of the database ({error}); restore that file") from None


def make_passwords(home: Path) -> dict[str, str]:
    """Write a new random password for each role and return them; a reader never sees half a file."""
    passwords = asdict(Passwords(*(secrets.token_urlsafe(32) for _ in DatabaseRole)))
    owner = home.stat()
    mine = os.geteuid() != 0  # root may help out in somebody's folder, whose owner must read the file too
    write_private(passwords_path(home), json.dumps(passwords), None if mine else (owner.st_uid, owner.st_gid))
    return passwords


def write_private(path: Path, text: str, owner: tuple[int, int] | None = None) -> None:
    """Write a file with mode 0600 in one step; a link that lies in its place is replaced, never followed."""
    draft = path.with_name(f"{path.name}.{os.getpid()}.new")
    draft.unlink(missing_ok=True)
    descriptor = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW, 0o600)
    with os.fdopen(descriptor, "w", encoding="utf-8") as file:
        file.write(text)
        file.flush()
        os.fsync(descriptor)
        if owner is not None:
            os.fchown(descriptor, *owner)
    draft.replace(path)
