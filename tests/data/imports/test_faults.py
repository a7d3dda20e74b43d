"""Loads that something ends: killed, out of disk, a database that restarts, two at once. Nothing is half-loaded."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from sqlalchemy import Engine, text
from sqlalchemy.exc import DBAPIError

from acts import imports
from data import database, server
from data.database import transaction
from data.entities import read_entities
from data.imports.reading import read
from data.loading import load_reference
from data.settings import Settings
from matching.records import SYSTEM, Batch, RecordKind
from tests.conftest import eventually, short_folder
from tests.data.imports.conftest import somebody

ROWS = 6_000
LIST = "Name,Type,What you can do\n" + "".join(f"Invented {n} Ltd,Company,We offer thing {n}.\n" for n in range(ROWS))


@pytest.fixture(scope="module")
def home() -> Iterator[Path]:
    """Give a server of its own, which the tests may stop."""
    folder = short_folder()
    try:
        yield folder
    finally:
        server.stop(folder)
        subprocess.run(["rm", "-rf", str(folder)], check=True)


@pytest.fixture
def own(home: Path) -> Iterator[Engine]:
    engine = database.prepare(Settings(home))
    load_reference(engine, read_entities())
    with transaction(engine, somebody(engine).viewer) as connection:
        connection.execute(text("DELETE FROM capabilities"))
        connection.execute(text("DELETE FROM partners"))
        connection.execute(text("DELETE FROM batches WHERE state = 'checked'"))
    yield engine
    engine.dispose()


def checked(engine: Engine, folder: Path, content: str) -> Batch:
    path = folder / "list.csv"
    path.write_text(content)
    return imports.check_in(somebody(engine), "UNICEF", read(path, path.name), path, name=path.name, mapped=None)


def counts(engine: Engine, batch: Batch) -> tuple[int, int, str]:
    """Return how many partners and statements there are of a batch, and its state."""
    with transaction(engine, SYSTEM) as connection:
        return (
            connection.scalar(text("SELECT count(*) FROM partners")) or 0,
            connection.scalar(text("SELECT count(*) FROM provenance WHERE batch = :id"), {"id": batch.id}) or 0,
            str(connection.scalar(text("SELECT state FROM batches WHERE id = :id"), {"id": batch.id})),
        )


LOADER = """
import sys
from pathlib import Path
from acts import imports
from acts.act import look
from data.database import connect
from data.imports import batches
from data.settings import Settings
from tests.data.imports.conftest import somebody
print("ready", flush=True)
engine = connect(Settings(Path(sys.argv[1])))
by = somebody(engine)
with look(by) as opened:
    batch = batches.get(opened, sys.argv[2])
imports.load(by, batch, lambda done, total: print(done, flush=True), keep=True)
print("loaded", flush=True)
"""


def test_a_load_that_is_killed_leaves_nothing_and_starts_again_from_its_batch(
    own: Engine, home: Path, tmp_path: Path
) -> None:
    batch = checked(own, tmp_path, LIST + "Killed Ltd,Company,x\n")
    run = subprocess.Popen([sys.executable, "-c", LOADER, str(home), batch.id], stdout=subprocess.PIPE, text=True)
    assert run.stdout is not None
    assert run.stdout.readline() == "ready\n"
    assert int(run.stdout.readline()) > 0  # it is in the middle
    os.kill(run.pid, signal.SIGKILL)
    assert run.wait() == -signal.SIGKILL
    assert counts(own, batch) == (0, 0, "checked")
    (tmp_path / "list.csv").unlink()  # nothing is read again
    assert imports.load(somebody(own), batch, keep=True).tallies[RecordKind.PARTNER].new == ROWS + 1
    assert counts(own, batch) == (ROWS + 1, 2 * (ROWS + 1), "loaded")


def test_two_loads_at_once_follow_each_other_and_lose_nothing(own: Engine, home: Path, tmp_path: Path) -> None:
    batch = checked(own, tmp_path, LIST + "Twice Ltd,Company,x\n")
    runs = [
        subprocess.Popen([sys.executable, "-c", LOADER, str(home), batch.id], stdout=subprocess.PIPE, text=True)
        for _ in range(2)
    ]
    assert all(run.communicate()[0].endswith("loaded\n") for run in runs)
    assert counts(own, batch) == (ROWS + 1, 2 * (ROWS + 1), "loaded")


def test_two_files_that_name_the_same_partners_at_once_are_both_kept(own: Engine, tmp_path: Path) -> None:
    for name in ("a", "b"):
        (tmp_path / name).mkdir()
    batches = [checked(own, tmp_path / name, f"Name,Type\nSame Ltd,Company\nOnly {name},NGO\n") for name in ("a", "b")]
    with ThreadPoolExecutor(2) as both:
        done = list(both.map(lambda batch: imports.load(somebody(own), batch, keep=True), batches))
    assert sorted(each.tallies[RecordKind.PARTNER].new for each in done) == [1, 2]
    assert [counts(own, batch) for batch in batches] == [(3, 2, "loaded"), (3, 2, "loaded")]


def test_a_database_that_restarts_in_the_middle_keeps_nothing_and_the_batch_can_be_loaded(
    own: Engine, home: Path, tmp_path: Path
) -> None:
    batch = checked(own, tmp_path, LIST + "Restart Ltd,Company,x\n")

    def restart(done: int, total: int) -> None:
        if done < total:
            server.stop(home)
            server.start(home)

    with pytest.raises(DBAPIError):
        imports.load(somebody(own), batch, restart, keep=True)
    assert counts(own, batch) == (0, 0, "checked")
    assert imports.load(somebody(own), batch, keep=True).tallies[RecordKind.PARTNER].new == ROWS + 1


@pytest.mark.skipif(os.geteuid() != 0, reason="only root can mount a small disk")
def test_a_full_disk_loads_nothing_and_the_same_file_loads_once_there_is_room(tmp_path: Path) -> None:
    disk = short_folder()
    if subprocess.run(["mount", "-t", "tmpfs", "-o", "size=140m,mode=755", "tmpfs", str(disk)], check=False).returncode:
        pytest.skip("no small disk can be mounted here")
    home = disk / "h"
    try:
        engine = database.prepare(Settings(home))
        load_reference(engine, read_entities())
        batch = checked(engine, tmp_path, LIST)
        ballast = disk / "ballast"
        fill(ballast, disk)
        with pytest.raises(DBAPIError):
            imports.load(somebody(engine), batch, keep=True)
        ballast.unlink()
        eventually(lambda: answers(engine), every=0.5)
        assert counts(engine, batch) == (0, 0, "checked")
        assert imports.load(somebody(engine), batch, keep=True).tallies[RecordKind.PARTNER].new == ROWS
        engine.dispose()
    finally:
        server.stop(home)
        subprocess.run(["umount", "-l", str(disk)], check=False)


def answers(engine: Engine) -> bool:
    """Return whether the database is there; a full disk may have ended the server, which comes back with a call."""
    try:
        with transaction(engine):
            return True
    except DBAPIError:
        engine.dispose()
        return False


def fill(ballast: Path, disk: Path) -> None:
    """Leave less room on a small disk than a load needs."""
    found = os.statvfs(disk)
    with ballast.open("wb") as file:
        file.write(b"\0" * max(0, found.f_bavail * found.f_frsize - (1 << 20)))
