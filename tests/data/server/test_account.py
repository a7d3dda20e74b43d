"""Whoever starts it: root hands the server to a user of its own, others run it themselves; no parent folder changes."""

from __future__ import annotations

import os
import pwd
import stat
from pathlib import Path

import psutil
import pytest

from data import server
from data.errors import ServerError
from data.server import DatabaseRole, account, binaries
from tests.data.server.conftest import Homes, in_processes

as_root = pytest.mark.skipif(os.geteuid() != 0, reason="needs root, to become somebody else")


def modes(folder: Path) -> list[tuple[Path, int, int]]:
    return [(path, path.stat().st_mode, path.stat().st_uid) for path in folder.parents]


def test_the_server_never_runs_as_root(concert_home: Path) -> None:
    main = psutil.Process(server.status(concert_home).pid)
    assert 0 not in {process.uids().effective for process in [main, *main.children()]}


def test_parents_keep_their_permissions(make_home: Homes) -> None:
    home = make_home("a", "b", "home")
    (home.parents[1]).mkdir(mode=0o711)
    home.parent.mkdir(mode=0o751)
    before = modes(home)
    server.start(home)
    assert modes(home) == before


@as_root
def test_a_private_folder_above_is_named_and_stays_private(make_home: Homes) -> None:
    home = make_home("private", "home")
    home.parent.mkdir(mode=0o700)
    before = modes(home)
    with pytest.raises(ServerError, match=r"cannot enter .*/private \(mode 0700\).*CONCERT_HOME"):
        server.start(home)
    assert modes(home) == before


@as_root
def test_programs_in_a_private_checkout_are_copied_to_where_the_servers_user_may_run_them(concert_home: Path) -> None:
    main = psutil.Process(server.status(concert_home).pid)
    programs = Path(main.exe())
    assert programs.is_relative_to(concert_home)
    assert programs.stat().st_uid == 0
    assert stat.S_IMODE(programs.stat().st_mode) == 0o755


@as_root
def test_without_a_way_to_make_a_user_nobody_runs_it(make_home: Homes, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(account, "NAME", "concert-absent")
    monkeypatch.setattr(account.shutil, "which", lambda *_, **__: None)
    home = make_home()
    server.start(home).connect(DatabaseRole.APP).close()
    assert (home / "database").stat().st_uid == pwd.getpwnam("nobody").pw_uid


@as_root
def test_an_ordinary_user_runs_a_server_of_ones_own(
    make_home: Homes, concert_home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    home = make_home()
    home.mkdir()
    somebody = pwd.getpwnam("nobody")
    os.chown(home, somebody.pw_uid, somebody.pw_gid)
    home.chmod(0o700)
    # The checkout of this test may lie in a private folder; the copy made for the session's server does not.
    monkeypatch.setattr(binaries, "installed", lambda: binaries.copied(concert_home))

    def start() -> object:
        os.setgroups([])
        os.setgid(somebody.pw_gid)
        os.setuid(somebody.pw_uid)
        server.start(home).connect(DatabaseRole.APP).close()
        found = psutil.Process(server.status(home).pid)
        copies = list(home.glob("postgresql-*"))  # root makes one, oneself none
        return found.uids().effective, (home / "passwords.json").stat().st_uid, copies

    copied = binaries.copied(concert_home).relative_to(concert_home).parts[0]
    assert in_processes(start, 1) == [(somebody.pw_uid, somebody.pw_uid, [])]
    # Root may use it too; then it still runs as its owner, who is not locked out.
    server.stop(home)
    (home / "server.lock").unlink()
    (home / "server.running").unlink()
    server.start(home).connect(DatabaseRole.APP).close()
    assert psutil.Process(server.status(home).pid).uids().effective == somebody.pw_uid
    server.stop(home)
    assert in_processes(start, 1) == [(somebody.pw_uid, somebody.pw_uid, [home / copied])]


@as_root
def test_a_database_of_somebody_else_is_refused(make_home: Homes) -> None:
    home = make_home()
    server.start(home)
    server.stop(home)
    home.chmod(0o777)
    (home / "server.lock").unlink()

    def start() -> object:
        os.setuid(pwd.getpwnam("nobody").pw_uid)
        return server.start(home)

    [answer] = in_processes(start, 1)
    assert "belongs to user" in str(answer)
    assert "CONCERT_HOME" in str(answer)
