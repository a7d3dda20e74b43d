"""The user of the operating system as whom the server runs; PostgreSQL refuses to run as root."""

from __future__ import annotations

import logging
import os
import pwd
import shutil
import stat
import subprocess
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from data.errors import ServerError

log = logging.getLogger(__name__)

NAME = "concert-db"
# Nothing of ours leaks in: PGDATA, PGPORT and the like would override what is asked for.
ENVIRONMENT = {"PATH": "/usr/bin:/bin", "LC_ALL": "C", "TZ": "UTC"}


@dataclass(frozen=True, slots=True)
class Account:
    """A user of the operating system; `other` is True when it is not the one who runs this process."""

    name: str
    uid: int
    gid: int
    other: bool

    @property
    def ids(self) -> tuple[int, int]:
        """User and group, as chown wants them."""
        return self.uid, self.gid


def account_for(cluster: Path) -> Account:
    """Return the user who runs the server: the owner of an existing folder, else oneself, or for root one of its own.

    :raises ServerError: If the folder belongs to somebody whom this process cannot act for.
    """
    me = os.geteuid()
    if cluster.exists():
        info = cluster.stat()
        if me not in (0, info.st_uid):
            raise ServerError(
                f"the database folder {cluster} belongs to user {_name(info.st_uid)}, this is {_name(me)}; "
                "run Concert as that user, or set CONCERT_HOME to a folder of your own"
            )
        if me == info.st_uid or info.st_uid != 0:
            return Account(_name(info.st_uid), info.st_uid, info.st_gid, other=me != info.st_uid)
    if me != 0:
        return Account(_name(me), me, os.getegid(), other=False)
    entry = _own_user()
    return Account(entry.pw_name, entry.pw_uid, entry.pw_gid, other=True)


def check_reachable(home: Path, account: Account) -> None:
    """Let the server's user pass through Concert's own folder; the folders above it are looked at, never changed.

    :raises ServerError: If a folder above is closed to that user.
    """
    if not account.other:
        return
    closed = next((folder for folder in reversed(home.parents) if not _may_pass(folder, account)), None)
    if closed is not None:
        mode = stat.S_IMODE(closed.stat().st_mode)
        raise ServerError(
            f"the database's own user {account.name!r} cannot enter {closed} (mode {mode:04o}), so it cannot run in "
            f"{home}; set CONCERT_HOME to a folder outside private ones, such as /var/lib/concert"
        )
    if not _may_pass(home, account):
        home.chmod(stat.S_IMODE(home.stat().st_mode) | stat.S_IXOTH)


def run_as(account: Account, command: Sequence[str], keep_open: int | None = None) -> str:
    """Run a program as `account`, in a session of its own, and return what it wrote to standard output.

    It inherits the file `keep_open`, and no other.

    :raises ServerError: With what it wrote to standard error, if it fails.
    """
    # A list of arguments without a shell around it; every one is Concert's own.
    done = subprocess.run(  # noqa: S603
        command,
        check=False,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        cwd="/",
        env=ENVIRONMENT,
        umask=0o077,
        start_new_session=True,
        pass_fds=() if keep_open is None else (keep_open,),
        user=account.uid if account.other else None,
        group=account.gid if account.other else None,
        extra_groups=[] if account.other else None,
    )
    if done.returncode != 0:
        raise ServerError(f"{Path(command[0]).name} failed: {done.stderr.strip() or done.returncode}")
    return done.stdout


def _may_pass(folder: Path, account: Account) -> bool:
    info = folder.stat()
    if info.st_uid == account.uid:
        return bool(info.st_mode & stat.S_IXUSR)
    if info.st_gid == account.gid:
        return bool(info.st_mode & stat.S_IXGRP)
    return bool(info.st_mode & stat.S_IXOTH)


def _own_user() -> pwd.struct_passwd:
    try:
        return pwd.getpwnam(NAME)
    except KeyError:
        pass
    useradd = shutil.which("useradd", path="/usr/sbin:/sbin:/usr/bin:/bin")
    if useradd:
        log.info("Creating the user %s, as whom the database runs", NAME)
        options = ("--system", "--user-group", "--no-create-home", "--home-dir", "/nonexistent")
        # The program is found in the system's own folders and every argument is a constant.
        subprocess.run((useradd, *options, "--shell", "/usr/sbin/nologin", NAME), check=False, capture_output=True)  # noqa: S603
    try:
        return pwd.getpwnam(NAME)
    except KeyError:
        return pwd.getpwnam("nobody")


def _name(uid: int) -> str:
    try:
        return pwd.getpwuid(uid).pw_name
    except KeyError:
        return str(uid)
