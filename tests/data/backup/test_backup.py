"""A backup holds everything, comes back byte for byte, and whatever happens leaves the old or the new."""

from __future__ import annotations

import hashlib
import io
import json
import signal
import subprocess
import sys
import tarfile
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from data import audit, engagements, migrations
from data.backup import BackupError, back_up, digest_of_file, open_archive, restore
from data.backup.archive import DIGEST, MANIFEST, add_bytes
from data.backup.saving import write_archive
from data.backup.tables import settle
from data.database import check_rights, transaction
from data.server import ServerAddress
from matching.records import SYSTEM, AuditAct
from tests.conftest import eventually
from tests.data.backup.conftest import Base, count_as_administrator
from tests.data.records import FULL_ENGAGEMENT

APP = "concert_app"


def bring_back(base: Base, path: Path, **how: Any) -> None:
    restore(base.owner, path, APP, base.key, **how)


def test_a_backup_comes_back_byte_for_byte_into_an_empty_database(
    filled: Base, empty: Base, address: ServerAddress, tmp_path: Path
) -> None:
    manifest, sealed = back_up(filled.owner, tmp_path / "b")
    assert sealed == digest_of_file(tmp_path / "b")
    before = filled.content()
    rows = {table.name: table.rows for table in manifest.tables}
    assert rows == count_as_administrator(address, filled.name, list(rows))  # row security kept nothing back
    assert rows["engagements"] == 2
    bring_back(empty, tmp_path / "b")
    assert empty.content() == before
    assert count_as_administrator(address, empty.name, list(rows)) == rows
    check_rights(empty.app)
    with transaction(empty.app, SYSTEM) as connection:
        assert engagements.get(connection, "E1") == FULL_ENGAGEMENT
    with transaction(empty.app) as connection:  # security is back in force
        assert connection.scalar(text("SELECT count(*) FROM engagements")) == 0


def test_numbers_go_on_after_the_last_one_that_was_given(filled: Base, empty: Base, tmp_path: Path) -> None:
    line = text("INSERT INTO events (record, transition, who, at) VALUES ('x', 'note', 'somebody', now()) RETURNING id")
    with transaction(filled.app, SYSTEM) as connection:
        last = [connection.scalar(line) for _ in range(7)][-1]
    back_up(filled.owner, tmp_path / "b")
    bring_back(empty, tmp_path / "b")
    with transaction(empty.app, SYSTEM) as connection:
        assert connection.scalar(line) == last + 1


def test_the_audit_log_keeps_its_chain(filled: Base, empty: Base, tmp_path: Path) -> None:
    for act in (AuditAct.EXPORT, AuditAct.READ):
        with transaction(filled.app, SYSTEM) as connection:
            audit.note(connection, SYSTEM, act, "record")
    with transaction(filled.app, SYSTEM) as connection:
        head = audit.head(connection)
    back_up(filled.owner, tmp_path / "b")
    bring_back(empty, tmp_path / "b")
    with transaction(empty.app, SYSTEM) as connection:
        assert audit.verify(connection, head) is None
        audit.note(connection, SYSTEM, AuditAct.EXPORT, "another")
    with transaction(empty.app, SYSTEM) as connection:
        assert audit.verify(connection, head) is None


def test_records_are_replaced_only_when_that_was_said(filled: Base, tmp_path: Path) -> None:
    back_up(filled.owner, tmp_path / "b")
    with transaction(filled.app, SYSTEM) as connection:
        connection.execute(text("DELETE FROM engagements WHERE id = 'hidden'"))
    changed = filled.content()
    with pytest.raises(BackupError, match="--replace"):
        bring_back(filled, tmp_path / "b")
    assert filled.content() == changed
    bring_back(filled, tmp_path / "b", replace=True)
    assert b"hidden" in filled.content()["engagements"]
    with pytest.raises(DBAPIError), transaction(filled.app, SYSTEM) as connection:  # events stay as they are, again
        connection.execute(text("UPDATE events SET who = 'another'"))


def test_a_backup_of_an_earlier_step_is_brought_up_to_this_one(empty: Base, tmp_path: Path) -> None:
    with empty.owner.begin() as connection:
        settle(connection)
        connection.execute(text("DROP SCHEMA concert CASCADE"))
        migrations.bring(connection, "0009")
        settle(connection)
        connection.execute(text("INSERT INTO concert.loaded_sets (name, edition, records) VALUES ('demo', 'x', 1)"))
        connection.execute(
            text("INSERT INTO concert.entities (id, names, source, synthetic) VALUES ('UNDP', '{}', 's', true)")
        )
        connection.execute(
            text(
                "INSERT INTO concert.engagements (id, title, level, state, lessons, owner_entity, visibility, source,"
                " synthetic) VALUES ('e', 't', 'country', 'ended', 'Ask the drivers.', 'UNDP', 'named', 's', true)"
            )
        )
        connection.execute(text("SET CONSTRAINTS ALL IMMEDIATE"))
        write_archive(connection, tmp_path / "old", "0009")
    bring_back(empty, tmp_path / "old", replace=True)
    with transaction(empty.app, SYSTEM) as connection:
        assert engagements.get(connection, "e").lessons == "Ask the drivers."
    assert migrations.is_current(empty.app)


