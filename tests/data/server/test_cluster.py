"""The database folder: whole or absent, ours in every setting, and refused with reasons when it cannot be used."""

from __future__ import annotations

import os
import signal

import pytest

from data import server
from data.errors import OtherVersionError, ServerError
from data.server import DatabaseRole, cluster
from tests.data.server.conftest import Homes


def test_a_crash_while_the_database_is_made_leaves_nothing_in_the_way(
    make_home: Homes, monkeypatch: pytest.MonkeyPatch
) -> None:
    home = make_home()

    def crash() -> None:
        monkeypatch.setattr(cluster, "_sync", lambda folder: os.kill(os.getpid(), signal.SIGKILL))
        server.start(home)

    killed = os.fork()
    if killed == 0:
        crash()
        os._exit(1)
    _, ending = os.waitpid(killed, 0)
    assert os.WTERMSIG(ending) == signal.SIGKILL
    assert len(list(home.glob("database.draft-*"))) > 0
    assert not (home / "database").exists()
    server.start(home).connect(DatabaseRole.APP).close()
    assert list(home.glob("database.draft-*")) == []


def test_a_crash_between_the_server_and_its_roles_is_mended(make_home: Homes) -> None:
    home = make_home()
    with server.start(home).connect(DatabaseRole.ADMIN, "postgres") as admin:
        admin.execute("DROP DATABASE concert WITH (FORCE)")
        admin.execute("DROP ROLE concert_app")
    server.start(home).connect(DatabaseRole.APP).close()


def test_a_folder_of_another_version_is_left_as_it_is_and_named_with_both_versions(make_home: Homes) -> None:
    home = make_home()
    data = home / "database"
    data.mkdir(parents=True)
    (data / "PG_VERSION").write_text("15\n")
    with pytest.raises(OtherVersionError, match=r"made by PostgreSQL 15.* runs PostgreSQL 18.*move .*/database away"):
        server.start(home)
    assert [path.name for path in data.iterdir()] == ["PG_VERSION"]


def test_a_folder_that_is_no_database_is_refused(make_home: Homes) -> None:
    home = make_home()
    (home / "database").mkdir(parents=True)
    (home / "database" / "letter.txt").write_text("dear database")
    with pytest.raises(OtherVersionError, match="PostgreSQL unknown"):
        server.start(home)
    assert (home / "database" / "letter.txt").read_text() == "dear database"


def test_lost_passwords_are_named_before_anything_is_changed(make_home: Homes) -> None:
    home = make_home()
    server.start(home)
    server.stop(home)
    (home / "passwords.json").rename(home / "elsewhere.json")
    with pytest.raises(ServerError, match=r"passwords.json is missing.*restore that file"):
        server.start(home)
    assert not (home / "passwords.json").exists()


def test_settings_changed_by_hand_are_put_right_at_the_next_start(make_home: Homes) -> None:
    home = make_home()
    server.start(home)
    server.stop(home)
    (home / "database" / "pg_hba.conf").write_text("local all all trust\nhost all all 0.0.0.0/0 trust\n")
    with (home / "database" / "postgresql.conf").open("a") as file:
        file.write("listen_addresses = '*'\nfsync = off\n")
    with server.start(home).connect(DatabaseRole.ADMIN) as admin:
        rules = admin.execute("SELECT type, auth_method FROM pg_hba_file_rules").fetchall()
        listening = admin.execute("SELECT current_setting('listen_addresses'), current_setting('fsync')").fetchone()
    assert rules == [("local", "scram-sha-256")]
    assert listening == ("", "on")


@pytest.mark.parametrize("name", ["with blanks and 'quotes'; # %s", "协同" * 10 + "y" * 90])
def test_any_name_of_a_folder_works(make_home: Homes, name: str) -> None:
    home = make_home(name, "home")
    address = server.start(home)
    address.connect(DatabaseRole.APP).close()
    assert len(os.fsencode(address.socket / ".s.PGSQL.5432")) < cluster.LONGEST_SOCKET
    assert address.socket.stat().st_mode & 0o777 == 0o700
    server.stop(home)
    if address.socket.parent != home:
        address.socket.rmdir()


@pytest.mark.parametrize("name", ["a$HOME", "`b`", 'c"d', "e\\f", "g\nh"])
def test_a_name_that_a_shell_would_read_is_refused(make_home: Homes, name: str) -> None:
    home = make_home(name)
    with pytest.raises(ServerError, match="cannot take"):
        server.start(home)
    assert not home.exists()


def test_a_socket_folder_that_somebody_else_holds_is_refused(make_home: Homes, monkeypatch: pytest.MonkeyPatch) -> None:
    home = make_home("x" * 100, "home")
    home.mkdir(parents=True)
    short = home.parents[1] / "short"
    short.mkdir()
    monkeypatch.setattr(cluster.tempfile, "gettempdir", lambda: str(short))
    target = short / "target"
    target.mkdir()
    info = home.stat()
    uid = server.control.account_for(home / "database").uid
    (short / f"concert-{uid}-{info.st_dev:x}-{info.st_ino:x}").symlink_to(target)
    with pytest.raises(ServerError, match="is not a folder of user"):
        server.start(home)
