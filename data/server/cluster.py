"""The folder of the database: made once in full or not at all, with settings that are written anew at every start."""

from __future__ import annotations

import logging
import os
import shutil
import tempfile
from dataclasses import dataclass
from pathlib import Path

from data.errors import OtherVersionError, ServerError
from data.server.account import Account, run_as
from data.server.address import PORT, DatabaseRole, passwords_path, write_private
from data.server.binaries import MAJOR

log = logging.getLogger(__name__)

# The kernel's limit for the name of a socket is 107 bytes on Linux, 103 on macOS.
LONGEST_SOCKET = 100
ACCESS = """\
# Written by Concert at every start; changes are lost. Passwords over the local socket, and no other way in.
local all all scram-sha-256
"""

SETTINGS = """\
# Written by Concert at every start; changes are lost.
listen_addresses = ''
port = {port}
unix_socket_directories = '{socket}'
unix_socket_permissions = 0700
password_encryption = 'scram-sha-256'
max_connections = 100
shared_buffers = '128MB'
work_mem = '16MB'
maintenance_work_mem = '128MB'
max_wal_size = '512MB'
random_page_cost = 1.1
fsync = on
synchronous_commit = on
full_page_writes = on
datestyle = 'iso, ymd'
timezone = 'UTC'
lc_messages = 'C'
default_text_search_config = 'pg_catalog.simple'
# Terse and without statements: both may quote confidential rows.
log_error_verbosity = terse
log_min_error_statement = panic
log_checkpoints = off
log_timezone = 'UTC'
log_line_prefix = '%m [%p] %u %a '
"""


@dataclass(frozen=True, slots=True)
class Cluster:
    """One database folder and the user and programs that run it."""

    home: Path
    data: Path
    socket: Path
    programs: Path
    account: Account


def data_folder(home: Path) -> Path:
    """Return where the database lies within Concert's folder."""
    return home / "database"


def socket_folder(home: Path, account: Account) -> Path:
    """Return a private folder for the socket, with a name short enough for the kernel.

    :raises ServerError: If somebody else holds the folder, or no short name is to be had.
    """
    folder = home / "socket"
    if len(os.fsencode(folder / f".s.PGSQL.{PORT}")) >= LONGEST_SOCKET:
        # The folder's number in the file system tells two long paths apart, however long they are.
        info = home.stat()
        folder = Path(tempfile.gettempdir()) / f"concert-{account.uid}-{info.st_dev:x}-{info.st_ino:x}"
    if len(os.fsencode(folder / f".s.PGSQL.{PORT}")) >= LONGEST_SOCKET:
        raise ServerError(
            f"the path {home} is too long for a socket, and so is {folder}; choose a shorter CONCERT_HOME"
        )
    try:
        folder.mkdir(mode=0o700)
        os.chown(folder, *account.ids, follow_symlinks=False)
    except FileExistsError:
        pass
    info = folder.lstat()
    if folder.is_symlink() or not folder.is_dir() or info.st_uid != account.uid:
        raise ServerError(f"{folder} is not a folder of user {account.name!r}; remove it and start again")
    if info.st_mode & 0o077:
        folder.chmod(0o700)
    return folder


def check_version(data: Path) -> None:
    """Refuse a folder that another major version of PostgreSQL made; it is left as it is.

    :raises OtherVersionError: With both versions and the way out.
    """
    try:
        found = (data / "PG_VERSION").read_text(encoding="ascii").strip()
    except FileNotFoundError:
        found = "unknown"
    if found != MAJOR:
        raise OtherVersionError(
            f"the database folder {data} was made by PostgreSQL {found}, this release of Concert runs PostgreSQL "
            f"{MAJOR}. Back it up with the release that made it (concert backup) and restore it here into a new folder "
            f"(CONCERT_HOME), or move {data} away to begin with an empty database"
        )


def create(cluster: Cluster, password: str) -> None:
    """Make the database folder; a crash on the way leaves only a draft, which the next start removes.

    :raises ServerError: With what initdb said.
    """
    for old in cluster.home.glob("database.draft-*"):
        if old.is_dir():
            shutil.rmtree(old)
        else:
            old.unlink()
    log.info("Creating the database in %s", cluster.data)
    draft = Path(tempfile.mkdtemp(prefix="database.draft-", dir=cluster.home))
    password_file = draft.with_name(f"{draft.name}.password")
    try:
        os.chown(draft, *cluster.account.ids)
        write_private(password_file, password, cluster.account.ids)
        _initialise(cluster, draft, password_file)
        _sync(draft)
        draft.rename(cluster.data)
        _sync(cluster.home)
    except BaseException:
        shutil.rmtree(draft, ignore_errors=True)
        raise
    finally:
        password_file.unlink(missing_ok=True)


def write_settings(cluster: Cluster) -> None:
    """Write who may connect and how the server runs, whatever was changed by hand."""
    socket = str(cluster.socket).replace("'", "''")
    write_private(cluster.data / "pg_hba.conf", ACCESS, cluster.account.ids)
    write_private(cluster.data / "postgresql.conf", SETTINGS.format(port=PORT, socket=socket), cluster.account.ids)


def _initialise(cluster: Cluster, draft: Path, password_file: Path) -> None:
    command = [
        str(cluster.programs / "initdb"),
        f"--pgdata={draft}",
        f"--pwfile={password_file}",
        f"--username={DatabaseRole.ADMIN}",
        "--auth=scram-sha-256",
        "--encoding=UTF8",
        "--locale=C",
        "--locale-provider=builtin",
        "--builtin-locale=C.UTF-8",
        "--data-checksums",
        "--no-instructions",
    ]
    run_as(cluster.account, command)


def check_passwords_kept(home: Path, data: Path) -> None:
    """Refuse a database whose passwords are gone.

    :raises ServerError: With the way out.
    """
    if data.exists() and not passwords_path(home).exists():
        raise ServerError(
            f"{passwords_path(home)} is missing, and without it nobody can open the database in {data}; "
            f"restore that file, or move {data} away to begin with an empty database"
        )


def _sync(folder: Path) -> None:
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