def resealed(path: Path, change: dict[str, Any]) -> Path:
    """Return a copy of a backup with another manifest, its digest made anew."""
    out = path.with_name("changed")
    with tarfile.open(path) as old, tarfile.open(out, "w") as new:
        for member in old.getmembers():
            file = old.extractfile(member)
            assert file is not None
            content = file.read()
            if member.name == MANIFEST:
                content = json.dumps({**json.loads(content), **change}).encode()
                sealed = hashlib.sha256(content).hexdigest().encode()
            add_bytes(new, member.name, sealed if member.name == DIGEST else content)
    return out


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"step": "9999"}, "is of step 9999, this release of Concert knows steps up to"),
        ({"version": 2}, "is concert backup 2; this release of Concert reads concert backup 1"),
        ({"tables": []}, "members are missing or too many"),
        ({"sequences": {"x; DROP TABLE y": 1}}, "is no name of ours"),
        ({"sequences": {"events_id_seq": "1"}}, "the last value of a sequence is no number"),
        ({"tables": "no"}, "the manifest cannot be read"),
    ],
)
def test_a_backup_that_does_not_fit_is_refused(filled: Base, tmp_path: Path, change: dict[str, Any], said: str) -> None:
    back_up(filled.owner, tmp_path / "b")
    before = filled.content()
    with pytest.raises(BackupError, match=said):
        bring_back(filled, resealed(tmp_path / "b", change), replace=True)
    assert filled.content() == before


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("backup") / "b"


@settings(max_examples=150, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.data())
def test_a_changed_byte_or_a_cut_is_found_or_changes_nothing(filled: Base, sample: Path, data: st.DataObject) -> None:
    if not sample.exists():
        back_up(filled.owner, sample)
    whole = sample.read_bytes()
    with open_archive(sample) as archive:
        expected = {each.name: b"".join(archive.pieces(each)) for each in archive.manifest.tables}
    place = data.draw(st.integers(0, len(whole) - 1))
    cut = data.draw(st.booleans())
    damaged = whole[:place] if cut else whole[:place] + bytes([whole[place] ^ 1 << (place % 8)]) + whole[place + 1 :]
    other = sample.with_name("damaged")
    other.write_bytes(damaged)
    try:
        with open_archive(other) as archive:
            found = {each.name: b"".join(archive.pieces(each)) for each in archive.manifest.tables}
    except BackupError:
        return
    assert found == expected  # what was hit is padding, or says when a member was written


def test_a_file_of_another_kind_is_refused(empty: Base, tmp_path: Path) -> None:
    (tmp_path / "text").write_text("not a backup")
    with tarfile.open(tmp_path / "evil", "w") as tar:
        for name in (MANIFEST, DIGEST, "../../etc/cron.d/evil"):
            add_bytes(tar, name, b"{}")
        link = tarfile.TarInfo("tables/partners.copy.gz")
        link.type, link.linkname = tarfile.SYMTYPE, "/etc/passwd"
        tar.addfile(link, io.BytesIO())
    for name in ("text", "evil"):
        with pytest.raises(BackupError):
            bring_back(empty, tmp_path / name)


_RESTORE = """
import sys
from pathlib import Path
from data import database
from data.backup import restore
from data.server import DatabaseRole
from data.settings import Settings
home, name, path = Path(sys.argv[1]), sys.argv[2], Path(sys.argv[3])
app = database.connect(Settings(home), database=name)
owner = database.connect(Settings(home), DatabaseRole.OWNER, name)
said = lambda done, total: print(done, flush=True)
restore(owner, path, "concert_app", database.viewer_key(app), replace=True, progress=said)
print("done", flush=True)
"""


@pytest.mark.parametrize("after", ["0", "12", "30"])
def test_killed_in_the_middle_it_leaves_what_was_there(
    filled: Base, concert_home: Path, tmp_path: Path, after: str
) -> None:
    back_up(filled.owner, tmp_path / "b")
    with transaction(filled.app, SYSTEM) as connection:
        connection.execute(text("DELETE FROM engagements WHERE id = 'hidden'"))
    before = filled.content()
    arguments = [sys.executable, "-c", _RESTORE, str(concert_home), filled.name, str(tmp_path / "b")]
    with subprocess.Popen(arguments, stdout=subprocess.PIPE, text=True) as running:
        assert running.stdout is not None
        for line in running.stdout:
            if line.strip() == after:
                running.send_signal(signal.SIGKILL)
                break
    assert running.wait() == -signal.SIGKILL
    eventually(lambda: filled.content() == before)  # the server notices that nobody is there any more
