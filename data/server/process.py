"""The running server: found by its pid file, started so that it outlives the starter, stopped cleanly."""

from __future__ import annotations

import signal
import time
from dataclasses import dataclass
from pathlib import Path

import psutil
from psycopg.conninfo import make_conninfo
from psycopg.pq import PGconn, Ping

from data.errors import ServerError
from data.server.account import run_as
from data.server.address import DATABASE, PORT, DatabaseRole
from data.server.cluster import Cluster
from data.server.lock import locked

# Recovery after a crash replays at most max_wal_size; a slow disk needs its time for that.
START_SECONDS = 60.0
STOP_SECONDS = 60.0
# After kill -9 the server's children leave when they next wait for something; a statement may run for 30 seconds first.
LEAVE_SECONDS = 45.0
# Only warnings and errors are written; at a start beyond this size the log is put aside, one generation.
LONGEST_LOG = 5_000_000
_TICK = 0.05

# The shell returns at once and leaves the server to the system, in a session of its own: Ctrl-C does not reach it.
_LAUNCH = 'umask 077; "$1" -D "$2" </dev/null >>"$3" 2>&1 & echo $!'


@dataclass(frozen=True, slots=True)
class Postmaster:
    """A server that lives, and whether it takes connections: not while it starts, recovers, stops or dies."""

    pid: int
    socket: Path
    ready: bool


def postmaster(data: Path) -> Postmaster | None:
    """Return the live server of a database folder, None when there is none."""
    try:
        lines = (data / "postmaster.pid").read_text(encoding="utf-8").splitlines()
    except (FileNotFoundError, NotADirectoryError, PermissionError):
        return None
    if len(lines) < 5 or not lines[0].strip().isdigit() or not _is_server(int(lines[0]), data):
        return None
    socket, ready = Path(lines[4]), len(lines) > 7 and lines[7].strip() == "ready"
    return Postmaster(int(lines[0]), socket, ready=ready and _takes_connections(socket))


def settled(data: Path) -> Postmaster | None:
    """Return the server once it takes connections, None once there is none; one that does neither yet is awaited.

    :raises ServerError: If it does neither in time.
    """
    deadline = time.monotonic() + START_SECONDS
    while (found := postmaster(data)) is not None and not found.ready:
        if time.monotonic() > deadline:
            raise ServerError(f"the database in {data} (process {found.pid}) is not ready after {START_SECONDS:.0f} s")
        time.sleep(_TICK)
    return found


def launch(cluster: Cluster) -> Postmaster:
    """Start the server and wait until it takes connections.

    :raises ServerError: With the end of what the server wrote, or if an earlier server does not leave.
    """
    output = cluster.data / "server.log"
    before = output.stat().st_size if output.exists() else 0
    if before > LONGEST_LOG:
        output.replace(output.with_suffix(".log.old"))
        before = 0
    command = ("/bin/sh", "-c", _LAUNCH, "sh", str(cluster.programs / "postgres"), str(cluster.data), str(output))
    busy = (
        f"an earlier server still uses the database in {cluster.home}, here or in a container that shares the folder; "
        "stop it and start again"
    )
    # The server and all its children keep this file open: while one of them lives, no other starts. Unlike process
    # numbers it also holds between containers that share the folder.
    with locked(cluster.home / "server.running", LEAVE_SECONDS, busy) as lock:
        clear_leftovers(cluster.data, cluster.socket)
        pid = int(run_as(cluster.account, command, keep_open=lock))
    deadline = time.monotonic() + START_SECONDS
    while time.monotonic() < deadline:
        found = postmaster(cluster.data)
        if found is not None and found.pid == pid and found.ready:
            return found
        if not _alive(pid):
            break
        time.sleep(_TICK)
    raise ServerError(f"the database in {cluster.data} did not start: {_end_of(output, before)}")


def halt(data: Path) -> bool:
    """Stop the server of a folder; return whether there was one.

    :raises ServerError: If it does not end in time.
    """
    found = postmaster(data)
    if found is None:
        return False
    process = psutil.Process(found.pid)
    process.send_signal(signal.SIGINT)  # PostgreSQL's fast shutdown: open transactions are rolled back
    deadline = time.monotonic() + STOP_SECONDS
    while time.monotonic() < deadline:
        if postmaster(data) is None:
            return True
        time.sleep(_TICK)
    raise ServerError(f"the database in {data} (process {found.pid}) did not stop within {STOP_SECONDS:.0f} seconds")


def clear_leftovers(data: Path, socket: Path) -> None:
    """Remove the files of a killed server whose process number seems to be in use: by a zombie, or by a stranger.

    Where the number is free PostgreSQL does so itself, after checks of its own.
    """
    for path in (data / "postmaster.pid", socket / f".s.PGSQL.{PORT}.lock"):
        try:
            number = path.read_text(encoding="utf-8").split(maxsplit=1)[0]
        except (FileNotFoundError, IndexError):
            continue
        if number.lstrip("-").isdigit() and psutil.pid_exists(abs(int(number))):
            path.unlink()


def _takes_connections(socket: Path) -> bool:
    # The file says "ready" also while the server recovers from the loss of a child, and after it was killed.
    where = make_conninfo(host=str(socket), port=PORT, user=DatabaseRole.APP.value, dbname=DATABASE, connect_timeout=10)
    return PGconn.ping(where.encode()) == Ping.OK


def _is_server(pid: int, data: Path) -> bool:
    try:
        process = psutil.Process(pid)
        return bool(process.name() == "postgres") and _works_in(process, data)
    except psutil.Error:
        return False


def _works_in(process: psutil.Process, data: Path) -> bool:
    try:
        folder = process.cwd() if process.status() != psutil.STATUS_ZOMBIE else ""
        return bool(folder) and data.samefile(folder)
    except (psutil.Error, OSError):
        return False


def _alive(pid: int) -> bool:
    try:
        return bool(psutil.Process(pid).status() != psutil.STATUS_ZOMBIE)
    except psutil.Error:
        return False


def _end_of(output: Path, start: int) -> str:
    try:
        with output.open("rb") as file:
            file.seek(start)
            lines = file.read().decode(errors="replace").strip().splitlines()
    except OSError as error:
        return str(error)
    return " / ".join(lines[-5:]) or "it ended without a word"
