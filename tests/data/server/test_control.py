"""Starting, sharing, stopping; and starting again after the worst."""

from __future__ import annotations

import errno
import os
import signal
from pathlib import Path

import psutil
import pytest

from data import server
from data.errors import ServerError
from data.server import DatabaseRole, ServerAddress, cluster, process
from tests.data.server.conftest import Homes, in_processes


def answers(address: ServerAddress) -> bool:
    with address.connect(DatabaseRole.APP) as connection:
        return connection.execute("SELECT 1").fetchone() == (1,)


def test_a_second_start_finds_the_running_server(concert_home: Path) -> None:
    pid = server.status(concert_home).pid
    assert answers(server.start(concert_home))
    assert server.status(concert_home).pid == pid


def test_processes_that_start_a_new_server_together_share_one(make_home: Homes) -> None:
    home = make_home()

    def start() -> object:
        address = server.start(home)
        return answers(address), server.status(home).pid, address.passwords["concert_app"]

    found = in_processes(start, 3)
    assert found == [found[0]] * 3
    assert isinstance(found[0], tuple)
    assert found[0][0] is True


def test_the_server_outlives_the_process_that_started_it_and_ignores_its_terminal(make_home: Homes) -> None:
    home = make_home()
    [pid] = in_processes(lambda: (server.start(home), server.status(home).pid)[1], 1)
    assert isinstance(pid, int)
    assert answers(server.start(home))
    assert os.getsid(pid) != os.getsid(0)


def test_nothing_runs_before_the_start_and_after_the_stop(make_home: Homes) -> None:
    home = make_home()
    assert not server.status(home).running
    assert server.stop(home) is False
    server.start(home)
    assert server.status(home).running
    assert server.stop(home) is True
    assert not server.status(home).running
    assert server.stop(home) is False


def test_what_was_written_survives_kill_9_of_every_process_of_the_server(make_home: Homes) -> None:
    home = make_home()
    with server.start(home).connect(DatabaseRole.OWNER) as connection:
        connection.execute("CREATE SCHEMA kept")
        connection.execute("CREATE TABLE kept.rows AS SELECT 42 AS n")
    main = psutil.Process(server.status(home).pid)
    for each in [main, *main.children()]:
        each.send_signal(signal.SIGKILL)
    with server.start(home).connect(DatabaseRole.OWNER) as connection:
        assert connection.execute("SELECT n FROM kept.rows").fetchone() == (42,)


def test_a_start_right_after_kill_9_waits_for_the_old_children(make_home: Homes) -> None:
    home = make_home()
    first = server.start(home)
    open_connection = first.connect(DatabaseRole.APP)
    pid = server.status(home).pid
    assert pid is not None
    os.kill(pid, signal.SIGKILL)
    assert answers(server.start(home))
    open_connection.close()


def test_a_server_that_was_killed_but_has_not_ended_yet_is_awaited(
    make_home: Homes, monkeypatch: pytest.MonkeyPatch
) -> None:
    home = make_home()
    address = server.start(home)
    killed = psutil.Process(server.status(home).pid)
    # A process that dies closes what it listened on before it leaves the list of processes.
    next(address.socket.glob(".s.PGSQL.*[0-9]")).unlink()
    assert not server.status(home).running
    monkeypatch.setattr(process.time, "sleep", lambda _seconds: killed.kill())
    assert answers(server.start(home))
    assert server.status(home).pid != killed.pid


def test_a_pid_file_that_names_a_stranger_is_no_server(make_home: Homes) -> None:
    home = make_home()
    server.start(home)
    server.stop(home)
    pid_file = home / "database" / "postmaster.pid"
    pid_file.write_text(f"{os.getpid()}\n{home}/database\n1700000000\n5432\n{home}/socket\n\n\nready\n")
    assert not server.status(home).running
    assert answers(server.start(home))


def test_two_servers_never_run_on_one_folder_even_where_they_cannot_see_each_other(
    make_home: Homes, monkeypatch: pytest.MonkeyPatch
) -> None:
    home = make_home()
    server.start(home)
    # As in another container: the process of the first server is not to be seen.
    monkeypatch.setattr(process, "postmaster", lambda data: None)
    monkeypatch.setattr(process, "LEAVE_SECONDS", 0.2)
    with pytest.raises(ServerError, match="an earlier server still uses the database"):
        server.start(home)
    monkeypatch.undo()
    assert answers(server.start(home))


def test_a_full_disk_leaves_nothing_and_says_so(make_home: Homes, monkeypatch: pytest.MonkeyPatch) -> None:
    home = make_home()

    def full(*_: object, **__: object) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC), str(home))

    monkeypatch.setattr(cluster, "run_as", full)
    with pytest.raises(ServerError, match=r"cannot be prepared: .*No space left"):
        server.start(home)
    assert [path.name for path in home.glob("database*")] == []
    monkeypatch.undo()
    assert answers(server.start(home))


def test_a_folder_that_cannot_be_made_is_named_with_the_way_out(make_home: Homes) -> None:
    home = make_home("file", "home")
    home.parent.write_text("in the way")
    with pytest.raises(ServerError, match=r"file/home cannot be made .*set CONCERT_HOME"):
        server.start(home)
